"""The model of `syllabus.toml`: the questions that a page must answer."""

from typing import Self

from pydantic import model_validator

from guide.library.base import Slug, Strict, Text
from guide.library.scale import Kind


class Slot(Strict):
    """What a page must hold: a question that its readers expect it to answer."""

    id: Slug
    kind: Kind | None = None
    """Every page of this kind has the slot; either `kind` or `page` is given."""
    page: Slug | None = None
    """This page alone has the slot."""
    question: Text
    expected_by: Text
    """Who expects an answer: an examination's curriculum, a guideline, the seed document."""
    answered_by: str = ""
    """Where the answer stands unless a page says otherwise; the forms are those of a page."""
    fields: tuple[str, ...] = ()
    """The structured fields of which at least one is the answer, if it is `facts`."""
    if_reported: bool = False
    """Whether the slot is only for trials that have reported."""

    @model_validator(mode="after")
    def _of_a_kind_or_a_page(self) -> Self:
        if (self.kind is None) == (self.page is None):
            raise ValueError("either `kind` or `page` must be given, and not both")
        return self


class Syllabus(Strict):
    """The slots of all pages."""

    slot: tuple[Slot, ...] = ()
