"""Numbers with their nouns, for every message."""


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, such as "1 answer", "2,000 answers" or "3 entries"."""
    return f"{number:,} {noun if number == 1 else plural(noun)}"


def plural(noun: str) -> str:
    """Return the plural of a regular noun, such as "answers" or "entries"."""
    consonant_before_y = noun.endswith("y") and noun[-2] not in "aeiou"
    return f"{noun[:-1]}ies" if consonant_before_y else f"{noun}s"
