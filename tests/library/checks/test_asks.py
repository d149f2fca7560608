"""Questions that pages say they answer."""

from pathlib import Path

from guide.library.checks import check
from guide.library.load import load_content
from tests.library.test_checks import edit

PATHWAY = "mechanisms/cgas-sting.md"
ASKS = """asks = [
  { question = "What is cGAS?", section = "lead"%s },
  { question = "Which actor comes first?", section = "facts" },
  { question = "What sets the pathway off?", section = "What sets it off" },
  { question = "Is it known what the trigger is?", section = "Contested" },
]
updated ="""


def codes(content: Path) -> list[str]:
    """Return the codes of the problems of a content folder."""
    return [problem.code for problem in check(load_content(content))]


def test_every_kind_of_section_can_answer(fresh: Path) -> None:
    """The lead, the structured fields and each heading."""
    edit(fresh / PATHWAY, "updated =", ASKS % "")

    assert codes(fresh) == []


def test_standards_say_which_pages_must_name_questions(fresh: Path) -> None:
    """Without a standard for its kind a page may name none."""
    assert codes(fresh) == []
    edit(fresh / "standards.toml", "[measure.mechanism]", "[measure.mechanism]\nasks = 4")
    assert codes(fresh) == ["ask-count"]


def test_two_pages_may_share_a_question_if_both_say_so(fresh: Path) -> None:
    """The same words in other case and punctuation are the same question."""
    other = [f'{{ question = "{text}", section = "lead" }}' for text in ("a?", "b?", "c?")]
    shared = '{ question = "what is CGAS", section = "lead", shared = true }'
    line = f"asks = [{', '.join([shared, *other])}]\nupdated ="
    edit(fresh / "entities/genes/cgas.md", "updated =", line)
    edit(fresh / PATHWAY, "updated =", ASKS % "")
    assert codes(fresh) == ["ask-twice"]

    edit(fresh / PATHWAY, 'section = "lead"', 'section = "lead", shared = true')
    assert codes(fresh) == []
