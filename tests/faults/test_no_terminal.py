"""Where there is no screen to draw on: a sentence at once, and nothing that a terminal obeys."""

import os
import pty
import resource
import subprocess
import sys
from pathlib import Path

import pytest

SOON = 1.0  # seconds of work
USAGE = 2
TERMINAL = {"TERM": "xterm-256color"}
# Which of its three streams are a terminal, and what the environment says of it.
PLACES = {
    "none": ("", TERMINAL),
    "the keyboard only": ("i", TERMINAL),
    "the screen only": ("oe", TERMINAL),
    "what it says goes to a file": ("ie", TERMINAL),
    "what it draws goes to a file": ("io", TERMINAL),
    "a dumb one": ("ioe", {"TERM": "dumb"}),
    "one without a name": ("ioe", {"TERM": ""}),
    "a dumb one in the C locale": ("ioe", {"TERM": "dumb", "LC_ALL": "C", "PYTHONUTF8": "0"}),
}


@pytest.mark.parametrize("words", [[], ["demo"]], ids=["planner", "demo"])
@pytest.mark.parametrize(("streams", "env"), PLACES.values(), ids=PLACES)
def test_it_refuses_at_once_and_names_the_command_line(
    home: Path, streams: str, env: dict[str, str], words: list[str]
) -> None:
    ours, theirs = pty.openpty()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with (home / "out").open("wb") as out, (home / "in").open("xb+") as keys:
        program = subprocess.Popen(
            [sys.executable, "-m", "tuiplanner", *words],
            env=os.environ | env,
            stdin=theirs if "i" in streams else keys,
            stdout=theirs if "o" in streams else out,
            stderr=theirs if "e" in streams else out,
        )
        os.close(theirs)
        try:
            assert program.wait(20) == USAGE
        finally:
            program.kill()
            drawn = read_all(ours)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    told = drawn + (home / "out").read_bytes()
    assert told.count(b"\n") == 1
    assert b"tuiplanner brief" in told
    assert b"\x1b" not in told
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < SOON
    assert not (home / "data").exists()


def read_all(terminal: int) -> bytes:
    """What is written to a terminal until its other end is closed."""
    read = b""
    try:
        while more := os.read(terminal, 4_096):
            read += more
    except OSError:  # the other end is closed
        pass
    finally:
        os.close(terminal)
    return read
