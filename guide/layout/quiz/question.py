"""A question and the answer that is being entered, or was given, as lines."""

from guide.layout.figures import figure_lines
from guide.layout.lines import EMPTY, Line, Piece, pieces_of, wrap
from guide.layout.targets import Action, ChooseOption, RunCommand, Target
from guide.library.records import Numeric, Question, Span
from guide.study.answering import LETTERS, Answer
from guide.study.draft import NO_DRAFT, Draft
from guide.study.presenting import PresentedQuestion, number_text

FACE_DOWN: Line = (
    Piece("   Say it to yourself, then "),
    Piece("turn the card", "accent", RunCommand(Action.REVEAL)),
    Piece("  (enter)", "dim"),
)
"""What stands in the place of a card's answer until it is turned."""


def stem_pieces(presented: PresentedQuestion) -> list[Piece]:
    """Return the stem with drawn numbers in it."""
    spans = tuple(
        Span(presented.filled(span.text), span.style, span.target, span.level)
        for span in presented.question.stem
    )
    return pieces_of(spans, presented.question.references, "b")


def option_row(
    letter: str,
    text: str,
    width: int,
    style: str = "",
    tail: str = "",
    target: Target | None = None,
    sign: str = "   ",
) -> list[Line]:
    """Return an option with its letter, wrapped."""
    head = f"{sign}{letter}  "
    rows = wrap([Piece(text, style, target), Piece(tail, style)], width - len(head))
    return [
        (Piece(head, style or "accent", target), *rows[0]),
        *((Piece(" " * len(head)), *row) for row in rows[1:]),
    ]


def _choice_rows(
    presented: PresentedQuestion,
    width: int,
    draft: Draft,
    struck: frozenset[int],
    answer: Answer | None,
) -> list[Line]:
    question, lines = presented.question, []
    for place, option in enumerate(presented.order):
        style, tail, sign = "", "", "   "
        chosen = option in answer.choice if answer is not None else place in draft.places
        if answer is not None:
            if question.options[option].right:
                style, tail = "good", "   ✓\u00a0right"
            elif chosen:
                style, tail = "bad", "   ✗\u00a0yours"
        elif place in struck:
            style, tail = "dim", "   ×\u00a0out"
        if chosen:
            sign = " ● "
        target = None if answer is not None else ChooseOption(place)
        lines += option_row(
            LETTERS[place], question.options[option].text, width, style, tail, target, sign
        )
    return lines


def _order_rows(
    presented: PresentedQuestion, width: int, draft: Draft, answer: Answer | None
) -> list[Line]:
    lines: list[Line] = []
    for place, option in enumerate(presented.order):
        letter, text = LETTERS[place], presented.question.options[option].text
        if answer is None:
            tail = f"   {draft.places.index(place) + 1}." if place in draft.places else ""
            sign = " ● " if tail else "   "
            lines += option_row(letter, text, width, "", tail, ChooseOption(place), sign)
        elif (yours := answer.choice.index(option)) == option:
            lines += option_row(letter, text, width, "good", f"   ✓\u00a0{option + 1}.")
        else:
            tail = f"   ✗\u00a0yours {yours + 1}., right {option + 1}."
            lines += option_row(letter, text, width, "bad", tail)
    return lines


def _match_rows(presented: PresentedQuestion, width: int, draft: Draft) -> list[Line]:
    lines: list[Line] = []
    options = presented.question.options
    for place, option in enumerate(presented.order):
        letter, style = "", ""
        if place < len(draft.places):
            letter = LETTERS[draft.places[place]]
        elif place == len(draft.places):
            letter, style = "?", "b"
        lines += option_row(f"{place + 1}", f"{options[option].text} → {letter}", width, style)
    lines.append(EMPTY)
    for place, partner in enumerate(presented.partners):
        style = "dim" if place in draft.places else ""
        lines += option_row(
            LETTERS[place], options[partner].pair, width, style, "", ChooseOption(place)
        )
    return lines


def _matched_rows(answer: Answer, width: int) -> list[Line]:
    lines: list[Line] = []
    options = answer.question.options
    for place, option in enumerate(answer.presented.order):
        mine = answer.choice[option]
        text = f"{options[option].text} → {options[mine].pair}"
        if mine == option:
            lines += option_row(f"{place + 1}", f"{text}   ✓", width, "good")
        else:
            text += f"   ✗ right: {options[option].pair}"
            lines += option_row(f"{place + 1}", text, width, "bad")
    return lines


def _number_rows(presented: PresentedQuestion, draft: Draft, answer: Answer | None) -> list[Line]:
    numeric = presented.question.numeric
    unit = numeric.unit if numeric else ""
    if answer is None:
        return [
            (
                Piece("   Answer  "),
                Piece(f" {draft.text}▏", "selected"),
                Piece(f" {unit}"),
                Piece(f"   {tolerance_text(numeric)}" if numeric else "", "dim"),
            )
        ]
    style, tail = ("good", "✓ right") if answer.right else ("bad", "✗ yours")
    lines: list[Line] = [
        (
            Piece("   Answer  "),
            Piece(f"{answer.number:g} {unit}", style),
            Piece(f"   {tail}", style),
        )
    ]
    if not answer.right and presented.answer is not None and numeric is not None:
        lines.append(
            (
                Piece("   Right   "),
                Piece(f"{number_text(presented.answer, numeric.decimals)} {unit}", "good"),
            )
        )
    return lines


def tolerance_text(numeric: Numeric) -> str:
    """Return how far a number may be from the answer; of an answer in per cent it is a share."""
    return f"tolerance ±{numeric.tolerance:g}% of the answer"


def shows_struck(question: Question) -> bool:
    """Tell whether options of a question can be struck out."""
    return question.form in ("single", "several", "figure")


def question_lines(
    presented: PresentedQuestion,
    width: int,
    answer: Answer | None = None,
    draft: Draft = NO_DRAFT,
    struck: frozenset[int] = frozenset(),
) -> list[Line]:
    """Return stem, figure and options.

    Args:
        presented: The question.
        width: Cells available.
        answer: The answer, once it may be shown whether it is right.
        draft: The answer that is being entered.
        struck: Places of options that were struck out.
    """
    question = presented.question
    lines = [*wrap(stem_pieces(presented), width), EMPTY]
    if question.figure is not None:
        lines += figure_lines(question.figure, width)
    match question.form:
        case "order":
            lines += _order_rows(presented, width, draft, answer)
        case "match" if answer is not None:
            lines += _matched_rows(answer, width)
        case "match":
            lines += _match_rows(presented, width, draft)
        case "numeric":
            lines += _number_rows(presented, draft, answer)
        case "card" if answer is None and not draft.revealed:
            lines.append(FACE_DOWN)
        case "card":
            lines += [*wrap(pieces_of(question.take_home), width, "   ", "   "), EMPTY]
            lines += _choice_rows(presented, width, draft, struck, answer)
        case _:
            lines += _choice_rows(presented, width, draft, struck, answer)
    return lines
