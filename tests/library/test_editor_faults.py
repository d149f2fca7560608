"""What an editor gets wrong is said in one line of plain words, at the right place."""

import re
from pathlib import Path

import pytest

from tests.library.editing import change, said, said_of

PACIFIC, CGAS, GRAY = "trials/pacific.md", "entities/genes/cgas.md", "glossary/gray.md"
PATHWAY, QUIZ, BIB = "mechanisms/cgas-sting.md", "questions/basics.toml", "references.bib"

FAULTS: dict[str, tuple[str, str, str, str]] = {
    "a field is missing": (
        PACIFIC,
        "year = 2022\n",
        "",
        "1: schema year is missing (add year: a whole number)",
    ),
    "a field has another name": (
        GRAY,
        'title = "Gray"',
        'titel = "Gray"',
        "4: schema titel is not a known field (did you mean 'title'?)",
    ),
    "text for a number": (
        PACIFIC,
        "n = 713",
        'n = "many"',
        "12: schema n is the text 'many'; it must be a whole number",
    ),
    "number for a text": (
        PACIFIC,
        'phase = "3"',
        "phase = 3",
        "9: schema phase is the number 3; it must be text in quotation marks",
    ),
    "one text for a list": (
        PACIFIC,
        'sources = ["spigel2022"]\n\n[identifiers]',
        'sources = "spigel2022"\n\n[identifiers]',
        ("19: schema sources is the text 'spigel2022'; it must be a list like [\"smith2020\"]"),
    ),
    "an empty list": (
        PACIFIC,
        'sources = ["spigel2022"]\n\n[identifiers]',
        "sources = []\n\n[identifiers]",
        '19: schema the file has no sources (add one: a list like ["smith2020"])',
    ),
    "an unknown value": (
        PACIFIC,
        'verdict = "positive"',
        'verdict = "positiv"',
        (
            "14: schema verdict is the text 'positiv', which is not known here (did you "
            "mean 'positive'?)"
        ),
    ),
    "an unknown value deep inside": (
        PACIFIC,
        'role = "control"',
        'role = "comparator"',
        (
            "31: schema arms 2, role is the text 'comparator', which is not known here (use "
            "one of 'experimental', 'control', 'single')"
        ),
    ),
    "a field missing in the second table": (
        PACIFIC,
        'name = "placebo"\n',
        "",
        "29: schema arms 2, name is missing (add name: text in quotation marks)",
    ),
    "a pair with three limits": (
        PACIFIC,
        "ci = [0.59, 0.89]",
        "ci = [0.59, 0.72, 0.89]",
        "47: schema result 1, ci has 3 items; at most 2 are allowed",
    ),
    "a date as text": (
        GRAY,
        "updated = 2026-11-01",
        'updated = "last week"',
        (
            "7: schema updated is the text 'last week'; it must be a date like 2026-11-28 "
            "(write it like 2026-11-28, without quotation marks)"
        ),
    ),
    "a day in another order": (
        GRAY,
        "updated = 2026-11-01",
        'updated = "1.11.2026"',
        (
            "7: schema updated is the text '1.11.2026'; it must be a date like 2026-11-28 "
            "(write 2026-11-01 without quotation marks)"
        ),
    ),
    "a day with points": (
        GRAY,
        "updated = 2026-11-01",
        "updated = 28.11.2026",
        ("7: front-matter write a date like 2026-11-28: updated = 28.11.2026 (correct the line)"),
    ),
    "a number with a comma between thousands": (
        PACIFIC,
        "n = 713",
        "n = 1,399",
        "12: front-matter write 1399 without a comma: n = 1,399 (correct the line)",
    ),
    "a number with a decimal comma": (
        PACIFIC,
        "estimate = 0.72",
        "estimate = 0,72",
        "46: front-matter write 0.72 with a point: estimate = 0,72 (correct the line)",
    ),
    "curly quotation marks": (
        GRAY,
        'title = "Gray"',
        "title = “Gray”",
        (
            "4: front-matter curly quotation marks; use straight ones: title = “Gray” "
            "(correct the line)"
        ),
    ),
    "front matter between hyphens": (
        GRAY,
        "+++",
        "---",
        ("1: front-matter the front matter begins with --- (write +++ before and behind it)"),
    ),
    "a brand for an id": (
        PACIFIC,
        'agents = ["durvalumab"]',
        'agents = ["Imfinzi"]',
        (
            "38: schema immunotherapy, agents 1 is the text 'Imfinzi'; it must be lower-case "
            "letters and digits, joined by hyphens (`abscopal search Imfinzi` finds the id)"
        ),
    ),
    "a field below a table": (
        PACIFIC,
        'year = 2022\nsources = ["spigel2022"]\n\n[identifiers]\n',
        'sources = ["spigel2022"]\n\n[identifiers]\nyear = 2022\n',
        (
            "21: schema year stands in the table identifiers, which has no such field (move it "
            "above all tables)"
        ),
    ),
    "a day that is none": (
        GRAY,
        "updated = 2026-11-01",
        "updated = 2026-11-31",
        (
            "7: front-matter there is no such day; write it like 2026-11-28: updated = "
            "2026-11-31 (correct the line)"
        ),
    ),
    "a year out of range": (
        PACIFIC,
        "year = 2022",
        "year = 20222",
        "18: schema year is the number 20222; it must be at most 2100",
    ),
    "an id in capitals": (
        GRAY,
        'id = "gray"',
        'id = "Gray Unit"',
        (
            "2: schema id is the text 'Gray Unit'; it must be lower-case letters and "
            "digits, joined by hyphens"
        ),
    ),
    "a short summary": (
        GRAY,
        'summary = "The unit of absorbed dose: one joule for each kilogram."',
        'summary = "A unit of each."',
        "6: schema summary has 15 characters; at least 20 are needed (say more)",
    ),
    "a wrong kind": (
        GRAY,
        'kind = "term"',
        'kind = "unit"',
        (
            "3: schema kind is the text 'unit', which does not belong in this folder (write "
            'kind = "term")'
        ),
    ),
    "no kind": (
        GRAY,
        'kind = "term"\n',
        "",
        '1: schema kind is missing (write kind = "term")',
    ),
    "a table for a text": (
        PACIFIC,
        '[practice]\ntext = "standard after chemoradiotherapy"',
        '[practice]\ntext = { now = "standard" }',
        "68: schema practice, text is a table; it must be text in quotation marks",
    ),
    "a text without its end": (
        GRAY,
        'title = "Gray"',
        'title = "Gray',
        ('4: front-matter a text is not closed on its line: title = "Gray (correct the line)'),
    ),
    "a text without marks": (
        GRAY,
        'title = "Gray"',
        "title = Gray",
        (
            "4: front-matter a value is missing or lacks its quotation marks: title = Gray "
            "(correct the line)"
        ),
    ),
    "marks within a text": (
        GRAY,
        'title = "Gray"',
        'title = "The "gray" unit"',
        (
            "4: front-matter something stands behind the value: a quotation mark within a "
            'text, or a missing line end: title = "The "gray" unit" (correct the line)'
        ),
    ),
    "a field twice": (
        GRAY,
        'title = "Gray"',
        'title = "Gray"\ntitle = "Gray"',
        (
            "5: front-matter a field or table of this name stands above already: title = "
            '"Gray" (correct the line)'
        ),
    ),
    "a table twice": (
        PACIFIC,
        "[practice]",
        "[follow_up]",
        ("67: front-matter the table 'follow_up' stands twice: [follow_up] (correct the line)"),
    ),
    "a list without its end": (
        GRAY,
        'aliases = ["Gy"]',
        'aliases = ["Gy"',
        (
            "6: front-matter a list is not closed before this line, or lacks a comma: "
            'summary = "The unit of absorbed dose: on (correct the line)'
        ),
    ),
    "no sign of equality": (
        GRAY,
        'title = "Gray"',
        'title: "Gray"',
        ('4: front-matter a field has no `=` behind its name: title: "Gray" (correct the line)'),
    ),
    "an unknown verb": (
        PATHWAY,
        'verb = "activates"',
        'verb = "activate"',
        (
            "13: schema step 1, verb is the text 'activate', which is not known here (did "
            "you mean 'activates'?)"
        ),
    ),
    "harm in two ways": (
        PACIFIC,
        "[toxicity]\n",
        '[toxicity]\nnot_reported = ["spigel2022"]\n',
        (
            "53: schema toxicity is not right: either `label` or `not_reported` must be "
            "given, and not both"
        ),
    ),
    "a question without a stem": (
        QUIZ,
        'stem = "When was durvalumab given in PACIFIC?"\n',
        "",
        "29: schema question 2, stem is missing (add stem: text in quotation marks)",
    ),
    "a question of two forms": (
        QUIZ,
        'id = "basics-02"',
        'id = "basics-02"\nform = "numeric"',
        (
            "29: schema question 2 is not right: the form 'numeric', and no other, needs a "
            "table [question.numeric]"
        ),
    ),
    "a question with broken TOML": (
        QUIZ,
        'stem = "When was durvalumab given in PACIFIC?"',
        'stem = "When was durvalumab given in PACIFIC?',
        (
            '35: front-matter a text is not closed on its line: stem = "When was durvalumab '
            "given in PAC (correct the line)"
        ),
    ),
    "an option without a reason": (
        QUIZ,
        'reason = "That sequence was the question of a later trial and not',
        '# "That sequence was the question of a later trial and not',
        (
            "45: schema question 2, options 2, reason is missing (add reason: text in "
            "quotation marks)"
        ),
    ),
    "a cut DOI": (
        BIB,
        "{10.1200/jco.21.01308}",
        "{10.1016/zeta}",
        (
            "6: doi-truncated spigel2022: '10.1016/zeta' has no number behind the stroke "
            "(copy the whole DOI from the paper's page)"
        ),
    ),
    "a DOI cut in its number": (
        BIB,
        "{10.1200/jco.21.01308}",
        "{10.1200/jco.21}",
        (
            "6: doi-truncated spigel2022: '10.1200/jco.21' is shorter or longer than such a "
            "DOI is (copy the whole DOI from the paper's page)"
        ),
    ),
    "a measure without an estimate": (
        PACIFIC,
        "estimate = 0.72\nci = [0.59, 0.89]\n",
        "",
        (
            "44: measure-estimate OS: the measure is HR, and there is no estimate (add "
            '`estimate`, or write measure = "text")'
        ),
    ),
    "an estimate without a measure": (
        PACIFIC,
        'measure = "HR"',
        'measure = "median"',
        (
            "44: measure-estimate OS: the measure is median, and the estimate 0.72 has no "
            "meaning (use one of HR, OR, RR, difference, or write the number under "
            "`values`)"
        ),
    ),
    "an interval from high to low": (
        PACIFIC,
        "ci = [0.59, 0.89]",
        "ci = [0.89, 0.59]",
        (
            "47: impossible-figure OS: the interval 0.89–0.59 does not go from low to high "
            "(write the lower limit first)"
        ),
    ),
    "an estimate outside of its interval": (
        PACIFIC,
        "estimate = 0.72",
        "estimate = 7.2",
        (
            "46: impossible-figure OS: 7.2 is outside of its interval 0.59–0.89 (correct one "
            "of them from the source)"
        ),
    ),
    "a ratio below zero": (
        PACIFIC,
        "estimate = 0.72\nci = [0.59, 0.89]",
        "estimate = -0.72",
        ("46: impossible-figure OS: HR -0.72 is not more than 0 (correct it, or the measure)"),
    ),
    "patients who are in no arm": (
        PACIFIC,
        "n = 713",
        "n = 7130",
        (
            "12: arm-sum n is 7130, but the arms have 476 + 237 = 713 (correct one of them, "
            "or say in `n_note` what n counts)"
        ),
    ),
    "a share of more than all": (
        PACIFIC,
        '"30.5"',
        '"305"',
        (
            "55: impossible-figure any-cause grade 3–4: 305% is not between 0 and 100 (correct "
            "it, or the unit)"
        ),
    ),
    "a value with its unit": (
        PACIFIC,
        '"47.5"',
        '"47.5 months"',
        (
            "48: value-form OS: '47.5 months' is not a value (write 47.5; the unit stands under "
            "`unit`)"
        ),
    ),
    "a value with a comma": (
        PACIFIC,
        '"30.5"',
        '"30,5"',
        ("55: value-form any-cause grade 3–4: '30,5' is not a value (write 30.5 with a point)"),
    ),
    "a value in words": (
        PACIFIC,
        '"47.5"',
        '"about four years"',
        (
            "48: value-form OS: 'about four years' is not a value (write a number as "
            "published, or 'not reached'; other words belong under `text`)"
        ),
    ),
    "a P value above one": (
        PACIFIC,
        "ci = [0.59, 0.89]",
        'ci = [0.59, 0.89]\np = "2.5"',
        ("48: value-form OS: '2.5' is not a P value (begin with a number up to 1, such as <.001)"),
    ),
    "a trial with a result and no level": (
        PACIFIC,
        'level = "phase-3"\n',
        "",
        "14: level-of-reported a trial with a result has no `level` (add that of its best claim)",
    ),
    "a type of source that is misspelt": (
        BIB,
        "@article{spigel2022,",
        "@artcle{spigel2022,",
        ("1: bibliography spigel2022: '@artcle' is no type of BibTeX (did you mean 'article'?)"),
    ),
    "a question about no page": (
        QUIZ,
        'entry = "gray"',
        'entry = "grey"',
        "162: unknown-id nothing has the id 'grey' (did you mean 'gray'?)",
    ),
    "a PMID that is too long": (
        BIB,
        "{35108059}",
        "{4084023311}",
        (
            "7: pmid-malformed spigel2022: '4084023311' is not a PMID (write its 1 to 9 digits "
            "alone)"
        ),
    ),
    "a cut DOI of the paper behind a report": (
        BIB,
        "  doi = {10.1200/jco.21.01308},",
        "  doi = {10.1200/jco.21.01308},\n  paper_doi = {10.1016/j.ijrobp},",
        (
            "7: doi-truncated spigel2022: '10.1016/j.ijrobp' has no number behind the stroke "
            "(copy the whole DOI from the paper's page)"
        ),
    ),
    "an alias for many things": (
        GRAY,
        '"Gy"',
        '"drugs"',
        (
            "5: alias-no-synonym 'drugs' is a word for many things (name this one thing, or "
            "leave it out)"
        ),
    ),
    "an alias of its own rival": (
        GRAY,
        '"Gy"',
        '"sievert"',
        ("5: alias-no-synonym 'sievert' stands under `confuse` too (leave it out here or there)"),
    ),
    "an alias of another page": (
        GRAY,
        '"Gy"',
        '"cgas STING"',
        ("5: alias-no-synonym 'cgas STING' is what 'cgas-sting' is about (leave it to that page)"),
    ),
}
"""A file, what stands in it, what an editor writes instead, and the one problem with its line."""
PYTHON = re.compile(r"[Tt]uple|instance|[Ii]nput|\bField|valid|dictionary|[Ss]tring|integer|None\b")


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_one_line_at_its_place(name: str, fresh: Path) -> None:
    """Nothing but the fault is reported: field, what stands there, what must, and no Python."""
    file, old, new, expected = FAULTS[name]
    change(fresh, file, old, new)

    assert said(fresh) == [f"content/{file}:{expected}"]
    assert not PYTHON.search(expected)


