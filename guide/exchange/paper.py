"""A class session on paper: the questions, and separately the key, as Markdown and HTML."""

import re
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

from guide.exchange.markup import (
    count_html,
    html_page,
    key_shown,
    option_rows,
    reason_rows,
    source_lines,
    spans_html,
    stem_text,
)
from guide.files import make_folder, write_files
from guide.inert import visible_lines
from guide.layout.figures import figure_lines
from guide.layout.lines import plain_line
from guide.layout.quiz.question import tolerance_text
from guide.library.catalogue import Catalogue
from guide.library.records import plain
from guide.study.presenting import PresentedQuestion

WIDTH = 76
NAME = "Name: ____________________"
NOTICE = "For learning. Not a medical device; it recommends no treatment."


_MARKS = re.compile(r"[\\`*|~]|(?<!\w)_|_(?!\w)|\](?=[(\[:])|<(?=[A-Za-z/!?])|&(?=#?\w+;)")
"""Marks where they would mean something: a `<` before a letter, a `]` before an address."""
# Each line is looked at by itself, however many follow that are empty.
_HEADING_OR_BULLET = re.compile(
    r"^([^\S\n]*)([+-](?=\s|$)|>|#(?=#{0,5}(?:\s|$))|=(?==*[^\S\n]*$)|-(?=(?:-|[^\S\n])*+$))",
    re.MULTILINE,
)
_NUMBERED = re.compile(r"^([^\S\n]*\d{1,9})([.)])(?=\s|$)", re.MULTILINE)
_QUESTION = re.compile(rb"^## \d", re.MULTILINE)


def escape_markdown(text: str) -> str:
    """Return text that Markdown shows as it is."""
    text = _MARKS.sub(r"\\\g<0>", text)
    return _NUMBERED.sub(r"\1\\\2", _HEADING_OR_BULLET.sub(r"\1\\\2", text))


def count_markdown(data: bytes) -> int:
    """Return the number of questions in a paper or key.

    Raises:
        ValueError: It is neither.
    """
    if not data.startswith(b"# "):
        raise ValueError("not a paper")
    return len(_QUESTION.findall(data))


def _figure(presented: PresentedQuestion) -> str:
    figure = presented.question.figure
    if figure is None:
        return ""
    return "\n".join(plain_line(line) for line in figure_lines(figure, WIDTH)).rstrip()


def _number_field(presented: PresentedQuestion, escaped: Callable[[str], str]) -> str:
    numeric = presented.question.numeric
    if numeric is None:
        return ""
    return f"Answer: ____________ {escaped(numeric.unit)} ({tolerance_text(numeric)})"


def paper_markdown(title: str, questions: Sequence[PresentedQuestion]) -> str:
    """Return the questions without their keys."""
    lines = [f"# {escape_markdown(title)}", "", NAME, "", NOTICE, ""]
    for number, presented in enumerate(questions, 1):
        lines += [f"## {number}", "", escape_markdown(stem_text(presented)), ""]
        figure, field = _figure(presented), _number_field(presented, escape_markdown)
        if figure:
            lines += ["```", figure, "```", ""]
        lines += [
            f"- **{label}** {escape_markdown(text)}" for label, text in option_rows(presented)
        ]
        lines += [field, ""] if field else [""]
    return visible_lines("\n".join(lines))


def key_markdown(title: str, questions: Sequence[PresentedQuestion], catalogue: Catalogue) -> str:
    """Return the keys with all reasons and sources."""
    lines = [f"# {escape_markdown(title)}: key", ""]
    for number, presented in enumerate(questions, 1):
        question = presented.question
        key, stem = escape_markdown(key_shown(presented)), escape_markdown(stem_text(presented))
        lines += [f"## {number}: {key}", "", stem, ""]
        if question.numeric is not None:
            lines += [f"Worked: {escape_markdown(presented.filled(question.numeric.working))}", ""]
        lines += [
            f"- {'right' if right else 'wrong'} {label} {escape_markdown(plain(reason))}".replace(
                "  ", " "
            )
            for label, right, reason in reason_rows(presented)
        ]
        take_home = escape_markdown(plain(question.take_home))
        lines += ["", f"Take home: {take_home} (evidence: {question.evidence})", ""]
        sources = source_lines(question, catalogue)
        lines += [f"  {escape_markdown(source)}" for source in sources] + [""]
    return visible_lines("\n".join(lines))


def paper_html(title: str, questions: Sequence[PresentedQuestion]) -> str:
    """Return the questions without their keys as a page to print."""
    items = "".join(_question_html(presented) for presented in questions)
    body = f'<p>{NAME}</p><p class="dim">{NOTICE}</p><ol>{items}</ol>'
    return html_page(title, body, len(questions))


def _question_html(presented: PresentedQuestion) -> str:
    figure, field = _figure(presented), _number_field(presented, escape)
    rows = "".join(
        f"<li><b>{label}</b> {escape(text)}</li>" for label, text in option_rows(presented)
    )
    parts = [
        f"<p>{spans_html(presented.question.stem, presented)}</p>",
        f"<pre>{escape(figure)}</pre>" if figure else "",
        f'<ol class="letters">{rows}</ol>',
        f"<p>{field}</p>" if field else "",
    ]
    return f'<li class="question">{"".join(parts)}</li>'


def key_html(title: str, questions: Sequence[PresentedQuestion], catalogue: Catalogue) -> str:
    """Return the keys with all reasons and sources as a page to print."""
    items = "".join(_key_html(presented, catalogue) for presented in questions)
    return html_page(f"{title}: key", f"<ol>{items}</ol>", len(questions))


def _key_html(presented: PresentedQuestion, catalogue: Catalogue) -> str:
    question = presented.question
    worked = ""
    if question.numeric is not None:
        working = presented.filled(question.numeric.working)
        worked = f"<p><code>{escape(working)}</code></p>"
    rows = "".join(
        f'<li><span class="{"right" if right else "wrong"}">{"✓" if right else "✗"} {label}</span>'
        f" {spans_html(reason)}</li>"
        for label, right, reason in reason_rows(presented)
    )
    parts = [
        f"<p>{spans_html(question.stem, presented)}</p>",
        f'<p class="right">{escape(key_shown(presented))}</p>',
        worked,
        f'<ol class="letters">{rows}</ol>',
        f"<p><b>Take home:</b> {spans_html(question.take_home)}</p>",
        f'<p class="dim">{"<br>".join(map(escape, source_lines(question, catalogue)))}</p>',
    ]
    return f'<li class="question">{"".join(parts)}</li>'


def write_papers(
    title: str,
    questions: Sequence[PresentedQuestion],
    catalogue: Catalogue,
    folder: Path,
    stem: str,
    force: bool = False,
) -> list[Path]:
    """Write paper and key, each as Markdown and HTML.

    Args:
        title: Title of both.
        questions: The questions.
        catalogue: The library, for sources.
        folder: Where to write; created when it is missing.
        stem: What the names of the files begin with.
        force: Replace whatever files have these names.

    Returns:
        The four files.

    Raises:
        GuideError: They cannot be written.
    """
    make_folder(folder)
    texts = {
        f"{stem}-paper.md": paper_markdown(title, questions),
        f"{stem}-paper.html": paper_html(title, questions),
        f"{stem}-key.md": key_markdown(title, questions, catalogue),
        f"{stem}-key.html": key_html(title, questions, catalogue),
    }
    files = {
        folder / name: (text.encode(), count_html if name.endswith(".html") else count_markdown)
        for name, text in texts.items()
    }
    return list(write_files(files, force))
