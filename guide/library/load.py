"""Reads the content folder into models, and collects every problem on the way."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from guide import paths
from guide.errors import GuideError, Problem
from guide.files import is_there, read_file
from guide.inert import visible
from guide.library import models, questions
from guide.library.bibliography import Bibliography, read_bibliography
from guide.library.frontmatter import Source, read_entry, read_table, read_text
from guide.library.markup import Passage, parse_body
from guide.library.misfits import misfits
from guide.library.reading import found, largest
from guide.library.scale import KIND_FACTS
from guide.library.sources import Seed

Progress = Callable[[int, int], None]
M = TypeVar("M", bound=BaseModel)
_ID = re.compile(r"^[\s{]*id\s*=\s*[\"']([\w-]+)", re.MULTILINE)
_WORDS = (re.compile(r"\w+"), re.compile(r"\w[\w-]*\w"), re.compile(r"\w[\w:-]*\w"))
"""Words, ids, and keys of references."""


@dataclass(frozen=True, slots=True)
class Page:
    """An entry with its file and its parsed body."""

    entry: models.Entry
    kind: str
    source: Source
    passages: tuple[Passage, ...]

    def line(self, passage: Passage) -> int:
        """Return the line in the file of a passage of the body."""
        return self.source.body_line + passage.line


@dataclass(frozen=True, slots=True)
class Quiz:
    """A topic of questions with its file."""

    topic: questions.Topic
    source: Source

    def line(self, question: str) -> int:
        """Return the line on which a question's id stands."""
        return self.source.line_of("id", f'"{question}"')


@dataclass(frozen=True, slots=True)
class Body:
    """The body of a page whose front matter has a fault."""

    source: Source
    passages: tuple[Passage, ...]

    def line(self, passage: Passage) -> int:
        """Return the line in the file of a passage."""
        return self.source.body_line + passage.line


@dataclass(slots=True)
class Unread:
    """What is known of files that are there and could not be used.

    Each of them is a problem of its own. What only follows from it is none: that other files name
    what it defines, or that nothing else names what it names.

    Attributes:
        names: Their stems, and the ids that stand in them.
        words: Every word in them.
        bodies: The bodies of pages, which are checked all the same.
        has_topic: Whether one of them is a topic, so that the bank is not complete.
    """

    names: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    bodies: list[Body] = field(default_factory=list)
    has_topic: bool = False

    def add(self, path: Path) -> None:
        """Take a file in, as far as its bytes are text."""
        try:
            text = read_file(path, largest(path)).decode("utf-8", "replace")
        except GuideError:
            text = ""
        self.names |= {path.stem, *_ID.findall(text)}
        self.words |= {word for form in _WORDS for word in form.findall(text)}
        self.has_topic = self.has_topic or path.parent.name == "questions"


@dataclass(slots=True)
class Content:
    """Everything in the content folder that could be read."""

    root: Path
    pages: list[Page] = field(default_factory=list)
    quizzes: list[Quiz] = field(default_factory=list)
    paths: list[tuple[models.Path, Source]] = field(default_factory=list)
    outline: tuple[models.Outline, Source] | None = None
    standards: tuple[models.Standards, Source] | None = None
    syllabus: tuple[models.Syllabus, Source] | None = None
    absences: tuple[models.Absences, Source] | None = None
    """The logs in `docs/absences.toml`, beside the content folder."""
    bad_hosts: frozenset[str] = frozenset()
    """Hosts that no reference may have as its address."""
    objectives: tuple[questions.Objective, ...] = ()
    lists: list[Source] = field(default_factory=list)
    """The files of the outline, the standards and the objectives."""
    words: frozenset[str] = frozenset()
    """Words of questions that are on no page and are spelt correctly."""
    bibliography: Bibliography = field(default_factory=lambda: Bibliography({}, {}, ()))
    bibliography_file: str = ""
    seeds: list[tuple[Seed, Source]] = field(default_factory=list)
    has_own_seeds: bool = True
    """Whether the seeds stand beside the content; a copy of the folder alone borrows others."""
    problems: list[Problem] = field(default_factory=list)
    unread: Unread = field(default_factory=Unread)

    def page_by_id(self) -> dict[str, Page]:
        """Return the pages by id; if two have one id, the first."""
        found: dict[str, Page] = {}
        for page in self.pages:
            found.setdefault(page.entry.id, page)
        return found

    def sources(self) -> Iterator[Source]:
        """Yield every file with tables that could be read."""
        yield from (page.source for page in self.pages)
        yield from (quiz.source for quiz in self.quizzes)
        yield from (source for _, source in (*self.paths, *self.seeds))
        yield from self.lists


def _validated(model: type[M], source: Source) -> M | list[Problem]:
    try:
        return model.model_validate(source.meta)
    except ValidationError as error:
        problems = []
        for misfit in misfits(error):
            line = next((n for n in map(source.line_of, reversed(misfit.fields)) if n > 1), 1)
            problems.append(source.problem(line, "schema", misfit.message, misfit.hint))
        return problems


