"""The chips for trials: each puts a field into the query, or takes it out again."""

from guide.layout.facts import VERDICT_SIGNS
from guide.layout.lines import Piece
from guide.layout.targets import SearchFor
from guide.ui.widgets.one_line import OneLine

PHASES = ("1", "2", "3")
OPEN = ("disease", "agent", "modality", "year")
"""Fields whose value is typed; the field of the search completes it."""
NAMES_FROM = 116
"""Columns from which verdicts are named instead of by their sign."""


class TrialChips(OneLine):
    """Verdicts, phases and further fields, shown while the search is narrowed to trials."""

    DEFAULT_CSS = "TrialChips { display: none; background: $panel; }"

    def draw(self, query: str, trials: bool, width: int) -> None:
        """Show the chips for a query; hide them unless it is narrowed to trials.

        Args:
            query: What is typed.
            trials: Whether only trials are searched.
            width: Columns of the screen.
        """
        if self.display != trials:
            self.display = trials
        if not trials:
            return
        words = query.split()
        pieces = [Piece(" verdict ", "dim")]
        pieces += [
            _chip(words, f"verdict:{verdict}", verdict if width >= NAMES_FROM else sign.split()[0])
            for verdict, sign in VERDICT_SIGNS.items()
        ]
        pieces.append(Piece(" phase ", "dim"))
        pieces += [_chip(words, f"phase:{phase}", phase) for phase in PHASES]
        pieces += [
            Piece(f" {field}: ", "dim", SearchFor(" ".join([*words, f"{field}:"])))
            for field in OPEN
        ]
        self.show(tuple(pieces))


def _chip(words: list[str], token: str, label: str) -> Piece:
    """Return a chip that puts a token into the query, in place of another value of its field."""
    if token in words:
        rest = [word for word in words if word != token]
        return Piece(f"[{label}]", "selected", SearchFor(" ".join(rest)))
    field = token.partition(":")[0]
    others = [word for word in words if not word.startswith(f"{field}:")]
    return Piece(f" {label} ", "dim", SearchFor(" ".join([*others, token])))
