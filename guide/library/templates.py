"""New entries and questions as drafts: every field that they need, and what belongs in each place.

What the writer must say begins with TODO; `checks.drafts` refuses that word in what is finished.
"""

from collections.abc import Sequence
from datetime import date

from guide.library.checks.asks import FEWEST
from guide.library.checks.text import MODALITY_SECTIONS
from guide.library.syllabus import Slot

OPENING: Sequence[str] = (
    "TODO: what it is, in one line [@TODO]{}.",
    "TODO: the best evidence in people, with its number [@TODO]{phase-2}.",
    "TODO: what is unsettled, or commonly wrong [@TODO]{phase-2}.",
)
IDENTIFIERS = "[identifiers]\n# TODO: one or more of {}\n"
TRIAL = """phase = "TODO"
design = "TODO: randomised, open-label"
setting = "TODO: disease, stage and line of treatment"
diseases = []                   # TODO: ids of disease entries
# n = 100                       # patients randomised or enrolled
primary_endpoint = "TODO"
verdict = "mixed"               # TODO: positive, negative, mixed, single-arm, ongoing, terminated
status = "reported"             # TODO: reported, ongoing, terminated, withdrawn
as_of = {today}              # the day on which you looked for its results
searched = "TODO: where you looked, and for what"
year = {today:%Y}                     # TODO: year of the first report
sources = ["TODO"]              # keys of references.bib

[identifiers]
nct = "NCT00000000"             # TODO: or leave it out, and say why with `no_nct` above

[[arms]]                        # experimental arms first, then control; or all `single`
name = "TODO experimental"
role = "experimental"

[[arms]]
name = "TODO control"
role = "control"

[radiotherapy]
modality = []                   # TODO: ids of modality entries
schedule = "TODO: dose and fractions"

[immunotherapy]
agents = []                     # TODO: ids of agent entries
schedule = "TODO: dose and interval"
timing = "not stated"           # TODO: before, concurrent, after, before and concurrent, …

[[result]]
endpoint = "OS"
measure = "text"                # TODO: HR, OR, RR or difference, with `estimate`; rate, median
primary = true
# estimate = 0.73
# ci = [0.57, 0.93]
# values = [
#   {{ arm = "TODO experimental", value = "55.9" }},
#   {{ arm = "TODO control", value = "33.4" }},
# ]
# unit = "months"
text = "TODO: the result in words, where numbers do not say it"
sources = ["TODO"]

[toxicity]                      # or nothing but: not_reported = ["key"]
label = "any-cause grade 3–4"
text = "TODO: or `values` as above, in per cent of each arm"
sources = ["TODO"]

[follow_up]
text = "TODO: median follow-up, and of which analysis"
sources = ["TODO"]

[practice]
text = "TODO: what it changed, or 'no change: …'"
sources = ["TODO"]
"""
FIELDS: dict[str, str] = {
    "mechanism": """
# TODO: the steps of the pathway, each from one entry to another (verbs: guide/library/verbs.py)
# [[step]]
# from = "an-entry"
# verb = "activates"
# to = "another-entry"
# level = "preclinical"
# sources = ["key"]
""",
    "modality": """
# TODO: cells of the comparison, such as
# [[property]]
# name = "dose rate"            # LET, RBE, usual schedules, beam width and spacing, PVDR, OER, …
# value = "40"
# unit = "Gy/s"
# level = "physics"
# sources = ["key"]
""",
    "principle": "",
    "gene": "\n" + IDENTIFIERS.format("ncbi_gene, hgnc, uniprot"),
    "cell": "\n" + IDENTIFIERS.format("mesh, cellosaurus; or leave the table out"),
    "disease": "\n" + IDENTIFIERS.format("mesh; or leave the table out"),
    "agent": "\n" + IDENTIFIERS.format("mesh; or leave the table out"),
    "organism": "\n" + IDENTIFIERS.format("taxon, cellosaurus"),
    "trial": TRIAL,
    "term": """
# [[confuse]]                   # a neighbour that newcomers mix up with it
# term = "title of that entry"
# why = "how they differ"
""",
}
"""What each kind has besides the fields of all kinds."""
WITHOUT_ASKS = ("gene", "organism", "term")
"""Kinds whose pages need to name no questions that they answer."""
OPENS_WITH_THREE = ("mechanism", "modality", "principle")


