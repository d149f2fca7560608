"""Own questions that were imported: an overlay folder beside the learner's data, each topic checked when it came in."""

from dataclasses import dataclass, field
from pathlib import Path

from guide.library.codec import decode_topic
from guide.library.records import Question

FOLDER = "questions"


@dataclass(frozen=True, slots=True)
class Overlay:
    """Own questions.

    Attributes:
        questions: By id.
        topics: Titles of their topics by id.
        notices: What could not be read, one line each.
    """

    questions: dict[str, Question] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)
    notices: tuple[str, ...] = ()


def read_overlay(data: Path | None) -> Overlay:
    """Read the overlay folder of a data folder; a file that cannot be read is named and left out, the rest is used."""
    overlay, notices = Overlay(), []
    for path in sorted((data / FOLDER).glob("*.json")) if data is not None else ():
        try:
            topic = decode_topic(path.read_bytes())
        except (OSError, ValueError):
            notices.append(
                f"Own questions in {path.name} cannot be read and are left out; import them again."
            )
            continue
        overlay.questions.update((question.id, question) for question in topic.questions)
        overlay.topics[topic.id] = topic.title
    return Overlay(overlay.questions, overlay.topics, tuple(notices))
