"""`abscopal session`, `export` and `import`: class sessions, decks, tables, own questions."""

import secrets
from pathlib import Path

from guide.cli.learner import open_data, open_learner
from guide.cli.output import say, warn, write_text
from guide.coach.overlay import FOLDER
from guide.errors import GuideError, NotFoundError
from guide.exchange.class_session_file import SUFFIX, read_session_file, write_session_file
from guide.library.cards import TOPIC
from guide.opening import Guide
from guide.study import class_session
from guide.study.presenting import present


def create(guide: Guide, topic: str, count: int, seed: str | None, out: Path | None) -> int:
    """Create a class session: print its code and write its file."""
    catalogue = guide.catalogue
    topics, version = list(catalogue.topics), catalogue.content_version
    code = class_session.make_code(version, topics, topic, count, _choose_seed(seed))
    questions = class_session.draw(code, topics, catalogue.questions)
    path = out or Path(f"{code}{SUFFIX}")
    title = catalogue.topics.get(topic, "All topics")
    try:
        write_session_file(code, title, version, questions, path)
    except OSError as error:
        raise _unwritable(path, error) from error
    say(f"Code {code}: {len(questions)} questions, content {version}")
    if len(questions) < count:
        say(f"There are only {len(questions)} questions.")
    say(f"File {path}")
    say(f"To take part: abscopal quiz --code {code} --result FOLDER, or key c on the tab Quiz.")
    return 0


def _choose_seed(text: str | None) -> int:
    """Return the seed that a number or a word stands for; a random one for None."""
    if text is None:
        return secrets.randbits(17)
    return int(text) if text.isdecimal() else class_session.seed_17(text)


def _read_code(text: str) -> class_session.ClassCode:
    """Return the class code that an argument is, or that is in the file it names."""
    return read_session_file(Path(text)) if text.endswith(SUFFIX) else class_session.read_code(text)


def paper(guide: Guide, session: str, folder: Path) -> int:
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
    try:
        files = write_papers(f"Class session {code}", questions, catalogue, folder, str(code))
    except OSError as error:
        raise _unwritable(folder, error) from error
    for path in files:
        say(str(path))
    return 0


def report(
    guide: Guide, files: tuple[Path, ...], csv_file: Path | None, html_file: Path | None
) -> int:
    """Merge result files; return 1 when some were left out."""
    from guide.exchange.class_report import gather, report_csv, report_html, report_text

    found = gather(files, guide.catalogue.questions)
    for line in report_text(found):
        say(line)
    for path, write in ((csv_file, report_csv), (html_file, report_html)):
        if path is not None:
            _write(path, write(found))
    return 1 if found.left_out else 0


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        raise _unwritable(path, error) from error
    say(f"Written: {path}")


def _unwritable(path: Path, error: OSError) -> GuideError:
    return GuideError(f"{path} cannot be written: {error.strerror}")


def export_anki(guide: Guide, data: Path, topic: str | None, cards: bool, out: Path) -> int:
    """Write an Anki deck."""
    from guide.exchange.anki import write_deck

    with open_learner(guide, data) as study:
        bank = study.bank
    if topic is not None and topic not in bank.topics:
        raise NotFoundError(f"there is no topic '{topic}'", f"topics: {', '.join(bank.topics)}")
    chosen = bank.of_topic(topic or "") + (bank.of_topic(TOPIC) if cards and topic is None else [])
    try:
        count = write_deck(chosen, bank.topics, guide.catalogue, out)
    except OSError as error:
        raise _unwritable(out, error) from error
    say(f"{count} notes in {out}")
    return 0


def export_learner(data: Path, form: str, out: Path | None) -> int:
    """Write the learner's own data, to a file or to standard output."""
    from guide.exchange.learner import everything_json, reviews_csv

    with open_data(data) as progress:
        text = reviews_csv(progress) if form == "csv" else everything_json(progress)
    if out is None:
        write_text(text)
    else:
        _write(out, text)
    return 0


def import_files(guide: Guide, data: Path, files: tuple[Path, ...]) -> int:
    """Import own questions; print every problem and return 1 when there is one."""
    from guide.exchange.own_questions import import_questions

    with open_learner(guide, data) as study:
        existing = study.bank.questions
    try:
        imported = import_questions(files, guide.catalogue, data, existing)
    except OSError as error:
        raise _unwritable(data / FOLDER, error) from error
    for problem in imported.problems:
        say(str(problem))
    if imported.problems:
        warn(f"{len(imported.problems)} problems; nothing was imported")
        return 1
    for topic, count in imported.topics:
        say(f"{topic}: {count} questions")
    return 0


def forget(data: Path, topic: str) -> int:
    """Remove an own topic; the answers to its questions stay."""
    path = data / FOLDER / f"{topic}.json"
    if not path.is_file():
        names = sorted(other.stem for other in (data / FOLDER).glob("*.json"))
        raise NotFoundError(
            f"you have no topic '{topic}'",
            f"your topics: {', '.join(names)}" if names else "you have none",
        )
    try:
        path.unlink()
    except OSError as error:
        raise GuideError(f"{path} cannot be removed: {error.strerror}") from error
    say(f"{topic}: removed; your answers stay")
    return 0
