"""`abscopal session`, `export` and `import`: class sessions, decks, tables, own questions."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from guide.cli.arguments import Destination
from guide.cli.learner import open_data
from guide.cli.output import say, warn, write_text
from guide.coach.bank import Bank
from guide.coach.overlay import Overlay, own_topics, read_overlay, topic_file
from guide.counting import counted
from guide.errors import GuideError, NotFoundError, UsageError
from guide.exchange.class_session_file import SUFFIX, read_session_file, write_session_file
from guide.files import Count, is_same, reason, write_file, write_files
from guide.library.cards import TOPIC
from guide.opening import Guide
from guide.store.progress import Progress
from guide.study import class_session
from guide.study.presenting import present


@dataclass(frozen=True, slots=True)
class Out:
    """Where a command writes.

    Attributes:
        path: A file or a folder; None for the command's own choice.
        force: Replace what is there, even if it holds more.
    """

    path: Path | None = None
    force: bool = False


def create(guide: Guide, topic: str, count: int, seed: str | None, out: Out) -> int:
    """Create a class session: print its code and write its file."""
    catalogue = guide.catalogue
    topics, version = list(catalogue.topics), catalogue.content_version
    code = class_session.make_code(version, topics, topic, count, _choose_seed(seed))
    questions = class_session.draw(code, topics, catalogue.questions)
    path = out.path or Path(f"{code}{SUFFIX}")
    title = catalogue.topics.get(topic, "All topics")
    write_session_file(code, title, version, questions, path, out.force)
    say(f"Code {code}: {counted(len(questions), 'question')}, content {version}")
    if len(questions) < count:
        say(f"There {'is' if len(questions) == 1 else 'are'} only that many.")
    say(f"File {path}")
    say(f"To take part: abscopal quiz --code {code} --result FOLDER, or key c on the tab Quiz.")
    return 0


def _choose_seed(text: str | None) -> int:
    """Return the seed that a number or a word stands for; a random one for None."""
    if text is None:
        return secrets.randbits(17)
    return class_session.read_seed(text)


def _read_code(text: str) -> class_session.ClassCode:
    """Return the class code that an argument is, or that is in the file it names."""
    return read_session_file(Path(text)) if text.endswith(SUFFIX) else class_session.read_code(text)


def paper(guide: Guide, session: str, folder: Path, force: bool) -> int:
    """Write a class session on paper."""
    from guide.exchange.paper import write_papers

    catalogue, code = guide.catalogue, _read_code(session)
    if not class_session.fits(code, catalogue.content_version):
        warn(
            f"the class code was made with another version of the content than"
            f" {catalogue.content_version}"
        )
    questions = [
        present(question, code.seed)
        for question in class_session.draw(code, list(catalogue.topics), catalogue.questions)
    ]
    title = f"Class session {code}"
    for path in write_papers(title, questions, catalogue, folder, str(code), force):
        say(str(path))
    return 0


def report(
    guide: Guide,
    files: tuple[Path, ...],
    csv_file: Path | None,
    html_file: Path | None,
    force: bool,
) -> int:
    """Merge result files; return 1 when some were left out."""
    from guide.exchange.class_report import count_csv, report_csv, report_html, report_text
    from guide.exchange.class_results import gather
    from guide.exchange.markup import count_html

    _check_targets(files, [path for path in (csv_file, html_file) if path is not None])
    found = gather(files, guide.catalogue)
    for line in report_text(found):
        say(line)
    wanted: dict[Path, tuple[bytes, Count]] = {}
    holds: dict[Path, str] = {}
    if csv_file is not None:
        wanted[csv_file] = report_csv(found).encode(), count_csv
        holds[csv_file] = counted(len(found.items), "row")
    if html_file is not None:
        wanted[html_file] = report_html(found).encode(), count_html
        results = counted(len(found.results), "result")
        holds[html_file] = f"{results}, {counted(len(found.items), 'question')}"
    _write_all(wanted, force, holds)
    return 1 if found.left_out else 0


def _check_targets(inputs: tuple[Path, ...], targets: list[Path]) -> None:
    """Check that no file is written over one that is read, or over another that is written.

    Raises:
        UsageError: One is.
    """
    for place, target in enumerate(targets):
        if any(is_same(target, other) for other in (*inputs, *targets[:place])):
            raise UsageError(f"{target} is already one of the files", "choose another name")


def result(guide: Guide, data: Path, session: str, out: Destination | None, name: str) -> int:
    """Write the result file of a finished class session again, from the learner's data."""
    from guide.exchange.result_file import Result, check_place, make_results_folder, write_result

    catalogue, code = guide.catalogue, _read_code(session)
    with open_data(data) as progress:
        finished = progress.exams.find_finished(str(code))
    if finished is None:
        raise NotFoundError(
            f"no exam of the class session {code} is finished in your data",
            f"take part with abscopal quiz --code {code}",
        )
    target = out or Destination(make_results_folder(data / "results"))
    check_place(*target)
    found = Result.of_exam(finished, catalogue.questions, catalogue.content_version, name)
    path = write_result(found, *target)
    say(f"Result file: {path} ({counted(len(found.answers), 'answer')})")
    return 0


