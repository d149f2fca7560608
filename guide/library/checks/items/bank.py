"""Rules for the bank as a whole: balance of keys and levels, no stem twice, a twin for every objective."""

from collections import Counter
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz, process

from guide.library.bank_statistics import longest_share, of_four, positions
from guide.library.checks.items.item import Fault, Item
from guide.library.mentions import words
from guide.library.questions import Question

ALIKE = 85
"""Per cent of likeness of two stems."""
LONGEST_SHARE = (0.20, 0.35)
ENOUGH = 20
"""Items under which a share says nothing."""
APPLICATION = 0.45
CRITICAL = {1: 6.63, 2: 9.21, 3: 11.34, 4: 13.28}
"""Chi-square at p = 0.01 by degrees of freedom (NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.4)."""


def l9(questions: Sequence[Question]) -> Iterator[tuple[str, Fault]]:
    """The key is the longest about as often as by chance."""
    low, high = LONGEST_SHARE
    share = longest_share(questions)
    if len(of_four(questions)) >= ENOUGH and not low <= share <= high:
        yield (
            "",
            Fault(
                "L9",
                f"in {share:.0%} of items of four the key is the longest",
                f"{low:.0%} to {high:.0%}; chance is 25 %",
            ),
        )


def l17(questions: Sequence[Question]) -> Iterator[tuple[str, Fault]]:
    """No two stems are alike unless they are twins."""
    stems = [" ".join(words(Item(question).stem)) for question in questions]
    for at, question in enumerate(questions):
        for _, score, other in process.extract(
            stems[at], stems[:at], scorer=fuzz.ratio, score_cutoff=ALIKE, limit=3
        ):
            if questions[other].id != question.twin_of and questions[other].twin_of != question.id:
                yield (
                    question.id,
                    Fault(
                        "L17",
                        f"the stem is {score:.0f} % that of {questions[other].id}",
                        "reword it or declare a twin",
                    ),
                )


def l18(questions: Sequence[Question]) -> Iterator[tuple[str, Fault]]:
    """The key stands at each place about equally often."""
    found = positions(questions)
    expected = sum(found) / len(found)
    if sum(found) < ENOUGH:
        return
    chi_square = sum((count - expected) ** 2 / expected for count in found)
    if chi_square > CRITICAL[len(found) - 1]:
        yield (
            "",
            Fault(
                "L18",
                f"keys stand at A to D {found} times, chi-square {chi_square:.1f}",
                "reword options so that their order changes",
            ),
        )


def l23(questions: Sequence[Question]) -> Iterator[tuple[str, Fault]]:
    """Enough items ask to apply."""
    share = sum(question.level == "application" for question in questions) / max(len(questions), 1)
    if len(questions) >= ENOUGH and share < APPLICATION:
        yield (
            "",
            Fault(
                "L23",
                f"{share:.0%} of the topic's items are applications",
                f"at least {APPLICATION:.0%}",
            ),
        )


def l28(questions: Sequence[Question]) -> Iterator[tuple[str, Fault]]:
    """Every objective is tested by at least two items; a twin shares the objective and the page of its elder."""
    by_id = {question.id: question for question in questions}
    tested = Counter(question.objective for question in questions)
    for question in questions:
        elder = by_id.get(question.twin_of or "")
        if tested[question.objective] < 2 and len(questions) >= ENOUGH:
            yield (
                question.id,
                Fault("L28", f"it alone tests '{question.objective}'", "write a twin"),
            )
        if elder and (elder.objective != question.objective or elder.entry != question.entry):
            yield (
                question.id,
                Fault(
                    "L28",
                    f"its twin {elder.id} has another page or objective",
                    "name the true twin",
                ),
            )
