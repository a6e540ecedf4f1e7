"""The steps of referrals and tests: on, back, their ends, and the days that they bring."""

import pytest

from tests.model.making import added, newest
from tests.strategies import TODAY
from tuiplanner.model.dates import UNSURE
from tuiplanner.model.planner import Planner, edit
from tuiplanner.model.records import MedicalTest, Specialist
from tuiplanner.model.status_steps import LADDERS, next_step, take_step


def test_the_steps_are_in_the_expected_order() -> None:
    assert LADDERS[Specialist] == (
        "wanted",
        "ordered",
        "sent",
        "awaiting-approval",
        "approved",
        "booked",
        "seen",
        "report-back",
        "explained",
    )
    assert LADDERS[MedicalTest] == ("ordered", "booked", "done", "result-in", "discussed")


@pytest.mark.parametrize("kind", LADDERS)
def test_all_the_way_on_and_back(kind: type[Specialist] | type[MedicalTest]) -> None:
    record = kind(status=LADDERS[kind][0])
    seen = [record.status]
    while step := next_step(record, 1):
        record = kind(status=step)
        seen.append(step)
    assert tuple(seen) == LADDERS[kind]
    while step := next_step(record, -1):
        record = kind(status=step)
    assert record.status == seen[0]


@pytest.mark.parametrize("status", ["declined", "cancelled", "lost in the post"])
def test_a_status_outside_the_steps_has_no_next_step(status: str) -> None:
    assert next_step(Specialist(status=status), 1) == ""
    assert next_step(Specialist(status=status), -1) == ""


@pytest.mark.parametrize(
    ("kind", "status", "field"),
    [
        (Specialist, "sent", "sent_on"),
        (Specialist, "seen", "seen_on"),
        (Specialist, "booked", "status_since"),
        (MedicalTest, "done", "done_on"),
    ],
)
def test_a_step_brings_its_day(
    kind: type[Specialist] | type[MedicalTest], status: str, field: str
) -> None:
    planner = added(Planner(), kind, **{kind.TITLE: "neurology"})
    planner = take_step(planner, kind, 1, status, TODAY)
    assert getattr(newest(planner, kind), field) == TODAY.isoformat()


def test_a_known_date_is_not_replaced() -> None:
    planner = added(Planner(), MedicalTest, name="MRI", done_on="2 Mar 2026")
    assert (
        newest(take_step(planner, MedicalTest, 1, "done", TODAY), MedicalTest).done_on
        == "2026-03-02"
    )


@pytest.mark.parametrize("kind", [Specialist, MedicalTest])
def test_a_day_or_result_moves_the_status_on_and_never_back(
    kind: type[Specialist] | type[MedicalTest],
) -> None:
    days = ("2026-03-01", UNSURE)
    for field, implied in kind.IMPLIES:
        for before in (*LADDERS[kind], "declined", "lost in the post"):
            for value in days:
                record = kind(id=1, status=before, **{kind.TITLE: "neurology"})
                planner = Planner().having(**{kind.TABLE: {1: record}, "next_id": 2})
                after = edit(planner, kind, 1, {field: value}, TODAY).find(kind, 1).status
                is_behind = before in LADDERS[kind] and (
                    LADDERS[kind].index(before) < LADDERS[kind].index(implied)
                )
                is_moved = is_behind and value != UNSURE
                assert after == (implied if is_moved else before), (field, before, value)


def test_the_latest_of_several_days_counts_and_a_given_status_wins() -> None:
    values = {"name": "MRI brain", "booked_for": "2026-02-01", "done_on": "2026-02-02"}
    assert newest(added(Planner(), MedicalTest, **values), MedicalTest).status == "done"
    told = added(Planner(), MedicalTest, **values, status="booked")
    assert newest(told, MedicalTest).status == "booked"
    seen = {"specialty": "neurology", "sent_on": "2026-01-01", "seen_on": "2026-02-01"}
    assert newest(added(Planner(), Specialist, **seen), Specialist).status == "seen"
    assert newest(added(Planner(), MedicalTest, name="EEG"), MedicalTest).status == "ordered"
