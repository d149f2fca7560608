"""A question asked and explained line by line in the plain terminal."""

import sys
from collections.abc import Callable, Sequence
from enum import Enum
from functools import partial

from guide.cli.output import say, text_width
from guide.counting import percent
from guide.inert import visible
from guide.layout.figures import figure_words
from guide.layout.lines import Piece, plain_line, wrap
from guide.layout.quiz.answers import choices_text, key_text, verdict_text
from guide.layout.quiz.feedback import other_mistakes
from guide.library.catalogue import Catalogue
from guide.library.records import Question, plain
from guide.study.answering import (
    COUNT_WORDS,
    LETTERS,
    Answer,
    Confidence,
    asked_count,
    read_answer,
)
from guide.study.presenting import PresentedQuestion

CONFIDENCE_SIGNS: dict[str, Confidence] = {"!": "sure", "?": "unsure"}
HOW = {
    "single": "one letter",
    "figure": "one letter",
    "numeric": "the number",
}


def _how(question: Question) -> str:
    """Return how to type the answer to a question."""
    if question.form in HOW:
        return HOW[question.form]
    count = asked_count(question)
    if count is not None and question.form == "order":
        return f"all {count} letters in the right order, such as {_mixed('CAB', count)}"
    if count is not None and question.form == "match":
        return f"one letter for each of 1–{count}, such as {_mixed('BCA', count)}"
    if count is None:
        return "the letters of all that are right, such as AC"
    return f"{COUNT_WORDS[count]} letters, such as {LETTERS[:count]}"


def _mixed(beginning: str, count: int) -> str:
    """Return the first letters, so many, in another order than that of the alphabet."""
    return f"{beginning}{LETTERS[3:count]}" if count >= len(beginning) else LETTERS[:count][::-1]


class Command(Enum):
    """What the user typed instead of an answer."""

    STOP = "stop"
    UNDO = "undo"
    FLAG = "flag"


COMMANDS = {"q": Command.STOP, "quit": Command.STOP, "u": Command.UNDO, "*": Command.FLAG}


def print_wrapped(text: str, first: str = "", rest: str = "") -> None:
    """Print a text, wrapped.

    Args:
        text: The text.
        first: What the first line begins with.
        rest: What the other lines begin with.
    """
    for line in wrap([Piece(text)], text_width(), first, rest):
        say(plain_line(line))


def print_question(presented: PresentedQuestion, heading: str) -> None:
    """Print a question with its options below a heading."""
    question = presented.question
    say()
    say(heading)
    print_wrapped(presented.filled(plain(question.stem)))
    if question.figure is not None:
        for row in figure_words(question.figure):
            print_wrapped(row, "  ", "    ")
    if question.form == "match":
        for place, option in enumerate(presented.order, 1):
            print_wrapped(question.options[option].text, f"  {place}  ", "     ")
        for place, partner in enumerate(presented.partners):
            print_wrapped(question.options[partner].pair, f"     {LETTERS[place]}  ", "        ")
    elif question.form != "card":
        for place, option in enumerate(presented.order):
            print_wrapped(question.options[option].text, f"  {LETTERS[place]}  ", "     ")


def ask(presented: PresentedQuestion, confidence: bool) -> Answer | Command:
    """Ask for the answer to a question.

    Args:
        presented: The question.
        confidence: Whether ! and ? after the answer say that the learner is sure or unsure.
    """
    question = presented.question
    if question.form == "card":
        return _ask_card(presented)
    how = _how(question)
    unit = f" in {question.numeric.unit}" if question.numeric and question.numeric.unit else ""
    sure = "; add ! if sure, ? if unsure" if confidence else ""
    return _prompt(
        f"Answer{unit} ({how}{sure}; q to stop): ",
        partial(_read_reply, presented, confidence),
        f"Please type {how}, or q.",
    )


def _ask_card(presented: PresentedQuestion) -> Answer | Command:
    """Show the answer of a card, and ask whether the learner knew it."""
    reply = _type("Say it to yourself, then press enter (q to stop): ")
    if reply is None or reply.lower() in COMMANDS:
        return COMMANDS[reply.lower()] if reply else Command.STOP
    print_wrapped(plain(presented.question.take_home), "  ", "  ")
    return _prompt(
        "Did you know it? (y, y! if sure, y? if unsure, n; q to stop): ",
        partial(_read_card_reply, presented),
        "Please type y or n.",
    )


