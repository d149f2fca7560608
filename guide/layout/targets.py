"""What a link, a key or a click leads to: one record per kind of destination."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from guide.coach.preferences import Choice
from guide.library.trial_fields import Field, Order
from guide.study.course import UnitPlace


class Action(StrEnum):
    """Everything that a key, a click on the key bar or the command palette can do."""

    HELP = "help"
    SEARCH = "search"
    FIND = "find"
    FIND_NEXT = "find-next"
    FIND_PREVIOUS = "find-previous"
    DEFINE = "define"
    CONTENTS = "contents"
    ABOUT = "about"
    OPEN = "open"
    FOLLOW = "follow"
    NEXT_LINK = "next-link"
    JUMP = "jump"
    PREVIOUS_LINK = "previous-link"
    COPY = "copy"
    CLOSE = "close"
    TO_LIST = "to-list"
    CLEAR_FILTER = "clear-filter"
    BACK = "back"
    RETURN = "return"
    TO_PATH = "to-path"
    NEXT_PAGE = "next-page"
    FORWARD = "forward"
    NEXT_TAB = "next-tab"
    PREVIOUS_TAB = "previous-tab"
    TAB_1 = "tab-1"
    TAB_2 = "tab-2"
    TAB_3 = "tab-3"
    TAB_4 = "tab-4"
    TAB_5 = "tab-5"
    TAB_6 = "tab-6"
    TAB_7 = "tab-7"
    TAB_8 = "tab-8"
    PALETTE = "palette"
    SWITCH_THEME = "switch-theme"
    QUIT = "quit"
    QUIZ_ME = "quiz-me"
    UP = "up"
    DOWN = "down"
    PAGE_UP = "page-up"
    PAGE_DOWN = "page-down"
    TICK = "tick"
    ANSWER = "answer"
    ANSWER_SURE = "answer-sure"
    ANSWER_UNSURE = "answer-unsure"
    NEXT_QUESTION = "next-question"
    PREVIOUS_QUESTION = "previous-question"
    READ_PASSAGE = "read-passage"
    UNDO = "undo"
    FLAG = "flag"
    DOUBT = "doubt"
    OVERVIEW = "overview"
    STRIKE = "strike"
    PAUSE = "pause"
    REVEAL = "reveal"
    SPEAKER_NOTES = "speaker-notes"
    LEAVE = "leave"
    START = "start"
    SUBMIT = "submit"
    FEWER = "fewer"
    MORE = "more"
    SWITCH_MODE = "switch-mode"
    SWITCH_SELECTION = "switch-selection"
    PROGRESS = "progress"
    SETTINGS = "settings"
    SAVE_RESULT = "save-result"
    CLASS_CODE = "class-code"
    COMPLETE = "complete"
    NEXT_KIND = "next-kind"
    PREVIOUS_KIND = "previous-kind"
    NEXT_EVIDENCE = "next-evidence"
    SEARCH_EXACTLY = "search-exactly"
    NEXT_FIELD = "next-field"
    PREVIOUS_FIELD = "previous-field"
    STEP_UP = "step-up"
    STEP_DOWN = "step-down"
    COMPARE = "compare"
    CHOOSE_COMPARED = "choose-compared"
    ONLY_DIFFERENCES = "only-differences"
    REMARKS = "remarks"
    MATRIX = "matrix"
    NEXT_COLUMN = "next-column"
    PREVIOUS_COLUMN = "previous-column"
    FILTER_WORDS = "filter-words"
    FILTER_DISEASE = "filter-disease"
    FILTER_MODALITY = "filter-modality"
    FILTER_AGENT = "filter-agent"
    FILTER_PHASE = "filter-phase"
    FILTER_TIMING = "filter-timing"
    FILTER_VERDICT = "filter-verdict"
    FILTER_YEAR = "filter-year"
    SORT = "sort"
    REVERSE = "reverse"
    FOREST = "forest"
    TIMELINE = "timeline"
    TABLE = "table"


TAB_ACTIONS = tuple(Action(f"tab-{number}") for number in range(1, 9))
"""Going to a tab, in the order of the tabs."""


FILTER_ACTIONS = {Action(f"filter-{field}"): field for field in Field}
"""Filtering the trials by a field."""


class StudyMode(StrEnum):
    """Ways to begin a run of questions."""

    TOPIC = "topic"
    ENTRY = "entry"
    OBJECTIVE = "objective"
    UNIT = "unit"
    QUESTION = "question"
    REVIEW = "review"
    DRILL = "drill"
    CONFIDENT_ERRORS = "confident-errors"
    RESUME_EXAM = "resume-exam"


class QuizPage(StrEnum):
    """Pages of the quiz that are no question."""

    FRONT = "front"
    PROGRESS = "progress"
    BANK = "bank"
    SETTINGS = "settings"
    CLASS_CODE = "class-code"


@dataclass(frozen=True, slots=True)
class OpenEntry:
    """Open the page of an entry, at a section or a line where one is named.

    With `returns`, Escape leads from the page back to where it was opened; with `place`, back to
    the learning path of which it is a page.
    """

    id: str
    section: str | None = None
    line: int | None = None
    returns: bool = False
    place: UnitPlace | None = None


@dataclass(frozen=True, slots=True)
class OpenTab:
    """Show a tab: "home", a part of the outline, "quiz" or "tools"."""

    name: str


@dataclass(frozen=True, slots=True)
class OpenPath:
    """Show a learning path."""

    id: str


@dataclass(frozen=True, slots=True)
class ShowSource:
    """Show a reference of the page or question in view; `sentence` is what it is cited for."""

    key: str
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class StartQuiz:
    """Start questions; `id` is the topic, entry, objective, path or question that the mode needs.

    `unit` is the place of a unit in the path, counted from 0.
    """

    mode: StudyMode
    id: str = ""
    unit: int = 0


@dataclass(frozen=True, slots=True)
class OpenQuizPage:
    """Show a page of the quiz."""

    page: QuizPage


@dataclass(frozen=True, slots=True)
class ChooseOption:
    """Choose the option shown at a place, counted from 0."""

    place: int


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """Go to a question of the exam by its place, counted from 0."""

    place: int


@dataclass(frozen=True, slots=True)
class FinishExam:
    """End the exam; questions without an answer count as wrong."""


@dataclass(frozen=True, slots=True)
class DiscardExam:
    """Discard the unfinished exam; nothing of it counts."""


@dataclass(frozen=True, slots=True)
class RepeatRun:
    """Start the run that has just ended once more."""


@dataclass(frozen=True, slots=True)
class ReviewExam:
    """Go through the questions of the exam that has just ended."""


Setting = Choice | Literal["until"]
"""Settings of the quiz: those with a few values, and a day that is entered."""


@dataclass(frozen=True, slots=True)
class ChangeSetting:
    """Change a setting of the quiz to its next value, or enter it."""

    name: Setting


@dataclass(frozen=True, slots=True)
class ChooseKind:
    """Search only entries of the kind at a place of the row of kinds."""

    place: int


@dataclass(frozen=True, slots=True)
class ChooseEvidence:
    """Search only entries with the evidence at a place of the row of levels."""

    place: int


@dataclass(frozen=True, slots=True)
class SearchFor:
    """Enter a query in the search."""

    query: str


ToolName = Literal[
    "dose",
    "schedules",
    "sum",
    "time",
    "survival",
    "peaks",
    "eud",
    "range",
    "depth",
    "rate",
    "edric",
    "nnt",
    "compare",
    "about",
]
"""The tools: those that calculate, one property of all modalities, what this guide is."""


@dataclass(frozen=True, slots=True)
class FilterTrials:
    """Show only trials with a value of a field; an empty one takes the filter back."""

    field: Field
    value: str = ""


@dataclass(frozen=True, slots=True)
class SortTrials:
    """Sort the trials by a column; by the same one again, the other way round."""

    order: Order


@dataclass(frozen=True, slots=True)
class OpenTool:
    """Show a tool.

    Attributes:
        name: Which one.
        of: The property that "compare" shows of every modality.
        values: What its first fields hold, as if typed; empty for what they had.
    """

    name: ToolName
    of: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenComparison:
    """Compare entries side by side; with fewer than two, ask first what to compare.

    Attributes:
        ids: Ids of entries of one kind.
        every: The kind of which all entries are compared, those of `ids` first.
    """

    ids: tuple[str, ...] = ()
    every: str = ""


@dataclass(frozen=True, slots=True)
class CopyText:
    """Copy a text."""

    text: str


@dataclass(frozen=True, slots=True)
class UseTheme:
    """Use a theme, by the name that the settings have."""

    name: str


@dataclass(frozen=True, slots=True)
class RunCommand:
    """Do what a key of the place in view does."""

    action: Action


Target = (
    OpenEntry
    | OpenTab
    | OpenPath
    | ShowSource
    | StartQuiz
    | OpenQuizPage
    | ChooseOption
    | OpenQuestion
    | FinishExam
    | DiscardExam
    | RepeatRun
    | ReviewExam
    | ChangeSetting
    | ChooseKind
    | ChooseEvidence
    | SearchFor
    | FilterTrials
    | SortTrials
    | OpenTool
    | OpenComparison
    | CopyText
    | UseTheme
    | RunCommand
)
