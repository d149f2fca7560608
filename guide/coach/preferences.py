"""What the learner has set for studying, read from the settings, where rubbish counts as unset."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from guide.study.schedule import Rules

RETENTIONS = (0.8, 0.85, 0.9, 0.95)
CAPS = (10, 20, 30, 50, 80, 120)
MINUTES = (5, 10, 15, 20, 30, 45, 60)
TIMINGS = (0, 60, 90, 120)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Preferences:
    """How one wants to study.

    Attributes:
        retention: Desired probability of recall at which a question falls due.
        cap: Reviews a day at most.
        confidence: Whether keys for confidence are offered.
        minutes: Minutes a day that one has.
        until: Day of an exam; None without one.
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
        """The scheduling that follows."""
        return Rules(retention=self.retention)


def _read(
    settings: Mapping[str, str],
    name: str,
    read: Callable[[str], T],
    sound: Callable[[T], bool],
    usual: T,
) -> T:
    try:
        value = read(settings[f"study.{name}"])
    except (KeyError, ValueError):
        return usual
    return value if sound(value) else usual


def read_preferences(settings: Mapping[str, str]) -> Preferences:
    """Return the preferences in the settings."""
    usual = Preferences()
    return Preferences(
        _read(settings, "retention", float, lambda share: 0.7 <= share <= 0.97, usual.retention),
        _read(settings, "cap", int, lambda cap: 1 <= cap <= 1000, usual.cap),
        _read(settings, "confidence", lambda text: text != "no", lambda _: True, usual.confidence),
        _read(settings, "minutes", int, lambda minutes: 1 <= minutes <= 480, usual.minutes),
        _read(
            settings,
            "until",
            lambda text: date.fromisoformat(text) if text else None,
            lambda _: True,
            usual.until,
        ),
        _read(
            settings,
            "exam_seconds",
            lambda text: float(text) or None,
            lambda s: s is None or s <= 3600,
            usual.exam_seconds,
        ),
        _read(
            settings, "exam_pause", lambda text: text == "yes", lambda _: True, usual.exam_may_pause
        ),
    )
