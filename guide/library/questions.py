"""The models of the question files: items in six forms, their topics, and objectives."""

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from guide.library.base import Ability, CitationKey, Slug, Strict, Text
from guide.library.scale import Level

Form = Literal["single", "several", "order", "match", "numeric", "figure"]
"""One right, several right, put in order, match, calculate, or read a figure."""
MOST_QUESTIONS = 300
"""Questions of a file."""

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
"""What a numeric question asks for; `guide.physics.quantities` has the formulas."""


class Option(Strict):
    """An option, an item of an order or one side of a pair, with the reason for its place."""

    text: Text
    right: bool = False
    pair: str = ""
    """What belongs to it, in a match."""
    reason: Text


class Mistake(Strict):
    """A common mistake: what learners calculate instead, and why it is not the answer."""

    quantity: Quantity
    values: dict[str, str] = Field(default_factory=dict)
    """Parameters that the mistake changes: a number, or the name of another parameter."""
    reason: Text


class Numeric(Strict):
    """A quantity to calculate from parameters that a seed draws."""

    quantity: Quantity
    draw: dict[str, tuple[float, ...]] = Field(min_length=1)
    """The values that each parameter may take; the stem and the working have it in braces."""
    unit: str
    decimals: int = Field(ge=0, le=3)
    tolerance: float = Field(gt=0, le=10)
    """Deviation, in per cent of the answer, up to which a number is right."""
    working: Text
    """The solution with the parameters in braces, `{answer}` the result."""
    reason: Text
    """Why the quantity is calculated in this way."""
    mistake: tuple[Mistake, ...] = Field(min_length=1)


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
    """Empty only where the title says that the drawing is schematic."""

    @model_validator(mode="after")
    def _has_its_data(self) -> Self:
        if bool(self.row) != (self.kind == "forest") or bool(self.curve) == (self.kind == "forest"):
            raise ValueError("a forest plot needs `row`, every other figure `curve`")
        return self


class Waiver(Strict):
    """A rule that a question breaks on purpose."""

    rule: str = Field(pattern=r"^L\d{1,2}$")
    reason: Text


class Question(Strict):
    """An item of the bank."""

    id: Slug
    draft: bool = False
    """Whether it is unfinished: only its form is checked, and the guide leaves it out."""
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
    """Those of an order are listed in the right order."""
    numeric: Numeric | None = None
    figure: Figure | None = None
    take_home: Text
    sources: tuple[CitationKey, ...] = Field(min_length=1)
    twin_of: Slug | None = None
    replaces: Slug | None = None
    waiver: tuple[Waiver, ...] = ()
    updated: date
    reviewed: date | None = None
    """Day on which a second person answered it without seeing the key."""

    @property
    def marked_up(self) -> tuple[str, ...]:
        """Every text that may cite or link."""
        numeric = (
            [self.numeric.reason, *(mistake.reason for mistake in self.numeric.mistake)]
            if self.numeric
            else []
        )
        return (self.stem, self.take_home, *(option.reason for option in self.options), *numeric)

    @model_validator(mode="after")
    def _has_its_form(self) -> Self:
        if (self.numeric is not None) != (self.form == "numeric"):
            raise ValueError("the form 'numeric', and no other, needs a table [question.numeric]")
        if (self.figure is not None) != (self.form == "figure"):
            raise ValueError("the form 'figure', and no other, needs a table [question.figure]")
        if bool(self.options) == (self.form == "numeric"):
            raise ValueError("every form except 'numeric' needs options, and 'numeric' has none")
        if any(bool(option.pair) != (self.form == "match") for option in self.options):
            raise ValueError("every option of a match needs a pair; other forms have none")
        return self


class Topic(Strict):
    """A file of questions."""

    id: Slug
    title: Text
    question: tuple[Question, ...] = Field(min_length=1)


class Objective(Strict):
    """Something that a learner can do after a unit, tested by questions."""

    id: Slug
    text: Ability


class Objectives(Strict):
    """Every objective of the learning paths."""

    objective: tuple[Objective, ...] = Field(min_length=1)
