"""Bytes sent over a slow line, by the planner as SSH runs it and by the bare app."""

import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.benchmarks import bare, made, programs
from tests.benchmarks.figure import Figure
from tests.benchmarks.terminal import Terminal

SSH = {"SSH_CONNECTION": "192.0.2.1 50022 192.0.2.2 22"}
TABS = "234567"
FIELDS = 5
IDLE = 10  # seconds
ROUNDS = 3
SSH_C = 6  # the level at which `ssh -C` compresses
BOUNDS = {
    "start": ("start-up", 36_000),
    "built": ("tab opened the first time", 14_000),
    "tab": ("tab opened again", 14_000),
    "form": ("form opened", 20_000),
    "field": ("Tab to the next field", 5_500),
    "key": ("key in a field", 1_100),
    "idle": ("a second of idleness", 100),
}


class Sent(NamedTuple):
    """Bytes of one run; of tabs, keys and fields the most that one of them took."""

    start: float
    packed: float  # the start-up, as `ssh -C` sends it
    built: float
    tab: float
    form: float
    field: float
    key: float
    idle: float  # a second


def figures(planners: dict[int, Path]) -> Iterator[Figure]:
    ours = _middle(programs.planner(planners[300]), (made.FIRST_ROW, "e.g. "))
    least = _middle(programs.bare_app(FIELDS), (bare.FIRST_ROW, bare.FIRST_LABEL))
    for part, (name, most) in BOUNDS.items():
        sent, other = getattr(ours, part), getattr(least, part)
        yield Figure(f"SSH, bytes: {name}", sent, most, "B")
        if other:
            yield Figure(f"SSH, bytes: {name} / bare", sent, other, "B", 1.0)
    yield Figure("SSH, bytes: start-up packed / raw", ours.packed, ours.start, "B", 0.1)


def _middle(command: Sequence[str], seen: tuple[str, str]) -> Sent:
    """The median of each figure over some runs."""
    runs = [_run(command, *seen) for _ in range(ROUNDS)]
    return Sent(*(median(column) for column in zip(*runs, strict=True)))


def _run(command: Sequence[str], first_row: str, first_field: str) -> Sent:
    with Terminal(command, SSH) as terminal:
        terminal.seen(first_row)
        terminal.comes_to_rest()
        start = terminal.got
        packer = zlib.compressobj(SSH_C)
        packed = sum(
            len(packer.compress(piece) + packer.flush(zlib.Z_PARTIAL_FLUSH)) for piece in start
        )
        built, again = ([terminal.press(tab).bytes for tab in TABS] for _ in range(2))
        terminal.press("2")
        form = terminal.press("n", first_field).bytes
        keys = [terminal.press(letter).bytes for letter in "zinc"]
        fields = [terminal.press("\t").bytes for _ in range(FIELDS - 1)]
        return Sent(
            *(sum(map(len, start)), packed, max(built), max(again)),
            *(form, max(fields), max(keys), terminal.idled(IDLE) / IDLE),
        )
