"""Where the reader has been: back and forward as in a browser."""

from typing import Generic, TypeVar

Stop = TypeVar("Stop")


class History(Generic[Stop]):
    """Stops in the order of the visits, with the one that is shown."""

    def __init__(self, first: Stop) -> None:
        self._stops = [first]
        self._at = 0

    @property
    def current(self) -> Stop:
        """The stop that is shown."""
        return self._stops[self._at]

    def visit(self, stop: Stop) -> None:
        """Go to a new stop; the stops that `step` could go forward to are forgotten."""
        del self._stops[self._at + 1 :]
        self._stops.append(stop)
        self._at += 1

    def update(self, stop: Stop) -> None:
        """Replace the current stop, such as when the reader has scrolled."""
        self._stops[self._at] = stop

    def step(self, by: int) -> Stop | None:
        """Go back (-1) or forward (1); return the stop there, or None when there is none."""
        if not 0 <= self._at + by < len(self._stops):
            return None
        self._at += by
        return self.current
