"""Histories that went wrong: each way takes the history's file and spoils it."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

Harm = Callable[[Path], object]

TOUCH: dict[str, Any] = {
    "revision": 1,
    "when": "2026-03-12T12:00:00Z",
    "by": None,
    "table": "medications",
    "id": 1,
    "field": "dose",
    "before": "1 tablet",
    "after": "2 tablets",
    "undoes": 0,
}
# Lines that are JSON, and no touch that this program wrote.
WRONG_LINES: tuple[dict[str, Any], ...] = (
    *({**TOUCH, "revision": odd} for odd in (True, "1", None, 1.5, [1])),
    *({**TOUCH, "when": odd} for odd in (5, "", "March", "0001-01-01T00:00:00Z", None)),
    *({**TOUCH, "when": odd} for odd in ("9999-12-31T23:59:59Z", "2026-13-45T99:99:99Z")),
    *({**TOUCH, "by": odd} for odd in ("Ana", [1], {}, True)),
    *({**TOUCH, "table": odd} for odd in (["x"], None, 5, {})),
    *({**TOUCH, "id": odd} for odd in ("1", None, [1], {}, 1.0)),
    *({**TOUCH, "field": odd} for odd in (["x"], None, 5, {})),
    *({**TOUCH, "undoes": odd} for odd in ("1", None, [1])),
    *({**TOUCH, "field": "", "after": odd} for odd in (5, "x", [1])),
    {**TOUCH, "more": 1},
    {key: value for key, value in TOUCH.items() if key != "field"},
)


def wrong_lines(file: Path) -> None:
    file.write_text("".join(json.dumps(line) + "\n" for line in WRONG_LINES))


def ahead(file: Path) -> None:
    """As after an older copy of the planner was put in its place."""
    file.write_text("".join(json.dumps({**TOUCH, "revision": n}) + "\n" for n in range(70, 90)))


def replaced_by_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()
    (file / "x").write_text("x")


def replaced_by_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def replaced_by_device(file: Path) -> None:
    file.unlink()
    file.symlink_to("/dev/zero")


def linked_to_itself(file: Path) -> None:
    file.unlink()
    file.symlink_to(file)


def huge_and_empty(file: Path) -> None:
    with file.open("r+b") as history:
        history.truncate(1_000_000_000)


def huge_of_one_line(file: Path) -> None:
    file.write_bytes(b"[" * 60_000_000)


# Ways after which nothing of the history can be read.
LOST: dict[str, Harm] = {
    "missing": Path.unlink,
    "empty": lambda file: file.write_bytes(b""),
    "binary": lambda file: file.write_bytes(bytes(range(256)) * 40),
    "zeros": lambda file: file.write_bytes(b"\0" * 5_000),
    "deep": lambda file: file.write_bytes(b"[" * 100_000),
    "a long number": lambda file: file.write_bytes(b"9" * 9_000 + b"\n"),
    "not UTF-8": lambda file: file.write_bytes(b'{"revision": "\xff\xfe"}\n'),
    "wrong lines": wrong_lines,
    "ahead": ahead,
    "a folder": replaced_by_folder,
    "a pipe": replaced_by_pipe,
    "a device": replaced_by_device,
    "a link to itself": linked_to_itself,
    "huge and empty": huge_and_empty,
    "huge of one line": huge_of_one_line,
}
# Of these, what no line can be written to.
NO_FILE = {"a folder", "a pipe", "a device", "a link to itself"}
EVERY: dict[str, Harm] = {**LOST, "unreadable": lambda file: file.chmod(0)}  # root still reads it
