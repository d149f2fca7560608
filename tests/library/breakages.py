"""One way to break each rule: a change to a sound copy of the small library."""

from collections.abc import Callable
from pathlib import Path

Breakage = Callable[[Path], None]

CGAS = "entities/genes/cgas.md"
PACIFIC = "trials/pacific.md"
VALUES = """values = [{ arm = "durvalumab", value = "47.5" }, { arm = "placebo", value = "29.1" }]
"""
PATHWAY = "mechanisms/cgas-sting.md"
STEP = """[[step]]
from = "gray"
from_as = "micronuclei"
verb = "activates"
to = "cgas"
to_as = "cGAS"
level = "preclinical"
sources = ["mackenzie2017"]
"""
GRAY = "glossary/gray.md"
QUIZ = "questions/basics.toml"
BIB = "references.bib"


def _replace(file: str, old: str, new: str) -> Breakage:
    """Return a breakage that replaces the first occurrence of a text."""

    def act(content: Path) -> None:
        path = content / file
        text = path.read_text("utf-8")
        assert old in text, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new, 1), "utf-8")

    return act


def _write(file: str, data: bytes) -> Breakage:
    """Return a breakage that writes a file."""

    def act(content: Path) -> None:
        path = content / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    return act


def _rename(file: str, name: str) -> Breakage:
    """Return a breakage that renames a file."""

    def act(content: Path) -> None:
        (content / file).rename((content / file).with_name(name))

    return act


def _append(file: str, text: str) -> Breakage:
    """Return a breakage that adds to the end of a file."""

    def act(content: Path) -> None:
        path = content / file
        path.write_text(path.read_text("utf-8") + text, "utf-8")

    return act


def _asks(count: int, section: str = "lead") -> str:
    """Return the field with some questions that a page says it answers."""
    rows = [f'{{ question = "What is {n}?", section = "{section}" }}' for n in range(count)]
    return f"asks = [{', '.join(rows)}]\n"


MODALITY = """+++
id = "flash"
kind = "modality"
title = "FLASH"
summary = "Radiation at ultra-high dose rate, given within a fraction of a second."
updated = 2026-11-01
+++
- One [@mackenzie2017]{physics}.
- Two [@mackenzie2017]{physics}.
- Three [@mackenzie2017]{physics}.

## What it is

Fast [@mackenzie2017]{physics}.
"""

TERM = """+++
id = "cgas"
kind = "term"
title = "Another thing"
summary = "A term that has taken the id of a gene."
updated = 2026-11-01
+++
It is defined elsewhere [@mackenzie2017]{review}.
"""

STANDARDS = "standards.toml"
PATH = "paths/first-steps.toml"
DOSE_RATE = """[[property]]
name = "dose rate"
value = "40"
level = "physics"
sources = ["mackenzie2017"]
+++
- One"""
LONG = f"\nThis sentence runs on {'and on ' * 41}[@mackenzie2017]{{preclinical}}.\n"


def _many(level: str) -> str:
    """Return twenty questions of one level whose keys all stand first."""
    return "".join(
        f"""
[[question]]
id = "basics-{number}"
entry = "cgas-sting"
objective = "name-the-sensor"
level = "{level}"
evidence = "preclinical"
stem = "Which {number}?"
take_home = "Take home [@mackenzie2017]{{preclinical}}."
sources = ["mackenzie2017"]
updated = 2026-11-01
options = [
  {{ text = "A {number}", right = true, reason = "One." }},
  {{ text = "B {number}", reason = "Two." }},
  {{ text = "C {number}", reason = "Three." }},
  {{ text = "D {number}", reason = "Four." }},
]
"""
        for number in range(20, 40)
    )


STEM = 'stem = "Which molecule senses DNA in the cytosol?"'
TUBULIN = 'text = "Tubulin"'


def _both(one: Breakage, other: Breakage) -> Breakage:
    """Return a breakage that does two things."""

    def act(content: Path) -> None:
        one(content)
        other(content)

    return act


def _option(text: str) -> Breakage:
    """Return a breakage that rewords a distractor of the first question."""
    return _replace(QUIZ, TUBULIN, f'text = "{text}"')


def _stem(text: str) -> Breakage:
    """Return a breakage that rewords the stem of the first question."""
    return _replace(QUIZ, STEM, f'stem = "{text}"')


