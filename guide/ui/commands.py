"""Every key of the guide, once: what it does, where it works, how it is shown; footer, help and palette are made of this."""

from dataclasses import dataclass

from textual.binding import Binding, BindingType


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that can be done.

    Attributes:
        action: Name of the action on the main screen.
        keys: Keys as Textual names them, separated by commas.
        shown: The key as a reader reads it.
        label: One or two words for the key bar; empty keeps it out of there.
        help: What it does, in a sentence's length.
        places: Where it works; "everywhere" for all.
    """

    action: str
    keys: str
    shown: str
    label: str
    help: str
    places: tuple[str, ...]


EVERYWHERE = ("everywhere",)
QUIZ = (
    "question",
    "feedback",
    "exam",
    "overview",
    "through",
    "score",
    "progress",
    "settings",
    "room",
    "typing",
)

COMMANDS: tuple[Command, ...] = (
    Command(
        "help",
        "question_mark,f1",
        "?",
        "help",
        "Explain the keys of the place one is in",
        EVERYWHERE,
    ),
    Command(
        "search", "slash", "/", "search", "Search everything, results while one types", EVERYWHERE
    ),
    Command("find", "", "/", "find", "Find in this page; / again searches everything", ("page",)),
    Command("find_next", "n", "n", "", "Go to the next find; N to the one before", ("page",)),
    Command("find_previous", "N", "N", "", "Go to the find before", ("page",)),
    Command(
        "search_all",
        "s,ctrl+k",
        "s",
        "search",
        "Search everything from a page; ctrl+k from anywhere",
        ("page",),
    ),
    Command("enter", "", "enter", "open", "Open the chosen entry", ("list", "home")),
    Command("filter", "", "a–z", "filter", "Type to filter the list; esc clears it", ("list",)),
    Command("to_list", "escape,left", "esc", "list", "Go back to the list", ("page",)),
    Command(
        "next_link",
        "",
        "tab",
        "next link",
        "Go to the next link or citation; shift+tab goes back",
        ("page",),
    ),
    Command(
        "follow",
        "",
        "enter",
        "follow",
        "Follow the link, or show the source of the citation",
        ("page",),
    ),
    Command(
        "define",
        "g",
        "g",
        "define",
        "Define a term without leaving the page",
        ("page", "feedback", "through", "home"),
    ),
    Command(
        "contents", "t", "t", "contents", "List the sections of the page and jump to one", ("page",)
    ),
    Command("quiz_me", "z", "z", "quiz me", "Answer questions about this page", ("page",)),
    Command(
        "copy",
        "y",
        "y",
        "copy",
        "Copy the shown source, or the page's title and address in the guide",
        ("page",),
    ),
    Command(
        "back", "left_square_bracket,alt+left", "[", "back", "Go back, as in a browser", EVERYWHERE
    ),
    Command(
        "forward", "right_square_bracket,alt+right", "]", "forward", "Go forward again", EVERYWHERE
    ),
    Command(
        "answer",
        "",
        "a–f",
        "answer",
        "Choose an option: one key answers; 1–6 says unsure, A–F sure",
        ("question", "exam"),
    ),
    Command("next_question", "", "enter", "next", "Go to the next question", ("feedback",)),
    Command(
        "read_passage",
        "",
        "r",
        "read",
        "Read the passage that the question is about; [ comes back",
        ("feedback", "through"),
    ),
    Command("undo", "", "u", "undo", "Take back the last answer", ("question", "feedback")),
    Command(
        "flag",
        "",
        "*",
        "flag",
        "Flag the question, to practise it again or to come back to it in an exam",
        ("feedback", "exam"),
    ),
    Command("doubt", "", "!", "doubt", "Note that the question itself is doubtful", ("feedback",)),
    Command(
        "previous_place",
        "",
        "← →",
        "move",
        "Go to the question before or after; n and p do too",
        ("exam", "through", "room"),
    ),
    Command(
        "overview", "", "o", "overview", "See every question of the exam, and finish it", ("exam",)
    ),
    Command("strike", "", "x", "strike", "Strike an option out: x, then its letter", ("exam",)),
    Command("pause", "", "P", "pause", "Stop the clock, where the exam allows it", ("exam",)),
    Command("reveal", "", "space", "reveal", "Show the next option, then the key", ("room",)),
    Command(
        "votes",
        "",
        "a–f 0–9",
        "votes",
        "Type the votes counted for an option: its letter, then the number",
        ("room",),
    ),
    Command(
        "notes", "", "s", "notes", "Show the speaker's notes: all reasons and sources", ("room",)
    ),
    Command(
        "leave_quiz", "", "esc", "leave", "Leave; what was answered is kept, an exam too", QUIZ
    ),
    Command(
        "start",
        "",
        "enter",
        "start",
        "Start what is chosen",
        ("setup", "progress", "settings", "overview"),
    ),
    Command("fewer", "", "← →", "number", "Change how many questions are asked", ("setup",)),
    Command("quiz_mode", "", "m", "as", "Start topics as practice, exam or for a room", ("setup",)),
    Command(
        "quiz_which",
        "",
        "w",
        "which",
        "Practise all, only unseen, last wrong, or flagged questions",
        ("setup",),
    ),
    Command("quiz_progress", "", "p", "progress", "See how you stand", ("setup",)),
    Command(
        "quiz_settings",
        "",
        "o",
        "settings",
        "Set cap, retention, confidence, the day of an exam",
        ("setup",),
    ),
    Command("quiz_code", "", "c", "class", "Type the code of a class", ("setup",)),
    Command(
        "tab",
        "1,2,3,4,5,6,7,8",
        "1–8",
        "tabs",
        "Go to a tab",
        ("list", "page", "home", "setup", "score", "progress", "tools"),
    ),
    Command(
        "next_tab",
        "ctrl+pagedown",
        "ctrl+pgdn",
        "",
        "Go to the next tab; ctrl+pgup to the one before",
        EVERYWHERE,
    ),
    Command("previous_tab", "ctrl+pageup", "ctrl+pgup", "", "Go to the tab before", EVERYWHERE),
    Command("palette", "", "ctrl+p", "commands", "Every command, by name", EVERYWHERE),
    Command("theme", "ctrl+t", "ctrl+t", "", "Change between dark and light", EVERYWHERE),
    Command(
        "quit",
        "q,ctrl+q",
        "q",
        "quit",
        "Leave the guide; ctrl+q where letters are typed",
        EVERYWHERE,
    ),
)


def bindings() -> list[BindingType]:
    """Return the main screen's bindings; keys without an entry here are handled by the widget that has them."""
    made: list[BindingType] = []
    for command in COMMANDS:
        for place, key in enumerate(filter(None, command.keys.split(","))):
            action = f"tab({place})" if command.action == "tab" else command.action
            made.append(Binding(key, action, command.help, show=False))
    return made


def here(place: str) -> list[Command]:
    """Return the commands of a place, its own before those of everywhere but for help and search, which lead."""
    own = [command for command in COMMANDS if place in command.places]
    common = [command for command in COMMANDS if command.places == EVERYWHERE]
    if any(command.action == "find" for command in own):
        # In a page the key of the search finds in the page.
        common = [command for command in common if command.action != "search"]
        return [common[0], *own, *common[1:]]
    return [*common[:2], *own, *common[2:]]
