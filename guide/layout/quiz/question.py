"""A question, what is being answered to it, and its feedback, as lines."""

from collections.abc import Sequence

from guide.layout.figures import figure_lines
from guide.layout.lines import EMPTY, Line, Piece, pieces_of, wrap
from guide.layout.targets import Action, ChooseOption, OpenEntry, RunCommand, Target
from guide.library.catalogue import Catalogue
from guide.library.records import Question, Span, Spans
from guide.study.answering import LETTERS, Answer, slip_value
from guide.study.draft import Draft
from guide.study.presenting import PresentedQuestion, number_text

NO_DRAFT = Draft()


def stem_pieces(asked: PresentedQuestion) -> list[Piece]:
    """Return the stem with drawn numbers in it."""
    spans = tuple(
        Span(asked.filled(span.text), span.style, span.target, span.level)
        for span in asked.question.stem
    )
    return pieces_of(spans, asked.question.references, "b")


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
    asked: PresentedQuestion, width: int, draft: Draft, struck: frozenset[int], given: Answer | None
) -> list[Line]:
    question, lines = asked.question, []
    for place, option in enumerate(asked.order):
        style, tail, sign = "", "", "   "
        chosen = option in given.choice if given is not None else place in draft.places
        if given is not None:
            if question.options[option].right:
                style, tail = "good", "   ✓\u00a0right"
            elif chosen:
                style, tail = "bad", "   ✗\u00a0yours"
        elif place in struck:
            style, tail = "dim", "   ×\u00a0out"
        if chosen:
            sign = " ▸ "
        target = None if given is not None else ChooseOption(place)
        lines += option_row(
            LETTERS[place], question.options[option].text, width, style, tail, target, sign
        )
    return lines


def _order_rows(
    asked: PresentedQuestion, width: int, draft: Draft, given: Answer | None
) -> list[Line]:
    lines: list[Line] = []
    for place, option in enumerate(asked.order):
        text = asked.question.options[option].text
        if given is not None:
            yours = given.choice.index(option)
            right = yours == option
            tail = (
                f"   ✓\u00a0{option + 1}."
                if right
                else f"   ✗\u00a0yours {yours + 1}., right {option + 1}."
            )
            lines += option_row(LETTERS[place], text, width, "good" if right else "bad", tail)
        else:
            tail = f"   {draft.places.index(place) + 1}." if place in draft.places else ""
            lines += option_row(
                LETTERS[place], text, width, "", tail, ChooseOption(place), " ▸ " if tail else "   "
            )
    return lines


def _match_rows(
    asked: PresentedQuestion, width: int, draft: Draft, given: Answer | None
) -> list[Line]:
    lines: list[Line] = []
    options = asked.question.options
    for place, option in enumerate(asked.order):
        if given is not None:
            mine = given.choice[option]
            right = mine == option
            tail = f" → {options[mine].pair}" + (
                "   ✓" if right else f"   ✗ right: {options[option].pair}"
            )
            lines += option_row(
                f"{place + 1}", options[option].text + tail, width, "good" if right else "bad"
            )
        else:
            letter = (
                LETTERS[draft.places[place]]
                if place < len(draft.places)
                else ("?" if place == len(draft.places) else "")
            )
            lines += option_row(
                f"{place + 1}",
                f"{options[option].text} → {letter}",
                width,
                "b" if letter == "?" else "",
            )
    if given is None:
        lines.append(EMPTY)
        for place, partner in enumerate(asked.partners):
            style = "dim" if place in draft.places else ""
            lines += option_row(
                LETTERS[place], options[partner].pair, width, style, "", ChooseOption(place)
            )
    return lines


def _number_rows(asked: PresentedQuestion, draft: Draft, given: Answer | None) -> list[Line]:
    numeric = asked.question.numeric
    unit = numeric.unit if numeric else ""
    if given is None:
        return [
            (
                Piece("   Answer  "),
                Piece(f" {draft.text}▏", "selected"),
                Piece(f" {unit}"),
                Piece(f"   within {_tolerance(asked)}", "dim"),
            )
        ]
    style, tail = ("good", "✓ right") if given.right else ("bad", "✗ yours")
    lines: list[Line] = [
        (Piece("   Answer  "), Piece(f"{given.number:g} {unit}", style), Piece(f"   {tail}", style))
    ]
    if not given.right and asked.answer is not None and numeric is not None:
        lines.append(
            (
                Piece("   Right   "),
                Piece(f"{number_text(asked.answer, numeric.decimals)} {unit}", "good"),
            )
        )
    return lines


def _tolerance(asked: PresentedQuestion) -> str:
    return f"{asked.question.numeric.tolerance:g} %" if asked.question.numeric else ""


