"""The fingerprint of a content: the same text has the same, whatever its line ends."""

import hashlib
import os
from pathlib import Path

from guide.files import read_file
from guide.library.codec import SCHEMA
from guide.library.reading import found, largest, with_line_feeds


def content_files(content: Path) -> list[Path]:
    """Return every file that the library is made of, sorted: content, seeds and search."""
    root = content.parent
    files = [
        path
        for ending in ("*.md", "*.toml", "*.bib", "*.txt")
        for path in found(content, f"**/{ending}")
    ]
    for folder, ending in (("seeds", "*.toml"), ("index", "*.toml"), ("index", "*.txt")):
        files.extend(found(root / folder, ending))
    return sorted(files, key=lambda path: path.relative_to(root).as_posix())


def with_drafts(digest: str) -> str:
    """Return the fingerprint of a content that is shown with its drafts."""
    return hashlib.sha256(f"{digest} with drafts".encode()).hexdigest()


def fingerprint(content: Path) -> str:
    """Return the SHA-256 over the names and texts of every file that the library is made of.

    Raises:
        GuideError: A file cannot be read.
    """
    total = hashlib.sha256(f"schema {SCHEMA}\n".encode())
    for path in content_files(content):
        data = read_file(path, largest(path))
        file = hashlib.sha256(with_line_feeds(data)).hexdigest()
        name = os.fsencode(path.relative_to(content.parent).as_posix())
        total.update(name + f" {file}\n".encode())
    return total.hexdigest()
