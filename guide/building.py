"""Builds the compiled catalogue and the index in one atomic step."""

import hashlib
import shutil
import stat
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from guide import __version__, paths
from guide.errors import ContentError, DamagedError, GuideError, Problem
from guide.library.catalogue import Catalogue
from guide.library.codec import SCHEMA
from guide.library.fingerprint import fingerprint, with_drafts
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
    def of(cls, content: Path, drafts: bool = False) -> "_Versions":
        from guide.search.release import whoosh_release

        digest = fingerprint(content)
        digest = with_drafts(digest) if drafts else digest
        return cls(SCHEMA, __version__, whoosh_release(), digest)

    @property
    def with_drafts(self) -> "_Versions":
        """Those of the same content with its drafts."""
        return replace(self, fingerprint=with_drafts(self.fingerprint))

    def fits(self, manifest: Manifest) -> bool:
        return self == _Versions(
            manifest.schema, manifest.guide, manifest.whoosh, manifest.fingerprint
        )


def current(content: Path) -> Built | None:
    """Return the generation built from a content folder as it is now; None if there is none.

    One with drafts counts as well: whoever built it wants to see them.

    Raises:
        GuideError: A file of the content cannot be read.
    """
    built, versions = paths.built_dir(content), _Versions.of(content.resolve())
    return _current(built, versions) or _current(built, versions.with_drafts)


def _current(built: Path, versions: _Versions) -> Built | None:
    try:
        found = open_built(built)
    except DamagedError:
        return None
    return found if versions.fits(found.manifest) else None


def build(
    content: Path, force: bool = False, stage: Stage = silent, drafts: bool = False
) -> Manifest | None:
    """Build the catalogue and the index of a content folder.

    Args:
        content: The content folder; `seeds/` and `index/` are beside it.
        force: Build even if nothing changed.
        stage: Called with the label of each stage.
        drafts: Include unfinished pages and questions, marked as drafts; the rules on what is
            finished wait.

    Returns:
        The manifest; None if the guide is intact and up to date.

    Raises:
        ContentError: The content has problems; nothing has changed.
        GuideError: The built folder cannot be written, or the content changed meanwhile.
    """
    content = content.resolve()
    built = paths.built_dir(content)
    versions = _Versions.of(content, drafts)
    if not force and _current(built, versions):
        return None
    from guide.library.load import load_content
    from guide.search.locking import held

    loaded = load_content(content, stage("reading "))
    problems = find_problems(loaded, only_form=drafts)
    if problems:
        raise ContentError(problems)
    if drafts:
        from guide.library.drafts import marked

        loaded = marked(loaded)
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


def find_problems(loaded: "Content", only_form: bool = False) -> tuple[Problem, ...]:
    """Return everything that keeps content from being built, `index/` beside it included.

    Args:
        loaded: The content as read.
        only_form: Leave out what only a finished guide must keep.
    """
    from guide.library.checks import check
    from guide.search.knowledge import check_knowledge

    index = _knowledge_folder(loaded.root)
    beside = index.parent == loaded.root.parent
    return *check(loaded, only_form), *check_knowledge(
        index, index.name if beside else index.as_posix()
    )


def _knowledge_folder(root: Path) -> Path:
    """Return the folder `index` beside a content folder, or else that of the guide."""
    beside = root.parent / "index"
    return beside if beside.is_dir() else paths.guide_root() / "index"


def _digests(root: Path) -> tuple[str, str]:
    """Return the fingerprints of a content folder without and with drafts."""
    digest = fingerprint(root)
    return digest, with_drafts(digest)


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
    build_index(catalogue, _knowledge_folder(loaded.root), generation, stage("indexing"))
    if versions.fingerprint not in _digests(loaded.root):
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
