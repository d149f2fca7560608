"""The commands that define, compare and calculate, and those that say how far one is."""

import json

import pytest

from guide.library.catalogue import Catalogue
from tests.cli.test_commands import run  # noqa: F401 - a fixture
from tests.cli.test_quiz import typed


def test_compare_prints_text_markdown_and_json(run) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    """Short names are understood; the forms hold the same."""
    text = run("compare", "imfinzi", "keytruda").stdout
    markdown = run("compare", "durva", "pembro", "--markdown").stdout
    data = json.loads(run("compare", "durva", "pembro", "--differences", "--json").stdout)

    assert "Durvalumab" in text and "22 days" in text and "≠" not in text.splitlines()[0]
    assert max(map(len, text.splitlines())) <= 80
    assert markdown.startswith("| Property | Durvalumab | Pembrolizumab |\n| --- | --- | --- |\n")
    assert data["kind"] == "agent"
    assert not any(row["same"] for row in data["rows"])


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["compare"], 2, "two to four"),
        (["compare", "durva"], 2, "two to four"),
        (["compare", "durva", "keytrda"], 1, "did you mean 'keytruda'"),
        (["compare", "durva", "pacific"], 2, "compare entries of one kind"),
        (["compare", "--all", "trial"], 2, "'trial'"),
        (["compare", "durva", "pembro", "--all", "agent"], 2, "leave the names out"),
        (["compare", "durva", "pembro", "--json", "--markdown"], 2, "exclude each other"),
        (["define", "grey matter"], 1, "nothing is called 'grey matter'"),
        (["define", ""], 1, "nothing is called ''"),
        (["define"], 2, "NAME"),
        (["bed", "9999x99"], 2, "'9999x99' is no schedule"),
        (["bed", "8x3", "--ab", "0"], 2, "'0' is no α/β"),
        (["bed", "8x3", "--ab", "1e-300"], 2, "'1e-300' is no α/β"),
        (["bed", "8x3", "--ab", "nan"], 2, "'nan' is no α/β"),
        (["bed", "8x3", "--ab", "inf"], 2, "'inf' is no α/β"),
        (["bed", "8x3", "--ab", "51"], 2, "at most 50"),
        (["bed", "-8x3"], 2, "-8"),
        (["bed", "0x3"], 2, "'0x3' is no schedule"),
        (["bed", "nonsense"], 2, "'nonsense' is no schedule"),
        (["bed", "8x3", "--ab"], 2, "--ab"),
        (["paths", "first-stops"], 1, "did you mean 'first-steps'"),
        (["progress"], 1, "nothing was read or answered yet"),
    ],
)
def test_what_new_commands_cannot_do_is_one_line(  # type: ignore[no-untyped-def]
    run,  # noqa: F811
    arguments: list[str],
    status: int,
    said: str,
) -> None:
    """One clear line on standard error, the right status, nothing on standard output."""
    done = run(*arguments)

    assert (done.returncode, done.stdout) == (status, "")
    assert done.stderr.count("\n") == 1
    assert said in done.stderr


@pytest.mark.parametrize("name", [["gray"], ["GRAY"], ["Gy"]])
def test_define_says_what_a_term_is(run, name: list[str]) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    """By title or other name, in any capitals; what it is mixed up with is there."""
    text = run("define", *name)
    data = json.loads(run("define", *name, "--json").stdout)

    assert (text.returncode, data["id"], data["kind"]) == (0, "gray", "term")
    assert data["summary"] in " ".join(text.stdout.split())
    assert max(map(len, text.stdout.splitlines())) <= 80


@pytest.mark.parametrize(
    "arguments",
    [
        ["8x3", "--ab", "10", "3"],
        ["--ab", "10", "--ab", "3", "8x3"],
        ["8Gy×3", "--ab", "10", "3"],
        ["8,0", "x", "3", "--ab", "10", "3,0"],
        ["24 Gy", "in", "3", "--ab", "10gy", "--ab", "3"],
    ],
)
def test_bed_at_every_ratio(run, arguments: list[str]) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    """BED = n·d·(1 + d/(α/β)), EQD2 = BED/(1 + 2/(α/β)); schedules as they are typed."""
    data = json.loads(run("bed", *arguments, "--json").stdout)

    assert (data["fractions"], data["dose"], data["total"], data["doubtful"]) == (3, 8, 24, False)
    assert data["effects"] == [
        {"alpha_beta": 10, "bed": 43.2, "eqd2": 36},
        {"alpha_beta": 3, "bed": 88, "eqd2": 52.8},
    ]
    text = run("bed", *arguments).stdout.replace("\u00a0", " ")
    assert "BED₁₀ 43.2 Gy = 3 × 8 × (1 + 8/10)" in text
    assert "BED₃ 88.0 Gy" in text


def test_paths_say_how_far_one_is(run, catalogue: Catalogue) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    """Without data only the paths; after answers how much is done, and progress has figures."""
    before = json.loads(run("paths", "--json").stdout)
    assert [(each["id"], each["done"]) for each in before] == [("first-steps", None)]
    assert run("paths").stdout.split() == ["first-steps", "5", "min", "First", "steps"]

    answers = typed(catalogue, "ROOM7", count=2)
    assert run("quiz", "-n", "2", "--seed", "ROOM7", typed=answers).returncode == 0
    after = json.loads(run("paths", "first-steps", "--json").stdout)
    assert after["done"]["pages"] == 0
    assert after["done"]["next"]
    assert "0% read" in run("paths").stdout
    assert "After this path you can" in run("paths", "First steps").stdout

    text, data = run("progress").stdout, json.loads(run("progress", "--json").stdout)
    assert data["answers"] == 2
    assert data["topics"][0]["seen"] == 2
    assert data["suggestions"]
    assert "The next ten minutes" in text and "Mastery" in text


def test_search_names_the_comparison(run) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    """A query with `vs` says which command compares."""
    data = json.loads(run("search", "imfinzi", "vs", "keytruda", "--json").stdout)

    assert data["compare"] == ["durvalumab", "pembrolizumab"]
    assert (
        "abscopal compare durvalumab pembrolizumab" in run("search", "imfinzi vs keytruda").stdout
    )
