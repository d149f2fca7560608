"""The question bank in figures, as lines."""

from collections.abc import Mapping

from guide.counting import counted, percent
from guide.layout.lines import EMPTY, Line, Piece
from guide.library.bank_statistics import Statistics


def bank_lines(bank: Statistics, objectives: Mapping[str, str]) -> list[Line]:
    """Return what the bank holds: forms, levels, evidence, places of keys, objectives."""

    def table(title: str, counts: Mapping[str, int]) -> list[Line]:
        rows: list[Line] = [(Piece(title, "h2"),)]
        for name, count in counts.items():
            rows.append(
                (
                    Piece(f"  {name:<16}{count:>5}"),
                    Piece(f"   {percent(count / max(bank.total, 1)):>4}", "dim"),
                )
            )
        return [*rows, EMPTY]

    lines: list[Line] = [
        (Piece(f"{counted(bank.total, 'question')}, twins among them: {bank.twins}", "b"),),
        EMPTY,
    ]
    lines += (
        table("Forms", bank.forms) + table("Levels", bank.levels) + table("Evidence", bank.evidence)
    )
    keys = "  ".join(
        f"{letter} {count}" for letter, count in zip("ABCD", bank.positions, strict=True)
    )
    lines += [
        (Piece("Keys of questions with four options", "h2"),),
        (
            Piece(f"  {keys}"),
            Piece("   as written; options are shuffled when they are shown", "dim"),
        ),
        (
            Piece(f"  the key is the longest in {percent(bank.longest)}"),
            Piece("   chance is 25%", "dim"),
        ),
        EMPTY,
        (Piece("Objectives and their questions", "h2"),),
    ]
    lines += [
        (Piece(f"  {count:>3}  "), Piece(objectives.get(name, name)))
        for name, count in bank.objectives.items()
    ]
    return lines
