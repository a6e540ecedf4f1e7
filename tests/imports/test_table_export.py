"""Our own export of medicines and allergies is read back without loss."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import TODAY, field_texts
from tuiplanner.imports.record import ImportedAllergy, ImportedMedicine
from tuiplanner.imports.table import read_table
from tuiplanner.model.planner import Planner, add, read_values
from tuiplanner.model.record import OURS
from tuiplanner.model.records import Allergy, Medication, Record, typed_specs
from tuiplanner.outputs.tables import csv_table_of

MEDICINE = ("name", "strength", "status", "started", "stopped", "reason")
ALLERGY = ("substance", "reaction", "severity")


def exported(kind: type[Record], rows: list[dict[str, str]]) -> tuple[list[Record], bytes]:
    planner = Planner()
    for typed in rows:
        planner = add(planner, kind, read_values(kind, typed, TODAY), TODAY)
    records = list(planner.rows(kind).values())
    return records, csv_table_of(planner, kind, records).encode()


def typed(record: Record) -> dict[str, str]:
    """Each field that is filled, as it is typed."""
    specs = {name: spec for name, spec in typed_specs(type(record)).items() if name not in OURS}
    words = {name: spec.edit(getattr(record, name)) for name, spec in specs.items()}
    return {name: text for name, text in words.items() if text}


def filled(item: ImportedMedicine | ImportedAllergy, names: tuple[str, ...]) -> Mapping[str, str]:
    own = {name: str(getattr(item, name)) for name in names if getattr(item, name)}
    return own | dict(item.fields)


@given(st.data())
def test_medicines_are_read_back_without_loss(data: st.DataObject) -> None:
    most = len(typed_specs(Medication))
    texts = st.lists(field_texts(Planner(), Medication, most=most), min_size=1, max_size=3)
    records, file = exported(Medication, data.draw(texts))
    read = read_table(file, TODAY)
    assert [filled(item, MEDICINE) for item in read.medicines] == [typed(r) for r in records]
    assert (read.left_out, read.warnings) == ((), ())


@given(st.data())
def test_allergies_are_read_back_without_loss(data: st.DataObject) -> None:
    most = len(typed_specs(Allergy))
    texts = st.lists(field_texts(Planner(), Allergy, most=most), min_size=1, max_size=3)
    records, file = exported(Allergy, data.draw(texts))
    read = read_table(file, TODAY)
    assert [filled(item, ALLERGY) for item in read.allergies] == [typed(r) for r in records]
    assert (read.left_out, read.warnings) == ((), ())


@pytest.mark.parametrize("status", ["taking", "paused", "stopped"])
def test_our_own_status_is_taken_as_it_is(status: str) -> None:
    row = {"name": "a", "status": status, "stopped": "3 Mar 2020", "dose": "2"}
    _, file = exported(Medication, [row])
    (medicine,) = read_table(file, TODAY).medicines
    assert (medicine.status, medicine.stopped, medicine.how) == (status, "3 Mar 2020", "2")
