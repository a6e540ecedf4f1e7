"""How it looks and where it opens, through a real terminal: chosen, left, and there again."""

import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.helpers import NOW, at_keyboard
from tests.journeys.terminal import PATIENCE, Terminal
from tuiplanner.data.demo import write_demo
from tuiplanner.model.planner import remove
from tuiplanner.model.records import Symptom
from tuiplanner.store import preferences
from tuiplanner.store.store import Store

NO_COLOR = (
    "import os, sys; os.environ['NO_COLOR'] = '1'\n"
    "from tuiplanner.cli.main import main\n"
    "sys.exit(main(sys.argv[1:]))"
)
F9, PLAIN_ESCAPE = "\x1b[20~", "\x1b[27u"  # this Escape needs no wait for what may follow
SGR = re.compile(rb"\x1b\[([\d;:]*)m")
NAMED = {"enter": "\r", "end": "\x1b[F", "f2": "\x1bOQ", "f6": "\x1b[17~", "f9": F9}


@pytest.fixture
def file(home: Path) -> Path:
    """The made-up patient's planner, as one's own."""
    path = home / "data" / "tuiplanner" / "planner.json"
    write_demo(path, NOW.date())
    return path


AS = ("--as", "Ana Example")  # so that the planner does not ask who is typing


class Planner(Terminal):
    """A planner whose keys have names, and whose cursor can be seen."""

    def keys(self, words: str) -> None:
        self.press(*(NAMED.get(word, word) for word in words.split()))

    @property
    def at_cursor(self) -> str:
        """The line on which the terminal's cursor stands."""
        return self._screen.display[self._screen.cursor.y].rstrip()

    def points_at(self, words: str) -> None:
        """Read until the cursor's line is the highlighted one, with these words."""
        until = time.monotonic() + PATIENCE
        while not self.at_cursor.startswith(f"▸ {words}") and time.monotonic() < until:
            self._read()
        assert self.at_cursor.startswith(f"▸ {words}"), (self.at_cursor, self.text)

    def _styled(self, words: str) -> list[Any]:
        """The painted cells of some words."""
        for y, line in enumerate(self._screen.display):
            if words in line:
                x = line.index(words)
                return [self._screen.buffer[y][x + at] for at in range(len(words))]
        raise AssertionError(f"{words} is not on the screen:\n{self.text}")

    def is_reversed(self, words: str) -> bool:
        return all(cell.reverse for cell in self._styled(words))

    def is_underlined(self, words: str) -> bool:
        return all(cell.underscore for cell in self._styled(words)[1:])

    @property
    def background(self) -> str:
        """The color behind the last line but two, where nothing stands."""
        return str(self._screen.buffer[self._screen.lines - 3][0].bg)

    def sees_background(self, color: str) -> None:
        """Read until the screen has this color."""
        until = time.monotonic() + PATIENCE
        while self.background != color and time.monotonic() < until:
            self._read()
        assert self.background == color

    def leaves(self) -> None:
        self.press("q")
        assert self.ends() == 0


@pytest.fixture
def opened(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Planner]]:
    """Terminals with all colors; they are closed in any case."""
    monkeypatch.setenv("COLORTERM", "truecolor")
    terminals: list[Planner] = []
    yield terminals
    for terminal in terminals:
        if not terminal.child.closed:
            terminal.child.close(force=True)


def colors(data: bytes) -> set[bytes]:
    """The sequences that set a color, also back to the usual one."""
    found = set()
    for codes in SGR.findall(data):
        numbers = [int(code) for code in re.split(rb"[;:]", codes) if code]
        if any(30 <= number <= 49 or 90 <= number <= 107 for number in numbers):
            found.add(codes)
    return found


TOUR = {
    "1": "3 Symptoms",
    "4": "on the page",
    "1 n f2": "What to bring",
    "2 n f2": "Kind",
    "2 a": "Allergies, and what to avoid",
    "3 n": "New symptom",
    "5 n": "New specialist",
    "5 t": "Telephone sheet",
    "7 end n": "New person",
    "?": "Delete the highlighted row; u brings",
    "b": "The page for the doctor",
    "1 g": "What is missing",
    "r": "What the doctor may ask",
    "w": "Waiting for",
    "v": "After the visit",
    "i": "Quick notes to file",
    "2 c": "Check of the medicines",
    "4 p": "Questions to pick from",
    "f": "Find in all tabs",
    "2 /": "Filter this list",
    "2 enter f6": "History of",
    "f9": "How it looks",
}


@pytest.mark.long
def test_no_color_is_sent_when_color_is_off(file: Path, opened: list[Planner]) -> None:
    """Not one code of a color in any byte; the highlight, the tab and the field are seen."""
    planner = Planner(file.parent.parent.parent, *AS, code=NO_COLOR)
    opened.append(planner)
    planner.sees("60 of 60 lines")
    for keys, words in TOUR.items():
        planner.keys(keys)
        planner.sees(words)
        planner.press(PLAIN_ESCAPE, PLAIN_ESCAPE, PLAIN_ESCAPE, "7")
        planner.sees("The doctor may also talk to")
    planner.keys("2")
    planner.points_at("amlodipine")
    assert planner.is_reversed("▸ amlodipine")
    assert not planner.is_reversed("levothyroxine")
    assert planner.is_reversed("2 Medications")
    assert not planner.is_reversed("1 Visits")
    planner.keys("n")
    planner.sees("New medication")
    assert planner.is_underlined("e.g. prednisone")
    assert not planner.is_underlined("e.g. 20 mg")
    planner.press(PLAIN_ESCAPE)
    planner.sees("3 Symptoms")
    planner.leaves()
    assert colors(bytes(planner.raw)) == set()


