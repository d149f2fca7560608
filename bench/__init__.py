"""Measurements: times, sizes and memory, as ratios within one run wherever the machine's own speed would matter."""
