"""Abscopal: an offline study guide to radiotherapy and immunotherapy."""

__version__ = "0.1.0"
