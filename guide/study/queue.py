"""What to review today: what is due, never more than the cap, what would be lost soonest first; and what the next days bring."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from guide.study.schedule import RULES, Rules, Schedule, recall

DAY = timedelta(days=1)


def loss(schedule: Schedule, now: datetime, rules: Rules = RULES) -> float:
    """Return by how much the probability of recall falls if the question waits another day.

    A question hardly remembered any more, or held firmly, loses little by waiting; one on the steep part of the curve most.
    """
    return recall(schedule, now, rules) - recall(schedule, now + DAY, rules)


def due(
    schedules: Mapping[str, Schedule],
    now: datetime,
    cap: int,
    done_today: int = 0,
    rules: Rules = RULES,
) -> list[str]:
    """Return the questions to review now, in their order.

    Those answered sure and wrong lead. While no more is due than the cap allows, the longest overdue comes first; after an
    absence the cap is filled with those that lose most by waiting, so that the whole loses least, and the rest waits unseen.

    Args:
        schedules: Every schedule by question.
        now: Aware UTC time.
        cap: Reviews a day.
        done_today: Reviews already done today.
        rules: How questions are scheduled.
    """
    waiting = {name: schedule for name, schedule in schedules.items() if schedule.next <= now}
    room = max(cap - done_today, 0)
    first = sorted(
        (name for name, s in waiting.items() if s.recheck is not None and s.recheck <= now),
        key=lambda n: (waiting[n].next, n),
    )
    rest = [name for name in waiting if name not in set(first)]
    if len(waiting) > room:
        rest.sort(key=lambda name: (-loss(waiting[name], now, rules), name))
    else:
        rest.sort(key=lambda name: (waiting[name].next, name))
    return [*first, *rest][:room]


def forecast(schedules: Mapping[str, Schedule], now: datetime, days: int, cap: int) -> list[int]:
    """Return how many reviews the next days bring, today first; what is above the cap moves on to the next day."""
    coming = [0] * days
    for schedule in schedules.values():
        place = max((schedule.next - now) // DAY + (schedule.next > now), 0)
        if place < days:
            coming[place] += 1
    carried, load = 0, []
    for count in coming:
        total = count + carried
        load.append(min(total, cap))
        carried = total - load[-1]
    return load
