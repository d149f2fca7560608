"""One way in for studying: the library, the learner's data and what is set, opened together."""

from datetime import datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from guide.clock import EARLIEST, LATEST
from guide.coach.bank import Bank
from guide.coach.overlay import Overlay, read_overlay
from guide.coach.preferences import Preferences, read_preferences, write_preferences
from guide.errors import StorageError
from guide.library.catalogue import Catalogue
from guide.library.records import Path as LearningPath
from guide.store.progress import Progress, open_progress, read_progress
from guide.study.course import Done, Step, next_step

CLOCK_BEHIND = (
    "The clock is behind your last answer: intervals are counted from that answer, "
    "and none is negative."
)
CLOCK_WRONG = "The clock is set to an impossible year: set it, or your answers get a wrong date."
CLOCK_TOLD = "clock_told"
"""Setting with the answer about whose time the user was warned last."""


class Study:
    """Everything that studying needs, whatever the front end.

    Attributes:
        catalogue: The library.
        progress: The learner's data.
        preferences: What the learner has set; change it with `save_preferences`.
    """

    def __init__(self, catalogue: Catalogue, progress: Progress, overlay: Overlay) -> None:
        self.catalogue = catalogue
        self.progress = progress
        self.preferences = read_preferences(progress.settings())
        self._overlay = overlay
        self._clock: tuple[str, ...] = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def notices(self) -> tuple[str, ...]:
        """What the user must know about the opening, one line each."""
        return (*self.progress.notices, *self._overlay.notices, *self._clock)

    def close(self) -> None:
        """Close the learner's data."""
        self.progress.close()

    @cached_property
    def bank(self) -> Bank:
        """Every question, the learner's own included.

        Questions are decoded when they are first needed, which keeps the first screen fast.
        Questions that replace others then take over the history of those.
        """
        bank = Bank(self.catalogue, self._overlay.questions, self._overlay.topics)
        try:
            self.progress.reviews.hand_over(bank.successors())
        except StorageError as error:
            self.progress.on_failure(str(error))
        return bank

    @property
    def path(self) -> Path | None:
        """The database file; None when nothing can be saved."""
        return self.progress.path

    @property
    def unsaved(self) -> str:
        """Why nothing will be saved; empty when it will be."""
        return self.progress.unsaved

    @property
    def results_folder(self) -> Path | None:
        """Where result files of class sessions are written; None when nothing can be saved."""
        return self.path.parent / "results" if self.path is not None else None

    @property
    def done(self) -> Done:
        """What the learner has read and answered so far."""
        return Done(self.progress.shares(), self.progress.reviews.last_right())

    def next_in_path(self) -> Step | None:
        """Return what comes next in the path that is followed; None when there is none."""
        place = self.progress.following()
        path = self.catalogue.path_by_id.get(place.path) if place is not None else None
        return self.next_of(path) if path is not None else None

    def next_of(self, path: LearningPath) -> Step | None:
        """Return what comes next in a path, from the unit on that was read last."""
        place = self.progress.following()
        unit = place.unit if place is not None and place.path == path.id else 0
        return next_step(path, self.done, unit)

    def save_preferences(self, preferences: Preferences) -> None:
        """Change the preferences, on disk when this returns.

        Raises:
            StorageError: They cannot be written; nothing has changed.
        """
        before, after = write_preferences(self.preferences), write_preferences(preferences)
        changed = {name: text for name, text in after.items() if text != before[name]}
        self.progress.save_settings(changed)
        self.preferences = preferences

    def clock_is_behind(self, now: datetime) -> bool:
        """Tell whether the clock is behind the last answer."""
        return self._answer_ahead(now) is not None

    def _answer_ahead(self, now: datetime) -> datetime | None:
        """Return the time of the last answer if the clock is behind it."""
        latest = self.progress.reviews.latest()
        return latest if latest is not None and now < latest else None

    def warn_of_clock(self, now: datetime) -> None:
        """Add a notice when the clock is at a limit, or behind the last answer.

        Of the latter the user is told once for each last answer.
        """
        if now in (EARLIEST, LATEST):
            self._clock = (CLOCK_WRONG,)
            return
        latest = self._answer_ahead(now)
        if latest is None or self.progress.settings().get(CLOCK_TOLD) == latest.isoformat():
            return
        self._clock = (CLOCK_BEHIND,)
        try:
            self.progress.save_settings({CLOCK_TOLD: latest.isoformat()})
        except StorageError:
            return  # The user is warned again at the next opening.


def open_study(catalogue: Catalogue, folder: Path, now: datetime) -> Study:
    """Open the learner's data, own questions and preferences.

    Args:
        catalogue: The library.
        folder: The data folder; created when it is missing.
        now: Aware UTC time.

    Raises:
        GuideError: The data belongs to a newer guide, or cannot be read.
    """
    return _study(catalogue, open_progress(folder, now), folder, now)


def read_study(catalogue: Catalogue, folder: Path, now: datetime) -> Study:
    """Open a copy of the learner's data, own questions and preferences: nothing changes there.

    Args:
        catalogue: The library.
        folder: The data folder.
        now: Aware UTC time.

    Raises:
        GuideError: There is no data, it is damaged, or it belongs to a newer guide.
    """
    return _study(catalogue, read_progress(folder, now), folder, now)


def _study(catalogue: Catalogue, progress: Progress, folder: Path, now: datetime) -> Study:
    try:
        study = Study(catalogue, progress, read_overlay(folder))
        study.warn_of_clock(now)
    except BaseException:
        progress.close()
        raise
    return study
