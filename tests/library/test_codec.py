"""Records become bytes and the same records again, whatever they hold."""

import json
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Struct, structs

from guide.errors import DamagedError
from guide.library.catalogue import Catalogue
from guide.library.codec import OwnTopic, Sections, decode_topic, encode_catalogue, encode_topic
from guide.library.compile import compile_catalogue
from guide.library.facts import ArmValue, Confusions, ModalityProperties, Outcome, Steps, TrialFacts
from guide.library.load import load_content
from guide.library.records import Body, Head
from tests.library.test_checks import edit

TEXT = st.text(max_size=12)
DECIMALS = st.decimals(-9999, 9999, places=2) | st.decimals(0, 1, places=3)


@cache
def records(kind: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for a record, with every field drawn, defaults included."""
    hints = get_type_hints(kind)
    return st.builds(
        kind, **{field.name: values(hints[field.name]) for field in structs.fields(kind)}
    )


def values(  # noqa: PLR0911 -- one return for each type
    hint: Any,
) -> st.SearchStrategy[Any]:
    """Return a strategy for the values of a field."""
    if hint is str:
        return TEXT
    if hint is Decimal:
        return DECIMALS
    if hint is float:
        return st.floats(allow_nan=False, allow_infinity=False)
    if hint is int:
        return st.integers(-(2**40), 2**40)
    if isinstance(hint, type) and issubclass(hint, Struct):
        return records(hint)
    origin, args = get_origin(hint), get_args(hint)
    if origin is Literal:
        return st.sampled_from(args)
    if origin is tuple and args[-1] is Ellipsis:
        return st.lists(values(args[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*map(values, args))
    if origin in (dict, Mapping):
        return st.dictionaries(*map(values, args), max_size=2)
    return st.one_of(*map(values, args)) if args else st.from_type(hint)


def catalogue_of(sections: Sections, bodies: dict[str, Body]) -> Catalogue:
    """Return a catalogue of these records."""
    return Catalogue(encode_catalogue(sections, bodies, "2026.11", "fingerprint", 7))


EMPTY = Sections((), (), (), {}, {}, (), (), ())
MANY = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))


@MANY
@given(records(Sections))
def test_sections_come_back(sections: Sections) -> None:
    """Heads, parts, paths, topics, objectives, questions, references and seed rows are equal."""
    catalogue = catalogue_of(sections, {})

    assert catalogue.heads == {head.id: head for head in sections.heads}
    assert (catalogue.parts, catalogue.paths) == (sections.parts, sections.paths)
    assert (catalogue.topics, catalogue.objectives) == (sections.topics, sections.objectives)
    assert catalogue.questions == {question.id: question for question in sections.questions}
    assert catalogue.references == {source.key: source for source in sections.references}
    assert catalogue.seed_rows == {row.id: row for row in sections.seeds}
    assert catalogue.counts["questions"] == len(sections.questions)
    assert (catalogue.words, catalogue.fingerprint) == (7, "fingerprint")


@MANY
@pytest.mark.parametrize("kind", [TrialFacts, ModalityProperties, Steps, Confusions])
@given(data=st.data())
def test_entry_comes_back_with_the_facts_of_its_kind(data: st.DataObject, kind: type) -> None:
    """Blocks, spans, identifiers, seed answers and facts are equal, decimals to the last zero."""
    head, body = data.draw(records(Head)), data.draw(records(Body))
    body = structs.replace(body, facts=data.draw(records(kind)))
    catalogue = catalogue_of(structs.replace(EMPTY, heads=(head,)), {head.id: body})

    entry = catalogue.entry(head.id)

    assert entry.head == head
    assert {name: getattr(entry, name) for name in body.__struct_fields__} == structs.asdict(body)
    assert str(entry.facts) == str(body.facts)


@MANY
@given(records(OwnTopic))
def test_imported_questions_come_back(topic: OwnTopic) -> None:
    """A topic of every form of question is equal after its file was read."""
    assert decode_topic(encode_topic(topic)) == topic


def test_imported_questions_of_the_first_release_are_read() -> None:
    """A file as the first release wrote it is still understood: learners keep their questions."""
    question = {
        "id": "mine-1", "topic": "mine", "entry": "gray", "section": "", "objective": "o",
        "level": "recall", "evidence": "physics", "stem": [["What is "], ["BED", "b"], ["?"], []],
        "options": [], "take_home": [["See "], ["1", "cite", "key", "physics"]],
        "references": ["key"],
        "updated": "2026-11-01", "form": "numeric", "twin_of": "", "replaces": "",
        "numeric": {
            "quantity": "bed", "draw": {"n": [3.0, 5.0]}, "unit": "Gy", "decimals": 1,
            "tolerance": 2.0, "working": "{n}", "reason": [["Because."]],
            "slip": [["total-dose", {"n": "1"}, [["No."]]]],
        },
        "figure": {
            "kind": "curve", "title": "T", "x": "x", "y": "", "row": [],
            "curve": [{"name": "c", "points": [[0.0, 1.0], [1.0, 2.0]]}],
        },
    }  # fmt: skip
    topic = decode_topic(
        json.dumps({"id": "mine", "title": "Mine", "questions": [question]}).encode()
    )

    read = topic.questions[0]
    assert [span.text for span in read.stem] == ["What is ", "BED", "?", ""]
    assert read.take_home[1].level == "physics"
    assert read.numeric is not None and read.numeric.mistakes[0].quantity == "total-dose"
    assert read.figure is not None and read.figure.curves[0].points[1] == (1.0, 2.0)


@given(st.integers(0, 400), st.binary(min_size=1, max_size=3))
def test_damaged_bytes_are_refused_or_read(at: int, noise: bytes) -> None:
    """Whatever stands in the bytes, only the guide's own error is raised."""
    data = bytearray(encode_catalogue(EMPTY, {"a": Body(updated="2026-11-01")}, "v", "f", 1))
    data[at : at + len(noise)] = noise
    try:
        catalogue = Catalogue(bytes(data))
        assert isinstance(catalogue.parts, tuple) and isinstance(catalogue.topics, dict)
    except DamagedError as error:
        assert error.hint


def arms(*values: str) -> tuple[ArmValue, ...]:
    """Return values of arms that are called by their number."""
    return tuple(ArmValue(str(number), value) for number, value in enumerate(values))


@pytest.mark.parametrize(
    ("fields", "summary"),
    [
        (
            {"measure": "HR", "estimate": Decimal("0.90"), "ci": (Decimal("0.80"), Decimal("1.0"))},
            "HR 0.90 (95% CI 0.80–1.0)",
        ),
        (
            {"measure": "HR", "estimate": Decimal(2), "ci": (Decimal(1), Decimal("9.5")),
             "ci_level": Decimal("97.5"), "p": "<.001"},
            "HR 2 (97.5% CI 1–9.5), P <.001",
        ),
        (
            {"measure": "median", "values": arms("47.5", "29.1"), "unit": "months"},
            "median 47.5 v 29.1 months",
        ),
        (
            {"measure": "rate", "values": arms("12", "8"), "unit": "%", "p": ".04"},
            "12 v 8%, P = .04",
        ),
        ({"measure": "text", "text": "no difference"}, "no difference"),
    ],
)  # fmt: skip
def test_result_reads_as_published(fields: dict[str, Any], summary: str) -> None:
    """Numbers keep the decimals of their source."""
    assert Outcome(endpoint="OS", sources=("a",), **fields).summary == summary


def test_interval_keeps_its_decimals_from_file_to_record(fresh: Path) -> None:
    """A limit written as 0.60 in the content is 0.60 in the compiled trial, not 0.6."""
    edit(fresh / "trials/pacific.md", "ci = [0.59, 0.89]", "ci = [0.60, 0.90]")
    facts = Catalogue(compile_catalogue(load_content(fresh), "0" * 64)).entry("pacific").facts

    assert isinstance(facts, TrialFacts)
    assert facts.results[0].summary.startswith("HR 0.72 (95% CI 0.60–0.90)")
