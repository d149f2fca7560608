"""Reads `references.bib` into models, with the line of each entry."""

import logging
import re
from dataclasses import dataclass
from pathlib import Path

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import DuplicateBlockKeyBlock, Entry, ParsingFailedBlock
from pydantic import ValidationError

from guide.errors import Problem
from guide.library.frontmatter import read_text
from guide.library.sources import Reference

FIELDS = frozenset(Reference.model_fields) - {"key", "authors"} | {"author"}


@dataclass(frozen=True, slots=True)
class Bibliography:
    """References and their lines by key, and the problems of the file."""

    references: dict[str, Reference]
    lines: dict[str, int]
    problems: tuple[Problem, ...]


def split_authors(field: str) -> tuple[str, ...]:
    """Return the names of a BibTeX author field as `Surname Initials`; `others` becomes `et al`."""
    names = []
    for name in re.split(r"\s+and\s+", field.strip()):
        if name == "others":
            names.append("et al")
        elif name:
            names.append(re.sub(r"\s*,\s*", " ", name.strip("{}")))
    return tuple(names)


def _model(entry: Entry, file: str, line: int) -> Reference | list[Problem]:
    fields = {field.key.lower(): str(field.value).strip() for field in entry.fields}
    year = fields.pop("year", "")
    authors = split_authors(fields.pop("author", ""))
    faults = [
        (f"unknown field '{name}'", f"use one of {', '.join(sorted(FIELDS))}")
        for name in sorted(set(fields) - FIELDS)
    ]
    if year and not re.fullmatch(r"\d{4}", year):
        faults.append((f"year '{year}' does not have four digits", ""))
    if not faults:
        title = re.sub("[{}]", "", fields.pop("title", ""))
        named = {"key": entry.key, "title": title, "authors": authors}
        try:
            return Reference.model_validate(
                {**fields, **named, "year": int(year) if year else None}
            )
        except ValidationError as error:
            faults = [
                (f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}", "")
                for fault in error.errors()
            ]
    return [
        Problem(file, line, "bibliography", f"{entry.key}: {message}", hint)
        for message, hint in faults
    ]


def read_bibliography(path: Path, file: str) -> Bibliography:
    """Read every entry of a BibTeX file, and report every problem in it."""
    text = read_text(path, file)
    if isinstance(text, Problem):
        return Bibliography({}, {}, (text,))
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    logging.getLogger().addHandler(logging.NullHandler())
    references: dict[str, Reference] = {}
    lines: dict[str, int] = {}
    problems: list[Problem] = []
    for block in parse_string(text).blocks:
        line = (block.start_line or 0) + 1
        if isinstance(block, DuplicateBlockKeyBlock):
            message = f"the key '{block.key}' is used twice"
            hint = "leave one entry for each source"
            problems.append(Problem(file, line, "duplicate-key", message, hint))
        elif isinstance(block, ParsingFailedBlock):
            problems.append(Problem(file, line, "bibliography", f"cannot be parsed: {block.error}"))
        elif isinstance(block, Entry):
            model = _model(block, file, line)
            if isinstance(model, Reference):
                references[model.key] = model
                lines[model.key] = line
            else:
                problems.extend(model)
    return Bibliography(references, lines, tuple(problems))
