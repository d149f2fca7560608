"""Measurements of times, sizes and memory; where the machine's speed matters, ratios of one run."""
