"""What a model refuses in a file, in the words of those who write it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from guide.counting import counted
from guide.errors import Problem
from guide.library.base import ABILITY_PATTERN, KEY_PATTERN, SLUG_PATTERN
from guide.library.expected import expected, fields_at, quoted, shape
from guide.library.frontmatter import Source
from guide.library.nearest import nearest, nearest_name
from guide.library.toml_places import Path

M = TypeVar("M", bound=BaseModel)
LONGEST_VALUE = 60
"""Characters of a value that a message repeats."""
MOST_MISFITS = 100
"""Mistakes of form that are named in one file; the others are counted."""
OF_THE_FORM = "is {found}; it must be {kind}"
"""How a value of another kind is refused; the model says which kind it must be."""

WORDS: Mapping[str, tuple[str, str]] = {
    "bool_parsing": (OF_THE_FORM, ""),
    "bool_type": (OF_THE_FORM, ""),
    "date_from_datetime_inexact": ("is {found}; it must be a date without a time", ""),
    "date_from_datetime_parsing": (OF_THE_FORM, "{day}"),
    "date_parsing": (OF_THE_FORM, "{day}"),
    "date_type": (OF_THE_FORM, "{day}"),
    "decimal_parsing": (OF_THE_FORM, ""),
    "decimal_type": (OF_THE_FORM, ""),
    "dict_type": (OF_THE_FORM, "write it with braces, or below its name in brackets"),
    "extra_forbidden": ("is not a known field", "{known}"),
    "finite_number": ("is {found}; it must be a finite number", ""),
    "float_parsing": (OF_THE_FORM, ""),
    "float_type": (OF_THE_FORM, ""),
    "greater_than": ("is {found}; it must be more than {gt}", ""),
    "greater_than_equal": ("is {found}; it must be at least {ge}", ""),
    "int_from_float": (OF_THE_FORM, ""),
    "int_parsing": (OF_THE_FORM, ""),
    "int_parsing_size": ("is too large a number", ""),
    "int_type": (OF_THE_FORM, ""),
    "less_than": ("is {found}; it must be less than {lt}", ""),
    "less_than_equal": ("is {found}; it must be at most {le}", ""),
    "literal_error": ("is {found}, which is not known here", "{choice}"),
    "missing": ("is missing", "add {name}: {kind}"),
    "model_type": (OF_THE_FORM, "write it with braces, or below its name in brackets"),
    "string_pattern_mismatch": ("is {found}; {form}", "{by_name}"),
    "string_too_long": ("has {length}; at most {max_length} {may} allowed", "shorten it"),
    "string_too_short": ("has {length}; at least {min_length} {must} needed", "say more"),
    "string_type": (OF_THE_FORM, ""),
    "too_long": ("has {items}; at most {max_length} {may} allowed", ""),
    "too_short": ("has {items}; at least {min_length} {must} needed", ""),
    "tuple_type": (OF_THE_FORM, ""),
    "value_error": ("is not right: {said}", ""),
}
"""What each kind of misfit is called, and what to do about it."""
FORMS = {
    ABILITY_PATTERN: "it must begin with what a learner can be seen to do: Say, Explain, Name, …",
    SLUG_PATTERN: "it must be lower-case letters and digits, joined by hyphens",
    KEY_PATTERN: "it must be a key: letters and digits, and : _ - between them",
}
OTHER_FORM = "this is not its form"


@dataclass(frozen=True, slots=True)
class Misfit:
    """A place in a file that is not as it must be.

    Attributes:
        place: The names of the fields and the places in lists that lead to it, from 0.
        message: What is wrong, with the place in words.
        hint: How to correct it; may be empty.
    """

    place: Path
    message: str
    hint: str


def misfits(
    error: ValidationError, model: type[BaseModel], most: int | None = None
) -> list[Misfit]:
    """Return everything that a model refuses.

    Args:
        error: What the model raised.
        model: The model.
        most: How much of it is looked at, which takes its time; None for all.
    """
    faults: list[dict[str, Any]] = [dict(each) for each in error.errors(include_url=False)[:most]]
    homes = ((fault["loc"], _home(fault, model)) for fault in faults)
    moved: dict[Path, Path] = {place: home for place, home in homes if home is not None}
    elsewhere = {(*home, place[-1]) for place, home in moved.items()}
    elsewhere |= _misspelt([fault for fault in faults if fault["loc"] not in moved], model)
    return [
        _moved(fault["loc"], moved[fault["loc"]])
        if fault["loc"] in moved
        else _misfit(fault, model)
        for fault in faults
        if not _is_long_enough(fault)
        and not (fault["type"] == "missing" and fault["loc"] in elsewhere)
    ]


def _home(fault: Mapping[str, Any], model: type[BaseModel]) -> Path | None:
    """Return the table to which a field belongs that stands in one of that table's own."""
    place: Path = fault["loc"]
    if fault["type"] != "extra_forbidden":
        return None
    above = (place[:size] for size in range(len(place) - 2, -1, -1))
    return next((home for home in above if place[-1] in fields_at(model, home)), None)


def _moved(place: Path, home: Path) -> Misfit:
    """Return what is said of a field that stands below a table instead of above it."""
    message = f"{place[-1]} stands in the table {place_words(place[:-1])}, which has no such field"
    table = ".".join(part for part in place[: len(home) + 1] if isinstance(part, str))
    above = f"[{table}]" if place[len(home) + 1 :] == place[-1:] else f"[[{table}]]"
    return Misfit(place, message, f"move it above {'the first ' + above if home else 'all tables'}")


