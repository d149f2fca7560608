"""Glossary terms as recall cards: the name is the question, the summary the answer."""

from guide.library.records import Head, Option, Question, Span

CARD = "card-"
"""The id of a card is this and the id of its term."""
TOPIC = "glossary"


def card(head: Head) -> Question:
    """Return the recall card of a term."""
    answer = (Span(head.summary),)
    return Question(
        id=f"{CARD}{head.id}",
        topic=TOPIC,
        entry=head.id,
        section="",
        objective="",
        level="recall",
        evidence=head.level,
        stem=(Span(f"What does \u201c{head.title}\u201d mean?"),),
        options=(Option("I knew it", True, answer), Option("I did not know it", False, answer)),
        take_home=answer,
        references=(),
        updated="",
        form="card",
    )
