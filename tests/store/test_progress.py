"""Every answer is saved at once, undone without loss, and survives another opening."""

import sqlite3
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from msgspec import structs

from guide.errors import GuideError
from guide.store.files import FILE
from guide.store.progress import Position, Progress, open_progress
from guide.store.reviews import Origin
from guide.store.schema import VERSION
from guide.study.answering import Answer, Confidence
from guide.study.course import UnitPlace
from guide.study.marking import Mark, mark
from guide.study.presenting import present
from tests.conftest import NOW, ROOT
from tests.study.samples import QUESTIONS


def answer(
    progress: Progress,
    right: bool = True,
    number: int = 0,
    confidence: Confidence = "",
    at: datetime = NOW,
) -> tuple[int, Mark]:
    """Answer a sample question and save the answer."""
    presented = present(QUESTIONS[number], 1)
    key = presented.question.key
    chosen = Answer(presented, (key if right else (key + 1) % 3,), None, confidence)
    return progress.reviews.record(
        presented.question.id,
        lambda before: mark(chosen, before, at, 3.0),
        Origin("run", "practice", "2026.11+x"),
    )


def test_answer_is_on_disk_when_record_returns(tmp_path: Path) -> None:
    """Another process sees the answer although this one never closed the file."""
    with open_progress(tmp_path, NOW) as progress:
        answer(progress)
        code = (
            "import sqlite3, sys; db = sqlite3.connect(sys.argv[1]);"
            "print(*db.execute('SELECT count(*) FROM reviews').fetchone()); db.close()"
        )
        command = [sys.executable, "-c", code, str(tmp_path / FILE)]
        found = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert found == "1\n"


def test_wrong_answer_comes_back_sooner(progress: Progress) -> None:
    """What was missed is due before what was known."""
    wrong, right = (
        answer(progress, right=False, number=0)[1],
        answer(progress, right=True, number=1)[1],
    )
    assert wrong.after.due < right.after.due
    assert progress.reviews.due_count(right.after.due - timedelta(hours=1)) == 1


def test_undo_restores_the_schedule(progress: Progress) -> None:
    """An undone answer no longer counts, and the schedule is what it was."""
    first = answer(progress)[1]
    number, _ = answer(progress, right=False, at=NOW + timedelta(days=2))

    progress.reviews.undo(number)
    assert progress.reviews.schedule("sample-0") == first.after
    assert progress.reviews.last_right() == {"sample-0": True}


def test_undo_of_the_first_answer_forgets_the_question(progress: Progress) -> None:
    """A question whose only answer is undone was never answered."""
    progress.reviews.undo(answer(progress)[0])

    assert progress.reviews.schedule("sample-0") is None
    assert progress.reviews.since(NOW - timedelta(days=1)) == []


def test_undo_keeps_a_later_answer_of_another_window(progress: Progress) -> None:
    """What was answered since is not taken back with it."""
    number, _ = answer(progress, right=False)
    later = answer(progress, at=NOW + timedelta(days=1))[1]
    progress.reviews.undo(number)

    assert progress.reviews.schedule("sample-0") == later.after


def test_confident_error_comes_back_after_a_month_though_right_since(progress: Progress) -> None:
    """The error is listed, then checked again once after thirty days, whatever FSRS says."""
    answer(progress, right=False, confidence="sure")
    assert progress.reviews.confident_errors() == ["sample-0"]
    for day in (1, 3, 9):
        answer(progress, at=NOW + timedelta(days=day))
    schedule = progress.reviews.schedule("sample-0")

    assert progress.reviews.confident_errors() == []
    assert schedule is not None
    assert schedule.next == min(NOW + timedelta(days=30), schedule.due)
    after = answer(progress, at=NOW + timedelta(days=31))[1].after
    assert after.recheck is None


def test_replaced_question_hands_its_history_over(progress: Progress) -> None:
    """The successor takes the schedule; one that has its own keeps it."""
    before = answer(progress, number=0)[1].after
    own = answer(progress, number=2)[1].after
    progress.reviews.hand_over({"sample-0": "new", "gone": "sample-2"})

    assert progress.reviews.schedule("new") == before
    assert progress.reviews.schedule("sample-0") is None
    assert progress.reviews.schedule("sample-2") == own


