"""Keys in order: a key acts on what the keys before it have opened.

Textual gives a key to whatever has the focus when the key is read. Of several keys that are read
at once, from a slow line or a quick hand, the later ones would act on the page while the first is
still opening a field to type in. Here each key waits until the one before it has been dealt with.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from textual import events
from textual.app import App
from textual.dom import DOMNode

LONGEST = 1.0
"""Seconds that a key waits for the one before it at most."""
MOST = 5000
"""Keys that may wait; more than anybody types, as from a cat on the keyboard, are dropped."""
ROUNDS = 4
"""An overlay that closes may open another; so often the screen in view is waited for."""


class KeysInOrder:
    """The keys that were read and not dealt with yet."""

    def __init__(self, app: App[Any], deliver: Callable[[events.Key], Awaitable[None]]) -> None:
        """Begin without a key.

        Args:
            app: The app in which the keys are dealt with.
            deliver: Gives a key to what has the focus now.
        """
        self._app = app
        self._deliver = deliver
        self._keys: deque[events.Key] = deque()
        self._task: asyncio.Task[None] | None = None

    @property
    def empty(self) -> bool:
        """Whether every key that was read has been dealt with."""
        return self._task is None or self._task.done()

    def take(self, key: events.Key) -> None:
        """Deliver a key when it is its turn."""
        if len(self._keys) < MOST:
            self._keys.append(key)
        if self.empty:
            self._task = asyncio.create_task(self._deliver_all())

    async def _deliver_all(self) -> None:
        while self._keys:
            node = self._app.focused or self._app.screen
            try:
                await self._deliver(self._keys.popleft())
                async with asyncio.timeout(LONGEST):
                    await self._dealt_with(node)
            except TimeoutError:
                continue
            except Exception as error:  # as in any handler of the app
                self._app._handle_exception(error)  # noqa: SLF001

    async def _dealt_with(self, node: DOMNode) -> None:
        """Wait for what the key leads to: upwards from the focus, then on screens that it opens."""
        for above in node.ancestors_with_self:
            await _idle(above)
        for _ in range(ROUNDS):
            screen = self._app.screen
            await _idle(screen)
            await _idle(self._app)
            if self._app.screen is screen:
                break


async def _idle(node: DOMNode) -> None:
    """Wait until a widget has handled the messages that it has now."""
    done = asyncio.Event()
    if node.is_running and node.call_later(done.set):
        await done.wait()
