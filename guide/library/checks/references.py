"""The sources: identifiers, duplicates, papers that are retracted or doubted."""

import re
from collections.abc import Collection, Iterator
from urllib.parse import urlsplit

from guide.errors import Problem
from guide.library.load import Content
from guide.library.markup import all_spans
from guide.library.sources import Reference

DOI = re.compile(r"10\.\d{4,9}/\S+")
"""Crossref's form for DOIs with any characters, since old Wiley DOIs hold `<` and `>`."""
PMID = re.compile(r"[1-9]\d{0,8}")
PMCID = re.compile(r"PMC\d{5,9}")
WITHOUT_ID = ("report", "registry", "congress", "news")
WAIVER = "Identifier not seen"
"""How a note begins that says what was read of a paper whose identifier nobody has seen."""
NO_TITLE = re.compile(
    r"\[|title (?:not |partly |as |taken |paraphrased|mentions)|not shown|not seen|excerpt",
    re.IGNORECASE,
)
"""What a title says that is a remark on the title."""
UNDATED = "Undated"
BARE_ADDRESS = re.compile(r"[\d.]+(?::\d+)?")
FLAG_WORDS = {"retracted": ("retract",), "expression-of-concern": ("expression of concern",)}


def check(content: Content) -> Iterator[Problem]:
    """Yield the faults of the references."""
    file = content.bibliography_file
    owners: dict[str, str] = {}
    for key, reference in content.bibliography.references.items():
        line = content.bibliography.lines[key]
        for code, message, hint in _faults(reference):
            yield Problem(file, line, code, f"{key}: {message}", hint)
        if is_bad_host(reference.url, content.bad_hosts):
            message = f"{key}: {urlsplit(reference.url).netloc} is no address to send a reader to"
            hint = "give the DOI, PubMed, PMC or registry address, or another source"
            yield Problem(file, line, "bad-host", message, hint)
        for name in filter(None, (reference.doi.casefold(), reference.pmid, reference.pmcid)):
            if owners.setdefault(name, key) != key:
                message = f"{key} has the same identifier as {owners[name]}"
                yield Problem(file, line, "duplicate-reference", message, "merge the two entries")
    yield from _flags(content)


def is_bad_host(url: str, bad: Collection[str]) -> bool:
    """Tell whether an address is on a host of the list, on a part of one, or a bare number."""
    host = urlsplit(url).netloc.casefold()
    parts = host.split(".")
    tails = {".".join(parts[at:]) for at in range(len(parts))}
    return bool(host) and (bool(tails & set(bad)) or BARE_ADDRESS.fullmatch(host) is not None)


def _faults(reference: Reference) -> Iterator[tuple[str, str, str]]:
    """Yield code, message and hint of what is wrong with a reference by itself."""
    doi, pmid, pmcid = reference.doi, reference.pmid, reference.pmcid
    if NO_TITLE.search(reference.title):
        hint = "give the title of the work itself"
        yield "untitled-reference", f"'{reference.title[:60]}…' is a remark, no title", hint
    if reference.year is None and UNDATED not in reference.note:
        yield "undated-reference", "there is no year", f"add it, or say '{UNDATED}' in the note"
    if doi and not DOI.fullmatch(doi):
        yield "doi-malformed", f"'{doi}' is not a DOI", "write it like 10.1200/jco.21.01308"
    if pmid and not PMID.fullmatch(pmid):
        yield "pmid-malformed", f"'{pmid}' is not a PMID", "use digits only"
    if pmcid and not PMCID.fullmatch(pmcid):
        yield "pmid-malformed", f"'{pmcid}' is not a PMC id", "write it like PMC9015199"
    if doi or pmid or pmcid:
        return
    if reference.study not in WITHOUT_ID and not reference.note.startswith(WAIVER):
        hint = f"add one, or begin the note with '{WAIVER}'"
        yield "reference-without-id", "neither DOI nor PMID is given", hint
    if not reference.url:
        yield "reference-without-address", "no identifier and no address is given", "add `url`"


def _flags(content: Content) -> Iterator[Problem]:
    flags = {key: ref.flag for key, ref in content.bibliography.references.items()}
    for page in content.pages:
        body = page.source.body.casefold()
        for passage in page.passages:
            for span in all_spans(passage.block):
                for key in span.target.split() if span.style == "cite" else ():
                    words = FLAG_WORDS.get(flags.get(key, ""), ())
                    if words and not any(word in body for word in words):
                        message = f"{key} is flagged as {flags[key]}"
                        yield page.source.problem(
                            page.line(passage), "flagged-uncited", message, "say so on the page"
                        )
