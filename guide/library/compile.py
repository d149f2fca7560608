"""Checked content into one compiled catalogue: the same content gives the same bytes."""

import hashlib
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from guide.library.catalogue import SCHEMA
from guide.library.checks.citations import structured_keys
from guide.library.load import Content, Page, content_files
from guide.library.markup import parse_inline
from guide.library.mentions import fold, mentions, names, texts
from guide.library.questions import Question
from guide.library.records import Block, Spans, prose
from guide.library.scale import KINDS

STRUCTURED = {
    "mechanism": ("step",),
    "modality": ("property",),
    "term": ("confuse",),
    "trial": (
        "phase",
        "design",
        "setting",
        "diseases",
        "n",
        "n_note",
        "arms",
        "radiotherapy",
        "immunotherapy",
        "primary_endpoint",
        "verdict",
        "status",
        "year",
        "result",
        "sources",
    ),
}


def fingerprint(content: Path) -> str:
    """Return the SHA-256 over the names and bytes of every file that the library is made of."""
    digest = hashlib.sha256(f"schema {SCHEMA}\n".encode())
    for path in content_files(content):
        file = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{path.relative_to(content.parent).as_posix()} {file}\n".encode())
    return digest.hexdigest()


def version(content: Content, print_: str) -> str:
    """Return the version that readers see: year and month of the newest page, and the fingerprint's head."""
    newest = max((page.entry.updated for page in content.pages), default=date(2026, 1, 1))
    return f"{newest:%Y.%m}+{print_[:8]}"


class _Numbered:
    """Numbers the references of one page in the order of their first citation."""

    def __init__(self, titles: dict[str, str]) -> None:
        self.keys: list[str] = []
        self.links: list[str] = []
        self._titles = titles

    def number(self, key: str) -> int:
        if key not in self.keys:
            self.keys.append(key)
        return self.keys.index(key) + 1

    def spans(self, spans: Spans) -> list[list[str]]:
        """Encode spans as lists without their empty ends."""
        coded = []
        for span in spans:
            text = span.text
            if span.style == "cite":
                text = ", ".join(
                    str(number)
                    for number in sorted(self.number(key) for key in span.target.split())
                )
            elif span.style == "link":
                text = text or self._titles.get(span.target, span.target)
                if span.target not in self.links:
                    self.links.append(span.target)
            item = [text, span.style, span.target, span.level]
            while item and not item[-1]:
                item.pop()
            coded.append(item)
        return coded

    def block(self, block: Block) -> dict[str, Any]:
        """Encode a block without its empty fields."""
        coded: dict[str, Any] = {"k": block.kind}
        if block.spans:
            coded["s"] = self.spans(block.spans)
        if block.depth:
            coded["d"] = block.depth
        if block.marker:
            coded["m"] = block.marker
        if block.rows:
            coded["r"] = [[self.spans(cell) for cell in row] for row in block.rows]
        return coded


def _facts(page: Page) -> dict[str, Any]:
    dumped = page.entry.model_dump(
        mode="json", exclude_defaults=True, include=set(STRUCTURED.get(page.kind, ()))
    )
    return {name: dumped[name] for name in STRUCTURED.get(page.kind, ()) if name in dumped}


def _entry(
    page: Page, titles: dict[str, str], known: dict[str, str]
) -> tuple[dict[str, Any], list[str]]:
    numbered = _Numbered(titles)
    blocks = [numbered.block(passage.block) for passage in page.passages]
    for key, _ in structured_keys(page):
        numbered.number(key)
    facts = _facts(page)
    for row in facts.get("confuse", []):
        row["id"] = known.get(fold(row["term"]), "")
    rows = facts.get("radiotherapy", {}).get("modality", []) + facts.get("immunotherapy", {}).get(
        "agents", []
    )
    rows += [row["id"] for row in facts.get("confuse", []) if row["id"] not in ("", page.entry.id)]
    links = list(dict.fromkeys([*numbered.links, *facts.get("diseases", []), *rows]))
    entry = page.entry
    return {
        "updated": entry.updated.isoformat(),
        "reviewed": entry.reviewed.isoformat() if entry.reviewed else "",
        "identifiers": entry.identifiers.model_dump(exclude_none=True),
        "seed": [answer.model_dump() for answer in entry.seed],
        "blocks": blocks,
        "references": numbered.keys,
        "links": links,
        "facts": facts,
    }, links


