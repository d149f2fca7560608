"""What the screen is given: the library with the learner's data, the search and the clocks."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from guide.coach.study import Study
from guide.layout.further import Further, further_of
from guide.library.catalogue import Catalogue
from guide.library.manifest import Built
from guide.search.requests import SearchRequest
from guide.search.wider import read_wider

if TYPE_CHECKING:
    from guide.search.engine import Searcher
    from guide.search.results import SearchResult


class Finder:
    """The search engine in its own thread; it answers only the newest request."""

    def __init__(
        self, built: Built, catalogue: Catalogue, rewrite: Callable[[str], str] | None = None
    ) -> None:
        """Take what is searched, and what is to be done with every text that is found."""
        self._rewrite = rewrite
        self._built = built
        self._catalogue = catalogue
        self._thread = ThreadPoolExecutor(1, "search")
        self._searcher: Searcher | None = None
        self._newest: SearchRequest | None = None
        self.further: Sequence[tuple[str, Further]] = ()
        """What the library has beside its pages; read after the index, so empty at first."""

    def open(self) -> None:
        """Open the index; what takes time at the first search is done here."""
        self._thread.submit(self._opened).result()
        with suppress(RuntimeError):  # The guide may have been closed meanwhile.
            self._thread.submit(self._read_further)

    def _opened(self) -> "Searcher":
        if self._searcher is None:
            from guide.search.engine import Searcher

            self._searcher = Searcher(self._built, self._catalogue)
        return self._searcher

    def _read_further(self) -> None:
        self.further = further_of(self._catalogue)

    def _answer(self, request: SearchRequest) -> "SearchResult | None":
        def wanted() -> bool:
            return self._newest is request

        if not wanted():
            return None
        result = self._opened().search(request, wanted)
        if self._rewrite is not None and result is not None:
            from guide.search.results import rewritten_result

            result = rewritten_result(result, self._rewrite)
        return result if wanted() else None

    def ask(self, request: SearchRequest) -> "Future[SearchResult | None]":
        """Ask; the result is None if a newer request or `close` came first."""
        self._newest = request
        return self._thread.submit(self._answer, request)

    def close(self) -> None:
        """End the thread after the search that is running; those that wait are dropped."""
        self._newest = None
        self._thread.shutdown()

    def is_superseded(self) -> bool:
        """Tell whether newer content has been built since the guide was opened."""
        return self._built.is_superseded()

    def wider(self) -> Mapping[str, Sequence[str]]:
        """Return the wider groups of entries, such as lung cancer for NSCLC, by id."""
        return read_wider(self._built)

    def complete(self, text: str) -> str:
        """Return what is typed, completed; empty when there is nothing to offer.

        It only reads names, so the screen need not wait for a search in the other thread.
        """
        return self._searcher.complete(text) if self._searcher is not None else ""


@dataclass(frozen=True, slots=True)
class World:
    """Everything that a screen may use.

    Attributes:
        study: The library and the learner's data; whoever opened it closes it.
        finder: The search; whoever made it closes it.
        now: The clock, aware UTC.
        monotonic: Seconds on a clock that is never set back.
        draw_seed: A new seed for a run of questions.
        ascii: Whether the library is in ASCII, and all else is to be.
    """

    study: Study
    finder: Finder
    now: Callable[[], datetime]
    monotonic: Callable[[], float]
    draw_seed: Callable[[], int]
    ascii: bool = False

    @property
    def catalogue(self) -> Catalogue:
        """The library."""
        return self.study.catalogue
