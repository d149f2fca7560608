"""Parses bodies into blocks: CommonMark with tables and our links, citations and absences.

A link is `[[id]]`, a citation `[@key]{level}`, or `[@key]{}` in formulas and reasoning.
`[absence:2026-11-27:scope]` dates a statement that nothing of a kind has been published.
"""

import re
from dataclasses import dataclass
from datetime import date

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from guide.library.records import Block, Span, Spans

BAR = "\ue000"
"""Replaces the bar of a link during parsing, so that it does not end the cell of a table."""
# Lengths are bounded, so that text without an end is not read again from each of its beginnings.
LINK = re.compile(r"\[\[([^\[\]|\ue000]{1,100})(?:[|\ue000]([^\[\]]{1,300}))?\]\]")
CITATION = re.compile(
    r"\[(@[^\]\s;]{1,100}(?:\s{0,9};\s{0,9}@[^\]\s;]{1,100}){0,50})\](?:\{([^}]{0,100})\})?"
)

NO_LEVEL = "?"
"""Level of a citation without braces; empty braces say on purpose that it has none."""
ABSENCE = re.compile(r"\[absence:(\d{4}-\d{2}-\d{2}):([a-z0-9]+(?:-[a-z0-9]+)*)\]")


@dataclass(frozen=True, slots=True)
class Passage:
    """A block before its citations are numbered.

    Attributes:
        line: Its line in the body, counted from 0.
        row_lines: The lines of a table's rows.
    """

    block: Block
    line: int
    row_lines: tuple[int, ...] = ()


def _link_rule(state: StateInline, silent: bool) -> bool:
    match = LINK.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("entry_link", "", 0)
        token.content = match[2] or ""
        token.meta = {"target": match[1].strip()}
    state.pos = match.end()
    return True


def citation_keys(citation: re.Match[str]) -> list[str]:
    """Return the keys of a match of `CITATION`."""
    return [key.strip().lstrip("@") for key in citation[1].split(";")]


def _citation_rule(state: StateInline, silent: bool) -> bool:
    match = CITATION.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.meta = {
            "keys": citation_keys(match),
            "level": NO_LEVEL if match[2] is None else match[2],
        }
    state.pos = match.end()
    return True


def _absence_rule(state: StateInline, silent: bool) -> bool:
    match = ABSENCE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    try:
        day = date.fromisoformat(match[1])
    except ValueError:
        return False
    if not silent:
        token = state.push("absence", "", 0)
        token.content = f"(as of {day:%B %Y})"
        token.meta = {"scope": match[2], "day": match[1]}
    state.pos = match.end()
    return True


def make_parser() -> MarkdownIt:
    """Return a CommonMark parser with tables and our markup; raw HTML stays text."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.inline.ruler.before("link", "entry_link", _link_rule)
    parser.inline.ruler.before("link", "citation", _citation_rule)
    parser.inline.ruler.before("link", "absence", _absence_rule)
    return parser


_PARSER = make_parser()


def _spans(token: Token) -> Spans:
    """Return the inline tokens of a block as spans; a citation has its keys as its target."""
    spans: list[Span] = []
    styles: list[str] = [""]
    for child in token.children or []:
        match child.type:
            case "text" | "text_special":
                spans.append(Span(child.content, styles[-1]))
            case "softbreak" | "hardbreak":
                spans.append(Span(" ", styles[-1]))
            case "code_inline":
                spans.append(Span(child.content, "code"))
            case "strong_open":
                styles.append("b")
            case "em_open":
                styles.append("i")
            case "strong_close" | "em_close":
                styles.pop()
            case "entry_link":
                spans.append(Span(child.content, "link", child.meta["target"]))
            case "citation":
                spans.append(Span("", "cite", " ".join(child.meta["keys"]), child.meta["level"]))
            case "absence":
                meta = child.meta
                spans.append(Span(child.content, "absence", meta["scope"], meta["day"]))
            case _:
                if child.content:
                    spans.append(Span(child.content, styles[-1]))
    merged: list[Span] = []
    for span in spans:
        if merged and span.style == merged[-1].style and span.style in ("", "b", "i"):
            merged[-1] = Span(merged[-1].text + span.text, span.style)
        else:
            merged.append(span)
    return tuple(merged)


def parse_inline(text: str) -> Spans:
    """Return one line of markup as spans."""
    tokens = _PARSER.parseInline(text)
    return _spans(tokens[0]) if tokens else ()


class _Blocks:
    """Gathers the blocks of a body from its tokens."""

    def __init__(self) -> None:
        self.passages: list[Passage] = []
        self._counts: list[int | None] = []
        """The last number of each open list; None for a list of bullets."""
        self._marker = ""
        self._quotes = 0
        self._depth = 0
        self._rows: list[list[Spans]] = []
        self._row_lines: list[int] = []

    def read(self, token: Token) -> None:
        """Take the next token."""
        line = token.map[0] if token.map else 0
        match token.type:
            case "inline":
                self._inline(_spans(token), line)
            case "fence" | "code_block":
                self.passages.append(
                    Passage(Block("code", (Span(token.content.rstrip("\n")),)), line)
                )
            case "heading_open":
                self._depth = int(token.tag[1])
            case "blockquote_open" | "blockquote_close":
                self._quotes += token.nesting
            case "tr_open":
                self._rows.append([])
                self._row_lines.append(line)
            case "table_close":
                block = Block("table", rows=tuple(map(tuple, self._rows)))
                self.passages.append(Passage(block, self._row_lines[0], tuple(self._row_lines)))
                self._rows, self._row_lines = [], []
            case _:
                self._list(token)

    def _list(self, token: Token) -> None:
        match token.type:
            case "bullet_list_open":
                self._counts.append(None)
            case "ordered_list_open":
                self._counts.append(int(token.attrGet("start") or 1) - 1)
            case "bullet_list_close" | "ordered_list_close":
                self._counts.pop()
            case "list_item_open":
                count = self._counts[-1]
                if count is not None:
                    self._counts[-1] = count + 1
                self._marker = "•" if count is None else f"{count + 1}."

    def _inline(self, spans: Spans, line: int) -> None:
        if self._rows:
            self._rows[-1].append(spans)
        elif self._depth:
            self.passages.append(Passage(Block("h", spans, depth=self._depth), line))
            self._depth = 0
        elif self._counts:
            self.passages.append(Passage(Block("li", spans, len(self._counts), self._marker), line))
            self._marker = " "
        else:
            self.passages.append(Passage(Block("quote" if self._quotes else "p", spans), line))


def parse_body(text: str) -> list[Passage]:
    """Return the blocks of a body in order, each with its line counted from 0."""
    blocks = _Blocks()
    for token in _PARSER.parse(LINK.sub(lambda link: link[0].replace("|", BAR), text)):
        blocks.read(token)
    return blocks.passages


def all_spans(block: Block) -> Spans:
    """Return every span of a block, those of table cells included."""
    if block.kind != "table":
        return block.spans
    return tuple(span for row in block.rows for cell in row for span in cell)
