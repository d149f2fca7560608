"""Result files: a learner's answers in a class session, with a checksum."""

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from guide.errors import GuideError
from guide.store.exams import StoredExam
from guide.study.items import Response

FORMAT = 1
SUFFIX = ".abscopal-result"
LARGEST = 1_000_000
"""Bytes; a result of a hundred questions takes about ten thousand."""


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
        cls, stored: StoredExam, content_version: str, now: datetime, name: str = ""
    ) -> "Result":
        """Return the result of an exam."""
        exam = stored.exam
        answers = tuple(
            Response(
                answer.question.id,
                answer.response,
                answer.right,
                answer.confidence,
                round(exam.seconds.get(place, 0.0), 1),
            )
            for place, answer in sorted(exam.answers.items())
        )
        questions = tuple(presented.question.id for presented in exam.questions)
        return cls(stored.code, content_version, name, now.isoformat(), questions, answers)

    @property
    def score(self) -> int:
        """The number of right answers."""
        return sum(answer.right for answer in self.answers)


def _encode(result: Result) -> dict[str, Any]:
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


def _decode(body: dict[str, Any]) -> Result:
    return Result(
        code=body["code"],
        content_version=body["content_version"],
        name=body["name"],
        finished_at=body["finished_at"],
        questions=tuple(body["questions"]),
        answers=tuple(
            Response(str(question), str(response), bool(right), str(confidence), float(seconds))
            for question, response, right, confidence, seconds in body["answers"]
        ),
    )


def _checksum(body: dict[str, Any]) -> str:
    text = json.dumps(body, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def write_result(result: Result, folder: Path, name: str = "") -> Path:
    """Write a result file completely or not at all, without overwriting another one.

    Args:
        result: What to write.
        folder: Created when it is missing.
        name: File name; made of code, time and the learner's name when empty.

    Returns:
        The file.

    Raises:
        OSError: It cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    learner = re.sub(r"[^\w-]+", "-", result.name).strip("-").lower()
    parts = (result.code, result.finished_at[:19].replace(":", ""), learner)
    stem = name.removesuffix(SUFFIX) or "-".join(part for part in parts if part)
    path = folder / f"{stem}{SUFFIX}"
    number = 2
    while path.exists():
        path = folder / f"{stem}-{number}{SUFFIX}"
        number += 1
    body = _encode(result)
    text = json.dumps({**body, "sha256": _checksum(body)}, ensure_ascii=False, indent=1)
    part = path.with_name(path.name + ".part")
    part.write_text(text + "\n", "utf-8")
    part.replace(path)
    return path


def read_result(path: Path) -> Result:
    """Read a result file.

    Raises:
        GuideError: It cannot be read, is not a result, was altered, or has another format.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise GuideError(f"{path.name}: too large for a result file", "leave it out")
        body = json.loads(path.read_text("utf-8"))
        checksum = body.pop("sha256")
        if body["format"] != FORMAT:
            raise GuideError(
                f"{path.name}: written by another version of the guide (format {body['format']})",
                f"this one reads format {FORMAT}",
            )
        if _checksum(body) != checksum:
            raise GuideError(
                f"{path.name}: altered since it was written: the checksum does not match",
                "ask for the file again",
            )
        return _decode(body)
    except OSError as error:
        raise GuideError(f"{path.name}: cannot be read ({error.strerror})") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise GuideError(f"{path.name}: not a result of this guide", "leave it out") from error
