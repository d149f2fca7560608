"""`abscopal paths` and `abscopal progress`: the ways through the guide, and how far one is."""

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import Any

import msgspec

from guide import clock
from guide.cli.learner import read_learner
from guide.cli.output import print_json, say, say_line, text_width, warn
from guide.cli.pager import say_paged
from guide.cli.show import path_fields
from guide.coach.overview import Overview, read_overview
from guide.coach.study import Study
from guide.counting import duration, percent
from guide.layout.course import step_name, where
from guide.layout.lines import Piece, plain_line
from guide.layout.paths import path_lines
from guide.layout.quiz.progress import progress_lines, suggestion_piece
from guide.library.called import called_path
from guide.library.records import Path as LearningPath
from guide.opening import Guide
from guide.study.statistics import Mastery

NOTHING_YET = "nothing was read or answered yet (begin with `abscopal quiz` or a path)"


def _read(guide: Guide, data: Path) -> AbstractContextManager[Study | None]:
    """Return a copy of the learner's data to be closed after use; None where there is none."""
    return read_learner(guide, data) or nullcontext()


def list_paths(guide: Guide, data: Path, as_json: bool) -> int:
    """Print every learning path with its time, how much of it is done, and what comes next."""
    paths = guide.catalogue.paths
    with _read(guide, data) as study:
        rows = [(path, _done(path, study)) for path in paths]
    if as_json:
        print_json([{**path_fields(path, guide.catalogue), "done": done} for path, done in rows])
        return 0
    width = max((len(path.id) for path in paths), default=0)
    for path, done in rows:
        time = duration(path.minutes).replace("\u00a0", " ").rjust(10)
        read = f"{percent(done['share'])} read" if done else ""
        name, figures = Piece(f"{path.id.ljust(width)}  "), Piece(f"{time}  {read:<9}", "dim")
        say_line((name, figures, Piece(path.title)))
        if done and done["share"] and done["next"]:
            say(f"{'':{width}}            next: {done['next']}")
    return 0


def _done(path: LearningPath, study: Study | None) -> dict[str, Any] | None:
    """Return how many pages of a path are read, their share, and the next step in words."""
    if study is None:
        return None
    entries = set(path.entries)
    read = study.done.pages(tuple(entries))
    step = study.next_of(path)
    following = ""
    if step is not None:
        following = f"{where(step, path)}, {step_name(step, study.catalogue)}"
    share = read / len(entries) if entries else 0.0
    return {"pages": read, "of": len(entries), "share": round(share, 3), "next": following or None}


def show_path(guide: Guide, data: Path, name: str, as_json: bool) -> int:
    """Print a learning path with what is done of it.

    Raises:
        NotFoundError: No path is called so.
    """
    path = called_path(name, guide.catalogue.paths)
    with _read(guide, data) as study:
        if as_json:
            print_json({**path_fields(path, guide.catalogue), "done": _done(path, study)})
            return 0
        done = study.done if study is not None else None
        lines = path_lines(path, guide.catalogue, done, text_width())
    say_paged("\n".join(map(plain_line, lines)).strip("\n").replace("\u00a0", " ") + "\n")
    return 0


def progress(guide: Guide, data: Path, as_json: bool) -> int:
    """Print how the learner is doing; return 1 while there is nothing to say."""
    with _read(guide, data) as study:
        if study is None:
            warn(NOTHING_YET)
            return 1
        overview = read_overview(study, clock.now())
        if as_json:
            print_json(_overview_fields(study, overview))
            return 0
        lines = progress_lines(
            overview, guide.catalogue, study.bank.topics, study.preferences.minutes, text_width()
        )
    say_paged("\n".join(plain_line(line).replace("\u00a0", " ") for line in lines) + "\n")
    return 0


def _overview_fields(study: Study, overview: Overview) -> dict[str, Any]:
    """Return the overview for machines; shares are from 0 to 1, times in minutes and seconds."""
    catalogue, topics = study.catalogue, study.bank.topics
    plan = overview.plan
    return {
        "due": overview.due,
        "waiting": overview.waiting,
        "answers": overview.answers,
        "minutes": round(overview.minutes, 1),
        "seconds_each": round(overview.pace, 1),
        "rhythm": asdict(overview.rhythm),
        "days": [msgspec.structs.asdict(day) for day in overview.days],
        "forecast": overview.forecast,
        "topics": [_part(part, topics) for part in overview.topics],
        "objectives": [
            _part(part, catalogue.objectives) for part in overview.objectives if part.seen
        ],
        "calibration": [asdict(point) for point in overview.calibration],
        "retention": [asdict(point) for point in overview.retention],
        "confident_errors": overview.confident_errors,
        "plan": asdict(plan) if plan is not None else None,
        "suggestions": [
            suggestion_piece(step, catalogue, topics).text for step in overview.suggestions
        ],
        "lost": overview.lost,
        "content_version": catalogue.content_version,
    }


def _part(part: Mastery, titles: Mapping[str, str]) -> dict[str, Any]:
    title = titles.get(part.name, part.name)
    share = round(part.share, 3)
    return {"id": part.name, "title": title, "share": share, "seen": part.seen, "total": part.total}
