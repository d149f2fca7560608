"""What is known about the field's language, as `index/*.toml` has it: checked, then gathered."""

import re
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from guide.errors import ContentError, Problem
from guide.library.catalogue import Catalogue
from guide.library.folding import fold
from guide.library.frontmatter import read_table

T = TypeVar("T", bound=Struct)


class Rule(Struct, forbid_unknown_fields=True):
    """A regular expression over a lower-case word, and what replaces it."""

    find: str
    put: str

    def __post_init__(self) -> None:
        """Make sure that the rule can be applied.

        Raises:
            ValueError: It is no regular expression, or its replacement names no group of it.
        """
        try:
            re.sub(self.find, self.put, "")
        except re.error as error:
            raise ValueError(f"'{self.find}' is no regular expression: {error}") from error


class Spelling(Struct, forbid_unknown_fields=True):
    """`spelling.toml`: rules of spelling and of sound."""

    rule: list[Rule]
    sound: list[Rule]


class Synonyms(Struct, forbid_unknown_fields=True):
    """`synonyms.toml`: other words for one that is typed, and the wider group of an entry."""

    group: list[list[str]]
    broader: dict[str, list[str]]


class Questions(Struct, forbid_unknown_fields=True):
    """`questions.toml`: words that ask and do not say what about, and words that ask for a kind."""

    stop: str
    asking: str
    kind: dict[str, list[str]]


class Fields(Struct, forbid_unknown_fields=True):
    """What a word counts for, by where it stands."""

    title: float
    alias: float
    identifier: float
    summary: float
    facts: float
    body: float


class Saturation(Struct, forbid_unknown_fields=True):
    """How the worth of a word levels off with its number and with the length of the page."""

    half: float
    length: float
    average: float


class NamePoints(Struct, forbid_unknown_fields=True):
    """Points for a query that is, begins or holds a name."""

    exact: float
    content: float
    begins: float
    inside: float
    holds: float


class MatchShares(Struct, forbid_unknown_fields=True):
    """What other words, completions and nearness count for."""

    synonym: float
    entity: float
    unfinished: float
    typing: float
    kind: float
    aside: float
    least: float
    coverage: float
    passage: float
    adjacent: float


class Ranking(Struct, forbid_unknown_fields=True):
    """`ranking.toml`: how results are ordered."""

    field: Fields
    saturation: Saturation
    name: NamePoints
    match: MatchShares
    kind: dict[str, float]
    first: dict[str, float]


def _read(folder: Path, name: str, kind: type[T]) -> T:
    file = f"{folder.name}/{name}.toml"
    source = read_table(folder / f"{name}.toml", file)
    if isinstance(source, Problem):
        raise ContentError((source,))
    try:
        return msgspec.convert(source.meta, kind, strict=False)
    except ValueError as error:
        raise ContentError((Problem(file, 1, "schema", str(error)),)) from error


def read_knowledge(index: Path, catalogue: Catalogue) -> dict[str, Any]:
    """Return the search's knowledge from `index/*.toml` and the names of entries.

    Raises:
        ContentError: A file cannot be read, or does not say what it must.
    """
    spelling = _read(index, "spelling", Spelling)
    synonyms = _read(index, "synonyms", Synonyms)
    questions = _read(index, "questions", Questions)
    ranking = _read(index, "ranking", Ranking)
    symbols: set[str] = set()
    for head in catalogue.heads.values():
        if head.kind in ("gene", "agent", "organism", "trial"):
            names = (fold(name) for name in (head.title, *head.aliases))
            symbols.update(name for name in names if name.isalpha())
    return {
        "spelling": [[rule.find, rule.put] for rule in spelling.rule],
        "sound": [[rule.find, rule.put] for rule in spelling.sound],
        "synonyms": {group[0]: group[1:] for group in synonyms.group if group},
        "broader": synonyms.broader,
        "ranking": msgspec.to_builtins(ranking),
        "stop": questions.stop.split(),
        "asking": questions.asking.split(),
        "kinds": {word: kind for kind, words in questions.kind.items() for word in words},
        "keep": sorted(symbols),
    }
