"""`abscopal quiz`: questions line by line in the plain terminal, for screen readers, pipes and old consoles."""

import secrets
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from guide.cli.opening import Guide
from guide.cli.output import text_width
from guide.errors import NotFoundError
from guide.library.nearest import nearest
from guide.library.records import Question, Spans, plain
from guide.reading.lines import Piece, plain_line, wrap
from guide.store.database import open_database
from guide.store.progress import Progress
from guide.study.marking import Marked, mark
from guide.study.session import Asked, Session, practice, seed_of

LETTERS = "ABCDE"


def _say(text: str, first: str = "", rest: str = "") -> None:
    for line in wrap([Piece(text)], text_width(), first, rest):
        click.echo(plain_line(line))


def _questions(guide: Guide, topic: str | None) -> list[Question]:
    catalogue = guide.catalogue
    chosen = [q for q in catalogue.questions.values() if topic in (None, q.topic, q.entry)]
    if topic is not None and not chosen:
        raise NotFoundError(f"no questions on '{topic}'", nearest(topic, catalogue.topics) or f"topics: {', '.join(catalogue.topics)}")
    return chosen


def _ask(asked: Asked, number: int, total: int) -> int | None:
    """Put one question; return the chosen place, or None when the reader stops."""
    click.echo()
    click.echo(f"Question {number} of {total}")
    _say(plain(asked.question.stem))
    for place, option in enumerate(asked.order):
        _say(asked.question.options[option].text, f"  {LETTERS[place]}  ", "     ")
    letters = LETTERS[: len(asked.order)]
    while True:
        try:
            reply = input(f"Answer ({'/'.join(letters)}, q to stop): ").strip().upper()
        except EOFError:
            click.echo()
            return None
        if reply in ("Q", "QUIT"):
            return None
        if len(reply) == 1 and reply in letters:
            return letters.index(reply)
        if reply.isdigit() and 1 <= int(reply) <= len(letters):
            return int(reply) - 1
        click.echo(f"Please type one letter, {letters[0]} to {letters[-1]}, or q.")


def _sources(question: Question, guide: Guide) -> Iterator[str]:
    for number, key in enumerate(question.references, 1):
        reference = guide.catalogue.references[key]
        yield f"[{number}] {reference.title}. {reference.byline} {reference.identifier}"


def _explain(marked: Marked, guide: Guide) -> None:
    """Say the reason of the own choice first, then the key, then the rest, with the sources."""
    asked = marked.given.asked
    question = asked.question

    def reason(option: int, sign: str) -> None:
        letter = LETTERS[asked.order.index(option)]
        spans: Spans = question.options[option].reason
        _say(plain(spans), f"{sign} {letter}: ", "     ")

    if marked.given.right:
        reason(question.key, "Right,")
    else:
        reason(marked.given.option, "Wrong, yours was")
        reason(question.key, "Right is")
    for option in range(len(question.options)):
        if option not in (question.key, marked.given.option):
            reason(option, "Not")
    _say(f"Take home: {plain(question.take_home)} (evidence: {question.evidence})")
    for source in _sources(question, guide):
        _say(source, "  ", "      ")
    click.echo(f"Read more: abscopal show {question.entry}")


def run(guide: Guide, data: Path, topic: str | None, count: int, mode: str, code: str | None) -> int:
    """Run a session in the plain terminal.

    Returns:
        0 when questions were asked, 1 when none are due.
    """
    now = datetime.now(UTC)
    progress = Progress(open_database(data, now))
    for notice in progress.notices:
        click.echo(f"abscopal: {notice}", err=True)
    questions = _questions(guide, topic)
    due = progress.due(now)
    if mode == "review":
        questions = [question for question in questions if question.id in set(due)]
        if not questions:
            click.echo("Nothing is due. Practise with `abscopal quiz`.")
            progress.close()
            return 1
    seed = seed_of(code) if code else secrets.randbits(64)
    if code:
        click.echo(f"Code {code}, content {guide.catalogue.content_version}: the same code and content give the same questions.")
    session = practice(topic or "all topics", questions, count, seed, () if code else due)
    if mode == "exam":
        click.echo("Exam: answers are explained at the end.")
    session, marks = _run(session, guide, progress, mode)
    if mode == "exam":
        for number, marked in enumerate(marks, 1):
            click.echo(f"\nQuestion {number}: {plain(marked.given.asked.question.stem)}")
            _explain(marked, guide)
    answered = len(session.given)
    share = f" ({session.score / answered:.0%})" if answered else ""
    click.echo(f"\nScore: {session.score} of {answered}{share}")
    for marked in marks:
        if not marked.given.right:
            click.echo(f"  read again: {marked.given.asked.question.entry}")
    progress.close()
    return 0


def _run(session: Session, guide: Guide, progress: Progress, mode: str) -> tuple[Session, list[Marked]]:
    name = f"{session.title}-{secrets.token_hex(4)}"
    marks: list[Marked] = []
    while (asked := session.current) is not None:
        started = time.monotonic()
        place = _ask(asked, len(session.given) + 1, len(session.asked))
        if place is None:
            break
        session = session.answer(place)
        before = progress.schedule(asked.question.id)
        marked = mark(session.given[-1], before, datetime.now(UTC), time.monotonic() - started)
        progress.record(marked, name, mode, guide.catalogue.content_version)
        marks.append(marked)
        if mode != "exam":
            _explain(marked, guide)
    return session, marks