def test_marks_are_set_and_removed(progress: Progress) -> None:
    """A flag is a switch."""
    assert progress.reviews.toggle_mark("sample-0", "flag", NOW)
    assert progress.reviews.marked("flag") == {"sample-0"}
    assert not progress.reviews.toggle_mark("sample-0", "flag", NOW)
    assert progress.reviews.marked("flag") == set()


def test_lost_questions_keep_their_history(progress: Progress) -> None:
    """The history of a question that the content no longer has is listed and stays."""
    answer(progress)

    assert progress.reviews.orphans(["other"]) == ["sample-0"]
    assert progress.reviews.last_right() == {"sample-0": True}


def test_days_count_answers(progress: Progress) -> None:
    """The last seven days are there, today last."""
    answer(progress)
    answer(progress, right=False, number=1)
    days = progress.reviews.days(NOW)

    assert len(days) == 7
    assert (days[-1].answered, days[-1].right) == (2, 1)


def test_position_is_saved(progress: Progress) -> None:
    """The place in a page comes back, and the pages, the latest first."""
    progress.save_position(Position("cgas", 3, 0.2, "Head"), NOW)
    progress.save_position(Position("gray", 0, 0.0, ""), NOW + timedelta(seconds=1))

    assert progress.position("cgas") == Position("cgas", 3, 0.2, "Head")
    assert [position.entry for position in progress.recent(5)] == ["gray", "cgas"]


def test_pages_are_listed_by_when_they_were_read(progress: Progress) -> None:
    """The latest first, as many as wanted; a page read again moves to the front."""
    for step, entry in enumerate(("a", "b", "c", "a")):
        progress.save_position(Position(entry, step, 0.5, ""), NOW + timedelta(minutes=step))

    assert [position.entry for position in progress.recent(2)] == ["a", "c"]
    assert progress.position("a") == Position("a", 3, 0.5, "")
    assert progress.position("d") is None


def test_visits_are_counted_once_for_each_page(progress: Progress) -> None:
    """A page opened twice is one page."""
    for entry in ("gray", "cgas", "gray"):
        progress.record_visit(entry, NOW)

    assert progress.visited() == {"gray", "cgas"}


def test_last_searches_are_remembered(progress: Progress) -> None:
    """The newest first, each once, twenty at most, with every letter as typed."""
    assert progress.searches() == ()
    for number in range(25):
        progress.save_search(f"α/β {number}")
    progress.save_search("α/β 20")

    newest = [20, 24, 23, 22, 21, *range(19, 4, -1)]
    assert progress.searches() == tuple(f"α/β {number}" for number in newest)


def test_settings_are_replaced_one_by_one(progress: Progress) -> None:
    """Those that are not named stay."""
    progress.save_settings({"theme": "dark", "study.cap": "50"})
    progress.save_settings({"theme": "light"})

    assert progress.settings() == {"theme": "light", "study.cap": "50"}


@pytest.mark.parametrize(
    "damage", [b"not a database at all", b"SQLite format 3\x00" + b"\xff" * 5000, b"\x00" * 100]
)
def test_damaged_file_is_set_aside(tmp_path: Path, damage: bytes) -> None:
    """A damaged file is renamed, a new one created, and the user is told both."""
    (tmp_path / FILE).write_bytes(damage)
    with open_progress(tmp_path, NOW) as progress:
        assert any("set aside as learner-damaged-" in notice for notice in progress.notices)
        assert any("new, empty file" in notice for notice in progress.notices)
        assert progress.reviews.last_right() == {}
    assert next(tmp_path.glob("learner-damaged-*")).read_bytes() == damage


def test_damage_in_the_middle_is_found(tmp_path: Path) -> None:
    """Pages overwritten after months of use are noticed at opening."""
    with open_progress(tmp_path, NOW) as progress:
        for _ in range(300):
            answer(progress)
    path = tmp_path / FILE
    data = bytearray(path.read_bytes())
    data[8192:20480] = b"\xaa" * 12288
    path.write_bytes(bytes(data))

    with open_progress(tmp_path, NOW) as progress:
        assert progress.notices


