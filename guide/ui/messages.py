"""What crosses the borders of panes: requests, answered by the screen."""

from textual.message import Message

from guide.layout.targets import Target


class Follow(Message):
    """A target was clicked, entered or asked for."""

    def __init__(self, target: Target) -> None:
        super().__init__()
        self.target = target


class PlaceChanged(Message):
    """Other commands are possible now; the key bar must be drawn again."""

    def can_replace(self, message: Message) -> bool:
        """Draw the key bar once for several changes that wait."""
        return isinstance(message, PlaceChanged)


class Notice(Message):
    """A line that the reader should see for a moment."""

    def __init__(self, text: str, bad: bool = False) -> None:
        super().__init__()
        self.text = text
        self.bad = bad
