"""`abscopal check`: every problem of the content in one run."""

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from guide.cli.output import print_json, say
from guide.cli.problems import placed
from guide.counting import counted


def run(content: Path, as_json: bool, warn: bool = False) -> int:
    """Print every problem of a content folder; return 1 if there are any.

    Args:
        content: The content folder.
        as_json: Print the problems as JSON.
        warn: Print the warnings too: rules that not every page keeps yet, and what is out of date.
    """
    from guide.library.checks import check, warnings
    from guide.library.load import load_content

    loaded = load_content(content)
    problems = placed(check(loaded), content)
    doubts = placed(warnings(loaded, datetime.now(UTC).date()), content)
    if as_json:
        print_json([asdict(problem) for problem in (*problems, *(doubts if warn else ()))])
    else:
        for problem in problems:
            say(str(problem))
        for doubt in doubts if warn else ():
            say(f"warning: {doubt}")
        entries, references = len(loaded.pages), len(loaded.bibliography.references)
        questions = sum(len(quiz.topic.question) for quiz in loaded.quizzes)
        say(
            f"{counted(len(problems), 'problem')} in {counted(entries, 'entry')},"
            f" {counted(questions, 'question')} and {counted(references, 'reference')}",
            err=True,
        )
        if doubts and not warn:
            say(f"{counted(len(doubts), 'warning')}: `abscopal check --warnings`", err=True)
    return 1 if problems else 0
