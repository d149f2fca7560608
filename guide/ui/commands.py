"""Every command: where it works, its keys, its label and its help.

Keys, clicks on the key bar, the command palette and the help all use this table. The order counts:
of two possible commands with the same key in a place, the first one has it.
"""

from guide.layout.targets import TAB_ACTIONS, Action
from guide.ui.command import Command, Hint, command, on
from guide.ui.compare_commands import COMPARE, COMPARE_COMMANDS
from guide.ui.places import (
    ANSWERING,
    BARS,
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
from guide.ui.quiz.commands import ANSWER_COMMANDS, QUIZ_COMMANDS
from guide.ui.trial_commands import TRIAL_COMMANDS

COMMANDS: tuple[Command, ...] = (
    command(
        Action.HELP,
        "help",
        "Explain the keys of this place",
        on(MAIN - BARS, "question_mark", "f1"),
        on(OVERLAYS - {Place.HELP} | BARS, "f1"),
    ),
    command(
        Action.REVEAL,
        "reveal",
        "Show the next option, then the answer; of a card, its other side",
        on({Place.ROOM, Place.QUESTION}, "space", "enter"),
    ),
    command(
        Action.FOLLOW,
        "follow",
        "Follow the link, or show the source of the citation",
        on(READING | {Place.ROOM}, "enter"),
    ),
    *ANSWER_COMMANDS,
    *COMPARE_COMMANDS,
    command(
        Action.OPEN,
        "open",
        "Open what is chosen",
        on(
            {
                Place.HOME,
                Place.LIST,
                Place.TRIALS,
                Place.TOOLS,
                Place.CONTENTS,
                Place.THEMES,
                Place.COPYING,
                *TYPED_LISTS,
            },
            "enter",
        ),
    ),
    *TRIAL_COMMANDS,
    command(
        Action.SAVE_RESULT,
        "result",
        "Write the result of the class session for the teacher again",
        on({Place.SCORE}, "w"),
    ),
    command(
        Action.START,
        "start",
        "Do what is chosen: start, open, change or finish",
        on(CHOOSING, "enter"),
    ),
    command(
        Action.FIND,
        "find",
        "Find in this page; press / again to search everything",
        on({Place.PAGE}, "slash"),
    ),
    command(
        Action.SEARCH,
        "search",
        "Search everything; results appear while you type",
        on(MAIN - {Place.PAGE, Place.ROOM, Place.TRIALS}, "slash", "ctrl+k"),
        on({Place.PAGE}, "s", "ctrl+k"),
        on({Place.ROOM}, "slash", "ctrl+k"),
        on({Place.SEARCH, Place.TRIALS}, "ctrl+k"),
    ),
    command(
        Action.FIND_NEXT,
        "next match",
        "Go to the next match in the page",
        on({Place.PAGE}, "n"),
        on({Place.FINDING}, "down"),
    ),
    command(
        Action.FIND_PREVIOUS,
        "",
        "Go to the previous match in the page",
        on({Place.PAGE}, "N"),
        on({Place.FINDING}, "up"),
    ),
    command(
        Action.NEXT_PAGE,
        "",
        "Go on in the learning path: to its next page, or the questions of the unit",
        on({Place.PAGE}, "n"),
    ),
    command(
        Action.CLOSE,
        "close",
        "Close what is open here",
        on(
            QUIZ
            | BARS
            | {Place.PAGE, Place.COMPARE, Place.SETUP, Place.TOOLS, Place.FIELD}
            | TYPED_LISTS,
            "escape",
        ),
        on({Place.CONTENTS}, "escape", "t", "q"),
        on({Place.ABOUT}, "escape", "i", "q"),
        on({Place.THEMES}, "escape", "q"),
        on({Place.COPYING}, "escape", "y", "q"),
        on({Place.JUMPING}, "escape"),
        on({Place.HELP}, "escape", "question_mark", "f1"),
    ),
    command(
        Action.TO_PATH,
        "back to the path",
        "Go back to the learning path of this page",
        on({Place.PAGE}, "escape"),
    ),
    command(
        Action.RETURN,
        "back",
        "Go back to where this page was opened",
        on({Place.PAGE}, "left_square_bracket", "escape"),
        on({Place.COMPARE}, "escape", "left_square_bracket"),
    ),
    command(
        Action.CLEAR_FILTER, "clear", "Clear the filter", on({Place.LIST, Place.TRIALS}, "escape")
    ),
    command(
        Action.TO_LIST,
        "list",
        "Go back to the list",
        on({Place.PAGE}, "escape", "left"),
        on({Place.TOOLS, Place.FIELD, Place.HOME}, "escape"),
    ),
    command(
        Action.NEXT_LINK,
        "next link",
        "Go to the next link or citation",
        on(READING | {Place.ROOM, Place.HOME}, "tab"),
    ),
    command(
        Action.PREVIOUS_LINK,
        "",
        "Go to the previous link or citation",
        on(READING | {Place.ROOM, Place.HOME}, "shift+tab"),
    ),
    command(
        Action.JUMP,
        "links",
        "Put a letter on every link and citation in view, and follow the one that you type",
        on({Place.PAGE}, "f"),
    ),
    command(
        Action.DEFINE,
        "define",
        "Define a term without leaving the page",
        on(READING | {Place.HOME}, "g"),
    ),
    command(
        Action.CONTENTS,
        "contents",
        "List the sections of the page and jump to one",
        on({Place.PAGE}, "t"),
    ),
    command(
        Action.ABOUT,
        "about",
        "Show the dates, sources and curation of this entry",
        on({Place.PAGE}, "i"),
    ),
    command(Action.QUIZ_ME, "quiz me", "Answer questions about this page", on({Place.PAGE}, "z")),
    command(
        Action.COPY,
        "copy",
        "Copy the sentence, its source or the address of the page; the result, the comparison",
        on(READING | {Place.ROOM, Place.TOOLS}, "y"),
        on({Place.FIELD}, "ctrl+y"),
    ),
    *QUIZ_COMMANDS,
    command(
        Action.NEXT_FIELD,
        "next field",
        "Go to the next field",
        on({Place.TOOLS}, "tab"),
        on({Place.FIELD}, "tab", "enter"),
    ),
    command(
        Action.PREVIOUS_FIELD,
        "",
        "Go to the previous field",
        on({Place.TOOLS, Place.FIELD}, "shift+tab"),
    ),
    command(Action.STEP_UP, "more", "Raise the number at the cursor", on({Place.FIELD}, "up")),
    command(Action.STEP_DOWN, "less", "Lower the number at the cursor", on({Place.FIELD}, "down")),
    command(Action.UP, "", "Choose the line above", on(ANSWERING | TYPED_LISTS, "up")),
    command(
        Action.DOWN,
        "choose",
        "Choose the line below",
        on(ANSWERING, "down"),
        on(TYPED_LISTS, "down"),
    ),
    command(Action.PAGE_UP, "", "Go up one page of the list", on(TYPED_LISTS, "pageup")),
    command(Action.PAGE_DOWN, "", "Go down one page of the list", on(TYPED_LISTS, "pagedown")),
    command(
        Action.NEXT_KIND, "kind", "Show only the next kind of entry", on({Place.SEARCH}, "tab")
    ),
    command(
        Action.PREVIOUS_KIND,
        "",
        "Show only the previous kind of entry",
        on({Place.SEARCH}, "shift+tab"),
    ),
    command(
        Action.NEXT_EVIDENCE,
        "evidence",
        "Show only entries with the next level of evidence",
        on({Place.SEARCH}, "ctrl+l"),
    ),
    command(
        Action.COMPLETE,
        "complete",
        "Complete the word that is shown dimmed",
        on({Place.SEARCH}, "right"),
    ),
    command(
        Action.SEARCH_EXACTLY, "", "Search for exactly what you typed", on({Place.SEARCH}, "ctrl+o")
    ),
    COMPARE,
    *(
        command(Action(f"tab-{number}"), "", f"Go to tab {number}", on(DIGITS_FREE, str(number)))
        for number in range(1, 9)
    ),
    command(
        Action.NEXT_TAB,
        "next tab",
        "Go to the next tab; 1 to 8 go to a tab",
        on(MAIN, "ctrl+pagedown"),
    ),
    command(Action.PREVIOUS_TAB, "", "Go to the previous tab", on(MAIN, "ctrl+pageup")),
    command(
        Action.BACK,
        "back",
        "Go back, as in a browser",
        on(MAIN - BARS, "left_square_bracket", "alt+left"),
        on(BARS, "alt+left"),
    ),
    command(
        Action.FORWARD,
        "forward",
        "Go forward again",
        on(MAIN - BARS, "right_square_bracket", "alt+right"),
        on(BARS, "alt+right"),
    ),
    command(
        Action.PALETTE,
        "commands",
        "List every command by name",
        on(EVERYWHERE - {Place.PALETTE, Place.TOO_SMALL}, "ctrl+p"),
    ),
    command(
        Action.SWITCH_THEME,
        "",
        "Choose the theme: dark, light, high contrast, colour-blind, 16 colours or none",
        on(EVERYWHERE - {Place.THEMES, Place.TOO_SMALL}, "ctrl+t"),
    ),
    command(
        Action.QUIT,
        "quit",
        "Quit the guide",
        on(MAIN - LETTERS_TYPED | {Place.TOO_SMALL}, "q", "ctrl+q"),
        on(LETTERS_TYPED | OVERLAYS, "ctrl+q"),
    ),
)

HINTS: tuple[Hint, ...] = (
    Hint(frozenset({Place.JUMPING}), "letter", "follow", "Follow the link with the letter"),
    Hint(frozenset({Place.COPYING}), "letter", "copy", "Copy what begins with the letter"),
    Hint(frozenset({Place.LIST}), "a–z", "filter", "Type to filter the list"),
    Hint(DIGITS_FREE, "1–8", "tabs", "Go to a tab", TAB_ACTIONS),
)
