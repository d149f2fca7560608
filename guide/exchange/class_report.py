"""A class's results merged: scores and item figures, as text, CSV and HTML."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import count
from pathlib import Path
from statistics import mean, median
from textwrap import shorten

from guide.counting import counted
from guide.errors import GuideError, UsageError
from guide.exchange.csv_text import csv_text, read_rows
from guide.exchange.markup import html_page, key_shown, spans_html, stem_text
from guide.exchange.result_file import Result, read_result
from guide.library.catalogue import Catalogue
from guide.study.answering import LETTERS, read_stored_answer
from guide.study.class_session import draw, fits, read_code
from guide.study.items import ItemFigures, Response, analyse
from guide.study.presenting import PresentedQuestion, present

ONE_CHOICE = ("single", "figure")
FEWEST = 10
"""Results below which no item is called hard, easy or idle: chance decides too much."""
TOO_FEW = f"Fewer than {FEWEST} results: the items are not judged"
STEM_WIDTH = 74
"""Characters of a stem in the plain report."""
NAMED = 5
"""Files that the message names when no result is valid."""
COLUMNS = (
    "number",
    "question",
    "answers",
    "difficulty",
    "discrimination",
    "median_seconds",
    "sure_and_wrong",
    "options",
    "remarks",
)
"""Columns of the CSV; scripts rely on their names."""
NOTE = (
    "Discrimination is the point-biserial correlation with the score on the other items; "
    "below 0.20 an item hardly separates stronger from weaker learners."
)


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


def _spread(item: ItemFigures, presented: PresentedQuestion) -> str:
    """Return how often each option was chosen, by its letter as shown."""
    if presented.question.form not in ONE_CHOICE:
        return ""
    counts = [
        f"{LETTERS[place]} {item.chosen.get(str(option), 0)}"
        for place, option in enumerate(presented.order)
    ]
    unanswered = item.chosen.get("", 0)
    return "  ".join([*counts, f"– {unanswered}"] if unanswered else counts)


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _learners(report: ClassReport) -> list[tuple[str, Result]]:
    """Return the results with what each learner is called, the nameless by number."""
    nameless = count(1)
    return [
        (result.name.strip() or f"learner {next(nameless)} (no name)", result)
        for result in report.results
    ]


def _judged(report: ClassReport, item: ItemFigures) -> tuple[str, ...]:
    """Return what is remarked on an item: nothing as long as too few have answered."""
    return item.remarks if len(report.results) >= FEWEST else ()


def _all_remarks(report: ClassReport, item: ItemFigures) -> str:
    remarks = list(_judged(report, item))
    if item.confident_errors:
        remarks.append(f"{item.confident_errors} confident but wrong")
    return "; ".join(remarks)


def report_text(report: ClassReport) -> list[str]:
    """Return the report as lines of plain text."""
    scores = report.scores
    lines = [
        f"Class session {report.code}: {counted(len(scores), 'result')},"
        f" {counted(report.total, 'question')}",
        f"Scores: mean {mean(scores):.1f}, median {median(scores):g},"
        f" lowest {min(scores)}, highest {max(scores)}",
        "",
        *(f"  {result.score:>3} of {report.total}  {name}" for name, result in _learners(report)),
        "",
        *([] if len(scores) >= FEWEST else [f"{TOO_FEW}.", ""]),
        f"     {'right':>5} {'discr.':>6} {'time':>5}  {'options':<24} remarks",
    ]
    for number, item in enumerate(report.items, 1):
        presented = report.questions[item.question]
        spread, remarks = _spread(item, presented), _all_remarks(report, item)
        figures = f"{item.difficulty:>5.0%} {_number(item.discrimination):>6} {item.seconds:>4.0f}s"
        stem = shorten(stem_text(presented), STEM_WIDTH, placeholder=" …")
        lines += [
            f"{number:>3}  {figures}  {spread:<24} {remarks}".rstrip(),
            f"     {stem}",
            f"     {item.question}",
        ]
    if report.left_out:
        lines += ["", "Left out:", *(f"  {reason}" for reason in report.left_out)]
    return lines


def report_csv(report: ClassReport) -> str:
    """Return the report as CSV: one row for each item below a header."""
    return csv_text(
        COLUMNS,
        (
            [
                number,
                item.question,
                item.answers,
                f"{item.difficulty:.3f}",
                "" if item.discrimination is None else f"{item.discrimination:.3f}",
                f"{item.seconds:.1f}",
                item.confident_errors,
                _spread(item, report.questions[item.question]),
                "; ".join(_judged(report, item)),
            ]
            for number, item in enumerate(report.items, 1)
        ),
    )


def count_csv(data: bytes) -> int:
    """Return the number of answers that a report as CSV is about.

    Raises:
        ValueError: It is no such report.
    """
    return sum(int(row[COLUMNS.index("answers")]) for row in read_rows(data, COLUMNS))


def report_html(report: ClassReport) -> str:
    """Return the report as a page that needs no other file."""
    scores, total = report.scores, report.total
    people = "".join(
        f"<tr><td>{escape(name)}</td><td>{result.score} of {total}</td>"
        f'<td style="width:16em">{_bar(result.score / max(total, 1))}</td></tr>'
        for name, result in _learners(report)
    )
    summary = (
        f"<p>{counted(len(scores), 'result')}. Mean {mean(scores):.1f} of {total},"
        f" median {median(scores):g}, {min(scores)} to {max(scores)}.</p>"
    )
    items = "".join(_item_html(item, report) for item in report.items)
    few = "" if len(scores) >= FEWEST else f"{TOO_FEW}. "
    parts = [
        summary,
        f"<table>{people}</table>",
        f'<h2>Items</h2><p class="dim">{few}{NOTE}</p><ol>{items}</ol>',
    ]
    if report.left_out:
        rows = "".join(f"<li>{escape(reason)}</li>" for reason in report.left_out)
        parts.append(f"<h2>Left out</h2><ul>{rows}</ul>")
    answers = sum(item.answers for item in report.items)
    return html_page(f"Class session {report.code}", "".join(parts), answers)


def _bar(share: float) -> str:
    return f'<span class="bar" style="width:{share:.0%}"></span>'


def _item_html(item: ItemFigures, report: ClassReport) -> str:
    presented = report.questions[item.question]
    stem = spans_html(presented.question.stem, presented)
    parts = [f"<p>{stem}</p>", f'<p class="right">{escape(key_shown(presented))}</p>']
    figures = (
        f"right {item.difficulty:.0%}, discrimination {_number(item.discrimination)},"
        f" median {item.seconds:.0f} s"
    )
    remarks = _all_remarks(report, item)
    warning = f' <span class="wrong">{escape(remarks)}</span>' if remarks else ""
    parts.append(f'<p class="dim">{figures}{warning}</p>')
    if presented.question.form in ONE_CHOICE:
        parts.append(f"<table>{_option_table(item, presented)}</table>")
    return f'<li class="question">{"".join(parts)}</li>'


def _option_table(item: ItemFigures, presented: PresentedQuestion) -> str:
    """Return the rows of a table with the share of each option."""
    rows = []
    for place, number in enumerate(presented.order):
        option = presented.question.options[number]
        count = item.chosen.get(str(number), 0)
        share = count / max(item.answers, 1)
        style = "right" if option.right else ""
        rows.append(
            f'<tr><td class="{style}">{LETTERS[place]}</td>'
            f'<td class="{style}">{escape(option.text)}</td><td>{count}</td>'
            f'<td style="width:12em">{_bar(share)} {share:.0%}</td></tr>'
        )
    return "".join(rows)
