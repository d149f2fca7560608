"""Reads files that others may have written: regular ones only, of a bounded size."""

import errno
import os
import stat
from itertools import islice
from pathlib import Path

from guide.errors import GuideError

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
LITTER = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "__macosx"})
"""Names, in lower case, of files that file managers leave behind; dot files are litter too."""
LARGEST = {".md": 200_000, ".bib": 4_000_000}
"""Bytes of the largest text file that is read, by ending; of any other 1 MB."""
MOST_FILES = 20_000

# Opening a FIFO or a device that took the file's place must not wait for its other end.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_regular(path: Path, limit: int) -> bytes:
    """Return the bytes of a file.

    Args:
        path: The file; a link is followed.
        limit: The largest size that is read, in bytes.

    Raises:
        OSError: It cannot be read, is no regular file, or is larger than the limit. `strerror`
            says which.
    """
    # Looked at before it is opened, because opening a device can have effects; and again
    # afterwards, because it may have been replaced in between.
    _require_regular(path.stat(), path)
    with os.fdopen(os.open(path, _FLAGS), "rb") as file:
        _require_regular(os.fstat(file.fileno()), path)
        data = file.read(limit + 1)
    if len(data) > limit:
        raise OSError(errno.EFBIG, f"it is larger than {limit / 1e6:g} MB", str(path))
    return data


def _require_regular(found: os.stat_result, path: Path) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "it is not a regular file", str(path))


def largest(path: Path) -> int:
    """Return the largest size of a text file of the content, in bytes."""
    return LARGEST.get(path.suffix, 1_000_000)


def with_line_feeds(data: bytes) -> bytes:
    """Return the bytes of a text file without byte-order mark, each line ended by a line feed."""
    return data.removeprefix(BYTE_ORDER_MARK).replace(b"\r\n", b"\n")


def is_litter(name: str) -> bool:
    """Tell whether a name is that of a file that a file manager or an editor leaves behind."""
    return (
        name.startswith((".", "#", "~$"))
        or name.endswith(("~", ".swp", ".bak"))
        or name.casefold() in LITTER
    )


def found(folder: Path, pattern: str) -> list[Path]:
    """Return the files of a folder that fit a pattern, sorted, without litter.

    Raises:
        GuideError: There are too many of them.
    """
    paths = [
        path
        for path in islice(folder.glob(pattern), MOST_FILES + 1)
        if not any(map(is_litter, path.relative_to(folder).parts))
    ]
    if len(paths) > MOST_FILES:
        raise GuideError(f"{folder} has more than {MOST_FILES} files", "is it the right folder?")
    return sorted(paths)
