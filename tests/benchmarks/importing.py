"""The time to read a file to import, compared with a bare pass of the parser over it."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from xml.parsers import expat

from tests.benchmarks import made_files
from tests.benchmarks.figure import Figure, in_turns
from tuiplanner.imports.reading import read_file

ROUNDS = 15
MOST = 10.0  # times the bare pass
FILES: tuple[tuple[str, Callable[[], bytes], Callable[[bytes], object]], ...] = (
    ("C-CDA / a pass of expat", made_files.clinical_document, lambda data: _expat(data)),
    ("FHIR JSON / json.loads", made_files.fhir_json, json.loads),
    ("FHIR XML / a pass of expat", made_files.fhir_xml, lambda data: _expat(data)),
)


def figures(planners: dict[int, Path]) -> Iterator[Figure]:
    for what, make, parse in FILES:
        data = make()
        ways = (lambda: _time(_read, data), lambda: _time(parse, data))  # noqa: B023
        ours, theirs = map(median, in_turns(ways, ROUNDS))
        yield Figure(f"reading {what}", ours, theirs, "ms", MOST)


def _read(data: bytes) -> object:
    return read_file(data, date.today())


def _expat(data: bytes) -> object:
    return expat.ParserCreate().Parse(data, True)


def _time(action: Callable[[bytes], object], data: bytes) -> float:
    start = perf_counter()
    action(data)
    return (perf_counter() - start) * 1_000
