"""The claims drawn for a second reader depend on the seed alone, and each can be checked."""

from pathlib import Path

from bench.claim_sample import claims, draw
from guide.library.load import load_content


def test_sample_is_fixed_by_its_seed(small: Path) -> None:
    """The same seed draws the same claims, another seed others."""
    content = load_content(small)

    assert draw(content, 1, 3) == draw(content, 1, 3)
    assert any(draw(content, 1, 3) != draw(content, seed, 3) for seed in range(2, 9))
    assert len(draw(content, 1, 10_000)) == len(list(claims(content)))


def test_claim_names_its_place_and_sources(small: Path) -> None:
    """A claim is a sentence without markup, with every citation and the line on which it stands."""
    claim = next(claim for claim in claims(load_content(small)) if "blocks PD-L1" in claim.text)

    assert claim.text == "It blocks PD-L1 and improved survival in pacific."
    assert claim.cited == ((("spigel2022",), "phase-3"),)
    path, line = claim.place.split(":")
    assert "blocks PD-L1" in (small.parent / path).read_text("utf-8").split("\n")[int(line) - 1]
