"""The learner's own questions: an overlay folder in the data folder, one file for each topic."""

from dataclasses import dataclass, field
from pathlib import Path

from guide.library.codec import decode_topic
from guide.library.records import Question

FOLDER = "questions"


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


def read_overlay(data: Path) -> Overlay:
    """Read the overlay folder of a data folder.

    A file that cannot be read is named in a notice and left out; the others are used.
    """
    questions: dict[str, Question] = {}
    topics: dict[str, str] = {}
    notices = []
    for path in sorted((data / FOLDER).glob("*.json")):
        try:
            topic = decode_topic(path.read_bytes())
        except (OSError, ValueError):
            notices.append(
                f"Your questions in {path.name} cannot be read and are left out; import them again."
            )
            continue
        questions.update((question.id, question) for question in topic.questions)
        topics[topic.id] = topic.title
    return Overlay(questions, topics, tuple(notices))
