"""Exams of `abscopal quiz`: answers are explained at the end."""

import time
from pathlib import Path

from guide import clock
from guide.cli.arguments import Destination
from guide.cli.asking import Command, ask, explain, print_question, print_score, print_wrapped
from guide.cli.output import say
from guide.coach.exam import ExamPlan, RunningExam, find_unfinished
from guide.coach.study import Study
from guide.counting import fixed
from guide.errors import GuideError, StorageError, UsageError
from guide.exchange.result_file import Result, check_place, make_results_folder, write_result
from guide.layout.quiz.answers import key_text
from guide.library.records import plain
from guide.study.answering import Answer
from guide.study.exam import Report

ANOTHER = (
    "To start a new exam, finish this one first,"
    " or discard it in the full-screen guide: 7 Quiz, o settings."
)


def run_exam(study: Study, plan: ExamPlan) -> RunningExam | None:
    """Run an exam, or resume it if it was not finished.

    Returns:
        The finished exam; None when the learner stopped before the end.

    Raises:
        ExamElsewhereError: It goes on in another window, or has ended there.
        StorageError: It was stopped and could not be saved.
        UsageError: Another exam is open.
    """
    running = _begin_or_resume(study, plan)
    say("Exam: answers are explained at the end.")
    try:
        to_the_end = _ask_all(study, running)
    except KeyboardInterrupt:
        running.leave(clock.now())
        raise
    if not to_the_end:
        running.leave(clock.now())
        say()
        refuse_loss(study, "this exam")
        say("The exam is saved. Run the same command to resume it.")
        return None
    _print_report(study, running, running.finish(clock.now()))
    return running


def refuse_loss(study: Study, what: str) -> None:
    """End with an error where nothing was saved.

    Args:
        study: The library and the learner's data.
        what: What was answered.

    Raises:
        StorageError: The answers were in memory only.
    """
    if study.unsaved:
        raise StorageError(
            f"your answers to {what} are lost, they were in memory only: {study.unsaved}"
        )


def _begin_or_resume(study: Study, plan: ExamPlan) -> RunningExam:
    """Begin an exam, or resume it if it was not finished.

    Raises:
        ExamElsewhereError: It has just ended in another window.
        UsageError: Another exam is open.
    """
    found = find_unfinished(study, clock.now())
    if found is None:
        return RunningExam.begin(study, plan, clock.now())
    if found.code != plan.code:
        raise UsageError(
            f"another exam is still open: {found.exam.title}",
            "finish it in the guide, or discard it in the settings of the quiz",
        )
    running = RunningExam.take_over(study, found, clock.now())
    exam = running.exam
    answered, total = len(exam.answers), len(exam.questions)
    say(f"Resuming {exam.title}: {answered} of {total} answered.")
    if not plan.code:
        print_wrapped(ANOTHER)
    return running


def _ask_all(study: Study, running: RunningExam) -> bool:
    """Ask every open question; return False when the learner stopped before the end."""
    for place in running.exam.open_places:
        if running.exam.over:
            say("The time is up.")
            return True
        running.step(running.exam.go(place))
        exam = running.exam
        minutes = f", {fixed(exam.left / 60, 0)} min left" if exam.left is not None else ""
        print_question(exam.current, f"Question {place + 1} of {len(exam.questions)}{minutes}")
        started = time.monotonic()
        try:
            reply = ask(exam.current, study.preferences.confidence)
            while reply in (Command.UNDO, Command.FLAG):
                say("This is not possible in an exam.")
                reply = ask(exam.current, study.preferences.confidence)
        finally:
            running.pass_time(time.monotonic() - started)
        exam = running.exam
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


def result_target(study: Study, chosen: Destination | None) -> Destination:
    """Return where the result of a class session goes, before it begins.

    Args:
        study: The library and the learner's data.
        chosen: File or folder; None for the folder of results in the learner's data.

    Raises:
        GuideError: Nothing can be written there.
    """
    folder = study.results_folder or Path("results")
    target = chosen or Destination(make_results_folder(folder))
    check_place(*target)
    return target


def write_result_file(study: Study, code: str, target: Destination, name: str) -> Path:
    """Write the result of a class session that was just finished.

    Raises:
        GuideError: It cannot be written; it is in the learner's data, if that can be written.
    """
    finished = study.progress.exams.find_finished(code)
    if finished is None:
        raise GuideError("the exam is not in your data")
    catalogue = study.catalogue
    result = Result.of_exam(finished, catalogue.questions, catalogue.content_version, name)
    try:
        return write_result(result, *target)
    except GuideError as error:
        hint = f"write it again: abscopal session result {code} --out FILE"
        if study.unsaved:
            hint = f"your answers are lost: {study.unsaved}"
        raise GuideError(error.message, hint) from error
