"""The folders of the guide, run from source or from the standalone program."""

import hashlib
import os
import sys
from pathlib import Path

from guide.errors import UsageError

APP_NAME = "abscopal"
LIBRARIES = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LIBPATH")
"""Where the loader of the standalone program names its own libraries; other programs fail there."""


def is_frozen() -> bool:
    """Tell whether this is the standalone program."""
    return bool(getattr(sys, "frozen", False))


def guide_root() -> Path:
    """Return the folder that holds `content/`, `seeds/` and `index/`."""
    if is_frozen():
        return Path(getattr(sys, "_MEIPASS", Path(sys.executable).parent))
    return Path(__file__).resolve().parent.parent


def content_dir(chosen: str | None = None) -> Path:
    """Return the folder of content: as chosen, from ABSCOPAL_CONTENT, or the guide's own."""
    folder = chosen or os.environ.get("ABSCOPAL_CONTENT")
    return _expanded(folder) if folder else own_content_dir()


def existing_content_dir(chosen: str | None = None) -> Path:
    """Return `content_dir`.

    Raises:
        UsageError: The folder does not exist.
    """
    folder = content_dir(chosen)
    if not folder.is_dir():
        raise UsageError(
            f"the content folder {folder} does not exist", "name another with --content"
        )
    return folder


def chosen_content_dir(chosen: str | None = None) -> Path | None:
    """Return the content folder chosen by argument or ABSCOPAL_CONTENT; None for the guide's own.

    Raises:
        UsageError: The folder does not exist.
    """
    if not (chosen or os.environ.get("ABSCOPAL_CONTENT")):
        return None
    folder = existing_content_dir(chosen).resolve()
    return None if folder == own_content_dir().resolve() else folder


def own_content_dir() -> Path:
    """Return the content folder that belongs to the program."""
    return guide_root() / "content"


def built_dir(content: Path | None = None) -> Path:
    """Return the folder of the compiled catalogue and the index of a content folder.

    The guide's own index stands beside its code: whoever could alter the one could alter the other.
    The index of any other content is in this user's cache, never beside the content: an index may
    hold code, and files that come from elsewhere are only ever read as text.
    """
    if content is None or content.resolve() == own_content_dir().resolve():
        return guide_root() / "index" / "built"
    place = hashlib.sha256(os.fsencode(content.resolve())).hexdigest()
    return cache_dir() / "built" / place[:24]


def cache_dir() -> Path:
    """Return the folder for what can be made again.

    Raises:
        UsageError: The user has no home folder.
    """
    from platformdirs import user_cache_path

    folder = user_cache_path(APP_NAME, appauthor=False)
    if not folder.is_absolute():
        raise UsageError("there is no home folder for the cache", "set HOME or XDG_CACHE_HOME")
    return folder


def data_dir(chosen: str | None = None) -> Path:
    """Return the learner's data folder: as chosen, from ABSCOPAL_DATA, or the platform's own.

    Raises:
        UsageError: The home folder, in which it would be, is not known.
    """
    folder = chosen or os.environ.get("ABSCOPAL_DATA")
    if folder:
        return _expanded(folder)
    from platformdirs import user_data_path

    found = user_data_path(APP_NAME, appauthor=False)
    if not found.is_absolute():
        raise _homeless()
    return found


def _expanded(folder: str) -> Path:
    """Return a folder as typed, with the home folder for its tilde."""
    try:
        return Path(folder).expanduser()
    except RuntimeError as error:
        raise _homeless() from error


def _homeless() -> UsageError:
    return UsageError("your home folder is not known", "set HOME, or name a folder with --data")


def outside_environment() -> dict[str, str]:
    """Return the environment for other programs: as the standalone program was started with."""
    environment = dict(os.environ)
    for name in LIBRARIES:
        before = environment.pop(f"{name}_ORIG", None)
        if before is not None:
            environment[name] = before
        elif is_frozen():
            environment.pop(name, None)
    return environment
