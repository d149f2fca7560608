"""Answers in words: the right one, the one that was given, and how many of several are right."""

from guide.study.answering import COUNT_WORDS, Answer
from guide.study.presenting import PresentedQuestion, number_text


def key_text(presented: PresentedQuestion) -> str:
    """Return the right answer in words."""
    question = presented.question
    if question.numeric is not None and presented.answer is not None:
        return f"{number_text(presented.answer, question.numeric.decimals)} {question.numeric.unit}"
    match question.form:
        case "order":
            return " → ".join(option.text for option in question.options)
        case "match":
            return "; ".join(f"{option.text} → {option.pair}" for option in question.options)
        case _:
            return "; ".join(question.options[key].text for key in question.keys)


def choices_text(answer: Answer) -> list[str]:
    """Return what was chosen, in words."""
    question = answer.question
    if answer.number is not None:
        return [f"{answer.number:g} {question.numeric.unit if question.numeric else ''}".strip()]
    if question.form == "match":
        return [
            f"{question.options[k].text} → {question.options[c].pair}"
            for k, c in enumerate(answer.choice)
        ]
    return [question.options[choice].text for choice in answer.choice]


def verdict_text(answer: Answer) -> str:
    """Return how many of several right options were chosen, such as "Wrong: one of three right"."""
    keys, chosen = set(answer.question.keys), set(answer.choice)
    if answer.right:
        return f"Right: all {COUNT_WORDS[len(keys)]}"
    verdict = "Incomplete" if chosen <= keys else "Wrong"
    hits = len(chosen & keys)
    return f"{verdict}: {COUNT_WORDS[hits] or 'none'} of {COUNT_WORDS[len(keys)]} right"
