"""The quiz in the plain terminal, through a pipe: every form, every mode, sessions of a class."""

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from guide.coach.practice import Practice, list_due
from guide.coach.study import Study, open_study
from guide.exchange.own_questions import import_questions
from guide.library.catalogue import Catalogue
from guide.library.records import Question, plain
from guide.opening import Guide
from guide.study import class_session
from guide.study.answering import LETTERS, right_answer
from guide.study.presenting import PresentedQuestion, present
from guide.study.run import draw_run, seed_of
from tests.cli.test_commands import run  # noqa: F401 - a fixture
from tests.conftest import ROOT

ALL = 8


def wrong_pair(question: Question) -> tuple[int, ...]:
    """Return as many options as are asked for, of which the last is wrong."""
    others = [each for each in range(len(question.options)) if each not in question.keys]
    return (*question.keys[:-1], others[0])


def reply(presented: PresentedQuestion, right: bool = True) -> str:
    """Return what a learner types to answer a question."""
    question = presented.question
    if presented.answer is not None:
        return f"{presented.answer if right else presented.answer * 3 + 7:g}"
    if question.form in ("order", "match"):
        source = presented.partners if question.form == "match" else presented.order
        letters = "".join(LETTERS[source.index(item)] for item in range(len(source)))
        return letters if right else letters[::-1]
    if question.form == "several":
        return "".join(
            LETTERS[presented.order.index(key)]
            for key in (question.keys if right else wrong_pair(question))
        )
    place = presented.place_of_key()
    return LETTERS[place if right else (place + 1) % len(presented.order)]


def typed(catalogue: Catalogue, code: str, right: bool = True, count: int = ALL) -> str:
    """Return the answers to the questions of a word's seed, a line each."""
    drawn = draw_run("x", catalogue.questions.values(), count, seed_of(code))
    return "".join(f"{reply(presented, right)}\n" for presented in drawn.questions)


def test_every_form_is_answered_through_a_pipe(run, catalogue: Catalogue) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    """All forms rightly: reasons, worked solution, score, exit 0."""
    done = run("quiz", "-n", str(ALL), "--seed", "ROOM7", typed=typed(catalogue, "ROOM7"))

    assert done.returncode == 0, done.stderr
    assert f"Score: {ALL} of {ALL} (100%)" in done.stdout
    assert done.stdout.count("Take home:") == ALL
    assert "Worked: " in done.stdout
    assert "Figure: Schematic survival" in done.stdout


def test_wrong_answers_are_explained(run, catalogue: Catalogue) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    """All forms wrongly: the own reason, the key, what to read again."""
    done = run(
        "quiz", "-n", str(ALL), "--seed", "ROOM7", typed=typed(catalogue, "ROOM7", right=False)
    )

    assert f"Score: 0 of {ALL}" in done.stdout
    assert done.stdout.count("read again:") == ALL
    assert "The answer is" in done.stdout
    assert "If you had 60 Gy: that is the biologically" in done.stdout


def test_nonsense_is_asked_again_and_u_takes_back(run, catalogue: Catalogue) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    """Nonsense is refused, u takes the last answer back, and the input may end at any time."""
    first = typed(catalogue, "ROOM7", count=1)
    done = run("quiz", "-n", "2", "--seed", "ROOM7", typed=f"zz9\n{first}u\n")

    assert done.returncode == 0
    assert "Please type" in done.stdout
    assert "The last answer was taken back." in done.stdout
    assert "0 questions answered" in run("doctor").stdout


def several_seed(catalogue: Catalogue) -> str:
    """Return a seed whose first question has several right options."""
    words = (f"word{number}" for number in range(200))
    return next(
        word
        for word in words
        if draw_run("x", catalogue.questions.values(), 1, seed_of(word)).questions[0].question.form
        == "several"
    )


def test_as_many_letters_as_asked(run, catalogue: Catalogue) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    """One letter for "which two" is asked again; a wrong pair is called wrong, with its share."""
    word = several_seed(catalogue)
    shown = draw_run("x", catalogue.questions.values(), 1, seed_of(word)).questions[0]
    wrong = reply(shown, right=False)
    done = run("quiz", "-n", "1", "--seed", word, typed=f"{wrong[0]}!\n{wrong}!\n")

    assert "Please type two letters, such as AB, or q." in done.stdout
    assert "Wrong: one of two right." in done.stdout
    assert "Score: 0 of 1" in done.stdout
    right = run("quiz", "-n", "1", "--seed", word, typed=f"{reply(shown)}\n").stdout
    assert "Right: all two." in right
    assert "Score: 1 of 1" in right


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--code", ""), "'' is not a class code"),
        (("--code", "ROOM7"), "'ROOM7' is not a class code"),
        (("--code", "4Q212-GC1S4"), "the class code '4Q212-GC1S4' is mistyped"),
        (("--code", "4Q212-GC1S3", "--seed", "x"), "exclude each other"),
    ],
)
def test_every_class_code_is_checked(run, more: tuple[str, ...], said: str) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    """A code that is none starts nothing, whether or not a result is asked for."""
    for result in ((), ("--result", "r")):
        done = run("quiz", *more, *result, typed="A\n")
        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr
        assert done.stderr.count("\n") == 1