ITEMS: dict[str, Breakage] = {
    "L1": _replace(QUIZ, "right = true\n", ""),
    "L2": _replace(
        QUIZ,
        "[[question.options]]\n"
        + TUBULIN
        + '\nreason = "It is the stuff of the spindle in mitosis '
        + 'and takes no part in sensing DNA."\n',
        "",
    ),
    "L3": _stem("The sensor of DNA in the cytosol is cGAS."),
    "L4": _stem("The sensor of DNA in the cytosol is ____?"),
    "L5": _stem("Which molecule does NOT sense DNA in the cytosol?"),
    "L6": _option("None of the above"),
    "L7": _option("Never tubulin"),
    "L8": _option("Usually tubulin"),
    "L9": _replace(
        QUIZ, 'text = "cGAS"', 'text = "cGAS, the enzyme that binds DNA in the cytosol"'
    ),
    "L10": _option("Tubulin, the stuff of the spindle to which chromosomes are tied"),
    "L11": _replace(QUIZ, 'text = "328"', 'text = "828"'),
    "L12": _replace(QUIZ, 'text = "328"', 'text = "328.5"'),
    "L13": _replace(
        QUIZ, 'text = "After chemoradiotherapy"', 'text = "A year after chemoradiotherapy"'
    ),
    "L14": _both(
        _stem("Which gasdermin senses DNA?"),
        _replace(QUIZ, 'text = "cGAS"', 'text = "A gasdermin"'),
    ),
    "L15": _both(
        _replace(
            QUIZ, "After chemoradiotherapy", "During chemoradiotherapy given daily, before surgery"
        ),
        _both(
            _replace(QUIZ, '"During chemoradiotherapy"', '"During chemoradiotherapy given daily"'),
            _replace(
                QUIZ,
                '"Instead of chemoradiotherapy"',
                '"Instead of chemoradiotherapy before surgery"',
            ),
        ),
    ),
    "L16": _replace(QUIZ, "During chemoradiotherapy", "Before chemoradiotherapy"),
    "L17": _option("sting"),
    "L18": _append(QUIZ, _many("application")),
    "L19": _stem("Which molecule of the XQZ family senses DNA in the cytosol?"),
    "L20": _replace(
        QUIZ,
        "It is the stuff of the spindle in mitosis and takes no part in sensing DNA.",
        "Incorrect.",
    ),
    "L21": _replace(BIB, "  doi = {10.1038/nature23449},\n", ""),
    "L22": _replace(QUIZ, 'section = "What sets it off"', 'section = "What set it off"'),
    "L23": _append(QUIZ, _many("recall")),
    "L24": _stem("Which molecule " + "in the cell " * 15 + "senses DNA?"),
    "L25": _stem("What senses DNA? And what does it make?"),
    "L26": _stem("Which molecule senses the DNA of the previous question?"),
    "L27": _stem("Which molecule senses DNA after 40 Gy/sec?"),
    "L28": _replace(QUIZ, 'twin_of = "basics-02"', 'twin_of = "basics-01"'),
    "L29": _replace(QUIZ, 'text = "530"', 'text = "640"'),
    "L30": _replace(QUIZ, 'evidence = "preclinical"', 'evidence = "phase-3"'),
    "L31": _stem("Which molecule sences DNA in the cytosol?"),
    "L32": _stem("Which molecule senses DNA? " + "It is asked at length. " * 90 + "Which?"),
    "waiver": _replace(QUIZ, STEM, STEM + '\nwaiver = [{ rule = "L29", reason = "none" }]'),
}
"""A breakage for every rule of the item linter."""