def _misspelt(faults: Sequence[Mapping[str, Any]], model: type[BaseModel]) -> set[Path]:
    """Return the places of fields that are there with a name of another spelling."""
    unknown = [fault["loc"] for fault in faults if fault["type"] == "extra_forbidden"]
    known = {place: fields_at(model, place[:-1]) for place in unknown}
    return {(*place[:-1], nearest_name(str(place[-1]), known[place])) for place in unknown}


def validated(model: type[M], source: Source) -> M | list[Problem]:
    """Return the tables of a file as a model, or what it refuses."""
    try:
        return model.model_validate(source.meta)
    except ValidationError as error:
        return refusals(error, model, source)


def refusals(error: ValidationError, model: type[BaseModel], source: Source) -> list[Problem]:
    """Return what a model refuses in a file; of very many mistakes the first, and their number."""
    found = [
        source.problem(source.place(fit.place), "schema", fit.message, fit.hint)
        for fit in misfits(error, model, MOST_MISFITS)
    ]
    if more := max(error.error_count() - MOST_MISFITS, 0):
        message = f"{more} more mistakes of form"
        found.append(source.problem(found[-1].line, "schema", message, "correct the others first"))
    return found


def _is_long_enough(fault: Mapping[str, Any]) -> bool:
    """Tell whether a list is called too short only because items with faults are not counted."""
    items = fault.get("input")
    least = dict(fault.get("ctx", {})).get("min_length", 0)
    return fault["type"] == "too_short" and isinstance(items, list | dict) and len(items) >= least


def _misfit(fault: Mapping[str, Any], model: type[BaseModel]) -> Misfit:
    place: Path = fault["loc"]
    kind, facts = str(fault["type"]), _facts(fault, model)
    if kind in ("too_short", "string_too_short") and facts["empty"]:
        if kind == "too_short" and place and isinstance(place[-1], str):
            hint = f"add one: {facts['kind']}"
            return Misfit(place, f"{place_words(place[:-1])} has no {place[-1]}", hint)
        return Misfit(place, f"{place_words(place)} is empty", "fill it in, or leave the field out")
    words, hint = WORDS.get(kind, ("is not as it must be", ""))
    return Misfit(place, f"{place_words(place)} {words.format(**facts)}", hint.format(**facts))


def _facts(fault: Mapping[str, Any], model: type[BaseModel]) -> dict[str, Any]:
    """Return what the words of a misfit may name."""
    context, value = dict(fault.get("ctx", {})), fault.get("input")
    place: Path = fault["loc"]
    # Items with faults of their own are there too.
    items = len(value) if isinstance(value, list | dict) else context.get("actual_length", 0)
    choices = shape(model, place).choices
    known = fields_at(model, place[:-1])
    name = place[-1] if place and isinstance(place[-1], str) else "it"
    return {
        **context,
        "name": name,
        "kind": expected(model, place),
        "found": found_words(value),
        "choice": nearest(str(value), choices) or f"use one of {quoted(choices)}",
        "known": nearest(name, known) or _one_of(known),
        "form": FORMS.get(context.get("pattern", ""), OTHER_FORM),
        "length": counted(len(value) if isinstance(value, str) else 0, "character"),
        "must": "is" if context.get("min_length", 0) == 1 else "are",
        "may": "is" if context.get("max_length", 0) == 1 else "are",
        "items": counted(items, "item"),
        "day": _day_hint(value),
        "by_name": _id_hint(context.get("pattern", ""), name, value),
        "said": str(fault["msg"]).removeprefix("Value error, "),
        "empty": value in ("", ()) or (isinstance(value, list | dict) and not value),
    }


def _day_hint(value: object) -> str:
    """Return how to write a day that stands in quotation marks, perhaps in another order."""
    text = str(value)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return "write it without quotation marks"
    if found := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text):
        return f"write {found[3]}-{found[2]:0>2}-{found[1]:0>2} without quotation marks"
    return "write it like 2026-11-28, without quotation marks"


def _id_hint(pattern: str, name: str, value: object) -> str:
    """Return how to find the id of another page that is named by its title or a brand."""
    if pattern != SLUG_PATTERN or name == "id":
        return ""
    return f"`abscopal search {value}` finds the id"


def _one_of(known: tuple[str, ...]) -> str:
    return f"remove it; the fields are {', '.join(known)}" if known else "remove it"


def found_words(value: object) -> str:
    """Return what stands in a file in words, such as `the text 'many'`."""
    written = str(value)
    short = written if len(written) <= LONGEST_VALUE else f"{written[:LONGEST_VALUE]}…"
    words = "nothing"
    match value:
        case bool():
            words = written.lower()
        case str():
            words = f"the text '{short}'"
        case int() | float() | Decimal():
            words = f"the number {short}"
        case date():
            words = f"the date {short}"
        case time():
            words = f"the time {short}"
        case list() | tuple():
            words = f"a list of {counted(len(value), 'item')}"
        case dict():
            words = "a table"
    return words


def place_words(place: Path) -> str:
    """Return a place in words, such as `question 3, options 2, text`, counted from 1."""
    words = ""
    for part in place:
        words += f" {part + 1}" if isinstance(part, int) else f"{', ' if words else ''}{part}"
    return words or "the file"
