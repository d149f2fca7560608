"""Files of the user: read within bounds, and written completely or not at all.

Nothing is opened that is not a regular file, no symbolic link is followed for writing, and a
file counts as written only after it was read back.
"""

import codecs
import os
import re
import stat
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from guide.errors import GuideError
from guide.parts import remove_left

Count = Callable[[bytes], int | Mapping[str, int]]
"""Counts the records in the bytes of a file, or those of each kind; raises ValueError if the file
is another kind of file."""
LARGEST = 1_000_000_000
"""Bytes of a file that may be replaced."""
_PART = re.compile(r"\.abscopal-(\d{1,10})-\w+\.part")


def reason(error: OSError | ValueError) -> str:
    """Return in words why a file cannot be read or written."""
    return getattr(error, "strerror", None) or str(error)


def is_folder(path: Path) -> bool:
    """Tell whether a path leads to a folder; one that cannot be looked at does not."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def is_there(path: Path) -> bool:
    """Tell whether anything has this name, be it a link that leads nowhere."""
    try:
        path.lstat()
    except (OSError, ValueError):
        return False
    return True


def is_same(one: Path, other: Path) -> bool:
    """Tell whether two paths lead to one place, be they spelt differently or not there yet."""
    with suppress(OSError, ValueError):
        return one.samefile(other)
    with suppress(OSError, ValueError, RuntimeError):  # Links may lead round in a circle.
        return one.resolve() == other.resolve()
    return one.absolute() == other.absolute()


def read_file(path: Path, largest: int) -> bytes:
    """Read a regular file.

    Args:
        path: The file; what is neither a file nor a link to one is refused before it is opened.
        largest: Bytes that it may have at most.

    Raises:
        GuideError: It cannot be read, is no regular file, or is too large.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise GuideError(f"{path.name}: not a file", "leave it out")
        # It may have been replaced by a pipe since, which must not block.
        with open(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:  # noqa: PTH123
            data = file.read(largest + 1)
    except (OSError, ValueError) as error:
        raise GuideError(f"{path.name}: cannot be read ({reason(error)})") from error
    if len(data) > largest:
        raise GuideError(f"{path.name}: larger than {largest / 1e6:g} MB", "leave it out")
    return data


def read_text(path: Path, largest: int) -> str:
    """Read a regular file as UTF-8, with or without a byte-order mark.

    Raises:
        GuideError: It cannot be read, is no regular file, is too large, or is not UTF-8.
    """
    try:
        return read_file(path, largest).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GuideError(f"{path.name}: is not UTF-8", "save it as UTF-8") from error


def without_mark(data: bytes) -> bytes:
    """Return the bytes of a text in UTF-8 without the byte-order mark that some editors add."""
    return data.removeprefix(codecs.BOM_UTF8)


def write_file(path: Path, data: bytes, count: Count, force: bool = False) -> int:
    """Write a file: beside the target, to the disk, read back and counted, then moved.

    Args:
        path: The target. An existing file is replaced only by one with at least as many records
            of each kind.
        data: What to write.
        count: Counts its records.
        force: Replace whatever file is there.

    Returns:
        The number of records that were written.

    Raises:
        GuideError: It cannot be written; the target is as it was.
    """
    return write_files({path: (data, count)}, force)[path]


def write_files(files: Mapping[Path, tuple[bytes, Count]], force: bool = False) -> dict[Path, int]:
    """Write files as `write_file` does, all of them or none.

    Args:
        files: What to write and what counts its records, by target.
        force: Replace whatever files are there.

    Returns:
        The number of records that were written, by target.

    Raises:
        GuideError: One cannot be written; the targets are as they were.
    """
    parts: dict[Path, Path] = {}
    with ExitStack() as left:
        for path, (data, count) in files.items():
            with saying(path):
                parts[path] = write_part(path, data, count, force)
            left.callback(parts[path].unlink, missing_ok=True)
        _move_all(parts)
    return {path: sum(_by_kind(count(data)).values()) for path, (data, count) in files.items()}


def write_part(path: Path, data: bytes, count: Count, force: bool) -> Path:
    """Write the bytes of a target beside it and read them back.

    Raises:
        GuideError: The target must not be replaced, or the bytes read back differently.
        OSError: They cannot be written.
    """
    wanted, mode = count(data), _mode_of_target(path)
    if mode is not None and not force:
        _check_replaceable(path, _by_kind(wanted), count)
    remove_left(path.parent, _PART)
    beginning = f".abscopal-{os.getpid()}-"
    handle, name = tempfile.mkstemp(prefix=beginning, suffix=".part", dir=path.parent)
    part = Path(name)
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 - a handle
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        written = part.read_bytes()
        if written != data or count(written) != wanted:
            raise GuideError(f"{path} cannot be written: it reads back differently")
        if mode is not None:
            part.chmod(mode)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return part


def _move_all(parts: Mapping[Path, Path]) -> None:
    """Move parts to their targets; when one cannot be moved, the others are put back.

    Raises:
        GuideError: One cannot be moved.
    """
    olds = []
    with ExitStack() as undo:
        for path, part in parts.items():
            with saying(path):
                if len(parts) > 1:
                    olds.append(_keep(path))
                    undo.callback(_put_back, path, olds[-1])
                move_part(part, path)
        undo.pop_all()
    for old in olds:
        if old is not None:
            with suppress(OSError):
                old.unlink()


def _keep(path: Path) -> Path | None:
    """Give a file a second name; None when there is no file."""
    if not is_there(path):
        return None
    # No part: after a kill it may be the only copy of what the user had.
    with tempfile.NamedTemporaryFile(
        prefix=".abscopal-", suffix=".old", dir=path.parent, delete=False
    ) as file:
        old = Path(file.name)
    old.unlink()
    try:
        old.hardlink_to(path)
    except OSError:  # Not every file system has second names.
        path.replace(old)
    return old


def _put_back(path: Path, old: Path | None) -> None:
    """Undo a move, whether or not it has taken place."""
    with suppress(OSError):
        if old is None:
            path.unlink(missing_ok=True)
        else:
            old.replace(path)
            old.unlink(missing_ok=True)  # Both names may have been those of one file.


@contextmanager
def saying(path: Path) -> Iterator[None]:
    """Say why a file cannot be written."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from error


def _by_kind(found: int | Mapping[str, int]) -> Mapping[str, int]:
    return {"records": found} if isinstance(found, int) else found


def make_folder(folder: Path) -> None:
    """Create a folder that is missing, for its owner alone.

    Raises:
        GuideError: It cannot be created.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise GuideError(f"{folder} cannot be created: {reason(error)}") from error


def check_folder(folder: Path) -> None:
    """Check that a folder is there or can be created, without creating it.

    Raises:
        GuideError: It cannot.
    """
    there = next((each for each in (folder, *folder.parents) if is_there(each)), folder)
    try:
        with tempfile.TemporaryFile(prefix=".abscopal-", dir=there):
            return
    except (OSError, ValueError) as error:
        raise GuideError(f"{folder} cannot be created: {reason(error)}") from error


def check_writable(path: Path) -> None:
    """Check that a file can be written, without changing it.

    Raises:
        GuideError: It cannot.
    """
    try:
        _mode_of_target(path)
        with tempfile.TemporaryFile(prefix=".abscopal-", dir=path.parent) as file:
            file.write(b"\n")
            file.flush()
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from error


def _mode_of_target(path: Path) -> int | None:
    """Return the permissions of an existing file; None when there is none.

    Raises:
        GuideError: Something else than a regular file is there.
    """
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(mode):
        raise GuideError(f"{path} is a symbolic link", "name the file itself")
    if not stat.S_ISREG(mode):
        raise GuideError(f"{path} is not a file", "name a file")
    return stat.S_IMODE(mode)


def _check_replaceable(path: Path, wanted: Mapping[str, int], count: Count) -> None:
    """Check that nothing of any kind is lost when a file is replaced.

    Raises:
        GuideError: It is of another kind, or holds more.
    """
    try:
        there = _by_kind(count(without_mark(read_file(path, LARGEST))))
    except ValueError as error:
        raise GuideError(
            f"{path} exists and is another kind of file",
            "choose another name, or replace it with --force",
        ) from error
    more = say_more(there, wanted)
    if more:
        raise GuideError(
            f"{path} exists and holds more: {more}",
            "choose another name, or replace it with --force",
        )


def say_more(there: Mapping[str, int], here: Mapping[str, int]) -> str:
    """Return of which kinds one has more than the other; empty when of none."""
    return ", ".join(
        f"{number:,} {kind}, not {here.get(kind, 0):,}"
        for kind, number in there.items()
        if number > here.get(kind, 0)
    )


def move_part(part: Path, path: Path) -> None:
    """Give a part the name of its target, on the disk too where the system can do that.

    Raises:
        OSError: It cannot be moved.
    """
    part.replace(path)
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with suppress(OSError):  # Some file systems cannot.
            os.fsync(handle)
    finally:
        os.close(handle)


def _unwritable(path: Path, error: OSError | ValueError) -> GuideError:
    hint = "" if is_folder(path.parent) else f"the folder {path.parent} does not exist"
    return GuideError(f"{path} cannot be written: {reason(error)}", hint)
