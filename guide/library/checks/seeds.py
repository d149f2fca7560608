"""Every row of the seed documents is answered, once."""

from collections.abc import Iterator

from guide.errors import Problem
from guide.library.load import Content
from guide.library.nearest import nearest


def check(content: Content) -> Iterator[Problem]:
    """Yield the faults of curation."""
    rows = {row.id: source for seed, source in content.seeds for row in seed.row}
    texts = {row.id: row.text for seed, _ in content.seeds for row in seed.row}
    answered: dict[str, str] = {}
    for page in content.pages:
        for answer in page.entry.seed:
            line = page.source.line_of("row", f'"{answer.row}"')
            if answer.row not in rows:
                yield Problem(
                    page.source.file,
                    line,
                    "seed-unknown",
                    f"no seed has the row '{answer.row}'",
                    nearest(answer.row, rows),
                )
            elif answer.row in answered:
                yield Problem(
                    page.source.file,
                    line,
                    "seed-twice",
                    f"row '{answer.row}' is answered by '{answered[answer.row]}' too",
                    "keep one",
                )
            answered.setdefault(answer.row, page.entry.id)
            if answer.verdict != "correct" and len(answer.note) < 15:
                yield Problem(
                    page.source.file,
                    line,
                    "seed-note",
                    f"row '{answer.row}' is {answer.verdict} and says not why",
                    "add a note",
                )
    for row, source in rows.items():
        if row not in answered:
            yield Problem(
                source.file,
                source.line_of("id", f'"{row}"'),
                "seed-unanswered",
                f"no entry answers {row}, '{texts[row][:60]}'",
                "add [[seed]] to one",
            )
