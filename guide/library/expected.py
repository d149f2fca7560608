"""What a model expects at a place, in the words of those who write the file."""

import types
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from guide.library.base import KEY_PATTERN, SLUG_PATTERN
from guide.library.toml_places import Path

DAY = "a date like 2026-11-28"
KINDS: dict[object, str] = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    Decimal: "a number",
    date: DAY,
    str: "text in quotation marks",
}
PATTERNS = {
    SLUG_PATTERN: "an id like cgas-sting, in quotation marks",
    KEY_PATTERN: "a key of references.bib like smith2020, in quotation marks",
}
EXAMPLES = {SLUG_PATTERN: '"cgas-sting"', KEY_PATTERN: '"smith2020"'}


@dataclass(frozen=True, slots=True)
class Shape:
    """What a model expects at a place.

    Attributes:
        kind: The type without `None` and without constraints.
        pattern: The form that a text must have; empty for any.
        choices: The values of which it must be one; none for any.
    """

    kind: Any
    pattern: str = ""
    choices: tuple[str, ...] = ()


def shape(model: type[BaseModel], place: Path) -> Shape:
    """Return what a model expects at a place; `object` where it knows of none."""
    found = Shape(model)
    for part in place:
        found = _inside(found.kind, part)
    return found


def fields_at(model: type[BaseModel], place: Path) -> tuple[str, ...]:
    """Return the names of the fields of a table as files have them; none of other values."""
    kind = shape(model, place).kind
    return tuple(_named(kind)) if _is_model(kind) else ()


def expected(model: type[BaseModel], place: Path) -> str:
    """Return in words what a model expects at a place, such as `a whole number`."""
    found = shape(model, place)
    kind = found.kind
    if found.choices:
        return f"one of {quoted(found.choices)}"
    if _is_model(kind) or get_origin(kind) is dict:
        return "a table"
    if get_origin(kind) is tuple:
        return _list_words(get_args(kind))
    return PATTERNS.get(found.pattern, KINDS.get(kind, "another value"))


def quoted(choices: tuple[str, ...]) -> str:
    """Return values as a list in which each can be told from the next."""
    return ", ".join(f"'{choice}'" for choice in choices)


def _list_words(inner: tuple[Any, ...]) -> str:
    item = _bare(inner[0])
    if inner[-1] is not Ellipsis:
        return f"a list of {len(inner)} numbers in square brackets"
    if _is_model(item.kind):
        return "tables in double square brackets"
    example = EXAMPLES.get(item.pattern, '"text"') if item.kind is str else "1, 2"
    return f"a list like [{example}]"


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _named(model: type[BaseModel]) -> Iterator[str]:
    return (field.alias or name for name, field in model.model_fields.items())


def _inside(kind: Any, part: str | int) -> Shape:
    if _is_model(kind) and isinstance(part, str):
        for name, field in kind.model_fields.items():
            if part in (name, field.alias):
                shaped = _bare(field.annotation)
                return shaped if shaped.pattern else _constrained(shaped, field.metadata)
    inner = get_args(kind)
    if get_origin(kind) is dict:
        return _bare(inner[1])
    if get_origin(kind) is tuple and isinstance(part, int):
        return _bare(inner[0] if inner[-1] is Ellipsis else inner[min(part, len(inner) - 1)])
    return Shape(object)


def _bare(kind: Any) -> Shape:
    """Return a type without `None`, its constraints apart."""
    if hasattr(kind, "__metadata__"):
        return _constrained(_bare(get_args(kind)[0]), kind.__metadata__)
    if get_origin(kind) in (Union, types.UnionType):
        return _bare(next(each for each in get_args(kind) if each is not type(None)))
    if get_origin(kind) is Literal:
        return Shape(str, choices=tuple(str(each) for each in get_args(kind) if each != ""))
    return Shape(kind)


def _constrained(found: Shape, metadata: Any) -> Shape:
    patterns = (getattr(each, "pattern", None) for each in metadata)
    return Shape(found.kind, next(filter(None, patterns), found.pattern), found.choices)
