"""A session on paper: the questions, and the key apart from them, as Markdown and HTML."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from guide.exchange.markup import (
    key_shown,
    options_shown,
    page,
    reasons,
    sources,
    spans_html,
    stem_text,
)
from guide.layout.figures import figure_lines
from guide.layout.lines import plain_line
from guide.library.catalogue import Catalogue
from guide.library.records import plain
from guide.study.presenting import PresentedQuestion

WIDTH = 76
NOTICE = "For learning. Not a medical device; it recommends no treatment."


def _figure(asked: PresentedQuestion) -> str:
    figure = asked.question.figure
    return (
        "\n".join(plain_line(line) for line in figure_lines(figure, WIDTH)).rstrip()
        if figure is not None
        else ""
    )


def _extra(asked: PresentedQuestion) -> str:
    numeric = asked.question.numeric
    return (
        f"Answer: ____________ {numeric.unit} (within {numeric.tolerance:g} %)"
        if numeric is not None
        else ""
    )


def paper_markdown(title: str, asked: Sequence[PresentedQuestion]) -> str:
    """Return the questions without their keys."""
    lines = [f"# {title}", "", "Name: ____________________", "", NOTICE, ""]
    for number, one in enumerate(asked, 1):
        lines += [f"## {number}", "", stem_text(one), ""]
        if one.question.figure is not None:
            lines += ["```", _figure(one), "```", ""]
        lines += (
            [f"- **{label}** {text}" for label, text in options_shown(one)]
            + ([_extra(one)] if _extra(one) else [])
            + [""]
        )
    return "\n".join(lines)


def key_markdown(title: str, asked: Sequence[PresentedQuestion], catalogue: Catalogue) -> str:
    """Return the keys with all reasons and sources."""
    lines = [f"# {title}: key", ""]
    for number, one in enumerate(asked, 1):
        question = one.question
        lines += [f"## {number}: {key_shown(one)}", "", stem_text(one), ""]
        if question.numeric is not None:
            lines += [f"Worked: {one.filled(question.numeric.working)}", ""]
        lines += [
            f"- {'right' if right else 'wrong'} {label} {plain(reason)}".replace("  ", " ")
            for label, right, reason in reasons(one)
        ]
        lines += ["", f"Take home: {plain(question.take_home)} (evidence: {question.evidence})", ""]
        lines += [f"  {source}" for source in sources(question, catalogue)] + [""]
    return "\n".join(lines)


def paper_html(title: str, asked: Sequence[PresentedQuestion]) -> str:
    """Return the questions without their keys as a page to print."""
    items = []
    for one in asked:
        figure = f"<pre>{escape(_figure(one))}</pre>" if one.question.figure is not None else ""
        rows = "".join(
            f"<li><b>{label}</b> {escape(text)}</li>" for label, text in options_shown(one)
        )
        extra = f"<p>{escape(_extra(one))}</p>" if _extra(one) else ""
        items.append(
            f'<li class="question"><p>{spans_html(one.question.stem, one)}</p>{figure}<ol class="letters">{rows}</ol>{extra}</li>'
        )
    return page(
        title,
        f'<p>Name: ____________________</p><p class="dim">{NOTICE}</p><ol>{"".join(items)}</ol>',
    )


def key_html(title: str, asked: Sequence[PresentedQuestion], catalogue: Catalogue) -> str:
    """Return the keys with all reasons and sources as a page to print."""
    items = []
    for one in asked:
        question = one.question
        worked = (
            f"<p><code>{escape(one.filled(question.numeric.working))}</code></p>"
            if question.numeric is not None
            else ""
        )
        rows = "".join(
            f'<li><span class="{"right" if right else "wrong"}">{"✓" if right else "✗"} {label}</span> {spans_html(reason)}</li>'
            for label, right, reason in reasons(one)
        )
        foot = "<br>".join(map(escape, sources(question, catalogue)))
        items.append(
            f'<li class="question"><p>{spans_html(question.stem, one)}</p><p class="right">{escape(key_shown(one))}</p>{worked}'
            f'<ol class="letters">{rows}</ol><p><b>Take home:</b> {spans_html(question.take_home)}</p><p class="dim">{foot}</p></li>'
        )
    return page(f"{title}: key", f"<ol>{''.join(items)}</ol>")


def write_papers(
    title: str, asked: Sequence[PresentedQuestion], catalogue: Catalogue, folder: Path, stem: str
) -> list[Path]:
    """Write paper and key, each as Markdown and HTML; return the four files.

    Raises:
        OSError: They cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    texts = {
        f"{stem}-paper.md": paper_markdown(title, asked),
        f"{stem}-paper.html": paper_html(title, asked),
        f"{stem}-key.md": key_markdown(title, asked, catalogue),
        f"{stem}-key.html": key_html(title, asked, catalogue),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    return [folder / name for name in texts]
