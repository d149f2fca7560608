"""Inputs that once broke the guide, and others of their kind: none may end it or lose data."""