def _prompt(prompt: str, read: Callable[[str], Answer | None], hint: str) -> Answer | Command:
    """Ask until the reply is a command or an answer.

    Args:
        prompt: What is asked.
        read: Reads an answer from a reply; None when it holds none.
        hint: What to say then.
    """
    while True:
        reply = _type(prompt)
        if reply is None:
            return Command.STOP
        if reply.lower() in COMMANDS:
            return COMMANDS[reply.lower()]
        answer = read(reply)
        if answer is not None:
            return answer
        print_wrapped(hint)


def _type(prompt: str) -> str | None:
    """Return what the user types after a prompt, which is wrapped; None at the end of the input."""
    *lines, last = [plain_line(line) for line in wrap([Piece(prompt)], text_width())]
    for line in lines:
        say(line)
    try:
        typed = input(visible(f"{last} ")).strip()
    except EOFError:
        say()
        return None
    if not sys.stdin.isatty():
        say()  # A terminal shows the line end that was typed; a pipe does not.
    return typed


def _read_reply(presented: PresentedQuestion, confidence: bool, reply: str) -> Answer | None:
    said = CONFIDENCE_SIGNS.get(reply[-1:], "fairly") if confidence else ""
    return read_answer(presented, reply.rstrip("!? "), said)


def _read_card_reply(presented: PresentedQuestion, reply: str) -> Answer | None:
    choices = {"y": (0,), "n": (1,)}
    choice = choices.get(reply[:1].lower())
    if choice is None:
        return None
    return Answer(presented, choice, confidence=CONFIDENCE_SIGNS.get(reply[-1:], "fairly"))


def explain(answer: Answer, catalogue: Catalogue) -> None:
    """Print the reasons: of the learner's choice first, then of the key, then of the rest.

    What to take home and the sources follow.
    """
    question = answer.question
    if question.form == "card":
        say(f"Read more: abscopal show {question.entry}")
        return
    if question.form in ("single", "figure", "several"):
        _explain_options(answer)
    else:
        verdict = "Right" if answer.right else "Wrong"
        print_wrapped(f"{verdict}: {'; '.join(choices_text(answer))}")
        if not answer.right:
            print_wrapped(f"The answer is: {key_text(answer.presented)}")
    if question.form in ("order", "match"):
        for place, option in enumerate(question.options, 1):
            print_wrapped(f"{option.text}: {plain(option.reason)}", f"  {place}. ", "     ")
    if question.numeric is not None:
        _explain_number(answer)
    print_wrapped(f"Take home: {plain(question.take_home)} (evidence: {question.evidence})")
    for number, key in enumerate(question.references, 1):
        reference = catalogue.references[key]
        source = f"[{number}] {reference.sentence} {reference.byline} {reference.identifier}"
        print_wrapped(source, "  ", "      ")
    say(f"Read more: abscopal show {question.entry}")


def _explain_options(answer: Answer) -> None:
    order, question = answer.presented.order, answer.question
    several = question.form == "several"
    if several:
        print_wrapped(f"{verdict_text(answer)}.")

    def explain_option(option: int, verdict: str) -> None:
        letter = LETTERS[order.index(option)]
        print_wrapped(plain(question.options[option].reason), f"{verdict} {letter}: ", "     ")

    for option in answer.choice:
        right = question.options[option].right
        explain_option(option, "Right," if right else "Wrong,")
    for option in question.keys:
        if option not in answer.choice:
            explain_option(option, "Missed, right," if several else "The answer is")
    for option in order:
        if option not in question.keys and option not in answer.choice:
            explain_option(option, "Not")


def _explain_number(answer: Answer) -> None:
    numeric = answer.question.numeric
    if numeric is None:
        return
    made = answer.mistake
    if made is not None:
        print_wrapped(plain(numeric.mistakes[made].reason))
    print_wrapped(f"Worked: {answer.presented.filled(numeric.working)}")
    print_wrapped(plain(numeric.reason))
    for mistake in other_mistakes(answer):
        print_wrapped(plain(mistake))


def print_score(answers: Sequence[Answer], total: int) -> None:
    """Print the score and what to read again, confident errors first.

    Args:
        answers: The answers.
        total: The number of questions; those without an answer count as wrong.
    """
    right = sum(answer.right for answer in answers)
    share = f" ({percent(right / total)})" if total else ""
    say()
    say(f"Score: {right} of {total}{share}")
    wrong = [answer for answer in answers if not answer.right]
    for answer in sorted(wrong, key=lambda answer: answer.confidence != "sure"):
        note = " (confident but wrong)" if answer.confidence == "sure" else ""
        say(f"  read again: {answer.question.entry}{note}")
