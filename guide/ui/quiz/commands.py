"""The commands of the quiz, in two parts of the table of commands."""

from guide.layout.targets import Action
from guide.ui.command import Command, command, on
from guide.ui.places import ANSWERING, QUIZ, Place

ANSWER_COMMANDS: tuple[Command, ...] = (
    command(
        Action.ANSWER,
        "answer",
        "Answer with the chosen option, or submit what you entered",
        on(ANSWERING, "enter"),
    ),
    command(Action.ANSWER_SURE, "sure", "Answer, and say that you are sure", on(ANSWERING, "plus")),
    command(
        Action.ANSWER_UNSURE,
        "unsure",
        "Answer, and say that you are unsure",
        on(ANSWERING, "minus"),
    ),
    command(
        Action.TICK,
        "tick",
        "Tick the option under the cursor, or choose it as the next step",
        on(ANSWERING, "space"),
    ),
    command(
        Action.NEXT_QUESTION,
        "next",
        "Go to the next question",
        on({Place.FEEDBACK}, "enter"),
        on({Place.EXAM, Place.EXAM_REVIEW}, "right", "n", "enter"),
        on({Place.ROOM}, "right", "n"),
    ),
    command(
        Action.PREVIOUS_QUESTION,
        "previous",
        "Go to the previous question",
        on({Place.EXAM, Place.EXAM_REVIEW, Place.ROOM}, "left", "p"),
    ),
    command(
        Action.SUBMIT, "begin", "Begin with the code, or save the date", on({Place.TYPING}, "enter")
    ),
)
"""Answering, and going from question to question."""

QUIZ_COMMANDS: tuple[Command, ...] = (
    command(
        Action.READ_PASSAGE,
        "read",
        "Read the passage that the question is about; [ and esc come back",
        on({Place.FEEDBACK, Place.EXAM_REVIEW}, "r"),
    ),
    command(
        Action.UNDO, "undo", "Take back the last answer", on({Place.QUESTION, Place.FEEDBACK}, "u")
    ),
    command(
        Action.FLAG,
        "flag",
        "Flag the question to practise it again, or to return to it in an exam",
        on({Place.FEEDBACK, Place.EXAM}, "asterisk"),
    ),
    command(
        Action.DOUBT,
        "doubt",
        "Mark the question itself as doubtful",
        on({Place.FEEDBACK}, "exclamation_mark"),
    ),
    command(
        Action.OVERVIEW,
        "overview",
        "List every question of the exam, and finish it",
        on({Place.EXAM}, "o"),
    ),
    command(
        Action.STRIKE,
        "strike out",
        "Strike out an option: x, then its letter",
        on({Place.EXAM}, "x"),
    ),
    command(
        Action.PAUSE,
        "pause",
        "Pause or resume the clock, where the exam allows it",
        on({Place.EXAM}, "P"),
    ),
    command(
        Action.SPEAKER_NOTES,
        "notes",
        "Show the speaker's notes: all explanations and sources",
        on({Place.ROOM}, "s"),
    ),
    command(
        Action.LEAVE,
        "leave",
        "Leave; answers are saved, and an exam can be resumed",
        on(QUIZ, "escape"),
    ),
    command(Action.FEWER, "fewer", "Ask fewer questions", on({Place.SETUP}, "left")),
    command(Action.MORE, "more", "Ask more questions", on({Place.SETUP}, "right")),
    command(
        Action.SWITCH_MODE,
        "mode",
        "Start topics as practice, as an exam or for a room",
        on({Place.SETUP}, "m"),
    ),
    command(
        Action.SWITCH_SELECTION,
        "which",
        "Practise all, only unseen, last wrong, or flagged questions",
        on({Place.SETUP}, "w"),
    ),
    command(Action.PROGRESS, "progress", "Show your progress", on({Place.SETUP}, "p")),
    command(
        Action.SETTINGS,
        "settings",
        "Set the daily limit, retention, confidence and exam date",
        on({Place.SETUP}, "o"),
    ),
    command(
        Action.CLASS_CODE, "class", "Enter the code of a class session", on({Place.SETUP}, "c")
    ),
)
"""What else can be done with a question, in an exam, and before a run."""
