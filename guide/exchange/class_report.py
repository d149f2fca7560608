"""A class's results merged: scores, and what they say of each item, as table, CSV and page."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from statistics import mean, median

from guide.errors import GuideError
from guide.exchange.markup import key_shown, page, spans_html
from guide.exchange.result_file import Result, read_result
from guide.library.records import Question
from guide.study.answering import LETTERS
from guide.study.class_session import read_code
from guide.study.items import ItemFigures, Response, analyse
from guide.study.presenting import PresentedQuestion, present

CHOSEN = ("single", "figure")
HEAD = (
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
NOTE = "Discrimination is the point-biserial correlation with the score on the other items; below 0.20 an item hardly tells apart."


@dataclass(frozen=True, slots=True)
class GroupReport:
    """A class.

    Attributes:
        code: Its session code.
        results: The results that count, the best first.
        items: Figures of each question, in the order of the session.
        asked: Each question as it was put, by id; those that this content lacks are missing.
        left_out: Files that do not count, with the reason.
    """

    code: str
    results: tuple[Result, ...]
    items: tuple[ItemFigures, ...]
    asked: Mapping[str, PresentedQuestion]
    left_out: tuple[str, ...]

    @property
    def flagged(self) -> tuple[ItemFigures, ...]:
        """Items with a remark other than that they are easy."""
        return tuple(
            item for item in self.items if any(remark != "easy" for remark in item.remarks)
        )


def gather(files: Sequence[Path], questions: Mapping[str, Question]) -> GroupReport:
    """Read and merge result files.

    The first sound file sets session and content version; files that are altered, of another session or version, or a second
    copy of one already read are named and left out.

    Raises:
        GuideError: Not one file is sound.
    """
    results: list[Result] = []
    left_out: list[str] = []
    for path in files:
        try:
            result = read_result(path)
        except GuideError as error:
            left_out.append(str(error))
            continue
        first = results[0] if results else result
        if result.code != first.code:
            left_out.append(f"{path.name}: of another session ({result.code})")
        elif result.content_version != first.content_version:
            left_out.append(
                f"{path.name}: of another version of the content ({result.content_version})"
            )
        elif any(
            (result.finished_at, result.answers) == (other.finished_at, other.answers)
            for other in results
        ):
            left_out.append(f"{path.name}: a copy of a result already read")
        else:
            results.append(result)
    if not results:
        raise GuideError(
            "no sound result among the files",
            "; ".join(left_out) or "give files ending in .abscopal-result",
        )
    code = results[0].code
    seed = read_code(code).seed
    ids = list(dict.fromkeys(name for result in results for name in result.questions))
    asked = {name: present(questions[name], seed) for name in ids if name in questions}
    sheets = [_sheet(result) for result in results]
    items = [analyse(name, *_options(asked.get(name)), sheets) for name in ids]
    results.sort(key=lambda result: (-result.score, result.name, result.finished_at))
    return GroupReport(code, tuple(results), tuple(items), asked, tuple(left_out))


def _sheet(result: Result) -> list[Response]:
    """Return a learner's answers; a question without one counts as wrong."""
    given = {answer.question: answer for answer in result.answers}
    return [given.get(name, Response(name, "", False)) for name in result.questions]


def _options(asked: PresentedQuestion | None) -> tuple[list[str], list[str]]:
    """Return the responses that are right, and all responses, of a question with one choice."""
    if asked is None or asked.question.form not in CHOSEN:
        return [], []
    return [str(key) for key in asked.question.keys], [
        str(option) for option in range(len(asked.question.options))
    ]


