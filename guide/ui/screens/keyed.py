"""Screens whose keys, clicks and commands all go through the table of commands."""

from collections.abc import Iterable
from itertools import groupby, takewhile
from operator import attrgetter
from typing import ClassVar

from textual import events, on
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, Screen

from guide.errors import GuideError
from guide.layout.targets import Action, RunCommand, Target
from guide.ui.command import Command, Hint
from guide.ui.key_bar import key_bar
from guide.ui.keymap import action_of, commands_of
from guide.ui.messages import Follow
from guide.ui.places import Place
from guide.ui.widgets.lines_view import LinesView
from guide.ui.widgets.one_line import OneLine
from guide.ui.widgets.row_list import RowList

MOVES = frozenset(
    {
        Action.UP,
        Action.DOWN,
        Action.PAGE_UP,
        Action.PAGE_DOWN,
        Action.NEXT_LINK,
        Action.PREVIOUS_LINK,
        Action.FIND_NEXT,
        Action.FIND_PREVIOUS,
        Action.STEP_UP,
        Action.STEP_DOWN,
    }
)
"""What only moves: after it the same keys do the same in the same place."""


class KeyedScreen(Screen[Target | None]):
    """A screen with a place. What it cannot do itself bubbles up to the app.

    Requests are handled by the screen's message queue, one after another.
    """

    @property
    def place(self) -> Place:
        """The place whose commands work now."""
        raise NotImplementedError

    def can(self, action: Action) -> bool:
        """Tell whether an action of the place is possible now."""
        del action
        return True

    def refusal(self, action: Action) -> str:
        """Return why an action is not possible now, to say it at its key; empty says nothing."""
        del action
        return ""

    def called(self, action: Action) -> str:
        """Return the label of an action as it fits now; empty leaves that of the table."""
        del action
        return ""

    def hints(self) -> tuple[Hint, ...]:
        """Return what keys enter here now, beside what the table says of the place."""
        return ()

    async def handle(self, target: Target) -> bool:
        """Go where a target leads; False when this screen does not know it."""
        raise NotImplementedError

    def do(self, action: Action) -> bool:
        """Do a command; False when this screen does not know it."""
        del action
        return False

    def take_keys(self, keys: Iterable[events.Key]) -> int:
        """Do what keys that wait do together, drawn once; return how many that were.

        Zero when the first of them must be dealt with alone, since it may lead elsewhere.
        """
        done = 0
        for name, run in groupby(keys, attrgetter("key")):
            action = action_of(self.place, name, self.can)
            if action is None and name == "escape":
                # There is nothing to close, however often it is asked for.
                done += sum(1 for _ in run)
            elif action in MOVES:
                for _ in run:
                    self.do(action)
                    done += 1
            else:
                break
        view = self.focused
        if done or not isinstance(view, RowList | LinesView):
            return done
        return view.take_keys(takewhile(self._leaves_to_widgets, keys))

    def _leaves_to_widgets(self, key: events.Key) -> bool:
        return action_of(self.place, key.key, lambda _: True) is None

    def commands(self) -> list[Command]:
        """Return the commands that are possible now."""
        return [command for command in commands_of(self.place) if self.can(command.action)]

    def allows(self, target: Target) -> bool:
        """Tell whether a target can be followed now: a command only on the screen in view."""
        if not isinstance(target, RunCommand):
            return True
        return self.is_active and any(
            target.action is command.action for command in self.commands()
        )

    def follow(self, target: Target | None) -> None:
        """Ask for a target; it is handled after the requests before it."""
        if target is not None:
            self.post_message(Follow(target))

    @on(Follow)
    async def _on_follow(self, message: Follow) -> None:
        message.stop()
        await self._handle(message.target)

    async def _handle(self, target: Target) -> None:
        if not self.allows(target):
            return
        try:
            handled = await self.handle(target)
        except GuideError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        if not handled and self.is_attached:
            self.app.post_message(Follow(target))

    async def on_key(self, event: events.Key) -> None:
        """Do what the key does here."""
        action = action_of(self.place, event.key, self.can)
        refused = action_of(self.place, event.key, lambda _: True)
        if action is not None:
            event.stop()
            event.prevent_default()
            await self._handle(RunCommand(action))
        elif refused is not None and (reason := self.refusal(refused)):
            event.stop()
            self.notify(reason, timeout=4, markup=False)


class Overlay(KeyedScreen, ModalScreen[Target | None]):
    """A screen above the dimmed one; it closes with the target that was chosen, if any.

    One that leaves the screen below in view yields `keys_line`, which covers the bar there.
    """

    DEFAULT_CSS = """
    Overlay { background: $background 40%; }
    Overlay:ansi { background: transparent; }
    Overlay #overlay-keys { dock: bottom; }
    Overlay .panel {
        border: solid $line; border-title-color: $primary; border-title-style: bold;
        border-title-background: $panel;
    }
    """

    # Textual looks for keys no further than in a modal screen.
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "app.help_quit", show=False)]

    def __init__(self) -> None:
        super().__init__()
        self.keys_line = OneLine(id="overlay-keys")

    def draw_keys(self) -> None:
        """Show what can be done here now."""
        width = self.size.width - 1
        self.keys_line.show(key_bar(self.place, self.can, width, self.called, self.hints()))

    def on_resize(self, event: events.Resize) -> None:
        """Show as many keys as fit."""
        del event
        if self.keys_line.is_attached:
            self.draw_keys()

    def dismiss(self, result: Target | None = None) -> AwaitComplete:
        """Close the overlay, unless it is closed or covered already."""
        if not self.is_active:
            return AwaitComplete()
        return super().dismiss(result)

    async def handle(self, target: Target) -> bool:
        """Do what this overlay can do; any other target closes it and is followed below."""
        if not isinstance(target, RunCommand):
            self.dismiss(target)
        elif target.action is Action.CLOSE:
            self.dismiss(None)
        else:
            return self.do(target.action)
        return True
