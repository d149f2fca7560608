"""A calculated query, modalities side by side, and what this guide is, as lines."""

from collections.abc import Iterator, Sequence

from guide.counting import counted, fixed
from guide.layout.lines import EMPTY, Line, Piece, wrap
from guide.layout.tables import lay_out_table
from guide.layout.targets import OpenEntry
from guide.library.catalogue import Catalogue
from guide.library.facts import ModalityProperties, Property
from guide.library.records import Head
from guide.library.scale import LEVELS, dots
from guide.search.calculation import Calculation

PURPOSE = (
    "An offline study guide to combining advanced radiotherapy with immunotherapy. "
    "For learning only: it is not a medical device and recommends no treatment."
)

HIGH_DOSE = 10.0
"""Gy in one fraction above which the model is in doubt; see the page `linear-quadratic-model`."""


_SUBSCRIPTS = str.maketrans("0123456789.", "₀₁₂₃₄₅₆₇₈₉.")


def _together(text: str) -> str:
    """Return a text that is broken between two lines only where it does not fit on one."""
    return text.replace(" ", "\u00a0")


def _subscript(alpha_beta: float) -> str:
    """Return an α/β as it is written below BED and EQD2."""
    return f"{alpha_beta:g}".translate(_SUBSCRIPTS)


def calculation_lines(calculation: Calculation, width: int) -> tuple[Line, ...]:
    """Return a calculated schedule as a direct answer: formulas filled in, and what to doubt."""
    fractions, dose = calculation.fractions, calculation.dose
    head = [
        Piece("=  ", "accent"),
        Piece(f"{counted(fractions, 'fraction')} of {_together(f'{dose:g} Gy')}", "b"),
        Piece(f" · {_together(f'{fractions * dose:g} Gy')} in all", "dim"),
    ]
    lines = wrap(head, width, "", "   ")
    for effect in calculation.effects:
        below = _subscript(effect.alpha_beta)
        row = [
            Piece(_together(f"BED{below} {fixed(effect.bed, 1)} Gy"), "h2"),
            Piece(_together(f" = {fractions} × {dose:g} × (1 + {dose:g}/{effect.alpha_beta:g})")),
            Piece(" · "),
            Piece(_together(f"EQD2{below} {fixed(effect.eqd2, 1)} Gy"), "h2"),
            Piece(_together(f" = {fixed(effect.bed, 1)} / (1 + 2/{effect.alpha_beta:g})")),
        ]
        lines += wrap(row, width, "   ", "   ")
    doubts = []
    if calculation.other is not None:
        count, other = calculation.other.fractions, calculation.other.dose
        doubts.append(f"For {other:g} Gy in each write {count} x {other:g} Gy.")
    if dose > HIGH_DOSE:
        doubts.append(f"{dose:g} Gy in one fraction is outside the usual range of the model.")
    doubts.append("For learning, not for patient care.")
    return (*lines, *wrap([Piece(" ".join(doubts), "dim")], width, "   ", "   "))


def _properties(catalogue: Catalogue) -> Iterator[tuple[Head, Property]]:
    """Yield the properties of every modality."""
    for head in catalogue.heads.values():
        facts = catalogue.entry(head.id).facts if head.kind == "modality" else None
        if isinstance(facts, ModalityProperties):
            yield from ((head, found) for found in facts.properties)


def comparison_lines(catalogue: Catalogue, name: str, width: int) -> tuple[Line, ...]:
    """Return one property of every modality side by side, with level and source."""
    rows: list[list[Sequence[Piece]]] = [[[Piece("Modality")], [Piece(name)], [Piece("Evidence")]]]
    for head, found in _properties(catalogue):
        if found.name == name:
            note = [Piece(f" – {found.note}", "dim")] if found.note else []
            rows.append(
                [
                    [Piece(head.title, "link", OpenEntry(head.id))],
                    [Piece(found.quantity), *note],
                    [Piece(f"{dots(found.level)} {found.level}", "level")],
                ]
            )
    if len(rows) == 1:
        return tuple(wrap([Piece("No modality in this library has this property.", "dim")], width))
    return tuple(lay_out_table(rows, width))


def property_names(catalogue: Catalogue) -> list[str]:
    """Return the names of the properties that at least one modality has, as first met."""
    return list(dict.fromkeys(found.name for _, found in _properties(catalogue)))


def about_lines(catalogue: Catalogue, data: str, version: str, width: int) -> tuple[Line, ...]:
    """Return what this guide is and holds, where your data is, and the levels of evidence."""
    counts = catalogue.counts_by_kind()
    held = ", ".join(f"{number} {kind}" for kind, number in counts.items())
    lines: list[Line] = [
        (
            Piece(f"Abscopal {version}", "title"),
            Piece(f"   content {catalogue.content_version}", "dim"),
        ),
        EMPTY,
    ]
    lines += wrap(
        [Piece(PURPOSE)],
        width,
    )
    lines += [EMPTY, *wrap([Piece("Entries: ", "dim"), Piece(held)], width)]
    lines += wrap(
        [
            Piece("Questions: ", "dim"),
            Piece(str(catalogue.counts["questions"])),
            Piece("   References: ", "dim"),
            Piece(str(catalogue.counts["references"])),
        ],
        width,
    )
    lines += wrap([Piece("Your data: ", "dim"), Piece(data)], width)
    lines += wrap(
        [Piece("Network: ", "dim"), Piece("none; the program opens no connection.")], width
    )
    lines += wrap([Piece("Licences: ", "dim"), Piece("program MIT, content CC BY 4.0.")], width)
    lines += [EMPTY, (Piece("Levels of evidence", "h2"),), EMPTY]
    lines += [(Piece(f"{dots(level)}  ", "accent"), Piece(level)) for level in LEVELS]
    return tuple(lines)
