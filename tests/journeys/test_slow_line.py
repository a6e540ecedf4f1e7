"""Over SSH: keys in pieces, keys before there is a screen, no mouse, and a hand that shakes."""

import time
from pathlib import Path

import pytest

from tests.every import every
from tests.journeys.helpers import NOW
from tests.journeys.terminal import Terminal
from tests.journeys.test_terminal import listed
from tuiplanner.data.demo import write_demo
from tuiplanner.model.planner import add
from tuiplanner.model.records import Question
from tuiplanner.store.store import Store

DOWN = b"\x1b[B"
MOUSE = b"\x1b[?1000h"
APART = 0.3  # seconds between the bytes of an arrow; a machine that is busy makes them more
MOST = 0.4  # seconds: what is promised
TRIES = 10
STILL = 0.5  # seconds without a byte
DELAY = (
    "from tuiplanner.cli.main import main\n"
    "code = main([])\n"
    "from textual import constants\n"
    "print('delay', constants.ESCAPE_DELAY)\n"
)


def with_questions(home: Path, *texts: str) -> None:
    store = Store(home / "data" / "tuiplanner" / "planner.json")
    for text in texts:
        store.update(lambda planner, text=text: add(planner, Question, {"text": text}, NOW.date()))


def press_slowly(planner: Terminal, key: bytes) -> float:
    """The bytes of a key one by one; the longest time between two of them."""
    longest, last = 0.0, 0.0
    for at, byte in enumerate(key):
        now = time.monotonic()
        longest, last = max(longest, now - last if at else 0.0), now
        planner.child.send(bytes([byte]))
        if at < len(key) - 1:
            planner.waits(APART)
    return longest


def test_an_arrow_key_split_over_ssh_is_still_an_arrow(
    home: Path, terminals: list[Terminal]
) -> None:
    with_questions(home, "first", "second", "third")
    planner = Terminal(home, ssh=True)
    terminals.append(planner)
    planner.sees("No visits yet.")
    planner.press("4")
    for _ in range(TRIES):
        planner.press("home")
        planner.sees("▸ 1")
        if press_slowly(planner, DOWN) <= MOST:
            break
    else:
        pytest.fail("the machine is too busy to press a key")
    planner.sees("▸ 2")


@pytest.mark.parametrize(
    ("ssh", "own", "delay"), [(True, "", "0.4"), (False, "", "0.1"), (True, "50", "0.05")]
)
def test_escape_waits_only_over_ssh_unless_escdelay_is_set(
    home: Path,
    terminals: list[Terminal],
    monkeypatch: pytest.MonkeyPatch,
    ssh: bool,
    own: str,
    delay: str,
) -> None:
    monkeypatch.delenv("ESCDELAY", raising=False)
    if own:
        monkeypatch.setenv("ESCDELAY", own)
    with_questions(home, "first")
    planner = Terminal(home, code=DELAY, ssh=ssh)
    terminals.append(planner)
    planner.sees("No visits yet.")
    planner.press("q")
    planner.sees(f"delay {delay}")


@pytest.mark.parametrize("ssh", [False, True], ids=["here", "ssh"])
@pytest.mark.parametrize("after", [b"", b"\x1b[?1049h"], ids=["at once", "while it starts"])
def test_keys_typed_before_the_first_paint_arrive(
    home: Path, terminals: list[Terminal], ssh: bool, after: bytes
) -> None:
    with_questions(home, "first")
    planner = Terminal(home, ssh=ssh)
    terminals.append(planner)
    planner.gets(after)
    planner.press("2nnaproxen\r250 mg\r1 tablet")  # all in one, as the line delivers it
    planner.sees("Dose each time 1 tablet")
    planner.press("ctrl+s")
    planner.sees("Saved.")
    planner.press("q")
    assert planner.ends() == 0
    assert "naproxen 250 mg: 1 tablet;" in listed(home, "medication")


@pytest.mark.parametrize(
    ("words", "ssh", "has_mouse"),
    [
        ((), False, True),
        (("--no-mouse",), False, False),
        (("--calm",), False, False),
        (("--calm", "--mouse"), False, True),
        ((), True, False),
        (("--mouse",), True, True),
        (("demo", "--calm"), False, False),
    ],
)
def test_the_mouse_is_off_on_a_slow_line(
    home: Path, terminals: list[Terminal], words: tuple[str, ...], ssh: bool, has_mouse: bool
) -> None:
    with_questions(home, "first")
    planner = Terminal(home, *words, ssh=ssh)
    terminals.append(planner)
    planner.sees("7 About me")
    assert (MOUSE in planner.raw) == has_mouse
    planner.press("q")
    assert planner.ends() == 0