def _read_page(source: Source, folder_kind: tuple[str, ...]) -> Page | list[Problem]:
    kind = str(source.meta.get("kind", ""))
    if kind not in folder_kind:
        message = f"the kind {kind!r} does not belong in this folder"
        hint = f"use {' or '.join(folder_kind)}"
        return [source.problem(source.line_of("kind"), "schema", message, hint)]
    entry = _validated(models.MODELS[kind], source)
    if isinstance(entry, list):
        return entry
    return Page(entry, kind, source, tuple(parse_body(source.body)))


def _kinds_of_folders() -> dict[str, tuple[str, ...]]:
    folders: dict[str, tuple[str, ...]] = {}
    for kind, facts in KIND_FACTS.items():
        folders[facts.folder] = (*folders.get(facts.folder, ()), kind)
    return folders


def _name(content: Content, path: Path) -> str:
    """Return a path as problems name it."""
    beside = path.is_relative_to(content.root.parent)
    return visible((path.relative_to(content.root.parent) if beside else path).as_posix())


def _tables(content: Content, files: Iterable[Path], model: type[M]) -> Iterator[tuple[M, Source]]:
    for path in files:
        source = read_table(path, _name(content, path))
        if isinstance(source, Problem):
            content.problems.append(source)
            content.unread.add(path)
            continue
        valid = _validated(model, source)
        if isinstance(valid, list):
            content.problems.extend(valid)
            content.unread.add(path)
        else:
            yield valid, source


def load_content(root: Path, progress: Progress | None = None) -> Content:
    """Read the whole content folder and the seeds beside it, or else those of the guide.

    Args:
        root: The content folder.
        progress: Called with the number of pages read and the number of all.

    Returns:
        What could be read; its `problems` are those met while reading.
    """
    root = root.resolve()
    content = Content(root)
    if not root.is_dir():
        message, hint = "the content folder does not exist", "name another with --content"
        content.problems.append(Problem(root.name, 1, "unreadable", message, hint))
        return content
    _read_pages(content, progress)

    def tables(folder: Path, model: type[M]) -> Iterator[tuple[M, Source]]:
        return _tables(content, found(folder, "*.toml"), model)

    def table(name: str, model: type[M]) -> tuple[M, Source] | None:
        read = next(_tables(content, [root / name], model), None)
        content.lists += [read[1]] if read else []
        return read

    content.quizzes = [Quiz(*read) for read in tables(root / "questions", questions.Topic)]
    content.paths = list(tables(root / "paths", models.Path))
    content.has_own_seeds = (root.parent / "seeds").is_dir()
    rows = root.parent if content.has_own_seeds else paths.guide_root()
    content.seeds = list(tables(rows / "seeds", Seed))
    content.outline = table("outline.toml", models.Outline)
    if (root / "standards.toml").exists():
        content.standards = table("standards.toml", models.Standards)
    if (root / "syllabus.toml").exists():
        content.syllabus = table("syllabus.toml", models.Syllabus)
    log = root.parent / "docs" / "absences.toml"
    if log.exists():
        content.absences = next(_tables(content, [log], models.Absences), None)
    content.bad_hosts = _words(content, root / "bad-hosts.txt")
    listed = table("objectives.toml", questions.Objectives)
    content.objectives = listed[0].objective if listed else ()
    content.words = _words(content, root / "questions" / "words.txt")
    content.bibliography_file = _name(content, root / "references.bib")
    content.bibliography = read_bibliography(root / "references.bib", content.bibliography_file)
    content.problems.extend(content.bibliography.problems)
    return content


def _words(content: Content, path: Path) -> frozenset[str]:
    """Return the words of a list with one on each line, `#` before a comment."""
    text = read_text(path, _name(content, path)) if is_there(path) else ""
    if isinstance(text, Problem):
        content.problems.append(text)
        content.unread.add(path)
        return frozenset()
    lines = text.splitlines()
    return frozenset(word for line in lines for word in line.partition("#")[0].split())


def _read_pages(content: Content, progress: Progress | None) -> None:
    files = {
        path: kinds
        for folder, kinds in _kinds_of_folders().items()
        for path in found(content.root / folder, "*.md")
    }
    message, hint = "the file is in no folder of entries", "move or delete it"
    content.problems += [
        Problem(_name(content, path), 1, "stray-file", message, hint)
        for path in found(content.root, "**/*.md")
        if path not in files
    ]
    for done, (path, kinds) in enumerate(files.items(), 1):
        source = read_entry(path, _name(content, path))
        page = [source] if isinstance(source, Problem) else _read_page(source, kinds)
        if isinstance(page, Page):
            content.pages.append(page)
        else:
            content.problems.extend(page)
            content.unread.add(path)
            if isinstance(source, Source):
                body = Body(source, tuple(parse_body(source.body)))
                content.unread.bodies.append(body)
        if progress is not None:
            progress(done, len(files))
