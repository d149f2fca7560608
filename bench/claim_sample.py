"""Draw claims at random for a second reader: a sentence, its sources and what is known of them.

Run with `python -m bench.claim_sample --seed 2026 -n 60`. The same content and seed give the
same claims.
"""

import argparse
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from guide.library.load import Content, Page, load_content
from guide.library.markup import CITATION, LINK, citation_keys
from guide.library.records import Block
from guide.library.sentences import SENTENCE_END

CONTENT = Path(__file__).parent.parent / "content"


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence with citations.

    Attributes:
        place: File and line.
        text: The sentence as a reader sees it, without its citations.
        cited: Each citation as its keys and its level.
    """

    place: str
    text: str
    cited: tuple[tuple[tuple[str, ...], str], ...]


def _lines(page: Page, block: Block, line: int) -> str:
    return page.source.body.split("\n")[line] if block.kind in ("p", "li") else ""


def claims(content: Content) -> Iterator[Claim]:
    """Yield every cited sentence of paragraphs and list items, in the order of files and lines."""
    for page in sorted(content.pages, key=lambda page: page.source.file):
        for passage in page.passages:
            for sentence in SENTENCE_END.split(_lines(page, passage.block, passage.line)):
                found = tuple(
                    (tuple(citation_keys(m)), m[2] or "") for m in CITATION.finditer(sentence)
                )
                if found:
                    text = re.sub(
                        r" +([.,;:)])",
                        r"\1",
                        LINK.sub(lambda link: link[2] or link[1], CITATION.sub("", sentence)),
                    )
                    yield Claim(
                        f"{page.source.file}:{page.line(passage)}", " ".join(text.split()), found
                    )


def draw(content: Content, seed: int, count: int) -> list[Claim]:
    """Return a sample without replacement, in the order of files.

    Each claim is ranked by a hash of its own text, so that fixing one claim does not change which
    others are drawn.
    """
    lots = sorted(
        claims(content), key=lambda claim: hashlib.sha256(f"{seed} {claim.text}".encode()).digest()
    )
    return sorted(lots[:count], key=lambda claim: claim.place)


def main() -> None:
    """Print a sample."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("-n", type=int, default=60)
    options = parser.parse_args()
    content = load_content(CONTENT)
    references = content.bibliography.references
    for number, claim in enumerate(draw(content, options.seed, options.n), 1):
        print(f"{number}. {claim.place}\n   {claim.text}")
        for keys, level in claim.cited:
            for key in keys:
                reference = references[key]
                address = reference.doi or reference.pmid or reference.url
                print(f"   [{level}] {key} ({reference.study}): {reference.title} {address}")


if __name__ == "__main__":
    main()
