"""What is said after an answer."""

from guide.layout.lines import plain_line
from guide.layout.quiz.feedback import feedback_lines
from guide.layout.quiz.front import wrong_lines
from guide.layout.quiz.question import question_lines
from guide.library.catalogue import Catalogue
from guide.study.answering import Answer, right_answer
from guide.study.presenting import present


def wrong_number(catalogue: Catalogue) -> Answer:
    """Return a number that is no mistake that the question knows."""
    return Answer(present(catalogue.questions["basics-07"], 7), number=123456.0)


def text_of(answer: Answer, catalogue: Catalogue) -> str:
    """Return the feedback in one line."""
    return " ".join(plain_line(line).strip() for line in feedback_lines(answer, catalogue, 76))


def test_other_mistakes_are_named_by_their_result(catalogue: Catalogue) -> None:
    """The number that each one gives, then what it is, in one sentence."""
    text = text_of(wrong_number(catalogue), catalogue)

    assert "· If you had " in text
    assert "would be" not in text
    rest = text.split("If you had ")[1].split(": ")[1]
    assert rest[0].islower()


def test_tolerance_is_a_share_of_the_answer(catalogue: Catalogue) -> None:
    """It cannot be read as percentage points."""
    presented = present(catalogue.questions["basics-07"], 7)

    text = "\n".join(map(plain_line, question_lines(presented, 76)))

    assert "tolerance ±" in text and "% of the answer" in text


def test_parts_of_a_line_are_separated(catalogue: Catalogue) -> None:
    """Evidence, passage, key and page do not run into one another, wrapped or not."""
    question = next(each for each in catalogue.questions.values() if each.evidence)
    answer = right_answer(present(question, 7))
    title = catalogue.heads[question.entry].title
    wrong = [plain_line(line) for line in wrong_lines(answer, catalogue, 400)]

    assert f"Evidence: {question.evidence} · Read: {title}" in text_of(answer, catalogue)
    assert wrong[-1].endswith(f" · {title}")


def test_feedback_of_a_match_goes_by_its_rows(catalogue: Catalogue) -> None:
    """The reasons have the numbers of the rows, in their order, each with its own verdict."""
    presented = present(catalogue.questions["basics-06"], 7)
    first = presented.order[0]
    swapped = {first: presented.order[1], presented.order[1]: first}
    choice = tuple(swapped.get(option, option) for option in range(len(presented.order)))
    lines = map(plain_line, feedback_lines(Answer(presented, choice), catalogue, 76))

    signs = [line[:5] for line in lines if line[:1] in ("✓", "✗")]
    assert signs == ["✗ 1  ", "✗ 2  ", *[f"✓ {row}  " for row in range(3, len(choice) + 1)]]
