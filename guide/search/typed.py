"""What is typed or pasted as one line that the search can read."""

import re

_DIVIDED = re.compile(r"(?<=\w-)\n(?=\w)")
_DECIMAL_COMMA = re.compile(r"(?<![\w.,])(\d+),(\d{1,2})(?![\d,]|\.\d)")
"""Not that of a list, which has a space or a second comma, nor of thousands, with three digits."""
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
_BEFORE_IDENTIFIER = re.compile(
    r"""\b(?:
        https?://\S*?/(?=10\.\d{4})
      | (?:dx\.|www\.)?doi\.org/(?=10\.)
      | (?:https?://)?(?:www\.)?(?:pubmed|pmc)\.ncbi\.nlm\.nih\.gov/(?:articles/)?(?=\d|pmc\d)
      | (?:https?://)?(?:www\.)?ncbi\.nlm\.nih\.gov/(?:pubmed|pmc/articles)/(?=\d|pmc\d)
      | (?:https?://)?(?:www\.)?clinicaltrials\.gov/(?:study|show|ct2/show)/(?=nct\d)
      | doi\s*:?\s*(?=10\.)
      | pmc?id\s*:?\s*(?=\d|pmc\d)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_DOI = re.compile(r"\b10\.\d{4,9}/\S+")
_DIVIDES = re.compile(r"[^\w.'+/-]+|_+")
"""What would end a word within a DOI, such as the brackets of The Lancet."""


_YEARS = re.compile(r"(?<![\w.,-])(\d{1,2}) ?(?:y|yr|yrs)(?![\w-])", re.IGNORECASE)
_YEARS_IN_WORDS = re.compile(
    r"\b(one|two|three|four|five|six|seven|eight|nine|ten)[ -]years?"
    r"(?= +(?:os|pfs|efs|dfs|dmfs|overall|survival|rate|result|update)s?\b)",
    re.IGNORECASE,
)
_NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


def as_one_word(doi: str) -> str:
    """Return a DOI so that it is read as one word."""
    return _DIVIDES.sub("-", doi)


def joined(text: str) -> str:
    """Return several lines as one; a word that is divided with a hyphen keeps only the hyphen."""
    lines = text.splitlines()
    if len(lines) < 2:
        return "".join(lines)
    stripped = [" ".join(line.split()) for line in lines]
    return _DIVIDED.sub("", "\n".join(filter(None, stripped))).replace("\n", " ")


def cleaned(query: str) -> str:
    """Return a query with what other writers and registries add to it read as meant.

    A decimal comma becomes a point, quotation marks of every language become straight ones, `5y`
    and `five year survival` name a time as tables do, and of an address or label of a registry only
    the identifier stays, a DOI as one word.
    """
    query = _BEFORE_IDENTIFIER.sub("", joined(query).translate(_QUOTES))
    query = _DOI.sub(lambda found: as_one_word(found[0]), query)
    if '"' not in query:
        query = _YEARS.sub(r"\1-year", query)
        query = _YEARS_IN_WORDS.sub(
            lambda found: f"{_NUMBERS.index(found[1].casefold()) + 1}-year", query
        )
    return _DECIMAL_COMMA.sub(r"\1.\2", query)
