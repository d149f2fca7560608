"""The sources: identifiers, duplicates, papers that are retracted or doubted."""

import re
from collections.abc import Collection, Iterator
from urllib.parse import unquote, urlsplit

from guide.errors import Problem
from guide.library.load import Content
from guide.library.markup import all_spans
from guide.library.sources import Reference

DOI = re.compile(r"10\.\d{4,9}/\S+")
"""Crossref's form for DOIs with any characters, since old Wiley DOIs hold `<` and `>`."""
DOI_FORMS = {
    "10.1016/j.": re.compile(r"10\.1016/j\.[a-z]+\.\d{4}\.(\d\d\.\d{3,4}|\d{6})", re.IGNORECASE),
    "10.1056/nejm": re.compile(r"10\.1056/nejm[a-z]+\d{6,7}", re.IGNORECASE),
    "10.1200/jco.": re.compile(r"10\.1200/jco\.(\d\d\.\d{5}|\d{4}\.\d+\.\d+\S*)", re.IGNORECASE),
}
"""The whole form of DOIs that begin in a certain way, by which one that is cut off is seen."""
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
        for field, code, message, hint in _faults(reference):
            line = content.bibliography.line(key, field)
            yield Problem(file, line, code, f"{key}: {message}", hint)
        line = content.bibliography.line(key)
        if is_bad_host(reference.url, content.bad_hosts):
            message = f"{key}: {host_of(reference.url)} is no address to send a reader to"
            hint = "give the DOI, PubMed, PMC or registry address, or another source"
            yield Problem(file, line, "bad-host", message, hint)
        for name in filter(None, (reference.doi.casefold(), reference.pmid, reference.pmcid)):
            if owners.setdefault(name, key) != key:
                message = f"{key} has the same identifier as {owners[name]}"
                yield Problem(file, line, "duplicate-reference", message, "merge the two entries")
    yield from _flags(content)


def host_of(url: str) -> str:
    """Return the host of an address; the whole address where it has none that can be read."""
    try:
        return urlsplit(url).netloc.casefold()
    except ValueError:
        return url


def is_bad_host(url: str, bad: Collection[str]) -> bool:
    """Tell whether an address leads nowhere: a host of the list, a part of one, a bare number."""
    host = host_of(url)
    if host == url and url:
        return True
    parts = host.split(".")
    tails = {".".join(parts[at:]) for at in range(len(parts))}
    return bool(host) and (bool(tails & set(bad)) or BARE_ADDRESS.fullmatch(host) is not None)


Fault = tuple[str, str, str, str]
"""Field, code, message and hint of what is wrong with a reference."""


def _faults(reference: Reference) -> Iterator[Fault]:
    """Yield what is wrong with a reference by itself."""
    pmid, pmcid = reference.pmid, reference.pmcid
    if NO_TITLE.search(reference.title):
        hint = "give the title of the work itself"
        message = f"'{reference.title[:60]}…' is a remark, no title"
        yield "title", "untitled-reference", message, hint
    if reference.year is None and UNDATED not in reference.note:
        hint = f"add it, or say '{UNDATED}' in the note"
        yield "year", "undated-reference", "there is no year", hint
    yield from _doi("doi", reference.doi, reference.url)
    yield from _doi("paper_doi", reference.paper_doi)
    if pmid and not PMID.fullmatch(pmid):
        yield "pmid", "pmid-malformed", f"'{pmid}' is not a PMID", "write its 1 to 9 digits alone"
    if pmcid and not PMCID.fullmatch(pmcid):
        yield "pmcid", "pmid-malformed", f"'{pmcid}' is not a PMC id", "write it like PMC9015199"
    if reference.doi or pmid or pmcid:
        return
    if reference.study not in WITHOUT_ID and not reference.note.startswith(WAIVER):
        hint = f"add one, or begin the note with '{WAIVER}'"
        yield "", "reference-without-id", "neither DOI nor PMID is given", hint
    if not reference.url:
        message = "no identifier and no address is given"
        yield "", "reference-without-address", message, "add `url`"


def _doi(field: str, doi: str, url: str = "") -> Iterator[Fault]:
    if doi and not DOI.fullmatch(doi):
        message, hint = f"'{doi}' is not a DOI", "write it like 10.1200/jco.21.01308"
        yield field, "doi-malformed", message, hint
    elif doi:
        for message, hint in _truncated(doi, url):
            yield field, "doi-truncated", message, hint


def _truncated(doi: str, url: str) -> Iterator[tuple[str, str]]:
    """Yield why a DOI cannot be whole."""
    suffix = doi.partition("/")[2]
    form = next(
        (form for begin, form in DOI_FORMS.items() if doi.casefold().startswith(begin)), None
    )
    address = unquote(url.partition("doi.org/")[2])
    hint = "copy the whole DOI from the paper's page"
    if not any(map(str.isdigit, suffix)):
        yield f"'{doi}' has no number behind the stroke", hint
    elif suffix[-1] in ".,;:/-_(":
        yield f"'{doi}' ends with '{suffix[-1]}'", hint
    elif form is not None and not form.fullmatch(doi):
        yield f"'{doi}' is shorter or longer than such a DOI is", hint
    elif address and address.casefold() != doi.casefold():
        yield f"'{doi}' is not the DOI of the address, '{address}'", "correct one of them"


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