def coded_question(question: Question, topic: str) -> dict[str, Any]:
    """Encode a question; fields at their defaults are left out."""
    numbered = _Numbered({})
    for key in question.sources:
        numbered.number(key)

    def spans(text: str) -> list[list[str]]:
        return numbered.spans(parse_inline(text))

    coded: dict[str, Any] = {
        "id": question.id,
        "topic": topic,
        "entry": question.entry,
        "section": question.section,
        "objective": question.objective,
        "level": question.level,
        "evidence": question.evidence,
        "stem": spans(question.stem),
        "options": [[o.text, o.right, spans(o.reason), o.pair] for o in question.options],
        "take_home": spans(question.take_home),
        "references": list(question.sources),
        "updated": question.updated.isoformat(),
        "form": question.form,
        "twin_of": question.twin_of or "",
        "replaces": question.replaces or "",
    }
    if question.numeric is not None:
        coded["numeric"] = question.numeric.model_dump() | {
            "reason": spans(question.numeric.reason),
            "slip": [
                [slip.quantity, slip.values, spans(slip.reason)] for slip in question.numeric.slip
            ],
        }
    if question.figure is not None:
        coded["figure"] = question.figure.model_dump(exclude={"sources"})
    return coded


def sorted_pages(content: Content) -> list[Page]:
    """Return the pages in the order of the screen: by kind, those that the outline names first, then by title."""
    first = [
        name for part in (content.outline[0].part if content.outline else ()) for name in part.first
    ]
    places = {name: place for place, name in enumerate(first)}

    def place(page: Page) -> tuple[int, int, str, str]:
        title = re.sub(r"^[^\w]+", "", fold(page.entry.title))
        return KINDS.index(page.kind), places.get(page.entry.id, len(first)), title, page.entry.id

    return sorted(content.pages, key=place)


def _dump(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def compile_catalogue(content: Content, print_: str) -> bytes:
    """Return the catalogue of a content that has no problems.

    The first line is a JSON header with the byte ranges of the sections and entries that follow it.
    """
    pages = sorted_pages(content)
    titles = {page.entry.id: page.entry.title for page in pages}
    known = names(content)
    coded: dict[str, dict[str, Any]] = {}
    linked_from: dict[str, list[str]] = {name: [] for name in titles}
    for page in pages:
        coded[page.entry.id], links = _entry(page, titles, known)
        for target in links:
            linked_from[target].append(page.entry.id)
    used = mentions(content, ["term"])
    for name, entry in coded.items():
        entry["linked_from"] = list(dict.fromkeys([*linked_from[name], *used.get(name, ())]))
    words = sum(
        len(prose(cell).split()) for page in pages for p in page.passages for cell in texts(p.block)
    )
    questions = [
        coded_question(q, quiz.topic.id) for quiz in content.quizzes for q in quiz.topic.question
    ]
    references = content.bibliography.references
    seed_rows = {
        row.id: row.model_dump(exclude_defaults=True)
        for seed, _ in content.seeds
        for row in seed.row
    }
    sections = {
        "heads": [
            [
                p.entry.id,
                p.kind,
                p.entry.title,
                list(p.entry.aliases),
                p.entry.summary,
                p.entry.level or "",
            ]
            for p in pages
        ],
        "parts": [
            part.model_dump(include={"id", "title", "kinds"}) for part in content.outline[0].part
        ]
        if content.outline
        else [],
        "paths": [path.model_dump(mode="json") for path, _ in content.paths],
        "topics": {quiz.topic.id: quiz.topic.title for quiz in content.quizzes},
        "objectives": {objective.id: objective.text for objective in content.objectives},
        "questions": questions,
        "references": {
            key: references[key].model_dump(exclude_defaults=True) for key in sorted(references)
        },
        "seeds": seed_rows,
    }
    body = bytearray()
    ranges: dict[str, list[int]] = {}
    for name, value in [
        *sections.items(),
        *((f"entry/{name}", entry) for name, entry in coded.items()),
    ]:
        data = _dump(value)
        ranges[name] = [len(body), len(data)]
        body += data + b"\n"
    header = {
        "schema": SCHEMA,
        "content_version": version(content, print_),
        "fingerprint": print_,
        "words": words,
        "counts": {
            "questions": len(questions),
            "references": len(references),
            "paths": len(content.paths),
        },
        "ranges": ranges,
    }
    return _dump(header) + b"\n" + bytes(body)
