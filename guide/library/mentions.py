"""Where the text of other pages holds the name of an entry, linked or not."""

import re
from collections.abc import Iterable, Iterator, Mapping

from guide.library.entry import Entry
from guide.library.load import Content, Page
from guide.library.records import Block, Spans, prose

_WORD = re.compile(r"[^\W_]+")


def fold(name: str) -> str:
    """Return a name in lower case with single spaces, for comparison."""
    return " ".join(name.casefold().split())


def texts(block: Block) -> list[Spans]:
    """Return the runs of text of a block: its cells where it is a table."""
    return [cell for row in block.rows for cell in row] if block.rows else [block.spans]


STRUCTURE = frozenset(Entry.model_fields) | {"kind", "sources", "level", "actor", "target"}
"""Fields whose text a page does not show."""


def _strings(value: object) -> Iterator[str]:
    """Yield the texts of a dumped model that its page shows."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, part in value.items():
            if name not in STRUCTURE:
                yield from _strings(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _strings(part)


def page_text(page: Page) -> str:
    """Return the summary, the tables and the body of a page as one text without citations."""
    parts = [page.entry.summary, *_strings(page.entry.model_dump(exclude_defaults=True))]
    parts += [
        prose(spans)
        for passage in page.passages
        if passage.block.kind != "code"
        for spans in texts(passage.block)
    ]
    return " . ".join(parts)


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case; a hyphen or slash separates two words."""
    return tuple(_WORD.findall(text.casefold()))


def _forms(name: str) -> set[tuple[str, ...]]:
    """Return a name's words, as they are and with a plural s."""
    found = words(name)
    return {found, (*found[:-1], found[-1] + "s")} if found else set()


def mentions(content: Content, kinds: Iterable[str]) -> dict[str, list[str]]:
    """Return, for each entry of some kinds, the other pages whose text holds one of its names."""
    wanted = [page for page in content.pages if page.kind in set(kinds)]
    forms = {
        page.entry.id: {
            form for name in (page.entry.title, *page.entry.aliases) for form in _forms(name)
        }
        for page in wanted
    }
    longest = max((len(form) for found in forms.values() for form in found), default=0)
    owners: dict[tuple[str, ...], list[str]] = {}
    for name, found in forms.items():
        for form in found:
            owners.setdefault(form, []).append(name)
    places: dict[str, list[str]] = {name: [] for name in forms}
    for page in content.pages:
        text = words(page_text(page))
        runs = {
            text[at : at + size]
            for size in range(1, longest + 1)
            for at in range(len(text) - size + 1)
        }
        named = {name for run in runs & owners.keys() for name in owners[run]}
        for name in sorted(named - {page.entry.id}):
            places[name].append(page.entry.id)
    return places


def names(content: Content) -> dict[str, str]:
    """Return the entry of each title and alias, by the folded name."""
    found: dict[str, str] = {}
    for page in content.pages:
        for name in (page.entry.title, *page.entry.aliases):
            found.setdefault(fold(name), page.entry.id)
    return found


def confused(page: Page, known: dict[str, str]) -> list[str]:
    """Return the entries of the library that a term is not to be confused with."""
    rows = getattr(page.entry, "confuse", ())
    return [
        known[fold(row.term)]
        for row in rows
        if fold(row.term) in known and known[fold(row.term)] != page.entry.id
    ]