def test_answers_can_be_read_in_a_table(run, catalogue: Catalogue) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    """The CSV has stem, choice and key in words, and seconds with one decimal."""
    run("quiz", "-n", str(ALL), "--seed", "ROOM7", typed=typed(catalogue, "ROOM7", right=False))
    rows = list(csv.DictReader(io.StringIO(run("export", "csv").stdout)))

    assert len(rows) == ALL
    for row in rows:
        question = catalogue.questions[row["question"]]
        assert row["stem"] == plain(question.stem)
        assert row["chosen"] != row["right_answer"]
        assert re.fullmatch(r"\d+\.\d", row["seconds"])
        if question.form == "single":
            assert row["chosen"] == question.options[int(row["response"])].text
            assert row["right_answer"] == question.options[question.key].text


@pytest.mark.parametrize("form", ["order", "match"])
def test_prompt_says_how_many_letters(run, catalogue: Catalogue, form: str) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    """Prompt and refusal have an example of the right length, and are no wider than 80 columns."""
    word = next(
        f"seed-{number}"
        for number in range(200)
        if draw_run("x", catalogue.questions.values(), 1, seed_of(f"seed-{number}"))
        .questions[0]
        .question.form
        == form
    )
    drawn = draw_run("x", catalogue.questions.values(), 1, seed_of(word)).questions[0]
    count = len(drawn.order)
    done = run("quiz", "-n", "1", "--seed", word, typed="A\nq\n").stdout

    for example in re.findall(r"such as ([A-F]+)", done):
        assert sorted(example) == list(LETTERS[:count])
        assert example != LETTERS[:count]
    assert done.count("such as") == 3
    assert max(map(len, done.splitlines())) <= 80


def test_confidence_is_typed_after_the_answer(run, catalogue: Catalogue) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    """An exclamation mark says sure; score and export show confident errors."""
    lines = typed(catalogue, "ROOM7", right=False, count=2).split("\n")
    done = run("quiz", "-n", "2", "--seed", "ROOM7", typed=f"{lines[0]}!\n{lines[1]}?\n")

    assert done.stdout.count("(confident but wrong)") == 1
    reviews = json.loads(run("export", "json").stdout)["reviews"]
    assert [review["confidence"] for review in reviews] == ["sure", "unsure"]
    assert run("export", "csv").stdout.count("\n") == 3


def test_answers_are_saved(run, catalogue: Catalogue) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    """What is answered in the plain terminal is in the learner's data."""
    run("quiz", "-n", "3", "--seed", "ROOM7", typed=typed(catalogue, "ROOM7", count=1))

    assert "1 question answered" in run("doctor").stdout


def test_exam_explains_only_at_the_end(run, catalogue: Catalogue) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    """No reason is given before the last answer; the report shows topics and levels."""
    text = run(
        "quiz", "--mode", "exam", "--seed", "ROOM7", "-n", str(ALL), typed=typed(catalogue, "ROOM7")
    ).stdout

    assert text.index("Take home:") > text.index(f"Question {ALL} of {ALL}")
    assert "By topic\n  Basics: 8 of 8" in text
    assert "By level" in text


def test_exam_is_resumed(run, catalogue: Catalogue) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    """An exam is saved when the input ends; the same command resumes it."""
    answers = typed(catalogue, "ROOM7").split("\n")
    command = ("quiz", "--mode", "exam", "--seed", "ROOM7", "-n", str(ALL))
    first = run(*command, typed="\n".join(answers[:3]) + "\n")
    second = run(*command, typed="\n".join(answers[3:]))

    assert "The exam is saved" in first.stdout
    assert "Resuming" in second.stdout
    assert "To start a new exam, finish this one first" in second.stdout
    assert "Question 4 of 8" in second.stdout
    assert f"Score: {ALL} of {ALL}" in second.stdout


