"""The learner's data as commands open it: what the user must know is printed as warnings."""

from datetime import UTC, datetime
from pathlib import Path

from guide.cli.output import warn
from guide.coach.study import Study, open_study
from guide.opening import Guide
from guide.store.progress import Progress, open_progress


def open_learner(guide: Guide, data: Path) -> Study:
    """Open the learner's data with the library."""
    study = open_study(guide.catalogue, data, datetime.now(UTC))
    study.progress.on_failure = warn
    for notice in study.notices:
        warn(notice)
    return study


def open_data(data: Path) -> Progress:
    """Open the learner's data alone, which needs no built library."""
    progress = open_progress(data, datetime.now(UTC))
    for notice in progress.notices:
        warn(notice)
    return progress
