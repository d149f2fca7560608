"""Entries by what people call them: an id, a title or another name, also only its beginning."""

import re
from collections.abc import Iterable, Sequence

from guide.errors import NotFoundError
from guide.library.folding import fold
from guide.library.nearest import nearest
from guide.library.records import Head, Path

MOST_NAMED = 4
"""Entries that a message names where a name has several meanings."""
SHORTEST = 2
"""Letters from which on the beginning of a name is enough."""
_NOT_IN_WORDS = re.compile(r"[\W_]+")


def _bare(text: str) -> str:
    """Return a name folded, without what stands between its letters and digits."""
    return _NOT_IN_WORDS.sub("", fold(text))


def _names(head: Head) -> tuple[str, ...]:
    return (head.id, head.title, *head.aliases)


def called(typed: str, heads: Iterable[Head]) -> list[Head]:
    """Return the entries that are called so, as nearly as any is.

    The very name of an entry counts before one that differs by a plural s, and both before one
    that only begins so.

    Args:
        typed: What somebody typed, in any spelling of hyphens, spaces and capitals.
        heads: The entries that may be meant.
    """
    wanted = _bare(typed)
    if not wanted:
        return []
    known = [(head, [_bare(name) for name in _names(head)]) for head in heads]
    equal = [head for head, names in known if wanted in names]
    if equal:
        return equal
    alike = [
        head for head, names in known if wanted.rstrip("s") in {name.rstrip("s") for name in names}
    ]
    if alike or len(wanted) < SHORTEST:
        return alike
    return [head for head, names in known if any(name.startswith(wanted) for name in names)]


def only_one(typed: str, heads: Sequence[Head], found: Sequence[Head]) -> Head:
    """Return the one entry that a name means.

    Args:
        typed: The name as typed.
        heads: The entries that may be meant, for a hint.
        found: Those that it fits.

    Raises:
        NotFoundError: It means none, or several; the hint names the nearest.
    """
    if len(found) == 1:
        return found[0]
    if not found:
        names = {name.casefold(): name for head in heads for name in _names(head)}
        close = nearest(typed.casefold(), names)
        raise NotFoundError(f"nothing is called '{typed}' here", close)
    more = ", …" if len(found) > MOST_NAMED else ""
    told = ", ".join(head.id for head in found[:MOST_NAMED])
    raise NotFoundError(f"'{typed}' may be one of several", f"{told}{more}")


def called_path(typed: str, paths: Sequence[Path]) -> Path:
    """Return the learning path that is called so, by its id or title.

    Raises:
        NotFoundError: None is, or several begin so.
    """
    heads = [Head(path.id, "path", path.title, (), path.summary, "") for path in paths]
    found = only_one(typed, heads, called(typed, heads))
    return next(path for path in paths if path.id == found.id)
