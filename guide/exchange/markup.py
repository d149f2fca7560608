"""Questions as HTML and Markdown: the same parts for decks, papers and reports."""

import re
from html import escape

from guide.inert import visible, visible_lines
from guide.layout.quiz.answers import key_text
from guide.library.catalogue import Catalogue
from guide.library.records import Question, Spans, plain
from guide.study.answering import LETTERS
from guide.study.presenting import PresentedQuestion


def spans_html(spans: Spans, presented: PresentedQuestion | None = None) -> str:
    """Return spans as HTML, citations as numbers in brackets and links as their words."""
    parts = []
    for span in spans:
        text = escape(presented.filled(span.text) if presented is not None else span.text)
        tag = {"b": "b", "i": "i", "code": "code"}.get(span.style)
        if span.style == "cite":
            text = f"<sup>[{text}]</sup>"
        parts.append(f"<{tag}>{text}</{tag}>" if tag else text)
    return "".join(parts)


def stem_text(presented: PresentedQuestion) -> str:
    """Return the stem as plain text with the drawn numbers in it."""
    return presented.filled(plain(presented.question.stem))


def option_rows(presented: PresentedQuestion) -> list[tuple[str, str]]:
    """Return what is shown below the stem: label and text of each row."""
    options = presented.question.options
    if presented.question.form != "match":
        return [
            (LETTERS[place], options[option].text) for place, option in enumerate(presented.order)
        ]
    left = [(str(place), options[option].text) for place, option in enumerate(presented.order, 1)]
    right = [
        (LETTERS[place], options[option].pair) for place, option in enumerate(presented.partners)
    ]
    return left + right


def key_shown(presented: PresentedQuestion) -> str:
    """Return the key in words, with its letters where options have letters."""
    question, words = presented.question, key_text(presented)
    if question.form in ("numeric", "card"):
        return words
    if question.form == "match":
        pairs = [
            f"{place}–{LETTERS[presented.partners.index(option)]}"
            for place, option in enumerate(presented.order, 1)
        ]
        return f"{', '.join(pairs)} ({words})"
    if question.form == "order":
        order = [LETTERS[presented.order.index(option)] for option in range(len(presented.order))]
        return f"{', '.join(order)} ({words})"
    letters = sorted(LETTERS[presented.order.index(option)] for option in question.keys)
    return f"{', '.join(letters)}: {words}"


def reason_rows(presented: PresentedQuestion) -> list[tuple[str, bool, Spans]]:
    """Return label, whether it is right, and reason of every option.

    For a numeric question these are the reason of the calculation and of each known mistake.
    """
    question = presented.question
    if question.numeric is not None:
        mistakes = [("", False, mistake.reason) for mistake in question.numeric.mistakes]
        return [("", True, question.numeric.reason), *mistakes]
    if question.form in ("order", "match"):
        return [
            (f"{place}.", True, option.reason) for place, option in enumerate(question.options, 1)
        ]
    return [
        (LETTERS[place], question.options[option].right, question.options[option].reason)
        for place, option in enumerate(presented.order)
    ]


def source_lines(question: Question, catalogue: Catalogue) -> list[str]:
    """Return the sources of a question, numbered, with their identifiers."""
    lines = []
    for number, key in enumerate(question.references, 1):
        reference = catalogue.references.get(key)
        if reference is not None:
            lines.append(
                f"[{number}] {reference.sentence} {reference.byline} {reference.identifier}"
            )
    return lines


STYLE = """\
body { font: 16px/1.5 Georgia, serif; color: #1f262c; background: #fbfaf6; max-width: 46em;
  margin: 2em auto; padding: 0 1em; }
h1, h2 { font-weight: 600; }
.dim { color: #545f69; } .wrong { color: #a3211b; } .right { color: #1e6b2b; font-weight: 600; }
table { border-collapse: collapse; width: 100%; }
td, th { text-align: left; vertical-align: top; padding: .25em .6em;
  border-bottom: 1px solid #e3dfd3; }
li.question { margin-bottom: 1.4em; page-break-inside: avoid; }
ol.letters { list-style: none; padding-left: 1em; }
.bar { background: #006064; height: .7em; display: inline-block; }
pre { font: 13px/1.2 "DejaVu Sans Mono", Consolas, monospace; }"""


RECORDS = "abscopal-records"
_RECORDS = re.compile(rf'<meta name="{RECORDS}" content="(\d{{1,9}})">')


def count_html(data: bytes) -> int:
    """Return the number of records that a page says it holds.

    Raises:
        ValueError: It is no page of this program.
    """
    found = _RECORDS.search(data[:1000].decode("utf-8", "replace"))
    if found is None or not data.rstrip().endswith(b"</html>"):
        raise ValueError("not a page of this program")
    return int(found[1])


def html_page(title: str, body: str, records: int) -> str:
    """Return a complete HTML page that needs no other file.

    Args:
        title: Its title.
        body: HTML, in which every text from outside is escaped.
        records: How many questions or answers it holds.
    """
    heading = visible(escape(title))
    return f"""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="{RECORDS}" content="{records}">
<title>{heading}</title>
<style>
{STYLE}
</style>
</head>
<body>
<h1>{heading}</h1>
{visible_lines(body)}
</body>
</html>
"""
