"""Trials side by side as lines: a table, a forest plot and a timeline."""
