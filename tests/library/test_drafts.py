"""Unfinished content: its form alone is checked, and the guide shows it only when asked to."""

from datetime import date
from pathlib import Path

import pytest

from guide.building import build, current
from guide.coach.bank import Bank
from guide.errors import ContentError
from guide.library.catalogue import Catalogue
from guide.library.checks import check, warnings
from guide.library.load import load_content
from guide.library.records import plain
from guide.study.run import draw_run
from tests.library.editing import change, said, said_of

CGAS = "entities/genes/cgas.md"
GRAY, QUIZ = "glossary/gray.md", "questions/basics.toml"
DRAFT = """+++
id = "sievert"
kind = "term"
draft = true
title = "Sievert"
summary = "TODO: a unit of dose for the protection of people."
updated = 2026-11-01
+++
TODO: it is used for [[gray]] and cites a paper to be found [@nobody2020]{phase-2}.
"""


@pytest.fixture
def drafted(fresh: Path) -> Path:
    """The small library with a draft of a term and one of a question."""
    (fresh / "glossary" / "sievert.md").write_text(DRAFT, "utf-8")
    change(fresh, QUIZ, 'id = "basics-03"', 'id = "basics-03"\ndraft = true')
    return fresh


def test_a_draft_needs_no_more_than_its_form(drafted: Path) -> None:
    """Sources, length and text may be missing."""
    assert said(drafted) == []


def test_a_template_is_refused_once_it_is_no_draft(drafted: Path) -> None:
    """Each line that still says TODO is named."""
    change(drafted, "glossary/sievert.md", "draft = true\n", "")
    found = [line for line in said(drafted) if " placeholder " in line]

    assert [line.split(":")[1] for line in found] == ["5", "8"]
    assert "set `draft = true`" in found[0]


def test_nothing_finished_may_name_a_draft(drafted: Path) -> None:
    """The link would lead nowhere."""
    change(drafted, GRAY, "[[pacific]]", "[[sievert]]")
    change(drafted, "paths/first-steps.toml", "basics-01", "basics-03")

    assert [line.split(" ", 2)[2] for line in said(drafted)] == [
        f"'{name}' is a draft, which the guide leaves out"
        " (finish the draft first, or name something else)"
        for name in ("sievert", "basics-03")
    ]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("[[gray]]", "[[grey]]", "unknown-id"),
        ("[[gray]]", "[[gray]", "broken-markup"),
        ("{phase-2}", "{phase-two}", "unknown-level"),
        ('title = "Sievert"', 'title = "Gray"', "alias-clash"),
        ('id = "sievert"', 'id = "gray"', "duplicate-id"),
        ("updated = 2026-11-01\n", "", "schema"),
    ],
)
def test_the_form_of_a_draft_is_checked(drafted: Path, old: str, new: str, code: str) -> None:
    """What would break the screen is refused."""
    change(drafted, "glossary/sievert.md", old, new)
    assert code in {line.split(" ")[1] for line in said(drafted)}


def test_a_draft_with_an_unknown_objective_is_refused(drafted: Path) -> None:
    """Its progress could not be shown."""
    text = (drafted / QUIZ).read_text("utf-8")
    place = text.index("draft = true")
    rest = text[place:].replace('objective = "', 'objective = "no-', 1)
    (drafted / QUIZ).write_text(text[:place] + rest, "utf-8")

    assert [line.split(" ")[1] for line in said(drafted)] == ["unknown-id"]


def opened(content: Path) -> Catalogue:
    """Return the catalogue as built."""
    built = current(content)
    assert built is not None
    return Catalogue(built.catalogue)


def test_the_guide_leaves_drafts_out(drafted: Path) -> None:
    """And is built again when they are asked for, or not any more."""
    assert build(drafted) is not None
    assert "sievert" not in opened(drafted).heads
    assert "basics-03" not in opened(drafted).questions

    assert build(drafted, drafts=True) is not None
    assert build(drafted, drafts=True) is None
    assert "sievert" in opened(drafted).heads

    assert build(drafted) is not None
    assert "sievert" not in opened(drafted).heads


def test_drafts_are_marked_where_they_are_shown(drafted: Path) -> None:
    """By title and stem, and a source that is missing says so."""
    build(drafted, drafts=True)
    catalogue = opened(drafted)
    entry = catalogue.entry("sievert")

    assert entry.head.title == "Draft: Sievert"
    assert "Sievert" in entry.head.aliases
    assert plain(catalogue.questions["basics-03"].stem).startswith("Draft: ")
    assert catalogue.heads["gray"].title == "Gray"
    assert catalogue.references["nobody2020"].title.startswith(
        "Draft: references.bib has no source"
    )
    assert "sievert" in catalogue.entry("gray").linked_from


