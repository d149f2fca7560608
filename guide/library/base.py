"""The base of every content model, and the types of text in them."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
KEY_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9:_-]*$"

Slug = Annotated[str, StringConstraints(pattern=SLUG_PATTERN, max_length=80)]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Summary = Annotated[str, StringConstraints(min_length=20, max_length=320, strip_whitespace=True)]
CitationKey = Annotated[str, StringConstraints(pattern=KEY_PATTERN)]


class Strict(BaseModel):
    """Base of every model: frozen, and unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")
