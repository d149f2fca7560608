"""`make test-pythons`: run the tests on several versions of Python, each in its own environment.

An environment is made below `.venvs/` from the same locked requirements, and made again when they
change. A version that is not installed is named and left out.
"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENVS = ROOT / ".venvs"
LOCK = ROOT / "requirements-dev.lock"
PYENV = Path.home() / ".pyenv" / "versions"


def runs_as(python: Path, version: str) -> bool:
    """Whether a program is a Python of this version, such as 3.12, that starts."""
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    done = subprocess.run([str(python), "-c", code], capture_output=True, text=True)
    return done.returncode == 0 and done.stdout.strip() == version


def find(version: str) -> Path | None:
    """Return the interpreter of a version, from PATH or from pyenv's folder, or None."""
    on_path = shutil.which(f"python{version}")
    under_pyenv = sorted(PYENV.glob(f"{version}.*/bin/python")) if PYENV.exists() else []
    candidates = [Path(on_path)] if on_path else []
    for python in [*candidates, *reversed(under_pyenv)]:
        if runs_as(python, version):
            return python
    return None


def environment(version: str, python: Path) -> Path:
    """Return the Python of an environment that has exactly the locked requirements."""
    folder = VENVS / version
    stamp, digest = folder / "requirements", hashlib.sha256(LOCK.read_bytes()).hexdigest()
    made = folder / "bin" / "python"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != digest:
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([str(python), "-m", "venv", str(folder)], check=True)
        install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([str(made), *install, "--require-hashes", "-r", str(LOCK)], check=True)
        stamp.write_text(digest, encoding="utf-8")
    return made


def main() -> int:
    """Run the tests on each version; return 1 if one failed or none was found."""
    results: dict[str, str] = {}
    for version in sys.argv[1:]:
        python = find(version)
        if python is None:
            results[version] = "not installed"
            continue
        print(f"Python {version}: {python}", flush=True)
        command = [str(environment(version, python)), "-m", "pytest", "-m", "not binary"]
        status = subprocess.run(command, cwd=ROOT).returncode
        results[version] = "passed" if status == 0 else "failed"
    for version, result in results.items():
        print(f"Python {version:<6} {result}")
    return 0 if "passed" in results.values() and "failed" not in results.values() else 1


if __name__ == "__main__":
    sys.exit(main())
