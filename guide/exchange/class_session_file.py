"""The file of a class session: its code and the ids of its questions, to save and to pass on."""

import json
from collections.abc import Sequence
from pathlib import Path

import msgspec

from guide.errors import GuideError
from guide.files import read_file, without_mark, write_file
from guide.library.records import Question
from guide.study.class_session import ClassCode, read_code

SUFFIX = ".abscopal-session"
LARGEST = 1_000_000
"""Bytes."""


class _SessionFile(msgspec.Struct):
    code: str
    questions: list[str]


def write_session_file(
    code: ClassCode,
    title: str,
    content_version: str,
    questions: Sequence[Question],
    path: Path,
    force: bool = False,
) -> None:
    """Write the file of a class session.

    Raises:
        GuideError: It cannot be written.
    """
    facts = {
        "code": str(code),
        "title": title,
        "content_version": content_version,
        "questions": [question.id for question in questions],
    }
    text = json.dumps(facts, ensure_ascii=False, indent=1) + "\n"
    write_file(path, text.encode(), lambda data: len(_decode(data).questions), force)


def _decode(data: bytes) -> _SessionFile:
    try:
        return msgspec.json.decode(data, type=_SessionFile)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def read_session_file(path: Path) -> ClassCode:
    """Return the code in the file of a class session.

    Raises:
        GuideError: It cannot be read or does not hold a code.
    """
    try:
        return read_code(_decode(without_mark(read_file(path, LARGEST))).code)
    except ValueError as error:
        raise GuideError(
            f"{path.name}: not a class session of this guide",
            "create one with `abscopal session create`",
        ) from error
