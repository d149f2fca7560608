"""What Textual keeps in memory of widgets that are gone.

Textual 8.2 caches two colours for each widget by way of a method, so that its cache holds on to the
last 1,024 widgets' drawn lines: some 50 MB after a long visit. Here the colours alone are cached.
`tests/ui/test_memory.py` fails when Textual does so by itself, and this module can go.
"""

from functools import lru_cache

from textual._styles_cache import StylesCache
from textual.color import Color
from textual.style import Style

TEXTUALS_OWN = StylesCache.get_inner_outer


@lru_cache(1024)
def _inner_outer(base_background: Color, background: Color) -> tuple[Style, Style]:
    return TEXTUALS_OWN.__wrapped__(StylesCache, base_background, background)


def _get_inner_outer(
    _self: StylesCache, base_background: Color, background: Color
) -> tuple[Style, Style]:
    return _inner_outer(base_background, background)


def forget_removed_widgets() -> None:
    """Let Textual's cache of colours hold on to no widget."""
    StylesCache.get_inner_outer = _get_inner_outer  # type: ignore[method-assign,assignment]
