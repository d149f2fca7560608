"""Every row of the seed documents is answered exactly once."""

from collections.abc import Iterator
from functools import partial

from guide.errors import Problem
from guide.library.load import Content
from guide.library.nearest import nearest

SHORTEST_NOTE = 15
"""Characters."""


def check(content: Content) -> Iterator[Problem]:
    """Yield the faults of curation.

    A copy of a part of the content need not answer all rows of the guide's own seeds.
    """
    rows = {row.id: (row, source) for seed, source in content.seeds for row in seed.row}
    answered: dict[str, str] = {}
    for page in content.pages:
        for place, answer in enumerate(page.entry.seed):
            line_of = partial(page.source.place, ("seed", place))
            if answer.row in content.unread.names:
                continue
            if answer.row not in rows and (rows or content.has_own_seeds):
                message = f"no seed document has the row '{answer.row}'"
                yield page.source.problem(
                    line_of(), "seed-unknown", message, nearest(answer.row, rows)
                )
            elif answer.row in answered:
                message = f"'{answered[answer.row]}' also answers row '{answer.row}'"
                yield page.source.problem(line_of(), "seed-twice", message, "delete one of them")
            answered.setdefault(answer.row, page.entry.id)
            if answer.verdict != "correct" and len(answer.note) < SHORTEST_NOTE:
                message = f"row '{answer.row}' is {answer.verdict} but does not say why"
                yield page.source.problem(line_of(), "seed-note", message, "add a note")
    for name, (row, source) in rows.items() if content.has_own_seeds else ():
        if name not in answered and name not in content.unread.words:
            message = f"no entry answers {name}, '{row.text[:60]}'"
            line = source.line_of("id", f'"{name}"')
            yield source.problem(line, "seed-unanswered", message, "add [[seed]] to an entry")
