"""Problems of the content as commands print them: with paths that can be opened from here."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from guide.errors import Problem


def placed(problems: Iterable[Problem], content: Path) -> list[Problem]:
    """Return problems with paths from the working folder, or whole ones outside of it.

    Args:
        problems: Problems with paths from the parent of the content folder.
        content: The content folder.
    """
    parent = content.resolve().parent
    here = Path.cwd().resolve()
    base = parent.relative_to(here) if parent.is_relative_to(here) else parent
    return [replace(each, file=(base / each.file).as_posix()) for each in problems]
