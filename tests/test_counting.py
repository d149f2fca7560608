"""Numbers with their nouns."""

import pytest

from guide.counting import counted


@pytest.mark.parametrize(
    ("number", "noun", "said"),
    [
        (0, "answer", "0 answers"),
        (1, "answer", "1 answer"),
        (1, "entry", "1 entry"),
        (2, "entry", "2 entries"),
        (2, "day", "2 days"),
        (3, "day", "3 days"),
        (12345, "more page", "12,345 more pages"),
    ],
)
def test_numbers_are_said_with_their_nouns(number: int, noun: str, said: str) -> None:
    """One is singular, everything else plural."""
    assert counted(number, noun) == said
