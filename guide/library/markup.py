"""The bodies' markup: CommonMark with tables, `[[id]]` links and `[@key]{level}` citations, read into blocks."""

import re
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from guide.library.records import Block, Span, Spans

BAR = "\ue000"
"""Stands for the bar of a link while Markdown is parsed, so that it does not end a table's cell."""
LINK = re.compile(r"\[\[([^\[\]|\ue000]+)(?:[|\ue000]([^\[\]]+))?\]\]")
CITATION = re.compile(r"\[(@[^\]\s;]+(?:\s*;\s*@[^\]\s;]+)*)\](?:\{([^}]*)\})?")


@dataclass(slots=True)
class Passage:
    """A block with its line in the body (counted from 0) before citations have numbers."""

    block: Block
    line: int
    row_lines: tuple[int, ...] = field(default=())


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


def _citation_rule(state: StateInline, silent: bool) -> bool:
    match = CITATION.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.meta = {
            "keys": [key.strip().lstrip("@") for key in match[1].split(";")],
            "level": match[2] or "",
        }
    state.pos = match.end()
    return True


def make_parser() -> MarkdownIt:
    """Return a CommonMark parser with tables and the guide's two inline forms; raw HTML stays text."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.inline.ruler.before("link", "entry_link", _link_rule)
    parser.inline.ruler.before("link", "citation", _citation_rule)
    return parser


_PARSER = make_parser()


def _spans(token: Token) -> Spans:
    """Flatten the inline tokens of a block; a citation holds its keys until it is numbered."""
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


def parse_body(text: str) -> list[Passage]:
    """Return the blocks of a body in order, each with its line counted from 0."""
    passages: list[Passage] = []
    lists: list[tuple[str, int]] = []
    marker = ""
    quote = 0
    heading = 0
    rows: list[tuple[Spans, ...]] = []
    row: list[Spans] = []
    row_lines: list[int] = []
    in_table = False
    for token in _PARSER.parse(LINK.sub(lambda link: link[0].replace("|", BAR), text)):
        line = token.map[0] if token.map else 0
        match token.type:
            case "bullet_list_open":
                lists.append(("•", 0))
            case "ordered_list_open":
                lists.append(("1", int(token.attrGet("start") or 1) - 1))
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "list_item_open":
                sign, count = lists[-1]
                lists[-1] = (sign, count + 1)
                marker = "•" if sign == "•" else f"{count + 1}."
            case "blockquote_open":
                quote += 1
            case "blockquote_close":
                quote -= 1
            case "heading_open":
                heading = int(token.tag[1])
            case "table_open":
                in_table, rows, row_lines = True, [], []
            case "tr_open":
                row = []
                row_lines.append(line)
            case "tr_close":
                rows.append(tuple(row))
            case "table_close":
                in_table = False
                passages.append(
                    Passage(Block("table", rows=tuple(rows)), row_lines[0], tuple(row_lines))
                )
            case "fence" | "code_block":
                passages.append(Passage(Block("code", (Span(token.content.rstrip("\n")),)), line))
            case "hr":
                continue
            case "inline":
                spans = _spans(token)
                if in_table:
                    row.append(spans)
                elif heading:
                    passages.append(Passage(Block("h", spans, depth=heading), line))
                    heading = 0
                elif lists:
                    passages.append(Passage(Block("li", spans, len(lists), marker), line))
                    marker = " "
                else:
                    passages.append(Passage(Block("quote" if quote else "p", spans), line))
            case _:
                continue
    return passages


def all_spans(block: Block) -> Spans:
    """Return every span of a block, those of table cells included."""
    if block.kind != "table":
        return block.spans
    return tuple(span for row in block.rows for cell in row for span in cell)
