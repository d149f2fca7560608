"""Checked content into one compiled catalogue: the same content gives the same bytes."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TypeVar

import msgspec
from pydantic import BaseModel

from guide.library import facts, questions, records
from guide.library.checks.citations import structured_keys
from guide.library.checks.learning_paths import page_words
from guide.library.codec import Sections, encode_catalogue
from guide.library.entry import Entry
from guide.library.load import Content, Page
from guide.library.markup import NO_LEVEL, parse_inline
from guide.library.mentions import fold, mentions, names, texts
from guide.library.models import Mechanism, Modality, Term
from guide.library.outline import LearningPath
from guide.library.pace import minutes
from guide.library.records import Block, Body, Head, Span, Spans, prose
from guide.library.scale import KINDS
from guide.library.trial import AdverseEvents, Trial

R = TypeVar("R")


def version(content: Content, digest: str) -> str:
    """Return the version that readers see: month of the newest page, start of the fingerprint."""
    newest = max((page.entry.updated for page in content.pages), default=date(2026, 1, 1))
    return f"{newest:%Y.%m}+{digest[:8]}"


class _Numbered:
    """Numbers the references of one page in the order of their first citation."""

    def __init__(self, titles: dict[str, str], keys: Iterable[str] = ()) -> None:
        self.keys = list(keys)
        self.links: list[str] = []
        self._titles = titles

    def number(self, key: str) -> int:
        if key not in self.keys:
            self.keys.append(key)
        return self.keys.index(key) + 1

    def spans(self, spans: Spans) -> Spans:
        """Return spans with the numbers of their citations and the titles of their links."""
        return tuple(self._span(span) for span in spans)

    def _span(self, span: Span) -> Span:
        text, level = span.text, span.level
        if span.style == "cite":
            text = ", ".join(map(str, sorted(map(self.number, span.target.split()))))
            level = "" if level == NO_LEVEL else level
        elif span.style == "link":
            text = text or self._titles.get(span.target, span.target)
            if span.target not in self.links:
                self.links.append(span.target)
        return Span(text, span.style, span.target, level)

    def block(self, block: Block) -> Block:
        """Return a block with its spans numbered."""
        rows = tuple(tuple(map(self.spans, row)) for row in block.rows)
        return Block(block.kind, self.spans(block.spans), block.depth, block.marker, rows)


def _record(model: BaseModel, record: type[R]) -> R:
    """Return a model of the content as the record with the same fields."""
    return msgspec.convert(model.model_dump(exclude_defaults=True, by_alias=True), record)


def _trial(trial: Trial) -> facts.TrialFacts:
    """Return a trial's fields; its lines on harm become one list, the main line first."""
    fields = trial.model_dump(exclude_defaults=True)
    harm = fields.get("toxicity", {})
    main = {name: harm[name] for name in AdverseEvents.model_fields if name in harm}
    if harm:
        fields["toxicity"] = {
            "events": [*([main] if main else []), *harm.get("other", ())],
            "not_reported": harm.get("not_reported", ()),
        }
    return msgspec.convert(fields, facts.TrialFacts)


def _facts(page: Page, known: dict[str, str]) -> facts.Facts | None:
    match page.entry:
        case Trial():
            return _trial(page.entry)
        case Modality() if page.entry.property:
            return _record(page.entry, facts.ModalityProperties)
        case Mechanism() if page.entry.step:
            return _record(page.entry, facts.Steps)
        case Term() if page.entry.confuse:
            return facts.Confusions(
                tuple(
                    facts.Confusion(row.term, row.why, known.get(fold(row.term), ""))
                    for row in page.entry.confuse
                )
            )
        case _:
            return None


def _named(page: Page, held: facts.Facts | None) -> Iterator[str]:
    """Yield the ids of the entries that the structured fields of a page name."""
    match held:
        case facts.TrialFacts():
            yield from held.diseases
            yield from held.radiotherapy.modalities
            yield from held.immunotherapy.agents
        case facts.Steps():
            ends = (end for step in held.steps for end in (step.actor, step.target))
            yield from (name for name in ends if name != page.entry.id)
        case facts.Confusions():
            yield from (row.id for row in held.confusions if row.id not in ("", page.entry.id))


def _body(page: Page, titles: dict[str, str], known: dict[str, str]) -> Body:
    numbered = _Numbered(titles)
    blocks = tuple(numbered.block(passage.block) for passage in page.passages)
    for key, _ in structured_keys(page):
        numbered.number(key)
    entry = page.entry
    held = _facts(page, known)
    return Body(
        updated=entry.updated.isoformat(),
        reviewed=entry.reviewed.isoformat() if entry.reviewed else "",
        identifiers=entry.identifiers.model_dump(exclude_none=True),
        seed=tuple(_record(answer, records.SeedAnswer) for answer in entry.seed),
        plain=entry.plain,
        asks=tuple(records.Ask(ask.question, ask.section) for ask in entry.asks),
        blocks=blocks,
        references=tuple(numbered.keys),
        links=tuple(dict.fromkeys([*numbered.links, *_named(page, held)])),
        facts=held,
    )


