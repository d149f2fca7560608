"""Mastery, calibration, retention, rhythm: figures that can be checked by hand."""

from datetime import UTC, date, datetime, timedelta

import pytest
from fsrs.scheduler import DEFAULT_PARAMETERS

from guide.study.schedule import Rules, recall, review
from guide.study.statistics import (
    Rhythm,
    arrange_weeks,
    measure_calibration,
    measure_mastery,
    measure_retention,
    measure_rhythm,
)

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TODAY = NOW.date()


def test_mastery_is_what_would_be_right_today() -> None:
    """A question never seen counts as not known, one just learnt as known."""
    schedule = review(None, "good", NOW - timedelta(days=2))
    found = measure_mastery({"a": ["seen", "unseen"]}, {"seen": schedule}, NOW)[0]

    assert found.share == pytest.approx(recall(schedule, NOW) / 2)
    assert (found.name, found.seen, found.total) == ("a", 1, 2)


def test_mastery_follows_the_rules() -> None:
    """Each group counts for itself, one of a single question and one of none as well."""
    other = Rules(parameters=(*DEFAULT_PARAMETERS[:-1], 0.4))
    schedule = review(None, "good", NOW - timedelta(days=20))
    groups = {"one": ["seen"], "none": []}

    for rules in (Rules(), other):
        one, none = measure_mastery(groups, {"seen": schedule}, NOW, rules)
        assert one.share == recall(schedule, NOW, rules)
        assert (none.share, none.seen, none.total) == (0.0, 0, 0)
    assert recall(schedule, NOW, other) != recall(schedule, NOW)


def test_calibration_counts_words() -> None:
    """Answers without a word of confidence are ignored."""
    points = measure_calibration([("sure", True), ("sure", False), ("unsure", False), ("", True)])

    assert [(point.name, point.found, point.count) for point in points] == [
        ("unsure", 0.0, 1),
        ("sure", 0.5, 2),
    ]


def test_calibration_expects_the_middle_of_each_word() -> None:
    """Below 67 per cent is unsure, above 80 sure (Gardner-Medwin)."""
    points = measure_calibration([(word, True) for word in ("sure", "fairly", "unsure")])

    assert [point.name for point in points] == ["unsure", "fairly", "sure"]
    assert [point.expected for point in points] == pytest.approx([0.335, 0.735, 0.9])


def test_retention_is_compared_with_its_prediction() -> None:
    """Bins of equal count, ordered by what was predicted."""
    points = measure_retention([(0.9, True), (0.5, False), (0.92, True), (0.52, True)], bins=2)

    assert [(round(point.expected, 2), point.found, point.count) for point in points] == [
        (0.51, 0.5, 2),
        (0.91, 1.0, 2),
    ]


@pytest.mark.parametrize(
    ("answers", "counts"),
    [(0, []), (1, [1]), (3, [1, 1, 1]), (5, [1] * 5), (12, [3] * 4), (13, [3, 3, 3, 3, 1])],
)
def test_retention_has_at_most_five_bins(answers: int, counts: list[int]) -> None:
    """Few answers make a bin each, many are spread over equal ones; bins have no name."""
    points = measure_retention((number / 100, True) for number in range(answers))

    assert [point.count for point in points] == counts
    assert {point.name for point in points} <= {""}


@pytest.mark.parametrize(
    ("ago", "expected"),
    [
        ([0, 1, 2], Rhythm(3, 3, 3)),
        ([1, 2], Rhythm(2, 2, 2)),
        ([2, 3, 4], Rhythm(3, 0, 3)),
        ([0, 5, 6, 7, 20], Rhythm(4, 1, 3)),
        ([0, 2, 4], Rhythm(3, 1, 1)),
        ([13], Rhythm(1, 0, 1)),
        ([14], Rhythm(0, 0, 1)),
        ([-1, 0], Rhythm(1, 2, 2)),
        ([], Rhythm(0, 0, 0)),
    ],
)
def test_rhythm_counts_days_without_blame(ago: list[int], expected: Rhythm) -> None:
    """Yesterday's run is still alive today; older ones are only remembered."""
    assert measure_rhythm([TODAY - timedelta(days=days) for days in ago], TODAY) == expected


@pytest.mark.parametrize("weekday", range(7))
def test_weeks_put_today_in_the_last_column(weekday: int) -> None:
    """Rows are weekdays from Monday, columns weeks; the first one is half a year ago."""
    today = date(2026, 11, 23) + timedelta(days=weekday)
    counts = {
        today: 5,
        today - timedelta(weeks=1): 3,
        today - timedelta(weeks=25): 2,
        today - timedelta(weeks=26): 7,
    }
    table = arrange_weeks(counts, today)

    assert [len(row) for row in table] == [26] * 7
    assert table[weekday] == [2, *[0] * 23, 3, 5]
    assert sum(map(sum, table)) == 10
    assert arrange_weeks(counts, today, 4)[weekday] == [0, 0, 3, 5]
