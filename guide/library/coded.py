"""What the compiled catalogue writes as JSON, back into records."""

from typing import Any

from guide.library.records import (
    Block,
    Curve,
    Figure,
    Interval,
    Numeric,
    Option,
    Question,
    Slip,
    Span,
    Spans,
)


def spans(coded: list[list[str]]) -> Spans:
    """Return a run of text."""
    return tuple(Span(*item) if item else Span("") for item in coded)


def block(coded: dict[str, Any]) -> Block:
    """Return a block of a page."""
    rows = tuple(tuple(spans(cell) for cell in row) for row in coded.get("r", ()))
    return Block(coded["k"], spans(coded.get("s", [])), coded.get("d", 0), coded.get("m", ""), rows)


def _numeric(coded: dict[str, Any]) -> Numeric:
    return Numeric(
        coded["quantity"],
        {name: tuple(values) for name, values in coded["draw"].items()},
        coded["unit"],
        coded["decimals"],
        coded["tolerance"],
        coded["working"],
        spans(coded["reason"]),
        tuple(Slip(quantity, values, spans(reason)) for quantity, values, reason in coded["slip"]),
    )


def _figure(coded: dict[str, Any]) -> Figure:
    curves = tuple(
        Curve(row["name"], tuple((x, y) for x, y in row["points"])) for row in coded["curve"]
    )
    rows = tuple(
        Interval(row["name"], row["estimate"], row["low"], row["high"]) for row in coded["row"]
    )
    return Figure(coded["kind"], coded["title"], coded["x"], coded["y"], curves, rows)


def question(coded: dict[str, Any]) -> Question:
    """Return a question."""
    names = (
        "id",
        "topic",
        "entry",
        "section",
        "objective",
        "level",
        "evidence",
        "updated",
        "form",
        "twin_of",
        "replaces",
    )
    return Question(
        **{name: coded[name] for name in names},
        stem=spans(coded["stem"]),
        options=tuple(
            Option(text, right, spans(reason), pair)
            for text, right, reason, pair in coded["options"]
        ),
        take_home=spans(coded["take_home"]),
        references=tuple(coded["references"]),
        numeric=_numeric(coded["numeric"]) if "numeric" in coded else None,
        figure=_figure(coded["figure"]) if "figure" in coded else None,
    )
