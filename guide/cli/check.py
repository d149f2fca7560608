"""`abscopal check`: every problem of the content in one run."""

from dataclasses import asdict
from pathlib import Path

from guide.cli.output import print_json, say


def run(content: Path, as_json: bool) -> int:
    """Print every problem of a content folder; return 1 if there are any."""
    from guide.library.checks import check
    from guide.library.load import load_content

    loaded = load_content(content)
    problems = check(loaded)
    if as_json:
        print_json([asdict(problem) for problem in problems])
    else:
        for problem in problems:
            say(str(problem))
        entries, references = len(loaded.pages), len(loaded.bibliography.references)
        questions = sum(len(quiz.topic.question) for quiz in loaded.quizzes)
        say(
            f"{len(problems)} problems in {entries} entries, {questions} questions"
            f" and {references} references",
            err=True,
        )
    return 1 if problems else 0
