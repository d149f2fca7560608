"""The learner's own questions: checked like the library's, and imported all or not at all."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from guide.coach.overlay import LONGEST_TITLE, MOST_TOPICS, own_topics, topic_file
from guide.errors import GuideError, Problem
from guide.exchange.own_texts import RefusedError, check_texts
from guide.files import check_writable, make_folder, read_text, write_files
from guide.library.cards import TOPIC
from guide.library.catalogue import Catalogue
from guide.library.checks.items import faults
from guide.library.checks.items.item import COMMONEST, Library
from guide.library.codec import OwnTopic, decode_topic, encode_topic
from guide.library.compile import question_record
from guide.library.markup import parse_inline
from guide.library.mentions import words
from guide.library.misfits import misfits
from guide.library.nearest import nearest
from guide.library.questions import MOST_QUESTIONS, Question, Topic
from guide.library.records import Question as CompiledQuestion
from guide.library.records import prose
from guide.library.toml import TomlError, parse_toml
from guide.library.toml_places import find_places
from guide.study.soundness import is_sound

SPELLING = "L31"
"""Not applied to own questions: their authors use words that are on none of our pages."""
LARGEST = 500_000
"""Bytes of a file."""
MOST_PROBLEMS = 20
"""Mistakes of form that are named; the others are counted."""
LONGEST_MESSAGE = 300
"""Characters of what is said of a mistake."""


@dataclass(frozen=True, slots=True)
class Imported:
    """The result of an import.

    Attributes:
        topics: The imported topics, each with its number of questions.
        problems: Every problem; nothing is imported when there is one.
    """

    topics: tuple[tuple[str, int], ...] = ()
    problems: tuple[Problem, ...] = ()


def gather_library(catalogue: Catalogue) -> Library:
    """Gather what the rules need to know from the compiled catalogue."""
    counts: dict[str, int] = {}
    headings: dict[str, frozenset[str]] = {}
    for name, head in catalogue.heads.items():
        blocks = catalogue.entry(name).blocks
        headings[name] = frozenset(prose(block.spans) for block in blocks if block.kind == "h")
        runs = [block.spans for block in blocks] + [
            cell for block in blocks for row in block.rows for cell in row
        ]
        for word in words(" ".join([head.title, head.summary, *head.aliases, *map(prose, runs)])):
            counts[word] = counts.get(word, 0) + 1
    for question in catalogue.questions.values():
        runs = [question.stem, question.take_home, *(option.reason for option in question.options)]
        for word in words(
            " ".join([*map(prose, runs), *(option.text for option in question.options)])
        ):
            counts.setdefault(word, 1)
    commonest = sorted(counts, key=lambda word: -counts[word])[:COMMONEST]
    names = {
        word
        for head in catalogue.heads.values()
        for name in (head.title, *head.aliases)
        for word in re.findall(r"\w+", name)
    }
    return Library(
        frozenset(commonest),
        frozenset(counts),
        frozenset(names),
        headings,
        frozenset(catalogue.objectives),
        catalogue.references,
        {},
    )


def _find_line(text: str, question: str) -> int:
    """Return the line with a question's id; 1 when there is none."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("id") and f'"{question}"' in line:
            return number
    return 1


def _read(path: Path) -> tuple[Topic, str] | list[Problem]:
    """Read a file: its topic and text, or what is wrong with it."""
    try:
        text = read_text(path, LARGEST)
        values = parse_toml(text)
        check_texts(values)
        count = len(values["question"]) if isinstance(values.get("question"), list) else 0
        if count > MOST_QUESTIONS:
            message = f"{count} questions; at most {MOST_QUESTIONS} may be in one file"
            return [Problem(str(path), 1, "too-large", message, "make several topics of them")]
        return Topic.model_validate(values), text
    except GuideError as error:
        message = error.message.removeprefix(f"{path.name}: ")
        return [Problem(str(path), 1, "unreadable", message, error.hint)]
    except ValidationError as error:
        return _misfits(path, text, error)
    except RefusedError as error:
        return [Problem(str(path), 1, "refused", str(error), "see docs/questions.md")]
    except TomlError as error:
        return [Problem(str(path), error.line, "front-matter", error.message, "correct the line")]


def _misfits(path: Path, text: str, error: ValidationError) -> list[Problem]:
    """Return what is wrong with the form of a file."""
    found, places = misfits(error, Topic, MOST_PROBLEMS), find_places(text)
    problems = [
        Problem(
            str(path),
            places.line(misfit.place),
            "schema",
            misfit.message[:LONGEST_MESSAGE],
            misfit.hint or "see docs/questions.md",
        )
        for misfit in found
    ]
    if error.error_count() > MOST_PROBLEMS:
        more = f"{error.error_count() - MOST_PROBLEMS} more of the kind"
        problems.append(Problem(str(path), 1, "schema", more))
    return problems


