"""Corrects the spelling and the order of fields, and leaves every other byte as it is."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from guide.errors import GuideError, Problem
from guide.files import read_file
from guide.inert import visible
from guide.library.entry import Entry
from guide.library.expected import fields_at, shape
from guide.library.frontmatter import FENCE
from guide.library.misfits import place_words
from guide.library.models import MODELS
from guide.library.outline import LearningPath
from guide.library.questions import Topic
from guide.library.reading import found, largest, line_end
from guide.library.scale import KIND_FACTS
from guide.library.toml import TomlError, parse_toml
from guide.library.toml_places import Key, Places, Statement, find_places
from guide.library.toml_places import Path as Place
from guide.rewriting import replace_file, taking_turns

CLOSE = 0.75
"""Similarity from which a name that is not known is taken for a known one."""
ENTRY_ORDER = (
    *("id", "kind", "draft", "title", "aliases", "summary", "asks", "plain", "level"),
    *("updated", "reviewed", "review_by", "replaces"),
)
"""The order of the fields that entries of every kind have; those of a kind follow."""
FIXED, LEFT = "fixed", "left"
"""The codes of what was changed, and of what could not be."""
MARK = "\ufeff"
"""The byte-order mark that some editors put before a text."""
MOST_KEYS = 20_000
"""Names of fields and tables in a file; the check refuses files that have more."""
MOST_ROUNDS = 5
"""A table that gets its name back may have fields that then can be corrected."""
_FRONT = re.compile(rf"\A\ufeff?{re.escape(FENCE)}[ \t]*\r?\n(.*?)^{re.escape(FENCE)}", re.S | re.M)


@dataclass(frozen=True, slots=True)
class Fixed:
    """A text with its fields corrected.

    Attributes:
        text: The text.
        changes: What was changed, in words.
    """

    text: str
    changes: tuple[str, ...] = ()


def fix_files(content: Path, only: frozenset[Path] | None) -> Iterator[Problem]:
    """Correct pages, topics and paths in place; yield what was changed, or could not be, by file.

    A file that cannot be read, or whose TOML is broken, is left as it is: the check names it.

    Args:
        content: The content folder.
        only: The files to correct, absolute; None for all.
    """
    root = content.resolve()
    for path in _files(root):
        if only is not None and path not in only:
            continue
        file = visible(path.relative_to(root.parent).as_posix())
        with suppress(UnicodeDecodeError, TomlError):
            try:
                changes = _fix_file(root, path)
                yield from (Problem(file, 1, FIXED, change) for change in changes)
            except GuideError as error:
                yield Problem(file, 1, LEFT, f"not corrected: {error}")


def _fix_file(root: Path, path: Path) -> tuple[str, ...]:
    """Correct a file; return what was changed.

    Raises:
        UnicodeDecodeError: It is no text.
        TomlError: Its TOML is broken.
        GuideError: It cannot be written.
    """
    with taking_turns(root):
        try:
            data = read_file(path, largest(path))
        except GuideError:
            return ()
        fixed = fix_text(data.decode("utf-8"), path.suffix == ".md", path.parent.name)
        if fixed.changes:
            replace_file(path, data, fixed.text.encode("utf-8"))
        return fixed.changes


def _files(root: Path) -> Iterator[Path]:
    for folder in sorted({facts.folder for facts in KIND_FACTS.values()}):
        yield from found(root / folder, "*.md")
    for folder in ("questions", "paths"):
        yield from found(root / folder, "*.toml")


def fix_text(text: str, is_page: bool, folder: str = "") -> Fixed:
    """Return a file's text with its fields corrected.

    Args:
        text: The whole file.
        is_page: Whether it is a page, with its TOML between fences.
        folder: Name of the folder that a TOML file stands in.

    Raises:
        TomlError: Its TOML is broken.
    """
    if not is_page:
        mark = MARK if text.startswith(MARK) else ""
        fixed = _fixed(text.removeprefix(MARK), LearningPath if folder == "paths" else Topic)
        return Fixed(mark + fixed.text, fixed.changes)
    front = _FRONT.match(text)
    if front is None:
        return Fixed(text)
    kind = _parsed(front[1]).get("kind")
    if not isinstance(kind, str) or kind not in MODELS:
        return Fixed(text)
    fixed = _fixed(front[1], MODELS[kind])
    return Fixed(text[: front.start(1)] + fixed.text + text[front.end(1) :], fixed.changes)


def _parsed(text: str) -> dict[str, Any]:
    return parse_toml(text.replace("\r\n", "\n"))


def _fixed(text: str, model: type[BaseModel]) -> Fixed:
    _parsed(text)
    if len(find_places(text).keys) > MOST_KEYS:
        return Fixed(text)
    named = _with_names(text, model)
    ordered = _in_order(named, model)
    try:
        values = _parsed(named.text)
    except TomlError:
        return Fixed(text)
    try:
        return ordered if _parsed(ordered.text) == values else named
    except TomlError:
        return named


def _with_names(text: str, model: type[BaseModel]) -> Fixed:
    changes: list[str] = []
    for _ in range(MOST_ROUNDS):
        renamed = _renamed(find_places(text), model)
        for key, name in reversed(renamed):
            text = text[: key.start] + name + text[key.end :]
        changes += dict.fromkeys(f"{key.path[-1]} is now {name}" for key, name in renamed)
        if not renamed:
            break
    return Fixed(text, tuple(changes))


def _in_order(named: Fixed, model: type[BaseModel]) -> Fixed:
    text, changes = named.text, list(named.changes)
    for table, statements in _tables(find_places(text)):
        order = _order(shape(model, table).kind)
        ordered = _ordered(statements, order)
        if ordered != statements:
            text = _reordered(text, statements, ordered)
            changes.append(f"the fields of {place_words(table)} are in their order")
    return Fixed(text, tuple(changes))


def _renamed(places: Places, model: type[BaseModel]) -> list[tuple[Key, str]]:
    """Return each key that is misspelt, with the one known name that it alone can be."""
    there: dict[Place, set[str | int]] = {}
    for path in places.offsets:
        if path:
            there.setdefault(path[:-1], set()).add(path[-1])
    found: list[tuple[Key, str]] = []
    claims: dict[Place, set[Place]] = {}
    for key in places.keys:
        table, name = key.path[:-1], str(key.path[-1])
        known = fields_at(model, table)
        if not known or name in known:
            continue
        free = tuple(each for each in known if each not in there.get(table, ()))
        if meant := _meant(name, free):
            found.append((key, meant))
            claims.setdefault((*table, meant), set()).add(key.path)
    return [(key, name) for key, name in found if len(claims[*key.path[:-1], name]) == 1]


@lru_cache(maxsize=1000)
def _meant(name: str, free: tuple[str, ...]) -> str:
    """Return the one of the names still free that a misspelt one can be; empty for none."""
    plain = name.lower().replace("-", "_")
    close = [plain] if plain in free else get_close_matches(plain, free, n=2, cutoff=CLOSE)
    return close[0] if len(close) == 1 else ""


def _tables(places: Places) -> list[tuple[Place, list[Statement]]]:
    """Return the fields of each table that has a header or none, the last table first."""
    groups = groupby(places.statements, key=lambda each: each.table)
    return [(table, list(group)) for table, group in groups][::-1]


def _order(model: object) -> tuple[str, ...]:
    """Return the names of the fields of a table in the order in which they stand."""
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        return ()
    names = tuple(field.alias or name for name, field in model.model_fields.items())
    if issubclass(model, Entry):
        names = (*ENTRY_ORDER, *(name for name in names if name not in ENTRY_ORDER))
    return names


def _ordered(statements: list[Statement], order: tuple[str, ...]) -> list[Statement]:
    """Return statements in their order; one that is not known stays behind the one before it."""
    rank, ranks = -1, []
    for statement in statements:
        rank = order.index(statement.name) if statement.name in order else rank
        ranks.append(rank)
    pairs = sorted(zip(ranks, statements, strict=True), key=lambda pair: pair[0])
    return [statement for _, statement in pairs]


def _reordered(text: str, old: list[Statement], new: list[Statement]) -> str:
    """Return a text with statements in a new order; what stands above one moves with it."""
    first, last = old[0].start, old[-1].end
    feed = line_end(text)
    starts = {each: before.end for before, each in pairwise(old)}
    parts = [text[starts.get(each, each.start) : each.end] for each in new]
    return text[:first] + "".join(p if p.endswith("\n") else p + feed for p in parts) + text[last:]
