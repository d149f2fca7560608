"""How a source is written in a list."""

import pytest

from guide.library.records import Reference


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("A trial of radiotherapy", "A trial of radiotherapy."),
        ("A trial of radiotherapy.", "A trial of radiotherapy."),
        ("How low is the ratio?", "How low is the ratio?"),
    ],
)
def test_title_ends_with_one_mark(title: str, sentence: str) -> None:
    """A question needs no full stop behind its mark."""
    assert Reference(key="x", title=title, study="trial").sentence == sentence