def test_newer_database_is_refused_untouched(tmp_path: Path) -> None:
    """An older guide neither opens nor changes a newer guide's data."""
    open_progress(tmp_path, NOW).close()
    connection = sqlite3.connect(tmp_path / FILE)
    connection.execute("UPDATE meta SET value = ?", (str(VERSION + 1),))
    connection.commit()
    connection.close()
    before = (tmp_path / FILE).read_bytes()

    with pytest.raises(GuideError) as caught:
        open_progress(tmp_path, NOW)
    assert caught.value.message == (
        f"your data in {tmp_path / FILE} was created by a newer guide"
        f" (version {VERSION + 1}; this one reads version {VERSION}); it is left untouched"
    )
    assert caught.value.hint == "use the newer guide, or choose another folder with --data"
    assert (tmp_path / FILE).read_bytes() == before


def test_without_a_data_folder_nothing_is_saved(tmp_path: Path) -> None:
    """The guide works without a place to write, and says that nothing will be saved."""
    (tmp_path / "file").write_text("in the way")
    with open_progress(tmp_path / "file" / "data", NOW) as progress:
        answer(progress)

        assert progress.path is None
        folder = tmp_path / "file" / "data"
        assert progress.notices == (
            f"Nothing will be saved: the data folder {folder} cannot be created (Not a directory).",
        )
        assert progress.reviews.last_right() == {"sample-0": True}


def test_two_guides_write_at_once(tmp_path: Path) -> None:
    """Two processes that answer at the same time lose and double nothing."""
    code = """
import sys
from pathlib import Path
from guide.errors import StorageError
from guide.store.progress import open_progress
from tests.conftest import NOW
from tests.store.test_progress import answer

with open_progress(Path(sys.argv[1]), NOW) as progress:
    written = 0
    while written < 40:
        try:
            answer(progress, number=written % 3)
            written += 1
        except StorageError:
            pass  # another program was writing: tried again, as a user does
"""
    processes = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT) for _ in range(2)
    ]

    assert [process.wait() for process in processes] == [0, 0]
    connection = sqlite3.connect(tmp_path / FILE)
    assert connection.execute("SELECT count(*) FROM reviews").fetchone() == (80,)
    connection.close()


def test_what_was_read_stays_read(progress: Progress) -> None:
    """Who comes back to the top of a page has still read it to where it was left."""
    progress.save_position(Position("cgas", 40, 1.0, "End"), NOW)
    progress.save_position(Position("cgas", 0, 0.0, ""), NOW + timedelta(minutes=1))
    progress.save_position(Position("gray", 0, 0.25, ""), NOW)

    assert progress.position("cgas") == Position("cgas", 0, 1.0, "")
    assert progress.shares() == {"cgas": 1.0, "gray": 0.25}


def test_the_path_that_is_followed_is_remembered(progress: Progress) -> None:
    """The last one counts; a damaged place is none."""
    assert progress.following() is None
    progress.follow(UnitPlace("particles", 0))
    progress.follow(UnitPlace("first-steps", 2))
    assert progress.following() == UnitPlace("first-steps", 2)
    progress.save_settings({"following": "[1]"})
    assert progress.following() is None


def test_merging_keeps_how_far_a_page_was_read(progress: Progress) -> None:
    """The place is the later one, the share the larger one, whichever side has them."""
    progress.save_position(Position("cgas", 40, 1.0, "End"), NOW)
    progress.save_position(Position("gray", 5, 0.25, ""), NOW + timedelta(minutes=2))
    there = progress.data()
    later = NOW + timedelta(minutes=1)
    shares = {"cgas": 0.0, "gray": 0.5}
    rows = [
        structs.replace(row, line=1, share=shares[row.entry], read_at=later)
        for row in there.positions
    ]
    progress.merge(structs.replace(there, positions=rows))

    assert progress.position("cgas") == Position("cgas", 1, 1.0, "End")
    assert progress.position("gray") == Position("gray", 5, 0.5, "")
