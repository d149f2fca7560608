"""Numbers with their nouns, for messages."""


def plural(number: int, noun: str) -> str:
    """Return the form of a noun for a number, such as "answer", "answers" or "entries"."""
    if number == 1:
        return noun
    consonant_before_y = noun.endswith("y") and noun[-2] not in "aeiou"
    return f"{noun[:-1]}ies" if consonant_before_y else f"{noun}s"


def was(number: int) -> str:
    """Return the verb of a message about a number of things that something was done to."""
    return "was" if number == 1 else "were"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, such as "1 answer", "2,000 answers" or "3 entries"."""
    return f"{number:,} {plural(number, noun)}"
