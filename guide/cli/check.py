"""`abscopal check`: every problem of the content in one run."""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from guide.cli.output import print_json, say
from guide.cli.problems import placed
from guide.counting import counted
from guide.errors import UsageError

if TYPE_CHECKING:
    from guide.library.load import Content

BIBLIOGRAPHY = "references.bib"


@dataclass(frozen=True, slots=True)
class Options:
    """What to do besides checking.

    Attributes:
        as_json: Print the problems as JSON.
        warn: Print the warnings too: rules that not every page keeps yet, and what is out of date.
        fix: First correct the order and the spelling of fields.
    """

    as_json: bool = False
    warn: bool = False
    fix: bool = False


def run(content: Path, files: tuple[Path, ...], options: Options) -> int:
    """Print every problem of a content folder, or of some files in it; return 1 if there are any.

    Args:
        content: The content folder.
        files: Pages, lists and references.bib; all of them when none is named.
        options: What to do besides.
    """
    chosen = _only(content, files)
    left = _fix(content, chosen) if options.fix else 0
    return max(left, _check(content, chosen, options.as_json, options.warn))


def _fix(content: Path, chosen: frozenset[Path] | None) -> int:
    """Correct files and say what was changed; return 1 if one of them could not be."""
    from guide.library.fixing import LEFT, fix_files

    status = 0
    for change in fix_files(content, chosen):
        say(f"{placed([change], content)[0].file}: {change.message}", err=True)
        status = 1 if change.code == LEFT else status
    return status


def _check(content: Path, chosen: frozenset[Path] | None, as_json: bool, warn: bool) -> int:
    from guide.building import find_problems
    from guide.library.checks import warnings
    from guide.library.load import load_content

    loaded = load_content(content, only=chosen)
    problems = placed(find_problems(loaded), content)
    doubts = placed(warnings(loaded, datetime.now(UTC).date()), content)
    if as_json:
        print_json([asdict(problem) for problem in (*problems, *(doubts if warn else ()))])
    else:
        for problem in problems:
            say(str(problem))
        for doubt in doubts if warn else ():
            say(f"warning: {doubt}")
        say(_summary(len(problems), loaded), err=True)
        if loaded.drafts.ids:
            drafts, named = len(loaded.drafts.ids), ", ".join(sorted(loaded.drafts.ids))
            their = "its" if drafts == 1 else "their"
            say(
                f"{counted(drafts, 'draft')}, checked for {their} form only"
                f" and left out of the guide: {named}",
                err=True,
            )
        if doubts and not warn:
            say(f"{counted(len(doubts), 'warning')}: `abscopal check --warnings`", err=True)
    return 1 if problems else 0


def _summary(problems: int, loaded: "Content") -> str:
    """Return how many problems were found in what; of files that were chosen, in those alone."""
    entries, references = len(loaded.pages), len(loaded.bibliography.references)
    questions = sum(len(quiz.topic.question) for quiz in loaded.quizzes)
    parts = [(entries, "entry"), (questions, "question"), (references, "reference")]
    checked = [counted(*part) for part in parts if part[0] or loaded.has_all]
    *others, last = checked or ["nothing"]
    return (
        f"{counted(problems, 'problem')} in {', '.join(others) + ' and ' if others else ''}{last}"
    )


def _only(content: Path, files: tuple[Path, ...]) -> frozenset[Path] | None:
    """Return the files to check, or None for all.

    Raises:
        UsageError: One of them is not in the content folder, or cannot be checked alone.
    """
    root = content.resolve()
    chosen = frozenset(file.resolve() for file in files)
    for file in chosen:
        if not file.is_relative_to(root):
            hint = "name files below it"
            raise UsageError(f"{file.name} is not in the content folder {content}", hint)
        if file.suffix not in (".md", ".toml") and file != root / BIBLIOGRAPHY:
            hint = "run `abscopal check`, which reads every file"
            raise UsageError(f"{file.name} cannot be checked alone", hint)
    return chosen or None