def test_a_bad_question_takes_nothing_from_the_others(fresh: Path) -> None:
    """The rest of the file is checked, and paths that name the bad one are not blamed."""
    change(fresh, QUIZ, 'stem = "When was durvalumab given in PACIFIC?"\n', "")
    change(fresh, QUIZ, 'stem = "How many patients entered PACIFIC?"', 'stem = "How many entered."')
    change(fresh, "paths/first-steps.toml", "basics-01", "basics-02")

    assert [line.split(" ", 2)[1] for line in said(fresh)] == ["schema", "L3"]


def test_a_topic_without_its_title_keeps_its_questions(fresh: Path) -> None:
    """What is wrong above the questions is one problem."""
    change(fresh, QUIZ, 'title = "Basics"\n', "")

    assert said(fresh) == [
        f"content/{QUIZ}:1: schema title is missing (add title: text in quotation marks)"
    ]


def test_a_number_of_a_row_is_reported_at_that_row(fresh: Path) -> None:
    """Not at the first table of the name."""
    change(
        fresh,
        PACIFIC,
        "[toxicity]\n",
        '[[result]]\nendpoint = "PFS"\nmeasure = "HR"\n'
        'text = "longer"\nsources = ["spigel2022"]\n\n[toxicity]\n',
    )
    lines = (fresh / PACIFIC).read_text("utf-8").split("\n")
    place = len(lines) - 1 - lines[::-1].index('measure = "HR"') + 1

    assert said(fresh)[0].startswith(f"content/{PACIFIC}:{place}: measure-estimate PFS: ")


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        (PACIFIC, "year = 2022", "year = 2071", 18),
        (PACIFIC, "as_of = 2026-11-01", "as_of = 2071-11-01", 16),
        (BIB, "year = {2022}", "year = {2071}", 5),
        ("absences.toml", "on = 2026-11-01", "on = 2071-11-01", 15),
    ],
)
def test_nothing_was_found_in_the_future(
    file: str, old: str, new: str, line: int, fresh: Path
) -> None:
    """A year or a day of a search that is to come is a slip of the pen, named at its line."""
    change(fresh, file, old, new)

    found = [problem for problem in said(fresh) if "future-date" in problem]
    assert len(found) == 1
    assert found[0].startswith(f"content/{file}:{line}: ")


