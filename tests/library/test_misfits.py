"""What a model refuses is said in the words of editors, never in those of Python."""

import re
from datetime import UTC, date, datetime, time
from typing import get_args

import pytest
from pydantic import BaseModel, ValidationError

from guide.library import models, questions, sources
from guide.library.misfits import WORDS, misfits

FILES: list[type[BaseModel]] = [
    *models.MODELS.values(),
    models.Outline,
    models.Standards,
    models.Syllabus,
    models.Absences,
    models.Path,
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


def refusals(model: type[BaseModel]) -> list[ValidationError]:
    """Return what a model and its parts say to odd values in each of their fields."""
    found = []
    for part in parts(model, set()):
        values = [*ODD, *({name: odd} for name in part.model_fields for odd in ODD)]
        for value in values:
            try:
                part.model_validate(value)
            except ValidationError as error:
                found.append(error)
    return found


@pytest.mark.parametrize("model", FILES, ids=lambda model: model.__name__)
def test_every_refusal_has_words_of_its_own(model: type[BaseModel]) -> None:
    """Each kind of refusal stands in the table, and no message has a word of Python's."""
    for error in refusals(model):
        assert {fault["type"] for fault in error.errors()} <= WORDS.keys()
        for misfit in misfits(error):
            said = re.sub(r"unknown value .*", "", misfit.message)
            assert not PYTHON.search(f"{said} {misfit.hint}".split("not right:")[0]), misfit


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"id": "mine", "title": "Mine", "question": []}, "the file has no question"),
        ({"title": "Mine", "question": [{}]}, "id is missing"),
        ({"id": "Mine!"}, "id must be lower-case letters and digits, joined by hyphens"),
        ({"title": 7}, "title must be text"),
        ({"title": ""}, "title is empty"),
        ({"question": 7}, "question must be a list"),
        ({"question": [7]}, "question 1 must be a table"),
        ({"question": [{"sources": []}]}, "question 1 has no sources"),
        ({"question": [{"level": "deep"}]}, "question 1, level has the unknown value 'deep'"),
        ({"question": [{}, {"updated": "soon"}]}, "question 2, updated must be a date"),
        ({"question": [{"figure": {"curve": []}}]}, "question 1, figure, title is missing"),
    ],
)
def test_places_are_named_as_people_count(value: object, said: str) -> None:
    """From one, and by the names of the fields."""
    with pytest.raises(ValidationError) as caught:
        questions.Topic.model_validate(value)

    assert said in [misfit.message for misfit in misfits(caught.value)]
