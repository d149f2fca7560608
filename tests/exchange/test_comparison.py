"""A comparison as Markdown and as data: whole, and nothing in it acts as markup."""

import json

from markdown_it import MarkdownIt

from guide.exchange.comparison import comparison_fields, comparison_markdown
from guide.library.comparing import Comparison, Row, Value, compare
from guide.library.records import Head
from guide.opening import Guide


def test_markdown_is_a_table_that_readers_know(whole: Guide) -> None:
    """As many rows and cells as the comparison; each source is an item of the list below."""
    found = compare(whole.catalogue, ("proton-therapy", "carbon-ion"))
    text = comparison_markdown(found, whole.catalogue)
    html = MarkdownIt("commonmark").enable("table").render(text)

    assert html.count("<tr>") == len(found.rows) + 1
    assert html.count("<td>") == len(found.rows) * 3
    assert html.count("<li>") == len(found.sources)
    assert "0.4–1 keV/µm" in html
    assert "abscopal compare proton-therapy carbon-ion" in html
    assert "recommends no treatment" in html


def test_markup_in_values_is_text(whole: Guide) -> None:
    """Bars, brackets, line ends and escapes of a terminal do nothing."""
    wicked = Value("a|b `c`\n<b>x</b> \x1b[31m", "[x](http://y)")
    heads = tuple(Head(name, "agent", "T|1", (), "", "") for name in ("one", "two"))
    found = Comparison(heads, (Row("r|1", ((wicked,), ())),))
    text = comparison_markdown(found, whole.catalogue)
    html = MarkdownIt("commonmark").enable("table").render(text)

    assert html.count("<td>") == 3
    assert "\x1b" not in text
    assert not any(mark in html for mark in ("<a ", "<b>", "<code>c"))


def test_data_has_every_cell(whole: Guide) -> None:
    """Rows and cells with values, levels and sources; the references are numbered."""
    found = compare(whole.catalogue, ("pacific", "calla"))
    fields = json.loads(json.dumps(comparison_fields(found, whole.catalogue)))

    assert [each["id"] for each in fields["entries"]] == ["pacific", "calla"]
    assert [row["name"] for row in fields["rows"]] == [row.name for row in found.rows]
    verdict = next(row for row in fields["rows"] if row["name"] == "verdict")
    assert [each["values"][0]["text"] for each in verdict["cells"]] == ["positive", "negative"]
    assert [each["differs"] for each in verdict["cells"]] == [False, True]
    assert [each["number"] for each in fields["references"]] == [*range(1, len(found.sources) + 1)]
