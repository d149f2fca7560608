"""Compare the numbers and citations of every page before and after it was rewritten.

Run with `python -m bench.rewording BASE`, a commit. A sentence that is rewritten keeps its numbers
and its citations. What a page lost or gained is explained by a line `page-id: reason` in a commit
message since then; the rest is listed, and the exit status is then 1.
"""

import argparse
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from guide.library.markup import ABSENCE, CITATION, LINK, citation_keys

ROOT = Path(__file__).parent.parent
NUMBER = re.compile(r"(?<![\w.])\d+(?:[.,]\d+)*(?![\w])")
EXPLAINED = re.compile(r"^([a-z0-9][a-z0-9-]+): \S", re.MULTILINE)
NO_FACT = ("id", "updated", "reviewed", "review_by", "as_of", "searched", "aliases")
"""Fields whose numbers are no facts of the page."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a page lost and gained.

    Attributes:
        page: The id of the page.
        lost: Numbers and keys that stood there more often before.
        gained: Numbers and keys that stand there more often now.
        explained: Whether a commit message names the page with a reason.
    """

    page: str
    lost: tuple[str, ...]
    gained: tuple[str, ...]
    explained: bool


def facts_of(text: str) -> Counter[str]:
    """Return the numbers of a page and the keys that it cites, with how often each stands there.

    Numbers in links, dates of absence and fields about the page itself do not count.
    """
    found: Counter[str] = Counter()
    for citation in CITATION.finditer(text):
        found.update(f"@{key}" for key in citation_keys(citation))
    bare = LINK.sub(lambda link: link[2] or "", ABSENCE.sub("", CITATION.sub("", text)))
    lines = [line for line in bare.splitlines() if line.split(" = ")[0] not in NO_FACT]
    found.update(NUMBER.findall("\n".join(lines)))
    return found


def changes(before: dict[str, str], after: dict[str, str], reasons: set[str]) -> Iterator[Change]:
    """Yield each page whose numbers or citations are not what they were.

    Args:
        before: The text of each page by its id; likewise `after`.
        after: Pages that were not there before are left out.
        reasons: Ids of the pages that a commit message explains.
    """
    for page in sorted(before.keys() & after.keys()):
        old, new = facts_of(before[page]), facts_of(after[page])
        if old != new:
            lost, gained = sorted((old - new).elements()), sorted((new - old).elements())
            yield Change(page, tuple(lost), tuple(gained), page in reasons)


def _git(*arguments: str) -> str:
    command = ["git", "-C", str(ROOT), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def main() -> int:
    """Print the changes since a commit; return 1 if one is not explained."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", help="the commit before the rewriting")
    base = parser.parse_args().base
    names = _git("diff", "--name-only", "--diff-filter=M", base, "--", "content/*.md").split()
    ids = {name: PurePosixPath(name).stem for name in names}
    before = {ids[name]: _git("show", f"{base}:{name}") for name in names}
    after = {ids[name]: (ROOT / name).read_text(encoding="utf-8") for name in names}
    reasons = set(EXPLAINED.findall(_git("log", "--format=%B", f"{base}..HEAD")))
    found = list(changes(before, after, reasons))
    for change in found:
        if not change.explained:
            print(f"{change.page}: lost {list(change.lost)}, gained {list(change.gained)}")
    open_ = sum(not change.explained for change in found)
    print(f"{len(names)} pages changed, {len(found)} in facts, {open_} of them unexplained")
    return int(open_ > 0)


if __name__ == "__main__":
    sys.exit(main())
