"""The deck is imported by Anki itself: every note, and none twice."""

from pathlib import Path

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from guide.coach.bank import Bank
from guide.exchange.anki import count_deck, make_deck
from guide.library.cards import TOPIC
from guide.library.catalogue import Catalogue


def imported(collection: Collection, deck: Path) -> None:
    """Import a deck."""
    collection.import_anki_package(
        ImportAnkiPackageRequest(package_path=str(deck), options=ImportAnkiPackageOptions())
    )


def test_anki_takes_every_note_once(catalogue: Catalogue, tmp_path: Path) -> None:
    """All questions and cards come in with reasons and sources; a second import adds none."""
    bank = Bank(catalogue)
    questions = bank.of_topic("") + bank.of_topic(TOPIC)
    deck = make_deck(questions, bank.topics, catalogue)
    (tmp_path / "deck.apkg").write_bytes(deck)
    count = count_deck(deck)
    collection = Collection(str(tmp_path / "collection.anki2"))
    try:
        imported(collection, tmp_path / "deck.apkg")
        assert collection.note_count() == count == len(questions)
        assert collection.card_count() == count
        assert make_deck(questions, bank.topics, catalogue) == deck, (
            "the same notes, the same bytes"
        )
        imported(collection, tmp_path / "deck.apkg")
        assert collection.note_count() == count, "stable ids: updated, not doubled"
        note = collection.get_note(collection.find_notes("Id:basics-01")[0])
        assert "cGAS" in note["Answer"]
        assert "adaptor downstream" in note["Reasons"]
        assert "10.1038/nature23449" in note["Sources"]
        assert "abscopal::basics" in note.tags
        assert {deck.name for deck in collection.decks.all_names_and_ids()} >= {
            "Abscopal::Basics",
            "Abscopal::Glossary cards",
        }
        note["Question"] = "My own words"
        collection.update_note(note)
        imported(collection, tmp_path / "deck.apkg")
        note = collection.get_note(collection.find_notes("Id:basics-01")[0])
        assert note["Question"] == "My own words", "what the learner has edited stays"
    finally:
        collection.close()
