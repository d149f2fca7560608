"""Mastery, calibration, retention, rhythm: figures that can be checked by hand."""

from datetime import UTC, date, datetime, timedelta

import pytest

from guide.study.schedule import recall, review
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
    assert (found.seen, found.total) == (1, 2)


def test_calibration_counts_words() -> None:
    """Answers without a word of confidence are ignored."""
    points = measure_calibration([("sure", True), ("sure", False), ("unsure", False), ("", True)])

    assert [(point.name, point.found, point.count) for point in points] == [
        ("unsure", 0.0, 1),
        ("sure", 0.5, 2),
    ]


def test_retention_is_compared_with_its_prediction() -> None:
    """Bins of equal count, ordered by what was predicted."""
    points = measure_retention([(0.9, True), (0.5, False), (0.92, True), (0.52, True)], bins=2)

    assert [(round(point.expected, 2), point.found, point.count) for point in points] == [
        (0.51, 0.5, 2),
        (0.91, 1.0, 2),
    ]


@pytest.mark.parametrize(
    ("ago", "expected"),
    [
        ([0, 1, 2], Rhythm(3, 3, 3)),
        ([1, 2], Rhythm(2, 2, 2)),
        ([2, 3, 4], Rhythm(3, 0, 3)),
        ([0, 5, 6, 7, 20], Rhythm(4, 1, 3)),
        ([], Rhythm(0, 0, 0)),
    ],
)
def test_rhythm_counts_days_without_blame(ago: list[int], expected: Rhythm) -> None:
    """Yesterday's run is still alive today; older ones are only remembered."""
    assert measure_rhythm([TODAY - timedelta(days=days) for days in ago], TODAY) == expected


def test_weeks_put_today_in_the_last_column() -> None:
    """Rows are weekdays from Monday, columns weeks."""
    table = arrange_weeks({TODAY: 5, TODAY - timedelta(weeks=1): 3}, TODAY, 4)

    assert table[TODAY.weekday()] == [0, 0, 3, 5]
    assert sum(map(sum, table)) == 8
    assert date(2026, 11, 23).weekday() == 0