def test_a_text_is_not_blamed_for_a_comma_in_a_field(fresh: Path) -> None:
    """The number on the page is right; the field is not."""
    change(fresh, PACIFIC, "survival was longer", "30.5% had severe harm")
    assert said(fresh) == []

    change(fresh, PACIFIC, '"30.5"', '"30,5"')
    assert [problem.split(" ")[1] for problem in said(fresh)] == ["value-form"]


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (
            GRAY,
            '"Gy"',
            '"cGAMP-Synthase"',
            "5: alias-clash 'cGAMP-Synthase' is also an alias of 'cgas',"
            " content/entities/genes/cgas.md:5"
            " (leave it to one of them)",
        ),
        (
            GRAY,
            'title = "Gray"',
            'title = "Durvalumab"',
            "4: alias-clash 'Durvalumab' is also the title of 'durvalumab',"
            " content/entities/agents/durvalumab.md:4 (leave it to one of them)",
        ),
        (
            GRAY,
            '"Gy"',
            '"cgas STING"',
            "5: alias-no-synonym 'cgas STING' is what 'cgas-sting' is about"
            " (leave it to that page)",
        ),
        (
            GRAY,
            'title = "Gray"',
            'title = "cGAMP synthase"',
            "4: alias-no-synonym 'cGAMP-synthase' is an alias of 'cgas',"
            " content/entities/genes/cgas.md:5 (take it out there)",
        ),
        (
            QUIZ,
            'id = "basics-02"',
            'id = "first-steps"',
            "30: duplicate-id the id 'first-steps' is already used in"
            " content/paths/first-steps.toml:1 (ids are unique over all kinds; choose another)",
        ),
    ],
)
def test_a_file_alone_is_compared_with_the_names_of_the_others(
    file: str, old: str, new: str, expected: str, fresh: Path
) -> None:
    """What the whole check says of names and ids, the check of one file says too."""
    change(fresh, "entities/genes/cgas.md", "aliases = [", 'aliases = ["cGAMP-synthase", ')
    assert said_of(fresh, file) == []
    change(fresh, file, old, new)

    assert [each for each in said_of(fresh, file) if "unknown-id" not in each] == [
        f"content/{file}:{expected}"
    ]


