"""Every value of a TOML text has its line."""

import tomllib
from collections.abc import Iterator

import pytest

from guide.library.toml_places import Path, find_places
from tests.conftest import ROOT

TEXT = """a = 1
# above b
b = [
  1, # one
  { k = "v]", q = '''x
" # no comment''' },
]
[[q]]
x.y = 2026-01-01 10:00:00
[q.z]
w = 1
[[q.o]]
[[q.o]]
t = "a \\" ]"
[[q]]
[[q.o]]
"t" = 2
"""


def paths(value: object, above: Path = ()) -> Iterator[Path]:
    """Yield the way to each value of a document."""
    pairs: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        pairs = list(value.items())
    elif isinstance(value, list):
        pairs = list(enumerate(value))
    for part, inner in pairs:
        yield (*above, part)
        yield from paths(inner, (*above, part))


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("a",), 1),
        (("b",), 3),
        (("b", 1, "q"), 5),
        (("q", 0), 8),
        (("q", 0, "x", "y"), 9),
        (("q", 0, "z", "w"), 11),
        (("q", 0, "o", 1, "t"), 14),
        (("q", 1, "o", 0, "t"), 17),
        (("q", 1, "o", 0, "missing", 4), 16),
        (("nothing",), 1),
    ],
)
def test_places(path: Path, line: int) -> None:
    """A value is where its key is; what is missing is where its table is."""
    tomllib.loads(TEXT)
    assert find_places(TEXT).line(path) == line


def test_every_value_of_the_content_has_a_place() -> None:
    """Whatever the editors have written so far."""
    files = [*(ROOT / "content" / "trials").glob("*.md"), *(ROOT / "content").rglob("*.toml")]
    for file in files:
        text = file.read_text("utf-8")
        text = text.split("+++\n")[1] if file.suffix == ".md" else text
        places = find_places(text).offsets
        assert [path for path in paths(tomllib.loads(text)) if path not in places] == [], file


@pytest.mark.parametrize("text", ['a = 1\nb = "x', "a = 1\nb = [[[", "a = 1\n[b", "a = 1\n= 2"])
def test_broken_text_has_places_up_to_the_fault(text: str) -> None:
    """It is read by others first, which say what is wrong."""
    assert find_places(text).line(("a",)) == 1
    assert find_places(text).offsets.keys() >= {("a",)}
