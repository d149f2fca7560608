"""An Anki deck: stable ids, so that importing it again updates the notes instead of doubling them."""

import hashlib
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path

from guide.exchange.markup import key_shown, options_shown, reasons, sources, spans_html
from guide.layout.figures import figure_lines
from guide.layout.lines import plain_line
from guide.library.catalogue import Catalogue
from guide.library.records import Question
from guide.study.presenting import PresentedQuestion, present

MODEL_ID = 1_764_500_117
"""Drawn once; Anki tells note types apart by it."""
SEED = 0
"""Decks show every question in one order and with one set of numbers, so that a note stays the same."""
FIGURE_WIDTH = 76
CSS = """.card { font: 18px/1.45 Georgia, serif; text-align: left; max-width: 40em; margin: 0 auto; }
.options { list-style: none; padding-left: 1em; } .right { color: #1e6b2b; } .wrong { color: #a3211b; }
.small { font-size: 80%; opacity: .8; }"""


def stable_id(name: str) -> int:
    """Return a number that stands for a name for ever, as Anki wants it for decks."""
    return 1 << 30 | int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big") >> 2


def _front(asked: PresentedQuestion) -> str:
    question = asked.question
    figure = ""
    if question.figure is not None:
        figure = (
            "<pre>"
            + escape(
                "\n".join(plain_line(line) for line in figure_lines(question.figure, FIGURE_WIDTH))
            )
            + "</pre>"
        )
    rows = (
        "".join(f"<li><b>{label}</b> {escape(text)}</li>" for label, text in options_shown(asked))
        if question.form != "card"
        else ""
    )
    return f"<p>{spans_html(question.stem, asked)}</p>{figure}" + (
        f'<ul class="options">{rows}</ul>' if rows else ""
    )


def _reasons(asked: PresentedQuestion) -> str:
    question = asked.question
    if question.form == "card":
        return ""
    rows = []
    if question.numeric is not None:
        rows.append(f"<li><code>{escape(asked.filled(question.numeric.working))}</code></li>")
    for label, right, reason in reasons(asked):
        sign, style = ("✓", "right") if right else ("✗", "wrong")
        rows.append(f'<li><span class="{style}">{sign} {label}</span> {spans_html(reason)}</li>')
    return f'<ul class="options">{"".join(rows)}</ul>'


def write_deck(
    questions: Iterable[Question], topics: Mapping[str, str], catalogue: Catalogue, path: Path
) -> int:
    """Write an .apkg with a deck for each topic; return how many notes it holds.

    Args:
        questions: The questions and cards.
        topics: Titles of their topics.
        catalogue: The library, for sources and pages.
        path: The file to write.

    Raises:
        OSError: It cannot be written.
    """
    import genanki

    fields = ["Question", "Answer", "Reasons", "Take home", "Sources", "Page", "Id"]
    template = {
        "name": "Question",
        "qfmt": "{{Question}}",
        "afmt": '{{FrontSide}}<hr id="answer"><p class="right"><b>{{Answer}}</b></p>{{Reasons}}<p>{{Take home}}</p>'
        '<p class="small">{{Sources}}</p><p class="small">{{Page}}</p>',
    }
    model = genanki.Model(
        MODEL_ID,
        "Abscopal question",
        [{"name": name} for name in fields],
        [template],
        css=CSS,
        sort_field_index=6,
    )
    decks: dict[str, genanki.Deck] = {}
    count = 0
    for question in questions:
        asked = present(question, SEED)
        title = f"Abscopal::{topics.get(question.topic, question.topic)}"
        deck = decks.setdefault(
            question.topic, genanki.Deck(stable_id(f"abscopal {question.topic}"), title)
        )
        head = catalogue.heads.get(question.entry)
        answer = (
            spans_html(question.take_home) if question.form == "card" else escape(key_shown(asked))
        )
        values = [
            _front(asked),
            answer,
            _reasons(asked),
            "" if question.form == "card" else f"Take home: {spans_html(question.take_home)}",
            "<br>".join(map(escape, sources(question, catalogue))),
            f"{escape(head.title)} (abscopal show {question.entry}); evidence: {question.evidence}"
            if head
            else "",
            question.id,
        ]
        tags = [
            f"abscopal::{question.topic}",
            f"level::{question.level}",
            *([f"evidence::{question.evidence}"] if question.evidence else []),
        ]
        deck.add_note(
            genanki.Note(
                model=model,
                fields=values,
                tags=tags,
                guid=genanki.guid_for("abscopal", question.id),
            )
        )
        count += 1
    part = path.with_name(path.name + ".part")
    genanki.Package(list(decks.values())).write_to_file(str(part))
    part.replace(path)
    return count
