"""A source as text for others: Vancouver, BibTeX, RIS, or its DOI alone.

The library has no volumes or pages, so none are given: the DOI leads to them. Vancouver follows
the National Library of Medicine (Citing Medicine, 2nd edition, NBK7256): six authors at most, a
source that is no article marked as read on the internet.
"""

import re
from collections.abc import Iterable
from typing import Literal, get_args

from guide.errors import NotFoundError
from guide.inert import visible
from guide.library.records import Reference

Format = Literal["vancouver", "bibtex", "ris", "doi"]
FORMATS: tuple[Format, ...] = get_args(Format)
MOST_AUTHORS = 6
AND_OTHERS = "et al"
"""What the library has behind the last author that it names."""
ONLINE = frozenset({"report", "registry", "news"})
"""Studies that are pages of the internet and no articles."""
RIS_TYPES = {"report": "ELEC", "registry": "ELEC", "news": "NEWS", "congress": "ABST"}
FLAGS = {"retracted": "retracted", "expression-of-concern": "expression of concern"}
"""What a reader must know before citing it."""
_PERSON = re.compile(r"(?P<surname>[^\W\d].*\D) (?P<initials>[A-ZÀ-ÖØ-Þ]{1,4})")
_GROUP = re.compile(r"\b(Cancer|Council|Group|Oncology|Report|Research|Trials?)\b")
"""Words of groups whose names end as a person's initials do, such as Cancer Research UK."""
_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{mark: f"\\{mark}" for mark in "&%$#_"},
    }
)


def cited(reference: Reference, form: Format) -> str:
    """Return a source in a format, without a line end.

    Raises:
        NotFoundError: Its DOI is asked for, and it has none.
    """
    match form:
        case "vancouver":
            return vancouver(reference)
        case "bibtex":
            return bibtex(reference)
        case "ris":
            return ris(reference)
        case "doi":
            if not reference.doi:
                hint = f"it has {reference.identifier}" if reference.identifier else ""
                raise NotFoundError(f"the source '{reference.key}' has no DOI", hint)
            return doi_address(reference)


def doi_address(reference: Reference) -> str:
    """Return the address that a DOI leads to."""
    return f"https://doi.org/{reference.doi}"


def vancouver(reference: Reference) -> str:
    """Return a source in Vancouver style, in one line."""
    online = reference.study in ONLINE
    title = visible(reference.title).rstrip(".")
    if online:
        title += " [Internet]"
    elif reference.study == "congress":
        title += " [abstract]"
    flag = FLAGS.get(reference.flag)
    parts = [_authors(reference), f"{title} [{flag}]" if flag else title]
    year = str(reference.year) if reference.year else "[date unknown]"
    parts.append(
        f"{reference.journal}{'; ' if online else '. '}{year}" if reference.journal else year
    )
    if reference.study == "registry" and reference.nct:
        parts.append(f"Identifier {reference.nct}")
    if reference.doi:
        parts.append(f"doi:{reference.doi}")
    if reference.pmid:
        parts.append(f"PMID: {reference.pmid}")
    if reference.pmcid:
        parts.append(f"PMCID: {reference.pmcid}")
    if reference.url and not (reference.doi or reference.pmid or reference.pmcid):
        parts.append(f"Available from: {reference.url}")
    return " ".join(_ended(part) for part in parts if part)


def _ended(part: str) -> str:
    """Return a part with its full stop, which an address does not get."""
    bare = part.startswith("Available from: ") or part.endswith((".", "?", "!"))
    return part if bare else f"{part}."


def _authors(reference: Reference) -> str:
    named = [visible(name) for name in reference.authors if name != AND_OTHERS]
    more = len(named) > MOST_AUTHORS or AND_OTHERS in reference.authors
    return ", ".join([*named[:MOST_AUTHORS], *(["et al"] if more else [])])


def _person(name: str) -> tuple[str, str] | None:
    """Return surname and initials of a person; None for a group."""
    found = _PERSON.fullmatch(name)
    if found is None or _GROUP.search(name):
        return None
    return found["surname"], found["initials"]


def bibtex(reference: Reference) -> str:
    """Return a source as an entry for BibTeX, in several lines."""
    authors = []
    for name in reference.authors:
        person = _person(name)
        if name == AND_OTHERS:
            authors.append("others")
        elif person is None:
            authors.append(f"{{{_latex(name)}}}")
        else:
            surname, initials = person
            authors.append(f"{_latex(surname)}, {' '.join(f'{letter}.' for letter in initials)}")
    online = reference.study in ONLINE
    fields = {
        "author": " and ".join(authors),
        "title": f"{{{_latex(reference.title)}}}",
        "howpublished" if online else "journal": _latex(reference.journal),
        "year": str(reference.year or ""),
        "doi": reference.doi,
        "pmid": reference.pmid,
        "pmcid": reference.pmcid,
        "url": reference.url,
        "note": "; ".join(filter(None, [reference.nct, FLAGS.get(reference.flag, "")])),
    }
    lines = [f"  {name} = {{{visible(value)}}}," for name, value in fields.items() if value]
    kind = "misc" if online or not reference.journal else "article"
    return "\n".join([f"@{kind}{{{reference.key},", *lines, "}"])


def _latex(text: str) -> str:
    return text.translate(_LATEX)


def ris(reference: Reference) -> str:
    """Return a source as a record of RIS, in several lines."""
    names = []
    for name in reference.authors:
        person = _person(name)
        if name != AND_OTHERS:
            names.append(", ".join(person) if person is not None else name)
    flag = FLAGS.get(reference.flag, "")
    rows: list[tuple[str, str]] = [
        ("TY", RIS_TYPES.get(reference.study, "JOUR")),
        *(("AU", name) for name in names),
        ("TI", reference.title),
        ("PB" if reference.study in ONLINE else "JO", reference.journal),
        ("PY", str(reference.year or "")),
        ("DO", reference.doi),
        ("AN", reference.pmid),
        ("C2", reference.pmcid),
        ("UR", reference.url or (doi_address(reference) if reference.doi else "")),
        ("N1", "; ".join(filter(None, [reference.nct, flag]))),
        ("ID", reference.key),
    ]
    lines = [f"{tag}  - {visible(value)}" for tag, value in rows if value]
    return "\n".join([*lines, "ER  - "])


def matching(name: str, references: Iterable[Reference]) -> Reference | None:
    """Return the source that a key, DOI, PMID or PMC id names, in any case; None if none does."""
    wanted = re.sub(r"^(https?://(dx\.)?doi\.org/|doi:|pmid:?)\s*", "", name.strip().lower())
    if not wanted:
        return None
    for reference in references:
        names = (reference.key, reference.doi, reference.pmid, reference.pmcid)
        if wanted in (each.lower() for each in names):
            return reference
    return None