def _numeric(numeric: questions.Numeric, spans: Callable[[str], Spans]) -> records.Numeric:
    return records.Numeric(
        quantity=numeric.quantity,
        draw=numeric.draw,
        unit=numeric.unit,
        decimals=numeric.decimals,
        tolerance=numeric.tolerance,
        working=numeric.working,
        reason=spans(numeric.reason),
        mistakes=tuple(
            records.Mistake(mistake.quantity, mistake.values, spans(mistake.reason))
            for mistake in numeric.mistake
        ),
    )


def question_record(question: questions.Question, topic: str) -> records.Question:
    """Return a question of a topic as the running program reads it."""
    numbered = _Numbered({}, question.sources)

    def spans(text: str) -> Spans:
        return numbered.spans(parse_inline(text))

    return records.Question(
        id=question.id,
        topic=topic,
        entry=question.entry,
        section=question.section,
        objective=question.objective,
        level=question.level,
        evidence=question.evidence,
        stem=spans(question.stem),
        options=tuple(
            records.Option(option.text, option.right, spans(option.reason), option.pair)
            for option in question.options
        ),
        take_home=spans(question.take_home),
        references=question.sources,
        updated=question.updated.isoformat(),
        form=question.form,
        numeric=_numeric(question.numeric, spans) if question.numeric else None,
        figure=_record(question.figure, records.Figure) if question.figure else None,
        twin_of=question.twin_of or "",
        replaces=question.replaces or "",
    )


def sorted_pages(content: Content) -> list[Page]:
    """Return the pages in the order of the screen.

    They are ordered by kind; within it, those that the outline names come first, the rest by title.
    """
    first = [
        name for part in (content.outline[0].part if content.outline else ()) for name in part.first
    ]
    places = {name: place for place, name in enumerate(first)}

    def place(page: Page) -> tuple[int, int, str, str]:
        title = re.sub(r"^[^\w]+", "", fold(page.entry.title))
        return KINDS.index(page.kind), places.get(page.entry.id, len(first)), title, page.entry.id

    return sorted(content.pages, key=place)


def _head(entry: Entry, kind: str) -> Head:
    return Head(entry.id, kind, entry.title, entry.aliases, entry.summary, entry.level or "")


def _bodies(content: Content, pages: list[Page]) -> dict[str, Body]:
    """Return the body of each page by id; a page is linked from those that link to it or use it."""
    titles = {page.entry.id: page.entry.title for page in pages}
    known = names(content)
    bodies = {page.entry.id: _body(page, titles, known) for page in pages}
    linked_from: dict[str, list[str]] = {name: [] for name in bodies}
    for name, body in bodies.items():
        for target in body.links:
            linked_from[target].append(name)
    for name, users in mentions(content, ["term"]).items():
        linked_from[name].extend(users)
    return {
        name: msgspec.structs.replace(body, linked_from=tuple(dict.fromkeys(linked_from[name])))
        for name, body in bodies.items()
    }


def _paths(content: Content) -> tuple[records.Path, ...]:
    """Return the learning paths with the minutes of their units, basics first.

    A path comes behind all that it needs; among the others the names of the files decide.
    """
    pages = content.page_by_id()
    by_id = {path.id: path for path, _ in content.paths}

    def depth(path: LearningPath) -> int:
        return 1 + max((depth(by_id[name]) for name in path.needs), default=0)

    def unit(part: records.Unit) -> records.Unit:
        words = sum(page_words(pages[name]) for name in part.entries)
        return msgspec.structs.replace(part, minutes=minutes(words, len(part.questions)))

    found = [_record(path, records.Path) for path in sorted(by_id.values(), key=depth)]
    return tuple(
        msgspec.structs.replace(path, units=tuple(map(unit, path.units))) for path in found
    )


def compile_catalogue(content: Content, digest: str) -> bytes:
    """Return the catalogue of a content that has no problems.

    Args:
        content: The content as read.
        digest: Its fingerprint.
    """
    pages = sorted_pages(content)
    words = sum(
        len(prose(cell).split()) for page in pages for p in page.passages for cell in texts(p.block)
    )
    parts = content.outline[0].part if content.outline else ()
    references = content.bibliography.references
    sections = Sections(
        heads=tuple(_head(page.entry, page.kind) for page in pages),
        parts=tuple(_record(part, records.Part) for part in parts),
        paths=_paths(content),
        topics={quiz.topic.id: quiz.topic.title for quiz in content.quizzes},
        objectives={objective.id: objective.text for objective in content.objectives},
        questions=tuple(
            question_record(question, quiz.topic.id)
            for quiz in content.quizzes
            for question in quiz.topic.question
        ),
        references=tuple(_record(references[key], records.Reference) for key in sorted(references)),
        seeds=tuple(_record(row, records.SeedRow) for seed, _ in content.seeds for row in seed.row),
    )
    return encode_catalogue(
        sections, _bodies(content, pages), version(content, digest), digest, words
    )
