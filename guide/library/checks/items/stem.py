"""Rules for the stem: a question, whole, positive, short, and standing by itself."""

import re
from collections.abc import Iterator

from guide.library.checks.items.item import Fault, Item, Library

TRAILING = re.compile(
    r"\b(?:is|are|include|includes|the|an?|of|to|in|with|by|for)\s*:?\s*$", re.IGNORECASE
)
NEGATIVE = re.compile(
    r"\b(?:NOT|EXCEPT|LEAST|FALSE|not true|incorrect|untrue|false|except|least likely)\b"
)
HINGE = re.compile(
    r"\b(?:previous|preceding|last|earlier|next|above) (?:question|item|answer|case|vignette)\b|\bquestion \d",
    re.IGNORECASE,
)
LONGEST_RECALL, SHORTEST_VIGNETTE, LONGEST = 40, 20, 120


def l3(item: Item, _: Library) -> Iterator[Fault]:
    """The stem ends as a question."""
    if not item.stem.rstrip().endswith("?"):
        yield Fault("L3", f"the stem ends with '…{item.stem[-20:]}'", "end with a question")


def l4(item: Item, _: Library) -> Iterator[Fault]:
    """No blank to complete."""
    if "__" in item.stem or (
        TRAILING.search(item.stem.rstrip(" ?")) and not item.stem.rstrip().endswith("?")
    ):
        yield Fault("L4", "the stem is a sentence to complete", "ask a whole question")


def l5(item: Item, _: Library) -> Iterator[Fault]:
    """No negative lead-in."""
    lead = re.split(r"(?<=[.!])\s+", item.stem)[-1]
    found = NEGATIVE.search(lead)
    if found:
        yield Fault("L5", f"the lead-in says '{found[0]}'", "ask for what is right")


def l24(item: Item, _: Library) -> Iterator[Fault]:
    """The stem has a fitting length."""
    count = len(item.stem.split())
    level = item.question.level
    if level == "recall" and count > LONGEST_RECALL:
        yield Fault("L24", f"a recall stem of {count} words", f"at most {LONGEST_RECALL}")
    elif count > LONGEST:
        yield Fault("L24", f"a stem of {count} words", f"at most {LONGEST}")
    elif level == "application" and count < SHORTEST_VIGNETTE:
        yield Fault(
            "L24",
            f"an application stem of {count} words",
            f"give the situation in at least {SHORTEST_VIGNETTE}",
        )


def l25(item: Item, _: Library) -> Iterator[Fault]:
    """One question mark."""
    if item.stem.count("?") > 1:
        yield Fault("L25", "the stem asks more than once", "ask one thing")


def l26(item: Item, _: Library) -> Iterator[Fault]:
    """No hinge on another item."""
    found = HINGE.search(item.stem)
    if found:
        yield Fault("L26", f"the stem says '{found[0]}'", "let the item stand by itself")
