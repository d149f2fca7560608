"""Run the tests on a small disk that fills up: `make faults-disk`.

The disk is a file system in memory. Mounting it needs root, or a namespace in which this user is
root; where neither is allowed, the tests are skipped and that is said.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

SIZE = "12m"
DISK = "ABSCOPAL_SMALL_DISK"
"""Environment variable with the folder of the disk."""
INSIDE = "--inside"


def run_tests(folder: Path) -> int | None:
    """Mount the disk and run the tests on it; return their status, or None if it cannot be."""
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=700", "tmpfs", str(folder)]
    try:
        if subprocess.run(mount, capture_output=True).returncode:
            return None
    except FileNotFoundError:
        return None
    try:
        tests = [sys.executable, "-m", "pytest", "-n", "0", "tests/faults/disk.py", *sys.argv[1:]]
        tests = [word for word in tests if word != INSIDE]
        return subprocess.run(tests, env={**os.environ, DISK: str(folder)}).returncode
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def run_in_namespace() -> int | None:
    """Do the same as root of a namespace of its own; None where that is not allowed."""
    try:
        if subprocess.run(["unshare", "-rm", "true"], capture_output=True).returncode:
            return None
    except FileNotFoundError:
        return None
    again = [sys.executable, "-m", "tests.disk", INSIDE, *sys.argv[1:]]
    return subprocess.run(["unshare", "-rm", *again]).returncode


def main() -> int:
    """Run the tests on a small disk, one way or the other."""
    with tempfile.TemporaryDirectory(prefix="small-disk-") as name:
        status = run_tests(Path(name))
    if status is None and INSIDE not in sys.argv:
        status = run_in_namespace()
    if status is None:
        print("skipped: a small disk can be mounted neither here nor in a namespace")
        return 0
    return status


if __name__ == "__main__":
    sys.exit(main())
