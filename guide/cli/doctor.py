"""`abscopal doctor`: the state of the installation, and what is wrong with it."""

import os
import platform
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

from guide import __version__, paths
from guide.cli.output import say
from guide.coach.study import CLOCK_BEHIND, Study, read_study
from guide.errors import GuideError
from guide.opening import Guide, open_guide
from guide.store.backups import list_backups
from guide.store.progress import Progress, read_progress

MIN_COLUMNS, MIN_ROWS = 60, 16


def run(content: Path, built: Path, data: Path, data_named: bool) -> int:
    """Print the findings; return 1 if something is wrong.

    Args:
        content: The content folder.
        built: The built folder.
        data: The data folder.
        data_named: Whether the user named it, so that it is wrong if it does not exist.
    """
    kind = "standalone program" if paths.is_frozen() else "from source"
    python = f"Python {platform.python_version()} on {platform.system()}"
    _report(True, "version", f"abscopal {__version__}, {kind}, {python}")
    guide = _open_index(built)
    findings = [
        guide is not None,
        guide is None or _check_content(guide, content),
        _check_data(guide, data, data_named),
        _check_terminal(),
    ]
    return 0 if all(findings) else 1


def _report(good: bool, name: str, text: str) -> bool:
    """Print a finding and return whether it is good."""
    say(f"{'ok   ' if good else 'WRONG'} {name:<10} {text}")
    return good


def _open_index(built: Path) -> Guide | None:
    """Open and verify the index; None when it is damaged."""
    try:
        guide = open_guide(built)
    except GuideError as error:
        _report(False, "index", str(error))
        return None
    size = sum(path.stat().st_size for path in guide.built.folder.rglob("*") if path.is_file())
    files = len(guide.built.manifest["files"])
    _report(True, "index", f"{files} files, {size / 1e6:.1f} MB, all verified in {built}")
    return guide


def _check_content(guide: Guide, content: Path) -> bool:
    catalogue = guide.catalogue
    entries, questions = len(catalogue.heads), catalogue.counts["questions"]
    summary = f"{catalogue.content_version}, {entries} entries, {questions} questions"
    _report(True, "content", summary)
    if paths.is_frozen() or not content.is_dir():
        return True
    from guide.library.compile import fingerprint

    if fingerprint(content.resolve()) != catalogue.fingerprint:
        changed = "has changed since the index was built: run `abscopal build`"
        return _report(False, "content", changed)
    return True


def _check_data(guide: Guide | None, folder: Path, named: bool) -> bool:
    """Check the learner's data, as far as that is possible without the library.

    A folder that nobody named is created when learning begins; until then nothing is wrong.
    """
    if not named and not folder.is_dir():
        return _report(True, "data", f"{folder}: nothing yet")
    now = datetime.now(UTC)
    try:
        if guide is None:
            with read_progress(folder, now) as progress:
                return _report_data(folder, progress, [])
        with read_study(guide.catalogue, folder, now) as study:
            good = _report_data(folder, study.progress, _own_notices(study, now))
            lost = study.progress.reviews.orphans(study.bank.known())
    except GuideError as error:
        return _report(False, "data", str(error))
    if lost:
        text = f"{len(lost)} answered questions are no longer in the content; their history stays"
        _report(True, "data", text)
    return good


def _own_notices(study: Study, now: datetime) -> list[str]:
    """Return what is wrong besides the database: own questions and the clock."""
    database = study.progress.notices
    notices = [each for each in study.notices if each not in (*database, CLOCK_BEHIND)]
    return [*notices, CLOCK_BEHIND] if study.clock_is_behind(now) else notices


def _report_data(folder: Path, progress: Progress, notices: list[str]) -> bool:
    answers = len(progress.data().reviews)
    for notice in (*progress.notices, *notices):
        _report(False, "data", notice)
    seen, backups = progress.reviews.answered_count(), list_backups(folder)
    newest = f"the newest of {backups[0].day}" if backups else "none yet"
    _report(True, "data", f"{folder}: {seen} questions answered, {answers:,} answers")
    _report(True, "backups", f"{len(backups)}, {newest}")
    return not progress.notices and not notices


def _check_terminal() -> bool:
    if not sys.stdout.isatty():
        return _report(True, "terminal", "output is not a terminal: plain text, no colour")
    size = shutil.get_terminal_size((0, 0))
    fits = size.columns >= MIN_COLUMNS and size.lines >= MIN_ROWS
    colour = os.environ.get("COLORTERM") or os.environ.get("TERM", "unknown")
    if os.environ.get("NO_COLOR"):
        colour = "no colour"
    needed = f"{size.columns}×{size.lines} (needs {MIN_COLUMNS}×{MIN_ROWS})"
    return _report(fits, "terminal", f"{needed}, {colour}, {sys.stdout.encoding}")
