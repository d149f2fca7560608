"""The chips for trials: each puts a field into the query, or takes it out again."""

from collections.abc import Sequence

from guide.layout.facts import VERDICT_SIGNS
from guide.layout.lines import Piece
from guide.layout.targets import SearchFor
from guide.search.wishes import ReadAs
from guide.ui.widgets.one_line import OneLine

PHASES = ("1", "2", "3")
OPEN = ("disease", "agent", "modality", "year")
"""Fields whose values are offered as rows."""
NAMES_FROM = 116
"""Columns from which verdicts are named instead of by their sign."""


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
            pieces = [Piece(" read as ", "dim")]
            for read in read_as:
                pieces += [
                    Piece(f"{read.shown} ×", "selected", SearchFor(read.without)),
                    Piece(" "),
                ]
            self.show(tuple(pieces))
        elif trials:
            self._draw_fields(query.split(), width)

    def _draw_fields(self, words: list[str], width: int) -> None:
        pieces = [Piece(" verdict ", "dim")]
        pieces += [
            _chip(words, f"verdict:{verdict}", verdict if width >= NAMES_FROM else sign.split()[0])
            for verdict, sign in VERDICT_SIGNS.items()
        ]
        pieces.append(Piece(" phase ", "dim"))
        pieces += [_chip(words, f"phase:{phase}", phase) for phase in PHASES]
        pieces += [_open(words, field) for field in OPEN]
        self.show(tuple(pieces))


def _open(words: list[str], field: str) -> Piece:
    """Return a chip that offers the values of a field, or takes out the one that is chosen."""
    chosen = next((word for word in words if word.startswith(f"{field}:") and word[-1] != ":"), "")
    rest = [word for word in words if not word.startswith(f"{field}:")]
    if chosen:
        return Piece(f" [{chosen}]", "selected", SearchFor(" ".join(rest)))
    return Piece(f" {field}:", "dim", SearchFor(" ".join([*rest, f"{field}:"])))


def _chip(words: list[str], token: str, label: str) -> Piece:
    """Return a chip that puts a token into the query, in place of another value of its field."""
    if token in words:
        rest = [word for word in words if word != token]
        return Piece(f"[{label}]", "selected", SearchFor(" ".join(rest)))
    field = token.partition(":")[0]
    others = [word for word in words if not word.startswith(f"{field}:")]
    return Piece(f" {label} ", "dim", SearchFor(" ".join([*others, token])))
