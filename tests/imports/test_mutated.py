"""Any file is a clean record or a sentence: never a traceback, never an unsafe text."""

import json
from collections.abc import Iterator
from datetime import date

import pytest

from tests.imports.clean import is_unsafe, unclean_texts
from tests.imports.mutated import containers, good_files, mutated
from tuiplanner.errors import PlannerError
from tuiplanner.imports import record as r
from tuiplanner.imports.reading import read_file

TODAY = date(2026, 11, 3)
FILES = good_files()
STATUSES = {r.TAKING, r.PAUSED, r.STOPPED, r.PLANNED, r.UNKNOWN}
BATCH = 100


def faults(data: bytes) -> list[str]:
    """Return what is wrong with the result of a file; a refusal is right if its sentence is."""
    try:
        record = read_file(data, TODAY)
    except PlannerError as refusal:
        sentence = str(refusal)
        return [sentence] if not sentence or any(map(is_unsafe, sentence)) else []
    found = unclean_texts(record)
    json.dumps(record.as_json(), allow_nan=False)
    found += [each.status for each in record.medicines if each.status not in STATUSES]
    found += ["a medicine without a name" for each in record.medicines if not each.name.strip()]
    found += ["an allergy without a name" for each in record.allergies if not each.substance]
    return found + [each.what for each in record.left_out if not each.why.endswith((".", ")", "”"))]


def check(batch: int) -> None:
    for seed in range(batch * BATCH, (batch + 1) * BATCH):
        data = mutated(seed, FILES)
        try:
            found = faults(data)
        except Exception as fault:
            raise AssertionError(f"seed {seed}: {data[:300]!r}") from fault
        assert not found, f"seed {seed}: {found}"


def test_the_good_files_have_no_fault() -> None:
    assert [found for data in FILES for found in faults(data)] == []


def test_mutated_files_are_refused_or_clean() -> None:
    check(0)


@pytest.mark.long
@pytest.mark.parametrize("batch", range(1, 30))
def test_many_mutated_files_are_refused_or_clean(batch: int) -> None:
    check(batch)


WRONG = (None, 7, "\u202ex", [], {}, [None], [[{}]], {"value": [1]}, True, "9" * 5_000)


def confused(data: bytes) -> Iterator[bytes]:
    """Yield the JSON of a file with one of its values replaced, each by each of `WRONG`."""
    count = len(list(containers(json.loads(data))))
    for number in range(count):
        for position in range(len(containers(json.loads(data))[number])):
            for wrong in WRONG:
                value = json.loads(data)
                box = containers(value)[number]
                box[list(box)[position] if isinstance(box, dict) else position] = wrong
                yield json.dumps(value).encode()


JSON_FILES = [data for data in FILES if data.lstrip()[:1] == b"{"]
PLAN = {
    "Patient": {"FName": "Mia", "BDt": "1950-02-03", "Med": {"Rc": [{"Id": 6, "R": [5]}]}},
    "Medicaments": [
        {"Id": "A", "IdType": 1, "Unit": "Tabl.", "Pos": [{"D": [1], "DtTo": "2026-01-01"}]},
        {"Id": "B", "Unit": "ml", "Pos": [{"CyDu": 604800, "TT": [{"Off": 0, "DoFrom": 1}]}]},
    ],
}


@pytest.mark.parametrize("data", [*JSON_FILES, json.dumps(PLAN).encode()])
def test_a_value_of_another_type_is_no_fault_anywhere(data: bytes) -> None:
    assert [found for each in confused(data) for found in faults(each)] == []


def test_the_same_seed_makes_the_same_file() -> None:
    assert mutated(7, FILES) == mutated(7, FILES)
    assert len({mutated(seed, FILES) for seed in range(50)}) > 40
