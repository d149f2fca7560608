"""One way into studying: own questions, preferences, replaced questions, warnings."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.coach.overlay import FOLDER, MOST_TOPICS
from guide.coach.practice import Practice
from guide.coach.preferences import (
    CAPS,
    Choice,
    Preferences,
    read_preferences,
    write_preferences,
)
from guide.coach.study import CLOCK_BEHIND, Study, open_study
from guide.errors import StorageError
from guide.library.catalogue import Catalogue
from guide.library.codec import OwnTopic, encode_topic
from guide.library.records import Question
from guide.study.answering import right_answer
from guide.study.run import draw_run
from tests.conftest import NOW
from tests.failing import refused_writes


def write_own(folder: Path, question: Question) -> None:
    """Write a topic of own questions into a data folder."""
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    topic = OwnTopic("mine", "Mine", (msgspec.structs.replace(question, topic="mine"),))
    (folder / FOLDER / "mine.json").write_bytes(encode_topic(topic))


def practise(study: Study, name: str, days: float = 0) -> None:
    """Answer a question right, some days from now."""
    question = study.bank.get(name)
    assert question is not None
    practice = Practice(study, draw_run("x", [question], 1, 1), "practice", 1)
    assert practice.run.current is not None
    practice.answer(right_answer(practice.run.current), NOW + timedelta(days=days), 5.0)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A data folder."""
    yield tmp_path / "data"


def test_own_questions_are_in_the_bank(catalogue: Catalogue, folder: Path) -> None:
    """The learner's own questions can be asked like the library's."""
    own = msgspec.structs.replace(catalogue.questions["basics-01"], id="mine-01")
    write_own(folder, own)
    with open_study(catalogue, folder, NOW) as study:
        assert study.bank.get("mine-01") is not None
        assert study.bank.topics["mine"] == "Mine"
        assert [question.id for question in study.bank.of_topic("mine")] == ["mine-01"]
        assert study.notices == ()


def test_unreadable_own_questions_are_named(catalogue: Catalogue, folder: Path) -> None:
    """The file is named in a notice, and the library's questions are there."""
    (folder / FOLDER).mkdir(parents=True)
    (folder / FOLDER / "mine.json").write_bytes(b"{}")
    with open_study(catalogue, folder, NOW) as study:
        assert ["mine.json" in notice for notice in study.notices] == [True]
        assert study.bank.known() >= set(catalogue.questions)


def test_replaced_question_hands_its_history_over(catalogue: Catalogue, folder: Path) -> None:
    """A question that replaces one that is gone has been answered when that one has."""
    old = msgspec.structs.replace(catalogue.questions["basics-01"], id="mine-01")
    write_own(folder, old)
    with open_study(catalogue, folder, NOW) as study:
        practise(study, "mine-01")
    write_own(folder, msgspec.structs.replace(old, id="mine-02", replaces="mine-01"))
    with open_study(catalogue, folder, NOW) as study:
        assert study.bank.get("mine-02") is not None
        assert study.progress.reviews.last_right() == {"mine-02": True}


def test_what_is_still_asked_keeps_its_history(catalogue: Catalogue, folder: Path) -> None:
    """Whatever a question says that it replaces: what can be removed again takes nothing along."""
    with open_study(catalogue, folder, NOW) as study:
        practise(study, "basics-01")
    new = msgspec.structs.replace(
        catalogue.questions["basics-01"], id="mine-01", replaces="basics-01"
    )
    write_own(folder, new)
    with open_study(catalogue, folder, NOW) as study:
        assert study.bank.get("mine-01") is not None
        assert study.progress.reviews.last_right() == {"basics-01": True}


@pytest.mark.parametrize("over", [0, 1, 12])
def test_topics_beyond_the_most_are_said(catalogue: Catalogue, folder: Path, over: int) -> None:
    """In one notice, however many; the others are asked."""
    question = msgspec.structs.replace(catalogue.questions["basics-01"], id="mine-01")
    write_own(folder, question)
    for number in range(MOST_TOPICS - 1 + over):
        name = f"topic-{number:03}"
        each = msgspec.structs.replace(question, id=f"{name}-q", topic=name)
        topic = OwnTopic(name, name, (each,))
        (folder / FOLDER / f"{name}.json").write_bytes(encode_topic(topic))
    with open_study(catalogue, folder, NOW) as study:
        assert len(study.notices) == bool(over)
        assert all(f"{over} of" in each and "--forget" in each for each in study.notices)
        assert study.bank.get("topic-000-q") is not None


