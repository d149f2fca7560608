"""What is said after an answer: the reasons, what to take home, and where to read on, as lines."""

from guide.layout.lines import EMPTY, Line, Piece, pieces_of, wrap
from guide.layout.quiz.answers import verdict_text
from guide.layout.targets import OpenEntry
from guide.library.catalogue import Catalogue
from guide.library.records import Question, Span, Spans
from guide.study.answering import LETTERS, Answer, calculate_mistake
from guide.study.presenting import decimals_of, number_text


def feedback_lines(answer: Answer, catalogue: Catalogue, width: int) -> list[Line]:
    """Return the reasons: of the learner's choice first, then of the key, then of the rest.

    What to take home and the link to the passage follow.
    """
    question = answer.question
    lines: list[Line] = [EMPTY]
    match question.form:
        case "card":
            return lines + _foot(question, catalogue, width)
        case "order" | "match":
            lines += _reasons_of_places(answer, width)
        case "numeric":
            lines += _reasons_of_number(answer, width)
        case "several":
            style = "good" if answer.right else "bad"
            lines += [(Piece(f"{verdict_text(answer)}.", style),), EMPTY]
            lines += _reasons_of_options(answer, width)
        case _:
            lines += _reasons_of_options(answer, width)
    lines += wrap(
        [Piece("Take home: ", "b"), *pieces_of(question.take_home, question.references)], width
    )
    return lines + _foot(question, catalogue, width)


def _reasons_of_options(answer: Answer, width: int) -> list[Line]:
    """Return the reasons of the options that were chosen, then of the right ones, then the rest."""
    order, question = answer.presented.order, answer.question
    lines: list[Line] = []
    for number in dict.fromkeys([*answer.choice, *question.keys, *order]):
        letter, option = LETTERS[order.index(number)], question.options[number]
        if option.right:
            lines += _reason("✓", letter, option.reason, question, "good", width)
        else:
            style = "bad" if number in answer.choice else "dim"
            lines += _reason("✗", letter, option.reason, question, style, width)
    return lines


def _reasons_of_places(answer: Answer, width: int) -> list[Line]:
    """Return the reasons why each part of an order or a match has its place."""
    question, order = answer.question, answer.presented.order
    match = question.form == "match"
    lines: list[Line] = []
    for row, number in enumerate(order if match else range(len(question.options)), 1):
        option, letter = question.options[number], f"{row}" if match else f"{row}."
        sign, style = ("✓", "good") if answer.choice[number] == number else ("✗", "bad")
        lines += _reason(sign, letter, option.reason, question, style, width)
    return lines


def _reasons_of_number(answer: Answer, width: int) -> list[Line]:
    """Return the mistake that was made, the working, and the mistakes that others make."""
    presented, question = answer.presented, answer.question
    numeric = question.numeric
    if numeric is None:
        return []
    lines: list[Line] = []
    mistake = answer.mistake
    if mistake is not None:
        lines += _reason("✗", "", numeric.mistakes[mistake].reason, question, "bad", width)
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
    for text in other_mistakes(answer):
        lines += _reason("·", "", text, question, "dim", width)
    return lines


def other_mistakes(answer: Answer) -> list[Spans]:
    """Return the mistakes that a wrong number was not, each with the number that it gives."""
    numeric = answer.question.numeric
    if numeric is None or answer.right:
        return []
    found: list[Spans] = []
    for place, mistake in enumerate(numeric.mistakes):
        value = calculate_mistake(answer.presented, place)
        if place != answer.mistake and value is not None:
            decimals = max(numeric.decimals, decimals_of(value))
            had = f"If you had {number_text(value, decimals)} {numeric.unit}".rstrip()
            found.append((Span(f"{had}: "), *_continued(mistake.reason)))
    return found


def _continued(sentence: Spans) -> Spans:
    """Return a sentence as the second half of one: a word that is no name begins small."""
    if not sentence or not sentence[0].text[1:2].islower():
        return sentence
    first, *rest = sentence
    text = first.text[0].lower() + first.text[1:]
    return (Span(text, first.style, first.target, first.level), *rest)


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


def _foot(question: Question, catalogue: Catalogue, width: int) -> list[Line]:
    """Return the level of evidence and the way to the passage."""
    evidence = (
        [Piece("Evidence: ", "dim"), Piece(question.evidence, "level"), Piece(" · ", "dim")]
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
