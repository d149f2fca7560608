"""Builds the compiled catalogue and the index in one atomic step."""

import hashlib
import shutil
import stat
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from guide import __version__, paths
from guide.errors import ContentError, DamagedError, GuideError
from guide.library.catalogue import Catalogue
from guide.library.codec import SCHEMA
from guide.library.fingerprint import fingerprint
from guide.library.manifest import (
    CATALOGUE,
    Built,
    Manifest,
    new_generation,
    open_built,
    publish,
    read_generation,
    remove_others,
    require_own,
)

if TYPE_CHECKING:
    from guide.library.load import Content

Stage = Callable[[str], Callable[[int, int], None]]
"""Returns a callback for a stage of this label, called with items done and items in all."""

LOCK = "build.lock"


def silent(_label: str) -> Callable[[int, int], None]:
    """Show nothing of a stage."""
    return lambda _done, _total: None


@dataclass(frozen=True, slots=True)
class _Versions:
    """What must be the same for an index to be used: the program's parts, and the text."""

    schema: int
    guide: str
    whoosh: str
    fingerprint: str

    @classmethod
    def of(cls, content: Path) -> "_Versions":
        from guide.search.release import whoosh_release

        return cls(SCHEMA, __version__, whoosh_release(), fingerprint(content))

    def fits(self, manifest: Manifest) -> bool:
        return self == _Versions(
            manifest.schema, manifest.guide, manifest.whoosh, manifest.fingerprint
        )


def current(content: Path) -> Built | None:
    """Return the generation built from a content folder as it is now; None if there is none.

    Raises:
        GuideError: A file of the content cannot be read.
    """
    return _current(paths.built_dir(content), _Versions.of(content.resolve()))


def _current(built: Path, versions: _Versions) -> Built | None:
    try:
        found = open_built(built)
    except DamagedError:
        return None
    return found if versions.fits(found.manifest) else None


def build(content: Path, force: bool = False, stage: Stage = silent) -> Manifest | None:
    """Build the catalogue and the index of a content folder.

    Args:
        content: The content folder; `seeds/` and `index/` are beside it.
        force: Build even if nothing changed.
        stage: Called with the label of each stage.

    Returns:
        The manifest; None if the guide is intact and up to date.

    Raises:
        ContentError: The content has problems; nothing has changed.
        GuideError: The built folder cannot be written, or the content changed meanwhile.
    """
    content = content.resolve()
    built = paths.built_dir(content)
    versions = _Versions.of(content)
    if not force and _current(built, versions):
        return None
    from guide.library.checks import check
    from guide.library.load import load_content
    from guide.search.locking import held

    loaded = load_content(content, stage("reading "))
    problems = check(loaded)
    if problems:
        raise ContentError(problems)
    try:
        _prepare(built)
        with held(built / LOCK, lambda: stage("waiting for another build")(0, 1)):
            if not force and _current(built, versions):
                return None
            generation = new_generation(built, versions.fingerprint)
            try:
                manifest = _written(loaded, generation, versions, stage)
            except (OSError, GuideError):
                shutil.rmtree(generation, ignore_errors=True)
                raise
            publish(built, manifest)
            remove_others(built, generation.name)
            return manifest
    except OSError as error:
        raise GuideError(
            f"cannot write {built}: {error.strerror}", "check the folder's permissions and the disk"
        ) from error


def _prepare(built: Path) -> None:
    """Make the built folder; the cache is this user's alone, and nobody else may write to either.

    Raises:
        DamagedError: The folder is somebody else's.
    """
    cache = paths.cache_dir()
    if built.is_relative_to(cache):
        for folder in (cache, built.parent, built):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            require_own(folder)
            folder.chmod(0o700)
    elif not built.is_dir():
        built.mkdir(parents=True)
        built.chmod(stat.S_IMODE(built.stat().st_mode) & ~(stat.S_IWGRP | stat.S_IWOTH))
    require_own(built)


def _written(loaded: "Content", generation: Path, versions: _Versions, stage: Stage) -> Manifest:
    """Write everything into a generation folder and read it back."""
    from guide.library.compile import compile_catalogue
    from guide.search.build import build_index
    from guide.search.engine import Searcher

    data = compile_catalogue(loaded, versions.fingerprint)
    (generation / CATALOGUE).write_bytes(data)
    catalogue = Catalogue(data)
    knowledge = loaded.root.parent / "index"
    if not knowledge.is_dir():
        knowledge = paths.guide_root() / "index"
    build_index(catalogue, knowledge, generation, stage("indexing"))
    if fingerprint(loaded.root) != versions.fingerprint:
        raise GuideError("the content changed while it was read", "build again")
    files = read_generation(generation)
    manifest = Manifest(
        **asdict(versions),
        content_version=catalogue.content_version,
        entries=len(catalogue.heads),
        generation=generation.name,
        files={name: hashlib.sha256(file).hexdigest() for name, file in files.items()},
    )
    # What cannot be opened is not published.
    Searcher(Built(generation, manifest, files), catalogue)
    return manifest
