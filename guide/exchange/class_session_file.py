"""The file of a session: its code and the ids of its questions, for a teacher to keep and to pass on."""

import json
from collections.abc import Sequence
from pathlib import Path

from guide.errors import GuideError
from guide.library.records import Question
from guide.study.class_session import ClassCode, read_code

SUFFIX = ".abscopal-session"


def write_session(
    code: ClassCode, title: str, content_version: str, questions: Sequence[Question], path: Path
) -> None:
    """Write a session.

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


def code_in(path: Path) -> ClassCode:
    """Return the code in a session's file.

    Raises:
        GuideError: It cannot be read or holds none.
    """
    try:
        return read_code(str(json.loads(path.read_text("utf-8"))["code"]))
    except OSError as error:
        raise GuideError(f"{path.name}: cannot be read ({error.strerror})") from error
    except (ValueError, KeyError, TypeError) as error:
        raise GuideError(
            f"{path.name}: no session of this guide", "make one with `abscopal session create`"
        ) from error
