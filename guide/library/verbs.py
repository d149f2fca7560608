"""What one entry does to another in a pathway: the verbs of steps, each with its sign."""

from collections.abc import Mapping
from typing import Literal

Verb = Literal[
    "activates",
    "induces",
    "increases",
    "produces",
    "releases",
    "exposes",
    "expresses",
    "recruits",
    "primes",
    "phosphorylates",
    "enables",
    "protects",
    "becomes",
    "binds",
    "enters",
    "recognises",
    "signals to",
    "is followed by",
    "goes with",
    "does not change",
    "inhibits",
    "reduces",
    "degrades",
    "depletes",
    "damages",
    "kills",
]
"""The verbs of steps: those that promote, those that do neither, those that inhibit."""

SIGNS: Mapping[str, int] = {
    "activates": 1,
    "induces": 1,
    "increases": 1,
    "produces": 1,
    "releases": 1,
    "exposes": 1,
    "expresses": 1,
    "recruits": 1,
    "primes": 1,
    "phosphorylates": 1,
    "enables": 1,
    "protects": 1,
    "becomes": 0,
    "binds": 0,
    "enters": 0,
    "recognises": 0,
    "signals to": 0,
    "is followed by": 0,
    "goes with": 0,
    "does not change": 0,
    "inhibits": -1,
    "reduces": -1,
    "degrades": -1,
    "depletes": -1,
    "damages": -1,
    "kills": -1,
}
"""The sign of each verb: 1 where there is more of the target or it does more, -1 where less."""


def arrow(verb: str) -> str:
    """Return a verb on its arrow, such as `—activates→`; one that inhibits ends in a bar."""
    return f"—{verb}{'⊣' if SIGNS[verb] < 0 else '→'}"
