"""Own questions into the guide: read, linted like the library's, and kept as an overlay; with one fault none is taken."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from guide.coach.overlay import FOLDER
from guide.errors import Problem
from guide.library.catalogue import Catalogue
from guide.library.checks.items import faults
from guide.library.checks.items.item import COMMONEST, Library
from guide.library.codec import OwnTopic, encode_topic
from guide.library.compile import question_record
from guide.library.markup import parse_inline
from guide.library.mentions import words
from guide.library.nearest import nearest
from guide.library.questions import Question, Topic
from guide.library.records import prose

SPELLING = "L31"
"""Not held against own questions: others use words that stand on none of our pages."""
ONE_OF_OURS = "cite one of the guide's"


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import: topics with their numbers of questions, or every fault."""

    topics: tuple[tuple[str, int], ...] = ()
    problems: tuple[Problem, ...] = ()


def library_of(catalogue: Catalogue) -> Library:
    """Gather what the rules must know from the compiled catalogue."""
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


def _line(text: str, question: str) -> int:
    """Return the line on which a question's id stands."""
    return next(
        (
            n
            for n, line in enumerate(text.split("\n"), 1)
            if line.startswith("id") and f'"{question}"' in line
        ),
        1,
    )


def _read(path: Path) -> tuple[Topic, str] | list[Problem]:
    try:
        text = path.read_text("utf-8")
        return Topic.model_validate(tomllib.loads(text)), text
    except OSError as error:
        return [Problem(path.name, 1, "unreadable", f"cannot be read ({error.strerror})")]
    except UnicodeDecodeError:
        return [Problem(path.name, 1, "unreadable", "is not UTF-8", "save it as UTF-8")]
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        return [
            Problem(
                path.name,
                int(found[1]) if found else 1,
                "front-matter",
                str(error),
                "mend the TOML",
            )
        ]
    except ValidationError as error:
        return [
            Problem(
                path.name,
                1,
                "schema",
                f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}",
                "see docs/questions.md",
            )
            for fault in error.errors()
        ]


def _check(name: str, topic: Topic, text: str, library: Library, taken: set[str]) -> list[Problem]:
    problems = []
    for question in topic.question:
        line = _line(text, question.id)
        if question.id in taken:
            problems.append(
                Problem(
                    name,
                    line,
                    "duplicate-id",
                    f"id '{question.id}' is taken",
                    "ids are unique over all questions",
                )
            )
        taken.add(question.id)
        if question.entry not in library.headings:
            problems.append(
                Problem(
                    name,
                    line,
                    "unknown-id",
                    f"nothing has the id '{question.entry}'",
                    nearest(question.entry, library.headings),
                )
            )
        broken = [fault for fault in faults(question, library) if fault.rule != SPELLING]
        problems += [
            Problem(name, line, fault.rule, f"{question.id}: {fault.message}", fault.hint)
            for fault in broken
        ]
        problems += _citations(name, line, question, library)
    return problems


def _citations(name: str, line: int, question: Question, library: Library) -> list[Problem]:
    cited = {
        key
        for text in question.marked_up
        for span in parse_inline(text)
        if span.style == "cite"
        for key in span.target.split()
    }
    unknown = sorted((set(question.sources) | cited) - set(library.references))
    return [
        Problem(
            name,
            line,
            "unknown-key",
            f"no reference has the key '{key}'",
            nearest(key, library.references) or "cite one of the guide's",
        )
        for key in unknown
    ]


def import_questions(
    files: Sequence[Path], catalogue: Catalogue, data: Path, existing: Mapping[str, object]
) -> Imported:
    """Read files of questions into the overlay folder of a data folder: all of them, or none when anything is at fault.

    Args:
        files: TOML files in the form of the library's own.
        catalogue: The library.
        data: The learner's data folder.
        existing: Questions by id that are there already, those of topics that are imported anew left out.

    Raises:
        OSError: The overlay folder cannot be written.
    """
    library = library_of(catalogue)
    read: list[Topic] = []
    problems: list[Problem] = []
    taken = set(existing)
    for path in files:
        found = _read(path)
        if isinstance(found, list):
            problems += found
            continue
        topic, text = found
        if topic.id in catalogue.topics or topic.id in {other.id for other in read}:
            problems.append(
                Problem(
                    path.name,
                    1,
                    "duplicate-id",
                    f"the topic '{topic.id}' exists",
                    "give yours another id",
                )
            )
        problems += _check(path.name, topic, text, library, taken)
        read.append(topic)
    if problems:
        return Imported((), tuple(problems))
    folder = data / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for topic in read:
        questions = tuple(question_record(question, topic.id) for question in topic.question)
        part = folder / f"{topic.id}.json.part"
        part.write_bytes(encode_topic(OwnTopic(topic.id, topic.title, questions)))
        part.replace(folder / f"{topic.id}.json")
    return Imported(tuple((topic.id, len(topic.question)) for topic in read))
