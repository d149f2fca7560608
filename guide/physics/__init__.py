"""Pure functions with units: biologically effective dose and related quantities."""
