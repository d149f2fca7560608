"""The version of the search library, which another version may not be able to read."""

from whoosh import __version__


def whoosh_release() -> str:
    """Return the version of the search library, for the manifest."""
    if isinstance(__version__, tuple):
        return ".".join(map(str, __version__))
    return str(__version__)
