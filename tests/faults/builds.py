"""The guide as it can be started: from source, and as the standalone program in both forms."""

import sys

import pytest

from tests.conftest import ROOT

SOURCE = [sys.executable, "-m", "guide"]
FOLDER = [str(ROOT / "dist" / "abscopal" / "abscopal")]
ONE_FILE = [str(ROOT / "dist" / "abscopal-onefile")]
BUILDS = [
    pytest.param(SOURCE, id="source"),
    pytest.param(FOLDER, id="folder", marks=pytest.mark.binary),
    pytest.param(ONE_FILE, id="one-file", marks=pytest.mark.binary),
]
