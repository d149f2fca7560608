"""A question asked and explained line by line in the plain terminal."""

from collections.abc import Iterator
from dataclasses import dataclass

import click

from guide.cli.output import text_width
from guide.layout.figures import figure_words
from guide.layout.lines import Piece, plain_line, wrap
from guide.layout.quiz.question import choices_text, key_text
from guide.library.records import Question, Spans, plain
from guide.opening import Guide
from guide.study.answering import LETTERS, Answer, Confidence, read_answer, slip_value
from guide.study.presenting import PresentedQuestion, number_text

SAID: dict[str, Confidence] = {"!": "sure", "?": "unsure"}
HOW = {
    "single": "one letter",
    "figure": "one letter",
    "several": "the letters of all that are right, such as AC",
    "order": "the letters in the right order, such as CAB",
    "match": "for 1, 2, 3 … the letter that belongs to it, such as BCA",
    "numeric": "the number",
}


@dataclass(frozen=True, slots=True)
class Word:
    """What the reader typed that is no answer: "stop", "undo" or "flag"."""

    name: str


def say(text: str, first: str = "", rest: str = "") -> None:
    """Print a text, wrapped."""
    for line in wrap([Piece(text)], text_width(), first, rest):
        click.echo(plain_line(line))


def present(asked: PresentedQuestion, head: str) -> None:
    """Print a question with its options."""
    question = asked.question
    click.echo()
    click.echo(head)
    say(asked.filled(plain(question.stem)))
    if question.figure is not None:
        for row in figure_words(question.figure):
            say(row, "  ", "    ")
    if question.form == "match":
        for place, option in enumerate(asked.order):
            say(question.options[option].text, f"  {place + 1}  ", "     ")
        for place, partner in enumerate(asked.partners):
            say(question.options[partner].pair, f"     {LETTERS[place]}  ", "        ")
        return
    if question.form == "card":
        return
    for place, option in enumerate(asked.order):
        say(question.options[option].text, f"  {LETTERS[place]}  ", "     ")


def _typed(prompt: str) -> str | None:
    try:
        return input(prompt).strip()
    except EOFError:
        click.echo()
        return None


def _word(reply: str | None) -> Word | None:
    """Return the command that a reply is, None when it is an answer."""
    if reply is None or reply.lower() in ("q", "quit"):
        return Word("stop")
    return {"u": Word("undo"), "*": Word("flag")}.get(reply.lower())


def ask(asked: PresentedQuestion, confidence: bool) -> Answer | Word:
    """Take the answer to a question.

    Args:
        asked: The question.
        confidence: Whether ! and ? after the answer say that one is sure or unsure.
    """
    question = asked.question
    if question.form == "card":
        return _card(asked)
    unit = f" in {question.numeric.unit}" if question.numeric and question.numeric.unit else ""
    sure = "; ! after it if sure, ? if unsure" if confidence else ""
    while True:
        reply = _typed(f"Answer{unit} ({HOW[question.form]}{sure}; q to stop): ")
        word = _word(reply)
        if word is not None or reply is None:
            return word or Word("stop")
        said: Confidence = ""
        if confidence:
            said = SAID.get(reply[-1:], "fairly")
        given = read_answer(asked, reply.rstrip("!? "), said)
        if given is not None:
            return given
        click.echo(f"Please type {HOW[question.form]}, or q.")


def _card(asked: PresentedQuestion) -> Answer | Word:
    """Show a card's answer, and take the reader's word on whether it was known."""
    word = _word(_typed("Say it to yourself, then press enter (q to stop): "))
    if word is not None:
        return word
    say(plain(asked.question.take_home), "  ", "  ")
    while True:
        reply = _typed("Did you know it? (y, y! if sure, y? if unsure, n; q to stop): ")
        word = _word(reply)
        if word is not None or reply is None:
            return word or Word("stop")
        if reply[:1].lower() in ("y", "n"):
            return Answer(
                asked, (0 if reply[0].lower() == "y" else 1,), None, SAID.get(reply[-1:], "fairly")
            )
        click.echo("Please type y or n.")


def _sources(question: Question, guide: Guide) -> Iterator[str]:
    for number, key in enumerate(question.references, 1):
        reference = guide.catalogue.references[key]
        yield f"[{number}] {reference.title}. {reference.byline} {reference.identifier}"


def _option_reasons(given: Answer) -> None:
    asked, question = given.asked, given.asked.question

    def reason(option: int, sign: str) -> None:
        spans: Spans = question.options[option].reason
        say(plain(spans), f"{sign} {LETTERS[asked.order.index(option)]}: ", "     ")

    for option in given.choice:
        reason(option, "Right," if question.options[option].right else "Wrong, yours was")
    for option in question.keys:
        if option not in given.choice:
            reason(option, "Right is")
    for option in asked.order:
        if option not in question.keys and option not in given.choice:
            reason(option, "Not")


def explain(given: Answer, guide: Guide) -> None:
    """Say the reason of the own choice first, then the key, then the rest, with the sources."""
    asked, question = given.asked, given.asked.question
    if question.form == "card":
        click.echo(f"Read more: abscopal show {question.entry}")
        return
    if question.form in ("single", "figure", "several"):
        _option_reasons(given)
    else:
        say(f"{'Right' if given.right else 'Wrong'}: {'; '.join(choices_text(given))}")
        if not given.right:
            say(f"Right is: {key_text(asked)}")
    if question.form in ("order", "match"):
        for place, option in enumerate(question.options, 1):
            say(f"{option.text}: {plain(option.reason)}", f"  {place}. ", "     ")
    if question.numeric is not None:
        slip = given.slip
        if slip is not None:
            say(plain(question.numeric.slips[slip].reason))
        say(f"Worked: {asked.filled(question.numeric.working)}")
        say(plain(question.numeric.reason))
        for place, other in enumerate(question.numeric.slips):
            value = slip_value(asked, place)
            if not given.right and place != slip and value is not None:
                say(
                    f"{number_text(value, question.numeric.decimals)} {question.numeric.unit} would be a slip: {plain(other.reason)}"
                )
    say(f"Take home: {plain(question.take_home)} (evidence: {question.evidence})")
    for source in _sources(question, guide):
        say(source, "  ", "      ")
    click.echo(f"Read more: abscopal show {question.entry}")
