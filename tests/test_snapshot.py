"""The comparison of pictures tells a changed screen from an unchanged one."""

from pathlib import Path

import pytest

from tests.snapshot import compare

PICTURE = '<svg class="terminal-12"><text class="terminal-12-r1">Due&#160;today</text></svg>'


def test_saved_picture_is_the_same_in_another_run(tmp_path: Path) -> None:
    """The number that Rich gives to a picture's styles does not count."""
    compare(PICTURE, "home", update=True, saved=tmp_path)

    compare(PICTURE.replace("terminal-12", "terminal-7"), "home", update=False, saved=tmp_path)


def test_changed_text_is_shown_and_the_new_picture_saved_beside(tmp_path: Path) -> None:
    """The message has both texts; `failed` has the new picture until the test passes again."""
    compare(PICTURE, "home", update=True, saved=tmp_path)

    with pytest.raises(AssertionError, match=r"(?s)-Due today.*\+Due tomorrow"):
        compare(PICTURE.replace("today", "tomorrow"), "home", update=False, saved=tmp_path)

    left = tmp_path / "failed" / "home.svg"
    assert "tomorrow" in left.read_text(encoding="utf-8")
    compare(PICTURE, "home", update=False, saved=tmp_path)
    assert not left.exists()


def test_changed_colour_fails(tmp_path: Path) -> None:
    """A style that changed is a difference, though the text is the same."""
    compare(PICTURE, "home", update=True, saved=tmp_path)

    with pytest.raises(AssertionError, match="colours or styles"):
        compare(PICTURE.replace("r1", "r2"), "home", update=False, saved=tmp_path)


def test_picture_that_was_never_saved_fails(tmp_path: Path) -> None:
    """A forgotten file is a failure, not a first run."""
    with pytest.raises(AssertionError, match="does not look as saved"):
        compare(PICTURE, "home", update=False, saved=tmp_path)
