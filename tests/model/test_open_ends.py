"""Every open end is listed: what was ordered and not booked, days that are over, approvals."""

from dataclasses import replace
from datetime import date

import pytest

from tests.model.making import added, brought, newest
from tests.strategies import TODAY
from tuiplanner.model.open_ends import mark_done
from tuiplanner.model.planner import Planner, add, edit
from tuiplanner.model.records import Dose, MedicalTest, Medication, Record, Specialist, Visit
from tuiplanner.model.waiting import ahead, waiting_for

LATE, NOT_YET = True, False


def told(planner: Planner, today: date = TODAY) -> list[tuple[bool, str]]:
    return [(item.is_overdue, item.text) for item in waiting_for(planner, today)]


def scan(**typed: str) -> Planner:
    return brought(Planner(), MedicalTest, name="PET-CT", **typed)


def referral(**typed: str) -> Planner:
    return brought(Planner(), Specialist, specialty="eyes", **typed)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"ordered_on": "26 Feb 2026"}, (LATE, "PET-CT: ordered 26 Feb 2026, not booked")),
        ({"ordered_on": "27 Feb 2026"}, (NOT_YET, "PET-CT: ordered 27 Feb 2026, not booked")),
        ({"ordered_on": "Jan 2026"}, (LATE, "PET-CT: ordered Jan 2026, not booked")),
        ({"ordered_on": "Feb 2026"}, (NOT_YET, "PET-CT: ordered Feb 2026, not booked")),
        ({}, (NOT_YET, "PET-CT: ordered, not booked")),
        ({"status": "booked"}, (NOT_YET, "PET-CT: booked, day not recorded")),
        (
            {"status": "booked", "booked_for": "11 Mar 2026"},
            (LATE, "PET-CT: was booked for 11 Mar 2026, not marked done"),
        ),
        ({"status": "booked", "booked_for": "12 Mar 2026"}, None),
        ({"status": "booked", "booked_for": "Mar 2026"}, None),
        (
            {"booked_for": "29 Mar 2026", "approval_expires": "28 Mar 2026"},
            (
                NOT_YET,
                "PET-CT, booked 29 Mar 2026: approval expires 28 Mar 2026,"
                " before the booked day, 29 Mar 2026",
            ),
        ),
        (
            {"booked_for": "15 Mar 2026", "approval_expires": "11 Mar 2026"},
            (
                LATE,
                "PET-CT, booked 15 Mar 2026: approval expired 11 Mar 2026,"
                " before the booked day, 15 Mar 2026",
            ),
        ),
        ({"booked_for": "15 Mar 2026", "approval_expires": "27 Mar 2026"}, None),
    ],
)
def test_a_test_that_is_not_done(typed: dict[str, str], expected: tuple[bool, str] | None) -> None:
    assert told(scan(**typed)) == ([expected] if expected else [])


def test_a_test_without_the_day_of_its_order_is_as_old_as_its_record() -> None:
    test = newest(scan(), MedicalTest)
    old = Planner(tests={1: replace(test, created="2026-02-26T10:00:00Z")})
    (item,) = waiting_for(old, TODAY)
    assert item.is_overdue
    assert item.days(TODAY) is None, "the day of typing is no day of the order"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"status": "wanted", "status_since": "26 Feb 2026"}, "wanted, not referred yet"),
        ({"status": "wanted", "status_since": "5 Mar 2026", "urgency": "urgent"}, "wanted"),
        ({"status": "booked", "booked_for": "11 Mar 2026"}, "was booked for 11 Mar 2026"),
        ({"status": "booked", "booked_for": "12 Mar 2026"}, None),
        ({"status": "seen", "seen_on": "26 Feb 2026"}, "seen 26 Feb 2026, no report back"),
        ({"status": "seen", "seen_on": "27 Feb 2026"}, None),
        ({"status": "report-back", "seen_on": "1 Jan 2026"}, None),
    ],
)
def test_a_referral_that_does_not_move(typed: dict[str, str], expected: str | None) -> None:
    found = told(referral(**typed))
    assert len(found) == (expected is not None)
    for is_overdue, text in found:
        assert is_overdue
        assert expected in text if expected else not text


def test_a_wanted_referral_is_open_and_not_yet_overdue() -> None:
    """The doctor reads it, also on the first day."""
    for since in ("27 Feb 2026", "12 Mar 2026"):
        ((is_overdue, text),) = told(referral(status="wanted", status_since=since))
        assert not is_overdue
        assert "wanted, not referred yet" in text
    wanted = {"status": "wanted", "referred_by": "Dr Maas"}
    ((_, text),) = told(referral(**wanted))
    assert "wanted by Dr Maas, not referred yet" in text


