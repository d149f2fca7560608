"""What a page shows beside its body."""

from itertools import cycle

import pytest
from msgspec import structs

from guide.layout.about import about_lines
from guide.layout.lines import plain_line
from guide.layout.page import MOST_LINKS, lay_out
from guide.layout.targets import OpenEntry
from guide.library.catalogue import Catalogue
from guide.library.facts import Step, Steps, TrialFacts
from guide.library.records import Ask, Entry
from guide.opening import Guide


def text_of(guide_page: object) -> str:
    """Return a laid page as plain lines."""
    return "\n".join("".join(piece.text for piece in line) for line in guide_page.lines)  # type: ignore[attr-defined]


def test_term_says_where_it_is_used(catalogue: Catalogue) -> None:
    """A term lists the pages that use it; another page lists those that link to it."""
    assert "Where it is used" in text_of(lay_out(catalogue.entry("gray"), catalogue, 80))
    assert "Linked from" in text_of(lay_out(catalogue.entry("durvalumab"), catalogue, 80))


def test_every_heading_in_view_is_in_the_contents(whole: Guide) -> None:
    """The contents name each heading of each page, in order, with the line it begins on."""
    catalogue = whole.catalogue
    for name, width in zip(catalogue.heads, cycle((30, 60, 84)), strict=False):
        laid = lay_out(catalogue.entry(name), catalogue, width)
        in_view: list[tuple[int, str]] = []
        last = -2
        for number, line in enumerate(laid.lines):
            if line and line[0].style in ("h1", "h2", "h3"):
                text = plain_line(line)
                if number == last + 1:
                    in_view[-1] = (in_view[-1][0], f"{in_view[-1][1]} {text}")
                else:
                    in_view.append((number, text))
                last = number
        assert in_view == [(line, title) for title, _, line in laid.headings], name


def asking(entry: Entry, *sections: str) -> Entry:
    """Return an entry that says it answers a question in each of some sections."""
    return structs.replace(
        entry, asks=tuple(Ask(f"What of {section}?", section) for section in sections)
    )


@pytest.mark.parametrize(
    ("name", "section", "leads_to"),
    [
        ("cgas-sting", "lead", ""),
        ("cgas-sting", "What sets it off", "What sets it off"),
        ("cgas-sting", "facts", "Step by step"),
        ("pacific", "facts", "Results"),
        ("gray", "facts", "Do not confuse with"),
    ],
)
def test_a_question_leads_to_the_section_that_answers_it(
    catalogue: Catalogue, name: str, section: str, leads_to: str
) -> None:
    """The page lists what it answers; each question is a link."""
    laid = lay_out(asking(catalogue.entry(name), section), catalogue, 80)
    (target,) = [
        piece.target
        for line in laid.lines
        for piece in line
        if piece.text.startswith("What of") and piece.target
    ]

    assert "This page answers" in [title for title, _, _ in laid.headings]
    assert target == OpenEntry(name, leads_to or None, None if leads_to else 0)
    assert not leads_to or leads_to in [title for title, _, _ in laid.headings]


def test_fields_of_a_trial_without_results_stand_at_the_top(catalogue: Catalogue) -> None:
    """There is no heading for them to lead to."""
    entry = catalogue.entry("pacific")
    assert isinstance(entry.facts, TrialFacts)
    ongoing = structs.replace(entry, facts=structs.replace(entry.facts, results=()))
    laid = lay_out(asking(ongoing, "facts"), catalogue, 80)

    targets = {piece.target for line in laid.lines for piece in line}
    assert OpenEntry("pacific", None, 0) in targets


@pytest.mark.parametrize("name", ["cgas-sting", "durvalumab"])
def test_plain_words_follow_the_opening(catalogue: Catalogue, name: str) -> None:
    """What a patient reads stands before the first heading, marked as such."""
    entry = structs.replace(catalogue.entry(name), plain="Doctors study this.")
    text = text_of(lay_out(entry, catalogue, 80))
    headings = [title for title, _, _ in lay_out(entry, catalogue, 80).headings]

    at = text.index("In plain words: Doctors study this.")
    assert all(at < text.index(f"\n{title}\n", at) for title in headings)


def test_curation_is_told_about_the_entry_and_not_on_its_page(catalogue: Catalogue) -> None:
    """A reader of the page is not told what was wrong with the list it was begun from."""
    entry = catalogue.entry("cgas")
    note = entry.seed[0].verdict
    about = "\n".join(map(plain_line, about_lines(entry, catalogue, 80)))

    assert note in about
    assert note not in text_of(lay_out(entry, catalogue, 80))
    assert entry.updated in about


