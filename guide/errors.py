"""One family of errors: what went wrong, and how to mend it."""

from dataclasses import dataclass


class GuideError(Exception):
    """An error that the user reads: one line, a hint, and the exit status that goes with it.

    Attributes:
        message: What is wrong, in one line.
        hint: What to do about it; empty when there is nothing to add.
        status: The process's exit status (1 the answer is no, 2 wrong usage, 3 the guide is damaged).
    """

    status = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message


class NotFoundError(GuideError):
    """Something asked for by name is not in the guide."""


class UsageError(GuideError):
    """The command was called in a way that cannot be carried out."""

    status = 2


class DamagedError(GuideError):
    """A file that belongs to the guide is missing, truncated or altered."""

    status = 3


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault in the content, with the place where it stands.

    Attributes:
        file: Path relative to the content folder's parent, with forward slashes.
        line: Line in that file, counted from 1.
        code: Short name of the rule, a key of `guide.library.checks.CODES`.
        message: What is wrong.
        hint: How to mend it; empty when the message says it.
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
    """The content has faults; all of them are listed."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} problems in the content", "see `abscopal check`")
        self.problems = problems


class StorageError(GuideError):
    """The learner's data cannot be read or written."""
