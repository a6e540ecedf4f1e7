"""What would change if a planner became another one."""

from dataclasses import replace

from tests.model.making import added, edited, told
from tests.strategies import TODAY
from tuiplanner.model.differing import counts, differences
from tuiplanner.model.planner import Planner, remove
from tuiplanner.model.records import Medication, Note, Person, Symptom


def with_medicines(*names: str) -> Planner:
    planner = Planner()
    for name in names:
        planner = added(planner, Medication, name=name)
    return planner


def test_nothing_differs_from_itself() -> None:
    planner = told(added(with_medicines("prednisone"), Note, text="x"), name="Marta")
    assert differences(planner, planner) == []
    assert differences(Planner(), Planner()) == []


def test_author_and_time_are_not_a_difference() -> None:
    planner = with_medicines("prednisone")
    (record,) = planner.medications.values()
    stamped = replace(record, created="x", updated="y", by=7)
    assert differences(planner, replace(planner, medications={1: stamped})) == []


def test_restored_removed_and_changed_records_are_listed() -> None:
    then = added(with_medicines("prednisone", "aspirin"), Symptom, name="falls")
    now = edited(remove(then, Medication, 2, TODAY), Symptom, 3, impact="slower")
    now = added(added(now, Person, name="Ana"), Person, name="Ben")
    assert differences(now, then) == [
        "1 medication comes back: “aspirin”.",
        "1 symptom differs: “falls”.",
        "2 people go: “Ana”, “Ben”.",
    ]
    assert differences(then, now) == [
        "1 medication goes: “aspirin”.",
        "1 symptom differs: “falls”.",
        "2 people come back: “Ana”, “Ben”.",
    ]


def test_five_are_named_and_the_others_counted() -> None:
    names = [f"medicine {n}" for n in range(8)]
    quoted = ", ".join(f"“{name}”" for name in names[:5])
    now = with_medicines(*names)
    medicines = [line for line in differences(now, Planner()) if line.startswith("8 med")]
    assert medicines == [f"8 medications go: {quoted} and 3 more."]
    assert differences(with_medicines(*names[:5]), Planner())[0] == f"5 medications go: {quoted}."


def test_a_changed_record_is_named_by_its_current_name() -> None:
    then = with_medicines("prednison")
    now = edited(then, Medication, 1, name="prednisone")
    assert differences(now, then) == ["1 medication differs: “prednisone”."]


def test_about_me_differs_by_its_fields() -> None:
    now, then = told(Planner(), name="Marta", phone="1"), told(Planner(), name="Maria", born="1958")
    assert differences(now, then) == ["About me differs: name, born, phone."]


def test_records_are_counted_by_kind() -> None:
    assert counts(Planner()) == "0 records"
    assert counts(with_medicines("a")) == "1 record: 1 medication"
    planner = added(added(with_medicines("a", "b"), Person, name="Ana"), Person, name="Ben")
    assert counts(planner) == "4 records: 2 medications, 2 people"
