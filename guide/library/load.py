"""Reads the content folder into models, and collects every problem on the way."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from guide import paths
from guide.errors import Problem
from guide.files import is_there
from guide.inert import visible
from guide.library import questions
from guide.library.absences import Absences
from guide.library.bibliography import Bibliography, read_bibliography
from guide.library.entry import Entry
from guide.library.frontmatter import Source, read_entry, read_table, read_text
from guide.library.markup import Passage, parse_body
from guide.library.misfits import found_words, validated
from guide.library.models import MODELS
from guide.library.naming import Elsewhere
from guide.library.outline import LearningPath, Outline
from guide.library.reading import found
from guide.library.scale import KIND_FACTS
from guide.library.sources import Seed
from guide.library.standards import Standards
from guide.library.syllabus import Syllabus
from guide.library.topics import Quiz, ReadTopic, blocks, read_topic
from guide.library.unread import ID, Body, Unread

Progress = Callable[[int, int], None]
M = TypeVar("M", bound=BaseModel)
Only = frozenset[Path] | None
"""The files to read, absolute and without links; None for all of them."""


@dataclass(frozen=True, slots=True)
class Page:
    """An entry with its file and its parsed body."""

    entry: Entry
    kind: str
    source: Source
    passages: tuple[Passage, ...]

    def line(self, passage: Passage) -> int:
        """Return the line in the file of a passage of the body."""
        return self.source.body_line + passage.line


@dataclass(slots=True)
class Drafts:
    """Unfinished pages and questions, whose form is right and which the guide leaves out."""

    pages: list[Page] = field(default_factory=list)
    quizzes: list[Quiz] = field(default_factory=list)

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the pages and of the questions."""
        questions = (each.id for quiz in self.quizzes for each in quiz.topic.question)
        return frozenset({*(page.entry.id for page in self.pages), *questions})


@dataclass(slots=True)
class Content:
    """Everything in the content folder that could be read."""

    root: Path
    has_all: bool = True
    """Whether all files were to be read, not some that were chosen."""
    pages: list[Page] = field(default_factory=list)
    quizzes: list[Quiz] = field(default_factory=list)
    paths: list[tuple[LearningPath, Source]] = field(default_factory=list)
    outline: tuple[Outline, Source] | None = None
    standards: tuple[Standards, Source] | None = None
    syllabus: tuple[Syllabus, Source] | None = None
    absences: tuple[Absences, Source] | None = None
    absences_file: str = ""
    """The log of searches behind statements of absence, as problems name it."""
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
    drafts: Drafts = field(default_factory=Drafts)
    elsewhere: Elsewhere = field(default_factory=Elsewhere)

    def page_by_id(self) -> dict[str, Page]:
        """Return the pages by id; if two have one id, the first."""
        found: dict[str, Page] = {}
        for page in self.pages:
            found.setdefault(page.entry.id, page)
        return found

    def sources(self) -> Iterator[Source]:
        """Yield every file with tables that could be read."""
        yield from (page.source for page in (*self.pages, *self.drafts.pages))
        yield from {quiz.source.file: quiz.source for quiz in self._all_quizzes()}.values()
        yield from (source for _, source in (*self.paths, *self.seeds))
        yield from self.lists

    def _all_quizzes(self) -> tuple[Quiz, ...]:
        return (*self.quizzes, *self.drafts.quizzes)


def _read_page(source: Source, folder_kind: tuple[str, ...]) -> Page | list[Problem]:
    kind = source.meta.get("kind")
    if kind not in folder_kind:
        message = "kind is missing"
        if kind is not None:
            message = f"kind is {found_words(kind)}, which does not belong in this folder"
        hint = f'write kind = "{folder_kind[0]}"'
        return [source.problem(source.line_of("kind"), "schema", message, hint)]
    entry = validated(MODELS[kind], source)
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


def _pass_over(content: Content, path: Path) -> None:
    """Leave a file out that was not chosen; its ids and names are known all the same."""
    content.unread.add(path)
    content.elsewhere.add(path, _name(content, path))


def _tables(
    content: Content, files: Iterable[Path], model: type[M], only: Only = None
) -> Iterator[tuple[M, Source]]:
    for path in files:
        if only is not None and path not in only:
            _pass_over(content, path)
            continue
        source = read_table(path, _name(content, path))
        if isinstance(source, Problem):
            content.problems.append(source)
            content.unread.add(path)
            continue
        valid = validated(model, source)
        if isinstance(valid, list):
            content.problems.extend(valid)
            content.unread.add(path)
        else:
            yield valid, source