def test_a_draft_question_is_asked_on_its_page(drafted: Path) -> None:
    """Beside the finished ones about the same page."""
    build(drafted)
    finished = {question.id for question in Bank(opened(drafted)).about("pacific")}
    build(drafted, drafts=True)

    about = Bank(opened(drafted)).about("pacific")
    assert {question.id for question in about} == {*finished, "basics-03"}
    run = draw_run("", about, 20, seed=1)
    assert {each.question.id for each in run.questions} == {*finished, "basics-03"}


def test_a_draft_with_a_misspelt_field_is_one_problem(drafted: Path) -> None:
    """Its missing source is none, since it is a draft all the same."""
    change(drafted, "glossary/sievert.md", "title =", "titel =")
    assert [line.split(" ")[1] for line in said(drafted)] == ["schema"]


def test_a_topic_alone_is_checked_like_all_files_together(fresh: Path) -> None:
    """How rare a word is cannot be seen in one file, so the rule on rare words waits."""
    change(fresh, QUIZ, 'text = "cGAS"', 'text = "cGAS in the cytosol"')
    path = (fresh / QUIZ).resolve()
    codes = {problem.code for problem in check(load_content(fresh, only=frozenset({path})))}
    assert "L14" not in codes


def test_a_preview_waits_for_no_rule_on_finished_content(drafted: Path) -> None:
    """A page that is too long is refused by the build, and shown with drafts."""
    change(drafted, "standards.toml", "words = [5, 60]", "words = [50, 60]")
    with pytest.raises(ContentError):
        build(drafted)
    assert build(drafted, drafts=True) is not None


def test_a_draft_makes_no_error_of_a_finished_page(drafted: Path) -> None:
    """An alias that the draft will take over is a warning at the draft until it is finished."""
    change(drafted, CGAS, "aliases = [", 'aliases = ["sievert", "sieverts", ')
    content = load_content(drafted)

    assert check(content) == ()
    assert [str(each) for each in warnings(content, date(2026, 11, 27))] == [
        f"content/glossary/sievert.md:5: alias-no-synonym '{name}' is an alias of 'cgas',"
        f" content/{CGAS}:5 (take it out there when this page is finished)"
        for name in ("sievert", "sieverts")
    ]
    assert build(drafted, drafts=True) is not None

    change(drafted, "glossary/sievert.md", "draft = true\n", "")
    change(drafted, "glossary/sievert.md", "TODO: a unit", "A unit")
    change(drafted, "glossary/sievert.md", "TODO: it is", "It is")
    found = [line for line in said(drafted) if "alias" in line]
    assert {line.split(" ")[0] for line in found} == {
        f"content/{CGAS}:5:",
        "content/glossary/sievert.md:4:",
    }


def test_a_draft_alone_is_compared_with_the_names_of_the_others(drafted: Path) -> None:
    """A title that another page has is an error, with or without the other files."""
    change(drafted, "glossary/sievert.md", 'title = "Sievert"', 'title = "Gray"')
    expected = [
        "content/glossary/sievert.md:5: alias-clash 'Gray' is also the title of 'gray',"
        " content/glossary/gray.md:4 (leave it to one of them)"
    ]

    assert said(drafted) == expected
    assert said_of(drafted, "glossary/sievert.md") == expected


def test_a_draft_may_not_take_the_id_of_a_question(drafted: Path) -> None:
    """The draft is blamed, not the finished question."""
    change(drafted, "glossary/sievert.md", 'id = "sievert"', 'id = "basics-01"')

    found = [line for line in said(drafted) if "duplicate-id" in line]
    assert len(found) == 1
    assert found[0].startswith("content/glossary/sievert.md:2: ")


def test_what_is_left_of_a_template_hides_what_follows_from_it(drafted: Path) -> None:
    """In its own page or question; the others of the file are checked."""
    change(drafted, "glossary/sievert.md", "draft = true\n", "")
    change(drafted, QUIZ, 'id = "basics-03"\ndraft = true', 'id = "basics-03"')
    change(drafted, QUIZ, 'stem = "How many patients entered PACIFIC?"', 'stem = "TODO: how many."')
    change(drafted, QUIZ, 'stem = "Which molecule senses DNA in the cytosol?"', 'stem = "Which."')
    found = [line.split(" ")[1] for line in said(drafted)]

    assert found.count("placeholder") == 3
    assert set(found) - {"placeholder"} == {"L3"}


def test_a_rest_of_a_template_is_quoted_without_its_marks(drafted: Path) -> None:
    """What stands behind the quotation mark is TOML, and a long rest is cut openly."""
    change(drafted, "glossary/sievert.md", "draft = true\n", "")
    found = said(drafted)

    assert "left: 'TODO: a unit of dose for the protection of people.' (" in found[0]
    assert "left: 'TODO: it is used for [[gray]] and cites a paper to…' (" in found[1]
