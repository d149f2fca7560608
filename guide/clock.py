"""The time of day, within the years that the learner's data can hold."""

from datetime import UTC, datetime

EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
LATEST = datetime(2800, 1, 1, tzinfo=UTC)
"""Two centuries before the last year of the data, since what is answered then comes back later."""


def now() -> datetime:
    """Return the time in UTC; of a clock that is set to an impossible year, the nearest limit."""
    return min(max(datetime.now(UTC), EARLIEST), LATEST)


def local(at: datetime) -> datetime:
    """Return a time in the time zone of the system; in UTC where that is a day or more away.

    Systems take zones such as `TZ=XXX24`, with which Python cannot count.
    """
    try:
        return at.astimezone()
    except (ValueError, OverflowError, OSError):
        return at.astimezone(UTC)
