"""Widgets that are removed leave nothing behind in memory."""

import gc
import weakref
from collections.abc import Iterator
from contextlib import contextmanager

from textual._styles_cache import StylesCache
from textual.color import Color

from guide.ui.memory import TEXTUALS_OWN, forget_removed_widgets


def is_remembered() -> bool:
    """Tell whether a cache of styles outlives its widget."""
    cache = StylesCache()
    cache.get_inner_outer(Color(1, 2, 3), Color(3, 2, 1))
    left = weakref.ref(cache)
    del cache
    gc.collect()
    return left() is not None


@contextmanager
def as_textual_is() -> Iterator[None]:
    """Undo the guide's own way for a moment."""
    ours = StylesCache.get_inner_outer
    try:
        StylesCache.get_inner_outer = TEXTUALS_OWN  # type: ignore[method-assign]
        yield
    finally:
        StylesCache.get_inner_outer = ours  # type: ignore[method-assign]


def test_styles_of_removed_widgets_are_forgotten() -> None:
    """The colours are the same, and nothing holds on to the widget."""
    forget_removed_widgets()
    inner, outer = StylesCache().get_inner_outer(Color(0, 0, 0), Color(9, 9, 9))
    assert (inner.background, outer.background) == (Color(9, 9, 9), Color(0, 0, 0))
    assert not is_remembered()


def test_textual_still_needs_help() -> None:
    """When this fails, `guide/ui/memory.py` can go."""
    with as_textual_is():
        assert is_remembered()
