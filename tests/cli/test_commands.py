"""The command-line contract: shapes, exit statuses, one clear line for every mistake."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from guide.library.manifest import CATALOGUE
from tests.conftest import ROOT


@pytest.fixture
def run(small: Path, environment: dict[str, str]):  # type: ignore[no-untyped-def]
    """Run the program on the small library and return the finished process."""

    def act(*arguments: str, typed: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "guide", "--content", str(small), *arguments],
            cwd=ROOT,
            env={**environment, **more},
            input=typed,
            capture_output=True,
            text=True,
            timeout=60,
        )

    return act


def test_search_json_has_the_contract_shape(run) -> None:  # type: ignore[no-untyped-def]
    """query, suggestion and results with id, kind, title, score and snippet."""
    done = run("search", "sting", "--json")
    answer = json.loads(done.stdout)

    assert done.returncode == 0
    assert set(answer) == {"query", "suggestion", "results"}
    assert set(answer["results"][0]) == {"id", "kind", "title", "score", "snippet"}
    assert answer["results"][0]["id"] == "cgas-sting"


def test_search_limits_and_narrows(run) -> None:  # type: ignore[no-untyped-def]
    """--limit and --kind are obeyed."""
    assert len(json.loads(run("search", "cgas", "--json", "--limit", "1").stdout)["results"]) == 1
    assert {
        hit["kind"]
        for hit in json.loads(run("search", "cgas", "--kind", "gene", "--json").stdout)["results"]
    } == {"gene"}


def test_search_that_finds_nothing_says_so(run) -> None:  # type: ignore[no-untyped-def]
    """Exit 1, one line on stderr; the JSON is an empty list."""
    done = run("search", "xyzzy")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert json.loads(run("search", "xyzzy", "--json").stdout)["results"] == []


def test_show_json_has_the_contract_shape(run) -> None:  # type: ignore[no-untyped-def]
    """All the fields that scripts rely on are there."""
    page = json.loads(run("show", "cgas", "--json").stdout)

    for name in (
        "id",
        "kind",
        "title",
        "aliases",
        "summary",
        "body",
        "identifiers",
        "seed",
        "references",
        "links",
        "linked_from",
    ):
        assert name in page
    assert page["references"][0]["doi"] == "10.1038/nature23449"
    assert page["seed"][0]["text"] == "CGAS (cyclic GMP-AMP synthase)"


def test_show_is_plain_and_80_wide_when_piped(run) -> None:  # type: ignore[no-untyped-def]
    """No escape sequences, no line over 80 columns."""
    done = run("show", "pacific")

    assert "\x1b" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_list_json_has_the_contract_shape(run) -> None:  # type: ignore[no-untyped-def]
    """Entries with identifiers and seed rows."""
    entries = json.loads(run("list", "--json").stdout)

    assert {entry["id"] for entry in entries} == {
        "cgas-sting",
        "cgas",
        "durvalumab",
        "pacific",
        "gray",
    }
    assert set(entries[0]) == {"id", "kind", "title", "aliases", "identifiers", "seed"}


def test_stats_json_has_the_contract_shape(run) -> None:  # type: ignore[no-untyped-def]
    """Counts by kind, questions, references, words, version."""
    facts = json.loads(run("stats", "--json").stdout)

    assert facts["entries"] == {"mechanism": 1, "gene": 1, "agent": 1, "trial": 1, "term": 1}
    assert (facts["questions"], facts["references"]) == (8, 2)
    assert facts["words"] > 50
    assert facts["content_version"].startswith("2026.11+")


def test_check_and_doctor_are_content(run) -> None:  # type: ignore[no-untyped-def]
    """A sound library passes both."""
    assert run("check").returncode == 0
    assert run("quiz", typed="q\n").returncode == 0
    done = run("doctor")
    assert done.returncode == 0, done.stdout
    for word in ("version", "content", "index", "data", "terminal"):
        assert f"ok    {word}" in done.stdout


def test_check_reports_as_lines_and_json(fresh: Path, environment: dict[str, str]) -> None:
    """Problems come as FILE:LINE: CODE message (hint), exit 1."""
    (fresh / "glossary" / "gray.md").write_text("nothing", "utf-8")
    command = [sys.executable, "-m", "guide", "--content", str(fresh), "check"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stdout.startswith(f"{fresh.resolve()}/glossary/gray.md:1: front-matter ")
    problems = json.loads(
        subprocess.run(
            [*command, "--json"], cwd=ROOT, env=environment, capture_output=True, text=True
        ).stdout
    )
    assert problems[0]["code"] == "front-matter"


@pytest.mark.parametrize("stand", [".", "..", "content", "content/glossary"])
@pytest.mark.parametrize("command", ["check", "build", "check --json"])
def test_printed_paths_can_be_opened_from_here(
    fresh: Path, environment: dict[str, str], command: str, stand: str
) -> None:
    """From the parent of the content folder, from above it, and from inside it."""
    (fresh / "glossary" / "gray.md").write_text("nothing", "utf-8")
    here = fresh.parent / stand
    done = subprocess.run(
        [sys.executable, "-m", "guide", "--content", str(fresh), *command.split()],
        cwd=here,
        env={**environment, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    found = (
        json.loads(done.stdout)[0]["file"]
        if "--json" in command
        else re.findall("(.*):1: front-matter", done.stdout + done.stderr)[0]
    )

    assert (here / found).samefile(fresh / "glossary/gray.md")
    if stand in (".", ".."):
        assert not Path(found).is_absolute()


def test_a_copy_of_the_content_alone_is_whole(fresh: Path, environment: dict[str, str]) -> None:
    """Without seeds beside it the guide's own count: no row is unknown, and none is wanting."""
    shutil.rmtree(fresh.parent / "seeds")
    for command in ("check", "show cgas"):
        done = subprocess.run(
            [sys.executable, "-m", "guide", "--content", str(fresh), *command.split()],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
        )
        assert (done.returncode, "seed-" in done.stdout) == (0, False), done.stdout + done.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("shoow",), 2, "did you mean 'show'"),
        (("show",), 2, "ID"),
        (("search", "x", "--kind", "planet"), 2, "planet"),
        (("search", "x", "--limit", "0"), 2, "0"),
        (("--nonsense",), 2, "--nonsense"),
        (("show", "cgass"), 1, "did you mean 'cgas'"),
        (("quiz", "--topic", "basic"), 1, "did you mean 'basics'"),
        ((), 2, "needs a terminal"),
    ],
)
def test_mistakes_get_one_clear_line(  # type: ignore[no-untyped-def]
    run,
    arguments: tuple[str, ...],
    status: int,
    words: str,
) -> None:
    """Exit status as in the contract, one line on stderr with the way out, never a traceback."""
    done = run(*arguments)

    assert done.returncode == status
    assert words in done.stderr
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