BREAKAGES: dict[str, Breakage] = {
    "unreadable": _write(GRAY, b"+++\nid = '\xff'\n+++\n"),
    "front-matter": _write(GRAY, b"no front matter\n"),
    "schema": _replace(GRAY, 'title = "Gray"', 'titel = "Gray"'),
    "bibliography": _replace(BIB, "year = {2017}", "year = {in press}"),
    "duplicate-key": _append(
        BIB, "\n@article{spigel2022,\n  title = {Again},\n  study = {rct}\n}\n"
    ),
    "stray-file": _write("notes/idea.md", b"# An idea\n"),
    "file-name": _rename(GRAY, "grey.md"),
    "duplicate-id": _write("glossary/cgas.md", TERM.encode()),
    "alias-clash": _replace(GRAY, '"Gy"', '"durvalumab"'),
    "alias-no-synonym": _replace(GRAY, '"Gy"', '"drugs"'),
    "placeholder": _append(GRAY, "\nTODO: say how it is used.\n"),
    "unknown-id": _replace(CGAS, "[[cgas-sting]]", "[[nothing-here]]"),
    "self-link": _replace(CGAS, "[[cgas-sting]]", "[[cgas]]"),
    "broken-markup": _replace(CGAS, "[[cgas-sting]]", "[[cgas-sting"),
    "future-date": _replace(CGAS, "updated = 2026-11-01", "updated = 2999-01-01"),
    "control-character": _replace(CGAS, "The enzyme", "The \x1b[2Jenzyme"),
    "identifier-malformed": _replace(CGAS, "Q8N884", "q8n884x"),
    "unknown-key": _replace(CGAS, "@mackenzie2017", "@nobody2020"),
    "unused-reference": _append(
        BIB,
        "\n@article{unused2020,\n  title = {Unused},\n  doi = {10.1000/unused},\n"
        "  study = {review}\n}\n",
    ),
    "no-citation": _replace(CGAS, " [@mackenzie2017]{preclinical}", ""),
    "uncited-passage": _append(CGAS, "\nA second paragraph that cites nothing at all.\n"),
    "no-level": _replace(CGAS, "]{preclinical}", "]"),
    "unknown-level": _replace(CGAS, "]{preclinical}", "]{mouse}"),
    "level-beyond-source": _replace(CGAS, "]{preclinical}", "]{phase-3}"),
    "level-not-reached": _replace(CGAS, 'level = "preclinical"', 'level = "in-vitro"'),
    "length": _replace(STANDARDS, "words = [5, 60]", "words = [50, 60]"),
    "few-references": _replace(STANDARDS, "references = 1", "references = 2"),
    "property-unit": _write(
        "modalities/flash.md", MODALITY.replace("+++\n- One", DOSE_RATE).encode()
    ),
    "trial-number": _append(
        PACIFIC, "\nOf the patients 9.9% did something else [@spigel2022]{phase-3}.\n"
    ),
    "unit-time": _replace(STANDARDS, "unit_minutes = [5, 40]", "unit_minutes = [15, 40]"),
    "path-cycle": _replace(PATH, "after =", 'needs = ["first-steps"]\nafter ='),
    "not-in-path": _replace(STANDARDS, 'in_paths = ["mechanism"]', 'in_paths = ["trial"]'),
    "orphan": _write("glossary/nowhere.md", TERM.replace('"cgas"', '"nowhere"').encode()),
    "repeated-sentence": _append(
        CGAS,
        "\nWhether micronuclei are the trigger in patients is still open "
        "[@mackenzie2017]{preclinical}.\n",
    ),
    "long-sentence": _append(CGAS, LONG),
    "unexplained-abbreviation": _append(
        CGAS, "\nThe QZX of it is high [@mackenzie2017]{preclinical}.\n"
    ),
    "reference-without-id": _replace(BIB, "  doi = {10.1038/nature23449},\n", ""),
    "reference-without-address": _replace(BIB, "  doi = {10.1038/nature23449},\n", ""),
    "doi-malformed": _replace(BIB, "{10.1038/nature23449}", "{doi.org/nature23449}"),
    "doi-truncated": _replace(BIB, "{10.1038/nature23449}", "{10.1016/zeta}"),
    "pmid-malformed": _replace(BIB, "{35108059}", "{PMC9015199}"),
    "duplicate-reference": _append(
        BIB,
        "\n@article{again2017,\n  title = {Again},\n  doi = {10.1038/NATURE23449},\n"
        "  study = {review}\n}\n",
    ),
    "flagged-uncited": _replace(
        BIB,
        "  doi = {10.1038/nature23449},",
        "  doi = {10.1038/nature23449},\n  flag = {retracted},",
    ),
    "seed-unanswered": _replace(CGAS, '[[seed]]\nrow = "gene-02"\nverdict = "correct"\n', ""),
    "seed-unknown": _replace(CGAS, '"gene-02"', '"gene-99"'),
    "seed-twice": _replace(CGAS, '"gene-02"', '"gene-01"'),
    "seed-note": _replace(CGAS, 'note = "Given the pig gene; the human one is 115004."\n', ""),
    "sections": _write("modalities/flash.md", MODALITY.encode()),
    "arm-order": _replace(PACIFIC, 'role = "experimental"', 'role = "single"'),
    "arm-value": _replace(
        PACIFIC, 'arm = "placebo", value = "29.1"', 'arm = "sham", value = "29.1"'
    ),
    "measure-estimate": _replace(PACIFIC, "estimate = 0.72\nci = [0.59, 0.89]\n", ""),
    "arm-sum": _replace(PACIFIC, "n = 713", "n = 731"),
    "impossible-figure": _replace(PACIFIC, "ci = [0.59, 0.89]", "ci = [0.89, 0.59]"),
    "value-form": _replace(PACIFIC, '"47.5"', '"47.5 months"'),
    "lost-zero": _replace(PACIFIC, "ci = [0.59, 0.89]", "ci = [0.6, 0.89]"),
    "trial-incomplete": _replace(
        PACIFIC,
        '[follow_up]\ntext = "median 34.2 months, 5-year update"\nsources = ["spigel2022"]\n',
        "",
    ),
    "step-to-itself": _replace(PATHWAY, 'from = "gray"', 'from = "cgas"'),
    "step-twice": _replace(PATHWAY, STEP, f"{STEP}\n{STEP}"),
    "step-of-own-page": _replace(PATHWAY, 'to = "cgas"', 'to = "cgas-sting"'),
    "steps-apart": _replace(
        PATHWAY,
        STEP,
        STEP + "\n" + STEP.replace('"gray"', '"durvalumab"').replace('"cgas"', '"pacific"'),
    ),
    "syllabus-slot": _replace(
        CGAS, 'level = "preclinical"', 'level = "preclinical"\nsyllabus = { role = "Nowhere" }'
    ),
    "absence-unmarked": _replace(PATHWAY, " [absence:2026-11-01:dose-in-patients]", ""),
    "absence-unlogged": _replace(PATHWAY, ":dose-in-patients]", ":dose-in-people]"),
    "absence-contradicted": _append(
        "entities/agents/durvalumab.md",
        "\nNo trial in patients was found [absence:2026-11-01:dose-in-patients].\n",
    ),
    "diary-phrase": _append(
        CGAS, "\nNothing else stands in the sources read [@mackenzie2017]{preclinical}.\n"
    ),
    "bad-host": _replace(BIB, "https://pmc.ncbi.nlm.nih.gov/", "https://www.copies.example/"),
    "untitled-reference": _replace(BIB, "{Five-Year", "{Title not seen: Five-Year"),
    "undated-reference": _replace(BIB, "  year = {2017},\n", ""),
    "weak-source": _both(
        _append(
            BIB,
            "\n@misc{told2022,\n  title = {News},\n  year = {2022},\n"
            "  paper_doi = {10.1200/JCO.21.01308},\n  study = {news},\n"
            "  url = {https://news.example/1},\n}\n",
        ),
        _replace(
            PACIFIC,
            'text = "5-year update"\nsources = ["spigel2022"]',
            'text = "5-year update"\nsources = ["told2022"]',
        ),
    ),
    "level-of-source": _replace(CGAS, "]{preclinical}", "]{review}"),
    "level-of-ongoing": _both(
        _replace(PACIFIC, 'status = "reported"', 'status = "ongoing"'),
        _both(
            _replace(PACIFIC, "estimate = 0.72\nci = [0.59, 0.89]\n", ""),
            _replace(PACIFIC, VALUES, ""),
        ),
    ),
    "level-of-reported": _replace(PACIFIC, 'level = "phase-3"\n', ""),
    "ask-count": _replace(CGAS, "updated =", f"{_asks(3)}updated ="),
    "ask-section": _replace(CGAS, "updated =", f"{_asks(4, section='Nowhere')}updated ="),
    "ask-twice": _both(
        _replace(CGAS, "updated =", f"{_asks(4)}updated ="),
        _replace(PATHWAY, "updated =", f"{_asks(4)}updated ="),
    ),
    "ageing-count": _append(
        CGAS, "\nThe test is done at 12 centres [@mackenzie2017]{preclinical}.\n"
    ),
    "out-of-date": _replace(PACIFIC, "as_of = 2026-11-01", "as_of = 2026-05-01"),
    **ITEMS,
}
"""A breakage for every code."""
