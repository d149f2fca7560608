"""`abscopal new`: a draft of an entry or of a question, in the right file of the content folder."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guide import clock, paths
from guide.cli.output import say
from guide.cli.problems import placed
from guide.counting import counted
from guide.errors import GuideError, NotFoundError, Problem, UsageError
from guide.files import is_there, read_file, reason
from guide.library.base import SLUG_PATTERN
from guide.library.checks.names import awaiting
from guide.library.frontmatter import Source, read_table
from guide.library.load import load_content
from guide.library.misfits import validated
from guide.library.nearest import nearest
from guide.library.questions import Objectives
from guide.library.reading import found, largest, line_end, with_line_feeds
from guide.library.scale import KIND_FACTS
from guide.library.syllabus import Slot, Syllabus
from guide.library.templates import entry_template, question_template
from guide.library.toml import TomlError, parse_toml
from guide.library.unread import ID
from guide.rewriting import replace_file, taking_turns

QUESTION = "question"
LOWEST = "preclinical"
"""The level of evidence of a first question, until its author says which."""
LONGEST_ID = 80
"""Characters."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """The page, the objective and the level of a question; each is empty if it is no id."""

    entry: str
    objective: str
    evidence: str


def run(content: Path, kind: str, name: str, about: str) -> int:
    """Write a draft and say where it stands.

    Args:
        content: The content folder.
        kind: A kind of entry, or `question`.
        name: The id of the entry, or that of the topic.
        about: The page that a question is about; empty for that of the topic's last question.

    Raises:
        UsageError: The id is none, or is taken.
        NotFoundError: The page does not exist.
        GuideError: The file cannot be written.
    """
    if paths.is_frozen() and content.resolve() == paths.own_content_dir().resolve():
        hint = "copy the content, and name the copy with --content"
        raise UsageError("the standalone program cannot keep new content in itself", hint)
    if not re.fullmatch(SLUG_PATTERN, name) or len(name) > LONGEST_ID:
        hint = "use lower-case letters and digits, joined by hyphens, such as my-trial"
        raise UsageError(f"'{name}' is not a valid id", hint)
    with taking_turns(content.resolve()):
        if kind == QUESTION:
            path, added = _write_question(content, name, about)
        else:
            path, added = _write_entry(content, kind, name)
    here = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    places = counted(added.count("TODO"), "place")
    say(f"Wrote {here}: a draft with {places} marked TODO.")
    for problem in _awaiting(content, path):
        say(f"Note: {problem.message} ({problem.hint}).")
    say(f"Check it with `abscopal check {here}`; see it after `abscopal build --draft`.")
    return 0


def _awaiting(content: Path, path: Path) -> tuple[Problem, ...]:
    """Return the aliases of other pages that name a draft."""
    loaded = load_content(content, only=frozenset({path}))
    return tuple(placed(awaiting(loaded), content))


def _write_entry(content: Path, kind: str, name: str) -> tuple[Path, str]:
    taken = _taken(content)
    if name in taken:
        raise UsageError(f"the id '{name}' is taken", f"see {taken[name]}, or choose another")
    path = content.resolve() / KIND_FACTS[kind].folder / f"{name}.md"
    text = entry_template(kind, name, _slots(content, kind), clock.now().date())
    _write(content, path, None, text.encode())
    return path, text


def _taken(content: Path) -> dict[str, Path]:
    """Return every id that exists, with its file."""
    taken: dict[str, Path] = {}
    for path in [*found(content, "**/*.md"), *found(content / "paths", "*.toml")]:
        taken[path.stem] = path
    for path in found(content / "questions", "*.toml"):
        text = read_file(path, largest(path)).decode("utf-8", "replace")
        taken |= dict.fromkeys([path.stem, *ID.findall(text)], path)
    return taken


def _slots(content: Path, kind: str) -> tuple[Slot, ...]:
    """Return what a page of a kind must answer; nothing if the syllabus has faults."""
    source = read_table(content / "syllabus.toml", "syllabus.toml")
    if not isinstance(source, Source):
        return ()
    syllabus = validated(Syllabus, source)
    if isinstance(syllabus, list):
        return ()
    return tuple(slot for slot in syllabus.slot if slot.kind == kind)


def _write_question(content: Path, topic: str, about: str) -> tuple[Path, str]:
    path = content.resolve() / "questions" / f"{topic}.toml"
    taken = _taken(content)
    if taken.get(topic, path).name != path.name:
        hint = "name a topic: a file of questions, or one that is to be"
        raise UsageError(f"'{topic}' is no topic: {taken[topic]} has this id", hint)
    old = read_file(path, largest(path)) if is_there(path) else None
    tables = _tables(old or b"")
    asked = _asked(tables)
    if tables is None or asked is None:
        raise GuideError(f"{path.name} has faults", f"see `abscopal check {path}`")
    entry = about or (asked[-1].entry if asked else "")
    entries = {stem for stem, file in taken.items() if file.suffix == ".md"}
    if not entry:
        raise UsageError(f"the topic '{topic}' is new", "say which page it is about: --about ID")
    if entry not in entries:
        raise NotFoundError(f"nothing has the id '{entry}'", nearest(entry, entries))
    name = _next_id(topic, taken)
    tested = [each.objective for each in asked if each.entry == entry and each.objective]
    objective = tested[-1] if tested else _first_objective(content)
    evidence = (asked[-1].evidence if asked else "") or LOWEST
    block = question_template(name, entry, objective, evidence, clock.now().date())
    added = block if tables else f'id = "{topic}"\ntitle = "TODO {topic}"\n\n{block}'
    data = _with(old or b"", added)
    if len(_asked(_tables(data)) or ()) != len(asked) + 1:
        hint = "write each of its questions below a line [[question]]"
        raise GuideError(f"{path.name} cannot take another question", hint)
    _write(content, path, old, data)
    return path, added


def _with(old: bytes, added: str) -> bytes:
    """Return the bytes of a file with a text behind them, whose lines end as most of them do."""
    end = line_end(old.decode())
    above = old.rstrip() + 2 * end.encode() if old.strip() else old
    return above + added.replace("\n", end).encode()


def _tables(data: bytes) -> dict[str, Any] | None:
    """Return the tables of a file; None if its TOML is broken."""
    try:
        return parse_toml(with_line_feeds(data).decode("utf-8"))
    except (TomlError, UnicodeDecodeError):
        return None


def _asked(tables: dict[str, Any] | None) -> list[_Asked] | None:
    """Return what each question of a topic is about; None if they are no tables."""
    rows = (tables or {}).get("question", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return None
    names = ("entry", "objective", "evidence")
    return [_Asked(*(_id(row.get(name)) for name in names)) for row in rows]


def _id(value: object) -> str:
    """Return an id as it stands in a file; empty if it is none."""
    return value if isinstance(value, str) and re.fullmatch(SLUG_PATTERN, value) else ""


def _next_id(topic: str, taken: dict[str, Path]) -> str:
    form = re.compile(rf"{re.escape(topic)}-(\d+)")
    numbers = [int(hit[1]) for name in taken if (hit := form.fullmatch(name))]
    return f"{topic}-{max(numbers, default=0) + 1:02}"


def _first_objective(content: Path) -> str:
    """Return an objective that exists.

    Raises:
        GuideError: There is none.
    """
    source = read_table(content / "objectives.toml", "objectives.toml")
    listed = validated(Objectives, source) if isinstance(source, Source) else [source]
    if isinstance(listed, list):
        raise GuideError(f"objectives.toml has faults: {listed[0].message}", "see `abscopal check`")
    return listed.objective[0].id


def _write(content: Path, path: Path, old: bytes | None, data: bytes) -> None:
    """Write a file within the content folder, and look that it is there.

    Raises:
        GuideError: It cannot be written, or its folder leads out of the content.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise GuideError(f"{path.parent} cannot be created: {reason(error)}") from error
    if not path.parent.resolve().is_relative_to(content.resolve()):
        raise GuideError(f"{path.parent} leads out of the content folder", "make it a folder")
    replace_file(path, old, data)
    if read_file(path, largest(path)) != data:
        raise GuideError(f"{path} was changed while it was written", "look at it, then try again")
