"""Results as rows: the passage of a result is cut so that its hit is in view."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.layout.lines import clip, line_width, plain_line
from guide.layout.targets import ChooseEvidence, ChooseKind, OpenEntry, Target
from guide.library.records import Span, Spans
from guide.opening import Guide
from guide.search.engine import Searcher
from guide.search.requests import SearchRequest
from guide.search.results import SearchResult
from guide.ui.search_rows import hit_rows, nothing_rows, snippet_line

WIDTH = 60


def words(count: int) -> str:
    """Return a text of some words of five letters, with a space behind each."""
    return "".join(f"w{number:04} " for number in range(count))


def snippet(before: int, after: int) -> Spans:
    """Return a passage with a hit after some words and before others."""
    spans = (Span(words(before)), Span("hit", "mark"), Span(f" {words(after)}"))
    return tuple(span for span in spans if span.text)


@given(before=st.integers(0, 60), after=st.integers(0, 60), width=st.integers(30, 120))
def test_the_hit_is_always_in_view(before: int, after: int, width: int) -> None:
    """However long the passage is, the first hit and the word before it are in the row."""
    line = snippet_line(snippet(before, after), width)
    shown = clip(line, width)

    if before:
        assert f"w{before - 1:04} hit" in plain_line(shown)
    assert [piece.text for piece in shown if piece.style == "mark"] == ["hit"]
    assert plain_line(line).endswith(f"hit {words(after)}".rstrip())


def test_a_cut_is_marked_and_made_between_words() -> None:
    """Half a row of whole words stands before the hit, behind an ellipsis."""
    line = snippet_line(snippet(40, 3), WIDTH)
    text = plain_line(line).strip()

    assert text.startswith("… w")
    assert len(text.split()[1]) == len("w0000")
    assert WIDTH // 3 < text.index("hit") <= WIDTH // 2 + 2


@pytest.mark.parametrize("before", [0, 1, 6])
def test_a_hit_near_the_front_needs_no_cut(before: int) -> None:
    """The passage is shown from its beginning."""
    line = snippet_line(snippet(before, 40), WIDTH)

    assert plain_line(line).strip() == f"{words(before)}hit {words(40)}".strip()


def test_a_passage_without_a_hit_is_shown_from_its_beginning() -> None:
    """A summary that holds no word of the query is not cut at the front."""
    assert plain_line(snippet_line((Span(words(40)),), WIDTH)).strip() == words(40).strip()
    assert line_width(snippet_line((), WIDTH)) <= 3


@pytest.mark.parametrize("query", ["abscopal effect", "lattice", "hazard ratio", "dose rate"])
def test_every_row_of_the_real_library_shows_its_hit(whole: Guide, query: str) -> None:
    """In a list of the usual width each passage that holds a word of the query shows it."""
    result = Searcher(whole.built, whole.catalogue).search(SearchRequest(query, limit=20))
    found = {OpenEntry(hit.id): hit for hit in result.hits}
    held = 0
    for row in hit_rows(result, WIDTH):
        hit = found.get(row.target) if isinstance(row.target, OpenEntry) else None
        if hit is None or all(span.style != "mark" for span in hit.snippet):
            continue
        held += 1
        assert any(piece.style == "mark" for piece in clip(row.lines[1], WIDTH)), hit.id
    assert held > 5


def test_a_failed_search_names_the_wider_one() -> None:
    """The row says what is searched when its chip is cleared."""
    result = SearchResult("xyz", "", ())
    narrowed: list[tuple[str, Target]] = [
        ("principles", ChooseKind(0)),
        ("evidence ●●●", ChooseEvidence(0)),
    ]
    rows = nothing_rows(result, (), narrowed)
    text = [plain_line(row.lines[0]) for row in rows]

    assert text[0] == "Nothing found for “xyz” in principles, evidence ●●●."
    assert text[1:] == ["search all kinds  enter", "search any evidence  enter"]
