"""The sources: identifiers, duplicates, papers withdrawn or in doubt."""

import re
from collections.abc import Iterator

from guide.errors import Problem
from guide.library.load import Content
from guide.library.markup import all_spans

DOI = re.compile(r"10\.\d{4,9}/\S+")
"""Crossref's form for DOIs, without its list of allowed characters, since old Wiley DOIs hold `<` and `>`."""
PMID = re.compile(r"[1-9]\d{0,8}")
PMCID = re.compile(r"PMC\d{5,9}")
WITHOUT_ID = ("report", "registry", "congress", "news")
WAIVER = "Identifier not seen"
"""How the note of a paper begins whose identifier nobody has seen; it must say what was read instead."""
FLAG_WORDS = {"retracted": ("retract",), "expression-of-concern": ("expression of concern",)}


def check(content: Content) -> Iterator[Problem]:
    """Yield the faults of the references."""
    file, lines = content.bibliography_file, content.bibliography.lines
    seen: dict[str, str] = {}
    for key, reference in content.bibliography.references.items():
        line = lines[key]
        if reference.doi and not DOI.fullmatch(reference.doi):
            yield Problem(
                file,
                line,
                "doi-malformed",
                f"{key}: '{reference.doi}'",
                "write it bare, such as 10.1200/jco.21.01308",
            )
        if reference.pmid and not PMID.fullmatch(reference.pmid):
            yield Problem(file, line, "pmid-malformed", f"{key}: '{reference.pmid}'", "digits only")
        if reference.pmcid and not PMCID.fullmatch(reference.pmcid):
            yield Problem(
                file,
                line,
                "pmid-malformed",
                f"{key}: PMC id '{reference.pmcid}'",
                "write it as PMC9015199",
            )
        if not reference.doi and not reference.pmid and not reference.pmcid:
            if reference.study not in WITHOUT_ID and not reference.note.startswith(WAIVER):
                yield Problem(
                    file,
                    line,
                    "reference-without-id",
                    f"{key} has neither DOI nor PMID",
                    f"find one, or begin its note with '{WAIVER}'",
                )
            if not reference.url:
                yield Problem(
                    file,
                    line,
                    "reference-without-address",
                    f"{key} has no identifier and no address",
                    "add url",
                )
        for name in filter(None, (reference.doi.casefold(), reference.pmid, reference.pmcid)):
            if name in seen:
                yield Problem(
                    file,
                    line,
                    "duplicate-reference",
                    f"{key} has the identifier of {seen[name]}",
                    "keep one key for each source",
                )
            seen.setdefault(name, key)
    yield from _flags(content)


def _flags(content: Content) -> Iterator[Problem]:
    flagged = {
        key: ref.flag
        for key, ref in content.bibliography.references.items()
        if ref.flag in FLAG_WORDS
    }
    for page in content.pages:
        body = page.source.body.casefold()
        for passage in page.passages:
            for span in all_spans(passage.block):
                for key in span.target.split() if span.style == "cite" else ():
                    if key in flagged and not any(
                        word in body for word in FLAG_WORDS[flagged[key]]
                    ):
                        yield Problem(
                            page.source.file,
                            page.line(passage),
                            "flagged-uncited",
                            f"{key} is flagged {flagged[key]}",
                            "say so on the page",
                        )
