"""The tools as lines: formulas with their numbers, sources that exist, one line for bad input."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.layout.lines import line_width, plain_line
from guide.layout.targets import ShowSource, ToolName
from guide.layout.toolbox.tool import LEARNING, Answer, Room
from guide.layout.toolbox.tools import TOOLS
from guide.layout.toolbox.typed import RefusedError
from guide.opening import Guide

NUMBER = re.compile(r"\bnan\b|\binf\b", re.IGNORECASE)
NONSENSE = ("", "x", "0", "-3", "1e-300", "1e300", "9,999 × 99 Gy", "8 8 8 8", "٣", "8 Gy x 3 kg")


def answer(name: ToolName, *typed: str, width: int = 90) -> Answer:
    """Return the answer of a tool; fields that are not given hold what they hold at first."""
    tool = TOOLS[name]
    texts = [*typed, *(asked.start for asked in tool.asked[len(typed) :])]
    return tool.answer(texts, Room(width, 30, lambda _: True))


def words(found: Answer) -> str:
    """Return the words of an answer, one space between them."""
    text = " ".join(plain_line(line) for line in found.lines)
    return " ".join(text.replace("\u00a0", " ").split())


@pytest.mark.parametrize("width", [26, 33, 40, 52, 96])
@pytest.mark.parametrize("name", TOOLS)
def test_answers_fit_and_say_formula_limits_and_source(name: ToolName, width: int) -> None:
    """Nothing is wider than its place; formula, limits, sources and purpose are always there."""
    found = answer(name, width=width)
    text = words(found)

    assert all(line_width(line) <= width for line in found.lines), name
    assert all(word in text for word in ("Formula:", "Limits:", "Sources:", LEARNING))
    assert "\n" not in found.copied
    assert " = " in found.copied or ": " in found.copied


@pytest.mark.parametrize("name", TOOLS)
def test_sources_are_references_of_the_content(name: ToolName, whole: Guide) -> None:
    """Each source can be opened, and has the identifier that is shown; each page exists."""
    references, pages = whole.catalogue.references, whole.catalogue.heads
    missing: list[str] = []

    def holds(page: str) -> bool:
        missing.extend([page] * (page not in pages))
        return page in pages

    found = TOOLS[name].answer([asked.start for asked in TOOLS[name].asked], Room(96, 30, holds))
    keys = {p.target.key for line in found.lines for p in line if isinstance(p.target, ShowSource)}

    assert keys
    assert keys <= references.keys()
    assert not missing
    known = " ".join(f"{r.doi} {r.pmid} {r.pmcid}" for r in references.values()).lower()
    for shown in re.findall(r"doi:(\S+?)[;,]? |PMID (\d+)|(PMC\d+)", f"{words(found)} "):
        assert next(filter(None, shown)).lower() in known


@pytest.mark.parametrize(
    ("name", "typed", "expected"),
    [
        ("dose", ("8Gy×3", "10"), "BED₁₀ 43.2 Gy = 3 × 8 × (1 + 8/10)"),
        ("dose", ("8,0 x 3", "3"), "EQD2₃ 52.8 Gy = 88.0 / (1 + 2/3)"),
        ("dose", ("24 in 3", "10"), "BED₁₀ 43.2 Gy = 3 × 8 × (1 + 8/10)"),
        ("dose", ("15 x 1.25 Gy", "1,5"), "BED₁.₅ 34.4 Gy"),
        ("dose", ("3 x 18 Gy", "10 Gy and 3 Gy"), "BED₃ 378.0 Gy"),
        ("schedules", ("8 Gy x 3", "2 Gy x 30", "10"), "Both have the same BED at α/β = 2.0 Gy."),
        ("schedules", ("2 Gy x 30", "3 Gy x 20"), "the larger fractions have the higher BED"),
        ("schedules", ("2 Gy x 30", "1 Gy x 10"), "30 × 2 Gy has the higher BED at any α/β."),
        ("sum", (), "Sum of BED₂ 145.5 Gy = 85.5 + 60.0"),
        ("sum", (), "Recovery is off (0%)"),
        ("sum", ("25 × 1.8 Gy", "5 × 4 Gy", "", "2", "50 %"), "Sum of BED₂ 102.8 Gy = 42.8 + 60.0"),
        ("time", (), "BED₁₀ with time 67.0 Gy = 79.2 - 0.72 × (45 - 28)"),
        ("time", ("33 x 2 Gy", "10", "3 weeks"), "ends before repopulation begins on day 28"),
        ("range", (), "Range at 150 MeV 15.64 cm = 0.0022 × 150^1.77"),
        ("range", ("150 MeV", "100 mm"), "Energy for 10 cm 116.5 MeV"),
        ("depth", (), "Proton range 15.6 cm"),
        ("survival", ("0.3", "0.03", "6", "4"), "Up to 6 Gy LQ-L is the same as LQ."),
        ("peaks", (), "PVDR 3.33 = 66.7 / 20"),
        ("eud", (), "gEUD, a = 8 45.9 Gy"),
        ("eud", ("66,7; 20", "5, 95", "-10"), "gEUD, a = -10 20.1 Gy"),
        ("rate", (), "Mean dose rate 40 Gy/s = 8 Gy / 200.0 ms"),
        ("rate", ("15", "90"), "Mean dose rate 167 Gy/s"),
        ("edric", (), "EDRIC 6.8 Gy = 0.12 × 15 + 0.08 × 10 + (0.45 + 0.2975 × √(30/45)) × 6"),
        ("nnt", (), "Number needed to treat 11 = 100 / 9.5, rounded up"),
        ("nnt", (), "95% interval 6 to 50 From a difference of 2.0 to 17.0 points."),
        ("nnt", ("40", "35", "50", "50"), "through no difference, to better in 1 in"),
        ("nnt", ("40", "40"), "No difference"),
        ("nnt", ("60 %", "40 %", "", ""), "Number needed to treat 5 = 100 / 20"),
    ],
)
def test_values_are_understood_as_typed(
    name: ToolName, typed: tuple[str, ...], expected: str
) -> None:
    """Units, decimal commas, totals and lists give the values of the guide's own pages."""
    assert expected in words(answer(name, *typed))


