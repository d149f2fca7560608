"""Content files as others leave them: any line ends, litter, harmful characters, broken BibTeX."""

import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from unittest.mock import ANY

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from guide.building import build
from guide.errors import GuideError, Problem
from guide.inert import is_inert
from guide.library.bibliography import read_bibliography
from guide.library.checks import check
from guide.library.fingerprint import content_files, fingerprint
from guide.library.frontmatter import read_entry, read_table
from guide.library.latex import decode
from guide.library.load import load_content
from guide.library.manifest import open_built
from guide.library.markup import parse_body
from guide.library.toml import DEEPEST, TomlError, parse_toml, refuse_deep
from guide.paths import built_dir
from tests.conftest import ROOT

GRAY = "glossary/gray.md"
BIB = "references.bib"


def problems(content: Path) -> list[str]:
    """Return what `abscopal check` prints."""
    return [str(problem) for problem in check(load_content(content))]


def rewrite(content: Path, change: Callable[[bytes], bytes]) -> None:
    """Change the bytes of every file of a library."""
    for path in content_files(content):
        path.write_bytes(change(path.read_bytes()))


LINE_ENDS: dict[str, Callable[[bytes], bytes]] = {
    "crlf": lambda data: data.replace(b"\n", b"\r\n"),
    "byte-order-mark": lambda data: b"\xef\xbb\xbf" + data,
    "both": lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"),
    "mixed": lambda data: data.replace(b"\n", b"\r\n", 3),
}


@pytest.mark.parametrize("name", LINE_ENDS)
def test_line_ends_change_nothing(fresh: Path, small: Path, name: str) -> None:
    """Git for Windows and Notepad write the same library."""
    rewrite(fresh, LINE_ENDS[name])

    assert problems(fresh) == []
    assert fingerprint(fresh) == fingerprint(small)
    build(fresh)
    assert open_built(built_dir(fresh)).catalogue == open_built(built_dir(small)).catalogue


def test_lines_of_problems_do_not_depend_on_line_ends(fresh: Path) -> None:
    """A problem is on the line on which an editor shows it."""
    path = fresh / GRAY
    path.write_text(path.read_text("utf-8").replace("[[pacific]]", "[[nowhere]]"), "utf-8")
    before = problems(fresh)
    rewrite(fresh, LINE_ENDS["both"])

    assert problems(fresh) == before
    assert before


def test_litter_of_file_managers_is_no_content(fresh: Path) -> None:
    """What file managers and editors leave is neither read nor part of the fingerprint."""
    before = fingerprint(fresh)
    for folder in (fresh, fresh / "glossary", fresh / "questions", fresh.parent / "seeds"):
        for name in (".DS_Store", "Thumbs.db", "desktop.ini", "gray.md~", "._gray.md", ".x.toml"):
            (folder / name).write_bytes(b"\x00\xff litter")
        (folder / ".#gray.md").symlink_to("nobody@nowhere.1")
        (folder / "#gray.md#").write_bytes(b"litter")
        (folder / ".ipynb_checkpoints").mkdir()
        (folder / ".ipynb_checkpoints" / "gray.md").write_bytes(b"litter")

    assert problems(fresh) == []
    assert fingerprint(fresh) == before


