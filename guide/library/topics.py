"""Reads a topic question by question: what is wrong with one takes nothing from the others."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from guide.errors import Problem
from guide.library.frontmatter import Source, read_table, read_text
from guide.library.misfits import refusals
from guide.library.questions import MOST_QUESTIONS, Question, Topic
from guide.library.toml import TomlError, parse_toml
from guide.library.unread import ID

_BEGINS = re.compile(r"^[ \t]*\[\[[ \t]*question[ \t]*\]\]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Quiz:
    """A topic of questions with its file.

    Attributes:
        lines: The lines of each id in the file.
        is_whole: Whether every question of the file is there.
    """

    topic: Topic
    source: Source
    lines: Mapping[str, Sequence[int]]
    is_whole: bool = True

    def line(self, question: str, place: int = 0) -> int:
        """Return the line on which a question's id stands, counted from 1.

        Args:
            question: The id.
            place: Which of the questions with this id, from 0.
        """
        found = self.lines.get(question, (1,))
        return found[min(place, len(found) - 1)]

    def line_of(self, question: str, name: str) -> int:
        """Return the line of a field that stands below a question's id, or else that of the id."""
        begin = self.line(question)
        for number, text in enumerate(self.source.text.split("\n")[begin:], begin + 1):
            if text.lstrip().startswith("[["):
                break
            if text.partition("=")[0].strip() == name:
                return number
        return begin

    def part(self, drafts: bool) -> "Quiz | None":
        """Return the topic with its drafts alone, or without them; None without any question."""
        chosen = tuple(each for each in self.topic.question if each.draft == drafts)
        topic = self.topic.model_copy(update={"question": chosen})
        return replace(self, topic=topic) if chosen else None


@dataclass(frozen=True, slots=True)
class ReadTopic:
    """A topic as far as it could be read.

    Attributes:
        quiz: The questions that can be used; None without any.
        problems: What is wrong with the others.
        lost: The text of each of the others.
    """

    quiz: Quiz | None
    problems: tuple[Problem, ...] = ()
    lost: tuple[str, ...] = ()


def blocks(text: str) -> list[tuple[int, str]]:
    """Return the parts of a topic's text that begin with `[[question]]`, each with its offset."""
    starts = [found.start() for found in _BEGINS.finditer(text)]
    return [(start, text[start:end]) for start, end in pairwise([*starts, len(text)])]


def read_topic(path: Path, file: str) -> ReadTopic:
    """Read a topic.

    Args:
        path: Its file.
        file: The path as problems name it.
    """
    source = read_table(path, file)
    if isinstance(source, Source):
        many = _too_many(file, len(_rows(source)))
        return many or _validated(source, (), ())
    text = read_text(path, file)
    if isinstance(text, Problem) or not _BEGINS.search(text):
        return ReadTopic(None, (source,))
    if many := _too_many(file, len(blocks(text))):
        return many
    sound, problems, lost = _without_broken(text, file)
    try:
        meta = parse_toml(sound)
    except TomlError:
        return ReadTopic(None, (source,))
    if not lost or not meta.get("question"):
        return ReadTopic(None, problems or (source,))
    return _validated(Source(file, path.stem, sound, meta, "", 1), problems, lost)


def _too_many(file: str, count: int) -> ReadTopic | None:
    """Return the refusal of a file with more questions than one can have."""
    if count <= MOST_QUESTIONS:
        return None
    message = f"{count} questions; at most {MOST_QUESTIONS} may be in one file"
    hint = "make several topics of them"
    return ReadTopic(None, (Problem(file, 1, "unreadable", message, hint),))


def _rows(source: Source) -> Sequence[Any]:
    rows = source.meta.get("question")
    return rows if isinstance(rows, list) else ()


def _without_broken(text: str, file: str) -> tuple[str, tuple[Problem, ...], tuple[str, ...]]:
    """Return a text with empty lines for each question whose TOML is broken, and what they are."""
    problems, lost = [], []
    for start, block in blocks(text):
        try:
            parse_toml(block)
        except TomlError as error:
            line = text.count("\n", 0, start) + error.line
            hint = "correct the line"
            problems.append(Problem(file, line, "front-matter", error.message, hint))
            lost.append(block)
            blank = "\n" * block.count("\n")
            # What stands behind it keeps its line, and what stands before it its place.
            text = text[:start] + blank.ljust(len(block)) + text[start + len(block) :]
    return text, tuple(problems), tuple(lost)


def _validated(source: Source, problems: tuple[Problem, ...], lost: tuple[str, ...]) -> ReadTopic:
    try:
        topic = Topic.model_validate(source.meta)
    except ValidationError as error:
        problems += tuple(refusals(error, Topic, source))
        questions = [_question(row) for row in _rows(source)]
        parts = [block for _, block in blocks(source.text) if block.strip()]
        if not any(questions) or len(parts) != len(questions):
            return ReadTopic(None, problems)
        lost += tuple(part for part, read in zip(parts, questions, strict=True) if read is None)
        sound = tuple(read for read in questions if read is not None)
        refused = {fault["loc"] for fault in error.errors()}
        name, title = (
            source.stem if (field,) in refused else source.meta[field] for field in ("id", "title")
        )
        topic = Topic.model_construct(id=name, title=title, question=sound)
    lines: dict[str, list[int]] = {}
    for hit in ID.finditer(source.text):
        lines.setdefault(hit[1], []).append(source.text.count("\n", 0, hit.start(1)) + 1)
    return ReadTopic(Quiz(topic, source, lines, not problems), problems, lost)


def _question(row: object) -> Question | None:
    try:
        return Question.model_validate(row)
    except ValidationError:
        return None