def test_clock_behind_is_said_once_for_each_last_answer(catalogue: Catalogue, folder: Path) -> None:
    """The warning returns only after another answer in the future."""
    found = []
    for days in (3, None, 5, None):
        with open_study(catalogue, folder, NOW) as study:
            found.append(CLOCK_BEHIND in study.notices)
            assert study.clock_is_behind(NOW) is (len(found) > 1)
            if days is not None:
                practise(study, "basics-01", days)

    assert found == [False, True, False, True]


def test_preferences_are_saved(catalogue: Catalogue, folder: Path) -> None:
    """They are there at the next opening."""
    chosen = Preferences(0.85, 20, False, 30, date(2027, 3, 12), None, True)
    with open_study(catalogue, folder, NOW) as study:
        study.save_preferences(chosen)
        assert study.preferences == chosen
    with open_study(catalogue, folder, NOW) as study:
        assert study.preferences == chosen


def test_failed_write_leaves_the_preferences(study: Study) -> None:
    """Preferences that cannot be saved do not take effect."""
    before, path = study.preferences, study.path
    assert path is not None
    with refused_writes(path), pytest.raises(StorageError, match="the setting could not be saved"):
        study.save_preferences(replace(before, cap=120))

    assert study.preferences == before


def test_without_a_data_folder_nothing_is_saved(catalogue: Catalogue, tmp_path: Path) -> None:
    """The guide can still be used, and says that nothing will be saved."""
    (tmp_path / "file").write_text("in the way", "utf-8")
    with open_study(catalogue, tmp_path / "file" / "data", NOW) as study:
        practise(study, "basics-01")

        assert study.notices[0].startswith("Nothing will be saved")
        assert (study.path, study.results_folder) == (None, None)
        assert study.progress.reviews.last_right() == {"basics-01": True}


preferences = st.builds(
    Preferences,
    retention=st.sampled_from((0.7, 0.8, 0.85, 0.9, 0.97)),
    cap=st.integers(1, 1000),
    confidence=st.booleans(),
    minutes=st.integers(1, 480),
    until=st.none() | st.dates(),
    exam_seconds=st.none() | st.integers(1, 3600).map(float),
    exam_may_pause=st.booleans(),
)


@given(preferences)
def test_preferences_survive_the_settings(chosen: Preferences) -> None:
    """What is written is read again."""
    assert read_preferences(write_preferences(chosen)) == chosen


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("retention", "1.5"),
        ("cap", "many"),
        ("cap", "0"),
        ("minutes", "-1"),
        ("until", "soon"),
        ("exam_seconds", "4000"),
        ("exam_seconds", "nan"),
    ],
)
def test_invalid_settings_count_as_unset(name: str, text: str) -> None:
    """A value out of range, or none at all, leaves the default."""
    assert read_preferences({f"study.{name}": text}) == Preferences()


@pytest.mark.parametrize(
    ("choice", "count"),
    [
        ("cap", 6),
        ("retention", 4),
        ("confidence", 2),
        ("minutes", 7),
        ("exam_seconds", 4),
        ("exam_may_pause", 2),
    ],
)
def test_choices_go_round(choice: Choice, count: int) -> None:
    """Every value of a preference comes once before the first returns."""
    seen = [Preferences()]
    for _ in range(count):
        seen.append(seen[-1].with_next(choice))

    assert seen[-1] == seen[0]
    assert len(set(seen)) == count


def test_next_value_is_larger() -> None:
    """The first value follows the last, and any other value is followed by a larger one."""
    assert Preferences(cap=CAPS[-1]).with_next("cap").cap == CAPS[0]
    assert Preferences(cap=25).with_next("cap").cap == 30


@pytest.mark.parametrize(("seconds", "minutes"), [(90.0, 15.0), (None, None)])
def test_exam_time_depends_on_its_length(seconds: float | None, minutes: float | None) -> None:
    """Ten questions of 90 seconds are 15 minutes; without a clock there is no limit."""
    assert Preferences(exam_seconds=seconds).exam_minutes(10) == minutes
