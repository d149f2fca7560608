"""Megavoltage photons in water: depth dose along the axis of a beam."""

from math import exp

SOURCE_TO_SKIN = 100.0
"""cm."""
MAXIMUM = 1.5
"""cm. Depth of the maximum in the worked example of the page `photon-depth-dose`."""
SURFACE = 10.0
"""Per cent of the maximum at the surface: 6 MV, field of 5 cm (Apipunyasopon 2013)."""


def depth_dose(depth: float, attenuation: float) -> float:
    """Return the dose of a photon beam at a depth, in per cent of its maximum.

    Behind the maximum ((f + dm)/(f + d))²·exp(-μ(d - dm)), without a change of scatter, as on the
    page `photon-depth-dose`. The build-up before it is drawn as a parabola from the surface dose
    of Apipunyasopon (2013), DOI 10.1120/jacmp.v14i5.4340: a sketch.

    Args:
        depth: d in cm, at least 0.
        attenuation: μ per cm, at least 0.

    Raises:
        ValueError: A value is below 0.
    """
    if not min(depth, attenuation) >= 0:
        raise ValueError("depth and attenuation must not be below 0")
    if depth < MAXIMUM:
        return 100 - (100 - SURFACE) * (1 - depth / MAXIMUM) ** 2
    square = ((SOURCE_TO_SKIN + MAXIMUM) / (SOURCE_TO_SKIN + depth)) ** 2
    return 100 * square * exp(-attenuation * (depth - MAXIMUM))
