"""Pure rules of learning: schedules, runs, exams, marking, statistics; no disk and no clock."""
