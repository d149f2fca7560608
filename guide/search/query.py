"""A query as the ranking sees it: what it asks for, and the entries that it names."""

from dataclasses import dataclass

from guide.search.filters import FieldValue
from guide.search.words import Word


@dataclass(slots=True)
class Unit:
    """One of the things that a query asks for.

    Attributes:
        raw: The word as typed, folded.
        forms: The forms that find it, with their weights.
        mass: Its worth in the query; rare words are worth more.
        known: Whether it finds anything in the library.
        first: Place of its first word in the query.
        last: Place of its last word.
    """

    raw: str
    forms: dict[str, float]
    mass: float = 0.0
    known: bool = False
    first: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class Studied:
    """Agents, diseases or modalities that a unit names.

    Attributes:
        values: Each as a field of the trials that study it.
        first: Place of the first word of the unit.
        last: Place of the last word.
    """

    values: tuple[FieldValue, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Query:
    """A query as the ranking sees it.

    Attributes:
        words: Its words.
        units: Its units in order.
        entities: The entries that it names, each with the share of the query that names it and the
            number of units.
        studied: For each unit that names an agent, disease or modality, those that it names.
        kind: The kind of entry that a word such as "trials" asks for; empty if there is none.
        beginning: The unfinished last word; empty if the last word is finished.
    """

    words: tuple[Word, ...]
    units: tuple[Unit, ...]
    entities: dict[int, tuple[float, int]]
    studied: tuple["Studied", ...]
    kind: str
    beginning: str
