"""Decodes the LaTeX and the HTML that reference managers write into BibTeX fields."""

# ruff: noqa: RUF001 - the letters of the tables are meant

import html
import re
import unicodedata

ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323",
    "c": "\u0327", "k": "\u0328", "b": "\u0331",
}  # fmt: skip
"""The combining character of each command that puts an accent on the next letter."""

SYMBOLS = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ",
    "aa": "å", "AA": "Å", "i": "i", "j": "j", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ",
    "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ", "textendash": "–", "textemdash": "—", "textquoteright": "’",
    "textquoteleft": "‘", "textquotedblleft": "“", "textquotedblright": "”", "textasciitilde": "~",
    "textbackslash": "\\", "textless": "<", "textgreater": ">", "textregistered": "®",
    "texttrademark": "™", "textdegree": "°", "textmu": "µ", "textbar": "|", "ldots": "…",
    "dots": "…", "pm": "±", "times": "×", "cdot": "·", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥",
    "approx": "≈", "sim": "~", "rightarrow": "→", "to": "→", "degree": "°", "infty": "∞",
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ",
    "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "chi": "χ",
    "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ",
    "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
}  # fmt: skip
"""Commands that stand for a character."""

STYLES = frozenset(
    {
        "emph",
        "textit",
        "textbf",
        "textrm",
        "textsc",
        "text",
        "mathrm",
        "mbox",
        "it",
        "em",
        "bf",
        "rm",
        "ensuremath",
        "textsuperscript",
        "textsubscript",
    }
)
"""Commands that change how their text looks, which is kept."""

RAISED = dict(zip("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ", strict=True))
LOWERED = dict(zip("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋", strict=True))

_TOKEN = re.compile(
    r"\\(?P<command>[A-Za-z]+|.|$)\s*|(?P<script>[\^_])(?=[{\\0-9+\-−n])|(?P<dashes>-{2,3})"
    r"|(?P<quotes>``|'')|(?P<entity>&[A-Za-z][A-Za-z0-9]*;|&#\d+;|&#[xX][0-9A-Fa-f]+;)"
    r"|(?P<other>[{}~$])",
    re.DOTALL,
)
_ARGUMENT = re.compile(r"\s*(?:\{\s*\\?([A-Za-z])\s*\}|\\([ij])(?![A-Za-z])|([A-Za-z]))")
_SCRIPT = re.compile(r"\{([^{}]{1,20})\}|([0-9+\-−n])")
_PLAIN = {"dashes": {"--": "–", "---": "—"}, "quotes": {"``": "“", "''": "”"}}
_ESCAPED = "%&#_{}$ -/,"


def decode(text: str) -> str:
    """Return the text of a field without LaTeX and HTML.

    Raises:
        ValueError: It has a command or an entity that is not known; the message names it.
    """
    parts: list[str] = []
    at = 0
    in_formula = False
    while found := _TOKEN.search(text, at):
        parts.append(text[at : found.start()])
        at = found.end()
        part = found[0]
        match found.lastgroup:
            case "command":
                written, at = _command(text, found["command"], found.start(), at)
                parts.append(written)
            case "script" if in_formula:
                written, at = _script(text, part, at)
                parts.append(written)
            case "entity":
                parts.append(_entity(part))
            case "other":
                in_formula ^= part == "$"
                parts.append(" " if part == "~" else "")
            case "dashes" | "quotes" as kind:
                parts.append(_PLAIN[kind][part])
            case _:
                parts.append(part)
    if in_formula:
        raise ValueError("a formula that begins with $ does not end")
    return unicodedata.normalize("NFC", "".join([*parts, text[at:]]))


def decode_verbatim(text: str) -> str:
    """Return an address or identifier without what LaTeX and HTML escape in it.

    Raises:
        ValueError: It has a command.
    """
    bare = re.sub(r"\\([%&#_{}$~])", r"\1", text).replace("&amp;", "&")
    if "\\" in bare:
        raise ValueError("it has a backslash")
    return bare


def _command(text: str, name: str, start: int, end: int) -> tuple[str, int]:
    """Return what a command stands for, and where the text goes on."""
    if name in ACCENTS and (letter := _ARGUMENT.match(text, start + 1 + len(name))):
        return next(filter(None, letter.groups())) + ACCENTS[name], letter.end()
    if name in SYMBOLS:
        # An empty group, or the space that ends the command's name, belongs to the command.
        return SYMBOLS[name], end + 2 if text.startswith("{}", end) else end
    if name in STYLES:
        return "", end
    if name in _ESCAPED:
        return {"-": "", "/": "", ",": " "}.get(name, name), start + 2
    raise ValueError(f"the LaTeX command \\{name} is not known")


def _script(text: str, mark: str, at: int) -> tuple[str, int]:
    """Return a raised or lowered number as its own characters."""
    table = RAISED if mark == "^" else LOWERED
    found = _SCRIPT.match(text, at)
    written = (found[1] or found[2]) if found else ""
    if found is None or not set(written) <= table.keys():
        raise ValueError(f"the formula has a part behind {mark} that cannot be written as text")
    return "".join(table[letter] for letter in written), found.end()


def _entity(written: str) -> str:
    decoded = html.unescape(written)
    if decoded == written:
        raise ValueError(f"the HTML entity {written} is not known")
    return decoded
