"""The library many times over, to measure how the search scales.

The copies have their words shuffled and their names changed.
"""

import json
import random
import re
import time
from collections.abc import Iterable, Iterator
from functools import cached_property

import msgspec
from msgspec.structs import replace

from guide.library.catalogue import Catalogue
from guide.library.records import Block, Entry, Head, Span, Spans

_WORD = re.compile(r"[A-Za-z]{3,}")
_VOWELS, _CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxz"


def _renamed(text: str, copy: int) -> str:
    """Return a text whose words are other words of the same shape, the same ones each time."""

    def other(match: re.Match[str]) -> str:
        word = match[0]
        lot = random.Random(f"{copy} {word.casefold()}")
        changed = "".join(
            lot.choice(_VOWELS)
            if c in _VOWELS
            else lot.choice(_CONSONANTS)
            if c in _CONSONANTS
            else c
            for c in word.lower()
        )
        return (
            changed.upper()
            if word.isupper()
            else changed.capitalize()
            if word[0].isupper()
            else changed
        )

    return _WORD.sub(other, text)


def _shuffled(spans: Spans, lot: random.Random) -> Spans:
    words = " ".join(span.text for span in spans if span.style != "cite").split()
    lot.shuffle(words)
    return (Span(" ".join(words)),)


def scaled_bytes(data: bytes, heads: Iterable[Head]) -> bytes:
    """Return a compiled catalogue with more heads; the page of a copy is that of its original.

    Args:
        data: The compiled catalogue.
        heads: Originals and copies.
    """
    end = data.index(b"\n")
    header, body = json.loads(data[:end]), data[end + 1 :]
    coded = msgspec.msgpack.encode(tuple(heads))
    header["ranges"] |= {
        f"entry/{h.id}": header["ranges"][f"entry/{h.id.partition('--')[0]}"] for h in heads
    }
    header["ranges"]["heads"] = [len(body), len(coded)]
    return json.dumps(header).encode() + b"\n" + body + coded


class ScaledCatalogue(Catalogue):
    """A catalogue with so many times the entries of another; the first of each is the original."""

    def __init__(self, original: Catalogue, times: int) -> None:
        self._original = original
        self._times = times
        self.spent = 0.0
        """Seconds that making the copies took, to be left out of what is measured."""

    @cached_property
    def heads(self) -> dict[str, Head]:  # type: ignore[override]
        """The heads of the originals, then of each copy."""
        return {head.id: head for copy in range(self._times) for head in self._copies(copy)}

    def _copies(self, copy: int) -> Iterator[Head]:
        for head in self._original.heads.values():
            if not copy:
                yield head
                continue
            lot = random.Random(f"{copy} {head.id}")
            summary = head.summary.split()
            lot.shuffle(summary)
            aliases = tuple(_renamed(alias, copy) for alias in head.aliases)
            title = _renamed(head.title, copy)
            yield replace(
                head,
                id=f"{head.id}--{copy}",
                title=title,
                aliases=aliases,
                summary=" ".join(summary),
            )

    def entry(self, name: str) -> Entry:
        """Return an original or a copy; a copy is made on each call, to save memory."""
        start = time.perf_counter()
        base, _, copy = name.partition("--")
        entry = self._original.entry(base)
        made = self._copied(entry, base, copy, self.heads[name]) if copy else entry
        self.spent += time.perf_counter() - start
        return made

    def _copied(self, entry: Entry, base: str, copy: str, head: Head) -> Entry:
        lot = random.Random(f"{copy} {base}")
        blocks = tuple(
            replace(
                block,
                spans=_shuffled(block.spans, lot) if block.spans else (),
                rows=tuple(tuple(_shuffled(cell, lot) for cell in row) for row in block.rows),
            )
            for block in entry.blocks
            if isinstance(block, Block)
        )
        return replace(entry, head=head, blocks=blocks, identifiers={}, seed=(), facts=None)
