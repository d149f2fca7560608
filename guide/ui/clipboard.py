"""Copying: with the system's own tool, else by asking the terminal, which may not answer."""

import shutil
import subprocess
import sys

from textual.app import App

TOOLS = (
    ["pbcopy"],
    ["wl-copy"],
    ["xclip", "-selection", "clipboard"],
    ["xsel", "--clipboard", "--input"],
    ["clip"],
)
SECONDS = 2


def copy_text(app: App[None], text: str) -> str:
    """Copy a text and return what to tell the reader."""
    for tool in TOOLS:
        if shutil.which(tool[0]) is None or (tool[0] == "clip" and sys.platform != "win32"):
            continue
        try:
            subprocess.run(
                tool, input=text.encode(), check=True, timeout=SECONDS, capture_output=True
            )
            return f"Copied with {tool[0]}: {text}"
        except (OSError, subprocess.SubprocessError):
            continue
    app.copy_to_clipboard(text)
    return f"Sent to the terminal's clipboard (not every terminal takes it): {text}"
