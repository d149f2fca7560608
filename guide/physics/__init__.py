"""Pure functions with units: biologically effective dose and what follows from it."""
