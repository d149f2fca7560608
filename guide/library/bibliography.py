"""Reads `references.bib` into models, with the line of each entry."""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    Field,
    ImplicitComment,
    ParsingFailedBlock,
)
from pydantic import ValidationError

from guide.errors import Problem
from guide.inert import code_point, first_unsafe
from guide.library.frontmatter import read_text
from guide.library.latex import decode, decode_verbatim
from guide.library.misfits import misfits
from guide.library.nearest import nearest
from guide.library.sources import Reference
from guide.library.toml_places import Path

FIELDS = frozenset(Reference.model_fields) - {"key", "authors"} | {"author"}
VERBATIM = frozenset({"url", "doi", "pmid", "pmcid", "nct", "study", "flag", "year"})
TYPES = (
    "article",
    "book",
    "conference",
    "inbook",
    "incollection",
    "inproceedings",
    "manual",
    "mastersthesis",
    "misc",
    "online",
    "phdthesis",
    "proceedings",
    "report",
    "techreport",
    "unpublished",
)
"""What BibTeX and biblatex know of; their commands are no entries."""
MOST_ENTRIES = 10_000

_BEGINS = re.compile(r"@\s*\w+\s*[{(]")
_AND = re.compile(r" and (?![^{}]*\})")
_KEY = re.compile(r"@\s*\w+\s*\{\s*([^\s,={}\"]+)\s*,")


@dataclass(frozen=True, slots=True)
class Bibliography:
    """What could be read of the file.

    Attributes:
        references: The references by key.
        lines: The line of each by key.
        fields: The lines of its fields by key and name.
        problems: The problems of the file.
        broken: Keys of entries that cannot be used, which citations need not be blamed for.
        readable: Whether the file could be read at all.
    """

    references: dict[str, Reference]
    lines: dict[str, int]
    problems: tuple[Problem, ...]
    broken: frozenset[str] = frozenset()
    readable: bool = True
    fields: dict[str, dict[str, int]] = field(default_factory=dict)

    def line(self, key: str, name: str = "") -> int:
        """Return the line of a reference, or of one of its fields if it has that."""
        return self.fields.get(key, {}).get(name, self.lines[key])


def _name_in_lines(field: str) -> str:
    """Return a BibTeX author field with a name in each line; an `and` in braces joins no names."""
    return _AND.sub("\n", " ".join(field.split()))


def split_authors(lines: str) -> tuple[str, ...]:
    """Return names, one in each line, as `Surname Initials`; `others` becomes `et al`."""
    names = []
    for name in lines.split("\n"):
        if name == "others":
            names.append("et al")
        elif name:
            names.append(re.sub(r" ?, ?", " ", name))
    return tuple(names)


Fault = tuple[int, str, str]
"""Line, message and hint of what is wrong with an entry."""


def _undelimited(field: Field) -> tuple[str, str]:
    """Return what is wrong with a value that stands in neither braces nor quotes, and a hint."""
    value = str(field.value)
    if re.fullmatch(r"[A-Za-z][\w:.+/-]*", value):
        return f"the macro '{value}' is not defined", "write the value in braces"
    if value.startswith(("{", '"')) and "=" in value:
        return f"a comma is missing after the field '{field.key}'", "end each field with a comma"
    return f"the value of '{field.key}' is not in braces", "write it in braces"


def _field_lines(entry: Entry, first: int) -> dict[str, int]:
    """Return the line of each field, counted from 1."""
    return {
        each.key.lower(): first if each.start_line is None else each.start_line + 1
        for each in entry.fields
    }


def _decoded(entry: Entry, lines: dict[str, int]) -> tuple[dict[str, str], list[Fault]]:
    """Return the fields of an entry as text, and what is wrong with them."""
    fields: dict[str, str] = {}
    faults: list[Fault] = []
    for each in entry.fields:
        name = each.key.lower()
        line = lines[name]
        if name not in FIELDS:
            hint = f"use one of {', '.join(sorted(FIELDS))}"
            faults.append((line, f"unknown field '{name}'", hint))
            continue
        if each.enclosing == "no-enclosing" and not str(each.value).isdigit():
            faults.append((line, *_undelimited(each)))
            # What follows in the entry is read wrongly because of this.
            break
        try:
            turn = decode_verbatim if name in VERBATIM else decode
            written = str(each.value).strip()
            fields[name] = turn(_name_in_lines(written) if name == "author" else written)
        except ValueError as error:
            faults.append((line, f"{name}: {error}", "write the character itself"))
            continue
        if unsafe := first_unsafe(fields[name]):
            faults.append((line, f"{name}: it has {code_point(unsafe)}", "delete it"))
    return fields, faults