def _write_all(
    files: dict[Path, tuple[bytes, Count]], force: bool, holds: dict[Path, str] | None = None
) -> None:
    """Write files, all or none, and say what each holds; without words for it, how many entries."""
    for path, written in write_files(files, force).items():
        words = (holds or {}).get(path) or counted(written, "entry")
        say(f"Written: {path} ({words})")


def export_anki(guide: Guide, data: Path, topic: str | None, cards: bool, out: Out) -> int:
    """Write an Anki deck; return 1 when own questions were left out."""
    from guide.exchange.anki import count_deck, make_deck

    overlay = _read_overlay(data)
    bank = Bank(guide.catalogue, overlay.questions, overlay.topics)
    if topic is not None and topic not in bank.topics:
        raise NotFoundError(f"there is no topic '{topic}'", f"topics: {', '.join(bank.topics)}")
    chosen = bank.of_topic(topic or "") + (bank.of_topic(TOPIC) if cards and topic is None else [])
    deck, path = make_deck(chosen, bank.topics, guide.catalogue), out.path or Path("abscopal.apkg")
    count = write_file(path, deck, count_deck, out.force)
    say(f"{counted(count, 'note')} in {path}")
    return 1 if overlay.notices else 0


def _read_overlay(data: Path) -> Overlay:
    """Read the learner's own questions; what was left out is printed as warnings."""
    overlay = read_overlay(data)
    for notice in overlay.notices:
        warn(notice)
    return overlay


def export_everything(data: Path, out: Out) -> int:
    """Write everything that the learner has as JSON, to a file or to standard output."""
    from guide.exchange.learner import count_everything, everything_json

    return _export(data, everything_json, count_everything, out)


def export_answers(guide: Guide, data: Path, out: Out) -> int:
    """Write every answer as CSV, with its question in words, to a file or to standard output."""
    from guide.exchange.learner import count_reviews, reviews_csv

    overlay = _read_overlay(data)
    questions = Bank(guide.catalogue, overlay.questions, overlay.topics).questions
    return _export(data, lambda progress: reviews_csv(progress, questions), count_reviews, out)


def _export(data: Path, make: Callable[[Progress], str], count: Count, out: Out) -> int:
    """Write what is made of the learner's data; return 1 when damaged rows were left out."""
    with open_data(data) as progress:
        text = make(progress)
        notices = progress.notices
    for notice in notices:
        warn(notice)
    if out.path is None:
        write_text(text)
    else:
        _write_all({out.path: (text.encode(), count)}, out.force)
    return 1 if notices else 0


def import_files(guide: Guide, data: Path, files: tuple[Path, ...]) -> int:
    """Import own questions; print every problem and return 1 when there is one."""
    from guide.exchange.own_questions import import_questions

    overlay = _read_overlay(data)
    existing = Bank(guide.catalogue, overlay.questions, overlay.topics).questions
    imported = import_questions(files, guide.catalogue, data, existing)
    for problem in imported.problems:
        say(str(problem))
    if imported.problems:
        warn(f"{counted(len(imported.problems), 'problem')}; nothing was imported")
        return 1
    for topic, count in imported.topics:
        say(f"{topic}: {counted(count, 'question')}")
    return 0


def forget(data: Path, topic: str) -> int:
    """Remove an own topic; the answers to its questions stay."""
    names = own_topics(data)
    if topic not in names:
        raise NotFoundError(
            f"you have no topic '{topic}'",
            f"your topics: {', '.join(names)}" if names else "you have none",
        )
    path = topic_file(data, topic)
    try:
        path.unlink()
    except OSError as error:
        raise GuideError(f"{path} cannot be removed: {reason(error)}") from error
    say(f"{topic}: removed; your answers stay")
    return 0
