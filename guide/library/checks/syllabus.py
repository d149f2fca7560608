"""Every page answers the questions that its readers expect it to answer, or says what is open."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from guide.errors import Problem
from guide.library.entry import Entry
from guide.library.load import Content, Page
from guide.library.nearest import nearest
from guide.library.records import prose
from guide.library.syllabus import Slot

OPEN = re.compile(r"open, as of (\d{4}-\d{2}-\d{2}): \S.*")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a page answers to a slot.

    Attributes:
        where: A heading, `lead`, `facts`, `open, as of …`, or empty.
        fault: Why it is none; empty if it is one.
        hint: What to do about it.
    """

    page: Page
    slot: Slot
    where: str
    fault: str = ""
    hint: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the page says that the question is open."""
        return not self.fault and self.where.startswith("open")


def slots_of(page: Page, content: Content) -> list[Slot]:
    """Return the slots of a page: those of its kind, then its own."""
    slots = content.syllabus[0].slot if content.syllabus else ()
    reported = getattr(page.entry, "status", "reported") == "reported"
    return [
        slot
        for slot in slots
        if (page.kind == slot.kind or page.entry.id == slot.page)
        and (reported or not slot.if_reported)
    ]


def answers(content: Content) -> Iterator[Answer]:
    """Yield what each page answers to each of its slots."""
    for page in content.pages:
        for slot in slots_of(page, content):
            where = page.entry.syllabus.get(slot.id, slot.answered_by)
            yield Answer(page, slot, where, *_fault(page, slot, where))


def _fault(page: Page, slot: Slot, where: str) -> tuple[str, str]:
    """Return why something is no answer to a slot, and what to do; two empty texts if it is one."""
    fault = ("", "")
    if not where:
        fault = f"nothing answers '{slot.id}': {slot.question}", "name a heading under [syllabus]"
    elif where.startswith("open"):
        if (match := OPEN.fullmatch(where)) is None or not _is_date(match[1]):
            message = f"'{slot.id}' is open without a date and a reason"
            fault = message, "write 'open, as of 2026-11-27: reason'"
    elif where == "lead":
        if not has_lead(page):
            fault = f"'{slot.id}': the page has no text before its first heading", "write it"
    elif where == "facts":
        fields = slot.fields or own_fields(page)
        if not any(getattr(page.entry, field, None) for field in fields):
            fault = f"'{slot.id}': the page has none of {', '.join(fields)}", "add one"
    elif where not in (titles := headings(page)):
        message = f"'{slot.id}' names the heading '{where}', which the page does not have"
        fault = message, nearest(where, titles)
    return fault


def has_lead(page: Page) -> bool:
    """Tell whether a page has text before its first heading."""
    return bool(page.passages) and page.passages[0].block.kind != "h"


def own_fields(page: Page) -> tuple[str, ...]:
    """Return the structured fields that entries of a page's kind have and others do not."""
    return tuple(sorted(set(type(page.entry).model_fields) - set(Entry.model_fields) - {"kind"}))


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def headings(page: Page) -> tuple[str, ...]:
    """Return the headings of a page, of any rank."""
    return tuple(prose(each.block.spans) for each in page.passages if each.block.kind == "h")


def check(content: Content) -> Iterator[Problem]:
    """Yield empty slots, answers that are none, and unknown slots."""
    for answer in answers(content):
        page, slot = answer.page, answer.slot
        if answer.fault:
            declared = slot.id in page.entry.syllabus
            line = page.source.line_of(slot.id if declared else "kind")
            yield page.source.problem(line, "syllabus-slot", answer.fault, answer.hint)
    for page in content.pages:
        known = [slot.id for slot in slots_of(page, content)]
        for name in page.entry.syllabus:
            if name not in known and name not in content.unread.names:
                message = f"the syllabus has no slot '{name}' for this page"
                line = page.source.line_of(name)
                yield page.source.problem(line, "syllabus-slot", message, nearest(name, known))
