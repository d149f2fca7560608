"""Terms are found in the text of other pages, in the singular and the plural."""

from pathlib import Path

from guide.library.load import load_content
from guide.library.mentions import confused, mentions, names, words
from tests.library.test_checks import edit


def test_term_is_found_by_alias_on_other_pages(fresh: Path) -> None:
    """The unit is used in the text of the pathway and in the schedule of the trial."""
    assert mentions(load_content(fresh), ["term"]) == {"gray": ["cgas-sting", "pacific"]}


def test_plural_counts_and_parts_of_words_do_not(fresh: Path) -> None:
    """A unit with an s is the term; a longer word that begins with it is not."""
    edit(fresh / "mechanisms/cgas-sting.md", "No dose in Gy is", "No dose in GRAYS is")
    assert "cgas-sting" in mentions(load_content(fresh), ["term"])["gray"]
    edit(fresh / "mechanisms/cgas-sting.md", "No dose in GRAYS is", "No grayling is")
    assert "cgas-sting" not in mentions(load_content(fresh), ["term"])["gray"]


def test_hyphens_part_words() -> None:
    """A name with a hyphen is found with or without it."""
    assert (
        words("Peak-to-valley ratio")
        == words("peak to VALLEY ratio")
        == ("peak", "to", "valley", "ratio")
    )


def test_confused_term_leads_to_its_page(fresh: Path) -> None:
    """A neighbour that has a page is linked; one that has none stays words."""
    gray = fresh / "glossary/gray.md"
    edit(gray, 'term = "sievert"', 'term = "Durvalumab"')
    content = load_content(fresh)
    assert confused(content.page_by_id()["gray"], names(content)) == ["durvalumab"]

    edit(gray, 'term = "Durvalumab"', 'term = "sievert"')
    content = load_content(fresh)
    assert confused(content.page_by_id()["gray"], names(content)) == []
