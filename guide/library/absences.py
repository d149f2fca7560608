"""The models of `absences.toml` in the content folder: what was searched for and not found."""

from datetime import date

from pydantic import Field

from guide.library.base import Slug, Strict, Text


class Search(Strict):
    """A search of the literature that found nothing."""

    query: Text
    where: Text
    on: date
    looked_at: int = Field(ge=0)
    """Number of results that were looked at."""
    found: Text
    """What came nearest."""


class Scope(Strict):
    """The log behind statements that nothing of a kind has been published."""

    id: Slug
    statement: Text
    """What was not found, in a sentence."""
    search: tuple[Search, ...] = Field(min_length=2)
    apart_from: dict[Slug, Text] = Field(default_factory=dict)
    """Trials that seem to contradict the statement, each with the reason why they do not."""


class Absences(Strict):
    """All logs of absence."""

    scope: tuple[Scope, ...] = ()