def entry_template(kind: str, name: str, slots: Sequence[Slot], today: date) -> str:
    """Return the file of a new entry, a draft.

    Args:
        kind: Its kind.
        name: Its id.
        slots: What a page of its kind must answer.
        today: The day of the change.
    """
    asked = [f'  {{ question = "TODO {n}?", section = "lead" }},' for n in range(1, FEWEST + 1)]
    begin = "asks = [                        # TODO: questions that people ask, in their words"
    asks = [] if kind in WITHOUT_ASKS else [begin, *asked, "]"]
    fields = FIELDS[kind].format(today=today) if kind == "trial" else FIELDS[kind]
    places = {slot.id: _heading(slot) for slot in slots if slot.page is None}
    own = [f'{slot.id} = "{places[slot.id]}"' for slot in slots if not slot.answered_by]
    table = (
        ["", "[syllabus]                      # which heading answers what", *own] if own else []
    )
    lines = [
        "+++",
        f'id = "{name}"',
        f'kind = "{kind}"',
        "draft = true                    # take this line out when no TODO is left",
        f'title = "{name.replace("-", " ").capitalize()}"  # TODO: as readers know it',
        "aliases = []                    # TODO: other names of the same thing, synonyms only",
        'summary = "TODO: what it is and why it matters, in a sentence of 20 to 320 characters."',
        *asks,
        '# level = "phase-2"             # the highest level of evidence that the page reports',
        f"updated = {today}",
        *fields.rstrip("\n").split("\n"),
        *table,
        "+++",
    ]
    return "\n".join([*lines, *_body(kind, slots, places), ""])


def _heading(slot: Slot) -> str:
    """Return where a page answers a slot: a heading, `lead` or `facts`."""
    if slot.answered_by or slot.id == "definition":
        return slot.answered_by or "lead"
    return slot.id.replace("-", " ").capitalize()


def _body(kind: str, slots: Sequence[Slot], places: dict[str, str]) -> list[str]:
    lead = [slot.question for slot in slots if places.get(slot.id) == "lead"]
    asked = " ".join(lead) or "What is it, and what should a reader keep in mind?"
    lines = [f"TODO: {asked} [@TODO]{{phase-2}}."]
    if kind in OPENS_WITH_THREE:
        lines = [*(f"- {item}" for item in OPENING), "", *lines]
    headings = {
        heading: slot.question
        for slot in slots
        if (heading := places.get(slot.id, "lead")) not in ("lead", "facts")
    }
    more = {"modality": MODALITY_SECTIONS, "principle": ("Limits",), "mechanism": ("Contested",)}
    for heading in more.get(kind, ()):
        headings.setdefault(heading, "what belongs here?")
    for heading, question in headings.items():
        lines += ["", f"## {heading}", "", f"TODO: {question} [@TODO]{{phase-2}}."]
    return lines


def question_template(name: str, entry: str, objective: str, evidence: str, today: date) -> str:
    """Return the table of a new question, a draft.

    Args:
        name: Its id.
        entry: The page that teaches it.
        objective: The objective that it tests.
        evidence: The level of evidence of what is asked.
        today: The day of the change.
    """
    wrong = "\n".join(
        f"""
[[question.options]]
text = "TODO wrong {number}"
reason = "TODO: why it is wrong, in 10 to 80 words [@TODO]{{preclinical}}."
""".rstrip()
        for number in range(1, 4)
    )
    return f"""[[question]]
id = "{name}"
draft = true                    # take this line out when no TODO is left
entry = "{entry}"  # TODO: the page that teaches it; `section` may name a heading of it
objective = "{objective}"  # TODO: an id of objectives.toml
level = "recall"                # TODO: recall, understanding or application
evidence = "{evidence}"  # TODO: the level of evidence of what is asked
stem = "TODO: the question, in one sentence?"
take_home = "TODO: what to remember, in one sentence [@TODO]{{preclinical}}."
sources = ["TODO"]              # keys of references.bib
updated = {today}

[[question.options]]
text = "TODO right"
right = true
reason = "TODO: why it is right, in 10 to 80 words [@TODO]{{preclinical}}."
{wrong}
"""
