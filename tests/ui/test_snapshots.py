"""Pictures of the main places, looked at once; a change of a picture is a change to look at."""

from collections.abc import Callable

import pytest

from guide.layout.targets import OpenEntry
from guide.ui.screens.search import PREVIEW_FROM
from guide.ui.widgets.page_view import PageView
from guide.ui.world import World
from tests.ui.driving import rows_of, running, settled, until
from tests.ui.test_keymap import SCENES

PICTURED = ("home", "page", "search", "comparison", "question", "feedback", "exam report")


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=["120x40", "80x24"])
@pytest.mark.parametrize("scene", PICTURED)
async def test_picture(
    world: World, scene: str, size: tuple[int, int], changes: Callable[[str, str], str]
) -> None:
    """The place looks as it did when it was looked at."""
    _, go = SCENES[scene]
    async with running(world, size) as (app, pilot):
        await go(app, pilot)
        if scene == "search" and size[0] > PREVIEW_FROM:
            preview = app.screen.query_one("#preview", PageView)
            await until(pilot, lambda: OpenEntry(preview.entry) == rows_of(app).current)
            await settled(pilot)
        name = f"{scene.replace(' ', '-')}-{size[0]}x{size[1]}"
        found = changes(app.export_screenshot(), name)
        assert not found, found
