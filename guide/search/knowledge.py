"""What is known about the field's language, as `index/*.toml` has it: checked, then gathered."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta, Struct

from guide.errors import ContentError, Problem
from guide.library.catalogue import Catalogue
from guide.library.folding import fold
from guide.library.frontmatter import read_table, read_text
from guide.search.files import ENGLISH
from guide.search.languages import by_foreign

T = TypeVar("T", bound=Struct)
Weight = Annotated[float, Meta(ge=0)]
Divisor = Annotated[float, Meta(gt=0)]


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
    """`questions.toml`: what asks and does not say what about, and words that ask for a kind."""

    stop: str
    asking: str
    request: list[str]
    page: str
    kind: dict[str, list[str]]
    verdict: dict[str, list[str]]


class Languages(Struct, forbid_unknown_fields=True):
    """`languages.toml`: words of other languages, by the English one."""

    little: str
    words: dict[str, list[str]]


class Fields(Struct, forbid_unknown_fields=True):
    """A figure for each field of a page."""

    title: Weight
    alias: Weight
    identifier: Weight
    summary: Weight
    plain: Weight
    asks: Weight
    facts: Weight
    schedule: Weight
    body: Weight


class NamePoints(Struct, forbid_unknown_fields=True):
    """Points for a query that is, begins or holds a name."""

    title: Weight
    exact: Weight
    content: Weight
    begins: Weight
    inside: Weight
    holds: Weight


class MatchShares(Struct, forbid_unknown_fields=True):
    """What other words, completions and nearness count for."""

    synonym: Weight
    entity: Weight
    unfinished: Weight
    typing: Weight
    kind: Weight
    aside: Weight
    passage: Weight
    adjacent: Weight
    asked: Weight
    title: Weight
    unnamed: Weight
    same: Weight


class Ranking(Struct, forbid_unknown_fields=True):
    """`ranking.toml`: how results are ordered."""

    field: Fields
    length: Fields
    half: Divisor
    name: NamePoints
    match: MatchShares
    kind: dict[str, Weight]
    first: dict[str, Weight]


FILES: dict[str, type[Struct]] = {
    "spelling": Spelling,
    "synonyms": Synonyms,
    "questions": Questions,
    "ranking": Ranking,
    "languages": Languages,
}
"""What each file says."""


def _read(folder: Path, name: str, kind: type[T], shown: str = "index") -> T:
    file = f"{shown}/{name}.toml"
    source = read_table(folder / f"{name}.toml", file)
    if isinstance(source, Problem):
        raise ContentError((source,))
    try:
        return msgspec.convert(source.meta, kind, strict=False)
    except ValueError as error:
        raise ContentError((Problem(file, 1, "schema", str(error)),)) from error


def read_english(folder: Path, shown: str = "index") -> str:
    """Return the English words that are never corrected, one a line.

    Raises:
        ContentError: The file cannot be read.
    """
    text = read_text(folder / ENGLISH, f"{shown}/{ENGLISH}")
    if isinstance(text, Problem):
        raise ContentError((text,))
    return text


def check_knowledge(index: Path, shown: str) -> Iterator[Problem]:
    """Yield what keeps the files of a folder from being used.

    Args:
        index: The folder.
        shown: Its path, as problems name it.
    """
    for name, kind in FILES.items():
        try:
            _read(index, name, kind, shown)
        except ContentError as error:
            yield from error.problems
    try:
        read_english(index, shown)
    except ContentError as error:
        yield from error.problems


def read_knowledge(index: Path, catalogue: Catalogue) -> dict[str, Any]:
    """Return the search's knowledge from `index/*.toml` and the names of entries.

    Raises:
        ContentError: A file cannot be read, or does not say what it must.
    """
    spelling = _read(index, "spelling", Spelling)
    synonyms = _read(index, "synonyms", Synonyms)
    questions = _read(index, "questions", Questions)
    ranking = _read(index, "ranking", Ranking)
    languages = _read(index, "languages", Languages)
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
        "request": [fold(text).split() for text in questions.request],
        "page": questions.page.split(),
        "kinds": {word: kind for kind, words in questions.kind.items() for word in words},
        "verdicts": {
            phrase: verdict for verdict, phrases in questions.verdict.items() for phrase in phrases
        },
        "keep": sorted(symbols),
        "languages": {
            "little": [fold(word) for word in languages.little.split()],
            "words": by_foreign(languages.words),
        },
    }
