"""Questions as HTML and Markdown: the same parts for decks, papers and reports."""

from html import escape

from guide.layout.quiz.question import key_text
from guide.library.catalogue import Catalogue
from guide.library.records import Question, Spans, plain
from guide.study.answering import LETTERS
from guide.study.presenting import PresentedQuestion


def spans_html(spans: Spans, asked: PresentedQuestion | None = None) -> str:
    """Return a run of text as HTML; citations as numbers in brackets, links as their words."""
    parts = []
    for span in spans:
        text = escape(asked.filled(span.text) if asked is not None else span.text)
        tag = {"b": "b", "i": "i", "code": "code"}.get(span.style)
        if span.style == "cite":
            text = f"<sup>[{text}]</sup>"
        parts.append(f"<{tag}>{text}</{tag}>" if tag else text)
    return "".join(parts)


def stem_text(asked: PresentedQuestion) -> str:
    """Return the stem as plain text, drawn numbers in it."""
    return asked.filled(plain(asked.question.stem))


def options_shown(asked: PresentedQuestion) -> list[tuple[str, str]]:
    """Return what stands under the stem: label and text of each row."""
    question = asked.question
    if question.form == "match":
        left = [
            (str(place + 1), question.options[option].text)
            for place, option in enumerate(asked.order)
        ]
        return left + [
            (LETTERS[place], question.options[option].pair)
            for place, option in enumerate(asked.partners)
        ]
    return [
        (LETTERS[place], question.options[option].text) for place, option in enumerate(asked.order)
    ]


def key_shown(asked: PresentedQuestion) -> str:
    """Return the key as letters where options have letters, and in words."""
    question, words = asked.question, key_text(asked)
    if question.form in ("numeric", "card"):
        return words
    if question.form == "match":
        pairs = [
            f"{place + 1}–{LETTERS[asked.partners.index(option)]}"
            for place, option in enumerate(asked.order)
        ]
        return f"{', '.join(pairs)} ({words})"
    if question.form == "order":
        return f"{', '.join(LETTERS[asked.order.index(option)] for option in range(len(asked.order)))} ({words})"
    letters = sorted(LETTERS[asked.order.index(option)] for option in question.keys)
    return f"{', '.join(letters)}: {words}"


def reasons(asked: PresentedQuestion) -> list[tuple[str, bool, Spans]]:
    """Return label, whether it is right, and reason of every option; of a number its worked solution and slips."""
    question = asked.question
    if question.numeric is not None:
        return [
            ("", True, question.numeric.reason),
            *(("", False, slip.reason) for slip in question.numeric.slips),
        ]
    if question.form in ("order", "match"):
        return [
            (f"{place}.", True, option.reason) for place, option in enumerate(question.options, 1)
        ]
    return [
        (LETTERS[place], question.options[option].right, question.options[option].reason)
        for place, option in enumerate(asked.order)
    ]


def sources(question: Question, catalogue: Catalogue) -> list[str]:
    """Return the sources of a question, numbered, with their identifiers."""
    lines = []
    for number, key in enumerate(question.references, 1):
        reference = catalogue.references.get(key)
        if reference is not None:
            lines.append(f"[{number}] {reference.title}. {reference.byline} {reference.identifier}")
    return lines


STYLE = """body { font: 16px/1.5 Georgia, serif; color: #1f262c; background: #fbfaf6; max-width: 46em; margin: 2em auto; padding: 0 1em; }
h1, h2 { font-weight: 600; } .dim { color: #545f69; } .right { color: #1e6b2b; font-weight: 600; } .wrong { color: #a3211b; }
table { border-collapse: collapse; width: 100%; } td, th { text-align: left; vertical-align: top; }
td, th { padding: .25em .6em; border-bottom: 1px solid #e3dfd3; }
li.question { margin-bottom: 1.4em; page-break-inside: avoid; } ol.letters { list-style: none; padding-left: 1em; }
.bar { background: #006064; height: .7em; display: inline-block; } pre { font: 13px/1.2 "DejaVu Sans Mono", Consolas, monospace; }"""


def page(title: str, body: str) -> str:
    """Return a whole HTML page that needs nothing else."""
    meta = f'<meta charset="utf-8">\n<title>{escape(title)}</title>\n<style>\n{STYLE}\n</style>'
    return f'<!doctype html>\n<html lang="en">\n<head>\n{meta}\n</head>\n<body>\n<h1>{escape(title)}</h1>\n{body}\n</body>\n</html>\n'
