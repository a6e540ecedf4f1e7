"""How the tests talk to the command line, and what they expect of every refusal."""

import json
import re
from collections.abc import Callable
from subprocess import CompletedProcess
from typing import Any

Done = CompletedProcess[str]
Run = Callable[..., Done]

DONE, SENTENCE, USAGE, BUSY = 0, 1, 2, 3
LONGEST = 800  # characters of a sentence that a person still reads, a path in it
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


def refused(done: Done, *words: str, code: int = SENTENCE) -> str:
    """The one plain sentence of a refusal: on standard error, nothing on standard output."""
    assert done.returncode == code, done
    assert done.stdout == ""
    said = done.stderr
    assert said.endswith("\n")
    assert said.count("\n") == 1, f"not one line: {said}"
    assert "Traceback" not in said
    assert not _CONTROL.search(said)
    assert re.search(r"\w{2,}.*[.?!](\s|$)", said), f"not a sentence: {said}"
    assert len(said) < LONGEST
    for word in words:
        assert word in said, said
    return said


def misused(done: Done, *words: str) -> str:
    """What wrong usage says: exit code 2, standard error only, never a traceback."""
    assert done.returncode == USAGE, done
    assert done.stdout == ""
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr, done.stderr
    return done.stderr


def fine(done: Done) -> str:
    """The data of a command that did what it was asked to."""
    assert done.returncode == DONE, done
    assert "Traceback" not in done.stderr
    return done.stdout


def advice(done: Done) -> str:
    """What a command says besides the line that names what it changed."""
    lines = done.stderr.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("Changed: "))


def new_id(done: Done) -> str:
    """The id that `add` printed, alone on its line."""
    out = fine(done)
    assert re.fullmatch(r"[1-9]\d*\n", out), out
    return out.strip()


def shown(run: Run, kind: str, id: str) -> dict[str, Any]:
    """One record as `show --json` tells it."""
    record: dict[str, Any] = json.loads(fine(run("show", kind, id, "--json")))
    return record


def listed(run: Run, kind: str, *more: str) -> list[dict[str, Any]]:
    """The records of a kind as `list --json` tells them."""
    records: list[dict[str, Any]] = json.loads(fine(run("list", kind, "--json", *more)))
    return records
