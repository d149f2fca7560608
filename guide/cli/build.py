"""`abscopal build`: content to the compiled catalogue and the index, in one atomic step."""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from guide import __version__, paths
from guide.errors import ContentError, DamagedError, GuideError
from guide.library.catalogue import SCHEMA, Catalogue
from guide.library.manifest import CATALOGUE, open_built, publish

SHOW_PROGRESS_AFTER = 0.5
"""Seconds; a shorter build says nothing until it is done."""


class _Progress:
    """A progress bar that appears only when the work takes long enough to wonder about."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._bar: Any = None
        self._label = ""

    def stage(self, label: str) -> Callable[[int, int], None]:
        """Return a callback for one stage of the work."""

        def report(done: int, total: int) -> None:
            if label != self._label:
                self.close()
                self._label = label
            if self._bar is None and time.monotonic() - self._started > SHOW_PROGRESS_AFTER and done < total:
                self._bar = click.progressbar(range(total), label=label, file=sys.stderr)
            if self._bar is not None:
                self._bar.update(done - self._bar.pos)

        return report

    def close(self) -> None:
        """End the bar of the current stage."""
        if self._bar is not None:
            self._bar.render_finish()
            self._bar = None


def build(content: Path, force: bool = False, progress: _Progress | None = None) -> dict[str, Any] | None:
    """Build the catalogue and the index of a content folder.

    Args:
        content: The content folder; `seeds/` and `index/` stand beside it.
        force: Build even if nothing changed.
        progress: Shows how far it is.

    Returns:
        The manifest's facts, or None when what is built is whole and up to date.

    Raises:
        ContentError: The content has problems; nothing was changed.
        GuideError: The built folder cannot be written.
    """
    from guide.library.checks import check
    from guide.library.compile import compile_catalogue, fingerprint
    from guide.library.load import load_content
    from guide.search.build import build_index
    from guide.search.postings import whoosh_release

    content = content.resolve()
    built = paths.built_dir(content)
    facts = {"schema": SCHEMA, "guide": __version__, "whoosh": whoosh_release()}
    print_ = fingerprint(content)
    if not force and _is_current(built, {**facts, "fingerprint": print_}):
        return None
    bar = progress or _Progress()
    loaded = load_content(content, bar.stage("reading "))
    problems = check(loaded)
    if problems:
        bar.close()
        raise ContentError(problems)
    try:
        built.mkdir(parents=True, exist_ok=True)
        generation = Path(tempfile.mkdtemp(prefix=f"{print_[:12]}-", dir=built))
        generation.chmod(0o755)
        data = compile_catalogue(loaded, print_)
        (generation / CATALOGUE).write_bytes(data)
        catalogue = Catalogue(data)
        build_index(catalogue, content.parent / "index", generation, bar.stage("indexing"))
        bar.close()
        facts = {**facts, "fingerprint": print_, "content_version": catalogue.content_version, "entries": len(catalogue.heads)}
        publish(built, generation, facts)
    except OSError as error:
        raise GuideError(f"cannot write {built}: {error.strerror}", "check the folder's permissions and the disk") from error
    return facts


def _is_current(built: Path, facts: dict[str, Any]) -> bool:
    try:
        manifest = open_built(built).manifest
    except DamagedError:
        return False
    return all(manifest.get(name) == value for name, value in facts.items())


def run(content: Path, force: bool) -> int:
    """Build and say what was done; return 1 when the content has problems."""
    started = time.monotonic()
    try:
        facts = build(content, force, _Progress())
    except ContentError as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        click.echo(f"abscopal: nothing was built: {error}", err=True)
        return 1
    if facts is None:
        click.echo("The index is up to date.")
    else:
        click.echo(f"Built {facts['entries']} entries, content {facts['content_version']}, in {time.monotonic() - started:.1f} s.")
    return 0
