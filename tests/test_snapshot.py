"""The comparison of pictures tells a changed screen from an unchanged one."""

from pathlib import Path

from tests.snapshot import difference

PICTURE = '<svg class="terminal-12"><text class="terminal-12-r1">Due&#160;today</text></svg>'


def save(folder: Path) -> None:
    """Save the picture in a folder."""
    assert difference(PICTURE, "home", update=True, saved=folder) == ""


def compare(svg: str, folder: Path) -> str:
    """Return how a picture differs from the one in a folder."""
    return difference(svg, "home", update=False, saved=folder)


def test_saved_picture_is_the_same_in_another_run(tmp_path: Path) -> None:
    """The number that Rich gives to a picture's styles does not count."""
    save(tmp_path)

    assert compare(PICTURE.replace("terminal-12", "terminal-7"), tmp_path) == ""


def test_changed_text_is_shown_and_the_new_picture_saved_beside(tmp_path: Path) -> None:
    """The message has both texts; `failed` has the new picture until the test passes again."""
    save(tmp_path)

    found = compare(PICTURE.replace("today", "tomorrow"), tmp_path)
    assert found.splitlines()[-2:] == ["-Due today", "+Due tomorrow"]
    left = tmp_path / "failed" / "home.svg"
    assert "tomorrow" in left.read_text(encoding="utf-8")
    assert compare(PICTURE, tmp_path) == ""
    assert not left.exists()


def test_changed_colour_fails(tmp_path: Path) -> None:
    """A style that changed is a difference, though the text is the same."""
    save(tmp_path)

    assert "colours or styles" in compare(PICTURE.replace("r1", "r2"), tmp_path)


def test_picture_that_was_never_saved_fails(tmp_path: Path) -> None:
    """A forgotten file is a failure, not a first run."""
    assert "does not look as saved" in compare(PICTURE, tmp_path)
