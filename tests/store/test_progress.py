"""Every answer is kept at once, undone without loss, and survives another opening."""

import sqlite3
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from guide.errors import GuideError
from guide.store.database import FILE, VERSION, open_database
from guide.store.progress import Position, Progress
from guide.study.answering import Answer, Confidence
from guide.study.marking import Marked, mark
from guide.study.presenting import present
from tests.conftest import NOW, ROOT
from tests.study.samples import QUESTIONS


def answer(
    progress: Progress,
    right: bool = True,
    number: int = 0,
    confidence: Confidence = "",
    at: datetime = NOW,
) -> tuple[int, Marked]:
    """Answer a sample question and keep it."""
    asked = present(QUESTIONS[number], 1)
    given = Answer(
        asked, (asked.question.key if right else (asked.question.key + 1) % 3,), None, confidence
    )
    return progress.reviews.record(
        asked.question.id,
        lambda before: mark(given, before, at, 3.0),
        "run",
        "practice",
        "2026.11+x",
    )


def test_answer_is_on_disk_when_record_returns(tmp_path: Path) -> None:
    """Another process sees the answer although this one never closed the file."""
    progress = Progress(open_database(tmp_path, NOW))
    answer(progress)
    code = f"import sqlite3; print(sqlite3.connect({str(tmp_path / FILE)!r}).execute('SELECT count(*) FROM reviews').fetchone()[0])"

    assert (
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.strip()
        == "1"
    )


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


def test_sure_and_wrong_comes_back_after_a_month_though_right_since(progress: Progress) -> None:
    """The error is listed, then rechecked thirty days after it, whatever FSRS says, and only once."""
    answer(progress, right=False, confidence="sure")
    assert progress.reviews.sure_and_wrong() == ["sample-0"]
    for day in (1, 3, 9):
        answer(progress, at=NOW + timedelta(days=day))
    schedule = progress.reviews.schedule("sample-0")

    assert progress.reviews.sure_and_wrong() == []
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


def test_marks_are_set_and_taken_away(progress: Progress) -> None:
    """A flag is a switch."""
    assert progress.reviews.toggle_mark("sample-0", "flag", NOW)
    assert progress.reviews.marked("flag") == {"sample-0"}
    assert not progress.reviews.toggle_mark("sample-0", "flag", NOW)
    assert progress.reviews.marked("flag") == set()


def test_gone_questions_are_kept(progress: Progress) -> None:
    """The history of a question that the content no longer has is listed, not dropped."""
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


def test_position_is_kept(progress: Progress) -> None:
    """Where one stood in a page comes back, the latest page first."""
    progress.keep_position(Position("cgas", 3, 0.2, "Head"), NOW)
    progress.keep_position(Position("gray", 0, 0.0, ""), NOW + timedelta(seconds=1))

    assert progress.position("cgas") == Position("cgas", 3, 0.2, "Head")
    assert [position.entry for position in progress.recent(5)] == ["gray", "cgas"]


@pytest.mark.parametrize(
    "damage", [b"not a database at all", b"SQLite format 3\x00" + b"\xff" * 5000, b"\x00" * 100]
)
def test_damaged_file_is_set_aside(tmp_path: Path, damage: bytes) -> None:
    """A damaged file is renamed, a fresh one started, and both are said."""
    (tmp_path / FILE).write_bytes(damage)
    progress = Progress(open_database(tmp_path, NOW))

    assert any("set aside as learner-damaged-" in notice for notice in progress.notices)
    assert any("fresh" in notice for notice in progress.notices)
    assert next(tmp_path.glob("learner-damaged-*")).read_bytes() == damage
    assert progress.reviews.last_right() == {}


def test_damage_in_the_middle_is_found(tmp_path: Path) -> None:
    """Pages overwritten after months of use are noticed at opening."""
    progress = Progress(open_database(tmp_path, NOW))
    for _ in range(300):
        answer(progress)
    progress.close()
    path = tmp_path / FILE
    data = bytearray(path.read_bytes())
    data[8192:20480] = b"\xaa" * 12288
    path.write_bytes(bytes(data))

    assert Progress(open_database(tmp_path, NOW)).notices


def test_newer_database_is_refused_untouched(tmp_path: Path) -> None:
    """An older guide neither opens nor changes a newer guide's data."""
    Progress(open_database(tmp_path, NOW)).close()
    connection = sqlite3.connect(tmp_path / FILE)
    connection.execute("UPDATE meta SET value = ?", (str(VERSION + 1),))
    connection.commit()
    connection.close()
    before = (tmp_path / FILE).read_bytes()

    with pytest.raises(GuideError, match="newer guide"):
        open_database(tmp_path, NOW)
    assert (tmp_path / FILE).read_bytes() == before


def test_folder_that_cannot_be_made_keeps_nothing(tmp_path: Path) -> None:
    """The guide runs without a place to write, and says that nothing is kept."""
    (tmp_path / "file").write_text("in the way")
    progress = Progress(open_database(tmp_path / "file" / "data", NOW))
    answer(progress)

    assert progress.path is None
    assert progress.notices[0].startswith("Nothing will be kept")
    assert progress.reviews.last_right() == {"sample-0": True}


def test_two_guides_write_at_once(tmp_path: Path) -> None:
    """Two processes that answer at the same time lose and double nothing."""
    code = (
        "import sys; from pathlib import Path; from guide.store.database import open_database; from guide.store.progress import Progress;"
        "from tests.store.test_progress import answer; from tests.conftest import NOW;"
        "p = Progress(open_database(Path(sys.argv[1]), NOW));"
        "[answer(p, number=n % 3) for n in range(40)]"
    )
    processes = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT) for _ in range(2)
    ]

    assert [process.wait() for process in processes] == [0, 0]
    connection = sqlite3.connect(tmp_path / FILE)
    assert connection.execute("SELECT count(*) FROM reviews").fetchone() == (80,)
    connection.close()
