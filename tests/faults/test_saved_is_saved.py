"""Saved is saved: killed at any moment, nothing that was acknowledged is lost.

Acknowledged is what a command said with exit code 0, and what the screen said with "Saved.".
"""

import random
import subprocess
import sys
from pathlib import Path

from tests.faults.long import times
from tests.faults.runs import Prepared, litter, texts
from tests.store.making import ROOT, written

FORKED, STARTED = times(60, 700), times(4, 60)
BUSY = {str(n): {"name": f"medicine {n}", "note": "word " * 100} for n in range(1, 100)}


class Told:
    """What the commands have acknowledged, and the one change that may have come before a kill."""

    def __init__(self, path: Path, chance: random.Random) -> None:
        self._path, self._chance = path, chance
        self.notes: dict[int, str] = {}
        self.acknowledged = self.kills = self.midway = 0

    def next_words(self, number: int) -> list[str]:
        """A command: a new note, or another text for one."""
        if self.notes and self._chance.random() < 0.5:
            self._id = self._chance.choice(list(self.notes))
            self._text = f"edit {number}"
            return ["edit", "note", str(self._id), "--text", self._text]
        self._id, self._text = 0, f"note {number}"
        return ["add", "note", self._text]

    def check(self, code: int, out: str) -> None:
        """All that was acknowledged is there, and nothing that nobody asked for."""
        now = texts(self._path)
        id = self._id or int(out or 0) or max(now, default=0)
        after = {**self.notes, id: self._text}
        if code == 0:
            self.acknowledged += 1
            assert now == after
        else:
            assert code == -9
            self.kills += 1
            self.midway += bool(litter(self._path)) or now == after
            assert now in (self.notes, after)
        self.notes = now

    def __str__(self) -> str:
        return (
            f"{self.kills} kills, {self.midway} of them in the middle of a save or just after it;"
            f" {self.acknowledged} acknowledged changes, lost 0"
        )


def busy_planner(path: Path) -> None:
    written(path, meta={"1": {"schema": 1, "next_id": 100, "revision": 1}}, medications=BUSY)


def test_no_acknowledged_command_is_lost_by_kill_9(path: Path, prepared: Prepared) -> None:
    busy_planner(path)
    told, chance, number, usual = Told(path, random.Random(20260312)), random.Random(9), 0, 0.1
    while told.kills < FORKED or told.midway <= FORKED // 20:
        number += 1
        words = told.next_words(number)
        after = chance.uniform(0, usual * 1.2)
        run = prepared.run("command", "--file", path, *words, kill_after=after)
        told.check(run.code, run.out)
        usual = next_usual(usual, run.code)
        if run.code == 0:
            assert litter(path) == []
    assert prepared.run("command", "--file", path, "add", "note", "the end").code == 0
    assert litter(path) == []
    print(told)


def next_usual(seconds: float, code: int) -> float:
    """Follow the machine's speed: seconds that a command takes, by whether this one came through.

    On a machine that is suddenly slow all are killed early, so the kills come later; and back.
    """
    return seconds * (0.9 if code == 0 else 1.05)


def test_no_acknowledged_command_of_a_whole_start_is_lost(path: Path) -> None:
    busy_planner(path)
    told, chance, number, usual = Told(path, random.Random(1)), random.Random(2), 0, 0.5
    while told.kills < STARTED:
        number += 1
        words = [sys.executable, "-m", "tuiplanner", "--file", str(path)]
        process = subprocess.Popen(
            words + told.next_words(number), cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        try:
            process.wait(chance.uniform(usual / 2, usual * 1.1))
        except subprocess.TimeoutExpired:
            process.kill()
        out, _ = process.communicate()
        usual = next_usual(usual, process.returncode)
        told.check(process.returncode, out)
    print(told)