def test_names_beyond_three_stand_about_the_entry(catalogue: Catalogue) -> None:
    """Many names are for the search; they must not push the first sentence down."""
    entry = catalogue.entry("gray")
    names = ("Gy", "grays", "joule per kilogram", "J/kg", "unit of dose")
    many = structs.replace(entry, head=structs.replace(entry.head, aliases=names))
    page = "\n".join(map(plain_line, lay_out(many, catalogue, 80).lines))
    about = "\n".join(map(plain_line, about_lines(many, catalogue, 80)))

    assert "Gy · grays · joule per kilogram · 2 more" in page.replace("\u00a0", " ")
    assert "J/kg" not in page
    assert " · ".join(names) in about


def test_what_was_searched_stands_about_the_trial(catalogue: Catalogue) -> None:
    """It is a note of the editor, and no finding."""
    entry = catalogue.entry("pacific")
    page = "\n".join(map(plain_line, lay_out(entry, catalogue, 80).lines))
    about = "\n".join(map(plain_line, about_lines(entry, catalogue, 80)))

    assert "PubMed, PACIFIC" not in page
    assert "Searched PubMed, PACIFIC durvalumab" in about


def test_contents_of_a_trial_name_results_and_harm(catalogue: Catalogue) -> None:
    """The parts made from structured facts are listed, before what they mean."""
    titles = [title for title, _, _ in lay_out(catalogue.entry("pacific"), catalogue, 80).headings]

    assert titles[:3] == ["Results", "Harm", "What it means"]


def test_trial_shows_what_it_names_as_links(whole: Guide) -> None:
    """Disease, modalities and agents stand in their rows with their titles, and can be followed."""
    catalogue = whole.catalogue
    entry = next(
        entry
        for entry in map(catalogue.entry, catalogue.heads)
        if isinstance(entry.facts, TrialFacts)
        and entry.facts.diseases
        and entry.facts.radiotherapy.modalities
        and entry.facts.immunotherapy.agents
    )
    held = entry.facts
    assert isinstance(held, TrialFacts)
    laid = lay_out(entry, catalogue, 400)
    rows = {line[0].text.strip(): line for line in laid.lines if line}
    for label, ids in (
        ("Disease", held.diseases),
        ("Radiotherapy", held.radiotherapy.modalities),
        ("Immunotherapy", held.immunotherapy.agents),
    ):
        links = {piece.target: piece.text for piece in rows[label] if piece.target is not None}
        assert links == {OpenEntry(name): catalogue.heads[name].title for name in ids}


def test_long_list_of_links_is_cut_and_counted(whole: Guide) -> None:
    """A word that stands on hundreds of pages names thirty of them and counts the rest."""
    catalogue = whole.catalogue
    used = catalogue.entry("fraction")
    assert len(used.linked_from) > MOST_LINKS

    shown = lay_out(used, catalogue, 80)
    few = lay_out(structs.replace(used, linked_from=used.linked_from[:5]), catalogue, 80)

    assert f"and {len(used.linked_from) - MOST_LINKS} more pages" in " ".join(
        text_of(shown).split()
    )
    assert "more pages" not in text_of(few)


def test_steps_are_arrows_between_links(catalogue: Catalogue) -> None:
    """Each end leads to its entry, under its title or in the words of the step."""
    steps = (
        Step(
            actor="gray",
            actor_as="2 Gy",
            verb="activates",
            target="cgas",
            target_as="cGAS",
            level="in-vitro",
            sources=("mackenzie2017",),
            model="mouse fibroblasts",
            note="contested",
        ),
        Step(actor="durvalumab", verb="inhibits", target="cgas-sting", level="phase-3", sources=()),
    )
    entry = structs.replace(catalogue.entry("cgas-sting"), facts=Steps(steps))
    laid = lay_out(entry, catalogue, 84)
    at = next(line for title, _, line in laid.headings if title == "Step by step")
    lines = laid.lines[at + 2 : at + 4]

    assert plain_line(lines[0]) == (
        "2 Gy —activates→ cGAS (mouse fibroblasts; contested) [1] in-vitro"
    )
    assert plain_line(lines[1]).startswith("Durvalumab —inhibits⊣ cGAS–STING pathway")
    assert [(piece.text, piece.target) for line in lines for piece in line if piece.target][:2] == [
        ("2 Gy", OpenEntry("gray")),
        ("cGAS", OpenEntry("cgas")),
    ]
    assert OpenEntry("cgas-sting") not in {piece.target for piece in lines[1]}


def test_steps_count_as_links(catalogue: Catalogue) -> None:
    """The page is among those that lead to the entries of its steps, and not to itself."""
    assert "gray" in catalogue.entry("cgas-sting").links
    assert "cgas-sting" not in catalogue.entry("cgas-sting").links
    assert "cgas-sting" in catalogue.entry("gray").linked_from
