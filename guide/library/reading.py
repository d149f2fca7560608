"""What is read of a folder: text files of a bounded size, with any line ends, without litter."""

import re
from itertools import islice
from pathlib import Path

from guide.errors import GuideError
from guide.files import read_file

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
LITTER = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "__macosx"})
"""Names, in lower case, of files that file managers leave behind; dot files are litter too."""
LARGEST = {".md": 200_000, ".bib": 4_000_000}
"""Bytes of the largest text file that is read, by ending; of any other 1 MB."""
MOST_FILES = 20_000
_DRAFT = re.compile(rb"^[ \t]*draft[ \t]*=[ \t]*true\b", re.MULTILINE)


def largest(path: Path) -> int:
    """Return the largest size of a text file of the content, in bytes."""
    return LARGEST.get(path.suffix, 1_000_000)


def with_line_feeds(data: bytes) -> bytes:
    """Return the bytes of a text file without byte-order mark, each line ended by a line feed."""
    return data.removeprefix(BYTE_ORDER_MARK).replace(b"\r\n", b"\n")


def line_end(text: str) -> str:
    """Return what ends most lines of a text."""
    return "\r\n" if 2 * text.count("\r\n") > text.count("\n") else "\n"


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


def count_drafts(content: Path) -> int:
    """Return how many pages and questions of a content folder are drafts, by their lines."""
    files = [*found(content, "**/*.md"), *found(content / "questions", "*.toml")]
    return sum(len(_DRAFT.findall(read_file(path, largest(path)))) for path in files)
