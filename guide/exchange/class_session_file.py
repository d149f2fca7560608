"""The file of a class session: its code and the ids of its questions, to save and to pass on."""

import json
from collections.abc import Sequence
from pathlib import Path

from guide.errors import GuideError
from guide.library.records import Question
from guide.study.class_session import ClassCode, read_code

SUFFIX = ".abscopal-session"


def write_session_file(
    code: ClassCode, title: str, content_version: str, questions: Sequence[Question], path: Path
) -> None:
    """Write the file of a class session.

    Raises:
        OSError: It cannot be written.
    """
    facts = {
        "code": str(code),
        "title": title,
        "content_version": content_version,
        "questions": [question.id for question in questions],
    }
    path.write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n", "utf-8")


def read_session_file(path: Path) -> ClassCode:
    """Return the code in the file of a class session.

    Raises:
        GuideError: It cannot be read or does not hold a code.
    """
    try:
        return read_code(str(json.loads(path.read_text("utf-8"))["code"]))
    except OSError as error:
        raise GuideError(f"{path.name}: cannot be read ({error.strerror})") from error
    except (ValueError, KeyError, TypeError) as error:
        raise GuideError(
            f"{path.name}: not a class session of this guide",
            "create one with `abscopal session create`",
        ) from error
