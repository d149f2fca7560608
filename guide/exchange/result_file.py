"""Result files: a learner's answers to a class's questions, small, with a checksum, without a name unless one is given."""

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
    """A learner's answers.

    Attributes:
        code: The session's code.
        content_version: Version of the content that asked.
        name: As given; empty without one.
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
        cls, begun: StoredExam, content_version: str, now: datetime, name: str = ""
    ) -> "Result":
        """Return the result of an exam."""
        exam = begun.exam
        answers = tuple(
            Response(
                given.asked.question.id,
                given.response,
                given.right,
                given.confidence,
                round(exam.seconds.get(place, 0.0), 1),
            )
            for place, given in sorted(exam.given.items())
        )
        return cls(
            begun.code,
            content_version,
            name,
            now.isoformat(),
            tuple(asked.question.id for asked in exam.asked),
            answers,
        )

    @property
    def score(self) -> int:
        """How many answers are right."""
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
            [a.question, a.response, a.right, a.confidence, a.seconds] for a in result.answers
        ],
    }


def _checksum(body: dict[str, Any]) -> str:
    return hashlib.sha256(
        json.dumps(body, sort_keys=True, ensure_ascii=True, separators=(",", ":")).encode()
    ).hexdigest()


def write_result(result: Result, folder: Path, name: str = "") -> Path:
    """Write a result file whole or not at all; another one of the same name is never overwritten.

    Args:
        result: What to write.
        folder: Made when it is missing.
        name: File name; made of code, time and name when empty.

    Raises:
        OSError: It cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    who = re.sub(r"[^\w-]+", "-", result.name).strip("-").lower()
    stem = name.removesuffix(SUFFIX) or "-".join(
        part for part in (result.code, result.finished_at[:19].replace(":", ""), who) if part
    )
    path = folder / f"{stem}{SUFFIX}"
    number = 2
    while path.exists():
        path = folder / f"{stem}-{number}{SUFFIX}"
        number += 1
    body = _body(result)
    part = path.with_name(path.name + ".part")
    part.write_text(
        json.dumps({**body, "sha256": _checksum(body)}, ensure_ascii=False, indent=1) + "\n",
        "utf-8",
    )
    part.replace(path)
    return path


def read_result(path: Path) -> Result:
    """Read a result file.

    Raises:
        GuideError: It cannot be read, is no result, was altered, or is of another format.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise GuideError(f"{path.name}: too large for a result", "leave it out")
        body = json.loads(path.read_text("utf-8"))
        told = body.pop("sha256")
        if body["format"] != FORMAT:
            raise GuideError(
                f"{path.name}: written by another version of the guide (format {body['format']})",
                f"this one reads format {FORMAT}",
            )
        if _checksum(body) != told:
            raise GuideError(
                f"{path.name}: altered since it was written: the checksum does not fit",
                "ask for the file again",
            )
        answers = tuple(
            Response(str(q), str(r), bool(right), str(sure), float(seconds))
            for q, r, right, sure, seconds in body["answers"]
        )
        return Result(
            body["code"],
            body["content_version"],
            body["name"],
            body["finished_at"],
            tuple(body["questions"]),
            answers,
        )
    except OSError as error:
        raise GuideError(f"{path.name}: cannot be read ({error.strerror})") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise GuideError(f"{path.name}: no result of this guide", "leave it out") from error
