"""What a model refuses in a file, in the words of those who write it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from guide.counting import counted
from guide.library.base import KEY_PATTERN, SLUG_PATTERN

LONGEST_VALUE = 60
"""Characters of a value that a message repeats."""
NUMBER, WHOLE, DATE = "must be a number", "must be a whole number", "must be a date"
DAY = "write it like 2026-11-28, without quotation marks"
TABLE, BRACES = "must be a table", "write it with braces, or below its name in brackets"

WORDS: Mapping[str, tuple[str, str]] = {
    "bool_parsing": ("must be true or false", ""),
    "bool_type": ("must be true or false", ""),
    "date_from_datetime_inexact": ("must be a date without a time", DAY),
    "date_from_datetime_parsing": (DATE, DAY),
    "date_parsing": (DATE, DAY),
    "date_type": (DATE, DAY),
    "decimal_parsing": (NUMBER, ""),
    "decimal_type": (NUMBER, ""),
    "dict_type": (TABLE, BRACES),
    "extra_forbidden": ("is not a known field", "remove it or correct its name"),
    "finite_number": ("must be a finite number", ""),
    "float_parsing": (NUMBER, ""),
    "float_type": (NUMBER, ""),
    "greater_than": ("must be more than {gt}", ""),
    "greater_than_equal": ("must be at least {ge}", ""),
    "int_from_float": (WHOLE, ""),
    "int_parsing": (WHOLE, ""),
    "int_parsing_size": ("is too large a number", ""),
    "int_type": (WHOLE, ""),
    "less_than": ("must be less than {lt}", ""),
    "less_than_equal": ("must be at most {le}", ""),
    "literal_error": ("has the unknown value {value}", "use one of {expected}"),
    "missing": ("is missing", "add it"),
    "model_type": (TABLE, BRACES),
    "string_pattern_mismatch": ("{form}", ""),
    "string_too_long": ("is too long: {at_most} are allowed", ""),
    "string_too_short": ("is too short: {at_least} are needed", ""),
    "string_type": ("must be text", "put it in quotation marks"),
    "too_long": ("has {actual_length} items; at most {max_length} are allowed", ""),
    "too_short": ("has {items}; at least {min_length} are needed", ""),
    "tuple_type": ("must be a list", "put it in square brackets"),
    "value_error": ("is not right: {said}", ""),
}
"""What each kind of misfit is called, and what to do about it."""
FORMS = {
    SLUG_PATTERN: "must be lower-case letters and digits, joined by hyphens",
    KEY_PATTERN: "must be a key: letters and digits, and : _ - between them",
}
OTHER_FORM = "does not have its form"


@dataclass(frozen=True, slots=True)
class Misfit:
    """A place in a file that is not as it must be.

    Attributes:
        fields: The names of the fields that lead to it, the outermost first.
        message: What is wrong, with the place.
        hint: How to correct it; may be empty.
    """

    fields: tuple[str, ...]
    message: str
    hint: str


def misfits(error: ValidationError) -> list[Misfit]:
    """Return everything that a model refuses."""
    return [_misfit(dict(fault)) for fault in error.errors(include_url=False)]


def _misfit(fault: Mapping[str, Any]) -> Misfit:
    place: tuple[str | int, ...] = fault["loc"]
    fields = tuple(part for part in place if isinstance(part, str))
    kind, facts = str(fault["type"]), _facts(fault)
    if kind in ("too_short", "string_too_short") and facts["empty"]:
        if kind == "too_short" and fields and place[-1] == fields[-1]:
            return Misfit(fields, f"{_where(place[:-1])} has no {fields[-1]}", "add one")
        return Misfit(fields, f"{_where(place)} is empty", "fill it in, or leave the field out")
    words, hint = WORDS.get(kind, ("is not as it must be", ""))
    return Misfit(fields, f"{_where(place)} {words.format(**facts)}", hint.format(**facts))


def _facts(fault: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the words of a misfit may name."""
    context, value = dict(fault.get("ctx", {})), fault.get("input")
    shown = repr(value)
    at_least, length = context.get("min_length", 0), context.get("actual_length", 0)
    return {
        "expected": "",
        **context,
        "value": shown if len(shown) <= LONGEST_VALUE else f"{shown[:LONGEST_VALUE]}…",
        "form": FORMS.get(context.get("pattern", ""), OTHER_FORM),
        "at_least": counted(at_least, "character"),
        "at_most": counted(context.get("max_length", 0), "character"),
        "items": counted(length, "item"),
        "said": str(fault["msg"]).removeprefix("Value error, "),
        "empty": value in ("", ()) or (isinstance(value, list | dict) and not value),
    }


def _where(place: tuple[str | int, ...]) -> str:
    """Return a place in words, such as `question 3, options 2, text`, counted from 1."""
    words = ""
    for part in place:
        words += f" {part + 1}" if isinstance(part, int) else f"{', ' if words else ''}{part}"
    return words or "the file"
