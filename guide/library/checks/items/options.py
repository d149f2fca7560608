"""Rules for the options: how many, how worded, in which order, in which units."""

import re
from collections.abc import Iterator
from itertools import pairwise

from guide.library.bank_statistics import NUMERIC
from guide.library.checks.items.item import Fault, Item, Library

COUNTS = {
    "single": (3, 5),
    "figure": (3, 5),
    "several": (4, 6),
    "order": (3, 6),
    "match": (3, 5),
    "numeric": (0, 0),
}
JOINED = re.compile(
    r"\b(?:all|none|any) of (?:the above|these|them)\b|\bboth [A-F] and [A-F]\b|\b[A-F] and [A-F] only\b",
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
"""Characters under which lengths need not be alike."""
DIFFERENCE, POINTS = 0.2, 10
OPPOSITES = (
    ("increase", "decrease"), ("increases", "decreases"), ("higher", "lower"), ("more", "fewer"), ("more", "less"), ("with", "without"),
    ("raises", "lowers"), ("longer", "shorter"), ("better", "worse"), ("before", "after"), ("above", "below"), ("yes", "no"),
    ("activates", "inhibits"), ("rises", "falls"), ("faster", "slower"), ("early", "late"), ("up", "down"),
)  # fmt: skip


def l1(item: Item, _: Library) -> Iterator[Fault]:
    """A key where there must be one."""
    right, total = len(item.keys), len(item.question.options)
    if item.single and right != 1:
        yield Fault("L1", f"{right} options are right", "exactly one")
    elif item.question.form == "several" and not 2 <= right < total:
        yield Fault(
            "L1", f"{right} of {total} options are right", "at least two, and one that is wrong"
        )
    elif item.question.form in ("order", "match") and right:
        yield Fault(
            "L1",
            f"an option of the form '{item.question.form}' is marked right",
            "their order or their pair is the key",
        )


def l2(item: Item, _: Library) -> Iterator[Fault]:
    """A fitting number of options."""
    low, high = COUNTS[item.question.form]
    if not low <= len(item.question.options) <= high:
        yield Fault(
            "L2",
            f"{len(item.question.options)} options",
            f"{low} to {high} in the form '{item.question.form}'",
        )


def l6(item: Item, _: Library) -> Iterator[Fault]:
    """No option about the other options."""
    for text in item.texts:
        if JOINED.search(text):
            yield Fault("L6", f"'{text}' speaks of other options", "let each stand by itself")


def l7(item: Item, _: Library) -> Iterator[Fault]:
    """No absolutes."""
    for text in item.texts:
        found = ABSOLUTE.search(text)
        if found:
            yield Fault("L7", f"'{found[0]}' in '{text}'", "an absolute word gives the option away")


def l8(item: Item, _: Library) -> Iterator[Fault]:
    """No vague frequency."""
    for text in item.texts:
        found = VAGUE.search(text)
        if found:
            yield Fault("L8", f"'{found[0]}' in '{text}'", "say it plainly")


def l10(item: Item, _: Library) -> Iterator[Fault]:
    """Options alike in length."""
    texts = [option.text for option in item.question.options]
    for text in texts:
        if len(text.split()) > LONGEST_WORDS:
            yield Fault(
                "L10",
                f"an option of {len(text.split())} words: '{text[:40]}…'",
                f"at most {LONGEST_WORDS}",
            )
    lengths = [len(text) for text in texts]
    if item.chosen and lengths and max(lengths) >= SHORT and max(lengths) > RATIO * min(lengths):
        yield Fault(
            "L10",
            f"options of {min(lengths)} to {max(lengths)} characters",
            f"the longest at most {RATIO} times the shortest",
        )


def value(text: str) -> float:
    """Return the first number of an option."""
    found = re.search(r"\d+(?:,\d{3})*(?:\.\d+)?", text)
    number = float(found[0].replace(",", "")) if found else 0.0
    return -number if re.match(r"[<>≤≥≈~\s]*[-−]", text) else number


def l11(item: Item, _: Library) -> Iterator[Fault]:
    """Options in a logical order: by number, else by alphabet or length."""
    texts = [option.text for option in item.question.options]
    if not item.chosen:
        return
    if item.numeric_options:
        if [value(text) for text in texts] != sorted(value(text) for text in texts):
            yield Fault("L11", "numbers out of order", "the smallest first")
    elif texts != sorted(texts, key=str.casefold) and texts != sorted(texts, key=len):
        yield Fault(
            "L11", "options in no order", "by alphabet or by length; they are shuffled when asked"
        )


def l12(item: Item, _: Library) -> Iterator[Fault]:
    """Numbers in one format."""
    if not item.numeric_options:
        return
    shapes = set()
    for text in item.texts:
        found = NUMERIC.fullmatch(text)
        unit = (found["unit"] or "").strip() if found else ""
        decimals = max(
            len(part.partition(".")[2])
            for part in re.findall(r"\d+(?:\.\d+)?", text.replace(",", ""))
        )
        shapes.add((unit, decimals, bool(re.search(r"\d\s*(?:[–-]|to)\s*\d", text))))
    if len(shapes) > 1:
        yield Fault(
            "L12",
            f"numbers written in {len(shapes)} ways",
            "one unit, one number of decimals, all values or all ranges",
        )
    ranges = [
        [float(part) for part in re.findall(r"\d+(?:\.\d+)?", text.replace(",", ""))]
        for text in item.texts
    ]
    if all(len(range_) == 2 for range_ in ranges):
        for left, right in pairwise(sorted(ranges)):
            if right[0] < left[1]:
                yield Fault(
                    "L12",
                    f"the ranges {left} and {right} overlap",
                    "let them meet at most at an end",
                )


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


def l13(item: Item, _: Library) -> Iterator[Fault]:
    """The key begins as the others do."""
    if not item.single or len(item.keys) != 1:
        return
    others = {_beginning(text) for text in item.distractors}
    mine = _beginning(item.keys[0])
    if len(others) == 1 and len(item.distractors) > 1 and mine not in others:
        only = mine or next(iter(others))
        yield Fault(
            "L13",
            f"the key and the distractors begin differently: {only}",
            "one grammatical form for all options",
        )


def l16(item: Item, _: Library) -> Iterator[Fault]:
    """Not merely one pair of opposites among other options."""
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
        yield Fault(
            "L16",
            "the key and one distractor are opposites and the rest stand apart",
            "add a second such pair or reword",
        )


def l17(item: Item, _: Library) -> Iterator[Fault]:
    """No option twice."""
    for texts in (
        [option.text for option in item.question.options],
        [o.pair for o in item.question.options if o.pair],
    ):
        folded = [" ".join(text.casefold().split()) for text in texts]
        if len(set(folded)) < len(folded):
            yield Fault("L17", "an option stands there twice", "reword one")


def l29(item: Item, _: Library) -> Iterator[Fault]:
    """Numbers that a reader can tell apart."""
    if not item.numeric_options:
        return
    per_cent = all("%" in text for text in item.texts)
    for one, other in pairwise(sorted(value(text) for text in item.texts)):
        relative = (other - one) / max(abs(other), 1e-9)
        if relative < DIFFERENCE and not (per_cent and other - one >= POINTS):
            yield Fault(
                "L29",
                f"{one:g} and {other:g} differ by {relative:.0%}",
                "at least 20 %, or 10 percentage points",
            )
