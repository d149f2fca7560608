"""The learner's own questions: an overlay folder in the data folder, one file for each topic."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from guide.library.coded import question
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
            coded = json.loads(path.read_text("utf-8"))
            found = {each["id"]: question(each) for each in coded["questions"]}
            topic, title = coded["id"], coded["title"]
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            notices.append(
                f"Your questions in {path.name} cannot be read and are left out; import them again."
            )
            continue
        questions.update(found)
        topics[topic] = title
    return Overlay(questions, topics, tuple(notices))
