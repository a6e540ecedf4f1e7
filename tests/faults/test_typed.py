"""Bytes of a terminal become the same keys and pastes in whatever pieces they arrive."""

from random import Random

import pytest
from textual import events

from tests.faults.long import times
from tuiplanner.ui.terminal.driver import InputDecoder

PASTE = "first \x1b[31mred\x1b[0m, half an end \x1b[201 and \x1b\x1b two\r\n日本語\xe9"
KEPT = PASTE.replace("\x1b", "")


def messages(*pieces: bytes) -> list[tuple[str, str]]:
    """What was typed: keys, pastes, and the names of all else."""
    typed, found = InputDecoder(), []
    for piece in pieces:
        for message in typed.read(piece):
            match message:
                case events.Key():
                    found.append(("key", message.key))
                case events.Paste():
                    found.append(("paste", message.text))
                case _:
                    found.append((type(message).__name__, ""))
    return found


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
