"""How long reading and answering take, for the units of learning paths."""

WORDS_A_MINUTE = 200
"""Adults read English non-fiction at 238 words a minute on average, most of them at 175 to 300, and
those who read it as a second language more slowly (Brysbaert 2019, a meta-analysis of 190 studies,
https://biblio.ugent.be/publication/8647789). These pages are dense with numbers and many of
their readers have another first language: a rate in the lower half of that range."""
MINUTES_A_QUESTION = 2
"""90 seconds to answer, as an exam of this guide allows unless it is set otherwise, and half a
minute for the reasons, which are 90 words in the middle question of the library."""
STEP = 5
"""Minutes to which a time is rounded: an estimate is no more exact than that."""


def minutes(words: int, questions: int) -> int:
    """Return the minutes that reading and answering take, to the nearest 5 and at least 5."""
    exact = words / WORDS_A_MINUTE + questions * MINUTES_A_QUESTION
    return max(int((exact + STEP / 2) // STEP) * STEP, STEP)
