"""What of a page or question can be copied, each with the letter that copies it."""

from collections.abc import Iterator
from dataclasses import dataclass

from guide.exchange.citing import bibtex, doi_address, ris, vancouver
from guide.layout.targets import ShowSource
from guide.library.records import Reference


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to copy.

    Attributes:
        label: What it is; its first letter, which no other has, copies it.
        text: What is copied.
    """

    label: str
    text: str

    @property
    def letter(self) -> str:
        """The key that copies it."""
        return self.label[0].lower()


def of_source(reference: Reference, cited: ShowSource | None) -> Iterator[Offer]:
    """Yield a source in every format, first with the sentence that it is cited for."""
    if cited is not None and cited.sentence:
        yield Offer("Sentence", f"{_ended(cited.sentence)} {vancouver(reference)}")
    yield Offer("Vancouver", vancouver(reference))
    yield Offer("BibTeX", bibtex(reference))
    yield Offer("RIS", ris(reference))
    if reference.doi:
        yield Offer("DOI", doi_address(reference))


def address(title: str, name: str, section: str, version: str) -> Offer:
    """Return where something stands in the guide, in words and as a command."""
    within = f", section {section}" if section else ""
    return Offer("Address", f"{title}{within} (abscopal show {name}; content {version})")


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."
