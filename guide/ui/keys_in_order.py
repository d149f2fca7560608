"""Keys in order: a key acts on what the keys before it have opened.

Textual gives a key to whatever has the focus when the key is read. Of several keys that are read
at once, from a slow line or a quick hand, the later ones would act on the page while the first is
still opening a field to type in. Here each key waits until the one before it has been dealt with.

A terminal without bracketed paste sends a paste as keys, faster than a search can follow. Of the
keys that wait, all that would be typed into the same field one after another go there as one text,
and the screen in view does at once what several others lead to, such as the last of many tabs.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from textual import events
from textual.app import App
from textual.dom import DOMNode

from guide.layout.targets import Action
from guide.ui.keymap import BY_ACTION
from guide.ui.places import Place
from guide.ui.screens.keyed import KeyedScreen
from guide.ui.widgets.field import Field

QUIT_KEYS = BY_ACTION[Action.QUIT].names_in(Place.SEARCH)
"""What quits in every place."""
LONGEST = 1.0
"""Seconds that a key waits for the one before it at most."""
MOST = 5000
"""Keys that may wait; more than anybody types, as from a cat on the keyboard, are dropped."""
HURRY = 0.5
"""Seconds after which ctrl+q overtakes what waits; an answer right before it is still saved."""
ROUNDS = 4
"""An overlay that closes may open another; so often the screen in view is waited for."""


class KeysInOrder:
    """The keys that were read and not dealt with yet."""

    def __init__(
        self,
        app: App[Any],
        deliver: Callable[[events.Key | events.Paste], Awaitable[None]],
        leave: Callable[[], None],
    ) -> None:
        """Begin without a key.

        Args:
            app: The app in which the keys are dealt with.
            deliver: Gives a key, or a text, to what has the focus now.
            leave: Ends the guide.
        """
        self._app = app
        self._deliver = deliver
        self._keys: deque[events.Key] = deque()
        self._task: asyncio.Task[None] | None = None
        self._leave = leave
        self._leaving: asyncio.TimerHandle | None = None

    @property
    def empty(self) -> bool:
        """Whether every key that was read has been dealt with."""
        return self._task is None or self._task.done()

    def take(self, key: events.Key) -> None:
        """Deliver a key when it is its turn; the one that quits has it soon, whatever waits."""
        if key.key in QUIT_KEYS and self._leaving is None:
            self._leaving = asyncio.get_running_loop().call_later(HURRY, self._leave)
        if len(self._keys) < MOST:
            self._keys.append(key)
        if self.empty:
            self._task = asyncio.create_task(self._deliver_all())

    def drop(self) -> None:
        """Forget the keys that wait: the guide ends."""
        self._keys.clear()
        if self._leaving is not None:
            self._leaving.cancel()

    async def _deliver_all(self) -> None:
        while self._keys:
            node = self._app.focused or self._app.screen
            try:
                if not self._taken_together():
                    await self._deliver(self._next(node))
                async with asyncio.timeout(LONGEST):
                    await self._dealt_with(node)
            except TimeoutError:
                continue
            except Exception as error:  # as in any handler of the app
                self._app._handle_exception(error)  # noqa: SLF001

    def _taken_together(self) -> bool:
        """Let the screen in view do what several keys lead to; False if one must go first."""
        screen = self._app.screen
        if len(self._keys) < 2 or not self._app.app_focus or not isinstance(screen, KeyedScreen):
            return False
        try:
            done = screen.take_keys(self._keys)
        except Exception:
            self._keys.popleft()
            raise
        for _ in range(done):
            self._keys.popleft()
        return done > 0

    def _next(self, node: DOMNode) -> events.Key | events.Paste:
        """Return the next key, or the text that the next keys write into a field."""
        key, text = self._keys.popleft(), ""
        if isinstance(node, Field) and node.is_text(key):
            text = key.character or ""
            while self._keys and node.is_text(self._keys[0]):
                text += self._keys.popleft().character or ""
        return events.Paste(text) if len(text) > 1 else key

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
