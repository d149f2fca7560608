"""Statements that nothing has been published, phrases about the writing, and their marks."""

from pathlib import Path

import pytest

from guide.library.checks import check
from guide.library.checks.absence import DIARY, claims_absence
from guide.library.load import load_content
from guide.library.markup import parse_inline
from guide.library.sentences import split


@pytest.mark.parametrize(
    "sentence",
    [
        "No trial of it with radiotherapy was found.",
        "No randomised comparison has been published.",
        "There is no phase 3 trial in patients.",
        "It has not been tested in patients.",
        "The combination has never been compared with the drug alone.",
        "There are no human data.",
        "Its use in patients remains untested.",
        "None was found.",
    ],
)
def test_absence_is_recognised(sentence: str) -> None:
    """Each way to say that the literature has nothing counts."""
    assert claims_absence(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "No gain in survival was seen.",
        "Neither study irradiated tumours.",
        "There was no evidence of progression.",
        "Median survival was not reached.",
        "The pooled figure is no better than the studies in it.",
        "One arm of 24 patients gives no comparison with cisplatin.",
        "Cells without cGAS made no interferon.",
        "No study treatment was given after progression.",
    ],
)
def test_result_is_no_absence(sentence: str) -> None:
    """A negative result says something about the study, not about the literature."""
    assert not claims_absence(sentence)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("No dose is given in the sources read.", True),
        ("It is known here from its title.", True),
        ("Its dose was not read.", True),
        ("The figures of the full paper were not seen.", True),
        ("The model used here is a mouse.", False),
        ("No response was seen in the second tumour.", False),
    ],
)
def test_phrase_about_the_writing_is_recognised(text: str, found: bool) -> None:
    """What the writer has read is no concern of the reader."""
    assert any(pattern.search(text) for pattern in DIARY) is found


def test_mark_reads_as_a_month() -> None:
    """The screen shows the month; the scope and the day stay with the span."""
    spans = parse_inline("No trial exists [absence:2026-11-27:a-scope].")

    assert "".join(span.text for span in spans) == "No trial exists (as of November 2026)."
    assert (spans[1].style, spans[1].target, spans[1].level) == (
        "absence",
        "a-scope",
        "2026-11-27",
    )


@pytest.mark.parametrize("mark", ["[absence:2026-13-01:x]", "[absence:2026-11-27:]", "[absence:x]"])
def test_broken_mark_stays_text(mark: str) -> None:
    """What is no date or no scope is shown as it was written."""
    assert [span.style for span in parse_inline(f"None {mark}.")] == [""]


def test_sentences_keep_their_own_citations() -> None:
    """A citation before the full stop belongs to the sentence before it."""
    first, second = split(
        parse_inline("One of [[cgas|it]] [@a]{preclinical}. Two [@b; @c]{phase-3} follow.")
    )

    assert (first.text, first.levels, first.links) == (
        "One of it.",
        frozenset({"preclinical"}),
        frozenset({"cgas"}),
    )
    assert (second.text, second.levels) == ("Two follow.", frozenset({"phase-3"}))


@pytest.mark.parametrize("odd", ["\ufffc", "\U000f0000", "\U000f0003"])
def test_odd_characters_stand_for_no_citation(odd: str) -> None:
    """A sentence has the citations that were written, whatever characters are in its text."""
    (only,) = split(parse_inline(f"{odd}One [[cgas|{odd}it]] {odd} [@a]{{preclinical}}."))

    assert [span.target for span in only.spans] == ["cgas", "a"]


def test_named_exception_is_no_contradiction(fresh: Path) -> None:
    """A trial that the log explains does not contradict the statement."""
    with (fresh / "entities/agents/durvalumab.md").open("a", encoding="utf-8") as page:
        page.write("\nNo trial in patients was found [absence:2026-11-01:dose-in-patients].\n")
    log = fresh / "absences.toml"
    assert "absence-contradicted" in {each.code for each in check(load_content(fresh))}

    text = log.read_text("utf-8")
    log.write_text(
        text.replace(
            "\n\n[[scope.search]]",
            '\napart_from = { pacific = "gave the drug after radiotherapy" }\n\n[[scope.search]]',
            1,
        ),
        "utf-8",
    )

    assert "absence-contradicted" not in {each.code for each in check(load_content(fresh))}


def test_missing_log_is_one_problem_with_its_place(fresh: Path) -> None:
    """Not one for each statement: the file that was looked for is named once."""
    (fresh / "absences.toml").unlink()
    found = [each for each in check(load_content(fresh)) if each.code == "absence-unlogged"]

    assert [(each.file, each.line) for each in found] == [("content/absences.toml", 1)]
    assert "the file is missing" in found[0].message


def test_unknown_scope_is_said_with_the_file_that_lacks_it(fresh: Path) -> None:
    """The message names the log of the content that is checked."""
    content = fresh.rename(fresh.parent / "mine")
    log = content / "absences.toml"
    log.write_text(log.read_text("utf-8").replace("dose-in-patients", "dose-in-people"), "utf-8")
    found = [each.message for each in check(load_content(content))]

    assert "mine/absences.toml has no scope 'dose-in-patients'" in found
