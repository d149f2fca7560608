"""The command line: one module for each command, with heavy imports inside functions."""
