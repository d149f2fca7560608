"""Dose rates of beams, continuous or pulsed."""

CONVENTION = 40.0
"""Gy/s above which a beam is called FLASH by convention; page `dose-rate`."""
USUAL = 0.03
"""Gy/s of usual photon treatment, as FAST-01 quotes it; page `dose-rate`."""


def mean_dose_rate(dose: float, time: float) -> float:
    """Return the mean dose rate in Gy/s: the dose over the time from first to last beam.

    Page `dose-rate`; McGarrigle (2024), DOI 10.3389/fonc.2024.1340190.

    Args:
        dose: Gy, above 0.
        time: ms, above 0.

    Raises:
        ValueError: A value is not above 0.
    """
    if not min(dose, time) > 0:
        raise ValueError("dose and time must be above 0")
    return 1000 * dose / time


def beam_on_time(dose: float, rate: float) -> float:
    """Return the time in ms to deliver a dose in Gy at a mean dose rate in Gy/s.

    Raises:
        ValueError: A value is not above 0.
    """
    if not min(dose, rate) > 0:
        raise ValueError("dose and dose rate must be above 0")
    return 1000 * dose / rate


def pulse_dose_rate(dose: float, pulses: int, length: float) -> float:
    """Return the dose rate in Gy/s within a pulse: the dose of a pulse over its length.

    Args:
        dose: Gy in all pulses, above 0.
        pulses: Number of equal pulses, at least 1.
        length: Length of each in µs, above 0.

    Raises:
        ValueError: A value is outside its range.
    """
    if pulses < 1:
        raise ValueError("there must be a pulse")
    return 1000 * mean_dose_rate(dose / pulses, length)
