"""Numbers and citations before and after a page was rewritten."""

from bench.rewording import changes, facts_of

PAGE = """+++
id = "x-2"
updated = 2026-11-28
+++
In 713 patients the hazard ratio was 0.68 (0.53–0.87) [@a2017; @b2022]{phase-3}, see [[ctla-4|it]].
"""


def test_words_can_change_and_facts_cannot() -> None:
    """Other words, dates and links are no change; another number or key is."""
    reworded = PAGE.replace("In 713 patients the", "The").replace("was", "in 713 patients was")
    reworded = reworded.replace("2026-11-28", "2026-11-29").replace(", see [[ctla-4|it]]", "")
    assert facts_of(PAGE) == facts_of(reworded)

    other = PAGE.replace("0.68", "0.86").replace("; @b2022", "")
    (change,) = changes({"x": PAGE}, {"x": other, "new": PAGE}, set())
    assert (change.lost, change.gained) == (("0.68", "@b2022"), ("0.86",))
    assert not change.explained


def test_a_reason_explains_a_page() -> None:
    """A page that a commit message names counts as explained."""
    (change,) = changes({"x": PAGE}, {"x": PAGE.replace("713", "714")}, {"x"})

    assert change.explained
