"""Own questions that were imported: an overlay folder beside the learner's data, each topic checked when it came in."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from guide.library.coded import question
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
            coded = json.loads(path.read_text("utf-8"))
            found = {each["id"]: question(each) for each in coded["questions"]}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            notices.append(
                f"Own questions in {path.name} cannot be read and are left out; import them again."
            )
            continue
        overlay.questions.update(found)
        overlay.topics[coded["id"]] = coded["title"]
    return Overlay(overlay.questions, overlay.topics, tuple(notices))
