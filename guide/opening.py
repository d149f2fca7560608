"""Opens the guide and verifies it."""

from dataclasses import dataclass
from pathlib import Path

from guide import paths
from guide.building import Stage, build, current, silent
from guide.library.ascii_like import ascii_text
from guide.library.catalogue import Catalogue
from guide.library.manifest import Built, open_built


@dataclass(frozen=True, slots=True)
class Guide:
    """The opened library and the generation that it is from."""

    built: Built
    catalogue: Catalogue

    def in_ascii(self) -> "Guide":
        """Return the same library with every text in ASCII."""
        return Guide(self.built, Catalogue(self.built.catalogue, ascii_text))


def open_chosen(content: str | None, stage: Stage = silent) -> Guide:
    """Open the guide of the content chosen by argument or environment, or the program's own.

    The index of a chosen content is built from its text, unless this program has built it already
    and the text is still the same.

    Raises:
        UsageError: There is no such content folder.
        ContentError: The chosen content has problems.
        DamagedError: Something is missing, truncated or altered.
    """
    folder = paths.chosen_content_dir(content)
    if folder is None:
        return open_guide(paths.built_dir())
    built = current(folder)
    if built is None:
        build(folder, stage=stage)
        built = open_built(paths.built_dir(folder))
    return Guide(built, Catalogue(built.catalogue))


def open_guide(folder: Path) -> Guide:
    """Verify the built folder and open its catalogue.

    Raises:
        DamagedError: Something is missing, truncated or altered.
    """
    built = open_built(folder)
    return Guide(built, Catalogue(built.catalogue))
