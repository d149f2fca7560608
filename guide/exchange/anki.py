"""An Anki deck with stable ids, so that importing it again updates the notes."""

import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from html import escape
from itertools import count
from typing import Any

from guide.exchange.markup import key_shown, option_rows, reason_rows, source_lines, spans_html
from guide.inert import visible, visible_lines
from guide.layout.figures import figure_lines
from guide.layout.lines import plain_line
from guide.library.catalogue import Catalogue
from guide.library.records import Question
from guide.store.scratch import count_notes, make_database
from guide.study.presenting import PresentedQuestion, present

MODEL_ID = 1_764_500_117
"""Drawn once; by it Anki recognises the note type."""
SEED = 0
"""A deck presents every question in one way only, so that its note stays the same."""
EDITION = datetime(2026, 11, 1, tzinfo=UTC).timestamp()
"""Time of what has none of its own; a deck never depends on the day of its export."""
ZIPPED_AT = (2026, 11, 1, 0, 0, 0)
DATABASE = "collection.anki2"
LARGEST = 1_000_000_000
"""Bytes of a deck's database."""
FIGURE_WIDTH = 76
FIELDS = ("Question", "Answer", "Reasons", "Take home", "Sources", "Page", "Id")
CSS = """\
.card { font: 18px/1.45 Georgia, serif; text-align: left; max-width: 40em; margin: 0 auto; }
.options { list-style: none; padding-left: 1em; }
.right { color: #1e6b2b; } .wrong { color: #a3211b; }
.small { font-size: 80%; opacity: .8; }"""
BACK = """\
{{FrontSide}}<hr id="answer"><p class="right"><b>{{Answer}}</b></p>{{Reasons}}<p>{{Take home}}</p>\
<p class="small">{{Sources}}</p><p class="small">{{Page}}</p>"""


def stable_id(name: str) -> int:
    """Return a number that always stands for a name, as Anki wants it for decks."""
    return 1 << 30 | int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big") >> 2


_COMMANDS = str.maketrans({"[": "&#91;", "{": "&#123;", "\\": "&#92;"})


def inert_field(html: str) -> str:
    """Return a field without what Anki would play or typeset.

    These are `[sound:]`, `[latex]`, `{{field}}` and MathJax, which begin with one of three
    characters that no tag of ours has.
    """
    return visible_lines(html).translate(_COMMANDS)


def _front(presented: PresentedQuestion) -> str:
    question = presented.question
    parts = [f"<p>{spans_html(question.stem, presented)}</p>"]
    if question.figure is not None:
        lines = [plain_line(line) for line in figure_lines(question.figure, FIGURE_WIDTH)]
        parts.append(f"<pre>{escape(chr(10).join(lines))}</pre>")
    if question.form != "card" and question.options:
        rows = [f"<li><b>{label}</b> {escape(text)}</li>" for label, text in option_rows(presented)]
        parts.append(f'<ul class="options">{"".join(rows)}</ul>')
    return "".join(parts)


def _reasons(presented: PresentedQuestion) -> str:
    question = presented.question
    if question.form == "card":
        return ""
    rows = []
    if question.numeric is not None:
        working = presented.filled(question.numeric.working)
        rows.append(f"<li><code>{escape(working)}</code></li>")
    for label, right, reason in reason_rows(presented):
        sign, style = ("✓", "right") if right else ("✗", "wrong")
        rows.append(f'<li><span class="{style}">{sign} {label}</span> {spans_html(reason)}</li>')
    return f'<ul class="options">{"".join(rows)}</ul>'


def _values(question: Question, catalogue: Catalogue) -> list[str]:
    """Return the values of a note, in the order of `FIELDS`."""
    presented = present(question, SEED)
    is_card = question.form == "card"
    take_home = spans_html(question.take_home)
    head, page = catalogue.heads.get(question.entry), ""
    if head is not None:
        place = f"abscopal show {question.entry}"
        page = f"{escape(head.title)} ({place}); evidence: {question.evidence}"
    return [
        _front(presented),
        take_home if is_card else escape(key_shown(presented)),
        _reasons(presented),
        "" if is_card else f"Take home: {take_home}",
        "<br>".join(map(escape, source_lines(question, catalogue))),
        page,
        question.id,
    ]


def _changed(question: Question, catalogue: Catalogue) -> float:
    """Return when a note last changed, in seconds, as its content says.

    Anki updates a note only by a newer one: what the learner edits afterwards stays.
    """
    day = question.updated
    if not day and question.entry in catalogue.heads:
        day = catalogue.entry(question.entry).updated
    try:
        return datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()
    except ValueError:
        return EDITION


def make_deck(
    questions: Iterable[Question], topics: Mapping[str, str], catalogue: Catalogue
) -> bytes:
    """Return the bytes of an .apkg file with a deck for each topic; the same notes, the same bytes.

    Args:
        questions: The questions and cards.
        topics: Titles of their topics.
        catalogue: The library, for sources and pages.
    """
    import genanki

    class DatedNote(genanki.Note):  # type: ignore[misc] # it has no types
        """A note with a time of change of its own."""

        changed = EDITION

        def write_to_db(
            self, cursor: Any, _timestamp: float, deck: int, ids: Iterator[int]
        ) -> None:
            super().write_to_db(cursor, self.changed, deck, ids)

    model = genanki.Model(
        MODEL_ID,
        "Abscopal question",
        [{"name": name} for name in FIELDS],
        [{"name": "Question", "qfmt": "{{Question}}", "afmt": BACK}],
        css=CSS,
        sort_field_index=FIELDS.index("Id"),
    )
    decks: dict[str, genanki.Deck] = {}
    for question in questions:
        # Two colons would make a deck within the deck.
        topic = visible(topics.get(question.topic, question.topic)).replace("::", ": :")
        deck = decks.setdefault(
            question.topic,
            genanki.Deck(stable_id(f"abscopal {question.topic}"), f"Abscopal::{topic}"),
        )
        tags = [f"abscopal::{question.topic}", f"level::{question.level}"]
        if question.evidence:
            tags.append(f"evidence::{question.evidence}")
        note = DatedNote(
            model=model,
            fields=[inert_field(value) for value in _values(question, catalogue)],
            tags=["-".join(visible(tag).split()) for tag in tags],
            guid=genanki.guid_for("abscopal", question.id),
        )
        note.changed = _changed(question, catalogue)
        deck.add_note(note)
    package = genanki.Package(list(decks.values()))
    ids = count(int(EDITION * 1000))
    database = make_database(lambda cursor: package.write_to_db(cursor, EDITION, ids))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package_file:
        # With a date of its own, so that a clock before 1980 or after 2107 is no matter.
        for name, data in ((DATABASE, database), ("media", b"{}")):
            package_file.writestr(zipfile.ZipInfo(name, ZIPPED_AT), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def count_deck(data: bytes) -> int:
    """Return the number of notes in an .apkg file.

    Raises:
        ValueError: It is no deck that this program has written.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package_file:
            if package_file.getinfo(DATABASE).file_size > LARGEST:
                raise ValueError("too large")
            return count_notes(package_file.read(DATABASE))
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, zlib.error) as error:
        raise ValueError("not a deck") from error
