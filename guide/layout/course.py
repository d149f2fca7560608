"""The steps of a learning path in words: where one is, what comes next, how a run ended."""

from guide.counting import counted
from guide.layout.lines import Line, Piece, clip, line_width
from guide.layout.targets import OpenEntry, OpenPath, RepeatRun, StartQuiz, StudyMode, Target
from guide.library.catalogue import Catalogue
from guide.library.records import Path
from guide.study.course import Step, UnitPlace, step_after


def step_target(step: Step) -> OpenEntry | StartQuiz:
    """Return what a step leads to."""
    if step.entry:
        return OpenEntry(step.entry, place=step.place)
    return StartQuiz(StudyMode.UNIT, step.place.path, step.place.unit)


def step_name(step: Step, catalogue: Catalogue) -> str:
    """Return the title of a page, or how many questions a unit has."""
    if step.entry:
        return catalogue.heads[step.entry].title
    unit = catalogue.path_by_id[step.place.path].units[step.place.unit]
    return f"{counted(len(unit.questions), 'question')} on this unit"


def where(step: Step, path: Path) -> str:
    """Return where a step is in its path, such as "unit 1 · 2 of 5"."""
    unit = path.units[step.place.unit]
    number = f"unit {step.place.unit + 1}"
    if not step.entry:
        return f"{number} · questions"
    return f"{number} · {unit.entries.index(step.entry) + 1} of {len(unit.entries)}"


def place_lines(step: Step, catalogue: Catalogue, width: int) -> tuple[Line, Line]:
    """Return where a page is in its path, and what comes behind it, for the two ends of a row.

    Where there is little room the title of the path goes first, then that of the next page is cut.
    """
    path = catalogue.path_by_id[step.place.path]
    here = where(step, path)
    behind = step_after(path, step)
    if behind is None:
        right: Line = (Piece("the last page", "dim"),)
    else:
        link = Piece(step_name(behind, catalogue), "accent", step_target(behind))
        right = (Piece("n next: ", "dim"), *clip((link,), max(width - len(here) - 14, 8)))
    room = width - line_width(right) - len(here) - 8
    home = Piece(path.title, "accent", OpenPath(path.id))
    title = (*clip((home,), room), Piece(" · ", "dim")) if room >= 12 else ()
    return (Piece("  "), *title, Piece(here, "dim")), right


def doors_of(step: Step | None, place: UnitPlace, catalogue: Catalogue) -> tuple[Piece, ...]:
    """Return where a run of a unit leads: what comes next, to the path, or once more."""
    path = catalogue.path_by_id[place.path]
    to_path, again = Piece("back to the path", "accent", OpenPath(path.id)), RepeatRun()
    if step is None:
        return (Piece("The path is done.", "good"), to_path, Piece("again", "accent", again))
    target: Target = step_target(step)
    unit = "" if step.place == place else f"unit {step.place.unit + 1}, "
    following = Piece(f"next: {unit}{step_name(step, catalogue)}", "accent", target)
    return following, to_path, Piece("again", "accent", again)
