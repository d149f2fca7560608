"""Finds the fact of the library that answers a question directly; in doubt it finds none."""

from collections.abc import Collection, Sequence
from functools import cached_property
from typing import NamedTuple

import msgspec

from guide.library.records import Head
from guide.search.analysis import entity
from guide.search.damage import as_damage
from guide.search.facts import Fact, Role
from guide.search.names import Names, squeeze
from guide.search.query import Query, Unit

TINY = 1e-6
MOST = 3
"""Facts that are shown."""
LEAST = {
    Role.PROPERTY: 1.0,
    Role.ROW: 0.15,
    Role.PRIMARY: 0.5,
    Role.RESULT: 0.5,
    Role.MAIN_HARM: 0.5,
    Role.HARM: 0.5,
    Role.DESIGN: 0.5,
}
"""Share of the words of a label that must be asked for, by what the fact says."""
LEAST_NAMED = 0.15
"""The same of a result whose end point is named: its label may go on with the patients."""
UNASKED = frozenset(
    {"a", "an", "and", "any", "at", "by", "for", "from", "grade", "in", "of", "on", "or"}
    | {"radiat", "the", "to", "v", "with"}
)
"""Forms in a label that need not be asked for."""
COMPARING = ("HR ", "OR ", "RR ")
"""How the value of a result begins that compares the arms."""
FREE = frozenset({"free", "freedom", "without"})
"""Forms that turn an event into its absence."""
REFUSING = frozenset({"not", "except", "excluding", "never"})
"""Words that refuse what follows; no fact answers them."""
TIMES = frozenset({"year", "month", "week"})
HOW_OFTEN = frozenset({"rate", "risk", "incid"})
"""Forms that ask how often something is seen, and not what."""
SURVIVAL = frozenset({"surviv"})
"""What asks for overall survival, of results that measure it."""
MOSTLY = 0.5
WITHIN_VALUE = frozenset({Role.PRIMARY, Role.RESULT, Role.MAIN_HARM, Role.HARM})
"""What may be asked for with words of the value, such as a grade."""


class StoredFact(msgspec.Struct, array_like=True, frozen=True):
    """A fact with the index forms of the words that ask for it.

    Attributes:
        words: The words of its label in order.
        names: The compounds and entries in its label.
        measured: What kind of figure it is.
        told: The words of its value.
    """

    label: str
    value: str
    level: str
    sources: tuple[str, ...]
    section: str
    role: Role
    words: tuple[str, ...]
    names: tuple[str, ...]
    measured: tuple[str, ...]
    told: tuple[str, ...]


class Inquiry(NamedTuple):
    """What is asked of an entry that a query names.

    Attributes:
        units: What the query holds beside the name.
        named: The tokens of the entries that the query names.
        of_kind: The forms of words such as `drug`, which are no units.
    """

    units: Sequence[Unit]
    named: Collection[str]
    of_kind: Collection[str]

    def forms(self, unit: Unit) -> set[str]:
        """Return what a unit asks with: the word as typed, and what the query names; no synonym."""
        return {next(iter(unit.forms)), *(form for form in unit.forms if form in self.named)}

    def within(self, forms: Collection[str]) -> list[Unit]:
        """Return the units that some forms hold."""
        return [unit for unit in self.units if not self.forms(unit).isdisjoint(forms)]


