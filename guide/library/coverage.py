"""How far the content answers its syllabus, and on what sources its claims rest."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from guide.library.checks.citations import structured_keys
from guide.library.checks.syllabus import answers
from guide.library.load import Content
from guide.library.markup import all_spans


@dataclass(frozen=True, slots=True)
class SlotCoverage:
    """How many pages answer a slot.

    Attributes:
        of: Kind or page that has the slot.
        slot: Its id.
        pages: Number of pages that have it.
        answered: Those that answer it.
        open: Those that say that it is open.
        missing: Ids of those that do neither.
    """

    of: str
    slot: str
    pages: int
    answered: int
    open: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceUse:
    """On what the claims rest; a citation is one key in one place.

    Attributes:
        citations: Number of citations, those of questions included.
        identified: Those of a source with DOI, PMID or PMC id.
        kinds: Number of citations by kind of source, the commonest first.
        references: Number of sources by kind.
    """

    citations: int
    identified: int
    kinds: dict[str, int]
    references: dict[str, int]


def syllabus_coverage(content: Content) -> list[SlotCoverage]:
    """Return the coverage of each slot, in the order of the syllabus."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for answer in answers(content):
        state = "missing" if answer.fault else "open" if answer.is_open else "answered"
        of = answer.slot.kind or answer.slot.page or ""
        found.setdefault((of, answer.slot.id), []).append((answer.page.entry.id, state))
    order = [
        (slot.kind or slot.page or "", slot.id)
        for slot in (content.syllabus[0].slot if content.syllabus else ())
    ]
    return [_slot(key, found.get(key, [])) for key in order]


def _slot(key: tuple[str, str], states: list[tuple[str, str]]) -> SlotCoverage:
    counts = Counter(state for _, state in states)
    missing = tuple(page for page, state in states if state == "missing")
    return SlotCoverage(*key, len(states), counts["answered"], counts["open"], missing)


def _citations(content: Content) -> Iterator[str]:
    for page in content.pages:
        yield from (key for key, _ in structured_keys(page))
        for passage in page.passages:
            for span in all_spans(passage.block):
                yield from span.target.split() if span.style == "cite" else ()
    for quiz in content.quizzes:
        for question in quiz.topic.question:
            yield from question.sources


def source_use(content: Content) -> SourceUse:
    """Return what the citations rest on."""
    references = content.bibliography.references
    cited = [references[key] for key in _citations(content) if key in references]
    return SourceUse(
        citations=len(cited),
        identified=sum(bool(row.doi or row.pmid or row.pmcid) for row in cited),
        kinds=dict(Counter(row.study for row in cited).most_common()),
        references=dict(Counter(row.study for row in references.values()).most_common()),
    )