def _model(entry: Entry, first: int, lines: dict[str, int]) -> Reference | list[Fault]:
    fields, faults = _decoded(entry, lines)
    year = fields.pop("year", "")
    if year and not re.fullmatch("[0-9]{4}", year):
        faults.append((lines["year"], f"year '{year}' does not have four digits", ""))
    if entry.entry_type.lower() not in TYPES:
        kind = entry.entry_type
        hint = nearest(kind, TYPES) or "use @article, or @misc"
        faults.append((first, f"'@{kind}' is no type of BibTeX", hint))
    if faults:
        return faults
    authors = split_authors(fields.pop("author", ""))
    named = {"key": entry.key, "authors": authors, "year": int(year) if year else None}
    try:
        return Reference.model_validate({**fields, **named})
    except ValidationError as error:
        found = misfits(error, Reference)
        return [(_line_of(fit.place, first, lines), fit.message, fit.hint) for fit in found]


def _line_of(place: Path, first: int, lines: dict[str, int]) -> int:
    """Return the line of a field that the model refuses."""
    name = str(place[0]) if place else ""
    return lines.get("author" if name == "authors" else name, first)


def _unparsed(block: ParsingFailedBlock) -> tuple[str, str]:
    """Return what is wrong with an entry that could not be parsed, and a hint."""
    if isinstance(block, DuplicateFieldKeyBlock):
        twice = ", ".join(sorted(block.duplicate_keys))
        return f"the field '{twice}' is given twice", "leave one of them"
    if not _KEY.match(block.raw or ""):
        return "an entry has no key", "write it like @article{smith2020,"
    return "an entry does not end: a brace or a quotation mark is left open", "close it"


def _stray(block: ImplicitComment) -> bool:
    """Tell whether text between entries is anything but comments that begin with %."""
    return any(
        line.strip() and not line.lstrip().startswith("%") for line in block.comment.splitlines()
    )


def _blocks(text: str) -> list[Block]:
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    logging.getLogger().addHandler(logging.NullHandler())
    return list(parse_string(text).blocks)


def read_bibliography(path: FilePath, file: str) -> Bibliography:
    """Read every entry of a BibTeX file, and report every problem in it, the first cause only."""
    text = read_text(path, file)
    if isinstance(text, str) and sum(1 for _ in _BEGINS.finditer(text)) > MOST_ENTRIES:
        message = f"the file has more than {MOST_ENTRIES} entries"
        text = Problem(file, 1, "unreadable", message, "leave those that are cited")
    if isinstance(text, Problem):
        return Bibliography({}, {}, (text,), readable=False)
    references: dict[str, Reference] = {}
    lines: dict[str, int] = {}
    fields: dict[str, dict[str, int]] = {}
    problems: list[Problem] = []
    broken: set[str] = set()
    failed = False
    for block in _blocks(text):
        line = (block.start_line or 0) + 1
        if isinstance(block, DuplicateBlockKeyBlock):
            message = f"the key '{block.key}' is used twice"
            hint = "leave one entry for each source"
            problems.append(Problem(file, line, "duplicate-key", message, hint))
        elif isinstance(block, ParsingFailedBlock):
            problems.append(Problem(file, line, "bibliography", *_unparsed(block)))
            broken.update(_keys(block.raw or ""))
        elif isinstance(block, ImplicitComment) and not failed and _stray(block):
            message, hint = "text stands between the entries", "begin it with % or delete it"
            problems.append(Problem(file, line, "bibliography", message, hint))
        elif isinstance(block, Entry):
            lines_of = _field_lines(block, line)
            model = _model(block, line, lines_of)
            if isinstance(model, Reference):
                references[model.key] = model
                lines[model.key] = line
                fields[model.key] = lines_of
            else:
                broken.add(block.key)
                problems.extend(
                    Problem(file, at, "bibliography", f"{block.key}: {message}", hint)
                    for at, message, hint in model
                )
        # What follows an entry that could not be parsed is its rest.
        failed = isinstance(block, ParsingFailedBlock) or (
            failed and isinstance(block, ImplicitComment)
        )
    return Bibliography(references, lines, tuple(problems), frozenset(broken), fields=fields)


def _keys(raw: str) -> Iterator[str]:
    return (found[1] for found in _KEY.finditer(raw))
