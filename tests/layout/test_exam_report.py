"""The report of an exam as lines."""

import pytest

from guide.coach.exam import ExamPlan, RunningExam
from guide.coach.study import Study
from guide.layout.lines import line_width, plain_line
from guide.layout.quiz.exam import report_lines
from tests.conftest import NOW


@pytest.mark.parametrize("width", [44, 76, 116])
def test_path_of_the_result_is_whole(study: Study, width: int) -> None:
    """However narrow the screen: the learner has to find the file."""
    questions = list(study.catalogue.questions.values())[:2]
    running = RunningExam.begin(study, ExamPlan("Class", questions, 1), NOW)
    report = running.finish(NOW)
    path = f"/home/learner/{'a-long-folder/' * 8}SG642-HYQ0B.abscopal-result"
    lines = report_lines(
        running.exam, report, study.catalogue, {}, width, f"For the teacher: {path}"
    )

    assert path in "".join(plain_line(line).strip() for line in lines)
    shown = [line for line in lines if plain_line(line).strip() in f"For the teacher: {path}"]
    assert all(line_width(line) <= width for line in shown)
