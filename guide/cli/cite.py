"""`abscopal cite`: sources for a reference manager, a manuscript or an address bar."""

from collections.abc import Sequence

from guide.cli.output import print_json, say_page
from guide.errors import NotFoundError
from guide.exchange.citing import Format, cited, matching
from guide.library.catalogue import Catalogue
from guide.library.nearest import nearest
from guide.library.records import Reference
from guide.opening import Guide


def run(guide: Guide, names: Sequence[str], form: Format, as_json: bool) -> int:
    """Print the sources that are named, each once.

    Args:
        guide: The library.
        names: Keys, DOIs, PMIDs or PMC ids of sources, or ids of pages, for all their sources.
        form: The format.
        as_json: Print a list with the fields of each source besides.

    Raises:
        NotFoundError: There is no such source, or it has no DOI when that is asked for.
    """
    found = {each.key: each for name in names for each in _named(name, guide.catalogue)}
    if form == "doi" and len(found) > 1:
        found = {key: each for key, each in found.items() if each.doi}
    texts = {key: cited(each, form) for key, each in found.items()}
    if as_json:
        print_json([_fields(found[key], form, text) for key, text in texts.items()])
    else:
        between = "\n\n" if form in ("bibtex", "ris") else "\n"
        say_page(between.join(texts.values()) + "\n")
    return 0


def _named(name: str, catalogue: Catalogue) -> list[Reference]:
    """Return the source of a name, or all sources of the page with this id."""
    found = matching(name, catalogue.references.values())
    if found is not None:
        return [found]
    page = name.strip().lower()
    if page in catalogue.heads:
        keys = catalogue.entry(page).references
        if not keys:
            raise NotFoundError(f"the page '{page}' cites no source")
        return [catalogue.references[key] for key in keys]
    hint = nearest(page, catalogue.references) or f"`abscopal search {name}` finds what cites it"
    raise NotFoundError(f"no source has the key, DOI or PMID '{name}'", hint)


def _fields(reference: Reference, form: Format, text: str) -> dict[str, object]:
    return {
        "key": reference.key,
        "format": form,
        "text": text,
        "title": reference.title,
        "authors": list(reference.authors),
        "journal": reference.journal or None,
        "year": reference.year,
        "doi": reference.doi or None,
        "pmid": reference.pmid or None,
        "pmcid": reference.pmcid or None,
        "nct": reference.nct or None,
        "study": reference.study,
        "url": reference.url or None,
        "flag": reference.flag or None,
    }
