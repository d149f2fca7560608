"""What the checks say of the steps of a page."""

from pathlib import Path

import pytest

from guide.library.checks import check
from guide.library.load import load_content
from tests.library.breakages import PATHWAY, STEP


def codes(content: Path, *steps: tuple[str, str, str]) -> list[str]:
    """Return the codes reported of a page with these steps."""
    told = "\n".join(
        STEP.replace('to = "cgas"', f'to = "{target}"')
        .replace('from = "gray"', f'from = "{actor}"')
        .replace('"activates"', f'"{verb}"')
        for actor, verb, target in steps
    )
    page = content / PATHWAY
    page.write_text(page.read_text("utf-8").replace(STEP, told), "utf-8")
    return [problem.code for problem in check(load_content(content))]


def test_branches_and_feedback_are_allowed(fresh: Path) -> None:
    """A step may lead back, and two steps may lead from one entry or to one."""
    assert not codes(
        fresh,
        ("gray", "activates", "cgas"),
        ("cgas", "inhibits", "gray"),
        ("gray", "induces", "cgas"),
        ("cgas", "produces", "pacific"),
        ("durvalumab", "inhibits", "pacific"),
    )


def test_own_page_may_stand_between_two_entries(fresh: Path) -> None:
    """The page's own entry is a step of the way, not its end."""
    assert not codes(fresh, ("gray", "activates", "cgas-sting"), ("cgas-sting", "induces", "cgas"))


@pytest.mark.parametrize(
    ("actor", "verb", "code"),
    [("nobody", "activates", "unknown-id"), ("gray", "pokes", "schema")],
)
def test_unknown_entry_and_unknown_verb_are_refused(
    fresh: Path, actor: str, verb: str, code: str
) -> None:
    """Both are said once, in the file of the page."""
    assert codes(fresh, (actor, verb, "cgas"), ("gray", "activates", "cgas")).count(code) == 1


def test_step_apart_is_named_with_its_line(fresh: Path) -> None:
    """The problem stands at the first step that nothing connects."""
    page = fresh / PATHWAY
    apart = STEP.replace('"gray"', '"durvalumab"').replace('"cgas"', '"pacific"')
    text = page.read_text("utf-8").replace(STEP, f"{STEP}\n{apart}")
    page.write_text(text, "utf-8")
    line = text[: text.index('"durvalumab"')].count("\n")

    (problem,) = check(load_content(fresh))

    assert (problem.code, problem.line) == ("steps-apart", line)
