"""`abscopal quiz`: questions line by line in the plain terminal, for screen readers, pipes and old consoles."""

import secrets
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from guide.cli.asking import Word, ask, explain, present
from guide.coach.bank import Bank
from guide.coach.exam import RunningExam
from guide.coach.overlay import read_overlay
from guide.coach.practice import Mode, Practice, Which, practice_session, review_session
from guide.coach.preferences import Preferences, read_preferences
from guide.errors import NotFoundError, UsageError
from guide.exchange.result_file import Result, write_result
from guide.library.nearest import nearest
from guide.library.records import Question, plain
from guide.opening import Guide
from guide.store.database import open_database
from guide.store.progress import Progress
from guide.study import class_session
from guide.study.answering import Answer
from guide.study.exam import Report
from guide.study.run import Run, practice, seed_of


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for on the command line.

    Attributes:
        topic: A topic or a page; None for all.
        count: How many questions.
        mode: "practice", "review", "exam" or "drill".
        code: A session code, or any word that stands for a seed.
        which: Which questions practice takes.
        minutes: Minutes an exam allows; None without a clock.
        result: File or folder for the result of a session.
        name: Put into the result; empty for none.
    """

    topic: str | None = None
    count: int = 10
    mode: str = "practice"
    code: str | None = None
    which: Which = "all"
    minutes: float | None = None
    result: Path | None = None
    name: str = ""


class Quiz:
    """One call of the command."""

    def __init__(self, guide: Guide, data: Path, wanted: Wanted) -> None:
        self.guide = guide
        self.wanted = wanted
        self.progress = Progress(open_database(data, datetime.now(UTC)))
        overlay = read_overlay(data)
        for notice in (*self.progress.notices, *overlay.notices):
            click.echo(f"abscopal: {notice}", err=True)
        self.bank = Bank(guide.catalogue, overlay.questions, overlay.topics)
        self.preferences: Preferences = read_preferences(self.progress.settings())
        self.progress.reviews.hand_over(self.bank.successors())
        latest = self.progress.reviews.latest()
        if latest is not None and datetime.now(UTC) < latest:
            click.echo(
                "abscopal: the clock is behind your last answer; intervals are counted from that answer",
                err=True,
            )

    def questions(self) -> list[Question]:
        """Return the questions of the topic or page.

        Raises:
            NotFoundError: There are none.
        """
        topic = self.wanted.topic
        if topic is None:
            return self.bank.of_topic("")
        chosen = self.bank.of_topic(topic) if topic in self.bank.topics else self.bank.about(topic)
        if not chosen:
            topics = self.bank.topics
            raise NotFoundError(
                f"no questions on '{topic}'",
                nearest(topic, topics) or f"topics: {', '.join(topics)}",
            )
        return chosen

    def run(self) -> int:
        """Ask; return 0 when questions were asked, 1 when there are none to ask."""
        wanted = self.wanted
        if wanted.code and (class_session.is_code(wanted.code) or wanted.result is not None):
            return self._session(class_session.read_code(wanted.code))
        questions = self.questions()
        seed = seed_of(wanted.code) if wanted.code else secrets.randbits(64)
        if wanted.code:
            version = self.guide.catalogue.content_version
            click.echo(
                f"Code {wanted.code}, content {version}: the same code and content give the same questions."
            )
        if wanted.mode == "exam":
            return self._exam(f"Exam, {wanted.topic or 'all topics'}", questions, seed)
        return self._practise(self._drawn(questions, seed), seed)

    def _drawn(self, questions: list[Question], seed: int) -> Run:
        wanted, answers = self.wanted, self.progress.reviews
        now = datetime.now(UTC)
        if wanted.mode == "review":
            session = review_session(self.bank, answers, self.preferences, now, seed)
            chosen = {question.id for question in questions}
            if wanted.topic is not None:
                session = Run(
                    "Review", tuple(asked for asked in session.asked if asked.question.id in chosen)
                )
            return Run("Review", session.asked[: wanted.count])
        if wanted.mode == "drill":
            return practice(
                "Reckon", [q for q in questions if q.form == "numeric"], wanted.count, seed
            )
        if wanted.code:
            return practice(wanted.topic or "all topics", questions, wanted.count, seed)
        return practice_session(
            wanted.topic or "all topics", questions, answers, wanted.count, seed, wanted.which
        )

    def _practise(self, session: Run, seed: int) -> int:
        if not session.asked:
            nothing = {
                "review": "Nothing is due. Practise with `abscopal quiz`.",
                "drill": "There is nothing to reckon in this topic.",
            }
            click.echo(nothing.get(self.wanted.mode, "There are no such questions."))
            return 1
        mode: Mode = (
            "review"
            if self.wanted.mode == "review"
            else ("drill" if self.wanted.mode == "drill" else "practice")
        )
        run = Practice(
            session,
            mode,
            self.progress.reviews,
            self.preferences,
            self.guide.catalogue.content_version,
            seed,
        )
        while True:
            run.skip_answered_elsewhere(datetime.now(UTC))
            asked = run.session.current
            if asked is None:
                break
            present(asked, f"Question {len(run.session.given) + 1} of {len(run.session.asked)}")
            started = time.monotonic()
            reply = ask(asked, self.preferences.confidence)
            if isinstance(reply, Answer):
                run.give(reply, datetime.now(UTC), time.monotonic() - started)
                explain(reply, self.guide)
            elif reply.name == "stop":
                break
            elif reply.name == "undo":
                run.undo()
                click.echo("Taken back.")
            else:
                on = self.progress.reviews.toggle_mark(asked.question.id, "flag", datetime.now(UTC))
                click.echo("Flagged." if on else "No longer flagged.")
        self._score(run.session.given)
        return 0

    def _score(self, given: tuple[Answer, ...]) -> None:
        right = sum(answer.right for answer in given)
        share = f" ({right / len(given):.0%})" if given else ""
        click.echo(f"\nScore: {right} of {len(given)}{share}")
        wrong = sorted(
            (answer for answer in given if not answer.right),
            key=lambda answer: answer.confidence != "sure",
        )
        for answer in wrong:
            click.echo(
                f"  read again: {answer.asked.question.entry}{' (sure and wrong)' if answer.confidence == 'sure' else ''}"
            )

    def _session(self, code: class_session.ClassCode) -> int:
        catalogue = self.guide.catalogue
        questions = class_session.draw(code, list(catalogue.topics), catalogue.questions)
        if not class_session.fits(code, catalogue.content_version):
            told = "the code was made with another version of the content: the questions may differ from the others'"
            click.echo(f"abscopal: {told} (this is {catalogue.content_version})", err=True)
        click.echo(f"Class session {code}: {len(questions)} questions.")
        return self._exam(f"Class {code}", questions, code.seed, str(code))

    def _exam(self, title: str, questions: list[Question], seed: int, code: str = "") -> int:
        version, now = self.guide.catalogue.content_version, datetime.now(UTC)
        sitting = RunningExam.resume(self.bank, self.progress, self.preferences, version)
        if sitting is not None and sitting.begun.code != code:
            raise UsageError(
                f"an exam is still open: {sitting.exam.title}",
                "finish it in the guide, or give it up in the settings of the quiz",
            )
        if sitting is not None:
            click.echo(
                f"Going on with {sitting.exam.title}: {len(sitting.exam.given)} of {len(sitting.exam.asked)} answered."
            )
        else:
            drawn = (
                questions
                if code
                else [
                    asked.question
                    for asked in practice(title, questions, self.wanted.count, seed).asked
                ]
            )
            sitting = RunningExam.begin(
                title,
                drawn,
                seed,
                self.wanted.minutes,
                False,
                self.progress,
                self.preferences,
                version,
                now,
                code,
            )
        click.echo("Exam: answers are explained at the end.")
        if not self._sit(sitting):
            click.echo("\nThe exam is kept; the same command goes on with it.")
            return 0
        report = sitting.finish(datetime.now(UTC))
        self._report(sitting, report)
        if code:
            self._write(sitting)
        return 0

    def _sit(self, sitting: RunningExam) -> bool:
        """Put every open question; False when the reader stopped before the end."""
        for place in sitting.exam.open_places:
            asked = sitting.exam.asked[place]
            left = sitting.exam.left
            clock = f", {left / 60:.0f} min left" if left is not None else ""
            present(asked, f"Question {place + 1} of {len(sitting.exam.asked)}{clock}")
            started = time.monotonic()
            reply = ask(asked, self.preferences.confidence)
            while isinstance(reply, Word) and reply.name != "stop":
                click.echo("Not in an exam.")
                reply = ask(asked, self.preferences.confidence)
            passed = sitting.exam.go(place).tick(time.monotonic() - started)
            if passed.over:
                click.echo("The time is up.")
                return True
            if not isinstance(reply, Answer):
                sitting.step(passed)
                return False
            sitting.step(passed.answer(reply))
        return True

    def _report(self, sitting: RunningExam, report: Report) -> None:
        for place, given in sorted(sitting.exam.given.items()):
            click.echo(
                f"\nQuestion {place + 1}: {given.asked.filled(plain(given.asked.question.stem))}"
            )
            explain(given, self.guide)
        self._score(tuple(given for _, given in sorted(sitting.exam.given.items())))
        for heading, tallies in (("By topic", report.topics), ("By level", report.levels)):
            click.echo(heading)
            for tally in tallies:
                click.echo(
                    f"  {self.bank.topics.get(tally.name, tally.name)}: {tally.right} of {tally.total}"
                )

    def _write(self, sitting: RunningExam) -> None:
        wanted = self.wanted.result
        result = Result.of_exam(
            sitting.begun, self.guide.catalogue.content_version, datetime.now(UTC), self.wanted.name
        )
        folder = (self.progress.path.parent if self.progress.path else Path()) / "results"
        name = ""
        if wanted is not None:
            folder, name = (wanted, "") if wanted.is_dir() else (wanted.parent, wanted.name)
        click.echo(f"Result file: {write_result(result, folder, name)}")

    def close(self) -> None:
        """Close the data."""
        self.progress.close()


def run(guide: Guide, data: Path, wanted: Wanted) -> int:
    """Run a quiz in the plain terminal."""
    quiz = Quiz(guide, data, wanted)
    try:
        return quiz.run()
    finally:
        quiz.close()
