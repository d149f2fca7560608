"""Copying: with the system's own tool, else by asking the terminal, which may not answer."""

import asyncio
import shutil
import subprocess
import sys
import time
from contextlib import suppress

from textual.app import App

from guide.paths import outside_environment

TOOLS = (
    ["pbcopy"],
    ["wl-copy"],
    ["xclip", "-selection", "clipboard"],
    ["xsel", "--clipboard", "--input"],
    ["clip"],
)
SECONDS = 0.3
"""How long all tools together may take."""


async def copy(text: str, app: App[None]) -> str:
    """Copy a text while the screen goes on; return what to tell the user."""
    tool = await asyncio.to_thread(copy_with_tool, text)
    shown = brief(text)
    if tool:
        return f"Copied with {tool}: {shown}"
    app.copy_to_clipboard(text)
    return f"Sent to the terminal's clipboard (not every terminal takes it): {shown}"


def brief(text: str) -> str:
    """Return what is said of a copied text: of several lines, the first and how many they are."""
    first, *others = text.rstrip("\n").split("\n")
    return f"{first} … ({len(others) + 1} lines)" if others else text


def copy_with_tool(text: str) -> str:
    """Copy a text with the first tool that can; return its name, or nothing if none could.

    It waits for the tool: call it in a thread of its own.
    """
    ends = time.monotonic() + SECONDS
    for tool in TOOLS:
        if shutil.which(tool[0]) is None or (tool[0] == "clip" and sys.platform != "win32"):
            continue
        left = ends - time.monotonic()
        if left > 0 and _run(tool, text, left):
            return tool[0]
    return ""


def _run(tool: list[str], text: str, seconds: float) -> bool:
    try:
        # A tool may leave a process that holds the text: it gets no pipe of ours but the text's,
        # and a session of its own, so that it outlives the guide.
        process = subprocess.Popen(
            tool,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=outside_environment(),
            start_new_session=True,
        )
    except OSError:
        return False
    try:
        process.communicate(text.encode(), timeout=seconds)
    except (OSError, subprocess.SubprocessError):
        process.kill()
        process.wait()
        if process.stdin is not None:
            with suppress(OSError):
                process.stdin.close()
    return process.returncode == 0
