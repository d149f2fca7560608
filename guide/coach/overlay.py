"""The learner's own questions: an overlay folder in the data folder, one file for each topic."""

from dataclasses import dataclass, field
from pathlib import Path

from guide.errors import GuideError
from guide.files import read_file, without_mark
from guide.library.cards import TOPIC
from guide.library.codec import OwnTopic, decode_topic
from guide.library.records import Question
from guide.study.soundness import is_id, is_sound

FOLDER = "questions"
LARGEST = 5_000_000
"""Bytes of a file."""
LONGEST_TITLE = 200
MOST_TOPICS = 500
"""Files that are read; an import that goes beyond is refused."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """The learner's own questions.

    Attributes:
        questions: The questions by id.
        topics: Titles of their topics by id.
        notices: What could not be read, one line each.
    """

    questions: dict[str, Question] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)
    notices: tuple[str, ...] = ()


def topic_file(data: Path, topic: str) -> Path:
    """Return the file of a topic in a data folder.

    Raises:
        ValueError: The topic is no id, and must not become part of a path.
    """
    if not is_id(topic):
        raise ValueError("not an id")
    return data / FOLDER / f"{topic}.json"


def own_topics(data: Path) -> list[str]:
    """Return the ids of the topics that have a file, whether or not it can be read."""
    folder = data / FOLDER
    try:
        if folder.is_symlink():
            return []
        names = [path.stem for path in folder.glob("*.json")]
    except OSError:
        return []
    return sorted(name for name in names if is_id(name))


def read_overlay(data: Path) -> Overlay:
    """Read the overlay folder of a data folder.

    A file that cannot be read, or holds what is no question, is named in a notice and left out;
    the others are used.
    """
    questions: dict[str, Question] = {}
    topics: dict[str, str] = {}
    notices: list[str] = []
    names = own_topics(data)
    if len(names) > MOST_TOPICS:
        notices.append(
            f"{len(names) - MOST_TOPICS:,} of your {len(names):,} topics of questions are left"
            f" out: at most {MOST_TOPICS} are used; remove some with import --forget."
        )
    for name in names[:MOST_TOPICS]:
        path = topic_file(data, name)
        try:
            topic = decode_topic(without_mark(read_file(path, LARGEST)))
        except (GuideError, ValueError, RecursionError):
            reason = "cannot be read and are left out; import them again"
        else:
            reason = _reason_to_leave_out(topic, name, questions)
        if reason:
            notices.append(f"Your questions in {path.name} {reason}.")
            continue
        questions.update((question.id, question) for question in topic.questions)
        topics[topic.id] = topic.title
    return Overlay(questions, topics, tuple(notices))


def _reason_to_leave_out(topic: OwnTopic, name: str, others: dict[str, Question]) -> str:
    """Return why a topic cannot be used beside those already read; empty when it can."""
    ids = {question.id for question in topic.questions}
    if topic.id != name or topic.id == TOPIC or not 0 < len(topic.title) <= LONGEST_TITLE:
        return "are left out: the file does not belong to its topic; import them again"
    if len(ids) != len(topic.questions) or not ids.isdisjoint(others):
        taken = sorted(ids & others.keys())
        which = f": {taken[0]} is also in {others[taken[0]].topic}" if taken else ""
        return f"are left out: an id stands twice{which}; remove one topic with import --forget"
    if not all(question.topic == name and is_sound(question) for question in topic.questions):
        return "are left out: they hold what is no question; import them again"
    return ""
