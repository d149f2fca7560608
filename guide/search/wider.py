"""The wider group of an entry, such as lung cancer for NSCLC, as the index was built with it."""

import json
from collections.abc import Mapping, Sequence

from guide.library.manifest import Built
from guide.search.damage import as_damage
from guide.search.files import KNOWLEDGE


def read_wider(built: Built) -> Mapping[str, Sequence[str]]:
    """Return the wider groups of entries by id, without opening the rest of the index.

    Raises:
        DamagedError: It is no index of ours.
    """
    with as_damage():
        wider: dict[str, list[str]] = json.loads(built.read(KNOWLEDGE))["broader"]
        return wider
