"""The item linter: the rules L1 to L32 for questions, with waivers; see `docs/questions.md`."""

from collections.abc import Callable, Iterator, Sequence

from guide.errors import Problem
from guide.library.checks.items import bank, giveaways, options, stem, teaching
from guide.library.checks.items.item import Fault, Item, Library
from guide.library.load import Content, Quiz
from guide.library.questions import Question

CODES: dict[str, str] = {
    "L1": "the key is missing or there are too many",
    "L2": "too few or too many options",
    "L3": "the stem does not end as a question",
    "L4": "the stem is a sentence to complete",
    "L5": "the lead-in is negative",
    "L6": "an option speaks of other options",
    "L7": "an option holds an absolute word",
    "L8": "an option holds a vague word of frequency",
    "L9": "the key is the longest option too often or by far",
    "L10": "options of very different length",
    "L11": "options in no logical order",
    "L12": "numbers in different formats, or ranges that overlap",
    "L13": "the key has another grammatical form than the distractors",
    "L14": "a rare word of the stem stands in the key alone",
    "L15": "the key shares the most words with the other options",
    "L16": "the key and one distractor are mere opposites",
    "L17": "an option or a stem stands there twice",
    "L18": "keys stand at some places too often",
    "L19": "an abbreviation is neither written out nor in the library",
    "L20": "a reason is missing, too short or too long",
    "L21": "no source with DOI, PMID or dated guideline",
    "L22": "a section, objective or link does not exist",
    "L23": "too few items ask to apply",
    "L24": "the stem is too long or too short",
    "L25": "the stem asks more than one thing",
    "L26": "the stem hangs on another item",
    "L27": "a unit or symbol is written in another way",
    "L28": "an objective is tested once only, or a twin does not match",
    "L29": "numbers too close to tell apart",
    "L30": "the label of evidence is beyond the sources",
    "L31": "a word is not spelt as on the pages",
    "L32": "the item does not fit on the small screen",
    "waiver": "a waiver has no reason, or its rule is not broken",
}
"""Every code of the linter; the numbers are those of the list of item-writing rules that `docs/questions.md` gives."""

OF_ITEM: tuple[Callable[[Item, Library], Iterator[Fault]], ...] = (
    options.l1, options.l2, stem.l3, stem.l4, stem.l5, options.l6, options.l7, options.l8, giveaways.l9, options.l10, options.l11,
    options.l12, options.l13, giveaways.l14, giveaways.l15, options.l16, options.l17, teaching.l19, teaching.l20, teaching.l21,
    teaching.l22, stem.l24, stem.l25, stem.l26, teaching.l27, options.l29, teaching.l30, teaching.l31, teaching.l32,
)  # fmt: skip
OF_TOPIC: tuple[Callable[[Sequence[Question]], Iterator[tuple[str, Fault]]], ...] = (
    bank.l18,
    bank.l23,
)
OF_BANK: tuple[Callable[[Sequence[Question]], Iterator[tuple[str, Fault]]], ...] = (
    bank.l9,
    bank.l17,
    bank.l28,
)
SHORTEST_WAIVER = 5


def faults(question: Question, library: Library) -> Iterator[Fault]:
    """Yield the rules that one question breaks without a waiver, and its idle waivers."""
    item = Item(question)
    found = [fault for rule in OF_ITEM for fault in rule(item, library)]
    waived = {waiver.rule for waiver in question.waiver}
    yield from (fault for fault in found if fault.rule not in waived)
    for waiver in question.waiver:
        if len(waiver.reason.split()) < SHORTEST_WAIVER:
            yield Fault(
                "waiver", f"the waiver of {waiver.rule} gives no reason", "say why in a sentence"
            )
        if waiver.rule not in {fault.rule for fault in found} and waiver.rule not in ("L17", "L28"):
            yield Fault("waiver", f"{waiver.rule} is waived and not broken", "delete the waiver")


def check(content: Content) -> Iterator[Problem]:
    """Yield the faults of every item, topic and of the bank."""
    library = Library.of(content)
    homes: dict[str, Quiz] = {
        question.id: quiz for quiz in content.quizzes for question in quiz.topic.question
    }
    waived = {
        (question.id, waiver.rule)
        for quiz in content.quizzes
        for question in quiz.topic.question
        for waiver in question.waiver
    }
    for name, quiz in homes.items():
        for fault in faults(library.questions[name], library):
            yield _problem(quiz, name, fault)
    for quiz in content.quizzes:
        for rule in OF_TOPIC:
            for name, fault in rule(quiz.topic.question):
                yield _problem(quiz, name, fault)
    for rule in OF_BANK:
        for name, fault in rule(list(library.questions.values())):
            if (name, fault.rule) not in waived:
                yield _problem(homes[name] if name else content.quizzes[0], name, fault)


def _problem(quiz: Quiz, name: str, fault: Fault) -> Problem:
    message = f"{name}: {fault.message}" if name else fault.message
    return Problem(
        quiz.source.file, quiz.line(name) if name else 1, fault.rule, message, fault.hint
    )
