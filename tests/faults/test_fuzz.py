"""The first examples of each fuzzing target; `make fuzz` goes on for minutes."""

from collections.abc import Iterator

import pytest

from tests.fuzz import TARGETS, Ground, make_ground, run_examples

EXAMPLES = 30


@pytest.fixture(scope="module")
def ground() -> Iterator[Ground]:
    """A small library that targets may change."""
    with make_ground() as made:
        yield made


@pytest.mark.parametrize("target", TARGETS)
def test_random_input_is_survived(ground: Ground, target: str) -> None:
    """Refused or understood, never anything else."""
    assert run_examples(target, ground, 0, EXAMPLES) >= EXAMPLES
