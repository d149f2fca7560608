"""Text from outside is inert: no terminal, browser, spreadsheet or deck obeys what it says."""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.style import Style

from guide.exchange.anki import inert_field
from guide.exchange.csv_text import csv_text, read_rows
from guide.exchange.markup import count_html, html_page, spans_html
from guide.exchange.paper import (
    escape_markdown,
    key_html,
    key_markdown,
    paper_html,
    paper_markdown,
)
from guide.inert import is_inert, json_inert, visible, visible_lines
from guide.layout.lines import Piece
from guide.library.ascii_like import ascii_like
from guide.library.catalogue import Catalogue
from guide.library.records import Option, Question, Span
from guide.study.presenting import present
from guide.ui.paint import paint
from tests.conftest import ROOT
from tests.faults.program import Program
from tests.faults.test_files import imported, with_question

HOSTILE = {
    "title-of-the-window": ("\x1b]0;owned\x07", r"\x1b]0;owned\x07"),
    "clipboard": ("\x1b]52;c;eA==\x1b\\", r"\x1b]52;c;eA==\x1b\\"[:-1]),
    "c1": ("\x9b31m\x85", r"\x9b31m\x85"),
    "backspace": ("no\b\byes", r"no\x08\x08yes"),
    "carriage-return": ("wrong\rright", r"wrong\rright"),
    "turned-round": ("\u202egnorw\u202c", r"\u202egnorw\u202c"),
    "isolate": ("\u2066x\u2069", r"\u2066x\u2069"),
    "zero-width": ("a\u200bb\u200d\ufeff", r"a\u200bb\u200d\ufeff"),
    "private-use": ("\ue000\U000f0000", r"\ue000\U000f0000"),
    "tags": ("\U000e0041", r"\U000e0041"),
    "line-separator": ("a\u2028b", r"a\u2028b"),
    "byte-that-is-no-text": ("\udcff", r"\xff"),
    "delete": ("\x7f", r"\x7f"),
}
hostile = pytest.mark.parametrize(("text", "shown"), HOSTILE.values(), ids=HOSTILE)


@hostile
def test_hostile_characters_are_shown_as_escapes(text: str, shown: str) -> None:
    """The reader sees that they are there, and which."""
    assert visible(text) == shown
    assert not is_inert(text)
    assert is_inert(visible(text))


@pytest.mark.parametrize(
    "text", ["", "α/β – 8 Gy × 3", "naïve", "日本", "🙂", "e\u0301", "a\u00a0b"]
)
def test_ordinary_text_stays(text: str) -> None:
    """Letters of every script, signs and combining accents are no danger."""
    assert visible(text) == text


@settings(deadline=None)
@given(st.text())
def test_whatever_is_shown_is_printable(text: str) -> None:
    """No control character is left, and lines and tabs only where they are wanted."""
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in visible(text))
    assert set(visible_lines(text)) & set("\x1b\x9b\u202e\r") == set()
    assert json.loads(json_inert(json.dumps(text, ensure_ascii=False))) == text


@pytest.mark.parametrize("part", ["\n", " \n", "-\n", "=\n", "- ", "1\n", "\r", "\x0b"])
def test_markdown_of_many_lines_is_escaped(part: str) -> None:
    """Each line is looked at once, not once for each line before it."""
    lines = escape_markdown(part * 100_000 + "# x").split("\n")

    assert len(lines) == (part * 100_000).count("\n") + 1
    assert lines[-1].endswith(r"\# x" if part.endswith("\n") else "# x")


@hostile
def test_screen_shows_escapes(text: str, shown: str) -> None:
    """What becomes cells is what the escapes say, and as wide."""
    strip = paint((Piece(text),), "dark", 60, Style())

    assert strip.text.rstrip() == shown
    assert strip.cell_length == 60


@hostile
def test_plain_terminal_shows_escapes(
    program: Program, tmp_path: Path, text: str, shown: str
) -> None:
    """From own questions, from arguments and from names of files."""
    topic = imported(program, tmp_path)
    if "\udcff" not in text:
        path = program.data / "questions" / "mine.json"
        path.write_text(with_question(topic, stem=[[text]]), "utf-8")
        asked = program("quiz", "--topic", "mine", typed="q\n").out
        # Of what counts as white space, a line break is made.
        assert all(visible(word) in asked for word in text.split())
    path = tmp_path / f"{text}.toml"
    path.write_text("x", "utf-8")
    for done in (
        program("import", str(path)),
        program("show", text),
        program("quiz", "--topic", text),
        program("session", "paper", text),
        program("session", "report", str(path)),
        program("export", "anki", "--topic", text),
        program("export", "anki", "--out", str(path)),
        program("search", text, "--kind", text),
        program(text),
        program("search", f"xyzzy {text}"),
    ):
        assert done.status in (1, 2)
        assert (done.out + done.err).replace("\n", "").isprintable()
        assert is_inert(done.out + done.err)


