"""What a person writes stays with them: file modes, crash reports, logs, screenshots."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.every import every
from tests.faults.session import Session, session
from tests.faults.watching import Watched, python_of
from tests.journeys.helpers import at_keyboard
from tests.journeys.terminal import LONE_ESCAPE

SECRET = "Quillfeather"
PROGRAM = [sys.executable, "-m", "tuiplanner"]
UMASKS = (0o000, 0o022, 0o277, 0o777)


def run(*words: str, stdin: str = "", code: int = 0) -> subprocess.CompletedProcess[str]:
    """A command of the planner, which ends as it should."""
    done = subprocess.run(
        [*PROGRAM, *words], input=stdin, capture_output=True, encoding="utf-8", timeout=60
    )
    assert done.returncode == code, done
    return done


@pytest.fixture(params=every(UMASKS), ids=oct)
def umask(request: pytest.FixtureRequest, home: Path) -> Iterator[None]:
    """A umask that gives everything away, a usual one, and two that take too much."""
    before = os.umask(request.param)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, str]:
    """Every file and folder below, and what others may do with it."""
    found = {str(p.relative_to(folder)): p.stat().st_mode & 0o777 for p in folder.rglob("*")}
    return {name: oct(mode) for name, mode in found.items()}


def assert_private(folder: Path) -> None:
    wanted = {
        str(p.relative_to(folder)): oct(0o700 if p.is_dir() else 0o600) for p in folder.rglob("*")
    }
    assert modes(folder) == wanted


@pytest.mark.usefixtures("umask")
def test_commands_make_private_files_whatever_the_umask(home: Path, watched: Watched) -> None:
    for _ in range(2):  # with the second change there is a backup
        run("add", "note", "-", stdin=SECRET)
    run("brief", "-o", "page.txt")
    run("restore")
    run("demo", "--brief")
    assert (home / "page.txt").exists()
    assert (home / "data/tuiplanner/planner.json.backups").is_dir()
    assert_private(home)
    assert all(home in path.parents for path in watched.written)


def test_the_screen_makes_private_files(home: Path, watched: Watched) -> None:
    """A saved record, a draft, a page, a calendar; nothing of them in the system's folder."""
    before = os.umask(0)
    try:
        with session(home) as planner:
            with_a_medicine_and_a_draft(planner)
            planner.press("1", "x")
            planner.sees("Open it with your calendar")
            planner.press("b")
            planner.sees("The page for the doctor")
            planner.press("s")
            planner.sees("Written")
            planner.comes_back_to("2", SECRET)
            planner.quits()
    finally:
        os.umask(before)
    assert {"appointments.ics", "data/tuiplanner/planner.json.drafts"} <= modes(home).keys()
    assert_private(home)
    assert all(home in path.parents for path in watched.written)


def with_a_medicine_and_a_draft(planner: Session) -> None:
    planner.press("2", "n")
    planner.sees("New medication")
    planner.press(*SECRET, "\x13")
    planner.sees("Saved.")
    planner.loses("New medication")
    planner.press("n")
    planner.sees("New medication")
    planner.press(*SECRET)
    planner.sees(f"Name *                   {SECRET}")
    planner.press(LONE_ESCAPE)
    planner.sees("Not saved yet")


DEBUGGING = {
    "TEXTUAL": "debug,devtools,headless",
    "TEXTUAL_LOG": "textual.log",
    "TEXTUAL_DEBUG": "1",
    "TEXTUAL_DRIVER": "textual.drivers.linux_driver:LinuxDriver",
    "TEXTUAL_SCREENSHOT": "0",
    "TEXTUAL_SCREENSHOT_LOCATION": ".",
    "TEXTUAL_SCREENSHOT_FILENAME": "screen.svg",
    "TEXTUAL_SHOW_RETURN": "1",
    "TEXTUAL_PRESS": "q",
}


