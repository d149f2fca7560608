"""The sentence that a citation stands in, so that both can be copied together."""

import re
from collections.abc import Sequence
from dataclasses import replace

from guide.layout.lines import Piece
from guide.layout.targets import ShowSource
from guide.library.records import tidied

_END = re.compile(r"(?<=[.!?])\s+(?=[^\Wa-z_])")
_SILENT = frozenset({"cite", "level"})
"""Styles of what belongs to a citation and not to the sentence."""


def with_sentences(pieces: Sequence[Piece], before: str = "") -> list[Piece]:
    """Return the pieces of a passage, each citation with the sentence that it stands in.

    Args:
        pieces: A whole paragraph, item or cell of a table.
        before: What the sentence needs before it to be understood by itself.
    """
    text = ""
    places: list[int] = []
    for piece in pieces:
        places.append(len(text))
        text += "" if piece.style in _SILENT else piece.text
    starts = [0, *(found.end() for found in _END.finditer(text)), len(text)]
    made = []
    for piece, place in zip(pieces, places, strict=True):
        if isinstance(piece.target, ShowSource):
            # A citation behind the full stop belongs to what stands before that.
            within = len(text[:place].rstrip(" .")) - 1
            number = max((n for n, start in enumerate(starts[:-1]) if start <= within), default=0)
            said = tidied(text[starts[number] : starts[number + 1]].replace("\u00a0", " "))
            target = replace(piece.target, sentence=f"{before}{said}")
            made.append(piece._replace(target=target))
        else:
            made.append(piece)
    return made
