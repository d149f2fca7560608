"""Files that are being written beside their targets: named by their process, removed after its end.

A process that is killed leaves its parts; the next one that writes in the same folder removes them.
"""

import os
import re
import stat
from contextlib import suppress
from pathlib import Path


def remove_left(folder: Path, kind: re.Pattern[str]) -> None:
    """Remove the parts that processes left in a folder when they were killed.

    Only regular files of this user, and none of a process that may still live. Where a process
    cannot be asked for without a signal to it, everything stays.

    Args:
        folder: The folder; nothing in it is touched when it cannot be read.
        kind: Matches the whole name of a part; its first group is the number of the process.
    """
    if os.name != "posix":
        return
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            found = kind.fullmatch(entry.name)
            if found and _has_ended(int(found[1])):
                about = entry.stat(follow_symlinks=False)
                if stat.S_ISREG(about.st_mode) and about.st_uid == os.geteuid():
                    Path(entry.path).unlink(missing_ok=True)


def _has_ended(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False
