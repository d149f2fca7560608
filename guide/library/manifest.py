"""The built folder: a sealed manifest has the SHA-256 of every file, and all are verified first.

A build writes a new generation folder beside the old one and then replaces the manifest in one
atomic step, so that a build killed at any moment leaves the old generation intact.
"""

import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guide.errors import DamagedError
from guide.paths import is_frozen

MANIFEST = "manifest.json"
CATALOGUE = "catalogue.msgpack"


def repair_hint() -> str:
    """Return how to repair a damaged guide: rebuild it from source, or reinstall the program."""
    return "reinstall the program" if is_frozen() else "rebuild with `abscopal build --force`"


@dataclass(frozen=True, slots=True)
class Built:
    """A verified generation.

    Attributes:
        folder: The generation's folder.
        manifest: The manifest's fields.
        catalogue: The verified bytes of the catalogue.
    """

    folder: Path
    manifest: dict[str, Any]
    catalogue: bytes

    def is_superseded(self) -> bool:
        """Tell whether a later build has replaced this generation on the disk."""
        try:
            return bool(read_manifest(self.folder.parent)["generation"] != self.folder.name)
        except DamagedError:
            return False


def _canonical(fields: dict[str, Any]) -> bytes:
    body = {name: value for name, value in fields.items() if name != "seal"}
    seal = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
    return (json.dumps({**body, "seal": seal}, sort_keys=True, indent=1) + "\n").encode()


def read_manifest(built: Path) -> dict[str, Any]:
    """Return the manifest's fields.

    Raises:
        DamagedError: It is missing or was altered.
    """
    path = built / MANIFEST
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DamagedError("the guide's index is missing", repair_hint()) from error
    try:
        fields: dict[str, Any] = json.loads(data)
        intact = data == _canonical(fields)
    except (ValueError, AttributeError):
        intact = False
    if not intact:
        raise DamagedError(f"{MANIFEST} of the guide's index has been altered", repair_hint())
    return fields


def open_built(built: Path) -> Built:
    """Verify every file of the built folder and return its generation.

    Raises:
        DamagedError: A file is missing, truncated, altered or foreign.
    """
    fields = read_manifest(built)
    folder = built / fields["generation"]
    expected: dict[str, str] = fields["files"]
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    for name in sorted(present - set(expected)):
        raise DamagedError(f"{name} does not belong to the guide's index", repair_hint())
    catalogue = b""
    for name, digest in expected.items():
        try:
            data = (folder / name).read_bytes()
        except OSError as error:
            raise DamagedError(f"{name} of the guide's index is missing", repair_hint()) from error
        if hashlib.sha256(data).hexdigest() != digest:
            raise DamagedError(f"{name} of the guide's index has been altered", repair_hint())
        if name == CATALOGUE:
            catalogue = data
    return Built(folder, fields, catalogue)


def publish(built: Path, generation: Path, facts: dict[str, Any]) -> None:
    """Make a finished generation the current one in one atomic step, and remove older ones.

    Args:
        built: The built folder.
        generation: A folder inside it, completely written.
        facts: Fingerprint, versions and further fields of the manifest.
    """
    files = {
        path.relative_to(generation).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(generation.rglob("*"))
        if path.is_file()
    }
    beside = built / f"{MANIFEST}.{os.getpid()}"
    beside.write_bytes(_canonical({**facts, "generation": generation.name, "files": files}))
    beside.replace(built / MANIFEST)
    remove_others(built, generation.name)


def remove_others(built: Path, keep: str) -> None:
    """Delete what earlier builds left; files that are open elsewhere wait for the next build."""
    for path in built.iterdir():
        if path.is_dir() and path.name != keep:
            shutil.rmtree(path, ignore_errors=True)
        elif path.is_file() and path.name.startswith(f"{MANIFEST}."):
            path.unlink(missing_ok=True)
