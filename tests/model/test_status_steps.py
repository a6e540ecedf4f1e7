"""The steps of referrals and tests: on, back, their ends, and the days that they bring."""

import pytest

from tests.model.making import added, newest
from tests.strategies import TODAY
from tuiplanner.model.planner import Planner
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
