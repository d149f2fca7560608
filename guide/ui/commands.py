"""Every command: where it works, its keys, its label and its help.

Keys, clicks on the key bar, the command palette and the help all use this table.
"""

from guide.layout.targets import Action
from guide.ui.command import Command, Hint, Keys, on
from guide.ui.places import (
    ANSWERING,
    CHOOSING,
    DIGITS_FREE,
    EVERYWHERE,
    LETTERS_TYPED,
    MAIN,
    OVERLAYS,
    QUIZ,
    READING,
    TYPED_LISTS,
    Place,
)


def _command(action: Action, label: str, help: str, *keys: Keys) -> Command:
    return Command(action, label, help, keys)


COMMANDS: tuple[Command, ...] = (
    _command(
        Action.HELP,
        "help",
        "Explain the keys of this place",
        on(MAIN - {Place.FINDING}, "question_mark", "f1"),
        on(OVERLAYS - {Place.HELP} | {Place.FINDING}, "f1"),
    ),
    _command(
        Action.REVEAL,
        "reveal",
        "Show the next option, then the answer; of a card, its other side",
        on({Place.ROOM, Place.QUESTION}, "space", "enter"),
    ),
    _command(
        Action.FOLLOW,
        "follow",
        "Follow the link, or show the source of the citation",
        on(READING | {Place.ROOM}, "enter"),
    ),
    _command(
        Action.ANSWER,
        "answer",
        "Answer with the chosen option, or submit what you entered",
        on(ANSWERING, "enter"),
    ),
    _command(
        Action.ANSWER_SURE, "sure", "Answer, and say that you are sure", on(ANSWERING, "plus")
    ),
    _command(
        Action.ANSWER_UNSURE,
        "unsure",
        "Answer, and say that you are unsure",
        on(ANSWERING, "minus"),
    ),
    _command(
        Action.TICK,
        "tick",
        "Tick the option under the cursor, or choose it as the next step",
        on(ANSWERING, "space"),
    ),
    _command(
        Action.NEXT_QUESTION,
        "next",
        "Go to the next question",
        on({Place.FEEDBACK}, "enter"),
        on({Place.EXAM, Place.EXAM_REVIEW}, "right", "n", "enter"),
        on({Place.ROOM}, "right", "n"),
    ),
    _command(
        Action.PREVIOUS_QUESTION,
        "previous",
        "Go to the previous question",
        on({Place.EXAM, Place.EXAM_REVIEW, Place.ROOM}, "left", "p"),
    ),
    _command(
        Action.SUBMIT, "begin", "Begin with the code, or save the date", on({Place.TYPING}, "enter")
    ),
    _command(
        Action.OPEN,
        "open",
        "Open what is chosen",
        on({Place.HOME, Place.LIST, Place.TOOLS, Place.CONTENTS, *TYPED_LISTS}, "enter"),
    ),
    _command(
        Action.SAVE_RESULT,
        "result",
        "Write the result of the class session for the teacher again",
        on({Place.SCORE}, "w"),
    ),
    _command(
        Action.START,
        "start",
        "Do what is chosen: start, open, change or finish",
        on(CHOOSING, "enter"),
    ),
    _command(
        Action.FIND,
        "find",
        "Find in this page; press / again to search everything",
        on({Place.PAGE}, "slash"),
    ),
    _command(
        Action.SEARCH,
        "search",
        "Search everything; results appear while you type",
        on(MAIN - {Place.PAGE, Place.ROOM}, "slash", "ctrl+k"),
        on({Place.PAGE}, "s", "ctrl+k"),
        on({Place.ROOM}, "slash", "ctrl+k"),
    ),
    _command(
        Action.FIND_NEXT,
        "next match",
        "Go to the next match in the page",
        on({Place.PAGE}, "n"),
        on({Place.FINDING}, "down"),
    ),
    _command(
        Action.FIND_PREVIOUS,
        "",
        "Go to the previous match in the page",
        on({Place.PAGE}, "N"),
        on({Place.FINDING}, "up"),
    ),
    _command(
        Action.CLOSE,
        "close",
        "Close what is open here",
        on(
            QUIZ
            | {Place.PAGE, Place.SETUP, Place.FINDING, Place.SEARCH, Place.DEFINE, Place.PALETTE},
            "escape",
        ),
        on({Place.CONTENTS}, "escape", "t", "q"),
        on({Place.HELP}, "escape", "q", "question_mark", "f1"),
    ),
    _command(
        Action.RETURN,
        "back",
        "Go back to where this page was opened",
        on({Place.PAGE}, "left_square_bracket", "escape"),
    ),
    _command(Action.CLEAR_FILTER, "clear", "Clear the filter", on({Place.LIST}, "escape")),
    _command(
        Action.TO_LIST,
        "list",
        "Go back to the list",
        on({Place.PAGE}, "escape", "left"),
        on({Place.TOOLS, Place.FIELD, Place.HOME}, "escape"),
    ),
    _command(
        Action.NEXT_LINK,
        "next link",
        "Go to the next link or citation",
        on(READING | {Place.ROOM, Place.HOME}, "tab"),
    ),
    _command(
        Action.PREVIOUS_LINK,
        "",
        "Go to the previous link or citation",
        on(READING | {Place.ROOM, Place.HOME}, "shift+tab"),
    ),
    _command(
        Action.DEFINE,
        "define",
        "Define a term without leaving the page",
        on(READING | {Place.HOME}, "g"),
    ),
    _command(
        Action.CONTENTS,
        "contents",
        "List the sections of the page and jump to one",
        on({Place.PAGE}, "t"),
    ),
    _command(Action.QUIZ_ME, "quiz me", "Answer questions about this page", on({Place.PAGE}, "z")),
    _command(
        Action.COPY,
        "copy",
        "Copy the open source, or the title and id of the page",
        on(READING | {Place.ROOM}, "y"),
    ),
    _command(
        Action.READ_PASSAGE,
        "read",
        "Read the passage that the question is about; [ and esc come back",
        on({Place.FEEDBACK, Place.EXAM_REVIEW}, "r"),
    ),
    _command(
        Action.UNDO, "undo", "Take back the last answer", on({Place.QUESTION, Place.FEEDBACK}, "u")
    ),
    _command(
        Action.FLAG,
        "flag",
        "Flag the question to practise it again, or to return to it in an exam",
        on({Place.FEEDBACK, Place.EXAM}, "asterisk"),
    ),
    _command(
        Action.DOUBT,
        "doubt",
        "Mark the question itself as doubtful",
        on({Place.FEEDBACK}, "exclamation_mark"),
    ),
    _command(
        Action.OVERVIEW,
        "overview",
        "List every question of the exam, and finish it",
        on({Place.EXAM}, "o"),
    ),
    _command(
        Action.STRIKE,
        "strike out",
        "Strike out an option: x, then its letter",
        on({Place.EXAM}, "x"),
    ),
    _command(
        Action.PAUSE,
        "pause",
        "Pause or resume the clock, where the exam allows it",
        on({Place.EXAM}, "P"),
    ),
    _command(
        Action.SPEAKER_NOTES,
        "notes",
        "Show the speaker's notes: all explanations and sources",
        on({Place.ROOM}, "s"),
    ),
    _command(
        Action.LEAVE,
        "leave",
        "Leave; answers are saved, and an exam can be resumed",
        on(QUIZ, "escape"),
    ),
    _command(Action.FEWER, "fewer", "Ask fewer questions", on({Place.SETUP}, "left")),
    _command(Action.MORE, "more", "Ask more questions", on({Place.SETUP}, "right")),
    _command(
        Action.SWITCH_MODE,
        "mode",
        "Start topics as practice, as an exam or for a room",
        on({Place.SETUP}, "m"),
    ),
    _command(
        Action.SWITCH_SELECTION,
        "which",
        "Practise all, only unseen, last wrong, or flagged questions",
        on({Place.SETUP}, "w"),
    ),
    _command(Action.PROGRESS, "progress", "Show your progress", on({Place.SETUP}, "p")),
    _command(
        Action.SETTINGS,
        "settings",
        "Set the daily limit, retention, confidence and exam date",
        on({Place.SETUP}, "o"),
    ),
    _command(
        Action.CLASS_CODE, "class", "Enter the code of a class session", on({Place.SETUP}, "c")
    ),
    _command(
        Action.NEXT_FIELD,
        "next field",
        "Go to the next field",
        on({Place.TOOLS, Place.FIELD}, "tab"),
    ),
    _command(
        Action.PREVIOUS_FIELD,
        "",
        "Go to the previous field",
        on({Place.TOOLS, Place.FIELD}, "shift+tab"),
    ),
    _command(Action.UP, "", "Choose the line above", on(ANSWERING | TYPED_LISTS, "up")),
    _command(
        Action.DOWN,
        "choose",
        "Choose the line below",
        on(ANSWERING, "down"),
        on(TYPED_LISTS, "down"),
    ),
    _command(Action.PAGE_UP, "", "Go up one page of the list", on(TYPED_LISTS, "pageup")),
    _command(Action.PAGE_DOWN, "", "Go down one page of the list", on(TYPED_LISTS, "pagedown")),
    _command(
        Action.NEXT_KIND, "kind", "Show only the next kind of entry", on({Place.SEARCH}, "tab")
    ),
    _command(
        Action.PREVIOUS_KIND,
        "",
        "Show only the previous kind of entry",
        on({Place.SEARCH}, "shift+tab"),
    ),
    _command(
        Action.NEXT_EVIDENCE,
        "evidence",
        "Show only entries with the next level of evidence",
        on({Place.SEARCH}, "ctrl+l"),
    ),
    _command(
        Action.COMPLETE,
        "complete",
        "Complete the word that is shown dimmed",
        on({Place.SEARCH}, "right"),
    ),
    _command(
        Action.SEARCH_EXACTLY, "", "Search for exactly what you typed", on({Place.SEARCH}, "ctrl+o")
    ),
    *(
        _command(Action(f"tab-{number}"), "", f"Go to tab {number}", on(DIGITS_FREE, str(number)))
        for number in range(1, 9)
    ),
    _command(
        Action.NEXT_TAB,
        "next tab",
        "Go to the next tab; 1 to 8 go to a tab",
        on(MAIN, "ctrl+pagedown"),
    ),
    _command(Action.PREVIOUS_TAB, "", "Go to the previous tab", on(MAIN, "ctrl+pageup")),
    _command(
        Action.BACK,
        "back",
        "Go back, as in a browser",
        on(MAIN - {Place.FINDING}, "left_square_bracket", "alt+left"),
        on({Place.FINDING}, "alt+left"),
    ),
    _command(
        Action.FORWARD,
        "forward",
        "Go forward again",
        on(MAIN - {Place.FINDING}, "right_square_bracket", "alt+right"),
        on({Place.FINDING}, "alt+right"),
    ),
    _command(
        Action.PALETTE,
        "commands",
        "List every command by name",
        on(EVERYWHERE - {Place.PALETTE, Place.TOO_SMALL}, "ctrl+p"),
    ),
    _command(Action.SWITCH_THEME, "", "Switch between dark and light", on(EVERYWHERE, "ctrl+t")),
    _command(
        Action.QUIT,
        "quit",
        "Quit the guide",
        on(MAIN - LETTERS_TYPED | {Place.TOO_SMALL}, "q", "ctrl+q"),
        on(LETTERS_TYPED | OVERLAYS, "ctrl+q"),
    ),
)

HINTS: tuple[Hint, ...] = (
    Hint(frozenset({Place.LIST}), "a–z", "filter", "Type to filter the list"),
    Hint(DIGITS_FREE, "1–8", "tabs", "Go to a tab"),
)
