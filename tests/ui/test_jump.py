"""Letters on links: one or two keys follow any link or citation in view."""

from collections.abc import Iterator

import pytest

from guide.layout.targets import OpenEntry, ShowSource
from guide.ui.app import GuideApp
from guide.ui.places import Place
from guide.ui.screens.jump import LETTERS, Letter, letters
from guide.ui.widgets.note import Note
from guide.ui.world import World
from tests.ui.driving import SIZES, drawn, follow, page_shown, place_of, press, running, settled


def links(app: GuideApp) -> Iterator[tuple[Letter, str]]:
    """Yield the letters that lead to pages, each with the id of its page."""
    for label in app.screen.query(Letter):
        if isinstance(label.target, OpenEntry):
            yield label, label.target.id


def citations(app: GuideApp) -> Iterator[tuple[Letter, ShowSource]]:
    """Yield the letters that lead to sources, each with its citation."""
    for label in app.screen.query(Letter):
        if isinstance(label.target, ShowSource):
            yield label, label.target


@pytest.mark.parametrize("count", [0, 1, len(LETTERS), len(LETTERS) + 1, 200])
def test_labels_are_told_apart(count: int) -> None:
    """None is the beginning of another one, so that each is followed at once."""
    made = letters(count)

    assert len(set(made)) == len(made) == count
    assert len({len(each) for each in made}) <= 1


@pytest.mark.parametrize("size", SIZES)
async def test_every_letter_stands_on_its_link(world: World, size: tuple[int, int]) -> None:
    """On the first cell of the link; typed, it leads there, and the letters are gone."""
    async with running(world, size) as (app, pilot):
        await follow(app, pilot, OpenEntry("cgas-sting"))
        await press(pilot, "f")
        assert place_of(app) is Place.JUMPING
        rows, labels = drawn(app), list(app.screen.query(Letter))
        assert labels
        for label in labels:
            x, y = label.region.offset
            assert rows[y][x : x + len(label.letters)] == label.letters
        link, entry = next(found for found in links(app))
        await press(pilot, *link.letters)
        assert page_shown(app) == entry


async def test_a_citation_that_was_jumped_to_can_be_copied(world: World) -> None:
    """Its source opens, and the sentence is the one that it stands in."""
    async with running(world, (80, 24)) as (app, pilot):
        copied: list[str] = []
        app.copy_to_clipboard = copied.append  # type: ignore[assignment]
        await follow(app, pilot, OpenEntry("cgas"))
        await press(pilot, "f")
        label, cited = next(found for found in citations(app))
        await press(pilot, *label.letters)
        assert app.main.pane.query_one(Note).is_open
        await press(pilot, "y", "s")
        assert cited.sentence
        assert copied[0].startswith(cited.sentence)
        assert "doi:" in copied[0]


async def test_a_click_on_a_letter_follows_it(world: World) -> None:
    """As the key does; another letter, or Esc, only takes the letters away."""
    async with running(world) as (app, pilot):
        await follow(app, pilot, OpenEntry("cgas-sting"))
        await press(pilot, "f", "m")
        assert place_of(app) is Place.PAGE
        await press(pilot, "f", "escape")
        assert place_of(app) is Place.PAGE
        await press(pilot, "f")
        link, entry = next(found for found in links(app))
        await pilot.click(link)
        await settled(pilot)
        assert page_shown(app) == entry
