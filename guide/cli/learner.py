"""The learner's data as commands open it: what the user must know is printed as warnings."""

from pathlib import Path

from guide import clock
from guide.cli.output import warn
from guide.coach.study import Study, open_study, read_study
from guide.opening import Guide
from guide.store.ownership import made_files
from guide.store.progress import Progress, read_progress


def open_learner(guide: Guide, data: Path) -> Study:
    """Open the learner's data with the library, to learn: it is created if it is missing."""
    study = open_study(guide.catalogue, data, clock.now())
    for notice in study.notices:
        warn(notice)
    study.progress.on_failure = warn
    return study


def read_learner(guide: Guide, data: Path) -> Study | None:
    """Open a copy of the learner's data with the library, to read; None where there is none yet.

    Raises:
        GuideError: It is damaged, is gone although there are backups, or is of a newer guide.
    """
    if not data.is_dir() or not made_files(data):
        return None
    study = read_study(guide.catalogue, data, clock.now())
    for notice in study.notices:
        warn(notice)
    return study


def open_data(data: Path) -> Progress:
    """Open a copy of the learner's data to read, without the library; nothing there changes.

    Damaged rows that are left out are in `notices`.

    Raises:
        GuideError: There is no data, it is damaged, or it belongs to a newer guide.
    """
    return read_progress(data, clock.now())
