"""Corrects the words of a query that nobody writes so, or that only a name needs otherwise."""

from guide.search.names import Names
from guide.search.query import Query
from guide.search.spelling import Speller, abbreviations
from guide.search.units import Reader


class Corrector:
    """Knows which words of a query may be wrong, and what was meant."""

    def __init__(self, speller: Speller, reader: Reader, names: Names) -> None:
        self._speller = speller
        self._reader = reader
        self._names = names

    def corrected(self, query: Query, typed: str) -> str:
        """Return the query with its unknown words corrected; empty when there are none.

        Args:
            query: The query.
            typed: As it was typed; abbreviations in capitals are left as they are.
        """
        as_typed = abbreviations(typed)
        unknown = [unit for unit in query.units if not unit.known]
        if any(character.isdigit() for unit in unknown for character in unit.raw):
            return ""
        raw = [word.raw for word in query.words]
        places = {
            place
            for unit in unknown
            for place in range(unit.first, unit.last + 1)
            if raw[place].isalpha() and raw[place] not in as_typed
        }
        wrong = {
            place
            for place in places
            if not self._speller.is_right(raw[place]) or self._completes_a_name(raw, place)
        }
        corrected = self._speller.correct(raw, wrong.__contains__)
        return corrected if corrected != " ".join(raw) else ""

    def _completes_a_name(self, raw: list[str], place: int) -> bool:
        """Tell whether another word in the place of an English one makes a name: `brag peak`."""
        other = self._speller.nearest(raw[place]) or raw[place]
        words = self._reader.words(" ".join([*raw[:place], other, *raw[place + 1 :]]))
        return any(
            found.first <= place <= found.last and found.first < found.last
            for found in self._names.spot(words)
        )
