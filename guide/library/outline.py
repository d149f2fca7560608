"""The models of what orders the entries: the outline of the screen and the learning paths."""

from datetime import date

from pydantic import Field

from guide.library.base import Ability, Slug, Strict, Summary, Text


class Unit(Strict):
    """A part of a learning path that is worked through in one go.

    Its minutes are not written down: `guide.library.pace` counts them.
    """

    title: Text
    objectives: tuple[Slug, ...] = Field(min_length=1)
    """Ids of `objectives.toml`."""
    entries: tuple[Slug, ...] = Field(min_length=1)
    questions: tuple[Slug, ...] = ()


class LearningPath(Strict):
    """A course through the entries for one kind of reader."""

    id: Slug
    title: Text
    summary: Summary
    audience: Text
    needs: tuple[Slug, ...] = ()
    """Ids of the paths that should come first."""
    after: tuple[Ability, ...] = Field(min_length=2, max_length=5)
    """What somebody can do who has worked through the path."""
    updated: date
    unit: tuple[Unit, ...] = Field(min_length=1)


class Part(Strict):
    """A tab of the screen: which kinds it lists, in which order."""

    id: Slug
    title: Text
    kinds: tuple[str, ...] = Field(min_length=1)
    first: tuple[Slug, ...] = ()
    """Entries that come first within their kind; the others follow by title."""


class Outline(Strict):
    """The order of parts on the screen, and nothing else."""

    part: tuple[Part, ...] = Field(min_length=1)
