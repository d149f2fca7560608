"""`check --fix` and `new` on files of any shape: nothing is lost, broken, or stops the others."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.errors import GuideError
from guide.library.checks import check
from guide.library.fixing import fix_text
from guide.library.load import load_content
from guide.library.toml import TomlError, parse_toml
from guide.rewriting import replace_file, taking_turns
from tests.conftest import ROOT
from tests.faults.program import Program
from tests.faults.tables import toml_texts

BASICS, GRAY = "questions/basics.toml", "glossary/gray.md"
HEAD = 'id = "zzq"\ntitle = "ZZ"\n'


@pytest.mark.parametrize(
    "lines",
    [
        'aliasses = ["a"]\naliaes = ["b"]\n',
        "updatexd = 2026-11-01\nupdateds = 2026-11-02\n",
        'sumary = "One"\nsummry = "Two"\nsummari = "Three"\n',
    ],
)
def test_of_two_fields_with_one_right_name_neither_gets_it(lines: str) -> None:
    """The text would not be TOML any more, and only the writer knows which is meant."""
    text = f'+++\nid = "gray"\nkind = "term"\n{lines}+++\nText\n'
    assert fix_text(text, is_page=True).text == text


def test_two_tables_with_one_wrong_name_both_get_the_right_one() -> None:
    """They are items of one list."""
    text = HEAD + '[[qestion]]\nid = "a"\n[[qestion]]\nid = "b"\n'
    assert fix_text(text, is_page=False).text == text.replace("qestion", "question")


@given(toml_texts(), st.sampled_from(["", "\ufeff"]), st.sampled_from(["questions", "paths"]))
def test_what_is_corrected_can_be_read_as_before(text: str, mark: str, folder: str) -> None:
    """Whatever its shape: no value is lost, and a second time nothing is left to correct."""
    try:
        fixed = fix_text(mark + text, is_page=False, folder=folder)
    except TomlError:
        return
    assert fixed.text.startswith(mark)
    before, after = parse_toml(text), parse_toml(fixed.text.removeprefix(mark))
    assert values(after) == values(before)
    assert fix_text(fixed.text, is_page=False, folder=folder).changes == ()


def values(value: object) -> list[str]:
    """Return every value within tables and lists, sorted."""
    if isinstance(value, dict | list):
        inner = value.values() if isinstance(value, dict) else value
        return sorted(each for part in inner for each in values(part))
    return [repr(value)]


@pytest.mark.parametrize("kind", ['kind = ["term"]', "kind.x = 1", "kind = 3", "kind = {}"])
def test_a_kind_of_another_shape_is_left_to_the_check(editor: Program, kind: str) -> None:
    """It is a problem of the page, and nothing else."""
    path = editor.content / GRAY
    path.write_text(path.read_text("utf-8").replace('kind = "term"', kind), "utf-8")
    done = editor("check", "--fix")

    assert done.status == 1, done.err
    assert "gray.md:3: schema kind is" in done.out


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no FIFOs on this system")
@pytest.mark.parametrize("odd", ["fifo", "folder", "link", "dangling", "latin"])
def test_an_odd_file_stops_no_correction(editor: Program, odd: str) -> None:
    """The files behind it are corrected, and the check runs."""
    path = editor.content / GRAY
    misspelt = path.read_text("utf-8").replace("title =", "titel =")
    path.write_text(misspelt, "utf-8")
    other, away = path.with_name("aaa.md"), editor.content.parent / "away.md"
    away.write_text(misspelt, "utf-8")
    match odd:
        case "fifo":
            os.mkfifo(other)
        case "folder":
            other.mkdir()
        case "link":
            other.symlink_to(away)
        case "dangling":
            other.symlink_to("nowhere")
        case _:
            other.write_bytes(b"+++\ntitle = '\xfc'\n+++\n")
    done = editor("check", "--fix")

    assert done.status == 1
    assert "gray.md: titel is now title" in done.err
    assert "aaa.md:" in done.out
    assert ("aaa.md: not corrected: " in done.err) == (odd == "link")
    assert away.read_text("utf-8") == misspelt


def test_a_topic_with_a_byte_order_mark_is_corrected(editor: Program) -> None:
    """It keeps the mark."""
    path = editor.content / BASICS
    before = b"\xef\xbb\xbf" + path.read_bytes()
    path.write_bytes(before.replace(b"\nstem =", b"\nstm =", 1))
    done = editor("check", "--fix", str(path))

    assert (done.status, "stm is now stem" in done.err) == (0, True), done
    assert path.read_bytes() == before


def test_a_name_with_a_sign_of_equality_is_corrected(editor: Program) -> None:
    """A shorter text is no text with less in it."""
    path = editor.content / BASICS
    before = path.read_text("utf-8")
    path.write_text(before.replace("\nstem =", '\n"stem=" =', 1), "utf-8")

    assert editor("check", "--fix", str(path)).status == 0
    assert path.read_text("utf-8") == before


LISTS = {
    "empty": "",
    "no item": "objective = []\nslot = []",
    "a number": "objective = 3\nslot = 3",
    "lacks fields": '[[objective]]\nid = "x"\n[[slot]]\nid = "x"',
    "misspelt": '[[objectives]]\nid = "x"\n[[slott]]\nid = "x"',
    "broken": "[[",
}


@pytest.mark.parametrize("name", LISTS)
def test_new_with_objectives_of_another_shape(editor: Program, name: str) -> None:
    """A new topic needs one of them, and says what is wrong."""
    (editor.content / "objectives.toml").write_text(LISTS[name], "utf-8")
    done = editor("new", "question", "zznew", "--about", "pacific")

    assert (done.status, done.is_quiet) == (1, True), done
    assert "objectives.toml has faults: " in done.err
    assert not (editor.content / "questions" / "zznew.toml").exists()


@pytest.mark.parametrize("name", LISTS)
def test_new_with_a_syllabus_of_another_shape(editor: Program, name: str) -> None:
    """The draft is written without what it asks for."""
    (editor.content / "syllabus.toml").write_text(LISTS[name], "utf-8")
    done = editor("new", "term", "zznew")

    assert done.status == 0, done.err
    assert (editor.content / "glossary" / "zznew.md").exists()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("question = 3", "zzq.toml has faults"),
        ("question = [3]", "zzq.toml has faults"),
        ("[question]\nid = 'x'", "zzq.toml has faults"),
        ("question = []", "zzq.toml cannot take another question"),
        ("question = [{id = 'zzq-01'}]", "zzq.toml cannot take another question"),
        ("x = [", "zzq.toml has faults"),
    ],
)
def test_new_question_in_a_topic_of_another_shape(editor: Program, text: str, why: str) -> None:
    """It is left as it is, and no option is named that the command does not have."""
    path = editor.content / "questions" / "zzq.toml"
    path.write_text(HEAD + text, "utf-8")
    done = editor("new", "question", "zzq", "--about", "pacific")

    assert (done.status, done.is_quiet) == (1, True), done
    assert why in done.err
    assert "--force" not in done.err
    assert path.read_text("utf-8") == HEAD + text


@pytest.mark.parametrize(
    ("text", "is_headed"),
    [("", False), ("# soon\n", False), (HEAD, True), ("\ufeff# soon\n", False)],
)
def test_new_question_in_a_topic_without_one(editor: Program, text: str, is_headed: bool) -> None:
    """An id and a title are added where there are none."""
    path = editor.content / "questions" / "zzq.toml"
    path.write_text(text, "utf-8")
    done = editor("new", "question", "zzq", "--about", "pacific")

    assert done.status == 0, done.err
    assert ("TODO zzq" in path.read_text("utf-8")) != is_headed
    assert editor("check", str(path)).status == 0


@pytest.mark.parametrize(("few", "end"), [(b"\r\n", b"\n"), (b"\n", b"\r\n")])
def test_new_question_leaves_the_line_ends_above(editor: Program, few: bytes, end: bytes) -> None:
    """Its own lines end as most of the others do."""
    path = editor.content / BASICS
    lines = path.read_bytes().rstrip().split(b"\n")
    before = lines[0] + few + end.join(lines[1:])
    path.write_bytes(before)

    assert editor("new", "question", "basics").status == 0
    data = path.read_bytes()
    assert data.startswith(before)
    assert data.removeprefix(before).count(b"\r\n") == (
        data.removeprefix(before).count(b"\n") if end == b"\r\n" else 0
    )


def test_questions_written_at_once_are_all_there(fresh: Path, environment: dict[str, str]) -> None:
    """Each with an id of its own."""
    line = [sys.executable, "-m", "guide", "--content", str(fresh), "new", "question", "basics"]
    running = [
        subprocess.Popen(line, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
        for _ in range(4)
    ]
    assert [each.wait() for each in running] == [0] * 4

    content = load_content(fresh)
    assert content.drafts.ids == {f"basics-{number:02}" for number in range(9, 13)}
    assert check(content) == ()


def test_what_an_editor_saves_meanwhile_stays(tmp_path: Path) -> None:
    """A file is replaced only as it was read, or created only where there was none."""
    path = tmp_path / "x.toml"
    path.write_bytes(b"saved meanwhile")
    for old in (b"as it was read", None):
        with taking_turns(tmp_path), pytest.raises(GuideError, match="was changed"):
            replace_file(path, old, b"new")
    assert path.read_bytes() == b"saved meanwhile"
    assert list(tmp_path.iterdir()) == [path]

    replace_file(path, b"saved meanwhile", b"new")
    assert path.read_bytes() == b"new"
