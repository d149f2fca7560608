"""Three questions made in code, for tests that draw many cases."""

from guide.library.records import Option, Question, Span

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
