"""Rules against keys that give themselves away to the test-wise."""

from collections.abc import Iterator
from statistics import median

from guide.library.checks.items.item import Fault, Item, Library, content_words

LONGER = 1.25
SHARED = 1.5
LEAST_SHARED = 3


def l9(item: Item, _: Library) -> Iterator[Fault]:
    """The key is not the longest by far."""
    if not item.single or item.numeric_options or len(item.keys) != 1 or not item.distractors:
        return
    length, usual = len(item.keys[0]), median(len(text) for text in item.distractors)
    if length > LONGER * usual and length > 25:
        yield Fault(
            "L9",
            f"the key has {length} characters, its distractors {usual:.0f}",
            "shorten the key or lengthen a distractor",
        )


def l14(item: Item, library: Library) -> Iterator[Fault]:
    """No rare word of the stem in the key alone."""
    if not item.single:
        return
    stem = set(content_words(item.stem))
    others = {word for text in item.distractors for word in content_words(text)}
    common = {word.rstrip("s") for word in library.common}
    for key in item.keys:
        clang = sorted((stem & set(content_words(key))) - others - common)
        if clang:
            yield Fault(
                "L14",
                f"'{clang[0]}' stands in the stem and in the key alone",
                "use it in a distractor too, or another word",
            )


def l15(item: Item, _: Library) -> Iterator[Fault]:
    """The key does not share most with the others."""
    if not item.single or item.numeric_options or len(item.keys) != 1 or len(item.distractors) < 2:
        return
    sets = {text: set(content_words(text)) for text in item.texts}
    everywhere = set.intersection(*sets.values())
    shared = {
        text: sum(len((mine & other) - everywhere) for name, other in sets.items() if name != text)
        for text, mine in sets.items()
    }
    mine = shared.pop(item.keys[0], 0)
    if mine >= LEAST_SHARED and mine > SHARED * max(shared.values(), default=0):
        yield Fault(
            "L15",
            "the key shares the most words with the other options",
            "let a distractor share as much",
        )