def test_colors_are_sent_when_color_is_on(file: Path, opened: list[Planner]) -> None:
    """So the test above looks at what is sent."""
    planner = Planner(file.parent.parent.parent, *AS)
    opened.append(planner)
    planner.sees("60 of 60 lines")
    planner.leaves()
    assert colors(bytes(planner.raw))
    assert {b"0;38;5;1", b"48;2;1;2;3"} <= colors(b"\x1b[0;38;5;1mx\x1b[48;2;1;2;3m\x1b[1;7m")


def test_the_terminal_cursor_is_on_the_highlight(file: Path, opened: list[Planner]) -> None:
    planner = Planner(file.parent.parent.parent, *AS)
    opened.append(planner)
    planner.sees("60 of 60 lines")
    planner.keys("2")
    planner.points_at("amlodipine")
    for words in ("levothyroxine", "prednisone", "zopiclone"):
        planner.press("down")
        planner.points_at(words)
    planner.press("up")
    planner.points_at("prednisone")
    planner.keys("a")
    planner.points_at("Allergies")
    planner.press("down")
    planner.points_at("penicillin")
    planner.press(PLAIN_ESCAPE)
    planner.points_at("prednisone")
    planner.keys("r")
    planner.sees("What the doctor may ask")
    planner.press("down")
    planner.points_at("no")
    planner.press(PLAIN_ESCAPE)
    planner.points_at("prednisone")
    planner.keys("7 end")
    planner.points_at("")
    planner.leaves()


@pytest.mark.long
def test_it_opens_where_it_was_left(file: Path, opened: list[Planner]) -> None:
    home = file.parent.parent.parent

    def starts() -> Planner:
        opened.append(Planner(home, *AS))
        return opened[-1]

    planner = starts()
    planner.sees("60 of 60 lines")
    planner.leaves()
    assert not preferences.beside(file).exists(), "opening and leaving keeps nothing"

    planner = starts()
    planner.sees("60 of 60 lines")
    planner.keys("2")
    planner.points_at("amlodipine")
    planner.press("down", "down")
    planner.points_at("prednisone")
    planner.leaves()

    planner = starts()
    planner.points_at("prednisone")
    planner.keys("d")
    planner.sees("Deleted")
    planner.points_at("zopiclone")
    planner.keys("u 3 end")
    planner.points_at("poor sleep")
    planner.press("\x11")
    assert planner.ends() == 0

    planner = starts()
    planner.points_at("poor sleep")
    planner.keys("7")
    planner.points_at("Name")
    planner.press("down", "down")
    planner.points_at("Phone")
    planner.leaves()

    planner = starts()
    planner.points_at("Phone")
    planner.keys("3 end")
    planner.points_at("poor sleep")
    planner.child.kill(signal.SIGHUP)
    planner.ends()
    kept = preferences.read(file)
    assert kept.tab == 3, "also when the line drops"
    Store(file).update(lambda p: remove(p, Symptom, int(str(kept.record)), NOW.date()))

    planner = starts()
    planner.points_at("unsteady walking")
    planner.leaves()


def test_a_look_is_chosen_shown_and_there_again(file: Path, opened: list[Planner]) -> None:
    home = file.parent.parent.parent
    planner = Planner(home, "--borderless", *AS)
    opened.append(planner)
    planner.sees("60 of 60 lines")
    planner.keys("4")
    planner.sees("  always on the page")
    assert "─" not in planner.text
    assert planner.background == "101216"
    planner.keys("f9")
    planner.points_at("dark, strong contrast")
    planner.press("down")
    planner.points_at("light, strong contrast")
    planner.sees_background("fcfaf5")
    planner.press(PLAIN_ESCAPE)
    planner.sees("Question")
    planner.sees_background("101216")
    planner.keys("f9")
    planner.points_at("dark")
    planner.press("down")
    planner.points_at("light")
    planner.press("enter")
    planner.sees("Question")
    planner.leaves()
    assert preferences.beside(file).stat().st_mode & 0o777 == 0o600

    planner = Planner(home, *AS)
    opened.append(planner)
    planner.sees("60 of 60 lines")
    planner.sees("  always on the page")
    assert "─" not in planner.text, "the option is kept"
    assert planner.background == "fcfaf5", "and the colors"
    planner.leaves()

    planner = Planner(home, "--borders", *AS)
    opened.append(planner)
    planner.sees("── always on the page ──")
    planner.leaves()
    assert not preferences.read(file).borderless


def test_browsing_without_a_planner_writes_nothing(home: Path, opened: list[Planner]) -> None:
    for words in ((), ("demo",)):
        planner = Planner(home, *words)
        opened.append(planner)
        if not words:
            planner.begins()
        planner.sees("page ")
        planner.keys("3 end f9")
        planner.points_at("dark")
        planner.press(PLAIN_ESCAPE)
        planner.sees("3 Symptoms")
        planner.leaves()
        assert [path for path in home.rglob("*") if path.is_file()] == []


async def test_lines_turned_off_stay_off_after_escape(path: Path) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path) as hands:
        assert "╭" in hands.screen
        await hands.press("f9", "home", "enter", "down", "down", "escape")
        assert hands.in_tabs
        assert "╭" not in hands.screen
        assert "▓" not in hands.screen
        assert hands.app.theme == "tuiplanner-dark", "the colors are those from before"
        assert preferences.read(path).borderless
