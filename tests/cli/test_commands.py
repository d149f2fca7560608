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


def test_show_of_a_question_prints_its_answer_and_reasons(run) -> None:  # type: ignore[no-untyped-def]
    """All that an editor wants to see of it; the JSON has the same as data."""
    done = run("show", "basics-01")
    asked = json.loads(run("show", "basics-01", "--json").stdout)

    assert done.returncode == 0
    assert asked["kind"] == "question"
    assert asked["stem"] in done.stdout
    told = " ".join(done.stdout.split())
    for option in asked["options"]:
        assert option["text"] in told
        assert option["reason"] in told
    assert [option["right"] for option in asked["options"]].count(True) == 1
    assert f"Take home: {asked['take_home']}" in told


def test_show_prints_questions_of_every_form(run) -> None:  # type: ignore[no-untyped-def]
    """Calculations and figures too."""
    for number in range(1, 9):
        done = run("show", f"basics-{number:02}")
        asked = json.loads(run("show", f"basics-{number:02}", "--json").stdout)
        assert done.returncode == 0
        assert asked["id"] in done.stdout


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


@pytest.mark.parametrize(
    ("typed", "first"), [("durva", "durvalumab"), ("pac", "pacific"), ("micronuc", "cgas-sting")]
)
def test_search_completes_beginnings(run, typed: str, first: str) -> None:  # type: ignore[no-untyped-def]
    """The last word may be a beginning, as on the screen."""
    answer = json.loads(run("search", typed, "--json").stdout)

    assert answer["results"][0]["id"] == first
    assert answer["suggestion"] is None


def test_search_calculates(run) -> None:  # type: ignore[no-untyped-def]
    """A query that is a schedule is answered with BED and EQD2, although no page holds it."""
    done = run("search", "8x3", "ab3")
    answer = json.loads(run("search", "bed 54/3 ab 10", "--json").stdout)

    assert done.returncode == 0
    assert "BED₃ 88.0 Gy = 3 × 8 × (1 + 8/3) · EQD2₃ 52.8 Gy" in done.stdout.replace("\u00a0", " ")
    assert answer["calculation"] == {
        "fractions": 3,
        "dose": 18,
        "effects": [{"alpha_beta": 10, "bed": 151.2, "eqd2": 126}],
    }


def test_search_joins_lines_and_shows_markup_as_typed(run) -> None:  # type: ignore[no-untyped-def]
    """Pasted lines are one query; what looks like markup is printed as it is."""
    assert json.loads(run("search", "year\nsurvival", "--json").stdout)["results"]
    nothing = run("search", "[red]xyzzy[/red]\nqqq")

    assert nothing.returncode == 1
    assert "'[red]xyzzy[/red] qqq'" in nothing.stderr


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
        "pembrolizumab",
        "pacific",
        "gray",
    }
    assert set(entries[0]) == {"id", "kind", "title", "aliases", "identifiers", "seed"}


def test_path_is_shown_as_text_and_json(run) -> None:  # type: ignore[no-untyped-def]
    """Minutes of the units and the whole, what comes before and what it leads to."""
    text = run("show", "first-steps").stdout
    path = json.loads(run("show", "first-steps", "--json").stdout)

    assert "After this path you can" in text and "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 80
    assert (path["kind"], path["minutes"], path["needs"]) == ("path", 5, [])
    assert path["after"] == ["Name the sensor of DNA", "Say what PACIFIC showed"]
    assert path["units"][0]["minutes"] == 5
    assert path["units"][0]["objectives"][0]["id"] == "name-the-sensor"
    assert path["units"][0]["entries"] == ["cgas-sting", "cgas"]


def test_paths_are_listed_apart_from_the_entries(run) -> None:  # type: ignore[no-untyped-def]
    """`--kind path` lists them with their minutes; a misspelt id is corrected."""
    line = run("list", "--kind", "path").stdout
    paths = json.loads(run("list", "--kind", "path", "--json").stdout)

    assert line.split() == ["first-steps", "5", "min", "First", "steps"]
    assert [(path["id"], path["minutes"]) for path in paths] == [("first-steps", 5)]
    assert "did you mean 'first-steps'?" in run("show", "first-step").stderr


def test_stats_json_has_the_contract_shape(run) -> None:  # type: ignore[no-untyped-def]
    """Counts by kind, questions, references, words, version."""
    facts = json.loads(run("stats", "--json").stdout)

    assert facts["entries"] == {"mechanism": 1, "gene": 1, "agent": 2, "trial": 1, "term": 1}
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


RANKING = (ROOT / "index" / "ranking.toml").read_text("utf-8")
WRONG_KNOWLEDGE = {
    "ranking": ("x", "front-matter"),
    "ranking by nothing": (
        re.sub("^half = .*", "half = 0", RANKING, flags=re.MULTILINE),
        "schema",
    ),
    "ranking below nothing": (
        re.sub("^passage = .*", "passage = -2", RANKING, flags=re.MULTILINE),
        "schema",
    ),
    "synonyms": ("group = 3\nbroader = {}", "schema"),
    "spelling": ("rule = [{ find = '(', put = '' }]\nsound = []", "schema"),
    "questions": (None, "unreadable"),
}


