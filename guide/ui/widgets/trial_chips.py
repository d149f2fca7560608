"""The chips for trials: each puts a field into the query, or takes it out again."""

import re
from collections.abc import Sequence

from guide.layout.facts import VERDICT_SIGNS
from guide.layout.lines import Line, Piece, line_width
from guide.layout.targets import SearchFor
from guide.search.wishes import ReadAs
from guide.ui.widgets.one_line import OneLine

PHASES = ("1", "2", "3")
OPEN = ("disease", "agent", "modality", "year")
"""Fields whose values are offered as rows."""
FIELDS_FROM = 80
"""Columns from which the rows of signs and phases are named."""
NAMES_FROM = 116
"""Columns from which verdicts are named instead of by their sign."""


_PART = re.compile(r'-?(?:[A-Za-z]+:)?"[^"]*"|\S+')
"""A word, a phrase, or a field with its value."""


class TrialChips(OneLine):
    """Verdicts, phases and further fields; shown while trials are searched.

    Where words were read as fields, they stand here instead, each to be taken back.
    """

    DEFAULT_CSS = "TrialChips { display: none; background: $panel; }"

    def draw(self, query: str, trials: bool, read_as: Sequence[ReadAs], width: int) -> None:
        """Show the chips for a query.

        Args:
            query: What is typed.
            trials: Whether only trials are searched.
            read_as: What words of it were read as.
            width: Columns of the screen.
        """
        shown = trials or bool(read_as)
        if self.display != shown:
            self.display = shown
        if read_as:
            whole, short = _read_pieces(read_as, query, False), _read_pieces(read_as, query, True)
            self.show(whole if line_width(whole) <= width else short)
        elif trials:
            parts = _PART.findall(query)
            self.show(_field_pieces(parts, width >= NAMES_FROM, width >= FIELDS_FROM))


def _read_pieces(read_as: Sequence[ReadAs], query: str, short: bool) -> Line:
    """Return the fields that words were read as; a click takes one back where it can be."""
    pieces = [Piece(" " if short else " read as ", "dim")]
    for read in read_as:
        shown = read.field.value if short else read.shown
        own_words = read.without != " ".join(query.split())
        target = SearchFor(read.without) if own_words else None
        pieces += [Piece(f"{shown} ×" if own_words else shown, "selected", target), Piece(" ")]
    return tuple(pieces)


def _field_pieces(parts: list[str], named: bool, roomy: bool) -> Line:
    """Return the chips of verdicts and phases, and the fields whose values are offered."""
    pieces = [Piece(" verdict " if roomy else " ", "dim")]
    pieces += [
        _chip(parts, f"verdict:{verdict}", verdict if named else sign.split()[0])
        for verdict, sign in VERDICT_SIGNS.items()
    ]
    pieces.append(Piece(" phase " if roomy else " ", "dim"))
    pieces += [_chip(parts, f"phase:{phase}", phase) for phase in PHASES]
    return (*pieces, *(_open(parts, field) for field in OPEN))


def _is_of(part: str, field: str) -> bool:
    """Tell whether a part of a query is a value of a field, or refuses one."""
    return part.lstrip("-").casefold().startswith(f"{field}:")


def _open(parts: list[str], field: str) -> Piece:
    """Return a chip that offers the values of a field, or takes out the one that is chosen."""
    chosen = next((part for part in parts if _is_of(part, field) and part[-1] != ":"), "")
    rest = [part for part in parts if not _is_of(part, field)]
    if chosen:
        return Piece(f" [{chosen}]", "selected", SearchFor(" ".join(rest)))
    return Piece(f" {field}:", "dim", SearchFor(" ".join([*rest, f"{field}:"])))


def _chip(parts: list[str], token: str, label: str) -> Piece:
    """Return a chip that puts a token into the query, in place of another value of its field."""
    field = token.partition(":")[0]
    others = [part for part in parts if not _is_of(part, field)]
    if token in map(str.casefold, parts):
        return Piece(f"[{label}]", "selected", SearchFor(" ".join(others)))
    return Piece(f" {label} ", "dim", SearchFor(" ".join([*others, token])))
