"""The steps of a page are one pathway of different entries, each step told once."""

from collections import Counter
from collections.abc import Iterator, Sequence

from guide.errors import Problem
from guide.library.load import Content, Page
from guide.library.models import Mechanism, Step


def check(content: Content) -> Iterator[Problem]:
    """Yield the faults of pathways; ids that nothing has are a matter of `identity`."""
    for page in content.pages:
        if isinstance(page.entry, Mechanism):
            yield from _steps(page, page.entry.step)


def _steps(page: Page, steps: Sequence[Step]) -> Iterator[Problem]:
    lines = _lines(page, len(steps))
    seen: set[tuple[str, ...]] = set()
    for step, line in zip(steps, lines, strict=True):
        words = f"'{step.actor} {step.verb} {step.target}'"
        if step.actor == step.target:
            message = f"{words} leads from an entry to itself"
            yield page.source.problem(line, "step-to-itself", message, "name two entries")
        told = (step.actor, step.actor_as, step.verb, step.target, step.target_as)
        if told in seen:
            message = f"{words} is already a step of this page"
            yield page.source.problem(line, "step-twice", message, "remove one of them")
        seen.add(told)
    ends = Counter(end for step in steps for end in (step.actor, step.target))
    if ends[page.entry.id] == 1:
        place = next(n for n, step in enumerate(steps) if page.entry.id in _ends(step))
        message = f"only this step names the page's own entry '{page.entry.id}'"
        hint = "name what the page is about by its parts, or let another step lead on"
        yield page.source.problem(lines[place], "step-of-own-page", message, hint)
    apart = _apart(steps)
    if apart is not None:
        message = f"no other step connects '{steps[apart].actor}' with the first step"
        hint = "let a step lead there through an entry that both name"
        yield page.source.problem(lines[apart], "steps-apart", message, hint)


def _ends(step: Step) -> set[str]:
    return {step.actor, step.target}


def _apart(steps: Sequence[Step]) -> int | None:
    """Return the place of the first step that no path connects with the first one."""
    reached = _ends(steps[0]) if steps else set()
    left = list(enumerate(steps))
    while near := [(place, step) for place, step in left if reached & _ends(step)]:
        for _, step in near:
            reached |= _ends(step)
        left = [each for each in left if each not in near]
    return left[0][0] if left else None


def _lines(page: Page, count: int) -> list[int]:
    """Return the line on which each step begins."""
    lines = [
        number
        for number, line in enumerate(page.source.text.splitlines(), 1)
        if line.replace(" ", "").startswith("[[step]]")
    ]
    return lines if len(lines) == count else [page.source.line_of("step")] * count
