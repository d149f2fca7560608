"""The question files as they must be: items in six forms, their topics, and the objectives that they test."""

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from guide.library.base import CitationKey, Slug, Strict, Text
from guide.library.scale import Level

Form = Literal["single", "several", "order", "match", "numeric", "figure"]
"""Single best answer, several right, put in order, match, a number with its unit, read the figure."""

Quantity = Literal[
    "bed",
    "eqd2",
    "total-dose",
    "fractions-for-eqd2",
    "alpha-beta",
    "surviving-percent",
    "surviving-after-fractions",
    "pvdr",
    "valley-dose",
    "physical-from-rbe",
    "rbe-weighted",
    "rbe",
    "oer",
    "proton-range",
    "beam-on-time",
    "mean-dose-rate",
    "survival-from-hazard-ratio",
    "absolute-difference",
    "number-needed",
    "relative-risk",
    "mean-of-two",
    "generalised-eud",
]
"""What a numeric question asks for: a name in `guide.physics.quantities`, where its formula stands."""


class Option(Strict):
    """One answer, one item of an order or one pair, and why it is right, wrong or stands where it stands."""

    text: Text
    right: bool = False
    pair: str = ""
    """What belongs to it, in a match."""
    reason: Text


class Slip(Strict):
    """A wrong way to reckon that learners take: which quantity they find instead, and why it is not the answer."""

    quantity: Quantity
    values: dict[str, str] = Field(default_factory=dict)
    """Parameters that the slip changes: a number, or the name of another parameter."""
    reason: Text


class Numeric(Strict):
    """A quantity to be reckoned from parameters that are drawn anew from a seed."""

    quantity: Quantity
    draw: dict[str, tuple[float, ...]] = Field(min_length=1)
    """The values that each parameter can take; the stem and the working name it in braces."""
    unit: str
    decimals: int = Field(ge=0, le=3)
    tolerance: float = Field(gt=0, le=10)
    """Per cent of the answer within which a number counts as right."""
    working: Text
    """The solution with the parameters in braces, `{answer}` the result."""
    reason: Text
    """Why the quantity is reckoned in this way."""
    slip: tuple[Slip, ...] = Field(min_length=1)


class Curve(Strict):
    """A line of a figure: a name and its points (x, y)."""

    name: Text
    points: tuple[tuple[float, float], ...] = Field(min_length=2)


class Row(Strict):
    """A row of a forest plot: an estimate with its interval."""

    name: Text
    estimate: float
    low: float
    high: float


class Figure(Strict):
    """A figure drawn in text from its numbers."""

    kind: Literal["survival", "curve", "forest"]
    title: Text
    x: Text
    y: str = ""
    curve: tuple[Curve, ...] = ()
    row: tuple[Row, ...] = ()
    sources: tuple[CitationKey, ...] = ()
    """Empty only for a drawing that its title calls schematic."""

    @model_validator(mode="after")
    def _has_its_data(self) -> Self:
        if bool(self.row) != (self.kind == "forest") or bool(self.curve) == (self.kind == "forest"):
            raise ValueError("a forest plot has rows, every other figure curves")
        return self


class Waiver(Strict):
    """A rule for items that a question breaks on purpose."""

    rule: str = Field(pattern=r"^L\d{1,2}$")
    reason: Text


class Question(Strict):
    """An item of the bank."""

    id: Slug
    form: Form = "single"
    entry: Slug
    """The page that teaches it."""
    section: str = ""
    """Heading on that page; empty for the page as a whole."""
    objective: Slug
    level: Literal["recall", "understanding", "application"]
    evidence: Level
    stem: Text
    options: tuple[Option, ...] = Field(default=(), max_length=6)
    """An order lists them in their right order."""
    numeric: Numeric | None = None
    figure: Figure | None = None
    take_home: Text
    sources: tuple[CitationKey, ...] = Field(min_length=1)
    twin_of: Slug | None = None
    replaces: Slug | None = None
    waiver: tuple[Waiver, ...] = ()
    updated: date
    reviewed: date | None = None
    """Day on which a second reader answered it without seeing the key."""

    @property
    def marked_up(self) -> tuple[str, ...]:
        """Every run of text that may cite or link."""
        numeric = (
            [self.numeric.reason, *(slip.reason for slip in self.numeric.slip)]
            if self.numeric
            else []
        )
        return (self.stem, self.take_home, *(option.reason for option in self.options), *numeric)

    @model_validator(mode="after")
    def _has_its_form(self) -> Self:
        if (self.numeric is not None) != (self.form == "numeric"):
            raise ValueError(
                "a table [question.numeric] belongs to the form 'numeric' and to no other"
            )
        if (self.figure is not None) != (self.form == "figure"):
            raise ValueError(
                "a table [question.figure] belongs to the form 'figure' and to no other"
            )
        if bool(self.options) == (self.form == "numeric"):
            raise ValueError("every form but 'numeric' has options")
        if any(bool(option.pair) != (self.form == "match") for option in self.options):
            raise ValueError("in a match every option has a pair, elsewhere none")
        return self


class Topic(Strict):
    """A file of questions."""

    id: Slug
    title: Text
    question: tuple[Question, ...] = Field(min_length=1)


class Objective(Strict):
    """Something that a learner can do after a unit; questions test it."""

    id: Slug
    text: Text


class Objectives(Strict):
    """Every objective of the learning paths."""

    objective: tuple[Objective, ...] = Field(min_length=1)
