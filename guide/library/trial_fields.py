"""What trials are filtered and sorted by."""

from enum import StrEnum


class Field(StrEnum):
    """What trials are filtered by."""

    DISEASE = "disease"
    MODALITY = "modality"
    AGENT = "agent"
    PHASE = "phase"
    TIMING = "timing"
    VERDICT = "verdict"
    YEAR = "year"


class Order(StrEnum):
    """What trials are sorted by: a column of the table."""

    VERDICT = "verdict"
    NAME = "name"
    DISEASE = "disease"
    RADIOTHERAPY = "radiotherapy"
    DRUG = "drug"
    PHASE = "phase"
    N = "n"
    OUTCOME = "outcome"
    EFFECT = "effect"
    YEAR = "year"
    STATUS = "status"


FALLING = frozenset({Order.YEAR, Order.N, Order.PHASE})
"""Orders that begin with the largest."""
