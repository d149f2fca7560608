"""Bodies become blocks: links and citations are read, everything else stays as typed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.library.markup import all_spans, parse_body, parse_inline
from guide.library.records import Span, prose
from guide.opening import Guide
from guide.search.worth import passages


def test_link_and_citation_are_read() -> None:
    """Both inline forms are recognised, with text, keys and level."""
    spans = parse_inline("A [[cgas]] and [[cgas-sting|the pathway]] [@a2020; @b2021]{phase-3}.")

    assert spans[1] == Span("", "link", "cgas")
    assert spans[3] == Span("the pathway", "link", "cgas-sting")
    assert spans[5] == Span("", "cite", "a2020 b2021", "phase-3")


def test_blocks_keep_their_kind_and_line() -> None:
    """Headings, items, tables and formulas are told apart and know where they stand."""
    passages = parse_body(
        "- one\n- two\n\n## Head\n\nText.\n\n| a | b |\n| - | - |\n| c | d |\n\n```\nx = 1\n```\n"
    )

    assert [(p.block.kind, p.line) for p in passages] == [
        ("li", 0),
        ("li", 1),
        ("h", 3),
        ("p", 5),
        ("table", 7),
        ("code", 11),
    ]
    assert passages[4].row_lines == (7, 9)


def test_html_and_brackets_stay_text() -> None:
    """Nothing written is read as markup of the screen or of the web."""
    assert prose(parse_inline("<b>x</b> [red]y[/red] [1]")) == "<b>x</b> [red]y[/red] [1]"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Does it help under [[pembro|pembro]] [@a2020]{review}?", "Does it help under pembro?"),
        ("In mice [@a2020]{preclinical} and in people.", "In mice and in people."),
        ("It failed [@a2020]{phase-3}; then (P = .05 [@b2021]{phase-3}).", "(P = .05)."),
        ("Two words [@a2020]{}, then one.", "Two words, then one."),
    ],
)
def test_prose_closes_the_gap_of_a_citation(written: str, said: str) -> None:
    """No space stays before a mark or beside another one; a number keeps its own."""
    assert said in prose(parse_inline(written))


def test_passages_have_no_gaps(whole: Guide) -> None:
    """What a search shows has single spaces, and none before a mark."""
    gap = re.compile(r"\s\s|\s[,;:)?!]|\s\.(?!\d)|[=<>]\.\d|^\s|\s$")
    catalogue = whole.catalogue
    entries = [catalogue.entry(name) for name in catalogue.heads]

    assert [text for entry in entries for text in passages(entry) if gap.search(text)] == []


@given(st.text(max_size=300))
def test_any_text_is_parsed(text: str) -> None:
    """No text at all stops the parser, and every span belongs to a known style."""
    styles = {span.style for passage in parse_body(text) for span in all_spans(passage.block)}

    assert styles <= {"", "b", "i", "code", "link", "cite"}