def test_a_referral_that_was_typed_later_is_as_old_as_its_letter() -> None:
    """Sent on 1 Apr, typed on 10 Jun: 70 days old in every list, and stuck."""
    june = date(2026, 6, 10)
    for status in ("sent", "awaiting-approval"):
        values = {"specialty": "eyes", "status": status, "sent_on": "2026-04-01"}
        planner = add(Planner(), Specialist, values, june)
        assert newest(planner, Specialist).status_since == "2026-04-01"
        (item,) = waiting_for(planner, june)
        assert item.days(june) == 70


@pytest.mark.parametrize(
    ("typed", "doses", "expected"),
    [
        ({"next_due": "11 Mar 2026"}, (), "was due 11 Mar 2026: was it given?"),
        ({"next_due": "12 Mar 2026"}, (), None),
        ({"next_due": "Mar 2026"}, (), None),
        ({"next_due": "11 Mar 2026"}, ("2026-03-11",), None),
        ({"next_due": "11 Mar 2026"}, ("2026-02-11",), "was due 11 Mar 2026: was it given?"),
        ({"next_due": "11 Mar 2026", "status": "stopped"}, (), None),
        ({"stopped": "11 Mar 2026"}, (), "was to stop 11 Mar 2026: was it stopped?"),
        ({"stopped": "12 Mar 2026"}, (), None),
        ({"stopped": "11 Mar 2026", "started": "12 Mar 2026"}, (), None),
        ({"stopped": "11 Mar 2026", "status": "stopped"}, (), None),
        ({"frequency": "every 4 weeks"}, ("2026-02-11",), "by the plan due 11 Mar 2026"),
        ({"frequency": "every 4 weeks"}, ("2026-02-12",), None),
        ({"approval_expires": "26 Mar 2026"}, (), "approval expires 26 Mar 2026"),
        ({"approval_expires": "27 Mar 2026"}, (), None),
    ],
)
def test_a_medicine_to_ask_about(
    typed: dict[str, str], doses: tuple[str, ...], expected: str | None
) -> None:
    planner = added(Planner(), Medication, name="IVIg", kind="infusion", **typed)
    for day in doses:
        planner = add(planner, Dose, {"medication_id": 1, "when": day}, TODAY)
    found = [text for _, text in told(planner)]
    assert len(found) == (expected is not None)
    assert all(text.startswith(f"IVIg: {expected}") for text in found)


def test_a_visit_whose_day_is_over_is_one_item_with_its_referral() -> None:
    planner = add(Planner(), Specialist, {"specialty": "eyes", "name": "Dr Iris"}, TODAY)
    planner = add(planner, Visit, {"when": "2026-03-11T10:00", "specialist_id": 1}, TODAY)
    assert told(planner) == [(LATE, "visit 11 Mar 2026, 10:00, Dr Iris, eyes: not marked done")]
    assert told(edit(planner, Visit, 2, {"status": "done"}, TODAY)) == []


def test_the_page_says_that_a_test_has_no_day_or_that_its_day_is_over() -> None:
    assert [item.text for item in ahead(scan(), TODAY)] == ["PET-CT: ordered, not booked"]
    over = scan(status="booked", booked_for="1 Mar 2026")
    text = "PET-CT: was booked for 1 Mar 2026, not marked done"
    assert [item.text for item in ahead(over, TODAY)] == [text]


@pytest.mark.parametrize(
    ("kind", "values", "expected"),
    [
        (Visit, {"when": "2026-03-10T09:00"}, ("status", "done")),
        (MedicalTest, {"name": "MRI", "booked_for": "2026-03-10T08:00"}, ("done_on", "2026-03-10")),
        (
            Specialist,
            {"specialty": "eyes", "status": "booked", "booked_for": "2026-03-10"},
            ("seen_on", "2026-03-10"),
        ),
    ],
)
def test_what_was_done_on_its_day_is_marked_by_one_key(
    kind: type[Record], values: dict[str, str], expected: tuple[str, str]
) -> None:
    planner = add(Planner(), kind, values, TODAY)
    change = mark_done(planner, kind.TABLE, 1, TODAY)
    assert change is not None
    after = change(planner).rows(kind)[1]
    assert getattr(after, expected[0]) == expected[1]


def test_a_dose_that_was_due_becomes_a_dose_that_was_given() -> None:
    planner = added(Planner(), Medication, name="IVIg", kind="infusion", next_due="10 Mar 2026")
    change = mark_done(planner, "medications", 1, TODAY)
    assert change is not None
    after = change(planner)
    assert [dose.when for dose in after.doses.values()] == ["2026-03-10"]
    assert told(after) == []
    assert mark_done(Planner(), "visits", 1, TODAY) is None
    assert mark_done(scan(), "tests", 1, TODAY) is None