@pytest.mark.parametrize(
    ("schedule", "warning"),
    [
        ("12 Gy x 3", "above about 10 Gy the model is disputed"),
        ("20 Gy x 3", "beyond the 18 Gy"),
        ("30 x 2 Gy(RBE)", "weighted for radiation quality"),
        ("10 Gy x 1 FLASH", "no term for dose rate"),
        ("20 Gy x 1 lattice", "calculate both"),
        ("30x2", "for the other order type 2 × 30 Gy"),
    ],
)
def test_what_to_doubt_is_said(schedule: str, warning: str) -> None:
    """Large fractions, Gy(RBE), FLASH and peaks and valleys have their warnings."""
    assert warning in words(answer("dose", schedule))
    assert "! " not in words(answer("dose", "2 Gy x 30"))


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("dose", ("9,999 × 99 Gy",), "beyond any schedule"),
        ("dose", ("9999x99",), "At most 60 fractions, 100 Gy in one and 200 Gy in all."),
        ("dose", ("hello",), "type 8 Gy × 3"),
        ("dose", ("8 Gy x 3", "0"), "α/β: from 0.1 to 50."),
        ("dose", ("8 Gy x 3", "10 mm"), "a number in Gy, not “mm”"),
        ("sum", ("", "", ""), "Course 1: type 8 Gy × 3"),
        ("range", ("1e-300",), "Energy: from 1 to 400."),
        ("depth", ("70", "30"), "Plateau: below the range"),
        ("peaks", ("5", "6"), "Valley: not above the peak."),
        ("peaks", ("6", "5", "3", "2"), "Width: below the spacing"),
        ("eud", ("1 2", "5"), "2 doses need as many shares"),
        ("eud", ("1", "5", "0"), "a: not 0"),
        ("rate", ("8", "1", "20", "200"), "longer than the time"),
        ("edric", ("15", "10", "6", "2.5"), "Fractions: a whole number."),
        ("nnt", ("101",), "With: from 0 to 100."),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(
    name: ToolName, typed: tuple[str, ...], said: str
) -> None:
    """The line says which field, and what it takes."""
    with pytest.raises(RefusedError) as refusal:
        answer(name, *typed)
    assert said in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("name", TOOLS)
@given(data=st.data())
def test_no_input_breaks_a_tool(name: ToolName, data: st.DataObject) -> None:
    """Whatever is typed, there are numbers or one line; never NaN, infinity or another error."""
    text = st.one_of(
        st.sampled_from(NONSENSE),
        st.text(max_size=20),
        st.floats().map(str),
        st.integers(-5, 500).map(str),
    )
    typed = [data.draw(st.one_of(st.just(asked.start), text)) for asked in TOOLS[name].asked]
    width = data.draw(st.integers(20, 100))
    try:
        found = TOOLS[name].answer(typed, Room(width, 20, lambda _: False))
    except RefusedError as refusal:
        assert len(str(refusal)) < 200
    else:
        assert not NUMBER.search(words(found))
        assert not NUMBER.search(found.copied)