@pytest.mark.parametrize(("words", "ssh"), every([(("--calm",), False), ((), True)]))
def test_keys_that_come_at_once_count_once(
    home: Path, terminals: list[Terminal], words: tuple[str, ...], ssh: bool
) -> None:
    with_questions(home, "one", "two", "three")
    planner = Terminal(home, *words, ssh=ssh)
    terminals.append(planner)
    planner.sees("No visits yet.")
    planner.press("4")
    planner.sees("▸ 1")
    planner.press("ddd")
    planner.sees("u brings it back")
    planner.press("nnn")
    planner.sees("New question")
    planner.waits(2 * MOST)
    planner.press(*"sudden nn")
    planner.sees("sudden nn")
    assert "nsudden" not in planner.text
    planner.press("ctrl+s")
    planner.sees("Saved.")
    planner.press("q")
    assert planner.ends() == 0
    assert [word in listed(home, "question") for word in ("one", "two", "three")] == [
        *(False, True, True)
    ]


def sent(planner: Terminal, key: str, until: str) -> int:
    """The bytes that a key brings, until nothing comes any more."""
    before = len(planner.raw)
    planner.press(key)
    planner.sees(until)
    while planner.waits(STILL):
        pass
    return len(planner.raw) - before


@pytest.mark.long
def test_little_data_is_sent_over_the_line(home: Path, terminals: list[Terminal]) -> None:
    """The measured figures are half of these and less: see the benchmark of the line."""
    write_demo(home / "data" / "tuiplanner" / "planner.json", NOW.date())
    planner = Terminal(home, "--as", "Ana Example", ssh=True)
    terminals.append(planner)
    planner.sees("60 of 60 lines")
    while planner.waits(STILL):
        pass
    assert len(planner.raw) <= 36_000
    for key in "2345672":
        assert sent(planner, key, "60 of 60 lines") <= 14_000
    assert sent(planner, "n", "New medication") <= 20_000
    assert sent(planner, "z", " z") <= 1_100
    for _ in range(4):
        assert sent(planner, "\t", "New medication") <= 1_100, "the whole screen would be 4,600"
    assert planner.waits(2.0) <= 200


def test_an_edit_repaints_only_what_changed_beside_the_page(
    home: Path, terminals: list[Terminal]
) -> None:
    write_demo(home / "data" / "tuiplanner" / "planner.json", NOW.date())
    planner = Terminal(home, "--as", "Ana Example", ssh=True, size=(160, 45))
    terminals.append(planner)
    planner.sees("The page: 60 of 60 lines")
    planner.press("2")
    planner.sees("▸    amlodipine 5 mg tablet:     1 tablet;")
    planner.press("down")  # The first key in a tab may repaint the whole list.
    planner.sees("▸    levothyroxine 75 mcg tablet:")
    planner.press("up")
    planner.sees("▸    amlodipine 5 mg tablet:     1 tablet;")
    planner.press("e\t\ts\x13")
    planner.sees("▸+   amlodipine 5 mg tablet:     1 tablets;")
    while planner.waits(STILL):
        pass
    assert sent(planner, "u", "▸+   amlodipine 5 mg tablet:     1 tablet;") <= 2_500
    assert sent(planner, "y", "▸+   amlodipine 5 mg tablet:     1 tablets;") <= 2_500
    assert sent(planner, "down", "▸    levothyroxine 75 mcg tablet:") <= 2_000


@pytest.mark.parametrize("ssh", [False, True], ids=["here", "ssh"])
def test_a_key_right_after_escape_is_that_key(
    home: Path, terminals: list[Terminal], ssh: bool
) -> None:
    with_questions(home, "first")
    planner = Terminal(home, ssh=ssh)
    terminals.append(planner)
    planner.sees("No visits yet.")
    planner.press("5n")
    planner.sees("New specialist")
    planner.press("\x1b2")  # together, as a quick hand or a slow line delivers them
    planner.sees("No medicines yet.")
    planner.press("b")
    planner.sees("The page for the doctor")
    planner.press("\x1b4")
    planner.sees("▸ 1")
    planner.press("q")
    assert planner.ends() == 0
    assert listed(home, "specialist").startswith("No specialists yet.")