Windows = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def window(small: Path, environment: dict[str, str]) -> Windows:
    """Start the program in a terminal of its own, to be typed into while another one runs."""

    def start(*arguments: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-m", "guide", "--content", str(small), *arguments],
            cwd=ROOT,
            env=environment,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    return start


def wait_for(process: "subprocess.Popen[str]", question: int) -> None:
    """Read what a program prints until it asks a question."""
    assert process.stdout is not None
    assert any(line.startswith(f"Question {question} of") for line in process.stdout)


EXAM = ("quiz", "--mode", "exam", "--seed", "ROOM7", "-n", str(ALL))


@pytest.mark.parametrize("does", ["answer", "stop"])
def test_an_exam_goes_on_in_the_window_that_opened_it_last(  # type: ignore[no-untyped-def]
    run,  # noqa: F811
    window: Windows,
    catalogue: Catalogue,
    does: str,
) -> None:
    """The first window is told, with exit status 1; what the second one saved is kept."""
    answers = typed(catalogue, "ROOM7").splitlines(keepends=True)
    with window(*EXAM) as first:
        wait_for(first, 1)
        resumed = run(*EXAM, typed="".join([*answers[:3], "q\n"]))
        said, warned = first.communicate(answers[0] + "q\n" if does == "answer" else "q\n")
    last = run(*EXAM, typed="q\n")

    assert "The exam is saved." in resumed.stdout
    assert first.returncode == 1
    assert "this exam goes on in another window" in warned
    assert "saved" not in said
    assert "3 of 8 answered" in last.stdout


@pytest.mark.parametrize("does", ["answer", "stop"])
@pytest.mark.parametrize("kind", ["exam", "class session"])
def test_an_exam_that_was_finished_elsewhere_gives_no_score(  # type: ignore[no-untyped-def]
    run,  # noqa: F811
    window: Windows,
    catalogue: Catalogue,
    tmp_path: Path,
    kind: str,
    does: str,
) -> None:
    """No score that is not stored, no result file of it, and exit status 1."""
    command: tuple[str, ...] = EXAM
    lines = typed(catalogue, "ROOM7")
    if kind == "class session":
        code = class_session.make_code(
            catalogue.content_version, list(catalogue.topics), "", ALL, 3
        )
        drawn = class_session.draw(code, list(catalogue.topics), catalogue.questions)
        lines = "".join(f"{reply(present(each, code.seed))}\n" for each in drawn)
        command = ("quiz", "--code", str(code), "--result")
    mine, other = tmp_path / "mine", tmp_path / "other"
    mine.mkdir()
    other.mkdir()
    to_mine, to_other = ((), ()) if kind == "exam" else ((str(mine),), (str(other),))
    with window(*command, *to_mine) as first:
        wait_for(first, 1)
        done = run(*command, *to_other, typed=lines)
        said, warned = first.communicate(lines if does == "answer" else "q\n")

    assert f"Score: {ALL} of {ALL}" in done.stdout
    assert first.returncode == 1
    assert "this exam is finished: it was finished in another window" in warned
    assert "Score" not in said
    assert "saved" not in said
    assert list(mine.iterdir()) == []
    assert len(list(other.iterdir())) == (kind == "class session")


def test_another_exam_is_not_taken_over_by_a_command_that_refuses_it(  # type: ignore[no-untyped-def]
    run,  # noqa: F811
    window: Windows,
    catalogue: Catalogue,
) -> None:
    """The code of a class session finds an exam open: it is left to the window that has it."""
    code = class_session.make_code(catalogue.content_version, list(catalogue.topics), "", ALL, 3)
    with window(*EXAM) as first:
        wait_for(first, 1)
        refused = run("quiz", "--code", str(code), typed="q\n")
        said, warned = first.communicate(typed(catalogue, "ROOM7"))

    assert "another exam is still open" in refused.stderr
    assert (first.returncode, warned) == (0, "")
    assert f"Score: {ALL} of {ALL}" in said


def test_drill_has_numbers_only(run, catalogue: Catalogue) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    """A drill asks calculations."""
    presented = present(catalogue.questions["basics-07"], seed_of("ROOM7"))
    done = run(
        "quiz", "--mode", "drill", "--seed", "ROOM7", "-n", "5", typed=f"{reply(presented)}\n"
    )

    assert "Score: 1 of 1" in done.stdout


def test_review_skips_what_another_window_answers(
    small: Path, environment: dict[str, str], catalogue: Catalogue
) -> None:
    """While the first of three due questions is asked, the second is answered elsewhere."""
    folder, now = Path(environment["ABSCOPAL_DATA"]), datetime.now(UTC)
    names = ["basics-01", "basics-02", "basics-08"]
    with open_study(catalogue, folder, now) as study:
        answer_right(study, names, now - timedelta(days=60))
        order = list_due(study, now)
    command = [sys.executable, "-m", "guide", "--content", str(small), "quiz", "--mode", "review"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        asked = next(line for line in process.stdout if line.startswith("Question"))
        with open_study(catalogue, folder, now) as study:
            answer_right(study, order[1:2], now)
        process.stdin.write("A\nA\n")
        process.stdin.close()
        rest = process.stdout.read()
    stems = {name: plain(catalogue.questions[name].stem)[:30] for name in names}

    assert sorted(order) == names
    assert asked == "Question 1 of 3\n"
    assert [stems[name] in rest for name in order] == [True, False, True]
    assert "of 2" in rest[rest.index("Score") :]


def answer_right(study: Study, names: Sequence[str], at: datetime) -> None:
    """Answer questions right in a review."""
    questions = [study.bank.questions[name] for name in names]
    practice = Practice(study, draw_run("x", questions, len(names), 1, names), "review", 1)
    while practice.run.current is not None:
        practice.answer(right_answer(practice.run.current), at, 5.0)


def test_class_from_code_to_report(run, catalogue: Catalogue, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    """The same questions for everybody; results are merged, altered and other files left out."""
    made = run(
        "session",
        "create",
        "-n",
        str(ALL),
        "--seed",
        "autumn",
        "--out",
        str(tmp_path / "class.abscopal-session"),
    )
    code = made.stdout.split()[1].rstrip(":")
    presented = [
        present(question, class_session.read_code(code).seed)
        for question in class_session.draw(
            class_session.read_code(code), list(catalogue.topics), catalogue.questions
        )
    ]
    results = tmp_path / "new" / "results"
    for learner in range(3):
        lines = "".join(f"{reply(one, place <= learner)}\n" for place, one in enumerate(presented))
        done = run(
            "quiz",
            "--code",
            code,
            "--result",
            f"{results}/",
            typed=lines,
            ABSCOPAL_DATA=str(tmp_path / f"learner-{learner}"),
        )
        assert f"Score: {learner + 1} of {ALL}" in done.stdout, done.stderr
    files = sorted(results.glob("*.abscopal-result"))
    altered = results / "altered.abscopal-result"
    altered.write_text(files[0].read_text("utf-8").replace("true", "false", 1), "utf-8")
    (results / "nonsense.abscopal-result").write_text("{}", "utf-8")
    report = run(
        "session",
        "report",
        *map(str, sorted(results.iterdir())),
        "--csv",
        str(tmp_path / "r.csv"),
        "--html",
        str(tmp_path / "r.html"),
    )

    assert len(files) == 3
    assert report.returncode == 1, "something was left out"
    assert f"Class session {code}: 3 results, {ALL} questions" in report.stdout
    assert "altered.abscopal-result: altered since it was written" in report.stdout
    assert "nonsense.abscopal-result: not a result of this guide" in report.stdout
    rows = (tmp_path / "r.csv").read_text("utf-8").splitlines()
    assert len(rows) == ALL + 1
    assert rows[1].split(",")[2:4] == ["3", "1.000"]
    page = (tmp_path / "r.html").read_text("utf-8")
    assert page.count('<li class="question">') == ALL
    assert "<script" not in page


def test_result_place_is_checked_first_and_made_last(  # type: ignore[no-untyped-def]
    run,  # noqa: F811
    catalogue: Catalogue,
    tmp_path: Path,
) -> None:
    """A place that cannot be written is said before the first question; a folder is made last."""
    code = str(class_session.make_code(catalogue.content_version, list(catalogue.topics), "", 2, 3))
    file = tmp_path / "file"
    file.write_text("mine", "utf-8")
    for place in (f"{file}/", f"{file}/deeper/"):
        done = run("quiz", "--code", code, "--result", place, typed="A\nA\n")
        assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
        assert "Question" not in done.stdout
    assert file.read_text("utf-8") == "mine"

    left = run("quiz", "--code", code, "--result", f"{tmp_path}/results/", typed="q\n")
    assert (left.returncode, (tmp_path / "results").exists()) == (0, False)


def test_slash_where_a_file_is_wanted_is_refused(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    """The folder that was meant is not made into the name of a file."""
    for command in (
        ("export", "anki", "--out"),
        ("data", "backup"),
        ("session", "create", "--out"),
    ):
        done = run(*command, f"{tmp_path}/new/")
        assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
        assert "names a folder; name a file" in done.stderr
    assert not (tmp_path / "new").exists()


def test_paper_and_key_are_apart(run, catalogue: Catalogue, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    """The paper holds every option and no key; the key holds every reason."""
    code = str(
        class_session.make_code(catalogue.content_version, list(catalogue.topics), "", ALL, 3)
    )
    done = run("session", "paper", code, "--out", str(tmp_path))
    paper, key = ((tmp_path / f"{code}-{name}.md").read_text("utf-8") for name in ("paper", "key"))

    assert done.returncode == 0
    assert done.stdout.count("\n") == 4
    assert "Tubulin" in paper
    assert "Take home" not in paper
    assert "The physical dose adds up" in key
    assert key.count("Take home:") == ALL


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("session", "create", "--topic", "basic"), 2, "there is no topic 'basic'"),
        (("session", "paper", "ABCDE-FGHJK"), 2, "mistyped"),
        (("session", "paper", "hello"), 2, "is not a class code"),
        (("session", "report", "missing.abscopal-result"), 1, "no valid result"),
        (("import", "missing.toml"), 1, "nothing was imported"),
        (("import",), 2, "no file was given"),
        (("import", "--forget", "mine"), 1, "you have no topic 'mine'"),
        (("export", "anki", "--topic", "nothing"), 1, "there is no topic"),
    ],
)
def test_mistakes_are_one_line(  # type: ignore[no-untyped-def]
    run,  # noqa: F811
    arguments: tuple[str, ...],
    status: int,
    said: str,
    tmp_path: Path,
) -> None:
    """A wrong argument is one clear line on standard error, with the right status."""
    done = run(*arguments)

    assert done.returncode == status, done.stderr
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


def test_code_of_another_version_is_told(run, catalogue: Catalogue) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    """A code made with other content still works, and says that the questions may differ."""
    code = class_session.make_code(
        catalogue.content_version + "x", list(catalogue.topics), "", 2, 3
    )
    done = run("quiz", "--code", str(code), typed="q\n")

    assert "another version of the content" in done.stderr


OWN = """
id = "mine"
title = "Mine"

[[question]]
id = "mine-01"
entry = "gray"
objective = "read-the-trial"
level = "recall"
evidence = "preclinical"
stem = "Which molecule senses DNA in the cytosol, in our own words?"
take_home = "cGAS is the sensor [@mackenzie2017]{preclinical}."
sources = ["mackenzie2017"]
updated = 2026-11-01
options = [
  { text = "cGAS", right = true, reason = "It binds DNA in the cytosol and then makes cGAMP." },
  { text = "STING", reason = "It is the adaptor downstream, not the sensor of DNA itself." },
  { text = "Tubulin", reason = "It forms the spindle in mitosis and does not sense any DNA." },
]
"""


def test_path_is_a_topic(run) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    """The questions of a learning path can be asked on their own."""
    asked = run("quiz", "--topic", "first-steps", typed="A\n").stdout

    assert "Which molecule senses DNA in the cytosol?" in asked


def test_own_questions_are_imported_all_or_none(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    """All problems are listed and nothing is imported; valid files are asked, and removed again."""
    good, bad = tmp_path / "mine.toml", tmp_path / "bad.toml"
    good.write_text(OWN, "utf-8")
    bad.write_text(
        OWN.replace("mine", "bad").replace('"STING"', '"Never STING"').replace("?", "."), "utf-8"
    )
    refused = run("import", str(good), str(bad))
    assert refused.returncode == 1
    assert "bad.toml:6: L3 " in refused.stdout
    assert "bad.toml:6: L7 " in refused.stdout
    bad.write_text(OWN.replace("mine", "bad").replace("stem =", "draft = true\nstem =", 1), "utf-8")
    assert ": draft own questions have no drafts" in run("import", str(bad)).stdout
    assert run("quiz", "--topic", "mine").returncode == 1

    taken = run("import", str(good))
    assert taken.stdout == "mine: 1 question\n", taken.stdout + taken.stderr
    assert "in our own words?" in run("quiz", "--topic", "mine", typed="A\n").stdout
    assert run("import", "--forget", "mine").returncode == 0
    assert run("quiz", "--topic", "mine").returncode == 1


def test_the_example_of_the_documentation_can_be_imported(whole: Guide, tmp_path: Path) -> None:
    """As it stands, into the guide's own library; it is then a question like the others."""
    text = (ROOT / "docs/questions.md").read_text("utf-8")
    file = tmp_path / "example.toml"
    file.write_text(re.findall(r"```toml\n(.*?)```", text, re.DOTALL)[0], "utf-8")
    imported = import_questions([file], whole.catalogue, tmp_path / "data", {})

    assert [str(problem) for problem in imported.problems] == []
    assert imported.topics == (("my-questions", 1),)
