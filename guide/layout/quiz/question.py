"""A question, the answer that is being entered, and the feedback, as lines."""

from collections.abc import Sequence

from guide.layout.figures import figure_lines
from guide.layout.lines import EMPTY, Line, Piece, pieces_of, wrap
from guide.layout.targets import Action, ChooseOption, OpenEntry, RunCommand, Target
from guide.library.catalogue import Catalogue
from guide.library.records import Question, Span, Spans
from guide.study.answering import COUNT_WORDS, LETTERS, Answer, calculate_slip
from guide.study.draft import NO_DRAFT, Draft
from guide.study.presenting import PresentedQuestion, number_text


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
            sign = " ▸ "
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
        text = presented.question.options[option].text
        if answer is not None:
            yours = answer.choice.index(option)
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
    presented: PresentedQuestion, width: int, draft: Draft, answer: Answer | None
) -> list[Line]:
    lines: list[Line] = []
    options = presented.question.options
    for place, option in enumerate(presented.order):
        if answer is not None:
            mine = answer.choice[option]
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
    if answer is None:
        lines.append(EMPTY)
        for place, partner in enumerate(presented.partners):
            style = "dim" if place in draft.places else ""
            lines += option_row(
                LETTERS[place], options[partner].pair, width, style, "", ChooseOption(place)
            )
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
                Piece(f"   within {_tolerance(presented)}", "dim"),
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


def _tolerance(presented: PresentedQuestion) -> str:
    return f"{presented.question.numeric.tolerance:g}%" if presented.question.numeric else ""


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
    if question.form == "order":
        return lines + _order_rows(presented, width, draft, answer)
    if question.form == "match":
        return lines + _match_rows(presented, width, draft, answer)
    if question.form == "numeric":
        return lines + _number_rows(presented, draft, answer)
    if question.form == "card" and not draft.revealed and answer is None:
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
    return lines + _choice_rows(presented, width, draft, struck, answer)


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


def _number_feedback(answer: Answer, width: int) -> list[Line]:
    presented, question = answer.presented, answer.question
    numeric = question.numeric
    if numeric is None:
        return []
    lines: list[Line] = []
    slip = answer.slip
    if slip is not None:
        lines += _reason("✗", "", numeric.slips[slip].reason, question, "bad", width)
    lines += [
        *wrap(
            [Piece("Worked: ", "b"), Piece(presented.filled(numeric.working), "code")],
            width,
            "",
            "  ",
        ),
        EMPTY,
    ]
    lines += _reason("✓", "", numeric.reason, question, "good", width)
    for place, other in enumerate(numeric.slips):
        value = calculate_slip(presented, place)
        if place != slip and value is not None and not answer.right:
            text = (
                Span(f"{number_text(value, numeric.decimals)} {numeric.unit} would be a mistake: "),
                *other.reason,
            )
            lines += _reason("·", "", text, question, "dim", width)
    return lines


def verdict_text(answer: Answer) -> str:
    """Return how many of several right options were chosen, such as "Wrong: one of three right"."""
    keys, chosen = set(answer.question.keys), set(answer.choice)
    if answer.right:
        return f"Right: all {COUNT_WORDS[len(keys)]}"
    verdict = "Incomplete" if chosen <= keys else "Wrong"
    hits = len(chosen & keys)
    return f"{verdict}: {COUNT_WORDS[hits] or 'none'} of {COUNT_WORDS[len(keys)]} right"


def _order_of_reasons(answer: Answer) -> list[int]:
    """Return the options in the order of their reasons: the learner's choice, the key, the rest."""
    presented, question = answer.presented, answer.question
    if question.form in ("order", "match"):
        return list(range(len(question.options)))
    return list(dict.fromkeys([*answer.choice, *question.keys, *presented.order]))


def feedback_lines(answer: Answer, catalogue: Catalogue, width: int) -> list[Line]:
    """Return the reasons: of the learner's choice first, then of the key, then of the rest.

    What to take home and the link to the passage follow.
    """
    question = answer.question
    lines: list[Line] = [EMPTY]
    if question.form == "card":
        return [EMPTY, *_foot(question, catalogue, width)]
    if question.form == "several":
        style = "good" if answer.right else "bad"
        lines += [(Piece(f"{verdict_text(answer)}.", style),), EMPTY]
    for option in _order_of_reasons(answer):
        if question.form in ("order", "match"):
            right = answer.choice[option] == option
            letter = (
                f"{option + 1}."
                if question.form == "order"
                else LETTERS[answer.presented.partners.index(option)]
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
        letter = LETTERS[answer.presented.order.index(option)]
        right = question.options[option].right
        style = "good" if right else ("bad" if option in answer.choice else "dim")
        lines += _reason(
            "✓" if right else "✗", letter, question.options[option].reason, question, style, width
        )
    lines += _number_feedback(answer, width)
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


def key_text(presented: PresentedQuestion) -> str:
    """Return the right answer in words."""
    question = presented.question
    if question.numeric is not None and presented.answer is not None:
        return f"{number_text(presented.answer, question.numeric.decimals)} {question.numeric.unit}"
    if question.form == "order":
        return " → ".join(option.text for option in question.options)
    if question.form == "match":
        return "; ".join(f"{option.text} → {option.pair}" for option in question.options)
    return "; ".join(question.options[key].text for key in question.keys)


def choices_text(answer: Answer) -> Sequence[str]:
    """Return what was chosen, in words."""
    question = answer.question
    if answer.number is not None:
        return [f"{answer.number:g} {question.numeric.unit if question.numeric else ''}".strip()]
    if question.form == "match":
        return [
            f"{question.options[k].text} → {question.options[c].pair}"
            for k, c in enumerate(answer.choice)
        ]
    return [question.options[choice].text for choice in answer.choice]
