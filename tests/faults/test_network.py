"""Nothing is sent anywhere: every command, and a walk through the screen, without a socket."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.faults.session import session
from tests.faults.watching import Watched, python_of
from tests.journeys.terminal import LONE_ESCAPE
from tuiplanner.cli.catalog import COMMANDS
from tuiplanner.data.demo import write_demo
from tuiplanner.model.planner import KINDS
from tuiplanner.store.store import Store

PROGRAM = [sys.executable, "-m", "tuiplanner"]

# Every command at least once; the dates go through the parser of typed dates.
LINES = (
    *("brief", "brief -o page.txt --ascii --large", "ready", "waiting", "after {visit}"),
    *("call {specialist}", "rehearse", "list medication --json", "show visit {visit}", "me"),
    *("find walking", "prompts", "medicines", "symptoms", "sort", "import list.csv --yes"),
    *("split-conditions", "reading bp128/82", "doubles", "timeline --print"),
    *("note remembered", "add visit yesterday", "edit test {test} --status done", "undo", "redo"),
    *(
        "history",
        "history test {test}",
        "remove symptom {symptom}",
        "check",
        "backups",
        "restore",
        "path",
        "export",
    ),
    *(
        "export --format ics",
        "import all.json --file new.json",
        "merge all.json --yes",
        "demo --brief",
        "",
        "demo",
        "--help",
        "--version",
        "--print-man",
        "--print-completion bash",
        "planners",
        "new father",  # the last one: the others do not say whose planner
    ),
)
# There is no terminal for the screen; something is still missing on the page; no text to split.
EXPECTED = {"": 2, "demo": 2, "ready": 4, "split-conditions": 1}


@pytest.fixture
def told(home: Path) -> Path:
    """The made-up patient's planner, where the planner is stored."""
    file = home / "data" / "tuiplanner" / "planner.json"
    write_demo(file, date.today())
    return file


def test_every_command_is_tried() -> None:
    assert {line.split()[0] if line else "" for line in LINES} >= COMMANDS.keys()


def commands(file: Path) -> list[list[str]]:
    """The lines with the numbers of the records that they speak of."""
    planner = Store(file).load()
    ids = {kind: min(rows) for kind, of in KINDS.items() if (rows := planner.rows(of))}
    return [line.format(**ids).split() for line in LINES]


@pytest.mark.long
def test_no_command_uses_the_network(told: Path, watched: Watched, home: Path) -> None:
    everything = subprocess.run([*PROGRAM, "export"], capture_output=True, check=True, timeout=60)
    (home / "all.json").write_bytes(everything.stdout)
    (home / "list.csv").write_text("Drug;Dosage\naspirin;1 tablet\n")
    for words in commands(told):
        done = subprocess.run([*PROGRAM, *words], input=b"", capture_output=True, timeout=60)
        assert done.returncode == EXPECTED.get(" ".join(words), 0), (words, done)
    assert watched.calls == []
    assert told.with_name("planner.json.history") in watched.written, "it was watched"
    assert all(home in path.parents for path in watched.written)


@pytest.mark.long
def test_no_key_uses_the_network(told: Path, watched: Watched, home: Path) -> None:
    with session(home, "--as", "Ana Example") as planner:
        planner.press("n")
        planner.sees("New visit")
        planner.press(*"in 3 weeks", "\x13")
        planner.sees("Saved.")
        planner.loses("New visit")
        planner.press("x")
        planner.sees("Open it with your calendar")
        planner.press("r")
        planner.sees("What the doctor may ask")
        planner.press(LONE_ESCAPE, "w")
        planner.sees("Waiting")
        planner.press(LONE_ESCAPE, "f")
        planner.sees("words to look for")
        planner.press(*"predni")
        planner.press(LONE_ESCAPE, "b")
        planner.sees("The page for the doctor")
        planner.press("s")
        planner.sees("Written")
        planner.press("c")
        planner.sees("clipboard")
        planner.comes_back_to("4", "Prompts")
        planner.quits()
    assert watched.calls == []
    assert (home / "appointments.ics").exists()
    assert told.with_name("planner.json.history") in watched.written, "it was watched"
    assert all(home in path.parents for path in watched.written)


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)",
        "import socket; socket.getaddrinfo('planner.example', 80)",
        "import urllib.request; urllib.request.urlopen('http://planner.example')",
        "import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))",
    ],
)
def test_network_use_would_be_detected(watched: Watched, code: str) -> None:
    assert subprocess.run(python_of(code), capture_output=True, timeout=60).returncode
    assert watched.calls
