"""The rules for questions, L1 to L32, and their waivers; see `docs/questions.md`."""

from collections.abc import Callable, Iterator, Sequence

from guide.errors import Problem
from guide.library.checks.items import bank, giveaways, options, stem, teaching
from guide.library.checks.items.item import Fault, Flaw, Item, Library
from guide.library.load import Content
from guide.library.questions import Question
from guide.library.topics import Quiz

CODES: dict[str, str] = {
    "L1": "the key is missing, or too many options are right",
    "L2": "there are too few or too many options",
    "L3": "the stem does not end with a question",
    "L4": "the stem is a sentence to complete",
    "L5": "the lead-in is negative",
    "L6": "an option refers to other options",
    "L7": "an option holds an absolute word",
    "L8": "an option holds a vague word of frequency",
    "L9": "the key is the longest option by far, or too often",
    "L10": "the options differ too much in length",
    "L11": "the options are in no logical order",
    "L12": "numbers have different formats, or ranges overlap",
    "L13": "the key differs from the distractors in grammar",
    "L14": "only the key repeats a rare word of the stem",
    "L15": "the key shares the most words with the other options",
    "L16": "only the key and one distractor are opposites",
    "L17": "two options or two stems are the same",
    "L18": "the key stands at some places too often",
    "L19": "an abbreviation is neither written out nor in the library",
    "L20": "a reason is missing, too short or too long",
    "L21": "no source has a DOI or PMID or is a dated guideline",
    "L22": "a section, objective or link does not exist",
    "L23": "too few items are applications",
    "L24": "the stem is too long or too short",
    "L25": "the stem asks more than one question",
    "L26": "the stem refers to another item",
    "L27": "a unit is not written in the usual way",
    "L28": "only one item tests an objective, or a twin does not match",
    "L29": "numbers are too close to one another",
    "L30": "the sources do not support the level of evidence",
    "L31": "a word stands on no page",
    "L32": "the item does not fit on a small screen",
    "waiver": "a waiver has no reason, or its rule is kept",
}
"""Each code with what it means; `docs/questions.md` lists the rules by these numbers."""

OF_ITEM: dict[str, Callable[[Item, Library], Iterator[Flaw]]] = {
    "L1": options.key_count,
    "L2": options.option_count,
    "L3": stem.ends_as_question,
    "L4": stem.nothing_to_complete,
    "L5": stem.positive_lead_in,
    "L6": options.options_stand_alone,
    "L7": options.no_absolute_words,
    "L8": options.no_vague_frequency,
    "L9": giveaways.key_not_longest,
    "L10": options.similar_lengths,
    "L11": options.logical_order,
    "L12": options.one_number_format,
    "L13": options.same_beginning,
    "L14": giveaways.no_shared_rare_word,
    "L15": giveaways.key_not_most_similar,
    "L16": options.no_lone_opposites,
    "L17": options.no_repeated_option,
    "L19": teaching.abbreviations_explained,
    "L20": teaching.reason_for_every_option,
    "L21": teaching.findable_source,
    "L22": teaching.names_exist,
    "L24": stem.fitting_length,
    "L25": stem.one_question,
    "L26": stem.stands_alone,
    "L27": teaching.uniform_units,
    "L29": options.distinct_numbers,
    "L30": teaching.evidence_supported,
    "L31": teaching.known_words,
    "L32": teaching.fits_small_screen,
}
OF_TOPIC: dict[str, Callable[[Sequence[Question]], bank.Flaws]] = {
    "L18": bank.key_places_balanced,
    "L23": bank.enough_applications,
}
OF_BANK: dict[str, Callable[[Sequence[Question]], bank.Flaws]] = {
    "L9": bank.key_length_balanced,
    "L17": bank.no_similar_stems,
    "L28": bank.objectives_have_twins,
}
SHORTEST_WAIVER = 5
"""Words."""


def faults(question: Question, library: Library) -> Iterator[Fault]:
    """Yield the rules that one question breaks without a waiver, and its needless waivers."""
    item = Item(question)
    found = [Fault(code, *flaw) for code, rule in OF_ITEM.items() for flaw in rule(item, library)]
    waived = {waiver.rule for waiver in question.waiver}
    yield from (fault for fault in found if fault.rule not in waived)
    for waiver in question.waiver:
        if len(waiver.reason.split()) < SHORTEST_WAIVER:
            message = f"the waiver of {waiver.rule} has no reason"
            yield Fault("waiver", message, "give the reason in a sentence")
        if waiver.rule not in {fault.rule for fault in found} and waiver.rule not in ("L17", "L28"):
            message = f"{waiver.rule} is waived although the item keeps it"
            yield Fault("waiver", message, "delete the waiver")


def check(content: Content) -> Iterator[Problem]:
    """Yield the faults of every item, of each topic and of the whole bank."""
    library = Library.of(content)
    homes = {question.id: quiz for quiz in content.quizzes for question in quiz.topic.question}
    waived = {
        (question.id, waiver.rule)
        for question in library.questions.values()
        for waiver in question.waiver
    }
    for name, quiz in homes.items():
        for fault in faults(library.questions[name], library):
            yield _problem(quiz, name, fault)
    for quiz in content.quizzes:
        for code, rule in OF_TOPIC.items() if quiz.is_whole else ():
            for name, flaw in rule(quiz.topic.question):
                yield _problem(quiz, name, Fault(code, *flaw))
    # The rules of a topic and of the whole bank wait until all of it can be read.
    for code, rule in {} if content.unread.has_topic else OF_BANK.items():
        for name, flaw in rule(list(library.questions.values())):
            if (name, code) not in waived:
                yield _problem(homes.get(name, content.quizzes[0]), name, Fault(code, *flaw))


def _problem(quiz: Quiz, name: str, fault: Fault) -> Problem:
    message = f"{name}: {fault.message}" if name else fault.message
    return quiz.source.problem(quiz.line(name) if name else 1, fault.rule, message, fault.hint)
