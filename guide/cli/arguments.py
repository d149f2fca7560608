"""Types of arguments: words that are text, and not too long."""

import math
import os
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import click

from guide import paths
from guide.errors import UsageError

LONGEST = 1000
"""Characters of a query; the rest of an argument would not be read."""
LONGEST_NAME = 80
"""Characters of a learner's name in a result."""


def _as_utf8(argument: str) -> str:
    """Return an argument as UTF-8, although the locale may have another encoding."""
    try:
        return os.fsencode(argument).decode()
    except UnicodeError:
        return argument


def names_folder(text: str) -> bool:
    """Tell whether a path as typed is that of a folder, because it ends with a slash."""
    return text.endswith((os.sep, os.altsep or os.sep))


class Place(click.Path):
    """A path that a person types: not empty, which would be the folder that one is in."""

    def __init__(self, *, file_okay: bool = True, dir_okay: bool = True) -> None:
        """Say whether it may be a file, and whether it may be a folder."""
        super().__init__(file_okay=file_okay, dir_okay=dir_okay, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path.

        Raises:
            BadParameter: It is empty, or another kind of thing is there.
        """
        if not str(value):
            self.fail("it is empty", param, ctx)
        if not self.dir_okay and names_folder(str(value)):
            self.fail(f"{value} names a folder; name a file", param, ctx)
        return Path(os.fsdecode(super().convert(value, param, ctx)))


class Destination(NamedTuple):
    """Where a file goes.

    Attributes:
        path: A file or a folder.
        into: Whether it is a folder although there may be none yet: it ended with a slash.
    """

    path: Path
    into: bool = False


class FileOrFolder(click.ParamType[Destination]):
    """A path to write to: a file, a folder that exists, or with a slash at its end a new folder."""

    name = "path"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Destination:
        """Return the path and whether it ends with a slash.

        Raises:
            BadParameter: It is empty.
        """
        return Destination(Place().convert(value, param, ctx), names_folder(str(value)))


class Output(Place):
    """A path to write to: none of the guide's own files in the data folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path.

        Raises:
            BadParameter: It is empty, or another kind of thing is there.
            UsageError: It is a file of the guide's own.
        """
        from guide.store.files import refuse_own

        path = super().convert(value, param, ctx)
        data = None
        with suppress(UsageError):  # Without a home there is no data.
            data = paths.data_dir(ctx.obj["data"] if ctx is not None else None)
        if data is not None:
            refuse_own(data, path)
        return path


class Number(click.FloatRange):
    """A number within a range, which "nan" is not although nothing is larger."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the number.

        Raises:
            BadParameter: It is none, or not in the range.
        """
        number = super().convert(value, param, ctx)
        if not math.isfinite(number):
            self.fail(f"{value} is not a number", param, ctx)
        return number


class Words(click.ParamType[str]):
    """Words that a person types: UTF-8, and no longer than anybody types."""

    name = "text"

    def __init__(self, longest: int = LONGEST) -> None:
        """Take the number of characters that are allowed."""
        self._longest = longest

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the words.

        Raises:
            BadParameter: They are not UTF-8, or too long.
        """
        text = _as_utf8(str(value))
        if len(text) > self._longest:
            self.fail(f"{len(text)} characters, at most {self._longest} are allowed", param, ctx)
        if any("\ud800" <= character <= "\udfff" for character in text):
            self.fail("not UTF-8", param, ctx)
        return text
