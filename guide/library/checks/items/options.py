"""Rules for the options: their number, wording, order and units."""

import re
from collections.abc import Iterator
from itertools import pairwise

from guide.library.bank_statistics import NUMERIC
from guide.library.checks.items.item import Flaw, Item, Library

COUNTS = {
    "single": (3, 5),
    "figure": (3, 5),
    "several": (4, 6),
    "order": (3, 6),
    "match": (3, 5),
    "numeric": (0, 0),
}
JOINED = re.compile(
    r"\b(?:all|none|any) of (?:the above|these|them)\b"
    r"|\bboth [A-F] and [A-F]\b|\b[A-F] and [A-F] only\b",
    re.IGNORECASE,
)
ABSOLUTE = re.compile(r"\b(?:always|never|all|only|none|must)\b", re.IGNORECASE)
VAGUE = re.compile(
    r"\b(?:usually|often|rarely|may|might|can|could|sometimes|commonly|frequently|occasionally)\b",
    re.IGNORECASE,
)
LONGEST_WORDS = 20
RATIO = 2.5
SHORT = 25
"""Characters; shorter options may differ in length."""
DIFFERENCE, POINTS = 0.2, 10
OPPOSITES = tuple(
    tuple(pair.split("/"))
    for pair in [
        "increase/decrease",
        "increases/decreases",
        "higher/lower",
        "more/fewer",
        "more/less",
        "with/without",
        "raises/lowers",
        "longer/shorter",
        "better/worse",
        "before/after",
        "above/below",
        "yes/no",
        "activates/inhibits",
        "rises/falls",
        "faster/slower",
        "early/late",
        "up/down",
    ]
)


def key_count(item: Item, _: Library) -> Iterator[Flaw]:
    """As many options are right as the form needs."""
    right, total, form = len(item.keys), len(item.question.options), item.question.form
    if item.single and right != 1:
        yield Flaw(f"{right} options are right", "mark exactly one")
    elif form == "several" and not 2 <= right < total:
        hint = "mark at least two and leave at least one wrong"
        yield Flaw(f"{right} of {total} options are right", hint)
    elif form in ("order", "match") and right:
        message = f"an option of the form '{form}' is marked as right"
        yield Flaw(message, "the order or the pairs are the key; delete `right`")


def option_count(item: Item, _: Library) -> Iterator[Flaw]:
    """The number of options fits the form."""
    low, high = COUNTS[item.question.form]
    count = len(item.question.options)
    if not low <= count <= high:
        hint = f"the form '{item.question.form}' takes {low} to {high}"
        yield Flaw(f"the item has {count} options", hint)


def options_stand_alone(item: Item, _: Library) -> Iterator[Flaw]:
    """No option refers to other options."""
    for text in item.texts:
        if JOINED.search(text):
            yield Flaw(f"'{text}' refers to other options", "let each option stand alone")


def no_absolute_words(item: Item, _: Library) -> Iterator[Flaw]:
    """No option holds an absolute word."""
    for text in item.texts:
        found = ABSOLUTE.search(text)
        if found:
            yield Flaw(f"'{found[0]}' in '{text}'", "an absolute word gives the option away")


def no_vague_frequency(item: Item, _: Library) -> Iterator[Flaw]:
    """No option holds a vague word of frequency."""
    for text in item.texts:
        found = VAGUE.search(text)
        if found:
            yield Flaw(f"'{found[0]}' in '{text}'", "a vague word has no clear answer; reword it")


def similar_lengths(item: Item, _: Library) -> Iterator[Flaw]:
    """The options are short and of similar length."""
    texts = [option.text for option in item.question.options]
    for text in texts:
        if len(text.split()) > LONGEST_WORDS:
            message = f"an option has {len(text.split())} words: '{text[:40]}…'"
            yield Flaw(message, f"use at most {LONGEST_WORDS}")
    lengths = [len(text) for text in texts]
    if item.chosen and lengths and max(lengths) >= SHORT and max(lengths) > RATIO * min(lengths):
        yield Flaw(
            f"options have {min(lengths)} to {max(lengths)} characters",
            f"make the longest at most {RATIO} times as long as the shortest",
        )


def value(text: str) -> float:
    """Return the first number of an option."""
    found = re.search(r"\d+(?:,\d{3})*(?:\.\d+)?", text)
    number = float(found[0].replace(",", "")) if found else 0.0
    return -number if re.match(r"[<>≤≥≈~\s]*[-−]", text) else number


