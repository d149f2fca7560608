"""The tab Tools: fields, keys and mouse that change numbers, sources, copies, curves."""

import pytest
from textual import events
from textual.widgets import Label

from guide.layout.targets import Action, OpenTool, RunCommand, ToolName
from guide.layout.toolbox.tools import TOOLS
from guide.ui.app import GuideApp
from guide.ui.places import Place
from guide.ui.widgets.lines_view import LinesView
from guide.ui.widgets.row_list import RowList
from guide.ui.widgets.tool_form import ToolField
from guide.ui.world import World
from tests.ui.driving import (
    SIZES,
    Driver,
    follow,
    notices,
    place_of,
    press,
    press_at_once,
    rows_of,
    running,
    settled,
    shown,
)

ENOUGH = 25
"""Keys that wait together: more than a held key sends in half a second."""


def answer(app: GuideApp) -> str:
    """Return the words of the answer in view, one space between them."""
    text = app.main.pane.query_one("#tool", LinesView).text
    return " ".join(text.replace("\u00a0", " ").split())


def focused(app: GuideApp) -> ToolField:
    """Return the field with the focus."""
    assert isinstance(app.focused, ToolField)
    return app.focused


async def clear_and_type(pilot: Driver, text: str) -> None:
    """Replace what is in the field with the focus."""
    await press(pilot, "end", "ctrl+u")
    await press_at_once(pilot, *text)


async def test_the_dose_tool_answers_while_you_type(world: World) -> None:
    """Schedules as people write them; nonsense gets one line, and the next key an answer again."""
    async with running(world) as (app, pilot):
        await press(pilot, "8")
        assert "BED₁₀ 43.2 Gy = 3 × 8 × (1 + 8/10)" in answer(app)
        await press(pilot, "tab")
        assert place_of(app) is Place.FIELD
        for schedule in ("8Gy×3", "8,0 x 3", "24 in 3"):
            await clear_and_type(pilot, schedule)
            assert "BED₁₀ 43.2 Gy" in answer(app)
        await clear_and_type(pilot, "9,999 × 99 Gy")
        assert answer(app).startswith("Schedule: beyond any schedule.")
        await clear_and_type(pilot, "quack")
        assert answer(app) == "Schedule: type 8 Gy × 3, 3 x 8, 24 in 3 or 24/3."
        await clear_and_type(pilot, "12 Gy x 3")
        assert "above about 10 Gy the model is disputed" in answer(app)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", TOOLS)
async def test_all_fields_of_a_tool_are_visible(
    world: World, size: tuple[int, int], name: ToolName
) -> None:
    """Every field and the beginning of the answer stand inside the terminal at every size."""
    if size != SIZES[2] and name != "sum":
        return
    async with running(world, size) as (app, pilot):
        await follow(app, pilot, OpenTool(name))
        fields = [field for field in app.main.pane.query(ToolField) if field.region.height]
        assert len(fields) == len(TOOLS[name].asked)
        assert all(f.region.right <= size[0] and f.region.width > 10 for f in fields)
        view = app.main.pane.query_one("#tool", LinesView)
        assert max(field.region.bottom for field in fields) <= view.region.y < size[1] - 5


async def test_keys_and_wheel_change_the_number_at_the_cursor(world: World) -> None:
    """Up raises, down lowers, the wheel does both; a held key is followed to its last press."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, OpenTool("range"))
        await press(pilot, "up")
        assert focused(app).value == "151"
        assert "Range at 151 MeV" in answer(app)
        await press_at_once(pilot, *["down"] * ENOUGH)
        assert focused(app).value == "126"
        assert "Range at 126 MeV" in answer(app)
        await press(pilot, "tab", "down")
        assert focused(app).value == "9"
        app.main.follow(RunCommand(Action.STEP_UP))
        await press(pilot, "end")
        assert focused(app).value == "10"
        wheel = (0, 0, 0, 0, 0, False, False, False)
        focused(app).post_message(events.MouseScrollUp(focused(app), *wheel))
        await settled(pilot)
        assert focused(app).value == "11"
        focused(app).post_message(events.MouseScrollDown(focused(app), *wheel))
        await settled(pilot)
        assert focused(app).value == "10"


async def test_a_curve_follows_the_number(world: World) -> None:
    """The deeper range is another picture, drawn with the key that asked for it."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, OpenTool("depth", values=("150", "5")))
        before = app.export_screenshot()
        await press_at_once(pilot, *["up"] * ENOUGH)
        assert focused(app).value == "175"
        assert "0.0022 × 175^1.77" in answer(app)
        assert app.export_screenshot() != before


async def test_results_are_copied_as_one_line_with_the_formula(world: World) -> None:
    """With ctrl+y in a field, with y elsewhere; a refusal cannot be copied."""
    async with running(world) as (app, pilot):
        copied: list[str] = []
        app.copy_to_clipboard = copied.append  # type: ignore[assignment]
        await press(pilot, "8", "y", "tab", "ctrl+y")
        await clear_and_type(pilot, "x")
        await press(pilot, "ctrl+y")
    assert len(copied) == 2
    assert copied[0] == copied[1]
    assert copied[0].startswith("BED₁₀ = 3 × 8 × (1 + 8/10) = 43.2 Gy; EQD2₁₀ = ")
    assert "\n" not in copied[0]


async def test_sources_open_below_and_close_again(world: World) -> None:
    """The cursor goes from the fields to the links; a source that is not held is said so."""
    async with running(world) as (app, pilot):
        await press(pilot, "8", "tab", "tab", "tab")
        assert isinstance(app.focused, LinesView)
        assert place_of(app) is Place.TOOLS
        await press(pilot, "enter")
        assert "does not hold that source" in notices(app)
        await press(pilot, "shift+tab")
        assert isinstance(app.focused, ToolField)
        await press(pilot, "escape")
        assert isinstance(app.focused, RowList)


async def test_what_was_typed_stays_with_its_tool(world: World) -> None:
    """Another tool has fields of its own; coming back finds the old ones as they were left."""
    async with running(world) as (app, pilot):
        await press(pilot, "8", "tab")
        await clear_and_type(pilot, "5 x 5 Gy")
        await press(pilot, "escape", "down")
        assert "30 × 2 Gy" in answer(app)
        await press(pilot, "up", "tab")
        assert focused(app).value == "5 x 5 Gy"
        assert "5 fractions of 5 Gy" in answer(app)


async def test_every_tool_of_the_list_has_an_answer(world: World) -> None:
    """Going down the list shows each tool with its sources, then the comparison and the guide."""
    async with running(world) as (app, pilot):
        await press(pilot, "8")
        for tool in TOOLS.values():
            assert rows_of(app).current == OpenTool(tool.name)
            assert "Sources:" in answer(app)
            assert tool.asked[0].label in [str(label.render()) for label in labels(app)]
            await press(pilot, "down")
        assert "Sources:" not in shown(app)


def labels(app: GuideApp) -> list[Label]:
    """Return the labels of the fields in view."""
    return [label for label in app.main.pane.query(Label) if label.region.height]
