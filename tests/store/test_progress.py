"""Every answer is kept at once, undone without loss, and survives another opening."""

import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from guide.errors import GuideError
from guide.store.database import FILE, VERSION, open_database
from guide.store.progress import Position, Progress
from guide.study.marking import Marked, mark
from guide.study.session import practice
from tests.conftest import NOW, ROOT
from tests.study.samples import QUESTIONS


def answer(progress: Progress, right: bool = True, number: int = 0) -> Marked:
    """Answer a sample question and keep it."""
    run = practice("x", [QUESTIONS[number]], 1, 1)
    key = run.asked[0].place_of_key()
    given = run.answer(key if right else (key + 1) % 3).given[0]
    marked = mark(given, progress.schedule(QUESTIONS[number].id), NOW, 3.0)
    progress.record(marked, "run", "practice", "2026.11+x")
    return marked


def test_answer_is_on_disk_when_record_returns(tmp_path: Path) -> None:
    """Another process sees the answer although this one never closed the file."""
    progress = Progress(open_database(tmp_path, NOW))
    answer(progress)
    code = f"import sqlite3; print(sqlite3.connect({str(tmp_path / FILE)!r}).execute('SELECT count(*) FROM reviews').fetchone()[0])"

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "1"


def test_wrong_answer_comes_back_sooner(progress: Progress) -> None:
    """What was missed is due before what was known."""
    assert answer(progress, right=False, number=0).after.due < answer(progress, right=True, number=1).after.due
    assert progress.due(NOW + timedelta(minutes=5)) == ["sample-0"]


def test_undo_restores_the_schedule(progress: Progress) -> None:
    """An undone answer no longer counts, and the schedule is what it was."""
    first = answer(progress)
    run = practice("x", [QUESTIONS[0]], 1, 1)
    wrong = run.answer((run.asked[0].place_of_key() + 1) % 3).given[0]
    review = progress.record(mark(wrong, first.after, NOW, 1.0), "run", "practice", "v")

    progress.undo(review)
    assert progress.schedule("sample-0") == first.after
    assert progress.answered() == {"sample-0": True}


def test_gone_questions_are_kept(progress: Progress) -> None:
    """The history of a question that the content no longer has is listed, not dropped."""
    answer(progress)

    assert progress.orphans(["other"]) == ["sample-0"]
    assert progress.answered() == {"sample-0": True}


def test_days_count_answers(progress: Progress) -> None:
    """The last seven days are there, today last."""
    answer(progress)
    answer(progress, right=False, number=1)
    days = progress.days(NOW)

    assert len(days) == 7
    assert (days[-1].answered, days[-1].right) == (2, 1)


def test_position_is_kept(progress: Progress) -> None:
    """Where one stood in a page comes back, the latest page first."""
    progress.keep_position(Position("cgas", 3, 0.2, "Head"), NOW)
    progress.keep_position(Position("gray", 0, 0.0, ""), NOW + timedelta(seconds=1))

    assert progress.position("cgas") == Position("cgas", 3, 0.2, "Head")
    assert [position.entry for position in progress.recent(5)] == ["gray", "cgas"]


@pytest.mark.parametrize("damage", [b"not a database at all", b"SQLite format 3\x00" + b"\xff" * 5000, b"\x00" * 100])
def test_damaged_file_is_set_aside(tmp_path: Path, damage: bytes) -> None:
    """A damaged file is renamed, a fresh one started, and both are said."""
    (tmp_path / FILE).write_bytes(damage)
    progress = Progress(open_database(tmp_path, NOW))

    assert any("set aside as learner-damaged-" in notice for notice in progress.notices)
    assert any("fresh" in notice for notice in progress.notices)
    assert next(tmp_path.glob("learner-damaged-*")).read_bytes() == damage
    assert progress.answered() == {}


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
    assert progress.answered() == {"sample-0": True}


def test_two_guides_write_at_once(tmp_path: Path) -> None:
    """Two processes that answer at the same time lose and double nothing."""
    code = (
        "import sys; from pathlib import Path; from guide.store.database import open_database; from guide.store.progress import Progress;"
        "from tests.store.test_progress import answer; from tests.conftest import NOW;"
        "p = Progress(open_database(Path(sys.argv[1]), NOW));"
        "[answer(p, number=n % 3) for n in range(40)]"
    )
    processes = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT) for _ in range(2)]

    assert [process.wait() for process in processes] == [0, 0]
    connection = sqlite3.connect(tmp_path / FILE)
    assert connection.execute("SELECT count(*) FROM reviews").fetchone() == (80,)
    connection.close()
