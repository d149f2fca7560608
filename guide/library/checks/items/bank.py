"""Rules for a whole bank of questions: balanced keys and levels, no stem twice, twins."""

from collections import Counter
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz, process

from guide.library.bank_statistics import longest_share, of_four, positions
from guide.library.checks.items.item import Flaw, Item
from guide.library.mentions import words
from guide.library.questions import Question

ALIKE = 85
"""Similarity of two stems in per cent."""
LONGEST_SHARE = (0.20, 0.35)
ENOUGH = 20
"""With fewer items a share means nothing."""
APPLICATION = 0.45
CRITICAL = {1: 6.63, 2: 9.21, 3: 11.34, 4: 13.28}
"""Chi-square at p = 0.01 by degrees of freedom.

Source: NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.4.
"""
Flaws = Iterator[tuple[str, Flaw]]
"""Flaws, each with the id of its question; the id is empty where the flaw is that of all."""


def key_length_balanced(questions: Sequence[Question]) -> Flaws:
    """The key is the longest option about as often as by chance."""
    low, high = LONGEST_SHARE
    share = longest_share(questions)
    if len(of_four(questions)) >= ENOUGH and not low <= share <= high:
        message = f"the key is the longest option in {share:.0%} of the items with four options"
        yield "", Flaw(message, f"aim for {low:.0%} to {high:.0%}; chance is 25%")


def no_similar_stems(questions: Sequence[Question]) -> Flaws:
    """No two stems are similar unless they are twins."""
    stems = [" ".join(words(Item(question).stem)) for question in questions]
    for at, question in enumerate(questions):
        for _, score, place in process.extract(
            stems[at], stems[:at], scorer=fuzz.ratio, score_cutoff=ALIKE, limit=3
        ):
            other = questions[place]
            if other.id != question.twin_of and other.twin_of != question.id:
                message = f"the stem is {score:.0f}% the same as that of {other.id}"
                yield question.id, Flaw(message, "reword it or declare a twin")


def key_places_balanced(questions: Sequence[Question]) -> Flaws:
    """The key stands at each place about equally often."""
    found = positions(questions)
    expected = sum(found) / len(found)
    if sum(found) < ENOUGH:
        return
    chi_square = sum((count - expected) ** 2 / expected for count in found)
    if chi_square > CRITICAL[len(found) - 1]:
        message = f"the key stands at A to D {found} times, chi-square {chi_square:.1f}"
        yield "", Flaw(message, "reword options so that their order changes")


def enough_applications(questions: Sequence[Question]) -> Flaws:
    """Enough items ask the learner to apply what was learnt."""
    share = sum(question.level == "application" for question in questions) / max(len(questions), 1)
    if len(questions) >= ENOUGH and share < APPLICATION:
        message = f"{share:.0%} of the topic's items are applications"
        yield "", Flaw(message, f"write at least {APPLICATION:.0%}")


def objectives_have_twins(questions: Sequence[Question]) -> Flaws:
    """Two items or more test each objective; a twin shares the objective and page of the other."""
    by_id = {question.id: question for question in questions}
    tested = Counter(question.objective for question in questions)
    for question in questions:
        if tested[question.objective] < 2 and len(questions) >= ENOUGH:
            message = f"no other item tests '{question.objective}'"
            yield question.id, Flaw(message, "write a twin")
        twin = by_id.get(question.twin_of or "")
        if twin and (twin.objective != question.objective or twin.entry != question.entry):
            message = f"its twin {twin.id} has another page or objective"
            yield question.id, Flaw(message, "name the right twin")
