"""Data of two computers, merged in either order: what was taken back stays taken back."""

from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guide.exchange.learner import everything_json
from guide.exchange.learner_file import read_learner_file
from guide.store.backups import back_up_to
from guide.store.progress import Progress, open_progress
from tests.conftest import NOW
from tests.store.test_reviews import answer

Answers = list[tuple[int, bool]]
"""For each answer the number of its question, and whether it is taken back afterwards."""
Given = tuple[str, datetime]

LATER = NOW + timedelta(days=30)

histories = st.lists(st.tuples(st.integers(0, 2), st.booleans()), max_size=6)


def learn(folder: Path, answers: Answers, first: int = 0) -> None:
    """Answer questions, a day between the answers, and take some back at once."""
    with open_progress(folder, NOW) as progress:
        for place, (question, taken_back) in enumerate(answers, first):
            number, _ = answer(progress, question, NOW + timedelta(days=place))
            if taken_back:
                progress.reviews.undo(number)


def take_back_last(folder: Path) -> None:
    """Take the last answer back that stands."""
    with open_progress(folder, NOW) as progress:
        standing = progress.data().standing
        if standing:
            progress.reviews.undo(max(standing, key=lambda row: row.answered_at).id)


def export(folder: Path, form: str, to: Path) -> Path:
    """Write the data of a folder as a JSON export or as a backup."""
    if form == "json":
        with open_progress(folder, NOW) as progress:
            to.write_text(everything_json(progress), "utf-8")
    else:
        back_up_to(folder, to, force=True)
    return to


def facts(progress: Progress) -> tuple[list[Given], dict[str, datetime | None]]:
    """Return what stands, and when each question was last answered by its schedule."""
    standing = sorted((row.question, row.answered_at) for row in progress.data().standing)
    schedules = progress.reviews.schedules()
    return standing, {name: schedule.last_review for name, schedule in schedules.items()}


@pytest.mark.parametrize("form", ["json", "backup"])
@settings(max_examples=40)
@given(common=histories, here=histories, there=histories)
def test_nothing_that_was_taken_back_comes_back(
    form: str, common: Answers, here: Answers, there: Answers
) -> None:
    """Both orders give the same: all answers less those taken back on either computer."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        for name, more, first in (("a", here, 10), ("b", there, 20)):
            learn(root / name, common)
            learn(root / name, more, first)
        take_back_last(root / "b")
        files = {name: export(root / name, form, root / f"{name}.file") for name in "ab"}
        for into, other in ("ab", "ba"):
            with open_progress(root / into, NOW) as progress:
                progress.merge(read_learner_file(files[other], LATER).data)
        with open_progress(root / "a", NOW) as a, open_progress(root / "b", NOW) as b:
            found = facts(a)
            assert found == facts(b)
            rows = a.data().reviews
            undone = {(row.question, row.answered_at) for row in rows if row.undone}
            standing, last = found
            assert undone.isdisjoint(standing)
            assert last == dict(standing)


def test_an_export_and_a_backup_of_one_state_are_one(tmp_path: Path) -> None:
    """After the one the other adds nothing, and both count the answers that stand."""
    learn(tmp_path / "a", [(0, False), (1, False), (2, False), (0, True)])
    files = [export(tmp_path / "a", form, tmp_path / form) for form in ("json", "backup")]
    for order in (files, files[::-1]):
        with open_progress(tmp_path / f"after-{order[0].name}", NOW) as progress:
            added = [progress.merge(read_learner_file(file, LATER).data) for file in order]
            assert [each["reviews"] for each in added] == [3, 0]
            assert [each["taken_back"] for each in added] == [1, 0]
            assert progress.data().counts["reviews"] == 3
