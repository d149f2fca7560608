"""Lets Whoosh unpickle its own plain records and nothing else.

Whoosh stores its schema, its list of segments and its postings as pickles, and a pickle can call
any function by its name. The names that our own indexes hold are listed here; any other is refused.
"""

import io
import pickle
from types import ModuleType, SimpleNamespace
from typing import Any, BinaryIO

import whoosh.codec.whoosh3
import whoosh.columns
import whoosh.filedb.structfile
import whoosh.formats
import whoosh.index
import whoosh.legacy
import whoosh.util.loading

from guide.errors import DamagedError
from guide.library.manifest import repair_hint

ALLOWED = frozenset(
    {
        ("array", "_array_reconstructor"),
        ("array", "array"),
        ("builtins", "int"),
        ("collections", "defaultdict"),
        ("guide.search.postings", "ImpactField"),
        ("guide.search.postings", "Impacts"),
        ("whoosh.codec.whoosh3", "W3Codec"),
        ("whoosh.codec.whoosh3", "W3Segment"),
        ("whoosh.fields", "Schema"),
    }
)
"""Module and name of everything that an index may name."""


class _Records(pickle.Unpickler):  # noqa: S301 - this class is what makes it safe
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in ALLOWED:
            raise DamagedError(
                f"the guide's index holds {module}.{name}, which this program never writes",
                repair_hint(),
            )
        return super().find_class(module, name)


def load(file: BinaryIO) -> Any:
    """Return the next pickled record of a file.

    Raises:
        DamagedError: It names something that is not allowed.
    """
    return _Records(file).load()


def loads(data: bytes) -> Any:
    """Return a pickled record.

    Raises:
        DamagedError: It names something that is not allowed.
    """
    return load(io.BytesIO(data))


def guard() -> None:
    """Replace Whoosh's ways to unpickle by ours, in every module that reads an index."""
    replaced: tuple[tuple[ModuleType, str, object], ...] = (
        (whoosh.index, "pickle", SimpleNamespace(loads=loads, dumps=pickle.dumps)),
        (whoosh.filedb.structfile, "load", load),
        (whoosh.codec.whoosh3, "loads", loads),
        (whoosh.columns, "loads", loads),
        (whoosh.formats, "loads", loads),
        # Tables of contents of old releases are unpickled in a way of their own.
        (whoosh.index, "toc_loaders", {}),
        (whoosh.util.loading, "RenamingUnpickler", None),
        (whoosh.util.loading, "pickle", None),
        (whoosh.legacy, "RenamingUnpickler", None),
    )
    for module, name, ours in replaced:
        # A release of Whoosh without this name reads in another way: better no search than one
        # that could open anything.
        getattr(module, name)
        setattr(module, name, ours)
