"""Tests of the checks, rule by rule."""