def test_no_debugging_variable_logs_typed_text(
    home: Path, watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in DEBUGGING.items():
        monkeypatch.setenv(name, value)
    with session(home) as planner:
        with_a_medicine_and_a_draft(planner)
        planner.quits()
    ours = {path for path in home.rglob("*") if path.name.startswith("planner.json")}
    holding = {p for p in home.rglob("*") if p.is_file() and SECRET in p.read_text()}
    assert holding <= {p for p in home.rglob("*") if ours & {p, *p.parents}}
    assert {path.name for path in home.iterdir()} == {"data"}
    assert watched.calls == []


async def test_the_palette_and_the_keys_take_no_screenshot(path: Path) -> None:
    async with at_keyboard(path) as hands:
        bindings = [b.action for _, b, *_ in hands.app.screen.active_bindings.values()]
        assert bindings
        assert not [action for action in bindings if "screenshot" in action]
        commands = list(hands.app.get_system_commands(hands.app.screen))
        assert [c.title for c in commands if c.title == "Find"]
        told = " ".join(f"{c.title} {c.help}" for c in commands).casefold()
        assert "screenshot" not in told
        await hands.press("ctrl+p")
        await hands.type("find words")
        await hands.until("Find words in all tabs")
        assert "screenshot" not in hands.flat.casefold()


FAULT_OF_A_COMMAND = """
from tuiplanner.store.store import Store
def update(self, change, by=None):
    planner = change(self.load())
    secret = list(planner.notes.values())[0].text
    return {}[secret]
Store.update = update
"""
FAULT_OF_THE_SCREEN = """
from tuiplanner.ui.forms.advisor import Advisor
def advise(self, field):
    secret = field.typed
    if "!" in secret:
        raise ValueError(secret)
Advisor.advise = advise
"""
FAULT_OF_THE_PAGE = """
from tuiplanner.session import Session
def page(self):
    for secret in self.planner.medications.values():
        raise ValueError(secret)
Session.page = page
"""
FAULT_OF_THE_TERMINAL = """
from tuiplanner.ui.terminal.driver import InputDecoder
read = InputDecoder.read
def broken(self, data):
    secret = data.decode()
    if "!" in secret:
        raise LookupError(secret)
    return read(self, data)
InputDecoder.read = broken
"""
RUN = "import sys; from tuiplanner.cli.main import main; sys.exit(main())"


def test_a_command_crash_reports_only_type_file_and_line(home: Path) -> None:
    done = subprocess.run(
        [*python_of(FAULT_OF_A_COMMAND + RUN), "add", "note", "-"],
        input=SECRET,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == "tuiplanner met a fault (KeyError, <string>:6). What was saved is safe.\n"
    assert SECRET not in "".join(p.read_text() for p in home.rglob("*") if p.is_file())


@pytest.mark.parametrize(
    ("fault", "last", "told"),
    [
        (FAULT_OF_THE_SCREEN, "!", "ValueError, <string>:6"),
        (FAULT_OF_THE_PAGE, "\x13", "ValueError, <string>:5"),
        (FAULT_OF_THE_TERMINAL, "!", "unknown"),
    ],
)
def test_a_screen_crash_reports_only_type_file_and_line(
    home: Path, fault: str, last: str, told: str
) -> None:
    with session(home, code=fault + RUN) as planner:
        planner.press("2", "n")
        planner.sees("New medication")
        planner.press(*SECRET)
        planner.sees(SECRET)
        planner.press(last)
        planner.gets(b"met a fault")
        assert planner.ends() == 1
    left = planner.raw[planner.raw.index(b"\x1b[?1049l") :].decode()
    sentence = re.sub(r"\x1b\[[?\d;]*[a-z]", "", left)
    assert sentence == f"tuiplanner met a fault ({told}). What was saved is safe.\r\n"


def test_text_can_come_from_standard_input(home: Path) -> None:
    """So it stands neither in the shell's history nor in the list of processes."""
    run("add", "symptom", "-", stdin=SECRET)
    run("add", "visit", "tomorrow", "--reason", "-", stdin=SECRET)
    run("note", "-", stdin=SECRET)
    run("edit", "symptom", "1", "--note", "-", stdin=SECRET)
    run("me", "--name", "-", stdin=SECRET)
    whole = json.loads(run("export").stdout)
    assert [whole["symptoms"][0][name] for name in ("name", "note")] == [SECRET, SECRET]
    assert whole["visits"][0]["reason"] == SECRET
    assert whole["notes"][0]["text"] == SECRET
    assert SECRET in run("me").stdout


@pytest.mark.parametrize(
    "words", ["add symptom - --note -", "edit symptom 1 --name - --note -", "me --name - --needs -"]
)
def test_a_text_for_two_fields_is_refused(home: Path, words: str) -> None:
    """The second would find nothing more to read, and its field would be emptied in silence."""
    run("add", "symptom", SECRET, "--note", SECRET)
    done = run(*words.split(), stdin="other words", code=1)
    assert "Only one text" in done.stderr
    (kept,) = json.loads(run("list", "symptom", "--json").stdout)
    assert [kept["name"], kept["note"]] == [SECRET, SECRET]