HARMFUL = {
    "escape": "\x1b", "bell": "\x07", "delete": "\x7f", "null": "\x00", "c1": "\x9b", "osc": "\x9d",
    "backspace": "\x08", "return": "\r", "soft-hyphen": "\xad", "zero-width-space": "\u200b",
    "joiner": "\u200d", "left-to-right": "\u200e", "line-separator": "\u2028", "lre": "\u202a",
    "rlo": "\u202e", "lri": "\u2066", "pdi": "\u2069", "word-joiner": "\u2060", "mark": "\ufeff",
    "private-use": "\ue000", "private-plane": "\U0010fffd", "tag": "\U000e0041",
    "arabic-mark": "\u061c", "filler": "\u3164", "surrogate": "\ufdd0",
}  # fmt: skip
PLACES = {
    "body": (GRAY, "in this unit", 13),
    "front-matter": (GRAY, "absorbed dose", 6),
    "bibliography": (BIB, "Five-Year", 2),
    "objective": ("objectives.toml", None, 1),
    "word": ("questions/words.txt", None, 1),
    "seed": ("../seeds", None, 1),
    "search": ("../index/synonyms.toml", None, 1),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", HARMFUL)
def test_harmful_characters_are_refused(fresh: Path, name: str, place: str) -> None:
    """Each is named with file, line and code point, and never printed itself."""
    file, words, line = PLACES[place]
    path = next((fresh / file).glob("*.toml")) if file == "../seeds" else fresh / file
    text = path.read_text("utf-8")
    char = HARMFUL[name]
    changed = (
        text.replace(words, f"{words[:3]}{char}{words[3:]}", 1) if words else f"# {char}.\n" + text
    )
    path.write_bytes(changed.encode())

    named = f"U+{ord(char):04X}"
    found = [each for each in problems(fresh) if "control-character" in each and named in each]
    assert any(f"{path.name}:{line}: " in each for each in found), problems(fresh)
    assert all(is_inert(each) for each in found)


ESCAPES = {
    "toml-short": (GRAY, 'title = "Gray"', r'title = "Gr\u202Eay"', 4, "U+202E"),
    "toml-long": (GRAY, 'title = "Gray"', r'title = "Gr\U0000200Bay"', 4, "U+200B"),
    "toml-escape": (GRAY, 'title = "Gray"', r'title = "Gr\u001b[2Jay"', 4, "U+001B"),
    "toml-backspace": (GRAY, 'title = "Gray"', r'title = "Gr\bay"', 4, "U+0008"),
    "toml-key": ("outline.toml", "\n", '\n"x\\u202e" = 1\n', 0, ""),
    "entity-in-body": (GRAY, "in this unit", "in &#x202e; unit", 13, "U+202E"),
    "entity-by-name": (GRAY, "in this unit", "in &rlm; unit", 13, "U+200F"),
    "entity-in-question": ("questions/basics.toml", 'stem = "', 'stem = "&#8238;', None, "U+202E"),
    "bibtex-entity": (BIB, "Five-Year", "Five&#8238;Year", 2, "U+202E"),
}


@pytest.mark.parametrize("name", ESCAPES)
def test_harmful_characters_that_are_only_named_are_refused(fresh: Path, name: str) -> None:
    """An escape or an entity is the character that it names."""
    file, old, new, line, named = ESCAPES[name]
    path = fresh / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")

    found = [each for each in problems(fresh) if named in each]
    assert found
    if line:
        assert any(f"{path.name}:{line}: " in each for each in found), found


def test_harmful_file_names_are_shown_as_escapes(fresh: Path) -> None:
    """A name that could write to the terminal is a problem and harmless in its message."""
    (fresh / "glossary" / "a\x1b]0;x\x07\u202e.md").write_text("x", "utf-8")
    (fresh / "glossary" / os.fsdecode(b"latin-\xfc.md")).write_text("x", "utf-8")
    found = problems(fresh)

    assert any(r"\x1b" in each for each in found)
    assert all(is_inert(each) for each in found)
    assert fingerprint(fresh)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no FIFOs on this system")
@pytest.mark.parametrize("kind", ["fifo", "device", "folder", "loop", "dangling"])
@pytest.mark.parametrize("file", [GRAY, BIB, "outline.toml", "questions/words.txt"])
def test_what_is_no_file_is_refused_before_it_is_opened(fresh: Path, kind: str, file: str) -> None:
    """A FIFO in the content would wait for ever, a device would never end."""
    path = fresh / file
    path.unlink()
    match kind:
        case "fifo":
            os.mkfifo(path)
        case "device":
            path.symlink_to("/dev/zero")
        case "folder":
            path.mkdir()
        case "loop":
            path.symlink_to(path)
        case _:
            path.symlink_to(path.with_name("nothing"))

    assert any(f"{path.name}:1: unreadable" in each for each in problems(fresh))
    with pytest.raises(GuideError, match=path.name):
        build(fresh)


NESTED = "[" * 100_000
LARGE = {
    "lists": "x = " + NESTED,
    "tables": "x = " + "{a = " * 100_000,
    "headers": NESTED,
    "dotted-key": "a" + ".a" * 200_000 + " = 1",
    "dotted-header": "[a" + ".a" * 200_000 + "]",
    "quoted-key": '"a"' + '."a"' * 100_000 + " = 1",
    "key-of-quotes": r'"\""' + r'."\""' * 20_000 + " = 1",
    "key-behind-four-quotes": 'x = ["""a"""", {a' + ".a" * 2000 + " = 1}]",
    "key-behind-a-header": "[t]\nx = {a" + ".a" * 2000 + " = 1}",
    "texts-without-an-end": '\\"""\n' * 80_000,
    "hexadecimal": "x = 0x" + "F" * 6000,
    "digits": "x = " + "9" * 100_000,
    "whole-number": "x = 99999999999999999999",
    "exponent": "x = 1e999999999",
    "long-exponent": "x = 1e" + "9" * 1000,
    "infinite": "x = inf",
    "no-number": "x = nan",
    "long-text": f'x = "{"a." * 400_000}"',
    "large-file": "# " + "x" * 2_000_000,
}


@pytest.mark.parametrize("name", LARGE)
def test_toml_without_an_end_is_refused(tmp_path: Path, name: str) -> None:
    """Depth, size and numbers are bounded, with one line."""
    (tmp_path / "x.toml").write_text(LARGE[name], "utf-8")
    (tmp_path / "x.md").write_text(f"+++\n{LARGE[name]}\n+++\nText", "utf-8")

    for found in (
        read_table(tmp_path / "x.toml", "x.toml"),
        read_entry(tmp_path / "x.md", "x.md"),
    ):
        assert isinstance(found, Problem)
        assert "\n" not in str(found)
        assert len(str(found)) < 200


@given(
    st.sampled_from(['"', "'", '"""', "'''"]),
    st.text(st.sampled_from("\"'\\a.[]{}#\n "), max_size=12),
)
def test_depth_is_counted_behind_texts_of_any_kind(quotes: str, inner: str) -> None:
    """What the parser takes for a text hides nothing behind it, and is no depth of its own."""
    text = f"{quotes}{inner}{quotes}"
    try:
        values = tomllib.loads(f"x = [{text}, 1]")
    except ValueError:
        return
    assume(values == {"x": [ANY, 1]})

    parse_toml(f"x = [{text}, {{a.b = 1}}]")
    for deep in ("{a" + ".a" * DEEPEST + " = 1}", "[" * DEEPEST + "]" * DEEPEST):
        with pytest.raises(TomlError, match="nested too deeply"):
            refuse_deep(f"x = [{text}, {deep}]")


@pytest.mark.parametrize(
    "part", ["[", "[[", "[@", "![", "[[a|", "[@a]{", "[a](", "*a ", "_a", "<", "&", "|a", "`", "> ",
             "- ", "\\"]
)  # fmt: skip
def test_page_of_markup_is_read_or_refused(tmp_path: Path, part: str) -> None:
    """A page that is nothing but brackets takes no longer than it may."""
    body = part * (150_000 // len(part))
    (tmp_path / "x.md").write_text(f"+++\nid = 'x'\n+++\n{body}", "utf-8")
    found = read_entry(tmp_path / "x.md", "x.md")

    if part in ("`", "> ", "- ", "\\"):
        assert not isinstance(found, Problem)
        assert len(parse_body(found.body)) <= 1
    else:
        assert "more than a page can have" in str(found)


ENTRY = """@article{mueller2020,
  title = {A title},
  author = {AUTHOR},
  journal = {JOURNAL},
  year = {2020},
  doi = {10.1000/1},
  study = {review},
}
"""
DECODED = {
    r"M{\"u}ller, K": "Müller K", r"M\"{u}ller, K": "Müller K", r"M{\"{u}}ller, K": "Müller K",
    r"\'{E}lan, J": "Élan J", r"Jos\'e, A": "José A", r"Ga\v{s}per, B": "Gašper B",
    r"{\L}ukasz, C": "Łukasz C", r"\O rsted, H": "Ørsted H", r"Strau{\ss}, J": "Strauß J",
    r"\c{C}elik, D": "Çelik D", r"Nov\'{\i}k, E": "Novík E", r"{\AA}gren, F": "Ågren F",
    r"Erd\H{o}s, P": "Erdős P", "O&apos;Brien, K": "O'Brien K", "M&uuml;ller, K": "Müller K",
    "{{World Health Organization}}": "World Health Organization", r"{\O}rsted, H": "Ørsted H",
    r"Abe~Smith, J": "Abe Smith J", "Müller, K": "Müller K",
}  # fmt: skip


@pytest.mark.parametrize("written", DECODED)
def test_latex_of_authors_is_decoded(tmp_path: Path, written: str) -> None:
    """Reference managers write accents as LaTeX or HTML; readers see letters."""
    (tmp_path / BIB).write_text(ENTRY.replace("AUTHOR", written), "utf-8")
    found = read_bibliography(tmp_path / BIB, BIB)

    assert found.problems == ()
    assert found.references["mueller2020"].authors == (DECODED[written],)


TEXTS = {
    r"Science \& Medicine": "Science & Medicine", "Science &amp; Medicine": "Science & Medicine",
    r"100\% {DNA}": "100% DNA", r"TNF-$\alpha$ and 10$^{-9}$": "TNF-α and 10⁻⁹",
    r"H$_2$O": "H₂O", r"\emph{In vivo} data": "In vivo data", "a---b--c": "a—b–c",
    "``Quoted''": "“Quoted”", r"\textgreater 5 Gy": ">5 Gy", "50% & more": "50% & more",
    r"$^{177}$Lu": "¹⁷⁷Lu", r"\textendash{}s": "–s", "a_b^c": "a_b^c",
}  # fmt: skip


@pytest.mark.parametrize("written", TEXTS)
def test_latex_of_titles_is_decoded(written: str) -> None:
    """Escapes, Greek letters, raised numbers, dashes and quotation marks are what they mean."""
    assert decode(written) == TEXTS[written]


REFUSED = {
    "command": ("{JOURNAL}", r"{A \foo{b}}", 4, r"\foo"),
    "lone-backslash": ("{JOURNAL}", r"{A \n b}", 4, r"\n"),
    "entity": ("{JOURNAL}", "{A &foo; b}", 4, "&foo;"),
    "formula": ("{JOURNAL}", "{Costs $5}", 4, "$"),
    "raised-word": ("{JOURNAL}", "{$x^{word}$}", 4, "^"),
    "macro": ("{JOURNAL}", "nature", 4, "macro 'nature' is not defined"),
    "comma": ("{JOURNAL},", "{Nature}", 4, "a comma is missing after the field 'journal'"),
    "joined": ("{JOURNAL}", '"A" # " B"', 4, "'journal' is not in braces"),
    "bare": ("{JOURNAL}", "Journal of Bare Words", 4, "'journal' is not in braces"),
    "twice": ("journal =", "title =", 1, "the field 'title' is given twice"),
    "no-key": ("{mueller2020,", "{", 1, "has no key"),
    "open-brace": ("{A title}", "{A title", 1, "left open"),
    "open-quote": ("{A title}", '"A title', 1, "left open"),
    "between": ("@article", "stray words\n@article", 1, "text stands between the entries"),
    "address": ("doi = {10.1000/1}", r"doi = {10.1000/\foo}", 6, "backslash"),
    "unknown-field": ("journal", "jurnal", 4, "unknown field 'jurnal'"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_faulty_bibtex_is_named_once(tmp_path: Path, name: str) -> None:
    """One mistake is one problem, with its first cause and its line; the other entries are read."""
    old, new, line, words = REFUSED[name]
    assert old in ENTRY
    other = ENTRY.replace("mueller2020", "other2021").replace("AUTHOR", "Other, A")
    sound = ENTRY.replace("AUTHOR", "Müller, K")
    (tmp_path / BIB).write_text(f"{sound.replace(old, new, 1)}\n{other}", "utf-8")
    found = read_bibliography(tmp_path / BIB, BIB)

    assert [(each.line, words in each.message) for each in found.problems] == [(line, True)], (
        found.problems
    )
    assert "other2021" in found.references


@pytest.mark.parametrize("change", ["unreadable", "broken"])
def test_pages_are_not_blamed_for_the_bibliography(fresh: Path, change: str) -> None:
    """Citations of an entry that cannot be read are not reported beside the entry."""
    path = fresh / BIB
    if change == "unreadable":
        path.write_bytes(path.read_bytes() + b"\xff")
    else:
        path.write_text(path.read_text("utf-8").replace("{Nature}", "{Nature", 1), "utf-8")

    assert [each.split(": ")[1].split()[0] for each in problems(fresh)] == [
        "unreadable" if change == "unreadable" else "bibliography"
    ]


def test_blanks_between_authors_are_one(tmp_path: Path) -> None:
    """A field of nothing but blanks takes no longer than another of its length."""
    blanks, entry = " " * 100_000, "@misc{k,\n author = {A B%sand%sC, D%s,%sE and%sothers},\n %s}"
    rest = "title = {Title of it}, year = {2026}, study = {review}"
    (tmp_path / BIB).write_text(entry % (*[blanks] * 4, "\n", rest), "utf-8")
    found = read_bibliography(tmp_path / BIB, BIB)

    assert found.problems == ()
    assert found.references["k"].authors == ("A B", "C D E", "et al")


@pytest.mark.parametrize("part", ["\n", " \n", "{\n", " ", "id ", "id =\n"])
def test_empty_lines_of_a_file_that_cannot_be_read(fresh: Path, part: str) -> None:
    """Its ids are looked for once in each line, and its questions are known all the same."""
    path = fresh / "questions" / "broken.toml"
    path.write_text(part * 150_000 + '\n{id = "broken-01"\n', "utf-8")

    assert [each for each in problems(fresh) if "front-matter" in each or "unreadable" in each]
    assert "broken-01" in load_content(fresh).unread.names


def test_bibliography_without_an_end_is_refused(tmp_path: Path) -> None:
    """A file of nothing but beginnings takes no longer than it may."""
    (tmp_path / BIB).write_text("@a{k,\n" * 100_000, "utf-8")

    assert "more than 10000 entries" in str(read_bibliography(tmp_path / BIB, BIB).problems[0])


@given(st.text())
def test_decoding_any_text_gives_text_or_says_why(text: str) -> None:
    """No field can end the check with a traceback."""
    try:
        assert isinstance(decode(text), str)
    except ValueError as error:
        assert str(error)


@given(st.text(alphabet=st.sampled_from("@article{},=\"'#%\\\n ab1"), max_size=80))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bibtex_gives_references_or_problems(tmp_path: Path, text: str) -> None:
    """No file can end the check with a traceback, and nothing but comments is passed over."""
    (tmp_path / BIB).write_text(text, "utf-8")
    found = read_bibliography(tmp_path / BIB, BIB)

    lines = text.splitlines() or [""]
    comments = all(not line.strip() or line.lstrip().startswith("%") for line in lines)
    assert found.references or found.problems or comments
    assert all(1 <= each.line <= len(lines) and is_inert(str(each)) for each in found.problems)


def test_the_command_says_so(fresh: Path, environment: dict[str, str]) -> None:
    """`abscopal check` prints the place, and nothing that the terminal would obey."""
    path = fresh / GRAY
    path.write_text(path.read_text("utf-8").replace("this unit", "th\u202eis\x1b]52;c;eA\x07 unit"))
    done = subprocess.run(
        [sys.executable, "-m", "guide", "--content", str(fresh), "check"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 1
    assert "content/glossary/gray.md:13: control-character the text has U+202E" in done.stdout
    assert is_inert(done.stdout)
