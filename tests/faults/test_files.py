"""Files from outside are read within bounds; files of the user are never lost or left half written.

Each row of a table is one input; its id names it.
"""

import errno
import json
import os
import stat
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from guide.coach.overlay import MOST_TOPICS
from guide.coach.study import Study, open_study
from guide.errors import GuideError
from guide.exchange.class_results import gather
from guide.exchange.result_file import (
    Result,
    decode_result,
    encode_result,
    read_result,
    write_result,
)
from guide.files import write_file, write_files
from guide.library.catalogue import Catalogue
from guide.study import class_session
from guide.study.answering import LETTERS
from guide.study.items import Response
from guide.study.presenting import present
from tests.cli.test_quiz import OWN
from tests.conftest import NOW
from tests.faults.program import Program

SECONDS = 2
"""A file from outside is refused within them."""


def own(topic: str = "mine", question: str = "mine-01", **changed: str) -> str:
    """Return a file of one own question; changes replace texts of it."""
    text = OWN.replace('"mine-01"', f'"{question}"').replace('id = "mine"', f'id = "{topic}"')
    for before, after in changed.items():
        assert before in text
        text = text.replace(before, after)
    return text


MANY = own() + "".join(
    OWN[OWN.index("[[question]]") :].replace("mine-01", f"mine-{n}") for n in range(2, 5002)
)
NUMERIC = OWN[: OWN.index("options = [")] + 'form = "numeric"\n[question.numeric]\n'
BAD_FILES = {
    "ten-megabytes-of-brackets": "[" * 10_000_000,
    "a-megabyte-of-double-brackets": "[[" * 500_000,
    "brackets-in-a-value": "x = " + "[" * 200_000,
    "brackets-in-a-text": own(Which="[[" * 1_900),
    "citations-in-a-text": own(Which="[@a" * 1_300),
    "long-text": own(Which="word " * 50_000),
    "dotted-key-of-many-parts": ".".join("a" * 100_000) + " = 1",
    "dotted-key-in-quotes": ".".join(['"a"'] * 100_000) + " = 1",
    "adjoining-texts": 'x="""' + '\\"""' * 80_000,
    "lines-of-escaped-quotes": '\\"""\n' * 80_000,
    "quotes-and-keys": '"""."' * 80_000,
    "apostrophes-and-keys": "'''.'" * 80_000,
    "blanks-between-keys": ("a" + " " * 50 + ".") * 8_000,
    "key-behind-four-quotes": 'x = ["""a"""", {' + ".".join("a" * 2000) + ' = 1}, "z"]',
    "key-behind-five-apostrophes": "x = ['''a''''', {" + ".".join("a" * 2000) + " = 1}, 'z']",
    "lists-behind-four-quotes": 'x = ["""a"""", ' + "[" * 2000 + "]" * 2000 + ', "z"]',
    "key-of-quotes": ".".join(['"\\""'] * 50_000) + " = 1",
    "key-of-apostrophes-and-quotes": ".".join([r'"\\"', "'\"'"] * 25_000) + " = 1",
    "hexadecimal-number": own(**{'id = "mine-01"': "id = 0x" + "F" * 6000}),
    "infinite-number": own(**{'id = "mine-01"': "id = -inf"}),
    "five-thousand-questions": MANY,
    "number-of-many-digits": "x = " + "9" * 100_000,
    "nothing": "",
    "not-toml": "Dear all,\nplease find attached",
    "html": "<!doctype html><html></html>",
    "zero-bytes": "\0" * 1000,
    "no-title": own(**{'title = "Mine"\n': ""}),
    "title-a-number": own(**{'title = "Mine"': "title = 7"}),
    "id-a-list": own(**{'id = "mine-01"': 'id = ["mine-01"]'}),
    "id-with-a-path": own(topic="../../victim"),
    "id-of-the-cards": own(topic="glossary"),
    "title-with-an-escape": own(**{'"Mine"': '"\\u001b]52;c;eA==\\u0007"'}),
    "title-turned-round": own(**{'"Mine"': '"\\u202eenim"'}),
    "title-of-a-page": own(**{'"Mine"': f'"{"mine " * 60}"'}),
    "questions-a-number": 'id = "mine"\ntitle = "Mine"\nquestion = 7\n',
    "draw-nothing": NUMERIC + 'quantity = "bed"\ndraw = { n = [] }\n',
    "draw-without-end": NUMERIC
    + 'quantity = "bed"\ndraw = { n = [inf], d = [2], ab = [10] }\nunit = "Gy"\ndecimals = 1\n'
    'tolerance = 1\nworking = "{n}"\nreason = "So it is."\n'
    '[[question.numeric.mistake]]\nquantity = "bed"\nreason = "No."\n',
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_bad_files_of_questions_are_refused_quickly(
    program: Program, tmp_path: Path, name: str
) -> None:
    """One line for each problem, within two seconds, and nothing is imported."""
    path = tmp_path / "theirs.toml"
    path.write_text(BAD_FILES[name], "utf-8")
    program("import", "missing.toml")  # loads what importing needs
    started = time.process_time()
    done = program("import", str(path))

    assert time.process_time() - started < SECONDS
    assert done.status == 1
    assert done.is_quiet
    assert done.out.count("\n") <= 25
    assert done.out.startswith(f"{path}:")
    assert done.out.replace("\n", "").isprintable()
    assert not (program.data / "questions").exists()
    if "-behind-" in name or name.startswith("key-of"):
        assert "nested too deeply" in done.out


@pytest.mark.parametrize(
    "kind", ["device", "pipe", "folder", "latin-1", "missing", "name-too-long"]
)
def test_what_is_no_text_file_is_refused(program: Program, tmp_path: Path, kind: str) -> None:
    """Nothing is opened that never ends or that waits for a writer."""
    path = tmp_path / "theirs.toml"
    match kind:
        case "device":
            path = Path("/dev/zero")
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case "latin-1":
            path.write_bytes("id = 'für'".encode("latin-1"))
        case "name-too-long":
            path = tmp_path / ("x" * 300)
    for command in (("import",), ("session", "report")):
        done = program(*command, str(path))
        assert (done.status in (1, 2), done.is_quiet) == (True, True), done


def test_byte_order_mark_and_line_ends_of_windows_are_read(
    program: Program, tmp_path: Path
) -> None:
    """What Notepad saves is imported."""
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xef\xbb\xbf" + own().replace("\n", "\r\n").encode())

    assert program("import", str(path)).status == 0


def test_topic_imported_again_replaces_it(program: Program, tmp_path: Path) -> None:
    """A topic is known by its id, not by the name of its file; an id belongs to one topic."""
    for name in ("one.toml", "two.toml"):
        (tmp_path / name).write_text(own(), "utf-8")
        assert program("import", str(tmp_path / name)).status == 0
    (tmp_path / "three.toml").write_text(own(topic="yours"), "utf-8")
    done = program("import", str(tmp_path / "three.toml"))

    assert (done.status, "id 'mine-01' is taken" in done.out) == (1, True)
    assert [path.name for path in (program.data / "questions").iterdir()] == ["mine.json"]


def test_an_own_question_replaces_none_of_the_library(program: Program, tmp_path: Path) -> None:
    """One line; of the learner's own it may replace any, also one that is gone already."""
    path = tmp_path / "mine.toml"
    for replaced, status in (("basics-01", 1), ("mine-00", 0)):
        change = f'updated = 2026-11-01\nreplaces = "{replaced}"'
        path.write_text(own(**{"updated = 2026-11-01": change}), "utf-8")
        done = program("import", str(path))

        assert (done.status, done.is_quiet, done.out.count("\n")) == (status, True, 1), done
        assert ("basics-01" in done.out) == bool(status)
        assert (program.data / "questions").exists() != bool(status)


def test_no_more_topics_are_imported_than_are_used(program: Program, tmp_path: Path) -> None:
    """The import that goes beyond is refused in one line; what is there may be replaced."""
    imported(program, tmp_path)
    folder = program.data / "questions"
    for number in range(MOST_TOPICS - 1):
        (folder / f"mine-{number}.json").write_text("{}", "utf-8")
    (tmp_path / "yours.toml").write_text(own(topic="yours", question="yours-01"), "utf-8")
    done = program("import", str(tmp_path / "yours.toml"))

    assert (done.status, done.out.count("\n")) == (1, 1), done
    assert f"at most {MOST_TOPICS}" in done.out
    assert "--forget" in done.out
    assert len(list(folder.iterdir())) == MOST_TOPICS
    assert program("import", str(tmp_path / "mine.toml")).status == 0
    assert program("import", "--forget", "mine-7").status == 0
    assert program("import", str(tmp_path / "yours.toml")).status == 0


def imported(program: Program, tmp_path: Path) -> dict[str, object]:
    """Import a topic; return its file in the data folder, decoded."""
    (tmp_path / "mine.toml").write_text(own(), "utf-8")
    assert program("import", str(tmp_path / "mine.toml")).status == 0
    topic: dict[str, object] = json.loads((program.data / "questions" / "mine.json").read_text())
    return topic


def with_question(topic: dict[str, object], **changed: object) -> str:
    """Return a topic as JSON with changed fields of its question."""
    question = topic["questions"][0]  # type: ignore[index]
    return json.dumps({**topic, "questions": [{**question, **changed}]})


DAMAGES: dict[str, Callable[[dict[str, object]], str]] = {
    "empty": lambda topic: "",
    "not-json": lambda topic: "{",
    "deep": lambda topic: "[" * 200_000,
    "deep-object": lambda topic: '{"a":' * 200_000,
    "no-title": lambda topic: json.dumps({k: v for k, v in topic.items() if k != "title"}),
    "title-a-number": lambda topic: json.dumps({**topic, "title": 7}),
    "id-a-list": lambda topic: json.dumps({**topic, "id": ["mine"]}),
    "id-of-another": lambda topic: json.dumps({**topic, "id": "../../victim"}),
    "no-options": lambda topic: with_question(topic, options=[]),
    "no-key": lambda topic: with_question(topic, options=[["a", False, []], ["b", False, []]]),
    "seven-options": lambda topic: with_question(topic, options=[["a", True, []]] * 7),
    "unknown-form": lambda topic: with_question(topic, form="essay"),
    "form-without-its-data": lambda topic: with_question(topic, form="numeric", options=[]),
    "unknown-quantity": lambda topic: with_question(
        topic,
        form="numeric",
        options=[],
        numeric={
            "quantity": "eval",
            "draw": {"n": [1]},
            "unit": "",
            "decimals": 0,
            "tolerance": 1,
            "working": "",
            "reason": [],
            "slip": [],
        },
    ),
    "figure-of-nothing": lambda topic: with_question(
        topic, form="figure", figure={"kind": "curve", "title": "", "x": "", "curve": []}
    ),
    "id-with-a-path": lambda topic: with_question(topic, id="../x"),
    "two-of-one-id": lambda topic: json.dumps({**topic, "questions": topic["questions"] * 2}),  # type: ignore[operator]
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_bad_file_in_the_data_folder_is_left_out_by_name(
    program: Program, tmp_path: Path, damage: Callable[[dict[str, object]], str]
) -> None:
    """Every command goes on without it, and says so."""
    text = damage(imported(program, tmp_path))
    (program.data / "questions" / "mine.json").write_text(text, "utf-8")
    done = program("quiz", "-n", "1", typed="q\n")

    assert done.status == 0
    assert "mine.json" in done.err
    assert done.is_quiet
    assert program("quiz", "--topic", "mine").status == 1
    assert program("import", str(tmp_path / "mine.toml")).status == 0, "it is repaired"
    assert program("quiz", "--topic", "mine", typed="q\n").err == ""


@pytest.mark.parametrize(
    "topic", ["../../victim", "..", "/etc/passwd", "a/b", "a\\b", "", "x" * 300]
)
def test_forgetting_stays_in_its_folder(program: Program, tmp_path: Path, topic: str) -> None:
    """A name that is no id is no topic, and forms no path."""
    (program.data / "questions").mkdir(parents=True)
    victim = tmp_path / "victim.json"
    victim.write_text("{}", "utf-8")

    assert program("import", "--forget", topic).status in (1, 2)
    assert victim.exists()


@pytest.mark.parametrize("link", ["part", "file", "folder"])
def test_links_are_not_followed_for_writing(program: Program, tmp_path: Path, link: str) -> None:
    """What a link in the data folder leads to stays as it is."""
    (tmp_path / "mine.toml").write_text(own(), "utf-8")
    victim, folder = tmp_path / "victim.json", program.data / "questions"
    victim.write_text("precious", "utf-8")
    program.data.mkdir()
    if link == "folder":
        folder.symlink_to(tmp_path)
    else:
        folder.mkdir()
        (folder / f"mine.json{'.part' if link == 'part' else ''}").symlink_to(victim)
    done = program("import", str(tmp_path / "mine.toml"))

    assert done.status == (0 if link == "part" else 1)
    assert victim.read_text("utf-8") == "precious"
    assert not (tmp_path / "mine.json").exists()


def test_what_is_created_is_private(program: Program, tmp_path: Path) -> None:
    """Files are for their owner alone, and so are folders."""
    imported(program, tmp_path)
    program("export", "anki", "--out", str(tmp_path / "deck.apkg"))
    modes = {
        name: stat.S_IMODE((tmp_path / name).stat().st_mode)
        for name in ("deck.apkg", "data/questions", "data/questions/mine.json")
    }

    assert modes == {"deck.apkg": 0o600, "data/questions": 0o700, "data/questions/mine.json": 0o600}


def test_deck_leaves_no_temporary_files(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither beside the deck nor in the system's folder for them."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    (tmp_path / "out").mkdir()

    assert program("export", "anki", "--out", str(tmp_path / "out" / "deck.apkg")).status == 0
    assert list((tmp_path / "temporary").iterdir()) == []
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["deck.apkg"]


def lines(data: bytes) -> int:
    """Count lines; a file of this kind begins with a hash."""
    if not data.startswith(b"#"):
        raise ValueError("not of this kind")
    return data.count(b"\n")


TARGETS: dict[str, tuple[bytes | None, bytes, bool]] = {
    "none": (None, b"#\n", True),
    "as-many": (b"#\n", b"#new\n", True),
    "fewer": (b"#\n", b"#\n\n", True),
    "more": (b"#\n\n\n", b"#\n", False),
    "another-kind": (b"diary", b"#\n", False),
    "empty": (b"", b"#\n", False),
}


@pytest.mark.parametrize(("there", "new", "written"), TARGETS.values(), ids=TARGETS)
def test_target_is_replaced_only_by_as_much(
    tmp_path: Path, there: bytes | None, new: bytes, written: bool
) -> None:
    """A file that holds more, or is something else, stays unless it is forced away."""
    path = tmp_path / "x"
    if there is not None:
        path.write_bytes(there)
    if written:
        write_file(path, new, lines)
    else:
        with pytest.raises(GuideError, match="--force"):
            write_file(path, new, lines)
        assert path.read_bytes() == there
        write_file(path, new, lines, force=True)
    assert path.read_bytes() == new
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("step", ["fsync", "replace", "read"])
def test_write_that_fails_leaves_the_target(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """A full disk, a lost folder or a file that reads back differently costs nothing."""

    def fail(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    path = tmp_path / "x"
    path.write_bytes(b"#old\n")
    match step:
        case "fsync":
            monkeypatch.setattr(os, "fsync", fail)
        case "replace":
            monkeypatch.setattr(Path, "replace", fail)
        case "read":
            monkeypatch.setattr(Path, "read_bytes", lambda _path: b"#rotten\n")
    with pytest.raises(GuideError, match="cannot be written"):
        write_file(path, b"#new\n", lines)
    monkeypatch.undo()

    assert path.read_bytes() == b"#old\n"
    assert list(tmp_path.iterdir()) == [path]


def answer_once(program: Program) -> None:
    """Answer a question of any form, so that there is data to export."""
    done = program("quiz", "-n", "1", typed="A\n1\n5\nAB\nABC\nABCD\nABCDE\ny\n")
    assert done.status == 0, done


@pytest.mark.parametrize("form", ["json", "csv"])
def test_good_export_is_not_replaced_by_less(program: Program, tmp_path: Path, form: str) -> None:
    """Another data folder, an emptied one or a mistyped one never costs the good export."""
    answer_once(program)
    good = tmp_path / f"good.{form}"
    done = program("export", form, "--out", str(good))
    assert (done.status, "(0 entries)" in done.out) == (0, False), done
    before = good.read_bytes()
    empty = Program(program.content, tmp_path / "empty")
    with open_study_of(empty):
        pass
    mistyped = Program(program.content, tmp_path / "mistyped")

    for other in (empty, mistyped):
        done = other("export", form, "--out", str(good))
        assert (done.status, done.is_quiet) == (1, True), done
        assert good.read_bytes() == before
    assert not mistyped.data.exists()
    assert empty("export", form, "--out", str(good), "--force").status == 0


def open_study_of(program: Program) -> Study:
    """Open the data of a program, which creates it."""
    from guide.opening import open_guide
    from guide.paths import built_dir

    return open_study(open_guide(built_dir(program.content)).catalogue, program.data, NOW)


@pytest.mark.parametrize(
    "target", ["/dev/full", "/dev/null", "missing/x.json", "", "x" * 300, "link.json", "."]
)
def test_places_that_are_no_file_are_one_line(
    program: Program, tmp_path: Path, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is written, and the reason is said."""
    answer_once(program)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "link.json").symlink_to(tmp_path / "elsewhere")
    for command in (("export", "json"), ("export", "anki"), ("session", "create")):
        done = program(*command, "--out", target)
        assert (done.status in (1, 2), done.err.count("\n")) == (True, 1), done
    assert not (tmp_path / "elsewhere").exists()


# Results of a class


def class_code(catalogue: Catalogue, count: int = 3) -> class_session.ClassCode:
    """Return the code of a class session of the small library."""
    return class_session.make_code(catalogue.content_version, list(catalogue.topics), "", count, 7)


def real_result(catalogue: Catalogue, name: str = "Ada") -> Result:
    """Return the result of a learner who has answered the first question rightly."""
    code = class_code(catalogue)
    drawn = class_session.draw(code, list(catalogue.topics), catalogue.questions)
    first = next(question for question in drawn if question.form in ("single", "figure"))
    return Result(
        str(code),
        catalogue.content_version,
        name,
        NOW.isoformat(),
        tuple(question.id for question in drawn),
        (Response(first.id, str(first.key), True, "sure", 4.0),),
    )


@pytest.mark.parametrize("other", ["out/../out/x", "./out/x", "linked/x", "loop/../out/x"])
@pytest.mark.parametrize("there", [False, True])
def test_two_spellings_of_one_file_are_one_file(
    program: Program,
    catalogue: Catalogue,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    other: str,
    there: bool,
) -> None:
    """Of two reports neither is written over the other, whether or not a file is there yet."""
    monkeypatch.chdir(tmp_path)
    out = tmp_path / "out"
    out.mkdir()
    (tmp_path / "linked").symlink_to(out)
    (tmp_path / "loop").mkdir()
    result = write_result(real_result(catalogue), tmp_path)
    if there:
        (out / "x").write_text("old", "utf-8")
    report = ("session", "report", str(result), "--csv", "out/x", "--html", other, "--force")
    done = program(*report)

    assert (done.status, done.err.count("\n")) == (2, 1), done
    assert "already one of the files" in done.err
    assert [path.read_text("utf-8") for path in out.iterdir()] == (["old"] if there else [])


@pytest.mark.parametrize("folder", ["x/../data", "linked"])
def test_a_file_of_the_guide_is_known_by_any_spelling(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    """Also while its folder in the data folder does not exist yet."""
    monkeypatch.chdir(tmp_path)
    answer_once(program)
    (tmp_path / "x").mkdir()
    (tmp_path / "linked").symlink_to(program.data)
    target = f"{folder}/results/a.abscopal-result"
    done = program("export", "json", "--out", target)

    assert (done.status, done.err.count("\n")) == (2, 1), done
    assert "the guide's own data" in done.err


FORGED: dict[str, dict[str, object]] = {
    "name-a-number": {"name": 7},
    "name-a-list": {"name": ["Ada"]},
    "name-null": {"name": None},
    "name-of-a-page": {"name": "a" * 100_000},
    "seconds-nan": {"answers": [["basics-01", "0", True, "sure", "NaN"]]},
    "seconds-huge": {"answers": [["basics-01", "0", True, "sure", 1e300]]},
    "seconds-negative": {"answers": [["basics-01", "0", True, "sure", -1]]},
    "right-a-number": {"answers": [["basics-01", "0", 1000, "sure", 1.0]]},
    "confidence-unknown": {"answers": [["basics-01", "0", True, "divine", 1.0]]},
    "answers-a-number": {"answers": 7},
    "id-a-formula": {"questions": ["=cmd|' /C calc'!A0"]},
    "id-with-a-path": {"questions": ["../../x"]},
    "questions-without-end": {"questions": [f"q-{n}" for n in range(5000)]},
    "questions-none": {"questions": []},
    "format-of-tomorrow": {"format": 2},
    "unknown-field": {"grade": "A"},
    "code-mistyped": {"code": "ABCDE-FGHJK"},
    "moment-a-word": {"finished_at": "yesterday"},
    "moment-that-does-not-exist": {"finished_at": "2026-99-99T99:99:99"},
    "moment-of-signs": {"finished_at": "2026-11-23T::::::"},
}


@pytest.mark.parametrize("changed", FORGED.values(), ids=FORGED)
def test_forged_results_are_left_out_by_name(
    program: Program, catalogue: Catalogue, tmp_path: Path, changed: dict[str, object]
) -> None:
    """Whatever a result file holds, and although its checksum may be right, the others count."""
    good = write_result(real_result(catalogue), tmp_path)
    bad = tmp_path / "bad.abscopal-result"
    bad.write_bytes(sealed({**json.loads(good.read_bytes()), **changed}))
    done = program("session", "report", str(good), str(bad))

    assert (done.status, done.err) == (1, "")
    assert ": 1 result, 3 questions" in done.out
    assert "bad.abscopal-result: " in done.out


def sealed(body: dict[str, object]) -> bytes:
    """Return a forged result with a checksum that is right."""
    import hashlib

    body.pop("sha256", None)
    text = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return json.dumps({**body, "sha256": hashlib.sha256(text.encode()).hexdigest()}).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"\xff\xfe",
        b'"\\ud800"',
        b"1e999",
        b"\0" * 99,
    ],
    ids=["empty", "open", "deep", "deep-object", "utf-16", "surrogate", "huge", "zero-bytes"],
)
def test_bytes_that_are_no_result_are_refused(data: bytes) -> None:
    """The reason is given; nothing else is raised."""
    with pytest.raises(ValueError, match="not a result"):
        decode_result(data)


def test_right_is_calculated_and_not_believed(catalogue: Catalogue, tmp_path: Path) -> None:
    """A wrong answer with a flag that says right is wrong; answers of a stranger's are none."""
    from dataclasses import replace

    honest = real_result(catalogue)
    liar = replace(
        honest,
        name="Mallory",
        answers=tuple(Response(name, "1", True) for name in honest.questions),
    )
    wrong = sum(
        catalogue.questions[name].form in ("single", "figure")
        and catalogue.questions[name].key == 1
        for name in honest.questions
    )
    report = gather([write_result(each, tmp_path) for each in (honest, liar)], catalogue)

    assert {result.name: result.score for result in report.results} == {"Ada": 1, "Mallory": wrong}


def test_questions_of_another_session_are_refused(catalogue: Catalogue, tmp_path: Path) -> None:
    """The class code says which questions were asked, and how many."""
    from dataclasses import replace

    honest = real_result(catalogue)
    others = [name for name in catalogue.questions if name not in honest.questions]
    easy = replace(honest, questions=(*honest.questions[:2], others[0]), name="Easy")
    many = replace(honest, questions=(*honest.questions, *others[:2]), name="Many")
    report = gather([write_result(each, tmp_path) for each in (honest, easy, many)], catalogue)

    assert report.scores == [1]
    assert len(report.left_out) == 2


@pytest.mark.parametrize("option", ["--csv", "--html"])
def test_report_is_never_written_over_its_input(
    program: Program, catalogue: Catalogue, tmp_path: Path, option: str
) -> None:
    """Not even with --force, and not through a link."""
    path = write_result(real_result(catalogue), tmp_path)
    before = path.read_bytes()
    (tmp_path / "link").symlink_to(path)
    for target in (path, tmp_path / "link"):
        done = program("session", "report", str(path), option, str(target), "--force")
        assert (done.status, done.is_quiet) == (2, True)
    assert path.read_bytes() == before


def typed_rightly(catalogue: Catalogue, code: class_session.ClassCode) -> str:
    """Return the letters that answer a class session of choices; other forms get a number."""
    drawn = class_session.draw(code, list(catalogue.topics), catalogue.questions)
    replies = []
    for question in drawn:
        shown = present(question, code.seed)
        if question.form in ("single", "figure"):
            replies.append(LETTERS[shown.place_of_key()])
        elif question.form == "numeric":
            replies.append("1")
        elif question.form == "several":
            replies.append("AB")
        else:
            replies.append(LETTERS[: len(shown.order)])
    return "".join(f"{reply}\n" for reply in replies)


def test_a_name_is_kept_for_the_result(
    program: Program, catalogue: Catalogue, tmp_path: Path
) -> None:
    """Given with the quiz, it stands in the result whenever it is written; another replaces it."""
    code = str(class_code(catalogue))
    replies = typed_rightly(catalogue, class_code(catalogue))
    assert program("quiz", "--code", code, "--name", "Ada", typed=replies).status == 0
    for number, more in enumerate(((), ("--name", "Bo"))):
        out = tmp_path / f"again-{number}"
        assert program("session", "result", code, "--out", str(out), *more).status == 0
    found = [read_result(path).name for path in sorted(tmp_path.glob("again-*"))]

    assert found == ["Ada", "Bo"]


def test_result_can_be_written_again(
    program: Program, catalogue: Catalogue, tmp_path: Path
) -> None:
    """A finished exam is in the learner's data; its result is the same whenever it is written."""
    code = class_code(catalogue)
    assert program("session", "result", str(code)).status == 1
    done = program(
        "quiz", "--code", str(code), "--result", str(tmp_path), typed=typed_rightly(catalogue, code)
    )
    assert done.status == 0, done.err
    again = tmp_path / "again.abscopal-result"
    assert program("session", "result", str(code), "--out", str(again)).status == 0
    first = next(path for path in tmp_path.glob("*.abscopal-result") if path != again)

    assert decode_result(first.read_bytes()) == decode_result(again.read_bytes())
    report = program("session", "report", str(first), str(again))
    assert ": 1 result," in report.out
    assert "a copy of a result already read" in report.out


@pytest.mark.parametrize("place", ["in-a-file", "link", "pipe", "name-too-long"])
def test_place_that_cannot_be_written_is_said_before_the_exam(
    program: Program, catalogue: Catalogue, tmp_path: Path, place: str
) -> None:
    """No question is asked when the result could not be written."""
    target = tmp_path / "x.abscopal-result"
    match place:
        case "in-a-file":
            target.write_text("in the way")
            target = target / "x"
        case "link":
            target.symlink_to(tmp_path / "elsewhere")
        case "pipe":
            os.mkfifo(target)
        case "name-too-long":
            target = tmp_path / ("x" * 300)
    done = program("quiz", "--code", str(class_code(catalogue)), "--result", str(target))

    assert (done.status, done.is_quiet) == (1, True), done
    assert "Question 1" not in done.out


@pytest.mark.parametrize("name", ["n" * 300, "\udcff", "é" * 80, "../../x", "\x1b[31m", "."])
def test_names_of_learners_form_safe_files(catalogue: Catalogue, tmp_path: Path, name: str) -> None:
    """Whatever somebody is called, the file is in its folder and can be read again."""
    from dataclasses import replace

    if len(name) <= 80 and name != "\udcff":
        result = replace(real_result(catalogue), name=name)
        path = write_result(result, tmp_path)
        assert path.parent == tmp_path
        assert decode_result(encode_result(result)) == result
    else:
        with pytest.raises((GuideError, ValueError)):
            write_result(replace(real_result(catalogue), name=name), tmp_path)
    assert all(path.suffix == ".abscopal-result" for path in tmp_path.iterdir())


def test_names_that_are_no_text_are_refused_before_the_exam(
    program: Program, catalogue: Catalogue
) -> None:
    """A name that no result file can hold is wrong usage."""
    for name in ("n" * 300, "\udcff"):
        done = program("quiz", "--code", str(class_code(catalogue)), "--name", name)
        assert (done.status, done.is_quiet, done.out) == (2, True, "")


def test_results_with_a_byte_order_mark_count(
    program: Program, catalogue: Catalogue, tmp_path: Path
) -> None:
    """Whoever looked at one in Notepad and saved it has altered nothing."""
    path = write_result(real_result(catalogue), tmp_path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    done = program("session", "report", str(path))

    assert (done.status, done.err) == (0, "")


@pytest.mark.parametrize("failing", [1, 2, 3])
def test_files_that_belong_together_are_written_all_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    """Whichever cannot be moved to its place, what was there is there again."""
    moves = []
    move = Path.replace

    def replace(part: Path, target: Path) -> Path:
        if target.suffix == ".x":
            moves.append(target)
            if len(moves) == failing:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return move(part, target)

    old, new, last = (tmp_path / name for name in ("old.x", "new.x", "last.x"))
    old.write_bytes(b"#old\n")
    last.write_bytes(b"#last\n")
    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(GuideError, match="cannot be written"):
        write_files(dict.fromkeys((old, new, last), (b"#1\n", lines)))
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == {
        old: b"#old\n",
        last: b"#last\n",
    }
    monkeypatch.undo()
    assert write_files(dict.fromkeys((old, new, last), (b"#1\n", lines))) == {
        old: 1,
        new: 1,
        last: 1,
    }
    assert len(list(tmp_path.iterdir())) == 3


EMPTY = [
    ("data", "backup", ""),
    ("data", "restore", ""),
    ("data", "import", ""),
    ("data", "export", "--out", ""),
    ("export", "json", "--out", ""),
    ("export", "csv", "--out", ""),
    ("export", "anki", "--out", ""),
    ("session", "create", "--out", ""),
    ("session", "paper", "SBF01-002DK", "--out", ""),
    ("session", "report", ""),
    ("session", "report", "x", "--csv", ""),
    ("session", "report", "x", "--html", ""),
    ("session", "result", "SBF01-002DK", "--out", ""),
    ("session", "result", ""),
    ("quiz", "--code", "SBF01-002DK", "--result", ""),
    ("import", ""),
    ("--data", "", "data", "delete", "--yes"),
    ("--content", "", "list"),
]


@pytest.mark.parametrize("arguments", EMPTY, ids=" ".join)
def test_empty_paths_are_wrong_usage(program: Program, arguments: tuple[str, ...]) -> None:
    """They are what an unset variable of a script leaves, and no name of a folder."""
    done = program(*arguments)

    assert (done.status, done.is_quiet, done.out) == (2, True, "")
