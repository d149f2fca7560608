"""A class session on paper: the questions, and separately the key, as Markdown and HTML."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from guide.exchange.markup import (
    html_page,
    key_shown,
    option_rows,
    reason_rows,
    source_lines,
    spans_html,
    stem_text,
)
from guide.layout.figures import figure_lines
from guide.layout.lines import plain_line
from guide.library.catalogue import Catalogue
from guide.library.records import plain
from guide.study.presenting import PresentedQuestion

WIDTH = 76
NAME = "Name: ____________________"
NOTICE = "For learning. Not a medical device; it recommends no treatment."


def _figure(presented: PresentedQuestion) -> str:
    figure = presented.question.figure
    if figure is None:
        return ""
    return "\n".join(plain_line(line) for line in figure_lines(figure, WIDTH)).rstrip()


def _number_field(presented: PresentedQuestion) -> str:
    numeric = presented.question.numeric
    if numeric is None:
        return ""
    return f"Answer: ____________ {numeric.unit} (within {numeric.tolerance:g} %)"


def paper_markdown(title: str, questions: Sequence[PresentedQuestion]) -> str:
    """Return the questions without their keys."""
    lines = [f"# {title}", "", NAME, "", NOTICE, ""]
    for number, presented in enumerate(questions, 1):
        lines += [f"## {number}", "", stem_text(presented), ""]
        figure, field = _figure(presented), _number_field(presented)
        if figure:
            lines += ["```", figure, "```", ""]
        lines += [f"- **{label}** {text}" for label, text in option_rows(presented)]
        lines += [field, ""] if field else [""]
    return "\n".join(lines)


def key_markdown(title: str, questions: Sequence[PresentedQuestion], catalogue: Catalogue) -> str:
    """Return the keys with all reasons and sources."""
    lines = [f"# {title}: key", ""]
    for number, presented in enumerate(questions, 1):
        question = presented.question
        lines += [f"## {number}: {key_shown(presented)}", "", stem_text(presented), ""]
        if question.numeric is not None:
            lines += [f"Worked: {presented.filled(question.numeric.working)}", ""]
        lines += [
            f"- {'right' if right else 'wrong'} {label} {plain(reason)}".replace("  ", " ")
            for label, right, reason in reason_rows(presented)
        ]
        lines += ["", f"Take home: {plain(question.take_home)} (evidence: {question.evidence})", ""]
        lines += [f"  {source}" for source in source_lines(question, catalogue)] + [""]
    return "\n".join(lines)


def paper_html(title: str, questions: Sequence[PresentedQuestion]) -> str:
    """Return the questions without their keys as a page to print."""
    items = "".join(_question_html(presented) for presented in questions)
    return html_page(title, f'<p>{NAME}</p><p class="dim">{NOTICE}</p><ol>{items}</ol>')


def _question_html(presented: PresentedQuestion) -> str:
    figure, field = _figure(presented), _number_field(presented)
    rows = "".join(
        f"<li><b>{label}</b> {escape(text)}</li>" for label, text in option_rows(presented)
    )
    parts = [
        f"<p>{spans_html(presented.question.stem, presented)}</p>",
        f"<pre>{escape(figure)}</pre>" if figure else "",
        f'<ol class="letters">{rows}</ol>',
        f"<p>{escape(field)}</p>" if field else "",
    ]
    return f'<li class="question">{"".join(parts)}</li>'


def key_html(title: str, questions: Sequence[PresentedQuestion], catalogue: Catalogue) -> str:
    """Return the keys with all reasons and sources as a page to print."""
    items = "".join(_key_html(presented, catalogue) for presented in questions)
    return html_page(f"{title}: key", f"<ol>{items}</ol>")


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
) -> list[Path]:
    """Write paper and key, each as Markdown and HTML.

    Args:
        title: Title of both.
        questions: The questions.
        catalogue: The library, for sources.
        folder: Where to write; created when it is missing.
        stem: What the names of the files begin with.

    Returns:
        The four files.

    Raises:
        OSError: They cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    texts = {
        f"{stem}-paper.md": paper_markdown(title, questions),
        f"{stem}-paper.html": paper_html(title, questions),
        f"{stem}-key.md": key_markdown(title, questions, catalogue),
        f"{stem}-key.html": key_html(title, questions, catalogue),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    return [folder / name for name in texts]
