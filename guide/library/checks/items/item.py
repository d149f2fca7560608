"""A question as its rules see it: plain text, key and distractors, with the library around it."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, Protocol

from guide.library.bank_statistics import NUMERIC
from guide.library.load import Content, Page
from guide.library.markup import parse_inline
from guide.library.mentions import page_text, words
from guide.library.questions import Question
from guide.library.records import prose

COMMONEST = 2000


class Flaw(NamedTuple):
    """What is wrong with an item, and how to fix it."""

    message: str
    hint: str


class Fault(NamedTuple):
    """A flaw with the code of the rule that it breaks."""

    rule: str
    message: str
    hint: str


class Source(Protocol):
    """The part of a reference that the rules use."""

    @property
    def study(self) -> str:
        """Kind of study."""

    @property
    def year(self) -> int | None:
        """Year of publication."""

    @property
    def doi(self) -> str:
        """DOI, empty without one."""

    @property
    def pmid(self) -> str:
        """PubMed number, empty without one."""

    @property
    def pmcid(self) -> str:
        """PubMed Central number, empty without one."""


def _headings(page: Page) -> frozenset[str]:
    return frozenset(
        prose(passage.block.spans) for passage in page.passages if passage.block.kind == "h"
    )


@dataclass(frozen=True)
class Library:
    """The part of the library that the rules use.

    Attributes:
        common: The commonest words of the guide's own pages.
        vocabulary: Every word of the pages, and the words that editors have added.
        abbreviations: What has an entry or an alias.
        headings: The headings of every page, by its id.
        objectives: Ids of the objectives of paths.
        references: Sources by key.
        questions: The bank by id.
        unread: Ids of what is there but could not be read.
    """

    common: frozenset[str]
    vocabulary: frozenset[str]
    abbreviations: frozenset[str]
    headings: dict[str, frozenset[str]]
    objectives: frozenset[str]
    references: Mapping[str, Source]
    questions: dict[str, Question]
    unread: frozenset[str] = frozenset()

    @classmethod
    def of(cls, content: Content) -> "Library":
        """Return it for a content."""
        counts = Counter(
            word
            for page in content.pages
            for word in words(f"{page.entry.title} {page_text(page)}")
        )
        names = {
            word
            for page in content.pages
            for name in (page.entry.title, *page.entry.aliases)
            for word in re.findall(r"\w+", name)
        } | content.unread.words
        vocabulary = frozenset(counts) | {name.casefold() for name in names} | content.words
        common = frozenset(word for word, _ in counts.most_common(COMMONEST))
        return cls(
            # How common a word is, some chosen files cannot say.
            common=common if content.has_all else vocabulary,
            vocabulary=vocabulary,
            abbreviations=frozenset(names),
            headings={name: _headings(page) for name, page in content.page_by_id().items()},
            objectives=frozenset(objective.id for objective in content.objectives)
            | content.unread.names,
            references=content.bibliography.references,
            questions={
                question.id: question
                for quiz in content.quizzes
                for question in quiz.topic.question
            },
            unread=frozenset(content.unread.names),
        )


@dataclass(frozen=True)
class Item:
    """A question with what several rules need of it."""

    question: Question

    @cached_property
    def stem(self) -> str:
        """The stem without markup."""
        return prose(parse_inline(self.question.stem))

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The options; of a match, its pairs too."""
        return tuple(option.text for option in self.question.options) + tuple(
            o.pair for o in self.question.options if o.pair
        )

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The right options."""
        return tuple(option.text for option in self.question.options if option.right)

    @cached_property
    def distractors(self) -> tuple[str, ...]:
        """The wrong options."""
        return tuple(option.text for option in self.question.options if not option.right)

    @cached_property
    def reasons(self) -> tuple[str, ...]:
        """The reasons without markup; a numeric item has those of its answer and mistakes."""
        numeric = self.question.numeric
        raw = [option.reason for option in self.question.options]
        raw += [numeric.reason, *(mistake.reason for mistake in numeric.mistake)] if numeric else []
        return tuple(prose(parse_inline(text)) for text in raw)

    @property
    def chosen(self) -> bool:
        """Whether the learner chooses among options, so that there are keys and distractors."""
        return self.question.form in ("single", "several", "figure")

    @property
    def single(self) -> bool:
        """Whether exactly one option is right."""
        return self.question.form in ("single", "figure")

    @property
    def numeric_options(self) -> bool:
        """Whether every option is a number or a range."""
        return self.chosen and all(NUMERIC.fullmatch(text) for text in self.texts)

    @property
    def everything(self) -> Iterator[str]:
        """Every run of text that a learner reads."""
        yield self.stem
        yield from self.texts
        yield from self.reasons
        yield prose(parse_inline(self.question.take_home))


def content_words(text: str) -> list[str]:
    """Return the words that carry meaning: four letters or more, without a plural s."""
    return [word.rstrip("s") for word in words(text) if len(word) > 3]
