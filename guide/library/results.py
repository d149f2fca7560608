"""A trial's result in words: estimate, interval, values and p, as the source prints them."""

from typing import Any


def number(value: float) -> str:
    """Return a number as its source prints it: no needless zeros, at most the digits it was given with."""
    return f"{value:g}" if value == int(value) else str(value)


def estimate_text(result: dict[str, Any]) -> str:
    """Return an estimate with its interval, such as `HR 0.68 (95% CI 0.53–0.87), p = .00251`."""
    parts = []
    if "estimate" in result:
        text = f"{result['measure']} {number(result['estimate'])}"
        if "ci" in result:
            low, high = result["ci"]
            text += f" ({number(result.get('ci_level', 95))}% CI {number(low)}–{number(high)})"
        parts.append(text)
    if result.get("values"):
        unit = result.get("unit", "")
        gap = "" if unit in ("%", "") else " "
        median = "median " if result["measure"] == "median" else ""
        parts.append(median + " v ".join(f"{value}" for value in result["values"]) + gap + unit)
    if result.get("p"):
        sign = "" if result["p"][0] in "<>=≤≥" else "= "
        parts.append(f"p {sign}{result['p']}")
    if result.get("text"):
        parts.append(result["text"])
    return ", ".join(parts)
