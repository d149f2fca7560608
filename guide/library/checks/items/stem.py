"""Rules for the stem: one complete, positive and short question that stands alone."""

import re
from collections.abc import Iterator

from guide.library.checks.items.item import Flaw, Item, Library

TRAILING = re.compile(
    r"\b(?:is|are|include|includes|the|an?|of|to|in|with|by|for)\s*:?\s*$", re.IGNORECASE
)
NEGATIVE = re.compile(
    r"\b(?:NOT|EXCEPT|LEAST|FALSE|not true|incorrect|untrue|false|except|least likely)\b"
)
OTHER_ITEM = re.compile(
    r"\b(?:previous|preceding|last|earlier|next|above) (?:question|item|answer|case|vignette)\b"
    r"|\bquestion \d",
    re.IGNORECASE,
)
LONGEST_RECALL, SHORTEST_VIGNETTE, LONGEST = 40, 20, 120
"""Words."""


def ends_as_question(item: Item, _: Library) -> Iterator[Flaw]:
    """The stem ends with a question mark."""
    if not item.stem.rstrip().endswith("?"):
        yield Flaw(f"the stem ends with '…{item.stem[-20:]}'", "end it with a question")


def nothing_to_complete(item: Item, _: Library) -> Iterator[Flaw]:
    """The stem has no blank and does not break off."""
    if "__" in item.stem or (
        TRAILING.search(item.stem.rstrip(" ?")) and not item.stem.rstrip().endswith("?")
    ):
        yield Flaw("the stem is a sentence to complete", "ask a complete question")


def positive_lead_in(item: Item, _: Library) -> Iterator[Flaw]:
    """The last sentence of the stem does not ask for the exception."""
    lead_in = re.split(r"(?<=[.!])\s+", item.stem)[-1]
    found = NEGATIVE.search(lead_in)
    if found:
        yield Flaw(f"the lead-in says '{found[0]}'", "ask for what is right")


def fitting_length(item: Item, _: Library) -> Iterator[Flaw]:
    """The stem is neither too long nor, where it describes a case, too short."""
    count = len(item.stem.split())
    level = item.question.level
    if level == "recall" and count > LONGEST_RECALL:
        yield Flaw(f"a recall stem has {count} words", f"use at most {LONGEST_RECALL}")
    elif count > LONGEST:
        yield Flaw(f"the stem has {count} words", f"use at most {LONGEST}")
    elif level == "application" and count < SHORTEST_VIGNETTE:
        hint = f"describe the situation in at least {SHORTEST_VIGNETTE}"
        yield Flaw(f"an application stem has {count} words", hint)


def one_question(item: Item, _: Library) -> Iterator[Flaw]:
    """The stem has one question mark."""
    if item.stem.count("?") > 1:
        yield Flaw("the stem asks more than one question", "ask one")


def stands_alone(item: Item, _: Library) -> Iterator[Flaw]:
    """The stem does not refer to another item."""
    found = OTHER_ITEM.search(item.stem)
    if found:
        yield Flaw(f"the stem refers to '{found[0]}'", "write it so that it stands alone")
