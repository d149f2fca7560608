"""`abscopal show` of a question: the stem, the options and the reasons, as text or JSON."""

from typing import Any

import msgspec

from guide.cli.asking import explain, print_question
from guide.cli.output import print_json
from guide.library.records import Question, plain
from guide.opening import Guide
from guide.study.answering import right_answer
from guide.study.presenting import present

SEED = 0
"""The order of the options is the same each time."""


def show_question(guide: Guide, question: Question, as_json: bool) -> None:
    """Print a question with its right answer, all reasons and its sources."""
    catalogue = guide.catalogue
    if as_json:
        version = catalogue.content_version
        print_json({**question_fields(question), "content_version": version})
        return
    presented = present(question, SEED)
    topic = catalogue.topics.get(question.topic, question.topic)
    print_question(presented, f"{question.id} · {topic} · {question.level}")
    explain(right_answer(presented), catalogue)


def question_fields(question: Question) -> dict[str, Any]:
    """Return a question with its texts as plain text."""
    numeric = question.numeric
    fields: dict[str, Any] = {
        "id": question.id,
        "kind": "question",
        "form": question.form,
        "topic": question.topic,
        "entry": question.entry,
        "section": question.section or None,
        "objective": question.objective,
        "level": question.level,
        "evidence": question.evidence,
        "stem": plain(question.stem),
        "options": [
            {
                "text": option.text,
                "right": option.right,
                "pair": option.pair or None,
                "reason": plain(option.reason),
            }
            for option in question.options
        ],
        "take_home": plain(question.take_home),
        "sources": list(question.references),
        "updated": question.updated,
    }
    if numeric is not None:
        mistakes = [{**_bare(each), "reason": plain(each.reason)} for each in numeric.mistakes]
        reason = plain(numeric.reason)
        fields["numeric"] = {**_bare(numeric), "reason": reason, "mistakes": mistakes}
    if question.figure is not None:
        fields["figure"] = _bare(question.figure)
    return fields


def _bare(record: msgspec.Struct) -> dict[str, Any]:
    """Return the fields of a record as data."""
    fields = msgspec.structs.asdict(record)
    return {name: msgspec.to_builtins(value) for name, value in fields.items()}
