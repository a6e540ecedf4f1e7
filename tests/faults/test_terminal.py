"""The terminal misbehaves: noise on the line, odd sizes, odd languages, enormous pastes."""

from pathlib import Path
from random import Random

import pytest

from tests.every import every
from tests.faults.long import times
from tests.faults.session import session
from tests.journeys.terminal import LONE_ESCAPE
from tuiplanner.store import drafts
from tuiplanner.store.store import Store

NOISE = {
    "a byte that is no UTF-8": b"\xff",
    "half a letter": b"\xe6\x97",
    "an old mouse report right of column 95": b"\x1b[M \x81\x24",
    "one right of column 162 and below row 128": b"\x1b[M \xc3\xa1",
    "a key beyond Unicode": b"\x1b[1114112u",
    "a key of thirty digits": b"\x1b[99999999999999999999u",
    "half of a character": b"\x1b[55296u",
    "a window without a size": b"\x1b[48;0;0;0;0t\x1b[<0;3;3M",
    "an answer to nothing": b"\x1b[?2048;9$y\x1b[0;0R",
    "NUL": b"\x00",
}


def planner_of(home: Path) -> Path:
    return home / "data" / "tuiplanner" / "planner.json"


def test_noise_does_not_change_typed_text(home: Path) -> None:
    with session(home) as planner:
        planner.press("2")
        planner.sees("No medicines yet")
        for number, noise in enumerate(NOISE.values()):
            planner.press("n")
            planner.sees("New medication")
            planner.send(f"predni{number}".encode() + noise + b"sone")
            planner.sees("sone")
            planner.press("\x13")
            planner.loses("New medication")
        planner.quits()
    kept = [m.name for m in Store(planner_of(home)).load().medications.values()]
    for number, (what, name) in enumerate(zip(NOISE, kept, strict=True)):
        assert name.replace("\ufffd", "") == f"predni{number}sone", what


@pytest.mark.parametrize(
    "seed", every(sorted({100, *range(times(4, 400))}, reverse=True), 2)
)  # 100 asks for a form twice
def test_256_random_bytes_do_not_end_it(
    home: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(home))  # there is no printer
    quits = b"q\x11"  # these are meant to end it
    noise = bytes(b for b in Random(seed).randbytes(256) if b not in quits)
    with session(home) as planner:
        planner.press(*["1", "2n", "b", "7"][seed % 4])
        planner.send(noise)
        planner.comes_back_to("4", "Prompts")  # the noise may have written one down
        planner.quits()


@pytest.mark.long
def test_300_sizes_down_to_one_cell(home: Path) -> None:
    """In the tabs, in a form and on the page."""
    sizes = Random(1)
    with session(home) as planner:
        for place in ("1", "2n", "b"):
            planner.press(*place)
            for number in range(times(100, 3_000)):
                planner.resize(sizes.randint(1, 120), sizes.randint(1, 40))
                if number % 4 == 0:  # the others come while the last is being drawn
                    planner.answers()
            planner.resize(1, 1)
            planner.answers()
            planner.resize()
            planner.comes_back_to("4", "No questions yet")
        planner.quits()


LANGUAGES = [
    {"LC_ALL": "C"},
    {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
]


@pytest.mark.parametrize("language", LANGUAGES, ids=str)
def test_any_terminal_locale_shows_and_keeps_every_letter(
    home: Path, language: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in language.items():
        monkeypatch.setenv(name, value)
    with session(home) as planner:
        planner.press("2", "n")
        planner.sees("New medication")
        planner.send("日本語 café".encode())
        planner.sees("café")
        planner.press("\x13")
        planner.sees("Saved.")
        planner.quits()
    (kept,) = Store(planner_of(home)).load().medications.values()
    assert kept.name == "日本語 café"


# More than 100 kB, which arrive in many pieces.
ENORMOUS = "dropped the cup again; " * 4_500


def test_a_paste_of_100_kb_stays_in_the_form_and_in_the_draft(home: Path) -> None:
    with session(home) as planner:
        planner.press("4", "n")
        planner.sees("New question")
        planner.send(b"\x1b[200~" + ENORMOUS.encode() + b"the end\x1b[201~")
        planner.sees("the end")
        planner.press("\x13")
        planner.sees("characters long")
        planner.press(LONE_ESCAPE)
        planner.sees("Not saved yet")
        planner.press("n")
        planner.sees("not saved yet")
        planner.press(LONE_ESCAPE)
        planner.quits()
    ((text,),) = [draft.values() for draft in drafts.read(planner_of(home)).values()]
    assert text == ENORMOUS + "the end"


def test_a_paste_presses_no_key(home: Path) -> None:
    """An escape sequence in it, or one that is cut, is text without its escapes."""
    with session(home) as planner:
        planner.press("4", "n")
        planner.sees("New question")
        planner.send(
            b"\x1b[200~first \x1b[31mred\x1b[0m \x1b[2\x1b\x1b\r\nsecond\xff line\x1b[201~"
        )
        planner.sees("2 lines were pasted")
        planner.press(LONE_ESCAPE)
        planner.sees("New question")
        planner.press("\x13")
        planner.sees("Saved.")
        planner.press("b")
        planner.sees("The page for the doctor")
        planner.send(b"\x1b[200~qqx\x1b[201~")
        planner.sees("Please paste")
        planner.press(LONE_ESCAPE)
        planner.sees("1 Visits")
        planner.quits()
    (kept,) = Store(planner_of(home)).load().questions.values()
    assert kept.text == "first [31mred[0m [2 second\ufffd line"
