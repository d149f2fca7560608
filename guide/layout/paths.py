"""A learning path as lines: units with their objectives and pages, those already opened marked."""

from guide.layout.lines import EMPTY, Line, Piece, wrap
from guide.layout.targets import OpenEntry, StartQuiz, StudyMode
from guide.library.catalogue import Catalogue
from guide.library.records import Path
from guide.library.scale import KIND_FACTS


def path_lines(path: Path, catalogue: Catalogue, opened: set[str], width: int) -> tuple[Line, ...]:
    """Return a path in lines of a width."""
    lines: list[Line] = [EMPTY, (Piece(path.title, "title"),)]
    lines += wrap([Piece(path.summary, "summary")], width)
    lines += wrap([Piece(f"For {path.audience}", "dim")], width)
    for number, unit in enumerate(path.units, 1):
        done = sum(entry in opened for entry in unit.entries)
        lines += [
            EMPTY,
            (
                Piece(f"{number}. {unit.title}", "h2"),
                Piece(f"   {done} of {len(unit.entries)} opened", "dim"),
            ),
        ]
        for objective in unit.objectives:
            lines += wrap(
                [
                    Piece(
                        catalogue.objectives.get(objective, objective),
                        "",
                        StartQuiz(StudyMode.OBJECTIVE, objective),
                    )
                ],
                width,
                "  • ",
                "    ",
            )
        for entry in unit.entries:
            head = catalogue.heads[entry]
            sign = "✓" if entry in opened else "·"
            lines.append(
                (
                    Piece(f"  {sign} "),
                    Piece(f"{KIND_FACTS[head.kind].tag} ", f"kind-{head.kind}"),
                    Piece(head.title, "link", OpenEntry(entry)),
                )
            )
    return tuple(lines)
