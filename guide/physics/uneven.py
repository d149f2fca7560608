"""Uneven dose: peaks and valleys, equivalent uniform dose."""

from collections.abc import Sequence
from math import exp, fsum, log


def pvdr(peak: float, valley: float) -> float:
    """Return the peak-to-valley dose ratio; page `pvdr`.

    Args:
        peak: Dose in the peaks.
        valley: Dose between them at the same depth, in the same unit, above 0.

    Raises:
        ValueError: The valley dose is not above 0 or the peak dose is below it.
    """
    if not 0 < valley <= peak:
        raise ValueError("the valley dose must be above 0 and at most the peak dose")
    return peak / valley


def profile(place: float, peak: float, valley: float, width: float, spacing: float) -> float:
    """Return the dose across equal peaks, a sketch: Gaussian peaks on a floor.

    The Gaussians are scaled so that the highest dose is the peak dose and the lowest the valley
    dose.

    Args:
        place: Distance from the centre of a peak in cm.
        peak: Dose in Gy in the centre of a peak.
        valley: Dose in Gy midway between peaks.
        width: Full width of a peak at half of its height in cm, above 0.
        spacing: Distance between centres in cm, above the width.

    Raises:
        ValueError: The peaks are not narrower than their distance.
    """
    if not 0 < width < spacing:
        raise ValueError("the peaks must be narrower than their distance")

    def wave(at: float) -> float:
        middle = round(at / spacing)
        near = range(middle - 2, middle + 3)
        return fsum(exp(-4 * log(2) * ((at - n * spacing) / width) ** 2) for n in near)

    top, bottom = wave(0), wave(spacing / 2)
    return valley + (peak - valley) * (wave(place) - bottom) / (top - bottom)


def generalised_eud(doses: Sequence[float], shares: Sequence[float], a: float) -> float:
    """Return the generalised equivalent uniform dose in Gy: (Σ v·D^a)^(1/a); page `eud`.

    Gay and Niemierko (2007), PMID 17825595.

    Args:
        doses: Dose of each part in Gy, at least 0.
        shares: Share of the volume of each part, in any unit, at least 0; their ratios count.
        a: Parameter of the tissue, without unit, not 0.

    Raises:
        ValueError: There are no parts, not as many shares as doses, a value is out of its range.
    """
    if not doses or len(doses) != len(shares):
        raise ValueError("each dose needs its share")
    if not a or min(doses) < 0 or min(shares) < 0 or not max(shares) > 0:
        raise ValueError("doses and shares must not be below 0, and a not 0")
    parts = [(dose, v / fsum(shares)) for dose, v in zip(doses, shares, strict=True) if v]
    # The dose that counts most is taken out, so that no power leaves the range of numbers.
    scale = (max if a > 0 else min)(dose for dose, _ in parts)
    if scale == 0:
        return 0.0
    return scale * float(fsum(v * (dose / scale) ** a for dose, v in parts) ** (1 / a))
