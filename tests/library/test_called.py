"""What people call an entry leads to it; what means several or none is said."""

import pytest

from guide.errors import NotFoundError
from guide.library.called import called, only_one
from guide.library.records import Head


def head(name: str, title: str, *aliases: str, kind: str = "modality") -> Head:
    """Return an entry with its names."""
    return Head(name, kind, title, aliases, "", "")


HEADS = [
    head("proton-flash", "Proton FLASH", "FLASH protons"),
    head("proton-therapy", "Proton therapy", "PBT", "protons"),
    head("carbon-ion", "Carbon-ion radiotherapy", "carbon ions"),
    head("alpha-beta-ratio", "α/β ratio", kind="principle"),
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("carbon-ion", ["carbon-ion"]),
        ("Carbon Ion Radiotherapy", ["carbon-ion"]),
        ("carbon ion", ["carbon-ion"]),
        ("proton", ["proton-therapy"]),
        ("Protons", ["proton-therapy"]),
        ("pbt", ["proton-therapy"]),
        ("proton f", ["proton-flash"]),
        ("prot", ["proton-flash", "proton-therapy"]),
        ("alpha/beta ratio", ["alpha-beta-ratio"]),
        ("photon", []),
        ("p", []),
        ("", []),
        ("–", []),
    ],
)
def test_the_nearest_names_count(typed: str, found: list[str]) -> None:
    """The very name first, then one with or without its plural, then beginnings."""
    assert [each.id for each in called(typed, HEADS)] == found


def test_several_and_none_are_said_with_names() -> None:
    """The hint names those that are meant, or the most similar name."""
    with pytest.raises(NotFoundError, match=r"'prot' may be one of several \(proton-flash, prot"):
        only_one("prot", HEADS, called("prot", HEADS))
    with pytest.raises(NotFoundError, match=r"nothing is called 'protn' .*did you mean 'protons'"):
        only_one("protn", HEADS, [])
    assert only_one("pbt", HEADS, called("pbt", HEADS)).id == "proton-therapy"
