"""Item statistics, compared with figures calculated by hand."""

from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.study.items import Response, analyse, point_biserial


def sheet(*right: bool, first: str = "0") -> list[Response]:
    """Return a learner's answers to as many questions."""
    return [Response(f"q{n}", first if n == 0 else "0", ok) for n, ok in enumerate(right)]


def sheets_of(*answers: Response) -> list[list[Response]]:
    """Return one sheet with a single answer for each learner."""
    return [[answer] for answer in answers]


def test_point_biserial_by_hand() -> None:
    """The textbook value of two groups: (1 - 0) apart on the rest, half of them right."""
    assert point_biserial([True, True, False, False], [3.0, 2.0, 1.0, 0.0]) == pytest.approx(
        0.8944, abs=1e-4
    )
    assert point_biserial([True, True], [1.0, 2.0]) is None


def test_figures_of_an_item() -> None:
    """Difficulty, discrimination with the item itself left out, distractors, remarks."""
    sheets = [
        sheet(True, True, True),
        sheet(True, True, False),
        sheet(False, False, True, first="1"),
        sheet(False, False, False, first="1"),
    ]
    figures = analyse("q0", ["0"], ["0", "1", "2"], sheets)

    assert figures.question == "q0"
    assert figures.answers == 4
    assert figures.difficulty == 0.5
    assert figures.discrimination == pytest.approx(0.7071, abs=1e-4)
    assert figures.chosen == {"0": 2, "1": 2}
    assert figures.remarks == ("1 idle distractor",)


def test_scores_on_the_others_are_shares() -> None:
    """Sheets of different length count alike: 1 of 1, 2 of 4 and 0 of 2 are 1, a half and 0."""
    sheets = [
        sheet(True, True),
        sheet(False, True, True, False, False),
        sheet(False, False, False),
    ]

    assert analyse("q0", [], [], sheets).discrimination == pytest.approx(0.8660, abs=1e-4)


@given(
    st.lists(
        st.lists(st.booleans(), min_size=1, max_size=5).map(lambda right: sheet(*right)), max_size=8
    )
)
def test_figures_lie_in_their_ranges(sheets: list[list[Response]]) -> None:
    """Shares are shares, correlations correlations, and every answer is counted once."""
    figures = analyse("q0", ["0"], ["0", "1"], sheets)

    assert figures.answers == sum(figures.chosen.values()) == len(sheets)
    assert figures.difficulty == (fmean(row[0].right for row in sheets) if sheets else 0)
    assert figures.discrimination is None or -1.001 < figures.discrimination < 1.001


@pytest.mark.parametrize(
    ("right", "total", "remark"),
    [
        (0, 4, ("hard",)),
        (2, 10, ("hard",)),
        (3, 10, ()),
        (5, 10, ()),
        (7, 10, ()),
        (8, 10, ("easy",)),
        (1, 1, ("easy",)),
    ],
)
def test_difficulty_outside_the_limits_is_remarked(
    right: int, total: int, remark: tuple[str, ...]
) -> None:
    """From 30 to 70 per cent right there is nothing to say."""
    sheets = sheets_of(*(Response("q0", "0", place < right) for place in range(total)))
    figures = analyse("q0", [], [], sheets)

    assert figures.difficulty == right / total
    assert figures.remarks == remark


@pytest.mark.parametrize(
    ("others", "discrimination", "remark"),
    [
        ([True, True, False, False], 1.0, ()),
        ([True, False, True, False], 0.0, ("low discrimination",)),
        ([False, False, True, True], -1.0, ("stronger learners miss it: check the key",)),
    ],
)
def test_discrimination_outside_the_limits_is_remarked(
    others: list[bool], discrimination: float, remark: tuple[str, ...]
) -> None:
    """Two learners have the item right, two wrong; their other answer says who is stronger."""
    rights = [True, True, False, False]
    sheets = [sheet(right, other) for right, other in zip(rights, others, strict=True)]
    figures = analyse("q0", [], [], sheets)

    assert figures.discrimination == pytest.approx(discrimination)
    assert figures.remarks == remark


def test_item_that_hardly_separates_is_remarked() -> None:
    """Of six who have it right four have the other right, of six others three: too little."""
    stronger = [sheet(True, place < 4) for place in range(6)]
    weaker = [sheet(False, place < 3) for place in range(6)]
    figures = analyse("q0", [], [], [*stronger, *weaker])

    assert figures.discrimination == pytest.approx(0.169, abs=1e-3)
    assert figures.remarks == ("low discrimination",)


@pytest.mark.parametrize(
    ("counts", "idle"),
    [
        ({"0": 40}, ("2 idle distractors",)),
        ({"0": 38, "1": 2}, ("1 idle distractor",)),
        ({"0": 38, "1": 1, "2": 1}, ("2 idle distractors",)),
        ({"0": 36, "1": 2, "2": 2}, ()),
        ({"1": 20, "2": 20}, ()),
    ],
)
def test_distractors_hardly_chosen_are_idle(counts: dict[str, int], idle: tuple[str, ...]) -> None:
    """One that 5 per cent choose functions; the key is no distractor."""
    sheets = sheets_of(
        *(Response("q0", option, option == "0") for option, n in counts.items() for _ in range(n))
    )
    figures = analyse("q0", ["0"], ["0", "1", "2"], sheets)

    assert figures.chosen == counts
    assert tuple(remark for remark in figures.remarks if "idle" in remark) == idle


def test_confident_errors_and_times() -> None:
    """What was confident and right, or unsure and wrong, is no confident error."""
    answers = [
        Response("q0", "0", True, "sure", 5.0),
        Response("q0", "1", False, "sure", 90.0),
        Response("q0", "1", False, "sure", 10.0),
        Response("q0", "1", False, "unsure", 20.0),
        Response("q0", "0", True, "", 7.0),
        Response("q1", "1", False, "sure", 1.0),
    ]
    figures = analyse("q0", ["0"], [], sheets_of(*answers))

    assert figures.answers == 5
    assert figures.confident_errors == 2
    assert figures.seconds == 10.0


def test_item_that_nobody_answered_has_no_figures() -> None:
    """There is no division by nothing."""
    figures = analyse("q9", ["0"], [], [sheet(True, True)])

    assert (figures.answers, figures.difficulty, figures.seconds) == (0, 0.0, 0.0)
    assert figures.discrimination is None
    assert figures.chosen == {}
