"""What strangers type: sentences, lay words, half a name, right words that are not the guide's."""

import pytest

from guide.opening import Guide
from guide.search.engine import Searcher
from guide.search.requests import SearchRequest
from guide.search.results import SearchResult


@pytest.fixture(scope="module")
def searcher(whole: Guide) -> Searcher:
    """The search of the real library."""
    return Searcher(whole.built, whole.catalogue)


def found(searcher: Searcher, text: str) -> SearchResult:
    """Search as the screen does while somebody types."""
    return searcher.search(SearchRequest(text, limit=10, unfinished=True))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("durvalumab half life", "durvalumab"),
        ("ipilimumab side effects", "ipilimumab"),
        ("PACIFIC overall survival", "pacific"),
        ("KEYNOTE-A18 overall survival", "keynote-a18"),
        ("I-SABR toxicity", "i-sabr"),
        ("bystander effect explained simply", "bystander-effects"),
        ("treatment of melanoma", "melanoma"),
    ],
)
def test_a_name_with_what_is_wanted_of_it_leads_to_its_page(
    searcher: Searcher, text: str, first: str
) -> None:
    """Request words never outweigh the name."""
    assert found(searcher, text).hits[0].id == first


@pytest.mark.parametrize("text", ["action", "improve", "lympho", "hepatoc", "WBRT in lung cancer"])
def test_a_right_word_is_never_corrected(searcher: Searcher, text: str) -> None:
    """English words, beginnings of known words, and abbreviations among other words stay."""
    assert found(searcher, text).suggestion == ""


def test_a_wrong_word_of_a_name_is_corrected_though_it_is_english(searcher: Searcher) -> None:
    """`brag` is a word, but no peak is called so."""
    assert "bragg-peak" in [hit.id for hit in found(searcher, "brag peak").hits[:2]]


@pytest.mark.parametrize("text", ["radiosensitivity", "passive scattering"])
def test_a_page_comes_before_one_that_only_has_the_name_or_its_stem(
    searcher: Searcher, text: str
) -> None:
    """The page that is called so, not one that has the word as another name or with its stem."""
    assert found(searcher, text).hits[0].id == text.replace(" ", "-")


@pytest.mark.parametrize(
    "text",
    [
        "chocolate cake",
        "cataract surgery",
        "sourdough starter",
        "tax return",
        "football results",
        "best pizza in Naples",
        "migraine triptans",
        "marathon training plan",
        "ibuprofen",
        "mortgage rates",
    ],
)
def test_what_the_guide_does_not_hold_finds_nothing(searcher: Searcher, text: str) -> None:
    """A chance hit would mislead: no page, at most the nearest names."""
    answer = found(searcher, text)

    assert answer.hits == ()
    assert len(answer.near) <= 5


def test_a_question_that_a_page_answers_is_shown_with_its_section(
    whole: Guide, searcher: Searcher
) -> None:
    """Asked word for word, the page comes first, and opens where the answer stands."""
    entry = whole.catalogue.entry("flash")
    headings = {block.spans[0].text for block in entry.blocks if block.kind == "h"}
    ask = next(ask for ask in entry.asks if ask.section in headings)

    hit = found(searcher, ask.question).hits[0]

    assert (hit.id, hit.answers, hit.section) == ("flash", True, ask.section)
    assert "".join(span.text for span in hit.snippet) == ask.question


def test_the_possessive_and_contractions_are_no_words(searcher: Searcher) -> None:
    """`what's` asks the same as `what`."""
    plain = [hit.id for hit in found(searcher, "what the Bragg peak").hits]

    assert [hit.id for hit in found(searcher, "what's the Bragg peak").hits] == plain