def test_damaged_index_is_exit_three(tree: Path, environment: dict[str, str]) -> None:
    """A missing or altered index is said in one line, with how to fix it."""
    command = [sys.executable, "-m", "guide"]
    built = tree / "index" / "built"
    for step in ("altered", "missing"):
        if step == "altered":
            path = next(built.rglob(CATALOGUE))
            path.write_bytes(path.read_bytes()[:-1])
        else:
            shutil.rmtree(built)
        done = subprocess.run(
            [*command, "search", "sting"], cwd=tree, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 3, step
        assert done.stderr.count("\n") == 1
        assert "abscopal build" in done.stderr
        subprocess.run(
            [*command, "build"], cwd=tree, env=environment, check=True, capture_output=True
        )


def test_review_asks_what_is_due(run) -> None:  # type: ignore[no-untyped-def]
    """With nothing due, review says so and exits 1."""
    done = run("quiz", "--mode", "review")

    assert done.returncode == 1
    assert "Nothing is due" in done.stdout


def test_unwritable_data_folder_is_said_and_survived(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """The quiz works although nothing can be saved."""
    (tmp_path / "file").write_text("in the way")
    done = run("quiz", "-n", "1", typed="q\n", ABSCOPAL_DATA=str(tmp_path / "file" / "data"))

    assert done.returncode == 0
    assert "Nothing will be saved" in done.stderr


def test_heavy_libraries_are_not_loaded_for_reading() -> None:
    """Opening the guide loads neither pydantic nor whoosh, and commands load no textual."""
    code = (
        "import sys, guide.cli.main, guide.opening, guide.cli.show, guide.cli.screen;"
        "import guide.ui.app, guide.coach.study;"
        "heavy = ('pydantic', 'whoosh', 'bibtexparser', 'markdown_it.main', 'fsrs');"
        "print([name for name in heavy if name in sys.modules])"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    plain = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, guide.cli.main, guide.cli.show, guide.cli.search, guide.cli.quiz;"
            "print('textual' in sys.modules)",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert (loaded.strip(), plain.strip()) == ("[]", "False")


def test_trial_json_names_the_arms_beside_the_bare_values(run) -> None:  # type: ignore[no-untyped-def]
    """The values stay bare strings; `by_arm` and the new tables come beside them."""
    facts = json.loads(run("show", "pacific", "--json").stdout)["facts"]

    assert facts["result"][0]["values"] == ["47.5", "29.1"]
    assert facts["result"][0]["by_arm"] == [
        {"arm": "durvalumab", "value": "47.5"},
        {"arm": "placebo", "value": "29.1"},
    ]
    assert [arm["role"] for arm in facts["arms"]] == ["experimental", "control"]
    assert [row["label"] for row in facts["toxicity"]["events"]] == [
        "any-cause grade 3–4",
        "deaths from adverse events",
    ]
    assert facts["as_of"] == "2026-11-01"


def test_check_prints_warnings_when_asked(fresh: Path, environment: dict[str, str]) -> None:
    """What must be looked up again is counted, listed when asked, and no failure."""
    page = fresh / "trials/pacific.md"
    text = page.read_text("utf-8")
    page.write_text(re.sub(r"as_of = [-0-9]+", "as_of = 2020-01-02", text), "utf-8")

    command = [sys.executable, "-m", "guide", "--content", str(fresh), "check"]
    short, whole = (
        subprocess.run([*command, *more], cwd=ROOT, env=environment, capture_output=True, text=True)
        for more in ([], ["--warnings"])
    )

    assert short.returncode == whole.returncode == 0
    assert "out-of-date" not in short.stdout
    assert "1 warning: `abscopal check --warnings`" in short.stderr
    assert "out-of-date" in whole.stdout


def test_stats_show_coverage_and_sources(run) -> None:  # type: ignore[no-untyped-def]
    """Both tables as text and as JSON."""
    rows = json.loads(run("stats", "--syllabus", "--json").stdout)
    use = json.loads(run("stats", "--sources", "--json").stdout)

    assert {(row["of"], row["slot"]) for row in rows} == {
        ("gene", "role"),
        ("trial", "harm"),
        ("cgas-sting", "contested"),
    }
    assert use["citations"] == use["identified"] > 0
    assert "harm" in run("stats", "--syllabus").stdout
    assert "100.0% of a source with DOI" in run("stats", "--sources").stdout
