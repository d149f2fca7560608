"""Questions made in code, for tests that draw many cases."""

import msgspec

from guide.library.records import Mistake, Option, Question, Span

QUESTIONS = [
    Question(
        id=f"sample-{number}",
        topic="sample",
        entry="gray",
        section="",
        objective="",
        level="recall",
        evidence="physics",
        stem=(Span(f"Stem {number}?"),),
        options=tuple(
            Option(text, text == "right", (Span(f"Reason of {text}."),))
            for text in ("right", "wrong", "worse")
        ),
        take_home=(Span("Take home."),),
        references=(),
        updated="2026-11-01",
    )
    for number in range(3)
]


def with_mistake(question: Question, mistake: Mistake) -> Question:
    """Return a numeric question with one known mistake."""
    assert question.numeric is not None
    numeric = msgspec.structs.replace(question.numeric, mistakes=(mistake,))
    return msgspec.structs.replace(question, numeric=numeric)
