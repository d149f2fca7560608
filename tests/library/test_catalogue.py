"""The compiled catalogue gives back what the content says."""

from pathlib import Path

import pytest

from guide.building import build
from guide.errors import DamagedError, NotFoundError
from guide.library.catalogue import Catalogue
from guide.library.facts import TrialFacts
from guide.library.records import plain
from guide.opening import Guide, open_guide
from guide.paths import built_dir


def test_entry_comes_back_whole(catalogue: Catalogue) -> None:
    """Identifiers, seed rows, links in both directions and references are there."""
    entry = catalogue.entry("cgas")

    assert entry.identifiers == {"ncbi_gene": "115004", "hgnc": "HGNC:21367", "uniprot": "Q8N884"}
    assert [answer.verdict for answer in entry.seed] == ["wrong-species", "correct"]
    assert entry.links == ("cgas-sting",)
    assert entry.linked_from == ("cgas-sting",)
    assert entry.references == ("mackenzie2017",)


def test_citations_are_numbered_by_first_use(catalogue: Catalogue) -> None:
    """The first citation of a page is number one, wherever its reference stands in the file."""
    entry = catalogue.entry("pacific")

    assert plain(entry.blocks[0].spans).endswith("longer [1].")
    assert entry.references == ("spigel2022",)


def test_trial_links_to_its_agents(catalogue: Catalogue) -> None:
    """A trial's structured drug counts as a link, so that the drug's page leads back."""
    assert "pacific" in catalogue.entry("durvalumab").linked_from


DISEASE = """+++
id = "lung-cancer"
kind = "disease"
title = "Lung cancer"
summary = "The drug after chemoradiotherapy improved survival in unresectable stage III."
level = "phase-3"
updated = 2026-11-01
+++
Survival was longer with the drug in [[pacific]] [@spigel2022]{phase-3}.
"""


def test_trial_links_to_its_diseases(fresh: Path) -> None:
    """The disease that a trial names is a link of its page, and leads back to it."""
    folder, trial = fresh / "entities" / "diseases", fresh / "trials" / "pacific.md"
    folder.mkdir()
    (folder / "lung-cancer.md").write_text(DISEASE, "utf-8")
    text = trial.read_text("utf-8")
    trial.write_text(
        text.replace('setting = "', 'diseases = ["lung-cancer"]\nsetting = "'), "utf-8"
    )
    build(fresh)
    catalogue = open_guide(built_dir(fresh)).catalogue

    assert set(catalogue.entry("pacific").links) == {"lung-cancer", "durvalumab"}
    assert "pacific" in catalogue.entry("lung-cancer").linked_from


def test_trials_link_to_all_that_they_name(whole: Guide) -> None:
    """Diseases, modalities and agents of the structured fields are links, and lead back."""
    catalogue = whole.catalogue
    trials = [head.id for head in catalogue.heads.values() if head.kind == "trial"]
    diseases: set[str] = set()
    for trial in trials:
        entry = catalogue.entry(trial)
        held = entry.facts
        assert isinstance(held, TrialFacts)
        diseases.update(held.diseases)
        named = (*held.diseases, *held.radiotherapy.modalities, *held.immunotherapy.agents)
        assert set(named) <= set(entry.links), trial
        for name in named:
            assert trial in catalogue.entry(name).linked_from
    assert len(diseases) > 1


def test_unknown_id_suggests_the_nearest(catalogue: Catalogue) -> None:
    """A misspelt id names the id that was meant."""
    with pytest.raises(NotFoundError, match="did you mean 'pacific'"):
        catalogue.entry("pacfic")


@pytest.mark.parametrize(
    "data", [b"", b"{}\n", b'{"schema": 999}\n', b"\xff\xfe\n", b'{"schema": 1, "ranges": {}}\n']
)
def test_bytes_that_are_no_catalogue_are_refused(data: bytes) -> None:
    """Damage is said to be damage."""
    with pytest.raises(DamagedError):
        Catalogue(data)


def test_questions_keep_their_key(catalogue: Catalogue) -> None:
    """The right option is known by its place."""
    question = catalogue.questions["basics-03"]

    assert question.options[question.key].text == "713"
