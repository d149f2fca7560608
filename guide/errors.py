"""The errors of the guide: what went wrong, and how to fix it."""

from dataclasses import dataclass

from guide.counting import counted


class GuideError(Exception):
    """An error that the user reads, with the exit status of the program.

    Attributes:
        message: What is wrong, in one line.
        hint: What to do about it; may be empty.
        status: 1 if the answer is no, 2 for wrong usage, 3 if the guide is damaged, 4 after a
            crash.
    """

    status = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message


class NotFoundError(GuideError):
    """The guide has nothing of this name."""


class UsageError(GuideError):
    """The command was called in the wrong way."""

    status = 2


class DamagedError(GuideError):
    """A file that belongs to the guide is missing, truncated or altered."""

    status = 3


class CrashError(GuideError):
    """The guide itself is at fault, and cannot go on."""

    status = 4


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A problem in the content, with its place.

    Attributes:
        file: Path relative to the content folder's parent, with forward slashes.
        line: Line in that file, counted from 1.
        code: Short name of the rule, a key of `guide.library.checks.CODES`.
        message: What is wrong.
        hint: How to fix it; empty if the message says it.
    """

    file: str
    line: int
    code: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.file}:{self.line}: {self.code} {self.message}{hint}"


class ContentError(GuideError):
    """The content has problems; all of them are listed."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(
            f"{counted(len(problems), 'problem')} in the content", "see `abscopal check`"
        )
        self.problems = problems


class StorageError(GuideError):
    """The learner's data cannot be read or written."""


class ExamElsewhereError(GuideError):
    """The exam goes on, or has ended, in another window; nothing was saved by this one."""
