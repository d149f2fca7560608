"""Copying: with the system's own tool, else by asking the terminal, which may not answer."""

import asyncio
import os
import shutil
import subprocess
import sys
import time
from contextlib import suppress

from textual.app import App

TOOLS = (
    ["pbcopy"],
    ["wl-copy"],
    ["xclip", "-selection", "clipboard"],
    ["xsel", "--clipboard", "--input"],
    ["clip"],
)
SECONDS = 0.3
"""How long all tools together may take."""
LIBRARIES = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LIBPATH")
"""Where the loader of the standalone program names its own libraries; other programs fail there."""


async def copy(text: str, app: App[None]) -> str:
    """Copy a text while the screen goes on; return what to tell the user."""
    first, *more = text.splitlines() or [""]
    shown = f"{first} …" if more else first
    tool = await asyncio.to_thread(copy_with_tool, text)
    if tool:
        return f"Copied with {tool}: {shown}"
    app.copy_to_clipboard(text)
    return f"Sent to the terminal's clipboard (not every terminal takes it): {shown}"


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
            env=_own_environment(),
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


def _own_environment() -> dict[str, str]:
    """Return the environment as it was before the loader of the standalone program changed it."""
    environment = dict(os.environ)
    for name in LIBRARIES:
        before = environment.pop(f"{name}_ORIG", None)
        if before is not None:
            environment[name] = before
        elif getattr(sys, "frozen", False):
            environment.pop(name, None)
    return environment
