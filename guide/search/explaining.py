"""Says how a query was understood, and why its first hits stand where they do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from guide.library.records import Head
from guide.search.facts import Fact
from guide.search.parsing import ParsedQuery
from guide.search.query import Query, Unit
from guide.search.ranking import Points, Ranked
from guide.search.wishes import ReadAs

FIRST = 3
Holding = Callable[[int, Unit], bool]


@dataclass(frozen=True, slots=True)
class Found:
    """A query as it was understood, and what it found.

    Attributes:
        query: The query that the entries belong to.
        ranked: The entries, best first.
        suggestion: The corrected query; empty if nothing was corrected.
        read_as: Fields that words of the query were read as, such as `verdict:negative`.
        allowed: The entries that its fields leave; None for all.
        in_part: Whether words were left out that are of another language and not understood.
    """

    query: Query
    ranked: list[Ranked]
    suggestion: str = ""
    read_as: tuple[ReadAs, ...] = ()
    allowed: set[int] | None = None
    in_part: bool = False


@dataclass(frozen=True, slots=True)
class ExplainedUnit:
    """Something that the query asks for.

    Attributes:
        raw: As typed.
        worth: What it counts for; rare words count for more.
        forms: What finds it, best first: words, and titles of entries that it names.
        known: Whether any page holds it.
    """

    raw: str
    worth: float
    forms: tuple[str, ...]
    known: bool


@dataclass(frozen=True, slots=True)
class ExplainedHit:
    """One of the first entries.

    Attributes:
        id: Its id.
        title: Its title.
        points: What it has its points for.
        asks: The question that it answers; empty where the query asks none of its questions.
        holds: The units that it holds, as typed.
        lacks: The others.
    """

    id: str
    title: str
    points: Points
    asks: str
    holds: tuple[str, ...]
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a query was understood.

    Attributes:
        units: What it asks for.
        left_out: Words that ask and do not say what about.
        names: Titles of the entries that it names, each with the share of the query that does.
        kind: The kind of entry that it asks for; empty for any.
        read_as: Fields that words of it were read as.
        corrected: The query as corrected; empty if nothing was.
        notes: What was not understood.
        answer: The fact that answers it, which stands above the hits; empty if none does.
        first: The first hits.
    """

    units: tuple[ExplainedUnit, ...]
    left_out: tuple[str, ...]
    names: tuple[tuple[str, float], ...]
    kind: str
    read_as: tuple[str, ...]
    corrected: str
    notes: tuple[str, ...]
    answer: str
    first: tuple[ExplainedHit, ...]


def explained(
    found: Found,
    parsed: ParsedQuery,
    heads: Sequence[Head],
    holding: Holding,
    word: Callable[[str], str],
    facts: Sequence[Fact],
) -> Explanation:
    """Put into words what was found.

    Args:
        found: The query and its entries.
        parsed: The query as parsed.
        heads: The entries by number.
        holding: Tells whether an entry holds a unit.
        word: Returns a word of an index form.
        facts: What answers the query directly.
    """
    query = found.query
    titles = {head.id: head.title for head in heads}
    used = {place for unit in query.units for place in range(unit.first, unit.last + 1)}

    def forms(unit: Unit) -> tuple[str, ...]:
        best = sorted(unit.forms, key=lambda form: -unit.forms[form])
        return tuple(heads[int(f[1:])].title if f.startswith("=") else word(f) for f in best)

    def hit(ranked: Ranked) -> ExplainedHit:
        head = heads[ranked.number]
        held = {unit.raw: holding(ranked.number, unit) for unit in query.units}
        return ExplainedHit(
            head.id,
            head.title,
            ranked.points,
            ranked.passage.text if ranked.answers and ranked.passage else "",
            tuple(raw for raw, is_held in held.items() if is_held),
            tuple(raw for raw, is_held in held.items() if not is_held),
        )

    return Explanation(
        tuple(ExplainedUnit(unit.raw, unit.mass, forms(unit), unit.known) for unit in query.units),
        tuple(word.raw for place, word in enumerate(query.words) if place not in used),
        tuple((heads[number].title, share) for number, (share, _) in query.entities.items()),
        query.kind,
        tuple(read.shown for read in found.read_as),
        found.suggestion,
        parsed.notes,
        " · ".join(filter(None, (titles[facts[0].entry], facts[0].label))) if facts else "",
        tuple(map(hit, found.ranked[:FIRST])),
    )
