"""Result files: a learner's answers in a class session, with a checksum."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from guide.errors import GuideError
from guide.files import (
    check_folder,
    check_writable,
    is_folder,
    is_there,
    make_folder,
    read_file,
    without_mark,
    write_file,
)
from guide.library.records import Question
from guide.store.exams import FinishedExam
from guide.study.answering import read_stored_answer
from guide.study.class_session import MOST
from guide.study.items import Response
from guide.study.presenting import present
from guide.study.soundness import LONGEST_ID, SLUG

FORMAT = 1
SUFFIX = ".abscopal-result"
LARGEST = 1_000_000
"""Bytes; a result of a hundred questions takes about ten thousand."""
LONGEST_NAME = 80
"""Characters of a learner's name."""
LONGEST_STEM = 120
"""Characters of a file's name before its suffix, when it is made of other things."""

Id = Annotated[str, Meta(pattern=f"^{SLUG.pattern}$", max_length=LONGEST_ID)]
Word = Annotated[str, Meta(min_length=1, max_length=40)]
Moment = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\dT[\d:.+Z-]{5,30}$")]
Seconds = Annotated[float, Meta(ge=0, le=1_000_000)]


class _Answer(Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """An answer as the file has it; whether it is right is calculated again by whoever reads it."""

    question: Id
    response: Annotated[str, Meta(max_length=60)]
    right: bool
    confidence: Literal["", "unsure", "fairly", "sure"]
    seconds: Seconds


class _ResultFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The form of a result file."""

    format: int
    code: Word
    content_version: Word
    name: Annotated[str, Meta(max_length=LONGEST_NAME)]
    finished_at: Moment
    questions: Annotated[tuple[Id, ...], Meta(min_length=1, max_length=MOST)]
    answers: Annotated[tuple[_Answer, ...], Meta(max_length=MOST)]
    sha256: str


@dataclass(frozen=True, slots=True)
class Result:
    """A learner's answers in a class session.

    Attributes:
        code: The class code.
        content_version: Version of the content that asked.
        name: The learner's name; empty unless given.
        finished_at: ISO time.
        questions: Ids in the order asked, those without an answer included.
        answers: The answers.
    """

    code: str
    content_version: str
    name: str
    finished_at: str
    questions: tuple[str, ...]
    answers: tuple[Response, ...]

    @classmethod
    def of_exam(
        cls, exam: FinishedExam, questions: Mapping[str, Question], version: str, name: str = ""
    ) -> "Result":
        """Return the result of a finished exam of a class session.

        Args:
            exam: The exam as it is in the learner's data.
            questions: The questions of the content, to mark the answers with.
            version: Version of this content, for an exam without any answer.
            name: The learner's name; without one, that which was given when the exam began.
        """
        answers = []
        for given in exam.answers:
            question, right = questions.get(given.question), False
            if question is not None:
                answer = read_stored_answer(present(question, exam.seed), given.response)
                right = answer is not None and answer.right
            answers.append(
                Response(given.question, given.response, right, given.confidence, given.seconds)
            )
        return cls(
            exam.code,
            exam.content_version or version,
            name or exam.name[:LONGEST_NAME],
            exam.finished_at,
            exam.questions,
            tuple(answers),
        )

    @property
    def score(self) -> int:
        """The number of right answers."""
        return sum(answer.right for answer in self.answers)


def _body(result: Result) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "code": result.code,
        "content_version": result.content_version,
        "name": result.name,
        "finished_at": result.finished_at,
        "questions": list(result.questions),
        "answers": [
            [answer.question, answer.response, answer.right, answer.confidence, answer.seconds]
            for answer in result.answers
        ],
    }


def _checksum(body: dict[str, Any]) -> str:
    text = json.dumps(body, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def encode_result(result: Result) -> bytes:
    """Return the bytes of a result file."""
    body = _body(result)
    return f"{json.dumps({**body, 'sha256': _checksum(body)}, indent=1)}\n".encode()


def decode_result(data: bytes) -> Result:
    """Read the bytes of a result file.

    Raises:
        ValueError: They are not a result, were altered, or have another format; the text says why.
    """
    try:
        found = msgspec.json.decode(data, type=_ResultFile)
    except (ValueError, RecursionError) as error:
        raise ValueError(_reason(data)) from error
    if found.format != FORMAT:
        raise ValueError(_other_format(found.format))
    try:
        datetime.fromisoformat(found.finished_at)
    except ValueError as error:
        raise ValueError("finished at a time that does not exist") from error
    result = Result(
        found.code,
        found.content_version,
        found.name,
        found.finished_at,
        found.questions,
        tuple(Response(*msgspec.structs.astuple(answer)) for answer in found.answers),
    )
    if _checksum(_body(result)) != found.sha256:
        raise ValueError("altered since it was written: the checksum does not match")
    asked, answered = set(result.questions), [answer.question for answer in result.answers]
    if len(asked) < len(result.questions) or len(set(answered)) < len(answered):
        raise ValueError("a question stands in it twice")
    if not asked.issuperset(answered):
        raise ValueError("it answers what it did not ask")
    return result


class _Format(Struct):
    format: int


def _reason(data: bytes) -> str:
    """Return why bytes that have not the form of a result file have not."""
    try:
        found = msgspec.json.decode(data, type=_Format).format
    except (ValueError, RecursionError):
        found = FORMAT
    return _other_format(found) if found != FORMAT else "not a result of this guide"


def _other_format(found: int) -> str:
    return f"written by another version of the guide (format {found}; this one reads {FORMAT})"


def _free_path(result: Result, target: Path, into: bool) -> Path:
    """Return a name that is free: the target's, or one in it if it is a folder."""
    if into:
        learner = re.sub(r"[^\w-]+", "-", result.name).strip("-").lower()
        parts = (result.code, result.finished_at[:19].replace(":", ""), learner)
        folder, stem = target, "-".join(part for part in parts if part)
        while len(stem.encode()) > LONGEST_STEM:
            stem = stem[:-1]
    else:
        folder, stem = target.parent, target.name.removesuffix(SUFFIX)
    path, number = folder / f"{stem}{SUFFIX}", 2
    while is_there(path):
        path = folder / f"{stem}-{number}{SUFFIX}"
        number += 1
    return path


def write_result(result: Result, target: Path, into: bool = False) -> Path:
    """Write a result file completely or not at all, without overwriting another one.

    Args:
        result: What to write.
        target: A file, or a folder; the folder is created if it is missing.
        into: Whether it is a folder although there is none yet.

    Returns:
        The file.

    Raises:
        GuideError: It cannot be written.
    """
    path = _free_path(result, target, into or is_folder(target))
    make_folder(path.parent)
    write_file(path, encode_result(result), lambda data: len(decode_result(data).answers))
    return path


def check_place(target: Path, into: bool = False) -> None:
    """Check that a result can be written, before the answers exist; nothing is created.

    Args:
        target: A file, or a folder.
        into: Whether it is a folder although there is none yet.

    Raises:
        GuideError: It cannot.
    """
    if into and is_there(target) and not is_folder(target):
        raise GuideError(f"{target} is not a folder", "name a folder, or leave out its last slash")
    folder = target if into or is_folder(target) else target.parent
    if is_folder(folder):
        check_writable(folder / f"{target.name.removesuffix(SUFFIX)}{SUFFIX}")
    else:
        check_folder(folder)


def make_results_folder(folder: Path) -> Path:
    """Create the folder for results in the learner's data, if it is missing, and return it.

    Raises:
        GuideError: It cannot be created or is a symbolic link.
    """
    if folder.is_symlink():
        raise GuideError(f"{folder} is a symbolic link", "make it a folder")
    make_folder(folder)
    return folder


def read_result(path: Path) -> Result:
    """Read a result file.

    Raises:
        GuideError: It cannot be read, is not a result, was altered, or has another format.
    """
    try:
        return decode_result(without_mark(read_file(path, LARGEST)))
    except ValueError as error:
        raise GuideError(f"{path.name}: {error}") from error
