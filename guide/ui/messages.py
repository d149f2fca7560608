"""What crosses the borders of panes: requests, answered by the main screen."""

from textual.message import Message


class Follow(Message):
    """Something that can be followed was clicked or entered.

    Attributes:
        target: An entry's id, or a word and a colon before what it names, such as `ref:spigel2022` or `tab:quiz`.
    """

    def __init__(self, target: str) -> None:
        super().__init__()
        self.target = target


class PlaceChanged(Message):
    """The keys that are of use here have changed; the key bar must be drawn anew."""


class Notice(Message):
    """A line that the reader should see for a moment."""

    def __init__(self, text: str, bad: bool = False) -> None:
        super().__init__()
        self.text = text
        self.bad = bad
