"""The time from a key to the painted results, typing 12 letters 30 ms apart in a real terminal."""

import os
import select
import sys
import time

from bench.screen import Screen

TYPED = (
    "pembrolizumab",
    "lymphopenia risk",
    "radiation pneumonitis",
    "hypofractionation",
    "immunogenic cell death",
    "nivolumab sbrt",
    "flash dose rate",
    "cgas sting pathway",
    "trials of sbrt",
    "abscoplal efect",
    "proton therapy",
    "carbon ion immune",
    "8 gy x 3 trex1",
    "durvalumab stage",
    "what is the alpha",
    "kind:trial nsclc",
)
LETTERS, APART, ROUNDS = 12, 0.03, 3
QUIET = 0.05
"""Seconds without drawing after which a key's results count as painted; the preview is later."""


OPEN = (
    "import sys; from pathlib import Path; from guide.cli import screen;"
    "from guide.opening import open_guide;"
    "screen.run(open_guide(Path(sys.argv[1])), Path(sys.argv[2]))"
)
"""The guide on a built folder that was not built from a text."""


def key_to_results(data: str, built: str = "") -> list[float]:
    """Return for each text the milliseconds from its last key to the last drawing for it.

    Args:
        data: The learner's data folder.
        built: A built folder; empty for the guide's own.

    Raises:
        AssertionError: A key was lost.
    """
    program = ["-c", OPEN, built, data] if built else ["-m", "guide"]
    screen = Screen([sys.executable, *program], {"ABSCOPAL_DATA": data})
    screen.see("Continue")
    screen.settle(4.0)
    times = []
    for text in TYPED * ROUNDS:
        screen.press("/")
        screen.settle(0.6)
        drawn: list[float] = []
        due = time.perf_counter()
        for letter in text[:LETTERS]:
            pressed = screen.press(letter)
            due += APART
            drawn += _watch(screen, due)
        drawn += _watch(screen, pressed + 0.6)
        end = pressed
        for at in (at for at in drawn if at > pressed):
            if at - end > QUIET and end > pressed:
                break
            end = at
        times.append(1000 * (end - pressed))
        screen.settle(0.2)
        assert text[:LETTERS].strip() in screen.text().split("\n")[0], (
            f"a key was lost: {screen.text()[:120]}"
        )
        screen.press("\x1b")
        screen.settle(0.4)
    screen.close()
    return times


def _watch(screen: Screen, until: float) -> list[float]:
    """Return the times of drawing until a time.

    What is drawn goes to the screen afterwards, so that reading it does not disturb the timing.
    """
    drawn = []
    while (left := until - time.perf_counter()) > 0:
        ready, _, _ = select.select([screen.file], [], [], left)
        if ready:
            drawn.append(time.perf_counter())
            screen.keep(os.read(screen.file, 65536))
    return drawn
