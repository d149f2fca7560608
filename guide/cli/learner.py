"""The learner's data as commands open it: what the user must know is printed as warnings."""

from datetime import UTC, datetime
from pathlib import Path

from guide.cli.output import warn
from guide.coach.study import Study, open_study
from guide.errors import NotFoundError, StorageError
from guide.opening import Guide
from guide.store.database import FILE
from guide.store.progress import Progress, open_progress


def open_learner(guide: Guide, data: Path) -> Study:
    """Open the learner's data with the library, to learn: it is created if it is missing."""
    study = open_study(guide.catalogue, data, datetime.now(UTC))
    study.progress.on_failure = warn
    for notice in study.notices:
        warn(notice)
    return study


def open_data(data: Path) -> Progress:
    """Open the learner's data to read it, without the library.

    Raises:
        GuideError: There is none, or not all of it can be read.
    """
    try:
        found = (data / FILE).is_file()
    except (OSError, ValueError):
        found = False
    if not found:
        raise NotFoundError(f"there is no learner's data in {data}", "name its folder with --data")
    progress = open_progress(data, datetime.now(UTC))
    if progress.notices:
        progress.close()
        raise StorageError("; ".join(progress.notices), "see `abscopal doctor`")
    return progress
