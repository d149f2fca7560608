"""Finding in a page's lines."""

from hypothesis import given
from hypothesis import strategies as st

from guide.layout.find import find, marked_line
from guide.layout.lines import Piece, plain_line, wrap
from guide.layout.targets import OpenEntry


def test_found_whatever_case_dash_or_greek() -> None:
    """What a reader types meets what stands there."""
    lines = (
        (Piece("TGF–β rises; "), Piece("tgf-beta", "link", OpenEntry("tgfb1")), Piece(" falls")),
    )

    marks = find(lines, "TGF-beta")

    assert [(mark.start, mark.end, mark.number) for mark in marks] == [(0, 5, 0), (13, 21, 1)]


def test_found_over_the_end_of_a_line() -> None:
    """A phrase that is broken by the width is one find with two marks."""
    lines = tuple(wrap([Piece("the dose rate of the beam")], 9))
    marks = find(lines, "dose rate")

    assert {mark.number for mark in marks} == {0}
    assert [plain_line(lines[mark.line])[mark.start : mark.end] for mark in marks] == [
        "dose",
        "rate",
    ]


def test_marks_keep_text_and_targets() -> None:
    """Marking changes styles alone."""
    line = (Piece("see "), Piece("cGAS–STING", "link", OpenEntry("cgas-sting")), Piece(" here"))
    marked = marked_line(line, find((line,), "sting"), current=0)

    assert plain_line(marked) == plain_line(line)
    assert [
        (piece.text, piece.style, piece.target) for piece in marked if piece.style == "cursor"
    ] == [("STING", "cursor", OpenEntry("cgas-sting"))]


@given(st.lists(st.text(max_size=30), max_size=6), st.text(max_size=8))
def test_every_mark_lies_in_its_line(texts: list[str], wanted: str) -> None:
    """No text raises; marks lie inside their lines, and finds are numbered in order."""
    lines = tuple((Piece(text.replace("\n", " ")),) for text in texts)
    marks = find(lines, wanted)

    assert all(0 <= mark.start < mark.end <= len(lines[mark.line][0].text) for mark in marks)
    numbers = [mark.number for mark in marks]
    assert numbers == sorted(numbers)
    assert all(
        plain_line(marked_line(lines[m.line], [m], 0)) == plain_line(lines[m.line]) for m in marks
    )
