"""How the learner wants to study: read from the settings; an invalid value counts as unset."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeVar

from guide.study.schedule import Rules

CAPS = (10, 20, 30, 50, 80, 120)
RETENTIONS = (0.8, 0.85, 0.9, 0.95)
MINUTES = (5, 10, 15, 20, 30, 45, 60)
TIMINGS = (0.0, 60.0, 90.0, 120.0)
"""Seconds a question in an exam; 0 stands for no clock."""
Choice = Literal["cap", "retention", "confidence", "minutes", "exam_seconds", "exam_may_pause"]
"""Preferences that step through a few values."""
T = TypeVar("T")
N = TypeVar("N", int, float)


@dataclass(frozen=True, slots=True)
class Preferences:
    """How the learner wants to study.

    Attributes:
        retention: Desired probability of recall at which a question is due.
        cap: The most reviews a day.
        confidence: Whether keys for confidence are offered.
        minutes: Minutes a day that the learner has.
        until: Day of an exam that the learner prepares for; None without one.
        exam_seconds: Seconds a question in an exam of this guide; None without a clock.
        exam_may_pause: Whether the clock of such an exam can be stopped.
    """

    retention: float = 0.9
    cap: int = 50
    confidence: bool = True
    minutes: int = 15
    until: date | None = None
    exam_seconds: float | None = 90.0
    exam_may_pause: bool = False

    @property
    def rules(self) -> Rules:
        """How questions are scheduled accordingly."""
        return Rules(retention=self.retention)

    def exam_minutes(self, count: int) -> float | None:
        """Return the minutes that an exam of so many questions allows; None without a clock."""
        return self.exam_seconds * count / 60 if self.exam_seconds is not None else None

    def with_next(self, choice: Choice) -> "Preferences":
        """Return the preferences with the next value of one of them, the first after the last."""
        match choice:
            case "cap":
                return replace(self, cap=_next(CAPS, self.cap))
            case "retention":
                return replace(self, retention=_next(RETENTIONS, self.retention))
            case "confidence":
                return replace(self, confidence=not self.confidence)
            case "minutes":
                return replace(self, minutes=_next(MINUTES, self.minutes))
            case "exam_seconds":
                return replace(self, exam_seconds=_next(TIMINGS, self.exam_seconds or 0.0) or None)
            case "exam_may_pause":
                return replace(self, exam_may_pause=not self.exam_may_pause)


def _next(values: tuple[N, ...], value: N) -> N:
    return next((other for other in values if other > value), values[0])


def write_preferences(preferences: Preferences) -> dict[str, str]:
    """Return the preferences as settings."""
    return {
        "study.retention": f"{preferences.retention:g}",
        "study.cap": str(preferences.cap),
        "study.confidence": _yes_or_no(preferences.confidence),
        "study.minutes": str(preferences.minutes),
        "study.until": preferences.until.isoformat() if preferences.until is not None else "",
        "study.exam_seconds": f"{preferences.exam_seconds or 0:g}",
        "study.exam_pause": _yes_or_no(preferences.exam_may_pause),
    }


def read_preferences(settings: Mapping[str, str]) -> Preferences:
    """Return the preferences in the settings."""
    usual = Preferences()

    def read(name: str, parse: Callable[[str], T], default: T) -> T:
        try:
            return parse(settings[f"study.{name}"])
        except (KeyError, ValueError):
            return default

    return Preferences(
        retention=read("retention", lambda text: _within(float(text), 0.7, 0.97), usual.retention),
        cap=read("cap", lambda text: _within(int(text), 1, 1000), usual.cap),
        confidence=read("confidence", lambda text: text != "no", usual.confidence),
        minutes=read("minutes", lambda text: _within(int(text), 1, 480), usual.minutes),
        until=read("until", lambda text: date.fromisoformat(text) if text else None, None),
        exam_seconds=read(
            "exam_seconds", lambda text: _within(float(text), 0, 3600) or None, usual.exam_seconds
        ),
        exam_may_pause=read("exam_pause", lambda text: text == "yes", usual.exam_may_pause),
    )


def _within(value: N, least: float, most: float) -> N:
    """Return a value that lies within two limits.

    Raises:
        ValueError: It lies outside.
    """
    if not least <= value <= most:
        raise ValueError(f"{value} is not between {least} and {most}")
    return value


def _yes_or_no(value: bool) -> str:
    return "yes" if value else "no"
