"""Screens whose keys, clicks and commands all go through the table of commands."""

from textual import events, on
from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, Screen

from guide.errors import GuideError
from guide.layout.targets import Action, RunCommand, Target
from guide.ui.command import Command, Hint
from guide.ui.keymap import action_of, commands_of
from guide.ui.messages import Follow
from guide.ui.places import Place


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
        if action is not None:
            event.stop()
            event.prevent_default()
            await self._handle(RunCommand(action))


class Overlay(KeyedScreen, ModalScreen[Target | None]):
    """A screen above the dimmed one; it closes with the target that was chosen, if any."""

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

    def do(self, action: Action) -> bool:
        """Do a command; False when this overlay does not know it."""
        del action
        return False
