"""What a model refuses is said in the words of editors, never in those of Python."""

import re
from datetime import UTC, date, datetime, time
from typing import get_args

import pytest
from pydantic import BaseModel, ValidationError

from guide.library import questions, sources
from guide.library.absences import Absences
from guide.library.misfits import WORDS, misfits
from guide.library.models import MODELS
from guide.library.outline import LearningPath, Outline
from guide.library.standards import Standards
from guide.library.syllabus import Syllabus

FILES: list[type[BaseModel]] = [
    *MODELS.values(),
    Outline,
    Standards,
    Syllabus,
    Absences,
    LearningPath,
    questions.Topic,
    questions.Objectives,
    sources.Seed,
    sources.Reference,
]
ODD: list[object] = [
    *(None, 7, -1, 10**30, 1.5, float("nan"), float("inf"), True, "", "x" * 5000, " ", "Bad Id"),
    *([], {}, [7], [[]], {"a": 1}, [{}], ["a"] * 50, {"": ""}, [{"a": []}], "3.5", "2026-13-45"),
    *(date(2026, 1, 1), datetime(2026, 1, 1, 3, tzinfo=UTC), time(3), "9" * 5000, 3000),
]
PYTHON = re.compile(r"[Tt]uple|instance|[Ii]nput|Field|valid|dictionary|[Ss]tring|integer|None\b")


def parts(model: type[BaseModel], seen: set[type[BaseModel]]) -> set[type[BaseModel]]:
    """Return a model with every model in it."""

    def look(kind: object) -> None:
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            parts(kind, seen)
        for inner in get_args(kind):
            look(inner)

    if model not in seen:
        seen.add(model)
        for field in model.model_fields.values():
            look(field.annotation)
    return seen


def refusals(model: type[BaseModel]) -> list[tuple[ValidationError, type[BaseModel]]]:
    """Return what a model and its parts say to odd values in each of their fields."""
    found = []
    for part in parts(model, set()):
        values = [*ODD, *({name: odd} for name in part.model_fields for odd in ODD)]
        for value in values:
            try:
                part.model_validate(value)
            except ValidationError as error:
                found.append((error, part))
    return found


@pytest.mark.parametrize("model", FILES, ids=lambda model: model.__name__)
def test_every_refusal_has_words_of_its_own(model: type[BaseModel]) -> None:
    """Each kind of refusal stands in the table, and no message has a word of Python's."""
    for error, error_model in refusals(model):
        assert {fault["type"] for fault in error.errors()} <= WORDS.keys()
        for misfit in misfits(error, error_model):
            said = re.sub(r"is the (?:text|number) .*?;|is the text .*, which", "", misfit.message)
            assert not PYTHON.search(f"{said} {misfit.hint}"), misfit


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"id": "mine", "title": "Mine", "question": []}, "the file has no question"),
        ({"title": "Mine", "question": [{}]}, "id is missing"),
        (
            {"id": "Mine!"},
            "id is the text 'Mine!'; it must be lower-case letters and digits, joined by hyphens",
        ),
        ({"title": 7}, "title is the number 7; it must be text in quotation marks"),
        ({"title": ""}, "title is empty"),
        ({"question": 7}, "question is the number 7; it must be tables in double square brackets"),
        ({"question": [7]}, "question 1 is the number 7; it must be a table"),
        ({"question": [{"sources": []}]}, "question 1 has no sources"),
        (
            {"question": [{"level": "deep"}]},
            "question 1, level is the text 'deep', which is not known here",
        ),
        (
            {"question": [{}, {"updated": "soon"}]},
            "question 2, updated is the text 'soon'; it must be a date like 2026-11-28",
        ),
        ({"question": [{"figure": {"curve": []}}]}, "question 1, figure, title is missing"),
    ],
)
def test_places_are_named_as_people_count(value: object, said: str) -> None:
    """From one, and by the names of the fields."""
    with pytest.raises(ValidationError) as caught:
        questions.Topic.model_validate(value)

    assert said in [misfit.message for misfit in misfits(caught.value, questions.Topic)]


def test_items_with_faults_are_there_all_the_same() -> None:
    """One incomplete item of a list that needs one is one problem; a short list counts them all."""
    with pytest.raises(ValidationError) as caught:
        questions.Topic.model_validate({"id": "x", "title": "X", "question": [{"id": "x-1"}]})
    said = [misfit.message for misfit in misfits(caught.value, questions.Topic)]
    assert [message for message in said if "items" in message] == []
    assert "question 1, stem is missing" in said

    curve = {"name": "A", "points": [("x", 1)]}
    with pytest.raises(ValidationError) as caught:
        questions.Curve.model_validate(curve)
    said = [misfit.message for misfit in misfits(caught.value, questions.Curve)]
    assert "points has 1 item; at least 2 are needed" in said
