"""An Anki deck with stable ids, so that importing it again updates the notes."""

import hashlib
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path

from guide.exchange.markup import key_shown, option_rows, reason_rows, source_lines, spans_html
from guide.layout.figures import figure_lines
from guide.layout.lines import plain_line
from guide.library.catalogue import Catalogue
from guide.library.records import Question
from guide.study.presenting import PresentedQuestion, present

MODEL_ID = 1_764_500_117
"""Drawn once; by it Anki recognises the note type."""
SEED = 0
"""A deck presents every question in one way only, so that its note stays the same."""
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


def write_deck(
    questions: Iterable[Question], topics: Mapping[str, str], catalogue: Catalogue, path: Path
) -> int:
    """Write an .apkg file with a deck for each topic.

    Args:
        questions: The questions and cards.
        topics: Titles of their topics.
        catalogue: The library, for sources and pages.
        path: The file to write.

    Returns:
        The number of notes.

    Raises:
        OSError: It cannot be written.
    """
    import genanki

    model = genanki.Model(
        MODEL_ID,
        "Abscopal question",
        [{"name": name} for name in FIELDS],
        [{"name": "Question", "qfmt": "{{Question}}", "afmt": BACK}],
        css=CSS,
        sort_field_index=FIELDS.index("Id"),
    )
    decks: dict[str, genanki.Deck] = {}
    count = 0
    for question in questions:
        title = f"Abscopal::{topics.get(question.topic, question.topic)}"
        deck = decks.setdefault(
            question.topic, genanki.Deck(stable_id(f"abscopal {question.topic}"), title)
        )
        tags = [f"abscopal::{question.topic}", f"level::{question.level}"]
        if question.evidence:
            tags.append(f"evidence::{question.evidence}")
        deck.add_note(
            genanki.Note(
                model=model,
                fields=_values(question, catalogue),
                tags=tags,
                guid=genanki.guid_for("abscopal", question.id),
            )
        )
        count += 1
    part = path.with_name(path.name + ".part")
    genanki.Package(list(decks.values())).write_to_file(str(part))
    part.replace(path)
    return count
