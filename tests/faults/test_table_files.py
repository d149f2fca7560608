"""Topics, objectives and the syllabus of any shape: one line for what is wrong, and no crash."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from pydantic import BaseModel

from guide.errors import Problem
from guide.inert import is_inert
from guide.library.frontmatter import Source, read_table
from guide.library.misfits import MOST_MISFITS, validated
from guide.library.outline import LearningPath, Outline
from guide.library.questions import MOST_QUESTIONS, Objectives, Topic
from guide.library.syllabus import Syllabus
from guide.library.topics import read_topic
from tests.faults.program import Program
from tests.faults.tables import toml_texts

BASICS = "questions/basics.toml"
HEAD = 'id = "zzq"\ntitle = "ZZ"\n'
TOPICS: dict[str, tuple[str, str]] = {
    "empty": ("", "1: schema id is missing"),
    "a comment": ("# nothing yet\n", "1: schema title is missing"),
    "no question": (HEAD, "1: schema question is missing"),
    "misspelt": (HEAD + "[[questions]]\nid = 'x'", "3: schema questions is not a known field"),
    "one table": (HEAD + "[question]\nid = 'x'", "3: schema question is a table"),
    "quoted": (HEAD + "[['question']]\nid = 'zzq-01'", "3: schema question 1, stem is missing"),
    "no item": (HEAD + "question = []", "3: schema the file has no question"),
    "inline": (HEAD + 'question = [{id="zzq-01"}]', "schema question 1, stem is missing"),
    "a number": (HEAD + "question = 3", "3: schema question is the number 3"),
    "numbers": (HEAD + "question = [3]", "3: schema question 1 is the number 3"),
    "dotted": (HEAD + "question.id = 'x'", "3: schema question is a table"),
}


@pytest.mark.parametrize("name", TOPICS)
def test_a_topic_of_another_shape_takes_nothing_from_the_library(
    editor: Program, name: str
) -> None:
    """Its fault has a line, and no other file suffers."""
    text, said = TOPICS[name]
    (editor.content / "questions" / "zzq.toml").write_text(text, "utf-8")
    done = editor("check")

    assert done.status == 1, done.err
    assert f"questions/zzq.toml:{said}" in done.out or "questions/zzq.toml:3: " + said in done.out
    assert {line.split(":")[0].rsplit("/")[-1] for line in done.out.splitlines()} == {"zzq.toml"}


@pytest.mark.parametrize(("old", "new"), [("title =", "titel ="), ("id =", "idd =")])
def test_a_misspelt_head_of_a_topic_is_named(editor: Program, old: str, new: str) -> None:
    """Beside a question with a fault too; the other questions are read all the same."""
    path = editor.content / BASICS
    text = path.read_text("utf-8").replace(old, new, 1)
    path.write_text(text, "utf-8")
    assert f"{new[:-2]} is not a known field (did you mean '{old[:-2]}'?)" in editor("check").out
    assert len(read_topic(path, "x").quiz.topic.question) == 8  # type: ignore[union-attr]

    path.write_text(text.replace('level = "recall"', 'level = "deep"', 1), "utf-8")
    done = editor("check")
    assert done.status == 1
    assert "schema question 1, level is the text 'deep'" in done.out


def test_a_file_of_very_many_questions_is_refused(fresh: Path) -> None:
    """At once, whether they can be read or not."""
    path = fresh / "questions" / "zzq.toml"
    for text in ("[[question]]\n" * 50_000, "[[question]]\nx = \n" * 50_000):
        path.write_text(HEAD + text, "utf-8")
        (problem,) = read_topic(path, "zzq.toml").problems
        assert str(problem) == (
            f"zzq.toml:1: unreadable 50000 questions; at most {MOST_QUESTIONS} may be in one file"
            " (make several topics of them)"
        )


@pytest.mark.parametrize(
    ("model", "text"),
    [
        (Topic, HEAD + "[[question]]\n" * MOST_QUESTIONS),
        (Topic, HEAD + "[[question]]\n" + "[[question.options]]\n" * 20_000),
        (Objectives, "[[objective]]\n" * 20_000),
        (Syllabus, "[[slot]]\nslto = 1\n" * 20_000),
    ],
)
def test_of_very_many_mistakes_the_first_are_named(
    tmp_path: Path, model: type[BaseModel], text: str
) -> None:
    """The others are counted."""
    path = tmp_path / "x.toml"
    path.write_text(text, "utf-8")
    source = read_table(path, "x.toml")
    assert isinstance(source, Source)
    found = validated(model, source)

    assert isinstance(found, list)
    assert len(found) <= MOST_MISFITS + 1
    assert found[-1].message.endswith(" more mistakes of form")


@given(toml_texts())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
def test_tables_of_any_shape_give_a_model_or_problems(tmp_path: Path, text: str) -> None:
    """Every problem is one line of the file."""
    path = tmp_path / "zzq.toml"
    path.write_text(text, "utf-8")
    read = read_topic(path, "zzq.toml")
    assert (read.quiz is not None and read.quiz.is_whole) == (not read.problems)
    problems = list(read.problems)

    source = read_table(path, "zzq.toml")
    for model in (Objectives, Syllabus, Outline, LearningPath):
        found = validated(model, source) if isinstance(source, Source) else [source]
        problems += found if isinstance(found, list) else []
    assert all(isinstance(each, Problem) and is_inert(str(each)) for each in problems)
    assert all(1 <= each.line <= text.count("\n") + 1 for each in problems)


@given(toml_texts())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
def test_the_check_ends_whatever_the_lists_hold(small: Path, tmp_path: Path, text: str) -> None:
    """Also where the objectives and the syllabus are of another shape."""
    content = tmp_path / "content"
    shutil.copytree(small, content, dirs_exist_ok=True)
    for name in ("questions/zzq.toml", "objectives.toml", "syllabus.toml", "outline.toml"):
        (content / name).write_text(text, "utf-8")
    done = Program(content, tmp_path / "data")("check")

    assert done.status == 1, done.err
    assert "zzq.toml:" in done.out