@pytest.mark.parametrize(
    "names",
    [
        ("ranking",),
        ("ranking by nothing",),
        ("ranking below nothing",),
        ("synonyms",),
        ("spelling", "questions"),
    ],
)
@pytest.mark.parametrize("command", ["check", "build", "doctor", "check --json"])
def test_every_command_names_what_is_wrong_beside_the_content(
    fresh: Path, environment: dict[str, str], command: str, names: tuple[str, ...]
) -> None:
    """The files of `index/` are part of it: each that is wrong is a line with its place."""
    index = fresh.parent / "index"
    for name in names:
        text, _ = WRONG_KNOWLEDGE[name]
        file = index / f"{name.split()[0]}.toml"
        file.unlink()
        if text is not None:
            file.write_text(text, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "guide", "--content", str(fresh), *command.split()],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    found = done.stdout + done.stderr

    assert (done.returncode, "Traceback" in found) == (1, False), done
    for name in names:
        _, code = WRONG_KNOWLEDGE[name]
        place = f"{fresh.parent.resolve()}/index/{name.split()[0]}.toml"
        if command == "check --json":
            problems = {each["file"]: each["code"] for each in json.loads(done.stdout)}
            assert problems[place] == code
        else:
            assert found.count(f"{place}:1: {code} ") == 1, done


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


def test_a_copy_of_the_content_alone_is_whole(
    fresh: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    """Nothing beside it is missed: no log of searches, and of seeds the guide's own count."""
    copy = shutil.copytree(fresh, tmp_path / "elsewhere" / "mine")
    for command in ("check", "show cgas"):
        done = subprocess.run(
            [sys.executable, "-m", "guide", "--content", str(copy), *command.split()],
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
        (("doctor", "--data", "x"), 2, "abscopal --data DIR doctor"),
        (("search", "cgas", "--data", "x"), 2, "abscopal --data DIR search"),
        (("search", "--content=x", "cgas"), 2, "abscopal --content DIR search"),
        (("data", "status", "--data=x"), 2, "abscopal --data DIR data status"),
        (("show", "cgas", "--content", "x"), 2, "abscopal --content DIR show"),
        (("data", "--data", "x", "status"), 2, "abscopal --data DIR data"),
        (("show", "cgas", "--conten", "x"), 2, "--conten"),
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


@pytest.mark.parametrize("group", ["export", "data", "session"])
def test_group_without_a_command_shows_its_help(run, group: str) -> None:  # type: ignore[no-untyped-def]
    """Wrong usage, and the help with its line ends as they are."""
    done, asked = run(group), run(group, "--help")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith(asked.stdout)
    assert (
        done.stderr.splitlines()[0] == f"abscopal: abscopal {group} needs a command, one of these:"
    )
    assert "\\n" not in done.stderr
    assert run(group, "-h").stdout == asked.stdout


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


def test_steps_name_both_entries_in_json_and_in_text(run) -> None:  # type: ignore[no-untyped-def]
    """Scripts have the ids; readers have the arrow."""
    (step,) = json.loads(run("show", "cgas-sting", "--json").stdout)["facts"]["step"]

    assert step == {
        "from": "gray",
        "from_as": "micronuclei",
        "verb": "activates",
        "to": "cgas",
        "to_as": "cGAS",
        "level": "preclinical",
        "sources": ["mackenzie2017"],
    }
    assert "micronuclei —activates→ cGAS" in run("show", "cgas-sting").stdout


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


def test_chosen_files_are_checked_alone(fresh: Path, environment: dict[str, str]) -> None:
    """Faults of other files are not reported, nor missed names that stand there."""
    with (fresh / "glossary/gray.md").open("a", encoding="utf-8") as page:
        page.write("\nIt is a unit [@nobody]{review}.\n")
    pathway, topic = fresh / "mechanisms/cgas-sting.md", fresh / "questions/basics.toml"

    def check(*files: Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "guide", "--content", str(fresh), "check"]
        return subprocess.run(
            [*command, *map(str, files)], cwd=ROOT, env=environment, capture_output=True, text=True
        )

    assert check(pathway, topic).returncode == 0
    assert check(fresh / "entities/agents/durvalumab.md", fresh / "trials/pacific.md").stdout == ""
    assert check(fresh / "glossary/gray.md").stdout.count("\n") == 1
    pathway.write_text(pathway.read_text("utf-8").replace("[[cgas]]", "[[cgaz]]", 1), "utf-8")
    done = check(pathway)
    assert (done.returncode, done.stdout.count("\n")) == (1, 1)
    assert "unknown-id" in done.stdout


def test_a_file_elsewhere_is_not_checked(run) -> None:  # type: ignore[no-untyped-def]
    """It is named, with what to do."""
    for name in ("README.md", "content/references.bib"):
        done = run("check", name)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.count("\n") == 1


def test_stats_show_how_the_pages_read(run) -> None:  # type: ignore[no-untyped-def]
    """Every kind with its figures, as text and as JSON."""
    found = json.loads(run("stats", "--reading", "--json").stdout)

    assert found["kinds"][0]["of"] == "all"
    text = run("stats", "--reading").stdout
    assert all(row["of"] in text for row in found["kinds"])
