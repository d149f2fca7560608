"""`abscopal cite` and `--ascii`: what is printed, and one line for what cannot be."""

import json

import pytest

from tests.cli.test_commands import run  # noqa: F401  a fixture


def test_cite_prints_vancouver_by_itself(run) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    """In one line; the JSON has the same text and the fields."""
    done = run("cite", "spigel2022")
    (source,) = json.loads(run("cite", "spigel2022", "--json").stdout)

    assert done.returncode == 0
    assert done.stdout.count("\n") == 1
    assert done.stdout == source["text"] + "\n"
    assert (source["key"], source["format"], source["pmid"]) == (
        "spigel2022", "vancouver", "35108059",
    )  # fmt: skip


def test_a_page_stands_for_its_sources(run) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    """Each once, also where source and page are both named."""
    done = run("cite", "pacific", "spigel2022", "--format", "ris")
    shown = json.loads(run("show", "pacific", "--json").stdout)

    assert done.stdout.count("ER  - ") == len(shown["references"])
    assert done.stdout.startswith("TY  - ")


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["spigel2021"], 1, "did you mean 'spigel2022'?"),
        ([""], 1, "no source has the key, DOI or PMID ''"),
        (["spigel2022", "-f", "word"], 2, "'vancouver', 'bibtex', 'ris', 'doi'"),
        ([], 2, "Missing argument"),
    ],
)
def test_what_cannot_be_cited(run, arguments: list[str], status: int, said: str) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    """One clear line on standard error, and nothing else."""
    done = run("cite", *arguments)

    assert done.returncode == status
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


def test_ascii_is_all_that_is_written(run) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    """A page and a list in ASCII; JSON has every character, escaped."""
    page = run("--ascii", "show", "cgas-sting").stdout

    assert page.isascii()
    assert "\\u" not in page
    full = run("show", "cgas-sting", "--json").stdout
    assert json.loads(run("--ascii", "show", "cgas-sting", "--json").stdout) == json.loads(full)


def test_ascii_stands_before_the_command(run) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    """The search, which takes words with hyphens, says so."""
    done = run("search", "--ascii", "gray")

    assert done.returncode == 2
    assert "put --ascii before the command: abscopal --ascii search" in done.stderr