def test_json_escapes_and_gives_back(program: Program) -> None:
    """A query that is echoed is the same after parsing, and inert before."""
    query = "xyzzy \u202e\x1b]0;x\x07\U000e0041"
    done = program("search", query, "--json")

    assert is_inert(done.out)
    assert json.loads(done.out)["query"] == query


EVIL = (
    "<script>alert(1)</script>&\u202e\x1b[sound:x.mp3][latex]x[/latex]{{c1::x}}\\(x\\)*_[a](b)|`c`"
)


def evil_question() -> Question:
    """Return a question whose every text is hostile."""
    spans = (Span(EVIL), Span(EVIL, "b"), Span(EVIL, "code"), Span(EVIL, "link", "gray"))
    options = (Option(EVIL, True, spans), Option(f"{EVIL}2", False, spans))
    return Question(
        id="mine-01",
        topic="mine",
        entry="gray",
        section=EVIL,
        objective="x",
        level="recall",
        evidence="preclinical",
        stem=spans,
        options=options,
        take_home=spans,
        references=(),
        updated="2026-11-01",
    )


class Tags(HTMLParser):
    """The tags of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.found.add(tag)


PAGES: dict[str, Callable[[Question, Catalogue], str]] = {
    "paper": lambda question, _catalogue: paper_html(EVIL, [present(question, 1)]),
    "key": lambda question, catalogue: key_html(EVIL, [present(question, 1)], catalogue),
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_html_holds_text_and_no_markup_of_others(
    catalogue: Catalogue, page: Callable[[Question, Catalogue], str]
) -> None:
    """A script stays text, and what turns text round is shown."""
    text = page(evil_question(), catalogue)

    assert "script" not in Tags(text).found
    assert is_inert(text)
    assert count_html(text.encode()) == 1


@pytest.mark.parametrize(
    "data", [b"", b"<html></html>", b"\xff", html_page("x", "y", 3)[:-20].encode()]
)
def test_other_pages_are_not_counted(data: bytes) -> None:
    """Only a whole page of ours may be replaced by another one."""
    with pytest.raises(ValueError, match="not a page"):
        count_html(data)


def test_markdown_holds_text_and_no_markup_of_others(catalogue: Catalogue) -> None:
    """Rendered, the paper has the text as it was, without links, code or tags from it."""
    presented = [present(evil_question(), 1)]
    for text in (paper_markdown(EVIL, presented), key_markdown(EVIL, presented, catalogue)):
        tags = Tags(MarkdownIt("commonmark", {"html": True}).render(text)).found
        assert tags.isdisjoint({"script", "a", "code", "em", "table"})
        assert is_inert(text)


@pytest.mark.parametrize(
    "text",
    [
        "# a",
        "- a",
        "+ a",
        "1. a",
        "12) a",
        "> a",
        "=== a",
        "--- a",
        "<b>",
        "a\n# b",
        "&amp;",
        "a*b*c",
        "`a`",
    ],
)
def test_markdown_shows_text_as_it_is(text: str) -> None:
    """What would begin a heading, list, quotation or tag is shown instead."""
    import html
    import re

    rendered = MarkdownIt("commonmark").enable("table").render(escape_markdown(text))

    assert re.fullmatch(r"<p>([^<]|\n)*</p>\n", rendered)
    assert html.unescape(rendered[3:-5]) == text


@pytest.mark.parametrize(
    "text",
    [
        "=cmd|' /C calc'!A0",
        "+1+cmd",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "  =1+1",
        "=",
        "\n=1",
        "\uff1d1",
    ],
)
def test_spreadsheets_calculate_nothing(text: str) -> None:
    """A cell that begins like a formula begins with an apostrophe."""
    (row,) = read_rows(csv_text(["a", "b"], [[text, 1]]).encode(), ["a", "b"])

    assert row == [f"'{visible(text)}", "1"]


@pytest.mark.parametrize("text", ["-0.5", "+3", "12", "1e-5", "-1,5", "A 3  B 2", "", "0,2"])
def test_numbers_and_words_stay_in_csv(text: str) -> None:
    """A negative number is no formula."""
    (row,) = read_rows(csv_text(["a", "b"], [[text, -1.5]]).encode(), ["a", "b"])

    assert row == [text, "-1.5"]


@settings(deadline=None)
@given(st.lists(st.tuples(st.text(), st.text()), max_size=5))
def test_csv_is_read_again(rows: list[tuple[str, str]]) -> None:
    """Every row is one row, whatever is in it."""
    text = csv_text(["a", "b"], rows)

    assert len(list(csv.reader(io.StringIO(text)))) == len(rows) + 1
    assert len(read_rows(text.encode(), ["a", "b"])) == len(rows)


def test_anki_plays_and_typesets_nothing() -> None:
    """Neither sounds nor LaTeX, MathJax or fields begin in a field."""
    field = inert_field(spans_html((Span(EVIL),)))

    assert not any(sign in field for sign in ("[", "{", "\\", "<script", "\x1b", "\u202e"))
    assert "&#91;sound:x.mp3]" in field


# Encodings


def run_in(
    environment: dict[str, str], *arguments: str, **more: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the program with an environment."""
    return subprocess.run(
        [sys.executable, "-m", "guide", *arguments],
        cwd=ROOT,
        env={**environment, **more},
        capture_output=True,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("settings", "encoding"),
    [
        ({"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, "utf-8"),
        ({"LC_ALL": "en_US.ISO-8859-1", "PYTHONUTF8": "0"}, "utf-8"),
        ({"PYTHONIOENCODING": "cp1252"}, "cp1252"),
        ({"PYTHONIOENCODING": "ascii"}, "ascii"),
        ({"PYTHONIOENCODING": "cp437"}, "cp437"),
    ],
    ids=["c", "latin-1-piped", "windows-1252", "ascii", "dos"],
)
def test_output_fits_its_encoding(
    small: Path, environment: dict[str, str], settings: dict[str, str], encoding: str
) -> None:
    """A pipe is UTF-8; an encoding that was asked for gets what is like the character."""
    content = ("--content", str(small))
    done = run_in(environment, *content, "show", "pacific", **settings)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "PACIFIC" in done.stdout.decode(encoding)
    query = "xyzzy α≥é"
    done = run_in(environment, *content, "search", query, "--json", **settings)
    assert json.loads(done.stdout.decode(encoding))["query"] == query
    done = run_in(environment, *content, "search", query, **settings)
    shown = {"utf-8": query, "cp437": query, "cp1252": "xyzzy alpha>=é", "ascii": "xyzzy alpha>=e"}
    assert shown[encoding] in done.stderr.decode(encoding)


@settings(deadline=None)
@given(st.characters(exclude_categories=[]))
def test_every_character_has_something_like_it_in_ascii(character: str) -> None:
    """Never nothing, and never an error."""
    found = ascii_like(character)

    assert found.isascii()
    assert found


def test_input_that_is_not_utf8_is_read(small: Path, environment: dict[str, str]) -> None:
    """Answers in another encoding are answers that are not understood."""
    done = subprocess.run(
        [sys.executable, "-m", "guide", "--content", str(small), "quiz", "-n", "1"],
        cwd=ROOT,
        env=environment,
        input="für\nq\n".encode("latin-1"),
        capture_output=True,
        timeout=60,
    )

    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Please type" in done.stdout


def test_arguments_that_are_not_utf8_are_wrong_usage(
    small: Path, environment: dict[str, str]
) -> None:
    """One line, with the byte shown."""
    for command in ("search", "show"):
        done = subprocess.run(
            [
                sys.executable.encode(),
                b"-m",
                b"guide",
                b"--content",
                os.fsencode(small),
                command.encode(),
                b"\xff",
            ],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            timeout=60,
        )
        assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)


def test_questions_are_compared_as_records() -> None:
    """The hostile question is a question like any other: the record takes every text."""
    question = evil_question()

    assert msgspec.json.decode(msgspec.json.encode(question), type=Question) == question


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("33.1%", "33.1%"),
        ("2.5 Gy", "2.5 Gy"),
        ("3. then", "3\\. then"),
        ("7) then", "7\\) then"),
        ("-5 °C", "-5 °C"),
        ("- a dash", "\\- a dash"),
        ("p < 0.05 & n > 30", "p < 0.05 & n > 30"),
        ("a <b> and &amp;", "a \\<b> and \\&amp;"),
        ("so it is [1].", "so it is [1]."),
        ("[a](b)", "[a\\](b)"),
        ("snake_case and _this_", "snake_case and \\_this\\_"),
        ("#1 of two", "#1 of two"),
        ("# one", "\\# one"),
        ("> 50 Gy", "\\> 50 Gy"),
    ],
)
def test_markdown_is_escaped_only_where_it_means_something(text: str, escaped: str) -> None:
    """A printed paper is also read as plain text."""
    assert escape_markdown(text) == escaped
