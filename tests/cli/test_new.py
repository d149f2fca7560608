"""`abscopal new`: a draft that passes the checks of its form, in the right place, or a refusal."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from guide.cli.main import commands
from guide.errors import GuideError, UsageError
from guide.library.checks import check
from guide.library.load import load_content
from guide.library.scale import KIND_FACTS
from tests.conftest import ROOT, copy_small


def new(content: Path, *arguments: str) -> str:
    """Run the command; return what it says."""
    result = CliRunner().invoke(commands, ["--content", str(content), "new", *arguments])
    if isinstance(result.exception, GuideError):
        raise result.exception
    return result.output


@pytest.mark.parametrize("kind", KIND_FACTS)
def test_every_template_passes_the_checks_of_its_form(kind: str, fresh: Path) -> None:
    """With the whole syllabus; it is refused as soon as it is called finished."""
    (fresh / "syllabus.toml").write_bytes((ROOT / "content" / "syllabus.toml").read_bytes())
    before = check(load_content(fresh))
    said = new(fresh, kind, "quite-new")
    path = fresh / KIND_FACTS[kind].folder / "quite-new.md"

    assert str(path) in said
    assert check(load_content(fresh)) == before
    path.write_text(path.read_text("utf-8").replace("draft = true", "draft = false"), "utf-8")
    found = [each for each in check(load_content(fresh)) if each.file.endswith("quite-new.md")]
    assert {each.code for each in found} == {"placeholder"}


def test_a_question_is_added_to_its_topic(fresh: Path) -> None:
    """With the next number, about the page of the last one; what was there stays."""
    path = fresh / "questions" / "basics.toml"
    before = path.read_text("utf-8")
    new(fresh, "question", "basics")

    assert path.read_text("utf-8").startswith(before.rstrip())
    content = load_content(fresh)
    assert check(content) == ()
    assert {"basics-09"} == content.drafts.ids


def test_a_new_topic_needs_a_page(fresh: Path) -> None:
    """There is no question to take it from."""
    with pytest.raises(GuideError, match="say which page"):
        new(fresh, "question", "more")
    assert not (fresh / "questions" / "more.toml").exists()
    new(fresh, "question", "more", "--about", "pacific")

    content = load_content(fresh)
    assert check(content) == ()
    assert content.drafts.quizzes[0].topic.question[0].entry == "pacific"


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("term", "gray"), "taken"),
        (("gene", "gray"), "taken"),
        (("term", "basics-01"), "taken"),
        (("term", "first-steps"), "taken"),
        (("term", "Gray"), "is not a valid id"),
        (("term", "../outside"), "is not a valid id"),
        (("term", "a" * 81), "is not a valid id"),
        (("question", "gray"), "is no topic"),
        (("question", "basics", "--about", "nothing"), "nothing has the id"),
    ],
)
def test_what_cannot_be_is_refused(fresh: Path, arguments: tuple[str, ...], why: str) -> None:
    """And nothing is written."""
    before = sorted(fresh.rglob("*"))
    with pytest.raises(GuideError, match=why):
        new(fresh, *arguments)
    assert sorted(fresh.rglob("*")) == before


def test_an_unknown_kind_is_wrong_usage(fresh: Path) -> None:
    """The kinds are named."""
    result = CliRunner().invoke(commands, ["--content", str(fresh), "new", "drug", "x"])
    assert result.exit_code == 2
    assert "mechanism" in result.output


def test_a_folder_that_leads_away_is_refused(tmp_path: Path) -> None:
    """Only the content folder is written to."""
    content = copy_small(tmp_path / "library")
    away = tmp_path / "away"
    (content / "glossary").rename(away)
    (content / "glossary").symlink_to(away)
    with pytest.raises(GuideError, match="leads out of the content folder"):
        new(content, "term", "quite-new")
    assert not (away / "quite-new.md").exists()


def test_a_topic_with_broken_toml_is_left(fresh: Path) -> None:
    """What it holds could not be counted."""
    path = fresh / "questions" / "basics.toml"
    path.write_text(path.read_text("utf-8") + "\nbroken = [", "utf-8")
    before = path.read_bytes()
    with pytest.raises(GuideError, match="has faults"):
        new(fresh, "question", "basics")
    assert path.read_bytes() == before


def test_line_ends_of_a_topic_stay(fresh: Path) -> None:
    """A file of Windows stays one."""
    path = fresh / "questions" / "basics.toml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    new(fresh, "question", "basics")
    data = path.read_bytes()

    assert data.count(b"\n") == data.count(b"\r\n")
    assert check(load_content(fresh)) == ()


def run(content: Path, *arguments: str) -> tuple[int, str]:
    """Run the program; return its exit status and what it says."""
    result = CliRunner().invoke(commands, ["--content", str(content), *arguments])
    return result.exit_code, result.output


def test_a_draft_comes_to_the_screen_and_goes_again(fresh: Path) -> None:
    """From the template to the page and its list, marked."""
    run(fresh, "new", "term", "quite-new")
    status, said = run(fresh, "check", str(fresh / "glossary" / "quite-new.md"))
    assert status == 0
    assert "0 problems in 2 references" in said
    assert "1 draft, checked for its form only and left out of the guide: quite-new" in said

    assert "drafts included" in run(fresh, "build", "--draft")[1]
    assert "Draft: Quite new" in run(fresh, "show", "quite-new")[1]
    assert "Draft: Quite new" in run(fresh, "search", "quite-new")[1]
    assert "drafts are shown" in run(fresh, "doctor")[1]

    assert "1 draft left out" in run(fresh, "build")[1]
    assert "quite-new" not in run(fresh, "list")[1]


def test_check_corrects_fields_when_asked_to(fresh: Path) -> None:
    """It says what it changed, and a second time has nothing to change."""
    path = fresh / "glossary" / "gray.md"
    before = path.read_text("utf-8")
    path.write_text(before.replace('title = "', 'titel = "'), "utf-8")

    assert run(fresh, "check", str(path))[0] == 1
    status, said = run(fresh, "check", "--fix", str(path))
    assert status == 0
    assert "gray.md: titel is now title" in said
    assert path.read_text("utf-8") == before
    assert "is now" not in run(fresh, "check", "--fix", str(path))[1]


def test_an_alias_with_the_name_of_a_new_page_is_named(fresh: Path) -> None:
    """It stays where it is until the page is finished, and makes no error before."""
    path = fresh / "entities" / "genes" / "cgas.md"
    path.write_text(path.read_text("utf-8").replace("aliases = [", 'aliases = ["crossover", '))
    said = new(fresh, "term", "crossover")

    assert "'crossover' is an alias of 'cgas'" in said
    assert "cgas.md:5 (take it out there when this page is finished)" in said
    status, said = run(fresh, "check")
    assert status == 0
    assert "1 warning" in said


def test_the_bibliography_is_checked_alone(fresh: Path) -> None:
    """With its own rules; a source that only this file would need is not missed."""
    path = fresh / "references.bib"
    assert run(fresh, "check", str(path))[0] == 0
    path.write_text(path.read_text("utf-8").replace("{35108059}", "{4084023311}"), "utf-8")

    status, said = run(fresh, "check", str(path))
    assert status == 1
    assert "references.bib:7: pmid-malformed" in said


def test_what_cannot_be_checked_alone_says_so(fresh: Path) -> None:
    """It is a file of the content all the same."""
    result = CliRunner().invoke(
        commands, ["--content", str(fresh), "check", str(fresh / "questions" / "words.txt")]
    )
    assert isinstance(result.exception, UsageError)
    assert str(result.exception) == (
        "words.txt cannot be checked alone (run `abscopal check`, which reads every file)"
    )
