"""Result files of a class: read again, merged, and each counted once."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.errors import GuideError
from guide.exchange.class_report import report_csv, report_html, report_text
from guide.exchange.class_results import gather
from guide.exchange.result_file import Result, read_result, write_result
from guide.library.catalogue import Catalogue
from guide.study.class_session import make_code
from guide.study.items import Response
from tests.conftest import NOW

CODE = str(make_code("v", [], "", 2, 7))
NAMES = ("basics-01", "basics-02")


def result(right: int = 1, name: str = "", minute: int = 0, **other: str) -> Result:
    """Return the result of a learner with some right answers of two."""
    answers = tuple(
        Response(question, "0" if place < right else "1", place < right)
        for place, question in enumerate(NAMES)
    )
    finished = NOW.replace(minute=minute).isoformat()
    return Result(
        other.get("code", CODE), other.get("version", "v"), name, finished, NAMES, answers
    )


def test_same_file_counts_once(catalogue: Catalogue, tmp_path: Path) -> None:
    """A copy under another name is named and left out."""
    one = write_result(result(name="Ada"), tmp_path)
    other = write_result(result(right=2, minute=1), tmp_path)
    copy = Path(shutil.copy(one, tmp_path / "copy.abscopal-result"))
    report = gather([one, copy, other, one], catalogue)

    assert report.scores == [2, 1]
    assert [item.answers for item in report.items] == [2, 2]
    assert [line.split(": ")[0] for line in report.left_out] == [copy.name, one.name]
    assert all("a copy" in line for line in report.left_out)


def test_same_answers_of_two_learners_count_twice(catalogue: Catalogue, tmp_path: Path) -> None:
    """Learners who answered alike at different times are two results."""
    files = [write_result(result(minute=minute), tmp_path) for minute in range(2)]

    assert gather(files, catalogue).scores == [1, 1]


def test_other_sessions_and_versions_are_left_out(catalogue: Catalogue, tmp_path: Path) -> None:
    """The first file determines the session and the version of the content."""
    files = [
        write_result(result(), tmp_path),
        write_result(result(minute=1, code=str(make_code("v", [], "", 2, 8))), tmp_path),
        write_result(result(minute=2, version="w"), tmp_path),
    ]
    report = gather(files, catalogue)

    assert report.scores == [1]
    assert ["another" in line for line in report.left_out] == [True, True]


def test_no_valid_file_is_an_error(catalogue: Catalogue, tmp_path: Path) -> None:
    """The user reads why each file was left out."""
    (tmp_path / "x.abscopal-result").write_text("nonsense", "utf-8")
    with pytest.raises(GuideError, match="no valid result"):
        gather([tmp_path / "x.abscopal-result"], catalogue)


@given(st.text(max_size=20), st.floats(0, 600), st.sampled_from(["", "unsure", "fairly", "sure"]))
def test_results_are_read_again(
    tmp_path_factory: pytest.TempPathFactory, name: str, seconds: float, confidence: str
) -> None:
    """What is written is read, whatever the learner's name."""
    answer = Response("basics-01", "0", True, confidence, seconds)
    written = Result(CODE, "v", name, NOW.isoformat(), NAMES, (answer,))

    assert read_result(write_result(written, tmp_path_factory.mktemp("results"))) == written


def test_learners_and_items_can_be_read(catalogue: Catalogue, tmp_path: Path) -> None:
    """Names with scores, the nameless by number, and the beginning of each stem."""
    files = [
        write_result(result(2, "Ada"), tmp_path),
        write_result(result(1, minute=1), tmp_path),
        write_result(result(0, minute=2), tmp_path),
    ]
    report = gather(files, catalogue)
    text, page = "\n".join(report_text(report)), report_html(report)

    for line in ("    2 of 2  Ada", "    1 of 2  learner 1 (no name)"):
        assert line in text
    assert "Which molecule senses DNA in the cytosol?" in text
    assert "3 results, 2 questions" in text
    for name in ("Ada", "learner 1 (no name)", "learner 2 (no name)"):
        assert f"<td>{name}</td>" in page


@pytest.mark.parametrize("learners", [9, 10])
def test_few_results_judge_no_item(catalogue: Catalogue, tmp_path: Path, learners: int) -> None:
    """Below ten results nothing is called easy or idle, and the reader is told why."""
    files = [write_result(result(2, minute=minute), tmp_path) for minute in range(learners)]
    report = gather(files, catalogue)
    forms = ("\n".join(report_text(report)), report_csv(report), report_html(report))

    assert ["easy" in form for form in forms] == [learners == 10] * 3
    assert ["idle" in form for form in forms] == [learners == 10] * 3
    said = ["Fewer than 10 results" in form for form in (forms[0], forms[2])]
    assert said == [learners < 10] * 2
