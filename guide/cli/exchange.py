"""`abscopal session`, `export` and `import`: classes without a server, decks, tables, own questions."""

import secrets
from datetime import UTC, datetime
from pathlib import Path

import click

from guide.coach.bank import Bank
from guide.coach.overlay import FOLDER, read_overlay
from guide.errors import GuideError, NotFoundError
from guide.exchange.class_session_file import SUFFIX, code_in, write_session
from guide.library.cards import TOPIC
from guide.opening import Guide
from guide.store.database import open_database
from guide.store.progress import Progress
from guide.study import class_session
from guide.study.presenting import present


def create(guide: Guide, topic: str, count: int, seed: str | None, out: Path | None) -> int:
    """Make a session: print its code and write its file."""
    catalogue = guide.catalogue
    number = (
        secrets.randbits(17)
        if seed is None
        else int(seed)
        if seed.isdigit()
        else class_session.seed_17(seed)
    )
    code = class_session.make_code(
        catalogue.content_version, list(catalogue.topics), topic, count, number
    )
    questions = class_session.draw(code, list(catalogue.topics), catalogue.questions)
    path = out or Path(f"{code}{SUFFIX}")
    try:
        write_session(
            code,
            catalogue.topics.get(topic, "All topics"),
            catalogue.content_version,
            questions,
            path,
        )
    except OSError as error:
        raise GuideError(f"{path} cannot be written: {error.strerror}") from error
    click.echo(f"Code {code}: {len(questions)} questions, content {catalogue.content_version}")
    if len(questions) < count:
        click.echo(f"The topic has only {len(questions)} questions.")
    click.echo(f"File {path}")
    click.echo(f"To sit it: abscopal quiz --code {code} --result FOLDER, or key c on the tab Quiz.")
    return 0


def _code(text: str) -> class_session.ClassCode:
    """Return the code that an argument is, or that is in the file it names."""
    return code_in(Path(text)) if text.endswith(SUFFIX) else class_session.read_code(text)


def paper(guide: Guide, session: str, folder: Path) -> int:
    """Print a session on paper."""
    from guide.exchange.paper import write_papers

    catalogue, code = guide.catalogue, _code(session)
    if not class_session.fits(code, catalogue.content_version):
        click.echo(
            f"abscopal: the code was made with another version of the content than {catalogue.content_version}",
            err=True,
        )
    asked = [
        present(question, code.seed)
        for question in class_session.draw(code, list(catalogue.topics), catalogue.questions)
    ]
    try:
        files = write_papers(f"Class session {code}", asked, catalogue, folder, str(code))
    except OSError as error:
        raise GuideError(f"{folder} cannot be written: {error.strerror}") from error
    for path in files:
        click.echo(str(path))
    return 0


def report(
    guide: Guide, files: tuple[Path, ...], csv_file: Path | None, html_file: Path | None
) -> int:
    """Merge result files; return 1 when some were left out."""
    from guide.exchange.class_report import gather, report_csv, report_html, report_text

    found = gather(files, guide.catalogue.questions)
    for line in report_text(found):
        click.echo(line)
    for path, text in ((csv_file, report_csv), (html_file, report_html)):
        if path is not None:
            _write(path, text(found))
    return 1 if found.left_out else 0


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        raise GuideError(f"{path} cannot be written: {error.strerror}") from error
    click.echo(f"Written: {path}")


def export_anki(guide: Guide, data: Path, topic: str | None, cards: bool, out: Path) -> int:
    """Write an Anki deck."""
    from guide.exchange.anki import write_deck

    overlay = read_overlay(data)
    bank = Bank(guide.catalogue, overlay.questions, overlay.topics)
    if topic is not None and topic not in bank.topics:
        raise NotFoundError(f"there is no topic '{topic}'", f"topics: {', '.join(bank.topics)}")
    chosen = bank.of_topic(topic or "") + (bank.of_topic(TOPIC) if cards and topic is None else [])
    try:
        count = write_deck(chosen, bank.topics, guide.catalogue, out)
    except OSError as error:
        raise GuideError(f"{out} cannot be written: {error.strerror}") from error
    click.echo(f"{count} notes in {out}")
    return 0


def export_learner(data: Path, form: str, out: Path | None) -> int:
    """Write the learner's own data, to a file or to standard output."""
    from guide.exchange.learner import everything_json, reviews_csv

    progress = Progress(open_database(data, datetime.now(UTC)))
    try:
        text = reviews_csv(progress) if form == "csv" else everything_json(progress)
    finally:
        progress.close()
    if out is None:
        click.echo(text, nl=False)
    else:
        _write(out, text)
    return 0


def import_files(guide: Guide, data: Path, files: tuple[Path, ...]) -> int:
    """Take own questions in; print every fault and return 1 when there is one."""
    from guide.exchange.own_questions import import_questions

    overlay = read_overlay(data)
    stems = {path.stem for path in files}
    kept = {
        name: question
        for name, question in overlay.questions.items()
        if question.topic not in stems
    }
    try:
        done = import_questions(files, guide.catalogue, data, {**guide.catalogue.questions, **kept})
    except OSError as error:
        raise GuideError(f"{data / FOLDER} cannot be written: {error.strerror}") from error
    for problem in done.problems:
        click.echo(str(problem))
    if done.problems:
        click.echo(f"abscopal: {len(done.problems)} problems; nothing was imported", err=True)
        return 1
    for topic, count in done.topics:
        click.echo(f"{topic}: {count} questions")
    return 0


def forget(data: Path, topic: str) -> int:
    """Take an own topic out again; what was answered of it is kept."""
    path = data / FOLDER / f"{topic}.json"
    if not path.is_file():
        names = sorted(other.stem for other in (data / FOLDER).glob("*.json"))
        raise NotFoundError(
            f"no own topic '{topic}'",
            f"own topics: {', '.join(names)}" if names else "there are none",
        )
    path.unlink()
    click.echo(f"{topic}: taken out; its answers are kept")
    return 0
