"""What to review now, and what the next days bring."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from guide.study.schedule import RULES, Rules, Schedule, recall

DAY = timedelta(days=1)


def loss(schedule: Schedule, now: datetime, rules: Rules = RULES) -> float:
    """Return by how much the probability of recall falls if the question waits another day.

    A question that is almost forgotten, or well remembered, loses little by waiting; one on the
    steep part of the forgetting curve loses most.
    """
    return recall(schedule, now, rules) - recall(schedule, now + DAY, rules)


def choose_due(
    schedules: Mapping[str, Schedule],
    now: datetime,
    cap: int,
    done_today: int = 0,
    rules: Rules = RULES,
) -> list[str]:
    """Choose the questions to review now, in their order.

    Confident errors that are due for their recheck come first. While no more is due than the cap
    allows, the longest overdue follow. After an absence, the cap is filled with the questions that
    lose most by waiting, and the rest waits.

    Args:
        schedules: Every schedule by question.
        now: Aware UTC time.
        cap: Reviews a day.
        done_today: Reviews already done today.
        rules: How questions are scheduled.
    """
    waiting = {name: schedule for name, schedule in schedules.items() if schedule.next <= now}
    room = max(cap - done_today, 0)
    rechecks = sorted(
        (name for name, s in waiting.items() if s.recheck is not None and s.recheck <= now),
        key=lambda name: (waiting[name].next, name),
    )
    rest = [name for name in waiting if name not in set(rechecks)]
    if len(waiting) > room:
        rest.sort(key=lambda name: (-loss(waiting[name], now, rules), name))
    else:
        rest.sort(key=lambda name: (waiting[name].next, name))
    return [*rechecks, *rest][:room]


def forecast(schedules: Mapping[str, Schedule], now: datetime, days: int, cap: int) -> list[int]:
    """Return the number of reviews on each of the next days, today first.

    What exceeds the cap moves on to the next day.
    """
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
