"""`abscopal quiz`: questions line by line, for screen readers, pipes and old consoles."""

import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from guide import clock
from guide.cli.arguments import Destination
from guide.cli.asking import Command, ask, explain, print_question, print_score, print_wrapped
from guide.cli.exam import refuse_loss, result_target, run_exam, write_result_file
from guide.cli.learner import open_learner
from guide.cli.output import say, warn
from guide.coach.exam import ExamPlan
from guide.coach.practice import Mode, Practice, Selection, draw_practice, draw_review
from guide.coach.study import Study
from guide.counting import counted
from guide.errors import NotFoundError, UsageError
from guide.library.nearest import nearest
from guide.library.records import Question
from guide.opening import Guide
from guide.study import class_session
from guide.study.answering import Answer
from guide.study.run import Run, draw_run, seed_of

NOTHING = {
    "practice": "There are no such questions.",
    "review": "Nothing is due. Practise with `abscopal quiz`.",
    "drill": "This topic has no calculations.",
}


@dataclass(frozen=True, slots=True)
class QuizOptions:
    """The options of the command.

    Attributes:
        topic: A topic, a learning path or a page; None for all questions.
        count: How many questions.
        mode: "practice", "review", "exam" or "drill".
        code: A class code; the questions are then those of the class session.
        seed: A number or a word; the same one gives the same questions.
        which: Which questions practice takes.
        minutes: Minutes that an exam allows; None without a clock.
        result: File or folder for the result of a class session.
        name: The learner's name in the result; empty for none.
    """

    topic: str | None = None
    count: int = 10
    mode: str = "practice"
    code: str | None = None
    seed: str | None = None
    which: Selection = "all"
    minutes: float | None = None
    result: Destination | None = None
    name: str = ""

    @property
    def title(self) -> str:
        """What the questions are about."""
        return self.topic or "all topics"


def run(guide: Guide, data: Path, options: QuizOptions) -> int:
    """Ask questions; return 1 when there are none to ask.

    Raises:
        StorageError: The answers were in memory only.
        UsageError: The class code is not one, or a seed is given beside it.
    """
    code = class_session.read_code(options.code) if options.code is not None else None
    if code is not None and options.seed is not None:
        raise UsageError("--code and --seed exclude each other", "a class code has its own seed")
    with open_learner(guide, data) as study:
        if code is not None:
            return _run_class_session(study, options, code)
        return _run(study, options)


def _run(study: Study, options: QuizOptions) -> int:
    questions = find_questions(study, options.topic)
    seed = seed_of(options.seed) if options.seed is not None else secrets.randbits(64)
    if options.seed is not None:
        version = study.catalogue.content_version
        print_wrapped(
            f"Seed {options.seed}, content {version}:"
            " the same seed and content give the same questions."
        )
    if options.mode == "exam":
        drawn = draw_run(options.title, questions, options.count, seed)
        chosen = [presented.question for presented in drawn.questions]
        run_exam(study, ExamPlan(f"Exam, {options.title}", chosen, seed, options.minutes))
        refuse_loss(study, "this exam")
        return 0
    return _practise(study, options, questions, seed)


def _run_class_session(study: Study, options: QuizOptions, code: class_session.ClassCode) -> int:
    """Run the exam of a class session and write its result file."""
    catalogue = study.catalogue
    questions = class_session.draw(code, list(catalogue.topics), catalogue.questions)
    if not class_session.fits(code, catalogue.content_version):
        warn(
            f"the class code was made with another version of the content than"
            f" {catalogue.content_version}: your questions may differ from those of the others"
        )
    say(f"Class session {code}: {counted(len(questions), 'question')}.")
    target = result_target(study, options.result)
    if options.name:
        study.progress.exams.save_name(str(code), options.name)
    plan = ExamPlan(f"Class {code}", questions, code.seed, options.minutes, code=str(code))
    finished = run_exam(study, plan)
    if finished is not None:
        path = write_result_file(study, str(code), target, options.name)
        say(f"Result file: {path}")
        refuse_loss(study, "this exam, but for the result file,")
    return 0


def find_questions(study: Study, topic: str | None) -> list[Question]:
    """Return the questions of a topic, path or page; of None, all questions.

    Raises:
        NotFoundError: There are none.
    """
    bank = study.bank
    if topic is None:
        return bank.of_topic("")
    path = study.catalogue.path_by_id.get(topic)
    if path is not None:
        questions = [bank.questions[name] for name in dict.fromkeys(path.questions)]
    else:
        questions = bank.of_topic(topic) if topic in bank.topics else bank.about(topic)
    if not questions:
        hint = nearest(topic, bank.topics) or f"topics: {', '.join(bank.topics)}"
        raise NotFoundError(f"there are no questions on '{topic}'", hint)
    return questions


def _draw(
    study: Study, options: QuizOptions, questions: Sequence[Question], seed: int
) -> tuple[Mode, Run]:
    """Draw a run of the mode that was chosen."""
    if options.mode == "review":
        chosen = {question.id for question in questions}
        due = [
            presented
            for presented in draw_review(study, clock.now(), seed).questions
            if options.topic is None or presented.question.id in chosen
        ]
        return "review", Run("Review", tuple(due[: options.count]))
    if options.mode == "drill":
        numeric = [question for question in questions if question.form == "numeric"]
        return "drill", draw_run("Calculations", numeric, options.count, seed)
    if options.seed is not None:
        return "practice", draw_run(options.title, questions, options.count, seed)
    reviews = study.progress.reviews
    drawn = draw_practice(options.title, questions, reviews, options.count, seed, options.which)
    return "practice", drawn


def _practise(study: Study, options: QuizOptions, questions: Sequence[Question], seed: int) -> int:
    mode, drawn = _draw(study, options, questions, seed)
    if not drawn.questions:
        say(NOTHING[mode])
        return 1
    practice = Practice(study, drawn, mode, seed)
    while True:
        practice.skip_answered_elsewhere(clock.now())
        presented = practice.run.current
        if presented is None:
            break
        number, total = len(practice.run.answers) + 1, len(practice.run.questions)
        print_question(presented, f"Question {number} of {total}")
        started = time.monotonic()
        reply = ask(presented, study.preferences.confidence)
        if isinstance(reply, Answer):
            practice.answer(reply, clock.now(), time.monotonic() - started)
            explain(reply, study.catalogue)
        elif reply is Command.STOP:
            break
        elif reply is Command.UNDO:
            practice.undo()
            say("The last answer was taken back.")
        else:
            now, name = clock.now(), presented.question.id
            flagged = study.progress.reviews.toggle_mark(name, "flag", now)
            say("Flagged." if flagged else "No longer flagged.")
    print_score(practice.run.answers, len(practice.run.answers))
    if practice.run.answers:
        refuse_loss(study, "these questions")
    return 0
