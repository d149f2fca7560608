"""A question, its feedback and the score as lines."""

from collections.abc import Sequence

from guide.library.catalogue import Catalogue
from guide.library.records import Question
from guide.reading.home import bar
from guide.reading.lines import EMPTY, Line, Piece, line_width, pieces_of, wrap
from guide.study.session import Asked, Given, Session

LETTERS = "ABCDE"


def head_line(session: Session, number: int, width: int) -> Line:
    """Return the run's title with how far it is."""
    left = (Piece(f"{session.title} · {number} of {len(session.asked)}", "dim"),)
    right = Piece(bar((number - 1) / max(len(session.asked), 1)), "accent")
    return (*left, Piece(" " * max(width - line_width(left) - 10, 1)), right)


def question_lines(asked: Asked, width: int, given: Given | None = None) -> list[Line]:
    """Return stem and options; once answered, each option says by sign and word whether it was right."""
    lines = wrap(pieces_of(asked.question.stem, asked.question.references, "b"), width)
    lines.append(EMPTY)
    for place, option in enumerate(asked.order):
        style, tail, sign = "", "", "   "
        if given is not None:
            if option == asked.question.key:
                style, tail = "good", "   ✓\u00a0right"
            elif place == given.place:
                style, tail = "bad", "   ✗\u00a0yours"
            sign = " ▸ " if place == given.place else "   "
        letter = f"{sign}{LETTERS[place]}  "
        target = "" if given is not None else f"choose:{place}"
        rows = wrap([Piece(asked.question.options[option].text, style, target), Piece(tail, style)], width - len(letter))
        lines.append((Piece(letter, style or "accent", target), *rows[0]))
        lines.extend((Piece(" " * len(letter)), *row) for row in rows[1:])
    return lines


def feedback_lines(given: Given, catalogue: Catalogue, width: int) -> list[Line]:
    """Return the reasons: of one's own choice first, then of the key, then of the rest; then what to take home."""
    question = given.asked.question
    order = list(dict.fromkeys([given.option, question.key, *given.asked.order]))
    lines: list[Line] = [EMPTY]
    for option in order:
        letter = LETTERS[given.asked.order.index(option)]
        right = option == question.key
        style = "good" if right else ("bad" if option == given.option else "dim")
        front = f"{'✓' if right else '✗'} {letter}  "
        rows = wrap(pieces_of(question.options[option].reason, question.references), width - 5)
        lines.append((Piece(front, style), *rows[0]))
        lines.extend((Piece("     "), *row) for row in rows[1:])
        lines.append(EMPTY)
    lines.extend(wrap([Piece("Take home: ", "b"), *pieces_of(question.take_home, question.references)], width))
    lines.extend(
        wrap(
            [Piece("Evidence: ", "dim"), Piece(question.evidence, "level"), Piece("   Read: ", "dim"), _page_link(question, catalogue)],
            width,
        )
    )
    return lines


def _page_link(question: Question, catalogue: Catalogue) -> Piece:
    head = catalogue.heads.get(question.entry)
    return Piece(head.title if head else question.entry, "link", question.entry if head else "")


def score_lines(session: Session, catalogue: Catalogue, width: int) -> list[Line]:
    """Return the score and what to read again."""
    total = len(session.given)
    share = session.score / total if total else 0.0
    lines: list[Line] = [
        EMPTY,
        (Piece(f"{session.title}: done", "title"),),
        EMPTY,
        (Piece(f"Score: {session.score} of {total}", "b"), Piece(f"   {bar(share, 20)} {share:.0%}", "accent")),
        EMPTY,
    ]
    wrong = [given for given in session.given if not given.right]
    if wrong:
        lines += [(Piece("Read again", "h2"),), EMPTY]
        for given in wrong:
            question = given.asked.question
            lines += wrap([Piece("✗ ", "bad"), *pieces_of(question.stem, question.references)], width, "", "  ")
            lines += wrap(
                [Piece("✓ ", "good"), Piece(question.options[question.key].text), Piece("   "), _page_link(question, catalogue)],
                width,
                "  ",
                "    ",
            )
    else:
        lines.append((Piece("All of them right.", "good"),))
    lines += [EMPTY, (Piece("again", "accent", "again:"), Piece("   "), Piece("choose another topic", "accent", "setup:"))]
    return lines


def setup_lines(topics: Sequence[tuple[str, str, int, int]], due: int, count: int, width: int) -> list[Line]:
    """Return what can be practised.

    Args:
        topics: Id, title, number of questions and how many of them were answered, for each topic.
        due: How many questions are due.
        count: How many will be asked.
        width: Cells available.
    """
    lines: list[Line] = [EMPTY, (Piece("Practice", "title"),), EMPTY]
    number = (Piece("Questions  ", "dim"), Piece("‹", "accent", "count:-"), Piece(f" {count:>2} ", "b"), Piece("›", "accent", "count:+"))
    lines += [(*number, Piece("   ← → change the number", "dim")), EMPTY]
    if due:
        lines.append((Piece(f"What is due now ({due})", "accent", "due:now"),))
    total = sum(questions for _, _, questions, _ in topics)
    lines.append((Piece(f"All topics ({total})", "accent", "topic:"),))
    lines.append(EMPTY)
    for name, title, questions, answered in topics:
        space = max(min(width, 64) - len(title) - 22, 1)
        lines.append(
            (Piece(title, "accent", f"topic:{name}"), Piece(" " * space), Piece(f"{answered:>3} of {questions:>3} answered", "dim"))
        )
    lines += [EMPTY, *wrap([Piece("One key answers. Every answer is kept at once; what you miss comes back sooner.", "dim")], width)]
    return lines