def _check(name: str, topic: Topic, text: str, library: Library, taken: set[str]) -> list[Problem]:
    """Return every problem of a topic, and add its ids to those taken."""
    problems = []
    for question in topic.question:
        line = _find_line(text, question.id)
        if question.id in taken:
            message, hint = f"id '{question.id}' is taken", "ids are unique over all questions"
            problems.append(Problem(name, line, "duplicate-id", message, hint))
        taken.add(question.id)
        if question.draft:
            message, hint = "own questions have no drafts", "finish it and take the line out"
            problems.append(Problem(name, line, "draft", message, hint))
        if question.entry not in library.headings:
            message = f"nothing has the id '{question.entry}'"
            hint = nearest(question.entry, library.headings)
            problems.append(Problem(name, line, "unknown-id", message, hint))
        if not is_sound(question_record(question, topic.id)):
            message = f"{question.id}: cannot be asked or drawn as it is"
            hint = "look at its form, its numbers and their ranges"
            problems.append(Problem(name, line, "unsound", message, hint))
            continue
        problems += [
            Problem(name, line, fault.rule, f"{question.id}: {fault.message}", fault.hint)
            for fault in faults(question, library)
            if fault.rule != SPELLING
        ]
        problems += _check_citations(name, line, question, library)
    return problems


def _check_replaced(name: str, topic: Topic, text: str, catalogue: Catalogue) -> Iterator[Problem]:
    """Yield each question that would take over the history of one of the library, for good.

    What it replaces of the learner's own may be gone already, or be on another computer.
    """
    library = catalogue.questions.values()
    ids = catalogue.questions.keys() | {question.replaces for question in library}
    for question in topic.question:
        if question.replaces in ids:
            message = f"{question.id}: replaces '{question.replaces}', a question of the library"
            hint = "leave `replaces` out: it is for your own earlier questions"
            yield Problem(name, _find_line(text, question.id), "replaces", message, hint)


def _check_number(topics: Sequence[tuple[Path, Topic, str]], data: Path) -> Iterator[Problem]:
    """Yield a problem if there would be more topics than are used."""
    ids = set(own_topics(data))
    for path, topic, _ in topics:
        if topic.id not in ids and len(ids) >= MOST_TOPICS:
            message = f"you have {len(ids):,} topics; at most {MOST_TOPICS} are used"
            hint = "remove some with import --forget, or make fewer topics of them"
            yield Problem(str(path), 1, "too-many", message, hint)
            return
        ids.add(topic.id)


def _check_citations(name: str, line: int, question: Question, library: Library) -> list[Problem]:
    cited = {
        key
        for text in question.marked_up
        for span in parse_inline(text)
        if span.style == "cite"
        for key in span.target.split()
    }
    return [
        Problem(
            name,
            line,
            "unknown-key",
            f"no reference has the key '{key}'",
            nearest(key, library.references) or "cite one of the guide's references",
        )
        for key in sorted((set(question.sources) | cited) - set(library.references))
    ]


def import_questions(
    files: Sequence[Path],
    catalogue: Catalogue,
    data: Path,
    existing: Mapping[str, CompiledQuestion],
) -> Imported:
    """Import files of questions into the overlay folder: all of them, or none if one has a problem.

    A topic that was imported before is replaced.

    Args:
        files: TOML files in the form of the library's own.
        catalogue: The library.
        data: The learner's data folder.
        existing: Questions that exist already, by id.

    Raises:
        GuideError: The overlay folder cannot be written.
    """
    topics: list[tuple[Path, Topic, str]] = []
    problems: list[Problem] = []
    for path in files:
        found = _read(path)
        if isinstance(found, list):
            problems += found
        else:
            topics.append((path, *found))
    library = gather_library(catalogue)
    replaced = {topic.id for _, topic, _ in topics} - set(catalogue.topics)
    taken = {name for name, question in existing.items() if question.topic not in replaced}
    seen = {*catalogue.topics, TOPIC}
    for path, topic, text in topics:
        if topic.id in seen:
            message = f"the topic '{topic.id}' exists"
            problems.append(Problem(str(path), 1, "duplicate-id", message, "give it another id"))
        seen.add(topic.id)
        if len(topic.title) > LONGEST_TITLE:
            message = f"the title has {len(topic.title)} characters; at most {LONGEST_TITLE}"
            problems.append(Problem(str(path), 1, "schema", message))
        problems += _check(str(path), topic, text, library, taken)
        problems += _check_replaced(str(path), topic, text, catalogue)
    problems += _check_number(topics, data)
    if problems:
        return Imported(problems=tuple(problems))
    return Imported(tuple(_write_all([topic for _, topic, _ in topics], data)))


def _write_all(topics: Sequence[Topic], data: Path) -> list[tuple[str, int]]:
    """Write topics into the overlay folder; return the number of questions of each."""
    files = {topic.id: topic_file(data, topic.id) for topic in topics}
    for path in files.values():
        if path.parent.is_symlink():
            raise GuideError(f"{path.parent} is a symbolic link", "make it a folder")
        make_folder(path.parent)
        check_writable(path)
    encoded = {}
    for topic in topics:
        questions = tuple(question_record(question, topic.id) for question in topic.question)
        own = OwnTopic(topic.id, topic.title, questions)
        encoded[files[topic.id]] = encode_topic(own), _count
    # An own topic is the learner's to make shorter.
    counts = write_files(encoded, force=True)
    return [(topic.id, counts[files[topic.id]]) for topic in topics]


def _count(data: bytes) -> int:
    return len(decode_topic(data).questions)
