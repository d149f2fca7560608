"""The places of the guide in which keys differ, and groups of them."""

from enum import StrEnum


class Place(StrEnum):
    """A place in the guide; its value names it in the help."""

    HOME = "Home"
    LIST = "a list"
    PAGE = "a page"
    FINDING = "the find bar"
    COMPARE = "a comparison"
    TRIALS = "the trials"
    FILTERING = "the filter of the trials"
    TOOLS = "the tools"
    FIELD = "a field of a tool"
    SETUP = "the quiz"
    QUESTION = "a question"
    FEEDBACK = "the feedback"
    EXAM = "an exam"
    EXAM_OVERVIEW = "the overview of an exam"
    EXAM_REVIEW = "the review of an exam"
    SCORE = "the score"
    PROGRESS = "progress and settings"
    TYPING = "a line to type in"
    ROOM = "a question for a room"
    SEARCH = "the search"
    DEFINE = "the definitions"
    COMPARE_WITH = "what to compare"
    CONTENTS = "the contents"
    ABOUT = "about an entry"
    HELP = "the help"
    PALETTE = "the command palette"
    CHOICES = "a choice for the trials"
    THEMES = "the themes"
    COPYING = "the copies"
    JUMPING = "the letters of links"
    TOO_SMALL = "a terminal that is too small"


OVERLAYS = frozenset(
    {
        Place.SEARCH,
        Place.DEFINE,
        Place.COMPARE_WITH,
        Place.CONTENTS,
        Place.ABOUT,
        Place.HELP,
        Place.PALETTE,
        Place.CHOICES,
        Place.THEMES,
        Place.COPYING,
        Place.JUMPING,
    }
)
"""Places above another one."""
EVERYWHERE = frozenset(Place)
MAIN = EVERYWHERE - OVERLAYS - {Place.TOO_SMALL}
QUIZ = frozenset(
    {
        Place.QUESTION,
        Place.FEEDBACK,
        Place.EXAM,
        Place.EXAM_OVERVIEW,
        Place.EXAM_REVIEW,
        Place.SCORE,
        Place.PROGRESS,
        Place.TYPING,
        Place.ROOM,
    }
)
BARS = frozenset({Place.FINDING, Place.FILTERING})
"""Lines to type in below what they look through."""
LETTERS_TYPED = BARS | {
    Place.LIST,
    Place.FIELD,
    Place.TYPING,
    Place.SEARCH,
    Place.DEFINE,
    Place.PALETTE,
    Place.COMPARE_WITH,
    Place.CHOICES,
    Place.HELP,
    Place.JUMPING,
}
"""Places in which a letter is text."""
ANSWERING = frozenset({Place.QUESTION, Place.EXAM})
DIGITS_FREE = MAIN - ANSWERING - BARS - {Place.TYPING, Place.ROOM, Place.FIELD}
"""Places in which a digit goes to a tab."""
READING = frozenset({Place.PAGE, Place.COMPARE, Place.FEEDBACK, Place.EXAM_REVIEW})
CHOOSING = frozenset({Place.SETUP, Place.SCORE, Place.PROGRESS, Place.EXAM_OVERVIEW})
TYPED_LISTS = frozenset(
    {Place.SEARCH, Place.DEFINE, Place.COMPARE_WITH, Place.PALETTE, Place.CHOICES, Place.HELP}
)
