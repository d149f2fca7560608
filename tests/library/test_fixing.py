"""Fields get their names and their order back, and nothing else changes."""

from pathlib import Path

import pytest

from guide.library.checks import check
from guide.library.fixing import fix_files, fix_text
from guide.library.load import load_content

PAGE = """+++
title = "Gray"   # as in the SI
# its id, for ever
id = "gray"
kind = "term"

Sumary = "The unit of absorbed dose: one joule for each kilogram."
updated = 2026-11-01
aliases = [
  "Gy", # the symbol
]

[[confuse]]
wy = "A weighted dose."
term = "sievert"
+++
Title = "not a field" [@a]{}.
"""
FIXED = """+++
# its id, for ever
id = "gray"
kind = "term"
title = "Gray"   # as in the SI
aliases = [
  "Gy", # the symbol
]

summary = "The unit of absorbed dose: one joule for each kilogram."
updated = 2026-11-01

[[confuse]]
term = "sievert"
why = "A weighted dose."
+++
Title = "not a field" [@a]{}.
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_fields_move_with_their_comments(end: str, mark: str) -> None:
    """Whatever the line ends; running it again changes nothing."""
    fixed = fix_text(mark + PAGE.replace("\n", end), is_page=True)

    assert fixed.text == mark + FIXED.replace("\n", end)
    assert sorted(fixed.changes) == [
        "Sumary is now summary",
        "the fields of confuse 1 are in their order",
        "the fields of the file are in their order",
        "wy is now why",
    ]
    assert fix_text(fixed.text, is_page=True).changes == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("follow_up", "follow-up"),
        ("[radiotherapy]", "[radiotherpy]"),
        ("primary_endpoint", "primary_endpiont"),
        ("[[toxicity.other]]", "[[toxicity.othr]]"),
        ("[[result]]", "[[reslut]]"),
    ],
)
def test_misspelt_names_are_corrected(fresh: Path, old: str, new: str) -> None:
    """Of fields and of tables."""
    path = fresh / "trials" / "pacific.md"
    before = path.read_text("utf-8")
    path.write_text(before.replace(old, new), "utf-8")

    assert [problem.message for problem in fix_files(fresh, None)] != []
    assert path.read_text("utf-8") == before
    assert check(load_content(fresh)) == ()


@pytest.mark.parametrize("name", ["remark", "titles2", "t"])
def test_what_may_be_several_fields_is_left(name: str) -> None:
    """A guess is worse than a question."""
    text = FIXED.replace("updated =", f"{name} =")
    assert fix_text(text, is_page=True).text == text


def test_a_field_that_is_there_already_is_not_made_twice() -> None:
    """The text would not be TOML any more."""
    text = FIXED.replace('kind = "term"\n', 'kind = "term"\ntitel = "Gray"\n')
    assert fix_text(text, is_page=True).text == text


def test_a_topic_without_a_last_line_feed(fresh: Path) -> None:
    """Lines do not run into each other."""
    path = fresh / "questions" / "basics.toml"
    text = 'title = "B"\nid = "b"'
    path.write_text(text, "utf-8")

    assert [problem.file for problem in fix_files(fresh, frozenset({path}))] == [
        "content/questions/basics.toml"
    ]
    assert path.read_text("utf-8") == 'id = "b"\ntitle = "B"\n'


def test_broken_toml_is_left(fresh: Path) -> None:
    """It is for the writer to mend."""
    path = fresh / "glossary" / "gray.md"
    path.write_text(PAGE.replace('"gray"', '"gray'), "utf-8")

    assert list(fix_files(fresh, None)) == []


def test_sound_content_is_left(fresh: Path) -> None:
    """Nothing is written."""
    assert list(fix_files(fresh, None)) == []
