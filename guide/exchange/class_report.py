"""The report of a class session: scores and item figures, as text, CSV and HTML."""

from html import escape
from itertools import count
from statistics import mean, median
from textwrap import shorten

from guide.counting import counted, fixed, percent
from guide.exchange.class_results import ONE_CHOICE, ClassReport
from guide.exchange.csv_text import csv_text, read_rows
from guide.exchange.markup import html_page, key_shown, spans_html, stem_text
from guide.exchange.result_file import Result
from guide.study.answering import LETTERS
from guide.study.items import ItemFigures
from guide.study.presenting import PresentedQuestion

FEWEST = 10
"""Results below which no item is called hard, easy or idle: chance decides too much."""
TOO_FEW = f"Fewer than {FEWEST} results: the items are not judged"
STEM_WIDTH = 74
"""Characters of a stem in the plain report."""
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
    return "–" if value is None else fixed(value, 2)


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
        f"Scores: mean {fixed(mean(scores), 1)}, median {median(scores):g},"
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
        difficulty, seconds = percent(item.difficulty), fixed(item.seconds, 0)
        figures = f"{difficulty:>5} {_number(item.discrimination):>6} {seconds:>4}s"
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
                fixed(item.difficulty, 3),
                "" if item.discrimination is None else fixed(item.discrimination, 3),
                fixed(item.seconds, 1),
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
        f"<p>{counted(len(scores), 'result')}. Mean {fixed(mean(scores), 1)} of {total},"
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
    return f'<span class="bar" style="width:{percent(share)}"></span>'


def _item_html(item: ItemFigures, report: ClassReport) -> str:
    presented = report.questions[item.question]
    stem = spans_html(presented.question.stem, presented)
    parts = [f"<p>{stem}</p>", f'<p class="right">{escape(key_shown(presented))}</p>']
    figures = (
        f"right {percent(item.difficulty)}, discrimination {_number(item.discrimination)},"
        f" median {fixed(item.seconds, 0)} s"
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
            f'<td style="width:12em">{_bar(share)} {percent(share)}</td></tr>'
        )
    return "".join(rows)
