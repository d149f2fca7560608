"""A learning path as lines: what comes before it, its units and their times, what it leads to."""

from guide.counting import counted, duration, percent
from guide.layout.lines import EMPTY, Line, Piece, fit, line_width, plain_line, wrap
from guide.layout.targets import OpenEntry, OpenPath, StartQuiz, StudyMode
from guide.library.catalogue import Catalogue
from guide.library.pace import MINUTES_A_QUESTION, WORDS_A_MINUTE
from guide.library.records import Path, Unit
from guide.library.scale import KIND_FACTS
from guide.study.course import Done, UnitPlace

HOW_COUNTED = (
    f"Times count reading at {WORDS_A_MINUTE} words a minute"
    f" and {MINUTES_A_QUESTION} minutes a question."
)


def path_lines(path: Path, catalogue: Catalogue, done: Done | None, width: int) -> tuple[Line, ...]:
    """Return a path in lines of a width.

    Args:
        path: The path.
        catalogue: The library.
        done: What the learner has done of it; None where nobody's data is open.
        width: Cells.
    """
    lines: list[Line] = [EMPTY, *wrap([Piece(path.title, "title")], width)]
    lines += wrap([Piece(path.summary, "summary")], width)
    lines.append(EMPTY)
    lines += wrap([Piece(f"For {path.audience}", "dim")], width)
    units = counted(len(path.units), "unit")
    lines += wrap([Piece(f"{units}, about {duration(path.minutes)}", "dim")], width)
    lines += _needs(path, catalogue, width)
    for number, unit in enumerate(path.units):
        place = UnitPlace(path.id, number)
        lines += [EMPTY, *_unit(unit, place, catalogue, done, width)]
    lines += [EMPTY, (Piece("After this path you can", "h2"),)]
    for ability in path.after:
        lines += wrap([Piece(ability)], width, "  • ", "    ")
    lines += [EMPTY, *wrap([Piece(HOW_COUNTED, "dim")], width)]
    return tuple(lines)


def plain_path(path: Path, catalogue: Catalogue, width: int) -> str:
    """Return a path as plain text."""
    lines = path_lines(path, catalogue, None, width)
    return "\n".join(map(plain_line, lines)).strip("\n") + "\n"


def _needs(path: Path, catalogue: Catalogue, width: int) -> list[Line]:
    """Return the paths that should come first, each a link."""
    pieces = [Piece("Before this: ", "dim")]
    for name in path.needs:
        comma = [Piece(", ", "dim")] if len(pieces) > 1 else []
        pieces += [*comma, Piece(catalogue.path_by_id[name].title, "link", OpenPath(name))]
    return wrap(pieces if path.needs else [Piece("Before this: nothing", "dim")], width, "", "  ")


def _unit(
    unit: Unit, place: UnitPlace, catalogue: Catalogue, done: Done | None, width: int
) -> list[Line]:
    """Return a unit: its time, objectives, pages and questions."""
    size = counted(len(unit.entries), "page")
    if done is not None:
        size = f"{done.pages(unit.entries)} of {len(unit.entries)} read"
    title = Piece(f"{place.unit + 1}. {unit.title}", "h2")
    facts = Piece(f"   {duration(unit.minutes)} · {size}", "dim")
    lines: list[Line] = [(title, facts)]
    if line_width((title, facts)) > width:
        lines = [*wrap([title], width, "", "   "), *fit([(facts,)], width)]
    for objective in unit.objectives:
        text = catalogue.objectives.get(objective, objective)
        lines += wrap([Piece(text)], width, "  • ", "    ")
    for entry in unit.entries:
        head, target = catalogue.heads[entry], OpenEntry(entry, place=place)
        line = (
            *_sign(done is not None and done.has_read(entry), "·"),
            Piece(f"{KIND_FACTS[head.kind].tag} ", "tag", target),
            Piece(head.title, "link", target),
            *_begun(entry, done),
        )
        lines += fit([line], width)
    return lines + (_questions(unit, place, done) if unit.questions else [])


def _sign(finished: bool, otherwise: str) -> tuple[Piece, ...]:
    return (Piece("  "), Piece("✓" if finished else otherwise, "good" * finished), Piece(" "))


def _begun(entry: str, done: Done | None) -> tuple[Piece, ...]:
    """Return how far a page that was not finished was read."""
    share = done.shares.get(entry, 0.0) if done is not None else 0.0
    begun = done is not None and share >= 0.01 and not done.has_read(entry)
    return (Piece(f"  {percent(share)} read", "dim"),) if begun else ()


def _questions(unit: Unit, place: UnitPlace, done: Done | None) -> list[Line]:
    """Return what starts the questions of a unit, and how many were answered right."""
    total, score = len(unit.questions), done.score(unit) if done is not None else None
    start = StartQuiz(StudyMode.UNIT, place.path, place.unit)
    text = Piece(f"{counted(total, 'question')} on this unit", "accent", start)
    right = () if score is None else (Piece(f"  {score} of {total} right", "dim"),)
    return [(*_sign(score == total, "?"), text, *right)]
