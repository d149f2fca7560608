"""`references.bib` into models, with the line of each entry."""

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

FIELDS = {
    "title",
    "author",
    "journal",
    "year",
    "doi",
    "pmid",
    "pmcid",
    "nct",
    "study",
    "url",
    "flag",
    "note",
}


@dataclass(frozen=True, slots=True)
class Bibliography:
    """References by key, the line of each, and what was wrong with the file."""

    references: dict[str, Reference]
    lines: dict[str, int]
    problems: tuple[Problem, ...]


def split_authors(field: str) -> tuple[str, ...]:
    """Return the names of a BibTeX author field as `Surname Initials`; a cut list ends with `et al`."""
    names = []
    for name in re.split(r"\s+and\s+", field.strip()):
        if name == "others":
            names.append("et al")
        elif name:
            names.append(re.sub(r"\s*,\s*", " ", name.strip("{}")))
    return tuple(names)


def _model(entry: Entry, file: str, line: int) -> Reference | list[Problem]:
    fields = {field.key.lower(): str(field.value).strip() for field in entry.fields}
    problems = [
        Problem(
            file,
            line,
            "bibliography",
            f"{entry.key}: unknown field '{name}'",
            f"known are {', '.join(sorted(FIELDS))}",
        )
        for name in sorted(set(fields) - FIELDS)
    ]
    year = fields.get("year", "")
    if year and not re.fullmatch(r"\d{4}", year):
        problems.append(
            Problem(file, line, "bibliography", f"{entry.key}: year '{year}' is not four digits")
        )
    if problems:
        return problems
    try:
        return Reference.model_validate(
            {
                "key": entry.key,
                "title": fields.get("title", "").replace("{", "").replace("}", ""),
                "authors": split_authors(fields.get("author", "")),
                "year": int(year) if year else None,
                **{
                    name: fields[name]
                    for name in (
                        "journal",
                        "doi",
                        "pmid",
                        "pmcid",
                        "nct",
                        "study",
                        "url",
                        "flag",
                        "note",
                    )
                    if name in fields
                },
            }
        )
    except ValidationError as error:
        return [
            Problem(
                file,
                line,
                "bibliography",
                f"{entry.key}: {'.'.join(map(str, fault['loc']))}: {fault['msg']}",
            )
            for fault in error.errors()
        ]


def read_bibliography(path: Path, file: str) -> Bibliography:
    """Read every entry of a BibTeX file and name every fault in it."""
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
            problems.append(
                Problem(
                    file,
                    line,
                    "duplicate-key",
                    f"key '{block.key}' stands twice",
                    "keep one entry for each source",
                )
            )
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
