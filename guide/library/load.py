"""The content folder into models: everything that can be read, and every problem met on the way."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from guide.errors import Problem
from guide.library import models, questions
from guide.library.bibliography import Bibliography, read_bibliography
from guide.library.frontmatter import Source, read_entry, read_table
from guide.library.markup import Passage, parse_body
from guide.library.scale import KIND_FACTS
from guide.library.sources import Seed

Progress = Callable[[int, int], None]
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Page:
    """An entry with the file that it came from and its parsed body."""

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


@dataclass(slots=True)
class Content:
    """All that the content folder holds, as far as it could be read."""

    root: Path
    pages: list[Page] = field(default_factory=list)
    quizzes: list[Quiz] = field(default_factory=list)
    paths: list[tuple[models.Path, Source]] = field(default_factory=list)
    outline: tuple[models.Outline, Source] | None = None
    standards: tuple[models.Standards, Source] | None = None
    objectives: tuple[questions.Objective, ...] = ()
    objectives_file: str = ""
    words: frozenset[str] = frozenset()
    """Words of questions that stand on no page and are spelt rightly."""
    bibliography: Bibliography = field(default_factory=lambda: Bibliography({}, {}, ()))
    bibliography_file: str = ""
    seeds: list[tuple[Seed, Source]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def page_by_id(self) -> dict[str, Page]:
        """Return the pages by id; of two with one id, the first."""
        found: dict[str, Page] = {}
        for page in self.pages:
            found.setdefault(page.entry.id, page)
        return found


def content_files(content: Path) -> list[Path]:
    """Return every file that the library is made of, sorted by name: content, seeds and search knowledge."""
    files = [
        path for ending in ("*.md", "*.toml", "*.bib", "*.txt") for path in content.rglob(ending)
    ]
    root = content.parent
    for folder in (root / "seeds", root / "index"):
        files.extend(folder.glob("*.toml"))
    return sorted(files, key=lambda path: path.relative_to(root).as_posix())


def _explain(fault: dict[str, object]) -> tuple[str, str]:
    """Turn one pydantic fault into words and a hint."""
    kind, message = str(fault["type"]), str(fault["msg"])
    if kind == "missing":
        return "is missing", "add it"
    if kind == "extra_forbidden":
        return "is not a known field", "remove it or mend its name"
    if kind == "literal_error":
        expected = str(fault.get("ctx", {}).get("expected", ""))  # type: ignore[attr-defined]
        return f"has the unknown value {fault['input']!r}", f"one of {expected}"
    return message[0].lower() + message[1:], ""


def _validated(model: type[M], source: Source) -> M | list[Problem]:
    try:
        return model.model_validate(source.meta)
    except ValidationError as error:
        problems = []
        for fault in error.errors():
            where = [str(part) for part in fault["loc"]]
            named = [part for part in where if not part.isdigit()]
            what, hint = _explain(dict(fault))
            line = next((n for n in map(source.line_of, reversed(named)) if n > 1), 1)
            problems.append(Problem(source.file, line, "schema", f"{'.'.join(where)} {what}", hint))
        return problems


def _read_page(path: Path, file: str, folder_kind: tuple[str, ...]) -> Page | list[Problem]:
    source = read_entry(path, file)
    if isinstance(source, Problem):
        return [source]
    kind = str(source.meta.get("kind", ""))
    if kind not in folder_kind:
        expected = " or ".join(folder_kind)
        return [
            Problem(
                file,
                source.line_of("kind"),
                "schema",
                f"kind {kind!r} does not belong in this folder",
                f"expected {expected}",
            )
        ]
    entry = _validated(models.MODELS[kind], source)
    if isinstance(entry, list):
        return entry
    return Page(entry, kind, source, tuple(parse_body(source.body)))


def _kinds_of_folders() -> dict[str, tuple[str, ...]]:
    folders: dict[str, tuple[str, ...]] = {}
    for kind, facts in KIND_FACTS.items():
        folders[facts.folder] = (*folders.get(facts.folder, ()), kind)
    return folders


def _tables(content: Content, files: Iterator[Path], model: type[M]) -> Iterator[tuple[M, Source]]:
    for path in files:
        file = path.relative_to(content.root.parent).as_posix()
        source = read_table(path, file)
        if isinstance(source, Problem):
            content.problems.append(source)
            continue
        found = _validated(model, source)
        if isinstance(found, list):
            content.problems.extend(found)
        else:
            yield found, source


def load_content(root: Path, progress: Progress | None = None) -> Content:
    """Read the whole content folder and the seeds beside it.

    Args:
        root: The content folder.
        progress: Called with how many pages are read and how many there are.

    Returns:
        What could be read; `problems` holds every fault of reading, none stops the rest.
    """
    root = root.resolve()
    content = Content(root)
    if not root.is_dir():
        content.problems.append(
            Problem(
                root.name,
                1,
                "unreadable",
                "the content folder does not exist",
                "give one with --content",
            )
        )
        return content
    folders = _kinds_of_folders()
    files = [
        (path, kinds)
        for folder, kinds in folders.items()
        for path in sorted((root / folder).glob("*.md"))
    ]
    known = {path for path, _ in files}
    for path in sorted(root.rglob("*.md")):
        if path not in known:
            file = path.relative_to(root.parent).as_posix()
            content.problems.append(
                Problem(
                    file, 1, "stray-file", "stands in no folder of entries", "move or delete it"
                )
            )
    for done, (path, kinds) in enumerate(files, 1):
        page = _read_page(path, path.relative_to(root.parent).as_posix(), kinds)
        if isinstance(page, Page):
            content.pages.append(page)
        else:
            content.problems.extend(page)
        if progress is not None:
            progress(done, len(files))
    content.quizzes = [
        Quiz(*found)
        for found in _tables(
            content, iter(sorted((root / "questions").glob("*.toml"))), questions.Topic
        )
    ]
    content.paths = list(
        _tables(content, iter(sorted((root / "paths").glob("*.toml"))), models.Path)
    )
    content.seeds = list(
        _tables(content, iter(sorted((root.parent / "seeds").glob("*.toml"))), Seed)
    )
    content.outline = next(_tables(content, iter([root / "outline.toml"]), models.Outline), None)
    measures = [path for path in [root / "standards.toml"] if path.exists()]
    content.standards = next(_tables(content, iter(measures), models.Standards), None)
    content.objectives_file = (root / "objectives.toml").relative_to(root.parent).as_posix()
    listed = next(_tables(content, iter([root / "objectives.toml"]), questions.Objectives), None)
    content.objectives = listed[0].objective if listed else ()
    accepted = root / "questions" / "words.txt"
    content.words = (
        frozenset(accepted.read_text("utf-8").split()) if accepted.exists() else frozenset()
    )
    content.bibliography_file = (root / "references.bib").relative_to(root.parent).as_posix()
    content.bibliography = read_bibliography(root / "references.bib", content.bibliography_file)
    content.problems.extend(content.bibliography.problems)
    return content
