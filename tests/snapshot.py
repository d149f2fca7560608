"""Pictures of the screen, saved beside the tests and compared as text.

A picture is what Textual exports as SVG. `pytest --update-snapshots` saves the pictures again
after somebody has looked at them; a picture that differs is left in `tests/snapshots/failed/`.
"""

import difflib
import re
from pathlib import Path

SAVED = Path(__file__).resolve().parent / "snapshots"


def comparable(svg: str) -> str:
    """Return the picture without the number in its style names, which differs from run to run."""
    return re.sub(r"terminal-\d+", "terminal", svg).rstrip() + "\n"


def text_in(svg: str) -> list[str]:
    """Return the pieces of text in a picture, in order, for a difference that can be read."""
    return [
        piece.replace("&#160;", " ").rstrip()
        for piece in re.findall(r"<text[^>]*>([^<]*)</text>", svg)
    ]


def difference(svg: str, name: str, update: bool, saved: Path = SAVED) -> str:
    """Return in words how a picture differs from the one that is saved; empty if it does not.

    Args:
        svg: What `app.export_screenshot()` returned.
        name: The saved file's stem; say place and size, as in `search-80x24`.
        update: Save this picture instead of comparing it.
        saved: The folder of the saved pictures.
    """
    path, failed = saved / f"{name}.svg", saved / "failed" / f"{name}.svg"
    now = comparable(svg)
    if update:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(now, encoding="utf-8")
        failed.unlink(missing_ok=True)
        return ""
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    if now == before:
        failed.unlink(missing_ok=True)
        return ""
    failed.parent.mkdir(parents=True, exist_ok=True)
    failed.write_text(now, encoding="utf-8")
    changes = "\n".join(difflib.unified_diff(text_in(before), text_in(now), "saved", "now", n=1))
    return f"{name} does not look as saved; see {failed}, then `pytest --update-snapshots`\n" + (
        changes or "the text is the same; colours or styles differ"
    )
