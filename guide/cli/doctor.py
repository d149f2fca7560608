"""`abscopal doctor`: the state of the installation, and what is wrong with it."""

import os
import platform
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

from guide import __version__, paths
from guide.cli.output import say
from guide.coach.study import CLOCK_BEHIND, open_study
from guide.errors import GuideError
from guide.opening import Guide, open_chosen
from guide.store.progress import Progress, open_progress

MIN_COLUMNS, MIN_ROWS = 60, 16


def run(chosen: str | None, data: Path) -> int:
    """Print the findings; return 1 if something is wrong."""
    kind = "standalone program" if paths.is_frozen() else "from source"
    python = f"Python {platform.python_version()} on {platform.system()}"
    _report(True, "version", f"abscopal {__version__}, {kind}, {python}")
    guide = _open_index(chosen)
    findings = [
        guide is not None,
        guide is None or _check_content(guide, paths.content_dir(chosen)),
        _check_data(guide, data),
        _check_terminal(),
    ]
    return 0 if all(findings) else 1


def _report(good: bool, name: str, text: str) -> bool:
    """Print a finding and return whether it is good."""
    say(f"{'ok   ' if good else 'WRONG'} {name:<10} {text}")
    return good


def _open_index(chosen: str | None) -> Guide | None:
    """Open the index and read all of it; None when it is damaged."""
    from guide.search.engine import Searcher

    try:
        guide = open_chosen(chosen)
        terms = Searcher(guide.built, guide.catalogue).verify()
    except GuideError as error:
        _report(False, "index", str(error))
        return None
    size = sum(map(len, guide.built.files.values()))
    files = len(guide.built.files)
    built = guide.built.folder.parent
    summary = f"{files} files, {size / 1e6:.1f} MB, {terms} terms, all verified in {built}"
    _report(True, "index", summary)
    folder = paths.chosen_content_dir(chosen)
    beside = folder.parent / "index" / "built" if folder else built
    if beside != built and beside.exists():
        why = "not opened: an index can hold code, so only one that was built here is used"
        _report(True, "index", f"{beside} is {why}")
    return guide


def _check_content(guide: Guide, content: Path) -> bool:
    catalogue = guide.catalogue
    entries, questions = len(catalogue.heads), catalogue.counts["questions"]
    summary = f"{catalogue.content_version}, {entries} entries, {questions} questions"
    _report(True, "content", summary)
    if paths.is_frozen() or not content.is_dir():
        return True
    from guide.library.fingerprint import fingerprint

    if fingerprint(content.resolve()) != catalogue.fingerprint:
        changed = "has changed since the index was built: run `abscopal build`"
        return _report(False, "content", changed)
    return True


def _check_data(guide: Guide | None, folder: Path) -> bool:
    """Check the learner's data, as far as that is possible without the library."""
    now = datetime.now(UTC)
    try:
        if guide is None:
            with open_progress(folder, now) as progress:
                return _report_data(folder, progress, list(progress.notices))
        with open_study(guide.catalogue, folder, now) as study:
            notices = [notice for notice in study.notices if notice != CLOCK_BEHIND]
            if study.clock_is_behind(now):
                notices.append(CLOCK_BEHIND)
            good = _report_data(folder, study.progress, notices)
            lost = study.progress.reviews.orphans(study.bank.known())
    except GuideError as error:
        return _report(False, "data", str(error))
    if lost:
        text = f"{len(lost)} answered questions are no longer in the content; their history stays"
        _report(True, "data", text)
    return good


def _report_data(folder: Path, progress: Progress, notices: list[str]) -> bool:
    for notice in notices:
        _report(False, "data", notice)
    _report(True, "data", f"{folder}: {progress.reviews.answered_count()} questions answered")
    return not notices


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
