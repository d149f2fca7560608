"""Bodies become blocks: links and citations are read, everything else stays as typed."""

from hypothesis import given
from hypothesis import strategies as st

from guide.library.markup import all_spans, parse_body, parse_inline
from guide.library.records import Span, prose


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


@given(st.text(max_size=300))
def test_any_text_is_parsed(text: str) -> None:
    """No text at all stops the parser, and every span belongs to a known style."""
    styles = {span.style for passage in parse_body(text) for span in all_spans(passage.block)}

    assert styles <= {"", "b", "i", "code", "link", "cite"}
