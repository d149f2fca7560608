"""What the screen is given: the opened guide, the learner's data, the clock; nothing global."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from guide.library.catalogue import Catalogue
from guide.library.manifest import Built
from guide.store.progress import Progress

if TYPE_CHECKING:
    from guide.search.engine import Searcher
    from guide.search.results import SearchResult


@dataclass(frozen=True, slots=True)
class Wish:
    """What the search is asked for.

    Attributes:
        text: As typed.
        kind: Only this kind; None for all.
        levels: Only these levels of evidence; empty for all.
        limit: How many hits.
        exactly: Nothing is corrected.
    """

    text: str
    kind: str | None = None
    levels: tuple[str, ...] = ()
    limit: int = 20
    exactly: bool = False


class Finder:
    """The search engine, opened when it is first needed; it lives in one thread of its own and answers the newest wish alone."""

    def __init__(self, built: Built, catalogue: Catalogue) -> None:
        self._built = built
        self._catalogue = catalogue
        self._thread = ThreadPoolExecutor(1, "search")
        self._searcher: Searcher | None = None
        self._newest: Wish | None = None

    def open(self) -> None:
        """Open the index; what takes time at the first search is done here."""
        self._thread.submit(self._opened).result()

    def _opened(self) -> "Searcher":
        if self._searcher is None:
            from guide.search.engine import Searcher

            self._searcher = Searcher(self._built, self._catalogue)
        return self._searcher

    def _answer(self, wish: Wish) -> "SearchResult | None":
        def wanted() -> bool:
            return self._newest is wish

        if not wanted():
            return None
        answer = self._opened().search(
            wish.text, wish.kind, wish.limit, True, wish.levels, wish.exactly, wanted
        )
        return answer if wanted() else None

    def ask(self, wish: Wish) -> "Future[SearchResult | None]":
        """Ask; the answer is None when another wish came before it was found."""
        self._newest = wish
        return self._thread.submit(self._answer, wish)

    def complete(self, text: str) -> str:
        """Return what is typed, completed; empty when nothing begins so, or while the index is still being opened.

        Names are only read, so that the screen need not wait here for a search in the other thread.
        """
        return self._searcher.complete(text) if self._searcher is not None else ""


@dataclass(frozen=True, slots=True)
class World:
    """Everything that a screen may use.

    Attributes:
        catalogue: The library.
        finder: The search.
        progress: The learner's data.
        now: The clock, aware UTC.
        monotonic: Seconds on a clock that is never set back.
        draw_seed: A new seed for a run of questions.
    """

    catalogue: Catalogue
    finder: Finder
    progress: Progress
    now: Callable[[], datetime]
    monotonic: Callable[[], float]
    draw_seed: Callable[[], int]
    notices: tuple[str, ...] = field(default=())
