"""TOML texts of any shape, made of the names that topics, objectives and the syllabus know."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from guide.library.questions import Objectives, Question, Topic
from guide.library.syllabus import Slot, Syllabus

NAMES = st.sampled_from(
    sorted({"questions", "slott", "x", *Question.model_fields, *Slot.model_fields})
    + sorted({*Topic.model_fields, *Objectives.model_fields, *Syllabus.model_fields})
)
PLAIN = st.one_of(
    st.sampled_from(["zzq", "gene", "", "Say it", "pacific", 0, -1, 10**18, 1.5, True]),
    st.just(date(2026, 11, 1)),
)
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)
TABLES = st.dictionaries(NAMES, VALUES, max_size=4)
HEADERS = st.sampled_from(["[{}]", "[[{}]]", "[['{}']]", "[ [{}] ]", " [[ {} ]]", "[{}.options]"])


def written(value: Any) -> str:
    """Return a value as TOML has it, tables within braces."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{value}"'
        case list():
            return f"[{', '.join(map(written, value))}]"
        case dict():
            pairs = (f'"{name}" = {written(each)}' for name, each in value.items())
            return f"{{{', '.join(pairs)}}}"
    return str(value)


@st.composite
def toml_texts(draw: st.DrawFn) -> str:
    """Return the text of a TOML file of any shape; it may be broken."""
    lines = [f'"{name}" = {written(value)}' for name, value in draw(TABLES).items()]
    for table in draw(st.lists(TABLES, max_size=3)):
        name = draw(st.sampled_from(["question", "objective", "slot", "unit", "part", "questions"]))
        lines.append(draw(HEADERS).format(name))
        lines += [f'"{name}" = {written(value)}' for name, value in table.items()]
    return "\n".join(draw(st.permutations(lines)) if draw(st.booleans()) else lines)
