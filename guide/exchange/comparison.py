"""A comparison as it leaves the guide: a Markdown table, or data for other programs."""

from typing import Any

import msgspec

from guide.exchange.paper import NOTICE, escape_markdown
from guide.inert import visible
from guide.layout.comparison import DIFFERS, NOTHING
from guide.library.catalogue import Catalogue
from guide.library.comparing import Cell, Comparison, Row, Value


def comparison_markdown(comparison: Comparison, catalogue: Catalogue) -> str:
    """Return a comparison as a table with notes, levels and numbered sources below it."""
    titles = [_in_table(head.title) for head in comparison.heads]
    lines = [
        f"| Property | {' | '.join(titles)} |",
        f"| --- |{' --- |' * len(titles)}",
        *(_row(row, comparison) for row in comparison.rows),
        "",
    ]
    for number, key in enumerate(comparison.sources, 1):
        source = catalogue.references[key]
        told = f"{source.sentence} {source.byline} {source.identifier}"
        lines.append(f"{number}. {_in_table(told)}")
    version = _in_table(catalogue.content_version)
    lines += [
        f"\nAbscopal, content {version}: `abscopal compare {' '.join(comparison.ids)}`. {NOTICE}"
    ]
    return "\n".join(lines) + "\n"


def _in_table(text: str) -> str:
    """Return text as one line that Markdown shows as it is."""
    return escape_markdown(visible(" ".join(text.split())))


def _row(row: Row, comparison: Comparison) -> str:
    cells = []
    for place, cell in enumerate(row.cells):
        sign = f"{DIFFERS} " if row.differs(place) else ""
        cells.append(sign + _cell(cell, comparison.sources))
    return f"| {_in_table(row.name)} | {' | '.join(cells)} |"


def _cell(cell: Cell, sources: tuple[str, ...]) -> str:
    return "<br>".join(_value(value, sources) for value in cell) or NOTHING


def _value(value: Value, sources: tuple[str, ...]) -> str:
    note = f" – {_in_table(value.note)}" if value.note else ""
    numbers = ", ".join(str(sources.index(key) + 1) for key in value.sources)
    tail = " ".join(part for part in (value.level, f"\\[{numbers}\\]" if numbers else "") if part)
    return f"{_in_table(value.text)}{note}{f' ({tail})' if tail else ''}"


def comparison_fields(comparison: Comparison, catalogue: Catalogue) -> dict[str, Any]:
    """Return a comparison for machines: entries, rows with a cell for each, references."""
    return {
        "kind": comparison.heads[0].kind,
        "entries": [{"id": head.id, "title": head.title} for head in comparison.heads],
        "rows": [
            {
                "name": row.name,
                "same": row.same,
                "cells": [
                    {
                        "id": head.id,
                        "differs": row.differs(place),
                        "values": [_value_fields(value) for value in row.cells[place]],
                    }
                    for place, head in enumerate(comparison.heads)
                ],
            }
            for row in comparison.rows
        ],
        "references": [
            {"number": number, **_reference_fields(catalogue, key)}
            for number, key in enumerate(comparison.sources, 1)
        ],
        "content_version": catalogue.content_version,
    }


def _value_fields(value: Value) -> dict[str, Any]:
    return {
        "text": value.text,
        "note": value.note or None,
        "level": value.level or None,
        "sources": list(value.sources),
    }


def _reference_fields(catalogue: Catalogue, key: str) -> dict[str, Any]:
    fields = msgspec.structs.asdict(catalogue.references[key])
    return {name: value if value != "" else None for name, value in fields.items()}
