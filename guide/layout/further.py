"""What a search finds beside pages: tools, learning paths and questions, by the words of titles."""

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from guide.layout.targets import OpenComparison, OpenPath, OpenTool, StartQuiz, StudyMode, Target
from guide.layout.tools import property_names
from guide.library.catalogue import Catalogue
from guide.library.folding import fold
from guide.library.records import prose

Kind = Literal["tool", "command", "path", "question"]
KINDS: tuple[Kind, ...] = ("tool", "command", "path", "question")
"""In the order in which they are shown."""
SHORTEST = 3
"""Letters of a word that is looked for; shorter ones are in most titles."""
QUESTION_WORDS = 2
"""Words that find a question; one word is in too many of them."""
MOST = 3
MOST_OF_A_KIND = 2
_DRAWN = re.compile(r"\{\w+\}")
"""The place of a number that is drawn anew each time."""
_WORD = re.compile(r"[^\W_]+")


class Further(NamedTuple):
    """Something beside the pages.

    Attributes:
        kind: What it is.
        title: Its title.
        target: What opens it.
        words: More words that find it.
    """

    kind: Kind
    title: str
    target: Target
    words: str = ""


def _words(text: str) -> str:
    """Return the words of a text, folded, with a space before each."""
    return "".join(f" {word}" for word in _WORD.findall(fold(text)))


def matching(query: str, items: Iterable[tuple[str, Further]]) -> list[Further]:
    """Return what each word of a query begins a word of, those whose title begins so first.

    Args:
        query: As typed.
        items: What may be found, each with its `searchable` text.
    """
    wanted = _words(query).split()
    needles = [f" {word}" for word in wanted if len(word) >= SHORTEST]
    if not needles:
        return []
    found: dict[Kind, list[tuple[bool, Further]]] = {}
    for text, item in items:
        enough = item.kind != "question" or len(needles) >= QUESTION_WORDS
        if enough and all(needle in text for needle in needles):
            found.setdefault(item.kind, []).append((not text.startswith(needles[0]), item))
    best = [
        item
        for kind in KINDS
        for _, item in sorted(found.get(kind, ()), key=lambda each: each[0])[:MOST_OF_A_KIND]
    ]
    return best[:MOST]


def searchable(item: Further) -> tuple[str, Further]:
    """Return the text in which words are looked for, and the item."""
    return _words(f"{item.title} {item.words}"), item


def further_of(catalogue: Catalogue) -> list[tuple[str, Further]]:
    """Return the tools, paths and questions of a library, each with its `searchable` text."""
    # The tools are read here and not before: the first screen needs none of them.
    from guide.layout.toolbox.tools import TOOLS

    items = [
        *(Further("tool", tool.title, OpenTool(tool.name), tool.words) for tool in TOOLS.values()),
        *(
            Further("tool", f"Compare {name} of all modalities", OpenTool("compare", name))
            for name in property_names(catalogue)
        ),
        Further("tool", "Compare side by side", OpenComparison(), "agents trials matrix"),
        Further("tool", "About this guide", OpenTool("about"), "version licence levels evidence"),
        *(
            Further("path", path.title, OpenPath(path.id), "learning path")
            for path in catalogue.paths
        ),
        *(
            Further(
                "question",
                _DRAWN.sub("…", prose(each.stem)),
                StartQuiz(StudyMode.QUESTION, each.id),
            )
            for each in catalogue.questions.values()
        ),
    ]
    return [searchable(item) for item in items]