def logical_order(item: Item, _: Library) -> Iterator[Flaw]:
    """The options are ordered by number, alphabet or length."""
    texts = [option.text for option in item.question.options]
    if not item.chosen:
        return
    if item.numeric_options:
        if [value(text) for text in texts] != sorted(value(text) for text in texts):
            yield Flaw("the numbers are not in order", "put the smallest first")
    elif texts != sorted(texts, key=str.casefold) and texts != sorted(texts, key=len):
        hint = "order them by alphabet or length, so that no place in the file hints at the key"
        yield Flaw("the options are in no logical order", hint)


def _shape(text: str) -> tuple[str, int, bool]:
    """Return the unit of a numeric option, its number of decimals, and whether it is a range."""
    found = NUMERIC.fullmatch(text)
    unit = (found["unit"] or "").strip() if found else ""
    numbers = re.findall(r"\d+(?:\.\d+)?", text.replace(",", ""))
    decimals = max(len(number.partition(".")[2]) for number in numbers)
    return unit, decimals, bool(re.search(r"\d\s*(?:[–-]|to)\s*\d", text))


def one_number_format(item: Item, _: Library) -> Iterator[Flaw]:
    """Numbers have one unit and one number of decimals; ranges do not overlap."""
    if not item.numeric_options:
        return
    shapes = {_shape(text) for text in item.texts}
    if len(shapes) > 1:
        yield Flaw(
            f"the numbers are written in {len(shapes)} ways",
            "use one unit, one number of decimals, and only values or only ranges",
        )
    ranges = [
        [float(part) for part in re.findall(r"\d+(?:\.\d+)?", text.replace(",", ""))]
        for text in item.texts
    ]
    if all(len(ends) == 2 for ends in ranges):
        for left, right in pairwise(sorted(ranges)):
            if right[0] < left[1]:
                message = f"the ranges {left} and {right} overlap"
                yield Flaw(message, "let them share at most an end")


def _beginning(text: str) -> str:
    first = text.split(maxsplit=1)[0].casefold()
    if first[0].isdigit():
        return "a number"
    if first in ("a", "an", "the"):
        return "an article"
    if first == "to":
        return "'to'"
    if first.endswith("ing") and len(first) > 5 and first != "during":
        return "an -ing form"
    return ""


def same_beginning(item: Item, _: Library) -> Iterator[Flaw]:
    """The key begins in the same way as the distractors."""
    if not item.single or len(item.keys) != 1:
        return
    others = {_beginning(text) for text in item.distractors}
    mine = _beginning(item.keys[0])
    if len(others) == 1 and len(item.distractors) > 1 and mine not in others:
        only = f"the key begins with {mine}" if mine else f"only the key lacks {others.pop()}"
        yield Flaw(only, "use one grammatical form for all options")


def no_lone_opposites(item: Item, _: Library) -> Iterator[Flaw]:
    """The key and one distractor are not the only pair of opposites."""
    if not item.single:
        return

    def neutral(text: str) -> str:
        found = text.casefold().split()
        for one, other in OPPOSITES:
            found = [one if word == other else word for word in found]
        return " ".join(found)

    forms = [neutral(text) for text in item.texts]
    twice = [form for form in set(forms) if forms.count(form) == 2]
    if len(twice) == 1 and neutral(item.keys[0] if item.keys else "") == twice[0]:
        message = "the key and one distractor are opposites, the others are not"
        yield Flaw(message, "add a second such pair or reword")


def no_repeated_option(item: Item, _: Library) -> Iterator[Flaw]:
    """No option and no pair is there twice."""
    options = item.question.options
    for texts in ([each.text for each in options], [each.pair for each in options if each.pair]):
        folded = [" ".join(text.casefold().split()) for text in texts]
        if len(set(folded)) < len(folded):
            yield Flaw("two options are the same", "reword one")


def distinct_numbers(item: Item, _: Library) -> Iterator[Flaw]:
    """Numbers are far enough apart to be told from one another."""
    if not item.numeric_options:
        return
    per_cent = all("%" in text for text in item.texts)
    for one, other in pairwise(sorted(value(text) for text in item.texts)):
        relative = (other - one) / max(abs(other), 1e-9)
        if relative < DIFFERENCE and not (per_cent and other - one >= POINTS):
            message = f"{one:g} and {other:g} differ by {relative:.0%}"
            yield Flaw(message, "they should differ by 20 %, or by 10 percentage points")
