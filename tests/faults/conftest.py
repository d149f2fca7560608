"""What the tests of faults share: the program with its own data folder."""

from pathlib import Path

import pytest

from tests.faults.program import Program


@pytest.fixture
def program(small: Path, tmp_path: Path) -> Program:
    """The program on the small library, with a data folder that does not exist yet."""
    return Program(small, tmp_path / "data")


@pytest.fixture
def editor(fresh: Path, tmp_path: Path) -> Program:
    """The program on a library that a test may change."""
    return Program(fresh, tmp_path / "data")
