"""The model of `standards.toml`: how long pages and units must be, how many sources they need."""

from pydantic import Field

from guide.library.base import Strict


class Measure(Strict):
    """The standard for pages of one kind."""

    words: tuple[int, int]
    """Minimum and maximum number of words of the body."""
    references: int = Field(default=1, ge=1)
    """Minimum number of different sources."""
    asks: int = Field(default=0, ge=0)
    """Minimum number of questions that a page says it answers."""


class Standards(Strict):
    """The standards by kind of entry, and those of learning paths."""

    unit_minutes: tuple[int, int] | None = None
    """Fewest and most minutes of a unit of a learning path."""
    in_paths: tuple[str, ...] = ()
    """Kinds of which every page belongs to a learning path."""
    most_words: dict[str, int] = Field(default_factory=dict)
    """Most words of single pages, by id: those that are tables for looking up."""
    measure: dict[str, Measure]