def _spread(item: ItemFigures, asked: PresentedQuestion | None) -> str:
    """Return how often each option was chosen, by its letter as shown."""
    if asked is None or asked.question.form not in CHOSEN:
        return ""
    counts = [
        f"{LETTERS[place]} {item.chosen.get(str(option), 0)}"
        for place, option in enumerate(asked.order)
    ]
    return "  ".join(counts) + (f"  – {item.chosen['']}" if item.chosen.get("") else "")


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def report_text(report: GroupReport) -> list[str]:
    """Return the report as lines of plain text."""
    scores = [result.score for result in report.results]
    total = len(report.results[0].questions)
    lines = [
        f"Class session {report.code}: {len(scores)} results, {total} questions",
        f"Scores: mean {mean(scores):.1f}, median {median(scores):g}, lowest {min(scores)}, highest {max(scores)}",
        "",
        f"{'':>3}  {'question':<34} {'right':>5} {'discr.':>6} {'time':>5}  {'options':<24} remarks",
    ]
    for number, item in enumerate(report.items, 1):
        spread = _spread(item, report.asked.get(item.question))
        remarks = "; ".join(item.remarks) + (
            f"; {item.sure_and_wrong} sure and wrong" if item.sure_and_wrong else ""
        )
        lines.append(
            f"{number:>3}  {item.question:<34} {item.difficulty:>5.0%} {_number(item.discrimination):>6} {item.seconds:>4.0f}s"
            f"  {spread:<24} {remarks.removeprefix('; ')}".rstrip()
        )
    if report.left_out:
        lines += ["", "Left out:", *(f"  {reason}" for reason in report.left_out)]
    return lines


def report_csv(report: GroupReport) -> str:
    """Return one row for each item as CSV with a head."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(
        [
            "number",
            "question",
            "answers",
            "difficulty",
            "discrimination",
            "median_seconds",
            "sure_and_wrong",
            "options",
            "remarks",
        ]
    )
    for number, item in enumerate(report.items, 1):
        discrimination = "" if item.discrimination is None else f"{item.discrimination:.3f}"
        spread = _spread(item, report.asked.get(item.question))
        row = [
            number,
            item.question,
            item.answers,
            f"{item.difficulty:.3f}",
            discrimination,
            f"{item.seconds:.1f}",
            item.sure_and_wrong,
        ]
        writer.writerow([*row, spread, "; ".join(item.remarks)])
    return text.getvalue()


def _item_html(item: ItemFigures, asked: PresentedQuestion | None) -> str:
    stem = spans_html(asked.question.stem, asked) if asked is not None else escape(item.question)
    key = f'<p class="right">{escape(key_shown(asked))}</p>' if asked is not None else ""
    rows = ""
    if asked is not None and asked.question.form in CHOSEN:
        for place, option in enumerate(asked.order):
            count = item.chosen.get(str(option), 0)
            share = count / max(item.answers, 1)
            style = "right" if asked.question.options[option].right else ""
            text = escape(asked.question.options[option].text)
            rows += (
                f'<tr><td class="{style}">{LETTERS[place]}</td><td class="{style}">{text}</td><td>{count}</td>'
                f'<td style="width:12em"><span class="bar" style="width:{share:.0%}"></span> {share:.0%}</td></tr>'
            )
    figures = f"right {item.difficulty:.0%}, discrimination {_number(item.discrimination)}, median {item.seconds:.0f} s"
    remarks = "; ".join(
        [*item.remarks, *([f"{item.sure_and_wrong} sure and wrong"] if item.sure_and_wrong else [])]
    )
    warn = f' <span class="wrong">{escape(remarks)}</span>' if remarks else ""
    return f'<li class="question"><p>{stem}</p>{key}<p class="dim">{figures}{warn}</p><table>{rows}</table></li>'.replace(
        "<table></table>", ""
    )


def report_html(report: GroupReport) -> str:
    """Return the report as a page that needs nothing else."""
    scores = [result.score for result in report.results]
    total = len(report.results[0].questions)
    people = "".join(
        f"<tr><td>{escape(result.name) or '–'}</td><td>{result.score} of {total}</td>"
        f'<td style="width:16em"><span class="bar" style="width:{result.score / max(total, 1):.0%}"></span></td></tr>'
        for result in report.results
    )
    items = "".join(_item_html(item, report.asked.get(item.question)) for item in report.items)
    rows = "".join(f"<li>{escape(reason)}</li>" for reason in report.left_out)
    left_out = f"<h2>Left out</h2><ul>{rows}</ul>" if rows else ""
    summary = f"<p>{len(scores)} results. Mean {mean(scores):.1f} of {total}, median {median(scores):g}, {min(scores)} to {max(scores)}.</p>"
    note = f'<p class="dim">{NOTE}</p>'
    return page(
        f"Class session {report.code}",
        f"{summary}<table>{people}</table><h2>Items</h2>{note}<ol>{items}</ol>{left_out}",
    )
