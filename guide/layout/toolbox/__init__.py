"""The tools: what each asks, and its answer as lines with formula, source and limits."""
