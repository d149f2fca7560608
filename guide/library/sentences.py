"""The sentences of a page's body, each with what it links to, cites and dates."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from guide.library.load import Page
from guide.library.mentions import texts
from guide.library.records import Span, Spans

SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[^\Wa-z_])")
_MARK = "\ufffc"
"""The object replacement character, Unicode's own for what is in a text and is not text."""
_MARKED = frozenset({"link", "cite", "absence"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the body.

    Attributes:
        line: Line in the file, counted from 1.
        text: Without citations and dates of absence.
        spans: Its links, citations and dates of absence.
    """

    line: int
    text: str
    spans: Spans

    def styled(self, style: str) -> tuple[Span, ...]:
        """Return the spans of one style: "link", "cite" or "absence"."""
        return tuple(span for span in self.spans if span.style == style)

    @property
    def levels(self) -> frozenset[str]:
        """The levels of evidence of its citations."""
        return frozenset(span.level for span in self.styled("cite"))

    @property
    def links(self) -> frozenset[str]:
        """Ids of the entries that it links to."""
        return frozenset(span.target for span in self.styled("link"))


def _written(span: Span) -> str:
    """Return the text of a span, with the mark after it if it is more than text."""
    match span.style:
        case "link":
            return (span.text or span.target).replace(_MARK, "") + _MARK
        case "cite" | "absence":
            return _MARK
        case _:
            return span.text.replace(_MARK, "")


def split(spans: Spans, line: int = 0) -> Iterator[Sentence]:
    """Yield the sentences of a run of text, each with its own spans."""
    text = "".join(map(_written, spans))
    marked = iter([span for span in spans if span.style in _MARKED])
    for part in SENTENCE_END.split(text):
        own = tuple(islice(marked, part.count(_MARK)))
        plain = part.replace(f" {_MARK}", "").replace(_MARK, "")
        yield Sentence(line, plain.strip(), own)


def body_sentences(page: Page) -> Iterator[Sentence]:
    """Yield the sentences of a page's paragraphs, items, quotations and table cells."""
    for passage in page.passages:
        if passage.block.kind == "table":
            lines = (page.source.body_line + line for line in passage.row_lines)
            for row, line in zip(passage.block.rows, lines, strict=True):
                for cell in row:
                    yield from split(cell, line)
        elif passage.block.kind in ("p", "li", "quote"):
            for spans in texts(passage.block):
                yield from split(spans, page.line(passage))