def test_the_later_of_two_questions_with_one_id_is_blamed(fresh: Path) -> None:
    """And the place of the other one is named."""
    change(fresh, QUIZ, 'id = "basics-03"', 'id = "basics-02"')
    text = (fresh / QUIZ).read_text("utf-8")
    first, later = (
        number for number, line in enumerate(text.split("\n"), 1) if line == 'id = "basics-02"'
    )

    assert [each for each in said(fresh) if "duplicate-id" in each] == [
        f"content/{QUIZ}:{later}: duplicate-id the id 'basics-02' is already used in"
        f" content/{QUIZ}:{first} (ids are unique over all kinds; choose another)"
    ]


def test_front_matter_that_is_not_closed_says_so(fresh: Path) -> None:
    """And an empty file is called empty."""
    text = (fresh / GRAY).read_text("utf-8")
    (fresh / GRAY).write_text(text[: text.rindex("+++")], "utf-8")
    assert said(fresh)[0] == (
        f"content/{GRAY}:1: front-matter the front matter that begins in line 1 is not closed"
        " (add a line +++ below its last field)"
    )

    (fresh / GRAY).write_text("\n", "utf-8")
    assert said(fresh)[0] == (
        f"content/{GRAY}:1: front-matter the file is empty (`abscopal new` writes a draft)"
    )


def test_an_unknown_level_is_not_also_called_unsupported(fresh: Path) -> None:
    """One fault, one message."""
    change(fresh, "entities/genes/cgas.md", "]{preclinical}", "]{phase 2}")

    codes = [problem.split(" ")[1] for problem in said(fresh)]
    assert "unknown-level" in codes
    assert "level-beyond-source" not in codes


def test_no_name_is_suggested_that_is_far_off(fresh: Path) -> None:
    """The known fields are listed instead."""
    change(fresh, PACIFIC, "n = 713", "patients = 713")

    assert "practice'?" not in said(fresh)[0]
    assert "patients is not a known field (remove it; the fields are id, " in said(fresh)[0]


def test_a_question_without_its_section_names_those_of_the_page(fresh: Path) -> None:
    """`lead` and `facts` among them."""
    asks = ", ".join(f'{{ question = "What {n}?", section = "Harms" }}' for n in range(4))
    change(fresh, PACIFIC, "updated =", f"asks = [{asks}]\nupdated =")

    assert said(fresh)[0].endswith("(use one of 'lead', 'facts')")
