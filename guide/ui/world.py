"""What the screen is given: the opened guide, the learner's data, the clock; nothing global."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from guide.library.catalogue import Catalogue
from guide.library.manifest import Built
from guide.store.progress import Progress

if TYPE_CHECKING:
    from guide.search.answers import Answer
    from guide.search.engine import Searcher


class Finder:
    """The search engine, opened when it is first needed and used by one thread at a time."""

    def __init__(self, built: Built, catalogue: Catalogue) -> None:
        self._built = built
        self._catalogue = catalogue
        self._lock = threading.Lock()
        self._searcher: Searcher | None = None

    def open(self) -> None:
        """Open the index; what takes time at the first search is done here."""
        with self._lock:
            self._opened()

    def _opened(self) -> "Searcher":
        if self._searcher is None:
            from guide.search.engine import Searcher

            self._searcher = Searcher(self._built, self._catalogue)
        return self._searcher

    def search(
        self, text: str, kind: str | None, levels: Sequence[str], limit: int, exactly: bool, wanted: Callable[[], bool]
    ) -> "Answer | None":
        """Return the answer to a query being typed; None when it is no longer wanted."""
        with self._lock:
            if not wanted():
                return None
            return self._opened().search(text, kind, limit, typing=True, levels=levels, exactly=exactly, wanted=wanted)

    def complete(self, text: str) -> str:
        """Return what is typed, completed; empty when nothing begins so."""
        with self._lock:
            return self._opened().complete(text)


@dataclass(frozen=True, slots=True)
class World:
    """Everything that a screen may use.

    Attributes:
        catalogue: The library.
        finder: The search.
        progress: The learner's data.
        now: The clock, aware UTC.
        draw_seed: A new seed for a run of questions.
    """

    catalogue: Catalogue
    finder: Finder
    progress: Progress
    now: Callable[[], datetime]
    draw_seed: Callable[[], int]
    notices: tuple[str, ...] = field(default=())
