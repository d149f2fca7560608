"""The results of a class session: read, checked against one another, and merged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from guide.counting import counted
from guide.errors import GuideError, UsageError
from guide.exchange.result_file import Result, read_result
from guide.library.catalogue import Catalogue
from guide.study.answering import read_stored_answer
from guide.study.class_session import draw, fits, read_code
from guide.study.items import ItemFigures, Response, analyse
from guide.study.presenting import PresentedQuestion, present

ONE_CHOICE = ("single", "figure")
"""Forms of which the report shows how often each option was chosen."""
NAMED = 5
"""Files that the message names when no result is valid."""


@dataclass(frozen=True, slots=True)
class ClassReport:
    """The report of a class session.

    Attributes:
        code: The class code.
        results: The results that count, the best first.
        items: Figures of each question, in the order of the session.
        questions: Each question as it was presented, by id.
        left_out: Files and questions that do not count, with the reason.
    """

    code: str
    results: tuple[Result, ...]
    items: tuple[ItemFigures, ...]
    questions: Mapping[str, PresentedQuestion]
    left_out: tuple[str, ...]

    @property
    def total(self) -> int:
        """The number of questions."""
        return len(self.results[0].questions)

    @property
    def scores(self) -> list[int]:
        """The scores, the best first."""
        return [result.score for result in self.results]


def gather(files: Sequence[Path], catalogue: Catalogue) -> ClassReport:
    """Read and merge result files.

    The first valid file determines session and content version. Files that were altered, that
    belong to another session or version, that do not fit their class code, or that repeat a
    result already read are named and left out. What is right is calculated from the answers;
    questions that this content lacks do not count.

    Raises:
        GuideError: None of the files is valid, or this content has none of the questions.
    """
    results: list[Result] = []
    left_out: list[str] = []
    for path in files:
        try:
            result = read_result(path)
        except GuideError as error:
            left_out.append(str(error))
            continue
        reason = _misfit(result, catalogue) or _reason_to_leave_out(result, results)
        if reason:
            left_out.append(f"{path.name}: {reason}")
        else:
            results.append(result)
    if not results:
        raise GuideError(
            "there is no valid result among the files",
            "; ".join(left_out[:NAMED]) or "give files ending in .abscopal-result",
        )
    code, ids = results[0].code, results[0].questions
    seed, questions = read_code(code).seed, catalogue.questions
    presented = {name: present(questions[name], seed) for name in ids if name in questions}
    if not presented:
        raise GuideError(
            "this content has none of the questions", "use the version of the guide that asked them"
        )
    if len(presented) < len(ids):
        missing = len(ids) - len(presented)
        left_out.append(f"{counted(missing, 'question')} that this content does not have")
    results = [_marked(result, presented) for result in results]
    sheets = [_sheet(result) for result in results]
    items = [analyse(name, *_responses(shown), sheets) for name, shown in presented.items()]
    results.sort(key=lambda result: (-result.score, result.name, result.finished_at))
    return ClassReport(code, tuple(results), tuple(items), presented, tuple(left_out))


def _misfit(result: Result, catalogue: Catalogue) -> str:
    """Return how a result contradicts its class code; empty when it does not."""
    try:
        code = read_code(result.code)
    except UsageError:
        return "its class code is not one"
    if len(result.questions) > code.count:
        found = counted(len(result.questions), "question")
        return f"{found}, but its class code asks {code.count}"
    ours = fits(code, catalogue.content_version)
    if ours and result.content_version == catalogue.content_version:
        asked = draw(code, list(catalogue.topics), catalogue.questions)
        if result.questions != tuple(question.id for question in asked):
            return "its questions are not those of its class code"
    return ""


def _marked(result: Result, presented: Mapping[str, PresentedQuestion]) -> Result:
    """Return a result with its answers marked again, whatever the file says of them."""
    answers = []
    for given in result.answers:
        if given.question in presented:
            answer = read_stored_answer(presented[given.question], given.response)
            answers.append(replace(given, right=answer is not None and answer.right))
    return replace(result, questions=tuple(presented), answers=tuple(answers))


def _reason_to_leave_out(result: Result, results: Sequence[Result]) -> str:
    """Return why a result does not count beside those already read; empty when it counts."""
    if not results:
        return ""
    if result.code != results[0].code:
        return f"from another class session ({result.code})"
    if result.content_version != results[0].content_version:
        return f"from another version of the content ({result.content_version})"
    if result.questions != results[0].questions:
        return "other questions than the results before it"
    for other in results:
        if (result.finished_at, result.answers) == (other.finished_at, other.answers):
            return "a copy of a result already read"
    return ""


def _sheet(result: Result) -> list[Response]:
    """Return a learner's answers; a question without one counts as wrong."""
    answers = {answer.question: answer for answer in result.answers}
    return [answers.get(name, Response(name, "", False)) for name in result.questions]


def _responses(presented: PresentedQuestion) -> tuple[list[str], list[str]]:
    """Return the right responses, and all responses, of a question with one choice."""
    if presented.question.form not in ONE_CHOICE:
        return [], []
    question = presented.question
    return [str(key) for key in question.keys], [str(n) for n in range(len(question.options))]