class Facts:
    """The facts of the library, read at the first use."""

    def __init__(self, stored: bytes, heads: list[Head], drug_words: dict[str, str]) -> None:
        """Take the facts, the entries, and the words that mean a drug, each with its form."""
        self._bytes = stored
        self._heads = heads
        self._drug_words = drug_words

    @cached_property
    def _stored(self) -> dict[str, list[StoredFact]]:
        with as_damage():
            return msgspec.json.decode(self._bytes, type=dict[str, list[StoredFact]])

    def verify(self) -> None:
        """Read all facts.

        Raises:
            DamagedError: They are none.
        """
        _ = self._stored

    def answers(self, query: Query, best: int, names: Names) -> tuple[Fact, ...]:
        """Return the facts that a query asks for, the main one first; none in doubt.

        Args:
            query: The query.
            best: The first hit, whose one-line meaning answers a query that only names it.
            names: The names of the entries.
        """
        if any(word.raw in REFUSING for word in query.words):
            return ()
        fitting: list[tuple[tuple[float, ...], int, Fact]] = []
        named = {entity(number) for number in query.entities}
        of_kind = {
            self._drug_words[word.raw] for word in query.words if word.raw in self._drug_words
        }
        for number in query.entities:
            rest = [unit for unit in query.units if entity(number) not in unit.forms]
            asked = Inquiry(rest, named - {entity(number)}, of_kind)
            for place, stored in enumerate(self._of(number) if rest else ()):
                if stored.role is not Role.DEFINITION and (closeness := _closeness(asked, stored)):
                    order = self._order(number, stored, closeness)
                    fitting.append((order, -place, self._fact(number, stored)))
        if fitting:
            fitting.sort(key=lambda fit: fit[:2], reverse=True)
            first = fitting[0][-1]
            others = [
                fact
                for *_, fact in fitting[1:]
                if fact.entry == first.entry and fact.value != first.value
            ]
            return (first, *others[: MOST - 1])
        wholly_named = query.entities.get(best, (0.0, 0))[0] > 1 - TINY
        if best in names.exact(squeeze(query.words)) or (
            wholly_named and len(query.words) > len(query.units)
        ):
            return tuple(
                self._fact(best, stored)
                for stored in self._of(best)
                if stored.role is Role.DEFINITION
            )
        return ()

    def _order(self, number: int, stored: StoredFact, closeness: float) -> tuple[float, ...]:
        """Return what puts a fact before others: a trial's own, what compares, what is close."""
        return (
            self._heads[number].kind == "trial",
            closeness > 1,
            stored.role in (Role.PRIMARY, Role.MAIN_HARM),
            stored.value.startswith(COMPARING),
            closeness,
        )

    def _of(self, number: int) -> Sequence[StoredFact]:
        """Return the facts of an entry."""
        return self._stored.get(self._heads[number].id, ())

    def _fact(self, number: int, stored: StoredFact) -> Fact:
        name = self._heads[number].id
        told = (stored.label, stored.value, stored.level, stored.sources, stored.role)
        return Fact(name, *told, section=stored.section)


def _closeness(asked: Inquiry, fact: StoredFact) -> float:
    """Return how closely a fact is asked for, 0 to 2; 0 if it is not, over 1 without its value.

    Every word must be in its label or its kind of figure, or, of a result, in its value; and most
    words of the label must be asked for, so that no part answers for the whole.
    """
    label = {*fact.words, *fact.names, *SURVIVAL.intersection(fact.measured)}
    known = label.union(fact.measured)
    told = known.union(fact.told) if fact.role in WITHIN_VALUE else known
    # A number of years is a form of its own; `year` alone asks for no result.
    forms = {form for unit in asked.units for form in asked.forms(unit)} - TIMES
    turned = not FREE.isdisjoint(fact.words) and FREE.isdisjoint(forms)
    if (
        len(asked.within(told)) < len(asked.units)
        or not known.issuperset(asked.of_kind)
        or (turned and label.isdisjoint(asked.named))
    ):
        return 0.0
    if label.isdisjoint(forms):
        return TINY if _is_wholly_asked_for(fact, forms) else 0.0
    wanted = [word for word in fact.words if word not in UNASKED and not word.isdigit()]
    share = _share(fact, wanted, forms, label)
    numbers = {word for word in fact.words if word.isdigit()}
    if fact.role is Role.ROW and (
        # A row on 8 Gy × 3 does not answer for 8 Gy.
        not _is_row(wanted, forms, share) or 0 < len(numbers & forms) < len(numbers)
    ):
        return 0.0
    named = fact.role in (Role.PRIMARY, Role.RESULT) and not label.isdisjoint(asked.named)
    if share < (LEAST_NAMED if named else LEAST[fact.role]):
        return 0.0
    return share + (len(asked.within(known)) == len(asked.units))


def _is_wholly_asked_for(fact: StoredFact, forms: set[str]) -> bool:
    """Tell whether a kind of figure alone asks for a fact, as `toxicity` does for the main line."""
    match fact.role:
        case Role.MAIN_HARM:
            return not forms.isdisjoint(set(fact.measured) - HOW_OFTEN)
        case Role.PRIMARY | Role.DESIGN:
            return not forms.isdisjoint(fact.measured)
        case _:
            return False


def _share(
    fact: StoredFact, wanted: Sequence[str], forms: set[str], label: Collection[str]
) -> float:
    """Return the share of the words of a label that are asked for; a name counts as one word."""
    by_word = len(forms.intersection(wanted))
    by_name = len(forms.intersection(label) - set(fact.words))
    return min(1.0, max(by_word, by_name) / max(len(set(wanted)), 1))


def _is_row(wanted: Sequence[str], forms: set[str], share: float) -> bool:
    """Tell whether a row of a table is meant: its first word, or most of it with its noun."""
    return bool(wanted) and (wanted[0] in forms or (wanted[-1] in forms and share >= MOSTLY))
