"""What is waited for: results and referrals, the overdue first, counted from the day asked."""

from datetime import date

import pytest

from tests.model.making import added, newest
from tests.strategies import TODAY
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import MedicalTest, Specialist
from tuiplanner.model.waiting import Waiting, waiting

FEBRUARY, MARCH = date(2026, 2, 28), date(2026, 3, 1)


def of_test(today: date = TODAY, **typed: str) -> Waiting | None:
    planner = added(Planner(), MedicalTest, name="MRI brain", **typed)
    return next(iter(waiting(planner, today)), None)


def of_referral(today: date = TODAY, **typed: str) -> Waiting | None:
    planner = added(Planner(), Specialist, specialty="neurology", **typed)
    return next(iter(waiting(planner, today)), None)


@pytest.mark.parametrize(
    ("typed", "today", "waited", "overdue"),
    [
        ({}, TODAY, False, False),
        ({"status": "booked", "booked_for": "20 Mar 2026"}, TODAY, False, False),
        ({"status": "done"}, TODAY, True, False),
        (
            {"status": "done", "done_on": "2 Mar 2026", "result_due": "9 Mar 2026"},
            TODAY,
            True,
            True,
        ),
        ({"status": "done", "result_due": "12 Mar 2026"}, TODAY, True, False),
        ({"status": "done", "result_due": "13 Mar 2026"}, TODAY, True, False),
        ({"status": "done", "result_due": "Feb 2026"}, FEBRUARY, True, False),
        ({"status": "done", "result_due": "Feb 2026"}, MARCH, True, True),
        ({"status": "done", "result_due": "Feb 2024"}, date(2024, 2, 29), True, False),
        ({"status": "done", "result_due": "2025"}, date(2025, 12, 31), True, False),
        ({"status": "done", "result_due": "2025"}, date(2026, 1, 1), True, True),
        ({"status": "done", "result_due": "unsure"}, TODAY, True, False),
        ({"status": "ordered", "result_due": "1 Mar 2026"}, TODAY, True, True),
        ({"status": "booked", "result_due": "1 Mar 2026"}, TODAY, True, True),
        ({"status": "booked", "result_due": "unsure"}, TODAY, False, False),
        ({"status": "done", "result": "normal"}, TODAY, False, False),
        ({"status": "result-in", "result_due": "1 Mar 2026"}, TODAY, False, False),
        ({"status": "discussed", "result_due": "1 Mar 2026"}, TODAY, False, False),
    ],
)
def test_a_result_is_waited_for_until_it_is_in(
    typed: dict[str, str], today: date, waited: bool, overdue: bool
) -> None:
    found = of_test(today, **typed)
    assert (found is not None) is waited
    assert (found is not None and found.is_overdue) is overdue


@pytest.mark.parametrize(
    ("status", "waited"),
    [
        ("wanted", False),
        ("ordered", True),
        ("sent", True),
        ("awaiting-approval", True),
        ("approved", True),
        ("booked", False),
        ("seen", False),
        ("report-back", False),
        ("explained", False),
        ("declined", False),
        ("cancelled", False),
    ],
)
def test_a_referral_is_waited_for_until_it_is_booked(status: str, waited: bool) -> None:
    assert (of_referral(status=status) is not None) is waited


@pytest.mark.parametrize(
    ("expires", "today", "expired"),
    [
        ("11 Mar 2026", TODAY, True),
        ("12 Mar 2026", TODAY, False),
        ("13 Mar 2026", TODAY, False),
        ("Mar 2026", MARCH, False),
        ("Mar 2026", date(2026, 3, 2), True),  # the earliest day that it may mean
        ("Feb 2026", FEBRUARY, True),
        ("2026", date(2026, 1, 1), False),
        ("2026", date(2026, 1, 2), True),
        ("unsure", TODAY, False),
    ],
)
def test_an_approval_expires_on_the_earliest_day(expires: str, today: date, expired: bool) -> None:
    found = of_referral(today, status="approved", approval_expires=expires)
    assert found is not None
    assert found.is_overdue is expired
    assert ("expired" in found.text) is expired


def test_the_words_say_what_since_when_and_how_long() -> None:
    found = of_test(status="done", done_on="2 Mar 2026", result_due="9 Mar 2026")
    assert found is not None
    assert found.text == "MRI brain, done 2 Mar 2026: no result yet (was due 9 Mar 2026)"
    due = of_test(status="done", done_on="2 Mar 2026", result_due="19 Mar 2026")
    assert due is not None
    assert due.text == "MRI brain, done 2 Mar 2026: no result yet (due 19 Mar 2026)"
    sent = of_referral(status="sent", sent_on="18 Feb 2026", referral_number="R-7")
    assert sent is not None
    assert sent.text == "neurology referral R-7, sent 18 Feb 2026: no answer yet, 22 days"


@pytest.mark.parametrize(
    ("sent_on", "today", "age"),
    [
        ("11 Mar 2026", TODAY, ", 1 day"),
        ("12 Mar 2026", TODAY, ": no answer yet"),
        ("28 Feb 2026", date(2026, 3, 1), ", 1 day"),
        ("28 Feb 2024", date(2024, 3, 1), ", 2 days"),
        ("Feb 2026", date(2026, 3, 2), ": no answer yet"),
        ("unsure", TODAY, ": no answer yet"),
        ("1 Apr 2026", TODAY, ": no answer yet"),
    ],
)
def test_the_age_counts_from_the_day_asked(sent_on: str, today: date, age: str) -> None:
    found = of_referral(today, status="sent", sent_on=sent_on, status_since="12 Mar 2026")
    assert found is not None
    assert found.text.endswith(age)


def test_without_a_day_of_sending_the_last_step_counts() -> None:
    found = of_referral(status="ordered", status_since="2 Mar 2026")
    assert found is not None
    assert found.since == date(2026, 3, 2)
    assert found.text.endswith("ordered, 10 days")


def test_the_overdue_come_first_then_the_longest_waited_for() -> None:
    planner = Planner()
    for name, done, due in (
        ("late, done long ago", "1 Jan 2026", "unsure"),
        ("overdue", "1 Mar 2026", "10 Mar 2026"),
        ("no day", "unsure", "unsure"),
        ("overdue for long", "1 Feb 2026", "1 Mar 2026"),
    ):
        planner = added(
            planner, MedicalTest, name=name, status="done", done_on=done, result_due=due
        )
    planner = added(planner, Specialist, specialty="eyes", status="sent", sent_on="20 Feb 2026")
    texts = [found.text for found in waiting(planner, TODAY)]
    names = ["overdue for long", "overdue,", "late", "eyes", "no day"]
    assert [text.startswith(name) for text, name in zip(texts, names, strict=True)] == [True] * 5


def test_each_points_to_its_record() -> None:
    planner = added(Planner(), MedicalTest, name="MRI", status="done")
    planner = added(planner, Specialist, specialty="neurology", status="sent")
    found = {(each.table, each.id) for each in waiting(planner, TODAY)}
    ids = newest(planner, MedicalTest).id, newest(planner, Specialist).id
    assert found == {("tests", ids[0]), ("specialists", ids[1])}


def test_unknown_words_from_a_file_are_not_waited_for() -> None:
    planner = Planner(
        tests={1: MedicalTest.load(1, {"name": "MRI", "status": "lost"})},
        specialists={2: Specialist.load(2, {"specialty": "eyes", "status": "lost"})},
    )
    assert waiting(planner, TODAY) == ()
    assert waiting(Planner(), TODAY) == ()
