"""What a page shows beside its body."""

from msgspec import structs

from guide.layout.page import MOST_LINKS, lay_out
from guide.layout.targets import OpenEntry
from guide.library.catalogue import Catalogue
from guide.library.facts import TrialFacts
from guide.opening import Guide


def text_of(guide_page: object) -> str:
    """Return a laid page as plain lines."""
    return "\n".join("".join(piece.text for piece in line) for line in guide_page.lines)  # type: ignore[attr-defined]


def test_term_says_where_it_is_used(catalogue: Catalogue) -> None:
    """A term lists the pages that use it; another page lists those that link to it."""
    assert "Where it is used" in text_of(lay_out(catalogue.entry("gray"), catalogue, 80))
    assert "Linked from" in text_of(lay_out(catalogue.entry("durvalumab"), catalogue, 80))


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
