"""Exams of `abscopal quiz`: answers are explained at the end."""

import time
from datetime import UTC, datetime
from pathlib import Path

from guide.cli.asking import Command, ask, explain, print_question, print_score, print_wrapped
from guide.cli.output import say
from guide.coach.exam import ExamPlan, RunningExam
from guide.coach.study import Study
from guide.errors import GuideError, UsageError
from guide.exchange.result_file import Result, write_result
from guide.layout.quiz.question import key_text
from guide.library.records import plain
from guide.study.answering import Answer
from guide.study.exam import Report


def run_exam(study: Study, plan: ExamPlan) -> RunningExam | None:
    """Run an exam, or resume it if it was not finished.

    Returns:
        The finished exam; None when the learner stopped before the end.

    Raises:
        UsageError: Another exam is open.
    """
    running = _begin_or_resume(study, plan)
    say("Exam: answers are explained at the end.")
    if not _ask_all(study, running):
        say()
        say("The exam is saved. Run the same command to resume it.")
        return None
    _print_report(study, running, running.finish(datetime.now(UTC)))
    return running


def _begin_or_resume(study: Study, plan: ExamPlan) -> RunningExam:
    """Begin an exam, or resume it if it was not finished.

    Raises:
        UsageError: Another exam is open.
    """
    running = RunningExam.resume(study)
    if running is None:
        return RunningExam.begin(study, plan, datetime.now(UTC))
    exam = running.exam
    if running.stored.code != plan.code:
        raise UsageError(
            f"another exam is still open: {exam.title}",
            "finish it in the guide, or discard it in the settings of the quiz",
        )
    answered, total = len(exam.answers), len(exam.questions)
    say(f"Resuming {exam.title}: {answered} of {total} answered.")
    return running


def _ask_all(study: Study, running: RunningExam) -> bool:
    """Ask every open question; return False when the learner stopped before the end."""
    for place in running.exam.open_places:
        exam = running.exam.go(place)
        minutes = f", {exam.left / 60:.0f} min left" if exam.left is not None else ""
        print_question(exam.current, f"Question {place + 1} of {len(exam.questions)}{minutes}")
        started = time.monotonic()
        reply = ask(exam.current, study.preferences.confidence)
        while reply in (Command.UNDO, Command.FLAG):
            say("This is not possible in an exam.")
            reply = ask(exam.current, study.preferences.confidence)
        exam = exam.tick(time.monotonic() - started)
        in_time = isinstance(reply, Answer) and not exam.over
        running.step(exam.answer(reply) if isinstance(reply, Answer) and in_time else exam)
        if exam.over:
            say("The time is up.")
            return True
        if not isinstance(reply, Answer):
            return False
    return True


def _print_report(study: Study, running: RunningExam, report: Report) -> None:
    exam = running.exam
    for place, presented in enumerate(exam.questions):
        stem = presented.filled(plain(presented.question.stem))
        say()
        print_wrapped(f"Question {place + 1}: {stem}")
        if place in exam.answers:
            explain(exam.answers[place], study.catalogue)
        else:
            print_wrapped(f"Not answered. The answer is: {key_text(presented)}")
    print_score([answer for _, answer in sorted(exam.answers.items())], report.total)
    topics = study.bank.topics
    for heading, tallies in (("By topic", report.topics), ("By level", report.levels)):
        say(heading)
        for tally in tallies:
            say(f"  {topics.get(tally.name, tally.name)}: {tally.right} of {tally.total}")


def write_result_file(study: Study, finished: RunningExam, target: Path | None, name: str) -> Path:
    """Write the result of a class session.

    Args:
        study: The library and the learner's data.
        finished: The exam of the class session.
        target: File or folder; None for the folder of results in the learner's data.
        name: The learner's name; empty for none.

    Raises:
        GuideError: It cannot be written.
    """
    folder, file_name = study.results_folder or Path("results"), ""
    if target is not None:
        folder, file_name = (target, "") if target.is_dir() else (target.parent, target.name)
    version = study.catalogue.content_version
    result = Result.of_exam(finished.stored, version, datetime.now(UTC), name)
    try:
        return write_result(result, folder, file_name)
    except OSError as error:
        raise GuideError(f"the result cannot be written to {folder}: {error.strerror}") from error
