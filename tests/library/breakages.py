"""One way to break each rule: a change to a sound copy of the small library."""

from collections.abc import Callable
from pathlib import Path

Breakage = Callable[[Path], None]

CGAS = "entities/genes/cgas.md"
PATHWAY = "mechanisms/cgas-sting.md"
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
DOSE_RATE = '[[property]]\nname = "dose rate"\nvalue = "40"\nlevel = "physics"\nsources = ["mackenzie2017"]\n+++\n- One'
LONG = f"\n{'This sentence runs on and on '.strip()} {'and on ' * 40}[@mackenzie2017]{{preclinical}}.\n"

BREAKAGES: dict[str, Breakage] = {
    "unreadable": _write(GRAY, b"+++\nid = '\xff'\n+++\n"),
    "front-matter": _write(GRAY, b"no front matter\n"),
    "schema": _replace(GRAY, 'title = "Gray"', 'titel = "Gray"'),
    "bibliography": _replace(BIB, "year = {2017}", "year = {in press}"),
    "duplicate-key": _append(BIB, "\n@article{spigel2022,\n  title = {Again},\n  study = {rct}\n}\n"),
    "stray-file": _write("notes/idea.md", b"# An idea\n"),
    "file-name": _rename(GRAY, "grey.md"),
    "duplicate-id": _write("glossary/cgas.md", TERM.encode()),
    "alias-clash": _replace(GRAY, '"Gy"', '"durvalumab"'),
    "unknown-id": _replace(CGAS, "[[cgas-sting]]", "[[nothing-here]]"),
    "self-link": _replace(CGAS, "[[cgas-sting]]", "[[cgas]]"),
    "broken-markup": _replace(CGAS, "[[cgas-sting]]", "[[cgas-sting"),
    "future-date": _replace(CGAS, "updated = 2026-11-01", "updated = 2999-01-01"),
    "control-character": _replace(CGAS, "The enzyme", "The \x1b[2Jenzyme"),
    "identifier-malformed": _replace(CGAS, "Q8N884", "q8n884x"),
    "unknown-key": _replace(CGAS, "@mackenzie2017", "@nobody2020"),
    "unused-reference": _append(BIB, "\n@article{unused2020,\n  title = {Unused},\n  doi = {10.1000/unused},\n  study = {review}\n}\n"),
    "no-citation": _replace(CGAS, " [@mackenzie2017]{preclinical}", ""),
    "uncited-passage": _append(CGAS, "\nA second paragraph that cites nothing at all.\n"),
    "no-level": _replace(CGAS, "]{preclinical}", "]"),
    "unknown-level": _replace(CGAS, "]{preclinical}", "]{mouse}"),
    "level-beyond-source": _replace(CGAS, "]{preclinical}", "]{phase-3}"),
    "level-not-reached": _replace(CGAS, 'level = "preclinical"', 'level = "in-vitro"'),
    "length": _replace(STANDARDS, "words = [5, 60]", "words = [50, 60]"),
    "few-references": _replace(STANDARDS, "references = 1", "references = 2"),
    "property-unit": _write("modalities/flash.md", MODALITY.replace("+++\n- One", DOSE_RATE).encode()),
    "trial-number": _append("trials/pacific.md", "\nOf the patients 9.9% did something else [@spigel2022]{phase-3}.\n"),
    "orphan": _write("glossary/nowhere.md", TERM.replace('"cgas"', '"nowhere"').encode()),
    "repeated-sentence": _append(CGAS, "\nWhether micronuclei are the trigger in patients is still open [@mackenzie2017]{preclinical}.\n"),
    "long-sentence": _append(CGAS, LONG),
    "unexplained-abbreviation": _append(CGAS, "\nThe QZX of it is high [@mackenzie2017]{preclinical}.\n"),
    "reference-without-id": _replace(BIB, "  doi = {10.1038/nature23449},\n", ""),
    "reference-without-address": _replace(BIB, "  doi = {10.1038/nature23449},\n", ""),
    "doi-malformed": _replace(BIB, "{10.1038/nature23449}", "{doi.org/nature23449}"),
    "pmid-malformed": _replace(BIB, "{35108059}", "{PMC9015199}"),
    "duplicate-reference": _append(
        BIB, "\n@article{again2017,\n  title = {Again},\n  doi = {10.1038/NATURE23449},\n  study = {review}\n}\n"
    ),
    "flagged-uncited": _replace(BIB, "  doi = {10.1038/nature23449},", "  doi = {10.1038/nature23449},\n  flag = {retracted},"),
    "seed-unanswered": _replace(CGAS, '[[seed]]\nrow = "gene-02"\nverdict = "correct"\n', ""),
    "seed-unknown": _replace(CGAS, '"gene-02"', '"gene-99"'),
    "seed-twice": _replace(CGAS, '"gene-02"', '"gene-01"'),
    "seed-note": _replace(CGAS, 'note = "Given the pig gene; the human one is 115004."\n', ""),
    "sections": _write("modalities/flash.md", MODALITY.encode()),
    "question-key": _replace(QUIZ, "right = true\n", ""),
    "question-options": _replace(QUIZ, 'text = "TBK1"', 'text = "sting"'),
    "question-reason": _replace(QUIZ, "It is a kinase that STING recruits, and it never meets the DNA by itself.", "Incorrect."),
    "question-section": _replace(QUIZ, 'section = "What sets it off"', 'section = "What set it off"'),
    "twin-mismatch": _replace(QUIZ, 'id = "basics-02"', 'id = "basics-02"\ntwin_of = "basics-01"'),
}