def load_content(root: Path, progress: Progress | None = None, only: Only = None) -> Content:
    """Read the content folder and the seeds beside it, or else those of the guide.

    Args:
        root: The content folder.
        progress: Called with the number of pages read and the number of all.
        only: The pages, topics and paths to read; of the others only ids and words are known.

    Returns:
        What could be read; its `problems` are those met while reading.
    """
    root = root.resolve()
    content = Content(root, only is None)
    if not root.is_dir():
        message, hint = "the content folder does not exist", "name another with --content"
        content.problems.append(Problem(root.name, 1, "unreadable", message, hint))
        return content
    _read_pages(content, progress, only)

    def tables(folder: Path, model: type[M]) -> Iterator[tuple[M, Source]]:
        chosen = None if folder.name == "seeds" else only
        return _tables(content, found(folder, "*.toml"), model, chosen)

    def table(name: str, model: type[M]) -> tuple[M, Source] | None:
        read = next(_tables(content, [root / name], model), None)
        content.lists += [read[1]] if read else []
        return read

    _read_topics(content, only)
    content.paths = list(tables(root / "paths", LearningPath))
    content.has_own_seeds = (root.parent / "seeds").is_dir()
    rows = root.parent if content.has_own_seeds else paths.guide_root()
    content.seeds = list(tables(rows / "seeds", Seed))
    content.outline = table("outline.toml", Outline)
    if (root / "standards.toml").exists():
        content.standards = table("standards.toml", Standards)
    if (root / "syllabus.toml").exists():
        content.syllabus = table("syllabus.toml", Syllabus)
    content.absences_file = _name(content, root / "absences.toml")
    if (root / "absences.toml").exists():
        content.absences = table("absences.toml", Absences)
    content.bad_hosts = _words(content, root / "bad-hosts.txt")
    listed = table("objectives.toml", questions.Objectives)
    content.objectives = listed[0].objective if listed else ()
    content.words = _words(content, root / "questions" / "words.txt")
    content.bibliography_file = _name(content, root / "references.bib")
    content.bibliography = read_bibliography(root / "references.bib", content.bibliography_file)
    content.problems.extend(content.bibliography.problems)
    return content


def _read_topics(content: Content, only: Only) -> None:
    for path in found(content.root / "questions", "*.toml"):
        if only is not None and path not in only:
            _pass_over(content, path)
            continue
        read = read_topic(path, _name(content, path))
        content.problems.extend(read.problems)
        if read.quiz is None:
            content.unread.add(path)
        else:
            _take_topic(content, read.quiz, read)


def _take_topic(content: Content, quiz: Quiz, read: ReadTopic) -> None:
    finished, drafts = quiz.part(drafts=False), quiz.part(drafts=True)
    content.quizzes += [finished] if finished else []
    for text in read.lost:
        content.unread.add_text(text)
        content.unread.has_topic = True
    if drafts:
        content.drafts.quizzes.append(drafts)
        ids = {question.id for question in drafts.topic.question}
        for _, text in blocks(quiz.source.text):
            if ids & set(ID.findall(text)):
                content.unread.add_words(text)


def with_drafts(content: Content) -> Content:
    """Return a content with its drafts among the finished pages and questions."""
    pages = [*content.pages, *content.drafts.pages]
    quizzes = {quiz.topic.id: quiz for quiz in content.quizzes}
    for quiz in content.drafts.quizzes:
        topic = quiz.topic
        if finished := quizzes.get(topic.id):
            both = (*finished.topic.question, *topic.question)
            topic = topic.model_copy(update={"question": both})
        quizzes[topic.id] = replace(quiz, topic=topic)
    return replace(content, pages=pages, quizzes=list(quizzes.values()), drafts=Drafts())


def _words(content: Content, path: Path) -> frozenset[str]:
    """Return the words of a list with one on each line, `#` before a comment."""
    text = read_text(path, _name(content, path)) if is_there(path) else ""
    if isinstance(text, Problem):
        content.problems.append(text)
        content.unread.add(path)
        return frozenset()
    lines = text.splitlines()
    return frozenset(word for line in lines for word in line.partition("#")[0].split())


def _read_pages(content: Content, progress: Progress | None, only: Only) -> None:
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
        if only is not None and path not in only:
            _pass_over(content, path)
            continue
        source = read_entry(path, _name(content, path))
        page = [source] if isinstance(source, Problem) else _read_page(source, kinds)
        if isinstance(page, Page) and page.entry.draft:
            content.drafts.pages.append(page)
            content.unread.add_words(page.source.text)
        elif isinstance(page, Page):
            content.pages.append(page)
        else:
            content.problems.extend(page)
            content.unread.add(path)
            if isinstance(source, Source):
                body = Body(source, tuple(parse_body(source.body)))
                content.unread.bodies.append(body)
        if progress is not None:
            progress(done, len(files))
