"""Pure rules of learning: schedules, sessions, marking; no disk, no clock, no random of its own."""
