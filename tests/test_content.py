"""The real content: complete, within its widths, and answering every row of the seed."""

import csv
import json
import re
import subprocess
import sys
from collections import Counter
from itertools import cycle

import pytest

from guide.layout.lines import line_width
from guide.layout.page import lay_out
from guide.layout.paths import path_lines
from guide.library.facts import TrialFacts
from guide.library.records import plain
from guide.opening import Guide
from guide.study.answering import calculate_mistake, is_close
from guide.study.presenting import present
from tests.conftest import ROOT

EVIDENCE = ROOT.parent / "shared" / "evidence"


FLOORS = {
    "modality": 14,
    "mechanism": 24,
    "principle": 24,
    "cell": 14,
    "trial": 90,
    "term": 380,
}
"""Fewest pages of a kind: what the guide promises to cover."""


def test_library_is_whole(whole: Guide) -> None:
    """The guide covers what it promises, and most sources are papers that can be looked up."""
    kinds = Counter(head.kind for head in whole.catalogue.heads.values())
    references = list(whole.catalogue.references.values())

    assert {kind: kinds[kind] for kind in FLOORS if kinds[kind] < FLOORS[kind]} == {}
    assert len(whole.catalogue.paths) >= 7
    assert len(references) >= 400


def test_a_result_names_its_group_once(whole: Guide) -> None:
    """What population or analysis say is not said by the end point too."""
    doubled: list[str] = []
    for head in whole.catalogue.heads.values():
        facts = whole.catalogue.entry(head.id).facts if head.kind == "trial" else None
        for row in facts.results if isinstance(facts, TrialFacts) else ():
            groups = (row.population.split(" ")[0], row.analysis)
            words = set(re.findall(r"[\w-]+", row.endpoint.casefold()))
            doubled += [f"{head.id}: {row.endpoint}" for each in groups if each.casefold() in words]

    assert doubled == []


def test_every_seed_row_is_listed_once(whole: Guide) -> None:
    """`abscopal list --json` covers the seed row by row."""
    done = subprocess.run(
        [sys.executable, "-m", "guide", "list", "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    answers = Counter(row["row"] for entry in json.loads(done.stdout) for row in entry["seed"])

    assert answers == Counter(whole.catalogue.seed_rows.keys())
    assert len(answers) == 142


def test_paths_teach_basics_first(whole: Guide) -> None:
    """Each path has questions in every unit and comes behind those that it needs."""
    paths = whole.catalogue.paths
    places = {path.id: place for place, path in enumerate(paths)}

    assert all(unit.questions for path in paths for unit in path.units)
    assert all(places[name] < places[path.id] for path in paths for name in path.needs)


def test_every_path_fits(whole: Guide) -> None:
    """No path runs over at one of the widths of the three terminal sizes."""
    catalogue = whole.catalogue
    over = {
        (path.id, width)
        for path in catalogue.paths
        for width in (56, 76, 84)
        if max(map(line_width, path_lines(path, catalogue, None, width))) > width
    }

    assert over == set()


def test_every_page_fits(whole: Guide) -> None:
    """No page runs over at one of the widths of the three terminal sizes."""
    catalogue = whole.catalogue
    over = {
        name: widest
        for name, width in zip(catalogue.heads, cycle((56, 76, 84)), strict=False)
        if (widest := max(map(line_width, lay_out(catalogue.entry(name), catalogue, width).lines)))
        > width
    }

    assert over == {}


@pytest.mark.skipif(
    not EVIDENCE.exists(), reason="the reference tables do not stand beside this checkout"
)
def test_gene_identifiers_agree_with_the_reference(whole: Guide) -> None:
    """NCBI Gene, HGNC and UniProt of a page are those of one row of the reference table."""
    lines = [
        line
        for line in (EVIDENCE / "reference-genes.tsv").read_text("utf-8").splitlines()
        if not line.startswith("#")
    ]
    rows = {row["ncbi_gene_id"]: row for row in csv.DictReader(lines, delimiter="\t")}
    wrong = []
    for head in whole.catalogue.heads.values():
        ids = whole.catalogue.entry(head.id).identifiers
        row = rows.get(ids.get("ncbi_gene", ""))
        if row is None:
            continue
        if ids.get("hgnc", row["hgnc_id"]) != row["hgnc_id"] or ids.get("uniprot", "") not in (
            "",
            *row["uniprot"].split("|"),
        ):
            wrong.append((head.id, ids, row))

    assert wrong == []


@pytest.mark.skipif(
    not EVIDENCE.exists(), reason="the reference tables do not stand beside this checkout"
)
def test_mesh_identifiers_agree_with_the_reference(whole: Guide) -> None:
    """A MeSH id of a page is in the reference table."""
    lines = [
        line
        for line in (EVIDENCE / "reference-mesh.tsv").read_text("utf-8").splitlines()
        if not line.startswith("#")
    ]
    names = {row["mesh_id"]: row["preferred_name"] for row in csv.DictReader(lines, delimiter="\t")}
    missing = []
    for head in whole.catalogue.heads.values():
        mesh = whole.catalogue.entry(head.id).identifiers.get("mesh")
        if mesh and mesh not in names:
            missing.append((head.id, mesh))

    assert missing == []


def test_every_mechanism_modality_and_principle_is_asked_about(whole: Guide) -> None:
    """Nothing of the core is without a question."""
    asked = {question.entry for question in whole.catalogue.questions.values()}
    core = {
        head.id
        for head in whole.catalogue.heads.values()
        if head.kind in ("mechanism", "modality", "principle")
    }

    assert core - asked == set()


def test_every_numeric_question_has_an_answer(whole: Guide) -> None:
    """Whatever is drawn, the answer is above 0 and no mistake comes within its tolerance."""
    for question in whole.catalogue.questions.values():
        if question.numeric is None:
            continue
        for seed in range(60):
            asked = present(question, seed)
            assert asked.answer is not None
            assert asked.answer > 0, question.id
            assert "{" not in asked.filled(plain(question.stem) + question.numeric.working), (
                question.id
            )
            for place in range(len(question.numeric.mistakes)):
                value = calculate_mistake(asked, place)
                assert value is not None, question.id
                assert not is_close(value, asked.answer, question.numeric.tolerance), (
                    question.id,
                    dict(asked.values),
                    place,
                )


def test_questions_are_spread(whole: Guide) -> None:
    """Keys stand at every place, and no option is a joker such as 'all of the above'."""
    questions = list(whole.catalogue.questions.values())
    places = Counter(question.key for question in questions if question.form == "single")
    jokers = [
        q.id
        for q in questions
        for o in q.options
        if re.search(r"(?i)\b(all|none) of the above\b|both a and b", o.text)
    ]

    assert jokers == []
    assert len(questions) >= 420
    assert max(places.values()) < 0.4 * places.total()
    assert sum(q.form == "single" for q in questions) >= 280
    assert {q.form for q in questions} == {
        "single",
        "several",
        "order",
        "match",
        "numeric",
        "figure",
    }
    assert sum(bool(q.twin_of) for q in questions) >= 120
    assert sum(q.level == "application" for q in questions) >= 0.45 * len(questions)


def test_every_question_leads_to_a_page(whole: Guide) -> None:
    """The page that a question is about is in the guide."""
    assert {question.entry for question in whole.catalogue.questions.values()} <= set(
        whole.catalogue.heads
    )
