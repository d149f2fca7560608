"""`abscopal build`: build the catalogue and the index, and report the result."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from guide.building import build
from guide.cli.output import say, warn
from guide.cli.problems import placed
from guide.counting import counted, fixed
from guide.errors import ContentError
from guide.library.reading import count_drafts

SHOW_PROGRESS_AFTER = 0.5
"""Seconds; a shorter build shows no progress."""


class ProgressBar:
    """A progress bar that appears only when the work takes a while."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._bar: Any = None
        self._label = ""

    def stage(self, label: str) -> Callable[[int, int], None]:
        """Return the callback for one stage of the work."""

        def report(done: int, total: int) -> None:
            if label != self._label:
                self.close()
                self._label = label
            if (
                self._bar is None
                and time.monotonic() - self._started > SHOW_PROGRESS_AFTER
                and done < total
            ):
                self._bar = click.progressbar(range(total), label=label, file=sys.stderr)
            if self._bar is not None:
                self._bar.update(done - self._bar.pos)

        return report

    def close(self) -> None:
        """End the bar of the current stage."""
        if self._bar is not None:
            self._bar.render_finish()
            self._bar = None


def run(content: Path, force: bool, drafts: bool = False) -> int:
    """Build and print the result; return 1 when the content has problems.

    Args:
        content: The content folder.
        force: Build even if nothing has changed.
        drafts: Show unfinished pages and questions too, marked as drafts.
    """
    started = time.monotonic()
    bar = ProgressBar()
    try:
        manifest = build(content, force, bar.stage, drafts)
    except ContentError as error:
        for problem in placed(error.problems, content):
            say(str(problem), err=True)
        warn(f"nothing was built: {error}")
        return 1
    finally:
        bar.close()
    if manifest is None:
        say("The index is up to date.")
    else:
        entries, version = manifest.entries, manifest.content_version
        seconds = time.monotonic() - started
        included = ", drafts included" if drafts else ""
        built = f"Built {counted(entries, 'entry')}{included}, content {version}"
        say(f"{built}, in {fixed(seconds, 1)} s.")
        left_out = 0 if drafts else count_drafts(content)
        if left_out:
            say(f"{counted(left_out, 'draft')} left out; `abscopal build --draft` shows them.")
    return 0
