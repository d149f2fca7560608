"""`abscopal doctor`: the state of the installation, and what is wrong with it."""

import os
import platform
import shutil
import sys
import tempfile
from datetime import datetime
from pathlib import Path

from guide import __version__, clock, paths
from guide.cli.output import say
from guide.cli.problems import placed
from guide.coach.study import CLOCK_BEHIND, Study, read_study
from guide.counting import counted, fixed
from guide.errors import ContentError, GuideError
from guide.opening import Guide, open_chosen
from guide.store.backups import list_backups
from guide.store.files import own_files
from guide.store.progress import Progress, read_progress
from guide.ui.ability import Colours, ability_of

MIN_COLUMNS, MIN_ROWS = 60, 16
COLOURS = {
    Colours.NONE: "no colour",
    Colours.SIXTEEN: "16 colours",
    Colours.MANY: "256 colours",
    Colours.ALL: "all colours",
}
MOST_PROBLEMS = 10
"""Problems of the content that are named; `abscopal check` names all."""


def run(chosen: str | None, data: Path) -> int:
    """Print the findings; return 1 if something is wrong.

    Args:
        chosen: The content folder that the user named; None for the guide's own.
        data: The data folder.
    """
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
    except ContentError as error:
        problems = placed(error.problems, paths.content_dir(chosen))
        for problem in problems[:MOST_PROBLEMS]:
            _report(False, "content", str(problem))
        if len(problems) > MOST_PROBLEMS:
            _report(False, "content", str(error))
        return None
    except GuideError as error:
        _report(False, "index", str(error))
        return None
    size = sum(map(len, guide.built.files.values()))
    files = len(guide.built.files)
    built = guide.built.folder.parent
    found = f"{counted(files, 'file')}, {fixed(size / 1e6, 1)} MB, {counted(terms, 'term')}"
    summary = f"{found}, all verified in {built}"
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
    holds = f"{counted(entries, 'entry')}, {counted(questions, 'question')}"
    summary = f"{catalogue.content_version}, {holds}"
    _report(True, "content", summary)
    if paths.is_frozen() or not content.is_dir():
        return True
    from guide.library.fingerprint import fingerprint, with_drafts

    digest = fingerprint(content.resolve())
    if catalogue.fingerprint == with_drafts(digest):
        text = "drafts are shown: `abscopal build` leaves them out"
        return _report(True, "content", text)
    if catalogue.fingerprint != digest:
        changed = "has changed since the index was built: run `abscopal build`"
        return _report(False, "content", changed)
    return True


def _check_data(guide: Guide | None, folder: Path) -> bool:
    """Check the learner's data, as far as that is possible without the library.

    Folder and files are created when learning begins; until then nothing is wrong. The folder is
    named, so that one that was mistyped is noticed.
    """
    if not folder.is_dir() and (why := _why_not_made(folder)):
        return _report(False, "data", f"{folder} cannot be created: {why}")
    if not folder.is_dir() or _is_unused(folder):
        return _report(True, "data", f"{folder}: none yet")
    now = clock.now()
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
        questions = counted(len(lost), "answered question")
        text = f"no longer in the content: {questions}; what you answered stays"
        _report(True, "data", text)
    return good


def _is_unused(folder: Path) -> bool:
    """Tell whether the guide has never written into a folder."""
    try:
        return not own_files(folder)
    except OSError:
        return False


def _why_not_made(folder: Path) -> str:
    """Return why a folder cannot be created; empty if it can. Nothing stays behind."""
    above = next(path for path in (folder, *folder.parents) if path.exists())
    if not above.is_dir():
        return f"{above} is not a folder"
    try:
        with tempfile.TemporaryDirectory(dir=above, prefix=".abscopal-"):
            return ""
    except OSError as error:
        return error.strerror or str(error)


def _own_notices(study: Study, now: datetime) -> list[str]:
    """Return what is wrong besides the database: own questions and the clock."""
    database = study.progress.notices
    notices = [each for each in study.notices if each not in (*database, CLOCK_BEHIND)]
    return [*notices, CLOCK_BEHIND] if study.clock_is_behind(now) else notices


def _report_data(folder: Path, progress: Progress, notices: list[str]) -> bool:
    answers = progress.data().counts["reviews"]
    for notice in (*progress.notices, *notices):
        _report(False, "data", notice)
    seen, backups = progress.reviews.answered_count(), list_backups(folder)
    newest = f"the newest of {backups[0].day}" if backups else "none yet"
    holds = f"{counted(seen, 'question')} answered, {counted(answers, 'answer')}"
    _report(True, "data", f"{folder}: {holds}")
    _report(True, "backups", f"{len(backups)}, {newest}")
    return not progress.notices and not notices


def _check_terminal() -> bool:
    if not sys.stdout.isatty():
        return _report(True, "terminal", "output is not a terminal: plain text, no colour")
    size = shutil.get_terminal_size((0, 0))
    fits = size.columns >= MIN_COLUMNS and size.lines >= MIN_ROWS
    ability = ability_of(os.environ, sys.platform == "win32")
    colour = f"{os.environ.get('TERM', 'unknown')}, {COLOURS[ability.colours]}"
    if ability.ascii:
        colour += ", ASCII only"
    needed = f"{size.columns}×{size.lines} (needs {MIN_COLUMNS}×{MIN_ROWS})"
    return _report(fits, "terminal", f"{needed}, {colour}, {sys.stdout.encoding}")
