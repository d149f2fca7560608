"""What tests of an editor's mistakes do: change a file, and ask what the check says."""

from pathlib import Path

from guide.library.checks import check
from guide.library.load import load_content


def said(content: Path) -> list[str]:
    """Return what `abscopal check` says of a library."""
    return [str(problem) for problem in check(load_content(content))]


def said_of(content: Path, file: str) -> list[str]:
    """Return what `abscopal check FILE` says of one file of a library."""
    chosen = frozenset({(content / file).resolve()})
    return [str(problem) for problem in check(load_content(content, only=chosen))]


def change(content: Path, file: str, old: str, new: str) -> None:
    """Change the first place of a text in a file."""
    text = (content / file).read_text("utf-8")
    assert old in text
    (content / file).write_text(text.replace(old, new, 1), "utf-8")
