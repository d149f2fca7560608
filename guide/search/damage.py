"""Turns what goes wrong on bytes that are no index of ours into one line."""

from collections.abc import Iterator
from contextlib import contextmanager

from guide.errors import DamagedError
from guide.library.manifest import repair_hint


@contextmanager
def as_damage() -> Iterator[None]:
    """Report whatever is raised as damage.

    The bytes fit the manifest, so they did not rot: whoever wrote them wrote the manifest too.

    Raises:
        DamagedError: Something was raised.
    """
    try:
        yield
    except DamagedError:
        raise
    except Exception as error:
        # Whoosh wraps what is raised while it reads a posting.
        if isinstance(error.__cause__, DamagedError):
            raise error.__cause__ from None
        message = f"the guide's index cannot be read: {type(error).__name__}: {error}"
        raise DamagedError(message.splitlines()[0], repair_hint()) from error
