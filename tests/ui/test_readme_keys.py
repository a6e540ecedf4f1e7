"""The README's table of keys holds every key of the program, and no other."""

import re
from pathlib import Path

from textual.binding import Binding

from tests.ui.test_bindings import OURS, own
from tuiplanner.ui.hints import key_name, written

README = Path(__file__).parents[2] / "README.md"
ROW = re.compile(r"^\| ([^|]+) \| (`[^|]+`) \| ([^|]+) \|$", re.MULTILINE)


def keys_of(binding: Binding) -> frozenset[str]:
    """How its keys are written."""
    return frozenset([key_name(binding), *(written(key) for key in binding.key.split(","))])


def told() -> set[tuple[frozenset[str], str]]:
    """The table's rows: keys, and what they do."""
    rows = ROW.findall(README.read_text("utf-8"))
    return {(frozenset(re.findall(r"`([^`]+)`", keys)), does) for _, keys, does in rows}


def real() -> set[tuple[frozenset[str], str]]:
    return {
        (keys_of(binding), binding.tooltip)
        for place in OURS
        for binding in own(place)
        if binding.tooltip
    }


def test_every_key_of_the_program_is_in_the_readme() -> None:
    missing = {(", ".join(sorted(keys)), does) for keys, does in real() - told()}
    assert not missing


def test_every_key_in_the_readme_is_of_the_program() -> None:
    assert {row for row in told() if len(row[0]) and row[1]} - real() == set()
