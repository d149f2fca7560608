"""A way through a learning path: what of it is done, and what comes next."""

from collections.abc import Mapping
from dataclasses import dataclass

from guide.library.records import Path, Unit

READ = 0.95
"""Share of a page from which it counts as read; its last lines may be just out of view."""


@dataclass(frozen=True, slots=True)
class UnitPlace:
    """A unit of a path by its place, counted from 0."""

    path: str
    unit: int


@dataclass(frozen=True, slots=True)
class Step:
    """A page of a unit; without an entry, the questions of the unit."""

    place: UnitPlace
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What a learner has done of everything that paths are made of.

    Attributes:
        shares: How far each page was read, from 0 to 1, by id.
        right: Whether the last answer to each question was right, by id.
    """

    shares: Mapping[str, float]
    right: Mapping[str, bool]

    def has_read(self, entry: str) -> bool:
        """Tell whether a page was read to its end."""
        return self.shares.get(entry, 0.0) >= READ

    def pages(self, entries: tuple[str, ...]) -> int:
        """Return how many of some pages were read."""
        return sum(map(self.has_read, entries))

    def score(self, unit: Unit) -> int | None:
        """Return how many questions of a unit were last answered right; None if none ever was."""
        answers = [self.right[name] for name in unit.questions if name in self.right]
        return sum(answers) if answers else None

    def includes(self, step: Step, unit: Unit) -> bool:
        """Tell whether a step is done: its page is read, or its questions are all answered."""
        if step.entry:
            return self.has_read(step.entry)
        return all(name in self.right for name in unit.questions)


def steps_of(path: Path) -> list[Step]:
    """Return the steps of a path: of each unit its pages, then its questions."""
    steps: list[Step] = []
    for number, unit in enumerate(path.units):
        place = UnitPlace(path.id, number)
        steps += [Step(place, entry) for entry in unit.entries]
        steps += [Step(place)] if unit.questions else []
    return steps


def next_step(path: Path, done: Done, unit: int = 0) -> Step | None:
    """Return the first step that is not done, from a unit on and then from the start."""
    steps = steps_of(path)
    ahead = [step for step in steps if step.place.unit >= unit]
    behind = [step for step in steps if step.place.unit < unit]
    for step in (*ahead, *behind):
        if not done.includes(step, path.units[step.place.unit]):
            return step
    return None


def step_after(path: Path, step: Step) -> Step | None:
    """Return the step behind another one; None behind the last."""
    steps = steps_of(path)
    place = steps.index(step) + 1 if step in steps else len(steps)
    return steps[place] if place < len(steps) else None
