"""Rules against keys that test-wise learners recognise without knowing the answer."""

from collections.abc import Iterator
from statistics import median

from guide.library.checks.items.item import Flaw, Item, Library, content_words

LONGER = 1.25
SHARED = 1.5
LEAST_SHARED = 3


def key_not_longest(item: Item, _: Library) -> Iterator[Flaw]:
    """The key is not much longer than the distractors."""
    if not item.single or item.numeric_options or len(item.keys) != 1 or not item.distractors:
        return
    length, usual = len(item.keys[0]), median(len(text) for text in item.distractors)
    if length > LONGER * usual and length > 25:
        yield Flaw(
            f"the key has {length} characters, a typical distractor {usual:.0f}",
            "shorten the key or lengthen a distractor",
        )


def no_shared_rare_word(item: Item, library: Library) -> Iterator[Flaw]:
    """No rare word of the stem stands in the key alone."""
    if not item.single:
        return
    stem = set(content_words(item.stem))
    others = {word for text in item.distractors for word in content_words(text)}
    common = {word.rstrip("s") for word in library.common}
    for key in item.keys:
        clang = sorted((stem & set(content_words(key))) - others - common)
        if clang:
            yield Flaw(
                f"of all options only the key repeats '{clang[0]}' from the stem",
                "use it in a distractor too, or choose another word",
            )


def key_not_most_similar(item: Item, _: Library) -> Iterator[Flaw]:
    """The key does not share far more words with the other options than they do."""
    if not item.single or item.numeric_options or len(item.keys) != 1 or len(item.distractors) < 2:
        return
    sets = {text: set(content_words(text)) for text in item.texts}
    everywhere = set.intersection(*sets.values())
    shared = {
        text: sum(len((mine & other) - everywhere) for name, other in sets.items() if name != text)
        for text, mine in sets.items()
    }
    key = shared.pop(item.keys[0], 0)
    if key >= LEAST_SHARED and key > SHARED * max(shared.values(), default=0):
        yield Flaw(
            "the key shares the most words with the other options",
            "let a distractor share as many",
        )
