"""What a terminal sends, as text that Textual's parser can read.

Textual 8.2 decodes input as strict UTF-8: one byte of another encoding ends the program, and so
does a mouse report in the old encoding, which holds raw bytes. A paste that is never closed would
swallow every later key, and an escape character in a paste turns the rest of it into keys.
`tests/ui/test_input_bytes.py` fails when Textual reads such bytes by itself.
"""

from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable
from functools import partial

from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.message import Message

OLD_REPORT = b"\x1b[M"
OLD_REPORT_BYTES = 3
OFFSET = 32
"""What a mouse report in an old encoding adds to its numbers."""
LONGEST_PASTE = 4000
"""Characters of a paste that are used; no field takes as many."""
PASTE_PATIENCE = 2.0
"""Seconds of silence after which a paste counts as ended."""


class InputDecoder:
    """Bytes to text: what is no UTF-8 is dropped, pastes are bounded and always end."""

    def __init__(self) -> None:
        self._utf8 = getincrementaldecoder("utf-8")("ignore")
        self._last_bytes = b""
        self._report = 0
        self._last_text = ""
        self._paste: str | None = None

    def decode(self, data: bytes) -> str:
        """Return the text of the next bytes; a paste is returned as a whole when it ends."""
        text, done = self._decode(data), ""
        while text:
            if self._paste is None:
                before = self._last_text
                seen = before + text
                start = seen.find(BRACKETED_PASTE_START)
                if start < 0:
                    self._last_text = seen[1 - len(BRACKETED_PASTE_START) :]
                    return done + text
                end = start + len(BRACKETED_PASTE_START) - len(before)
                done, text = done + text[:end], text[end:]
                self._last_text, self._paste = "", ""
            else:
                self._paste += text
                end = self._paste.find(BRACKETED_PASTE_END)
                if end < 0:
                    tail = max(LONGEST_PASTE, len(self._paste) - len(BRACKETED_PASTE_END) + 1)
                    self._paste = self._paste[:LONGEST_PASTE] + self._paste[tail:]
                    return done
                text = self._paste[end + len(BRACKETED_PASTE_END) :]
                self._paste = self._paste[:end]
                done += self.end_paste()
        return done

    def end_paste(self) -> str:
        """Return what was pasted so far, without control characters, and the end of the paste."""
        if self._paste is None:
            return ""
        pasted, self._paste = self._paste[:LONGEST_PASTE], None
        return "".join(_pasted(character) for character in pasted) + BRACKETED_PASTE_END

    def pause(self) -> None:
        """Forget the beginning of a mouse report: its bytes always come at once."""
        self._last_bytes, self._report = b"", 0

    def _decode(self, data: bytes) -> str:
        text = ""
        while data:
            if self._report:
                # Each byte is one character, so that the parser finds the end of the report.
                byte = data[:1]
                if byte[0] < OFFSET:
                    self._report = 0
                    continue
                text, data = text + byte.decode("latin-1"), data[1:]
                self._report -= 1
                continue
            before = self._last_bytes
            seen = before + data
            start = seen.find(OLD_REPORT)
            if start < 0:
                self._last_bytes = seen[1 - len(OLD_REPORT) :]
                return text + self._utf8.decode(data)
            end = start + len(OLD_REPORT) - len(before)
            text, data = text + self._utf8.decode(data[:end]), data[end:]
            self._last_bytes, self._report = b"", OLD_REPORT_BYTES
        return text


def _pasted(character: str) -> str:
    """Return a character of a paste: ends of lines are needed, other controls do harm."""
    if character.isprintable() or character in "\n\r":
        return character
    return " " if character == "\t" else ""


class InputParser(XTermParser):
    """Textual's parser that also reads the mouse in the encodings from before SGR."""

    def parse_mouse_code(self, code: str) -> Message | None:
        """Return the event of a mouse report; None if there is none."""
        body = code[2:]
        if body.startswith("<"):
            return super().parse_mouse_code(code)
        if body.startswith("M"):
            numbers = [ord(character) - OFFSET for character in body[1:]]
        else:
            parts = body[:-1].split(";")
            if len(parts) != OLD_REPORT_BYTES or not all(part.isdecimal() for part in parts):
                return None
            numbers = [int(parts[0]) - OFFSET, int(parts[1]), int(parts[2])]
        buttons, x, y = numbers
        if min(numbers) < 0 or not x or not y:
            return None
        released = buttons & 0b1100011 == 0b11
        if released:
            buttons &= ~0b11
        return super().parse_mouse_code(f"\x1b[<{buttons};{x};{y}{'m' if released else 'M'}")


class Reader:
    """Bytes to messages; a sequence that the parser cannot read is dropped."""

    def __init__(self) -> None:
        self._decoder = InputDecoder()
        self._parser = InputParser()

    def read(self, data: bytes) -> list[Message]:
        """Return what the next bytes mean."""
        return [
            message
            for character in self._decoder.decode(data)
            for message in self._take(partial(self._parser.feed, character))
        ]

    def pause(self, seconds: float) -> list[Message]:
        """Return what a silence of so many seconds decides, such as that Escape was a key."""
        messages = self._take(self._parser.tick)
        if seconds > 0:
            self._decoder.pause()
        if seconds >= PASTE_PATIENCE and (end := self._decoder.end_paste()):
            messages += self._take(partial(self._parser.feed, end))
        return messages

    def _take(self, read: Callable[[], Iterable[Message]]) -> list[Message]:
        messages: list[Message] = []
        try:
            messages.extend(read())
        except Exception:
            # The parser is a generator: after an exception it can read nothing more.
            self._parser = InputParser()
        return messages
