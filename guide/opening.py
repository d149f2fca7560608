"""Opens the guide and verifies it."""

from dataclasses import dataclass
from pathlib import Path

from guide import paths
from guide.library.catalogue import Catalogue
from guide.library.manifest import Built, open_built


@dataclass(frozen=True, slots=True)
class Guide:
    """The opened library and the generation that it is from."""

    built: Built
    catalogue: Catalogue


def open_chosen(content: str | None) -> Guide:
    """Open the guide of the content chosen by argument or environment, or the program's own."""
    return open_guide(paths.chosen_built_dir(content))


def open_guide(folder: Path) -> Guide:
    """Verify the built folder and open its catalogue.

    Raises:
        DamagedError: Something is missing, truncated or altered.
    """
    built = open_built(folder)
    return Guide(built, Catalogue(built.catalogue))
