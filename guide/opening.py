"""The guide, opened and verified: what every command but `check` and `build` begins with."""

from dataclasses import dataclass
from pathlib import Path

from guide import paths
from guide.library.catalogue import Catalogue
from guide.library.manifest import Built, open_built


@dataclass(frozen=True, slots=True)
class Guide:
    """The opened library with the generation that it came from."""

    built: Built
    catalogue: Catalogue


def open_chosen(content: str | None) -> Guide:
    """Open the guide of a content folder given by argument or environment, else the program's own."""
    return open_guide(paths.chosen_built_dir(content))


def open_guide(folder: Path) -> Guide:
    """Verify the built folder and open its catalogue.

    Raises:
        DamagedError: Something is missing, truncated or altered.
    """
    built = open_built(folder)
    return Guide(built, Catalogue(built.catalogue))
