"""Trials as rows: what a table, a forest plot or a timeline shows of each."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from guide.library.catalogue import Catalogue
from guide.library.facts import Outcome, TrialFacts
from guide.library.records import Entry, Head

RATIOS = frozenset({"HR", "OR", "RR"})
"""Measures that compare arms by a ratio, of which 1 is no effect."""
LONG_TITLE = 16
"""Characters of a title of several words beyond which an abbreviation stands for it."""
VERDICT_ORDER = ("positive", "mixed", "negative", "single-arm", "ongoing", "terminated")
"""Verdicts as they are listed: those of comparisons first."""
NO_TIMING = frozenset({"none", "not stated"})
WHEN = {
    "concurrent": "during",
    "concurrent and after": "during, after",
    "before and concurrent": "before, during",
    "before, concurrent and after": "throughout",
    "before and after": "before, after",
}
"""Timings in fewer words; the others are short enough."""
ENDPOINTS = {
    "overall survival": "OS",
    "progression-free survival": "PFS",
    "disease-free survival": "DFS",
    "event-free survival": "EFS",
    "recurrence-free survival": "RFS",
    "locoregional control": "LRC",
    "pathological complete response": "pCR",
}
_ENDPOINT = re.compile("|".join(ENDPOINTS), re.IGNORECASE)
_ABBREVIATION = re.compile(r"[A-Z]{2,6}")
_GENERIC = re.compile(r" (?:radiotherapy|fractionation|irradiation)$")
_REMARK = re.compile(r" \(.*\)$")
_PHASE = re.compile(r"[123]")


class Ratio(NamedTuple):
    """A ratio between arms, with 1 as no effect.

    Attributes:
        result: The result that it is.
        estimate: The ratio.
        limits: Both limits of its interval; the estimate twice where it has none.
    """

    result: Outcome
    estimate: Decimal
    limits: tuple[Decimal, Decimal]

    @property
    def unusual(self) -> bool:
        """Whether its interval is not one of 95%."""
        return self.result.ci is not None and self.result.ci_level not in (None, 95)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialRow:
    """A trial with its facts, and their names as short as a column needs them.

    Attributes:
        head: Id, title and other names.
        facts: All of the trial's facts.
        disease: Diseases in words.
        radiotherapy: What radiation was given, in words.
        drug: The drugs in words; empty where none belongs to the trial.
        groups: Ids of diseases, modalities and agents with the wider groups they belong to.
        words: All that a filter by words looks at, folded.
    """

    head: Head
    facts: TrialFacts
    disease: str
    radiotherapy: str
    drug: str
    groups: Mapping[str, frozenset[str]]
    words: tuple[str, ...]

    @property
    def ratios(self) -> tuple[Ratio, ...]:
        """The primary results that are a ratio between arms, in the order of the page."""
        return tuple(
            Ratio(row, row.estimate, row.ci or (row.estimate, row.estimate))
            for row in self.facts.results
            if row.primary and row.measure in RATIOS and row.estimate is not None and row.estimate
        )

    @property
    def shown(self) -> Outcome | None:
        """The primary result to show: a ratio, else values of the arms, else words."""
        primary = [row for row in self.facts.results if row.primary]
        ratios = [ratio.result for ratio in self.ratios]
        told = [row for row in primary if row.effect] + [row for row in primary if row.by_arm]
        return next(iter((*ratios, *told, *primary)), None)

    @property
    def when(self) -> str:
        """When the drug was given relative to the radiation, in short; empty where not at all."""
        timing = self.facts.immunotherapy.timing
        return "" if timing in NO_TIMING else WHEN.get(timing, timing)

    @property
    def phases(self) -> str:
        """The phases as digits, such as `23` for 2/3; empty for a cohort."""
        return "".join(_PHASE.findall(self.facts.phase))

    @property
    def phase(self) -> str:
        """The phases as a column shows them, such as `2/3`; a dash for a cohort."""
        return "/".join(self.phases) or "–"


def short_endpoint(endpoint: str) -> str:
    """Return an end point with the usual abbreviation, such as `36-month OS`."""
    return _ENDPOINT.sub(lambda found: ENDPOINTS[found.group().lower()], endpoint)


def short_name(head: Head) -> str:
    """Return a name for a column: an abbreviation of a long title, else the title.

    An alias counts as an abbreviation of the title if its letters follow one another in it, so
    that MIBC, which is narrower, never stands for bladder cancer.
    """
    title = _GENERIC.sub("", _REMARK.sub("", head.title))
    if len(title) > LONG_TITLE and " " in title:
        for alias in head.aliases:
            if _ABBREVIATION.fullmatch(alias) and _abbreviates(alias, head.title):
                return alias
    return title if title[1:2].isupper() else title[0].lower() + title[1:]


def _abbreviates(alias: str, title: str) -> bool:
    letters = title.lower().replace("oe", "e")
    if not letters.startswith(alias[0].lower()):
        return False
    rest = iter(letters)
    return all(letter in rest for letter in alias.lower())


def trial_rows(catalogue: Catalogue, wider: Mapping[str, Sequence[str]]) -> tuple[TrialRow, ...]:
    """Return every trial of the library, in its order.

    Args:
        catalogue: The library.
        wider: The wider groups of an entry, such as `lung-cancer` for `nsclc`.
    """
    heads = [head for head in catalogue.heads.values() if head.kind == "trial"]
    entries = (catalogue.entry(head.id) for head in heads)
    return tuple(
        _row(entry, entry.facts, catalogue, wider)
        for entry in entries
        if isinstance(entry.facts, TrialFacts)
    )


def _row(
    entry: Entry, facts: TrialFacts, catalogue: Catalogue, wider: Mapping[str, Sequence[str]]
) -> TrialRow:
    drugs, rays = facts.immunotherapy, facts.radiotherapy

    def named(ids: Sequence[str]) -> str:
        return ", ".join(short_name(catalogue.heads[name]) for name in ids)

    def groups(ids: Sequence[str]) -> frozenset[str]:
        found = {group for name in ids for group in (name, *wider.get(name, ()))}
        return frozenset(found & catalogue.heads.keys())

    none = drugs.timing == "none" and not drugs.agents
    all_groups = {
        "disease": groups(facts.diseases),
        "modality": groups(rays.modalities),
        "agent": groups(drugs.agents),
    }
    texts = _texts(entry, facts, all_groups, catalogue)
    return TrialRow(
        head=entry.head,
        facts=facts,
        disease=named(facts.diseases),
        radiotherapy=named(rays.modalities) or rays.schedule,
        drug="" if none else named(drugs.agents) or drugs.schedule,
        groups=all_groups,
        words=tuple(" ".join(texts).casefold().translate(_APART).split()),
    )


_APART = str.maketrans(dict.fromkeys(",;:()/[]", " "))


def _texts(
    entry: Entry,
    facts: TrialFacts,
    groups: Mapping[str, frozenset[str]],
    catalogue: Catalogue,
) -> Iterator[str]:
    """Yield what words may be looked for in."""
    yield from (entry.head.title, *entry.head.aliases, *entry.identifiers.values())
    for names in groups.values():
        for name in names:
            yield from (catalogue.heads[name].title, *catalogue.heads[name].aliases)
    yield from (facts.setting, facts.primary_endpoint, facts.immunotherapy.timing, str(facts.year))
    yield from ("phase", *_PHASE.findall(facts.phase), facts.phase)
    yield from (facts.radiotherapy.schedule, facts.immunotherapy.schedule)
