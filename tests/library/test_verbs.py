"""The verbs of steps and their signs."""

from typing import get_args

from guide.library.verbs import SIGNS, Verb, arrow


def test_every_verb_has_a_sign() -> None:
    """None is without, and no sign is left over."""
    assert set(get_args(Verb)) == set(SIGNS)
    assert set(SIGNS.values()) == {-1, 0, 1}


def test_arrow_that_inhibits_ends_in_a_bar() -> None:
    """The other ones end in a head."""
    assert [arrow("activates"), arrow("binds"), arrow("degrades")] == [
        "—activates→",
        "—binds→",
        "—degrades⊣",
    ]
