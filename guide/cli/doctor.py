"""`abscopal doctor`: what was found, and what is wrong with it."""

import os
import platform
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from guide import __version__, paths
from guide.errors import GuideError
from guide.opening import Guide, open_guide

MIN_COLUMNS, MIN_ROWS = 60, 16


def _line(good: bool, name: str, text: str) -> bool:
    click.echo(f"{'ok   ' if good else 'WRONG'} {name:<10} {text}")
    return good


def _index(content: Path, built: Path) -> bool:
    try:
        guide: Guide = open_guide(built)
    except GuideError as error:
        return _line(False, "index", str(error))
    catalogue = guide.catalogue
    size = sum(path.stat().st_size for path in guide.built.folder.rglob("*") if path.is_file())
    files = len(guide.built.manifest["files"])
    _line(True, "index", f"{files} files, {size / 1e6:.1f} MB, all verified in {built}")
    _line(
        True,
        "content",
        f"{catalogue.content_version}, {len(catalogue.heads)} entries, {catalogue.counts['questions']} questions",
    )
    if paths.is_frozen() or not content.is_dir():
        return True
    from guide.library.compile import fingerprint

    if fingerprint(content.resolve()) != catalogue.fingerprint:
        return _line(
            False, "content", "has changed since the index was built: run `abscopal build`"
        )
    return True


def _data(folder: Path, built: Path) -> bool:
    from guide.coach.bank import Bank
    from guide.coach.overlay import read_overlay
    from guide.store.database import open_database
    from guide.store.progress import Progress

    try:
        progress = Progress(open_database(folder, datetime.now(UTC)))
    except GuideError as error:
        return _line(False, "data", str(error))
    for notice in progress.notices:
        _line(False, "data", notice)
    _line(True, "data", f"{folder}: {progress.reviews.answered_count()} questions answered")
    try:
        known = Bank(open_guide(built).catalogue, read_overlay(folder).questions).known()
        gone = progress.reviews.orphans(known)
    except GuideError:
        gone = []
    if gone:
        _line(
            True,
            "data",
            f"{len(gone)} answered questions are no longer in the content; their history is kept",
        )
    clean = not progress.notices
    progress.close()
    return clean


def run(content: Path, built: Path, data: Path) -> int:
    """Print the findings; return 1 if something is wrong."""
    kind = "standalone program" if paths.is_frozen() else "from source"
    good = _line(
        True,
        "version",
        f"abscopal {__version__}, {kind}, Python {platform.python_version()} on {platform.system()}",
    )
    good &= _index(content, built)
    good &= _data(data, built)
    size = shutil.get_terminal_size((0, 0))
    if sys.stdout.isatty():
        fits = size.columns >= MIN_COLUMNS and size.lines >= MIN_ROWS
        colour = (
            "no colour"
            if os.environ.get("NO_COLOR")
            else os.environ.get("COLORTERM") or os.environ.get("TERM", "unknown")
        )
        good &= _line(
            fits,
            "terminal",
            f"{size.columns}×{size.lines} (needs {MIN_COLUMNS}×{MIN_ROWS}), {colour}, {sys.stdout.encoding}",
        )
    else:
        _line(True, "terminal", "output is not a terminal: plain text, no colour")
    return 0 if good else 1
