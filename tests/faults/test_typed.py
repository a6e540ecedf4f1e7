"""Bytes of a terminal become the same keys and pastes in whatever pieces they arrive."""

from random import Random

import pytest
from textual import events
from textual.message import Message

from tests.faults.long import times
from tuiplanner.ui.terminal.driver import InputDecoder

PASTE = "first \x1b[31mred\x1b[0m, half an end \x1b[201 and \x1b\x1b two\r\n日本語\xe9"
KEPT = PASTE.replace("\x1b", "")


def messages(*pieces: bytes) -> list[tuple[str, str]]:
    """What was typed: keys, pastes, and the names of all else."""
    typed, found = InputDecoder(), []
    for piece in pieces:
        found += [named(message) for message in typed.read(piece)]
    return found + [named(message) for message in typed.end_paste()]


def named(message: Message) -> tuple[str, str]:
    match message:
        case events.Key():
            return "key", message.key
        case events.Paste():
            return "paste", message.text
        case _:
            return type(message).__name__, ""


def split(data: bytes, seed: int) -> list[bytes]:
    """The bytes in pieces of a few, as a slow line delivers them."""
    pieces, sizes = [], Random(seed)
    while data:
        size = sizes.randint(1, 9)
        pieces.append(data[:size])
        data = data[size:]
    return pieces


def test_a_paste_is_one_message_however_it_is_split() -> None:
    data = f"a\x1b[200~{PASTE}\x1b[201~b\x1b[A".encode()
    wanted = [("key", "a"), ("paste", KEPT), ("key", "b"), ("key", "up")]
    assert messages(data) == wanted
    for seed in range(times(100, 5_000)):
        assert messages(*split(data, seed)) == wanted


def test_a_paste_that_ends_in_an_escape_ends() -> None:
    assert messages(b"\x1b[200~x\x1b\x1b[201~q") == [("paste", "x"), ("key", "q")]


def test_no_byte_of_an_old_mouse_report_is_a_key() -> None:
    reports = [b"\x1b[M" + bytes((32, column, 36)) for column in range(33, 256)]
    assert messages(*reports, b"x") == [("key", "x")]


def test_invalid_text_becomes_a_replacement_character() -> None:
    assert messages(b"a\xffb") == [("key", "a"), ("key", "replacement_character"), ("key", "b")]


@pytest.mark.parametrize("noise", [b"\x1b[1114112u", b"\x1b[99999999999999999999u"])
def test_input_after_an_impossible_key_is_read(noise: bytes) -> None:
    assert messages(b"a" + noise + b"b") == [("key", "a"), ("key", "b")]


BARE = "took it at breakfast\rfelt dizzy at noon\r\tslept w\xe9ll"


def test_lines_that_arrive_at_once_are_a_paste() -> None:
    for end in ("\r", "\n", "\r\n"):
        lines = BARE.replace("\r", end)
        assert bare(lines.encode()) == [("paste", BARE.replace("\r", "\n"))]


def test_a_long_paste_without_brackets_is_one_message() -> None:
    data = (BARE * 50).encode()
    for size in (100, 1_023, 4_095):
        pieces = [data[at : at + size] for at in range(0, len(data), size)]
        assert bare(*pieces) == [("paste", (BARE * 50).replace("\r", "\n"))]


@pytest.mark.parametrize(
    "typed",
    [
        b"2nnaproxen\r250 mg\r1 tablet",  # too short
        b"a line of text that is as long as a paste\rone more line",
        b"a line of text that is as long as a paste\rone more line\r\r",
        BARE.encode() + b"\x13",
        b"\x1b[A" + BARE.encode(),
        BARE.encode() + b"\x7f",
    ],
)
def test_keys_that_arrive_at_once_are_keys(typed: bytes) -> None:
    assert {kind for kind, _ in bare(typed)} == {"key"}


def test_lines_typed_before_the_first_bytes_were_read_are_keys() -> None:
    assert {kind for kind, _ in messages(BARE.encode())} == {"key"}


def test_a_key_after_a_paste_without_brackets_is_that_key() -> None:
    pasted = ("paste", BARE.replace("\r", "\n"))
    for key, name in ((b"\r", "enter"), (b"x", "x"), (b"\x1b[A", "up")):
        assert bare(BARE.encode(), key) == [pasted, ("key", name)]


def test_a_split_start_of_a_paste_is_no_paste_without_brackets() -> None:
    data = f"\x1b[200~{BARE}\x1b[201~".encode()
    for at in range(1, 7):
        assert bare(data[:at], data[at:]) == [("paste", BARE)]


def bare(*pieces: bytes) -> list[tuple[str, str]]:
    """What was typed after a first key."""
    first, *found = messages(b"z", *pieces)
    assert first == ("key", "z")
    return found
