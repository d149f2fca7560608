"""Builds the compiled catalogue and the index in one atomic step."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from guide import __version__, paths
from guide.errors import ContentError, DamagedError, GuideError
from guide.library.catalogue import Catalogue
from guide.library.codec import SCHEMA
from guide.library.manifest import CATALOGUE, open_built, publish

Stage = Callable[[str], Callable[[int, int], None]]
"""Returns a callback for a stage of this label, called with items done and items in all."""


def _silent(_label: str) -> Callable[[int, int], None]:
    return lambda _done, _total: None


def build(content: Path, force: bool = False, stage: Stage = _silent) -> dict[str, Any] | None:
    """Build the catalogue and the index of a content folder.

    Args:
        content: The content folder; `seeds/` and `index/` are beside it.
        force: Build even if nothing changed.
        stage: Called with the label of each stage.

    Returns:
        Fields of the manifest; None if the guide is intact and up to date.

    Raises:
        ContentError: The content has problems; nothing has changed.
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
    digest = fingerprint(content)
    if not force and _is_current(built, {**facts, "fingerprint": digest}):
        return None
    loaded = load_content(content, stage("reading "))
    problems = check(loaded)
    if problems:
        raise ContentError(problems)
    try:
        built.mkdir(parents=True, exist_ok=True)
        generation = Path(tempfile.mkdtemp(prefix=f"{digest[:12]}-", dir=built))
        generation.chmod(0o755)
        data = compile_catalogue(loaded, digest)
        (generation / CATALOGUE).write_bytes(data)
        catalogue = Catalogue(data)
        build_index(catalogue, content.parent / "index", generation, stage("indexing"))
        facts = {
            **facts,
            "fingerprint": digest,
            "content_version": catalogue.content_version,
            "entries": len(catalogue.heads),
        }
        publish(built, generation, facts)
    except OSError as error:
        raise GuideError(
            f"cannot write {built}: {error.strerror}", "check the folder's permissions and the disk"
        ) from error
    return facts


def _is_current(built: Path, facts: dict[str, Any]) -> bool:
    try:
        manifest = open_built(built).manifest
    except DamagedError:
        return False
    return all(manifest.get(name) == value for name, value in facts.items())