def question_lines(
    asked: PresentedQuestion,
    width: int,
    given: Answer | None = None,
    draft: Draft = NO_DRAFT,
    struck: frozenset[int] = frozenset(),
) -> list[Line]:
    """Return stem, figure and options.

    Args:
        asked: The question.
        width: Cells available.
        given: The answer, once it may be shown whether it is right.
        draft: The answer in the making.
        struck: Places of options that were struck out.
    """
    question = asked.question
    lines = [*wrap(stem_pieces(asked), width), EMPTY]
    if question.figure is not None:
        lines += figure_lines(question.figure, width)
    if question.form == "order":
        return lines + _order_rows(asked, width, draft, given)
    if question.form == "match":
        return lines + _match_rows(asked, width, draft, given)
    if question.form == "numeric":
        return lines + _number_rows(asked, draft, given)
    if question.form == "card" and not draft.revealed and given is None:
        return [
            *lines,
            (
                Piece("   Say it to yourself, then "),
                Piece("turn the card", "accent", RunCommand(Action.REVEAL)),
                Piece("  (enter)", "dim"),
            ),
        ]
    if question.form == "card":
        lines += [*wrap(pieces_of(question.take_home), width, "   ", "   "), EMPTY]
    return lines + _choice_rows(asked, width, draft, struck, given)


def _reason(
    sign: str, letter: str, reason: Spans, question: Question, style: str, width: int
) -> list[Line]:
    front = f"{sign} {letter}  " if letter else f"{sign} "
    rows = wrap(pieces_of(reason, question.references), width - len(front))
    return [
        (Piece(front, style), *rows[0]),
        *((Piece(" " * len(front)), *row) for row in rows[1:]),
        EMPTY,
    ]


def _number_feedback(given: Answer, width: int) -> list[Line]:
    asked, question, numeric = given.asked, given.asked.question, given.asked.question.numeric
    if numeric is None:
        return []
    lines: list[Line] = []
    slip = given.slip
    if slip is not None:
        lines += _reason("✗", "", numeric.slips[slip].reason, question, "bad", width)
    lines += [
        *wrap(
            [Piece("Worked: ", "b"), Piece(asked.filled(numeric.working), "code")], width, "", "  "
        ),
        EMPTY,
    ]
    lines += _reason("✓", "", numeric.reason, question, "good", width)
    for place, other in enumerate(numeric.slips):
        value = slip_value(asked, place)
        if place != slip and value is not None and not given.right:
            text = (
                Span(f"{number_text(value, numeric.decimals)} {numeric.unit} would be a slip: "),
                *other.reason,
            )
            lines += _reason("·", "", text, question, "dim", width)
    return lines


def _order_of_reasons(given: Answer) -> list[int]:
    """Return the options in the order in which their reasons are read: one's own choice, the key, the rest."""
    asked, question = given.asked, given.asked.question
    if question.form in ("order", "match"):
        return list(range(len(question.options)))
    return list(dict.fromkeys([*given.choice, *question.keys, *asked.order]))


def feedback_lines(given: Answer, catalogue: Catalogue, width: int) -> list[Line]:
    """Return the reasons: of one's own choice first, then of the key, then of the rest; then what to take home."""
    question = given.asked.question
    lines: list[Line] = [EMPTY]
    if question.form == "card":
        return [EMPTY, *_foot(question, catalogue, width)]
    for option in _order_of_reasons(given):
        if question.form in ("order", "match"):
            right = given.choice[option] == option
            letter = (
                f"{option + 1}."
                if question.form == "order"
                else LETTERS[given.asked.partners.index(option)]
            )
            lines += _reason(
                "✓" if right else "✗",
                letter,
                question.options[option].reason,
                question,
                "good" if right else "bad",
                width,
            )
            continue
        letter = LETTERS[given.asked.order.index(option)]
        right = question.options[option].right
        style = "good" if right else ("bad" if option in given.choice else "dim")
        lines += _reason(
            "✓" if right else "✗", letter, question.options[option].reason, question, style, width
        )
    lines += _number_feedback(given, width)
    lines += wrap(
        [Piece("Take home: ", "b"), *pieces_of(question.take_home, question.references)], width
    )
    return lines + _foot(question, catalogue, width)


def _foot(question: Question, catalogue: Catalogue, width: int) -> list[Line]:
    """Return the level of evidence and the way to the passage."""
    evidence = (
        [Piece("Evidence: ", "dim"), Piece(question.evidence, "level"), Piece("   ")]
        if question.evidence
        else []
    )
    section = [Piece(f" § {question.section}", "dim")] if question.section else []
    return wrap(
        [*evidence, Piece("Read: ", "dim"), page_link(question, catalogue), *section], width
    )


def page_link(question: Question, catalogue: Catalogue) -> Piece:
    """Return the link to the page that teaches a question."""
    head = catalogue.heads.get(question.entry)
    if head is None:
        return Piece(question.entry)
    return Piece(head.title, "link", OpenEntry(head.id))


def key_text(asked: PresentedQuestion) -> str:
    """Return the right answer in words."""
    question = asked.question
    if question.numeric is not None and asked.answer is not None:
        return f"{number_text(asked.answer, question.numeric.decimals)} {question.numeric.unit}"
    if question.form == "order":
        return " → ".join(option.text for option in question.options)
    if question.form == "match":
        return "; ".join(f"{option.text} → {option.pair}" for option in question.options)
    return "; ".join(question.options[key].text for key in question.keys)


def choices_text(given: Answer) -> Sequence[str]:
    """Return what was chosen, in words."""
    question = given.asked.question
    if given.number is not None:
        return [f"{given.number:g} {question.numeric.unit if question.numeric else ''}".strip()]
    if question.form == "match":
        return [
            f"{question.options[k].text} → {question.options[c].pair}"
            for k, c in enumerate(given.choice)
        ]
    return [question.options[choice].text for choice in given.choice]
