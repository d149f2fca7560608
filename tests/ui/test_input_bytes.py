"""Bytes of a terminal into messages: odd ones are dropped, and reading goes on."""

from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.events import Key, MouseDown, MouseMove, MouseScrollDown, MouseUp, Paste
from textual.message import Message

from guide.ui.input_bytes import LONGEST_PASTE, PASTE_PATIENCE, InputDecoder, Reader

PASTE, END = b"\x1b[200~", b"\x1b[201~"


def read(*chunks: bytes) -> list[Message]:
    """Return what chunks of bytes mean, and then a long silence."""
    reader = Reader()
    return [message for chunk in chunks for message in reader.read(chunk)] + reader.pause(9)


def said(messages: list[Message]) -> list[str]:
    """Return keys and pastes, and for anything else its class."""
    return [
        message.key
        if isinstance(message, Key)
        else message.text
        if isinstance(message, Paste)
        else type(message).__name__
        for message in messages
    ]


@pytest.mark.parametrize(
    ("chunks", "expected"),
    [
        pytest.param([b"\xfca"], ["a"], id="Latin-1 letter"),
        pytest.param([b"a\x9bAb"], ["a", "A", "b"], id="C1 control"),
        pytest.param([b"\xc3", b"\xa9"], ["é"], id="letter in two reads"),
        pytest.param([b"\xc3", b"a"], ["a"], id="half a letter"),
        pytest.param([PASTE + b"a\xffb" + END], ["ab"], id="paste with FF"),
        pytest.param([PASTE + b"a\x1bq\x07b" + END], ["aqb"], id="paste with escape"),
        pytest.param([PASTE + b"a\tb\nc" + END], ["a b\nc"], id="paste with a tab"),
        pytest.param([b"\x1b[20", b"0~ab\x1b", b"[201~c"], ["ab", "c"], id="paste in pieces"),
        pytest.param([PASTE + b"never closed"], ["never closed"], id="paste without an end"),
        pytest.param([b"\x1b[MC\x84*x"], ["MouseMove", "x"], id="old mouse report"),
        pytest.param([b"\x1b[", b"MC", b"\x84", b"*x"], ["MouseMove", "x"], id="in pieces"),
        pytest.param([b"\x1b[M #\x02x"], ["x"], id="old report cut short"),
        pytest.param([b"\x1b[1114112ux"], ["x"], id="key beyond Unicode"),
        pytest.param([b"\x1b[9999999999;1ux"], ["x"], id="key beyond everything"),
    ],
)
def test_odd_bytes(chunks: list[bytes], expected: list[str]) -> None:
    """What cannot be read is dropped; what follows it is read."""
    read_keys = said(read(*chunks))
    assert read_keys[-len(expected) :] == expected


def test_old_mouse_reports_click() -> None:
    """A press and a release without their button, and a wheel, in both old encodings."""
    press, release, wheel = read(b"\x1b[M *&", b"\x1b[M#*&", b"\x1b[97;10;6M")
    assert isinstance(press, MouseDown)
    assert (press.x, press.y, press.button) == (9, 5, 1)
    assert isinstance(release, MouseUp)
    assert (release.x, release.y) == (9, 5)
    assert isinstance(wheel, MouseScrollDown)
    assert isinstance(read(b"\x1b[67;3;4M")[0], MouseMove)


@given(st.binary(max_size=40), st.binary(max_size=40))
def test_any_bytes_are_read(first: bytes, second: bytes) -> None:
    """Nothing that a terminal could send raises an exception, or stops the reading."""
    # An unfinished sequence takes up to 32 characters, and a report in the old encoding three.
    messages = read(first, second, END, b"x" * 40)
    assert said(messages)[-1] == "x"


@given(st.text(max_size=60), st.lists(st.integers(0, 60), max_size=4))
def test_text_is_text_however_it_is_cut(text: str, cuts: list[int]) -> None:
    """UTF-8 without escapes is returned as it is, in whatever pieces it comes."""
    text = text.replace("\x1b", "")
    data = text.encode("utf-8", "ignore")
    decoder, places = InputDecoder(), sorted({0, len(data), *(c for c in cuts if c < len(data))})
    pieces = [data[start:end] for start, end in pairwise(places)]
    assert "".join(map(decoder.decode, pieces)) == data.decode()


def test_pastes_are_bounded() -> None:
    """Of a huge paste only the beginning is held, and keys after it are keys."""
    reader = Reader()
    reader.read(PASTE)
    for _ in range(100):
        assert reader.read(b"x" * 100_000) == []
    messages = reader.read(END[:3]) + reader.read(END[3:] + b"q")
    assert said(messages) == ["x" * LONGEST_PASTE, "q"]


def test_a_paste_goes_on_after_a_short_silence() -> None:
    """Only a long silence ends it."""
    reader = Reader()
    reader.read(PASTE + b"a")
    assert reader.pause(PASTE_PATIENCE / 2) == []
    assert said(reader.read(b"b" + END)) == ["ab"]


def test_textual_still_decodes_strictly() -> None:
    """When this fails Textual reads odd bytes by itself, and `InputDecoder` can be less."""
    driver = files("textual.drivers").joinpath("linux_driver.py").read_text("utf-8")
    assert 'getincrementaldecoder("utf-8")()' in driver
