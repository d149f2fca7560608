"""The built folder: a manifest has the SHA-256 of every file, and what is read is verified.

A build writes a new generation folder beside the old one and then replaces the manifest in one
atomic step, so that a build killed at any moment leaves the old generation intact. A generation is
read once, as a whole, into memory: what was verified is what is used, also while a build runs.

The manifest's seal shows damage. It proves no origin, since anybody can calculate it:
`guide.paths.built_dir` says where an index is looked for, and `require_own` whose it must be.
"""

import hashlib
import os
import shutil
import stat
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from guide.errors import DamagedError, GuideError
from guide.files import is_there, read_file
from guide.library.reading import is_litter
from guide.paths import guide_root, is_frozen

MANIFEST = "manifest.json"
CATALOGUE = "catalogue.msgpack"
MADE_HERE = "made-by-abscopal"
"""An empty file in each generation folder: only a folder that holds it is ever removed."""
LARGEST_MANIFEST, LARGEST_FILE = 100_000, 1_000_000_000
ATTEMPTS = 50

Digest = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
FileName = Annotated[str, Meta(pattern=r"^(\w[\w.-]*/)?\w[\w.-]*$", max_length=100)]


class Manifest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a build says about its result.

    Attributes:
        schema: The form of the catalogue.
        guide: Version of the program that built it.
        whoosh: Version of the search library that wrote the index.
        fingerprint: SHA-256 over the content.
        content_version: The version that readers see.
        entries: Number of entries.
        generation: Name of the generation's folder.
        files: SHA-256 of each file of the generation.
        seal: SHA-256 over the other fields.
    """

    schema: int
    guide: str
    whoosh: str
    fingerprint: Digest
    content_version: str
    entries: int
    generation: Annotated[str, Meta(pattern=r"^[0-9a-f]{12}-\w+$", max_length=40)]
    files: dict[FileName, Digest]
    seal: str = ""


@dataclass(frozen=True, slots=True)
class Built:
    """A verified generation, in memory.

    Attributes:
        folder: The generation's folder; only for messages, since nothing is read from it again.
        manifest: What the build said.
        files: The verified bytes of each file by name.
    """

    folder: Path
    manifest: Manifest
    files: Mapping[str, bytes]

    @property
    def catalogue(self) -> bytes:
        """The bytes of the catalogue."""
        return self.read(CATALOGUE)

    def read(self, name: str) -> bytes:
        """Return the bytes of a file.

        Raises:
            DamagedError: The generation has no such file.
        """
        try:
            return self.files[name]
        except KeyError as error:
            raise DamagedError(f"{name} of the guide's index is missing", repair_hint()) from error

    def is_superseded(self) -> bool:
        """Tell whether a later build has replaced this generation on the disk."""
        try:
            return read_manifest(self.folder.parent).generation != self.manifest.generation
        except DamagedError:
            return False


def repair_hint() -> str:
    """Return how to repair a damaged guide: rebuild it from source, or reinstall the program."""
    return "reinstall the program" if is_frozen() else "rebuild with `abscopal build --force`"


def _sealed(manifest: Manifest) -> bytes:
    body = msgspec.json.encode(msgspec.structs.replace(manifest, seal=""), order="sorted")
    sealed = msgspec.structs.replace(manifest, seal=hashlib.sha256(body).hexdigest())
    return msgspec.json.format(msgspec.json.encode(sealed, order="sorted"), indent=1) + b"\n"


def _manifest_bytes(built: Path) -> bytes:
    if not is_there(built / MANIFEST):
        raise DamagedError("the guide's index is missing", repair_hint())
    return _read(built, MANIFEST, LARGEST_MANIFEST)


def _read(folder: Path, name: str, largest: int) -> bytes:
    try:
        return read_file(folder / name, largest)
    except GuideError as error:
        if not is_there(folder / name):
            raise DamagedError(f"{name} of the guide's index is missing", repair_hint()) from error
        why = error.message.removeprefix(f"{Path(name).name}: ")
        message = f"{name} of the guide's index is of no use: {why}"
        raise DamagedError(message, repair_hint()) from error


def _decoded(data: bytes) -> Manifest:
    try:
        manifest = msgspec.json.decode(data, type=Manifest)
    except (ValueError, RecursionError) as error:
        message = f"{MANIFEST} of the guide's index has been altered: it is no manifest"
        raise DamagedError(message, repair_hint()) from error
    if data != _sealed(manifest):
        raise DamagedError(f"{MANIFEST} of the guide's index has been altered", repair_hint())
    return manifest


def read_manifest(built: Path) -> Manifest:
    """Return the manifest.

    Raises:
        DamagedError: It is missing or was altered.
    """
    return _decoded(_manifest_bytes(built))


def require_own(built: Path) -> None:
    """Make sure that nobody but this user, or whoever installed the program, wrote a built folder.

    Raises:
        DamagedError: It belongs to somebody else, or everybody may write to it.
    """
    if os.name != "posix" or not built.exists():
        return
    about = built.stat()
    if about.st_uid not in {os.geteuid(), guide_root().stat().st_uid}:
        raise DamagedError(f"{built} belongs to another user", "remove it, then build again")
    if about.st_mode & stat.S_IWOTH:
        hint = f"run `chmod o-w {built}`, then `abscopal build --force`"
        raise DamagedError(f"every user may write to {built}", hint)


def open_built(built: Path) -> Built:
    """Read the generation that the manifest names, and verify every file of it.

    Raises:
        DamagedError: The folder is a stranger's, or a file is missing, truncated, altered or
            foreign.
    """
    require_own(built)
    for _ in range(ATTEMPTS):
        data = _manifest_bytes(built)
        try:
            return _verified(built, _decoded(data))
        except DamagedError:
            # A build may have replaced the generation while it was read; then the next one counts.
            if _manifest_bytes(built) == data:
                raise
    raise DamagedError("the guide's index is built again and again", "wait for the builds to end")


def _verified(built: Path, manifest: Manifest) -> Built:
    folder = built / manifest.generation
    for name in sorted(_names(folder) - manifest.files.keys() - {MADE_HERE}):
        raise DamagedError(f"{name} does not belong to the guide's index", repair_hint())
    files: dict[str, bytes] = {}
    for name, digest in manifest.files.items():
        data = _read(folder, name, LARGEST_FILE)
        if hashlib.sha256(data).hexdigest() != digest:
            raise DamagedError(f"{name} of the guide's index has been altered", repair_hint())
        files[name] = data
    return Built(folder, manifest, files)


def _names(folder: Path) -> set[str]:
    """Return the files below a folder by name, without litter."""
    # A build may remove the folder meanwhile, which `Path.rglob` does not survive.
    paths = (
        Path(place, name).relative_to(folder)
        for place, _, names in os.walk(folder)
        for name in names
    )
    return {path.as_posix() for path in paths if not any(map(is_litter, path.parts))}


def new_generation(built: Path, digest: str) -> Path:
    """Make an empty generation folder, marked as our own, and return it.

    Raises:
        OSError: It cannot be written.
    """
    import tempfile

    generation = Path(tempfile.mkdtemp(prefix=f"{digest[:12]}-", dir=built))
    (generation / MADE_HERE).touch()
    generation.chmod(stat.S_IMODE(built.stat().st_mode))
    return generation


def read_generation(generation: Path) -> dict[str, bytes]:
    """Return the files of a finished generation by name."""
    return {
        path.relative_to(generation).as_posix(): path.read_bytes()
        for path in sorted(generation.rglob("*"))
        if path.is_file() and path.name != MADE_HERE
    }


def publish(built: Path, manifest: Manifest) -> None:
    """Make the generation that a manifest names the current one in one atomic step."""
    beside = built / f"{MANIFEST}.{os.getpid()}"
    try:
        beside.write_bytes(_sealed(manifest))
        beside.replace(built / MANIFEST)
    finally:
        beside.unlink(missing_ok=True)


def remove_others(built: Path, keep: str) -> None:
    """Delete what earlier builds left, and nothing else.

    A guide that is open has its generation in memory; one that is just being opened finds the files
    gone, and reads the manifest again.
    """
    for path in built.iterdir():
        if path.is_symlink() or path.name == keep:
            continue
        # What is open elsewhere cannot be removed on some systems, and waits for the next build.
        with suppress(OSError):
            if (path / MADE_HERE).is_file():
                # The mark goes last: what a killed removal leaves is still known as our own.
                for part in path.iterdir():
                    if part.name != MADE_HERE:
                        _remove(part)
                shutil.rmtree(path)
            elif path.is_file() and path.name.startswith(f"{MANIFEST}."):
                path.unlink()


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
