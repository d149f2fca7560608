"""The base of every content model, and the types of text in them."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
KEY_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9:_-]*$"

ABILITY_PATTERN = (
    r"^(Add|Calculate|Choose|Compare|Convert|Define|Describe|Explain|Find|Give|Judge|List|Match|Name"
    r"|Order|Place|Predict|Quote|Read|Recognise|Say|Sketch|State|Tell|Weigh) "
)
"""What a learner can be seen to do; that somebody knows or understands something cannot be seen."""

Slug = Annotated[str, StringConstraints(pattern=SLUG_PATTERN, max_length=80)]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Summary = Annotated[str, StringConstraints(min_length=20, max_length=320, strip_whitespace=True)]
Ability = Annotated[str, StringConstraints(pattern=ABILITY_PATTERN, strip_whitespace=True)]
"""What somebody can do who has learnt something, such as "Say why TREX1 matters"."""
CitationKey = Annotated[str, StringConstraints(pattern=KEY_PATTERN)]


class Strict(BaseModel):
    """Base of every model: frozen, and unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")
