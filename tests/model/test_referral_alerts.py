"""When a referral is stuck, and what is warned of: each rule by its days, on a frozen day."""

from datetime import date

import pytest

from tests.model.making import added, brought, edited, newest
from tests.strategies import TODAY
from tuiplanner.model.contacts import contacts_of
from tuiplanner.model.planner import Planner
from tuiplanner.model.reasons import expires_before
from tuiplanner.model.records import Contact, Specialist, Visit
from tuiplanner.model.referral_alerts import booked_day, is_stuck, warnings

QUIET = {"status_since": "12 Mar 2026", "records": "sent"}


def referred(**typed: str) -> Planner:
    return brought(Planner(), Specialist, specialty="neurology", **typed)


def rung(planner: Planner, *days: str) -> Planner:
    """With a call about the referral on each of these days."""
    id = str(newest(planner, Specialist).id)
    for day in days:
        planner = added(planner, Contact, outcome="they look", specialist_id=id, when=day)
    return planner


def stuck(planner: Planner, today: date = TODAY) -> bool:
    referral = newest(planner, Specialist)
    return is_stuck(referral, contacts_of(planner, Specialist, referral.id), today)


def warned(planner: Planner, today: date = TODAY) -> tuple[str, ...]:
    return warnings(planner, newest(planner, Specialist), today)


@pytest.mark.parametrize(
    ("urgency", "since", "today", "expected"),
    [
        ("routine", "26 Feb 2026", TODAY, True),
        ("routine", "27 Feb 2026", TODAY, False),
        ("soon", "26 Feb 2026", TODAY, True),
        ("soon", "5 Mar 2026", TODAY, False),
        ("urgent", "5 Mar 2026", TODAY, True),
        ("urgent", "6 Mar 2026", TODAY, False),
        ("routine", "16 Feb 2024", date(2024, 3, 1), True),  # a leap day between
        ("routine", "16 Feb 2026", date(2026, 3, 1), False),
        ("routine", "15 Feb 2026", date(2026, 3, 1), True),
        ("routine", "18 Dec 2025", date(2026, 1, 1), True),
        ("routine", "1 Apr 2026", TODAY, False),
        ("routine", "Feb 2026", date(2026, 3, 13), False),  # the latest day that it may mean
        ("routine", "Feb 2026", date(2026, 3, 14), True),
        ("routine", "2025", date(2026, 1, 13), False),
        ("routine", "2025", date(2026, 1, 14), True),
        ("urgent", "unsure", date(2036, 1, 1), False),
    ],
)
def test_two_quiet_weeks_are_stuck_one_if_it_is_urgent(
    urgency: str, since: str, today: date, expected: bool
) -> None:
    planner = referred(status="sent", urgency=urgency, status_since=since)
    assert stuck(planner, today) is expected
    assert any(text.startswith("Stuck") for text in warned(planner, today)) is expected


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("wanted", True),
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
def test_only_open_referrals_can_be_stuck(status: str, expected: bool) -> None:
    assert stuck(referred(status=status, status_since="1 Jan 2026")) is expected


@pytest.mark.parametrize(
    ("sent_on", "calls", "expected"),
    [
        ("", ["26 Feb 2026"], True),
        ("", ["27 Feb 2026"], False),
        ("", ["27 Feb 2026", "3 Feb 2026"], False),  # the latest, in whatever order
        ("", ["Mar 2026"], False),
        ("", ["unsure"], False),
        ("27 Feb 2026", [], False),
        ("26 Feb 2026", ["1 Feb 2026"], True),
        ("unsure", [], False),
    ],
)
def test_the_wait_counts_from_the_last_event(
    sent_on: str, calls: list[str], expected: bool
) -> None:
    planner = referred(status="sent", status_since="1 Jan 2026", sent_on=sent_on)
    assert stuck(rung(planner, *calls)) is expected


def test_another_referral_s_call_does_not_count() -> None:
    planner = rung(referred(status="sent", status_since="1 Jan 2026"), "11 Mar 2026")
    planner = added(planner, Specialist, specialty="eyes", status="sent", status_since="1 Jan 2026")
    assert stuck(planner)


def test_a_referral_without_dates_is_not_stuck() -> None:
    assert not is_stuck(Specialist(specialty="eyes", status="sent"), (), TODAY)


def test_the_stuck_time_is_as_exact_as_the_known_date() -> None:
    planner = referred(status="sent", status_since="18 Feb 2026")
    assert warned(planner) == ("Stuck: no step and no contact for 22 days.",)
    planner = referred(status="sent", status_since="Jan 2026")
    assert warned(planner) == ("Stuck: no step and no contact for 14 days or more.",)


@pytest.mark.parametrize(
    ("expires", "booked", "expected"),
    [
        ("2026-03-19", "2026-03-20", True),
        ("2026-03-20", "2026-03-20", False),
        ("2026-03-20", "2026-03-20T10:30", False),
        ("2026-03-21", "2026-03-20", False),
        ("2024-02-28", "2024-02-29", True),
        ("2026-02-28", "2026-03", True),
        ("2026-03", "2026-03-20", True),  # the earliest day that it may mean
        ("2026-04", "2026-03-20", False),
        ("2026-03-15", "2026-03", True),  # the latest day of the visit
        ("2026", "2025-12-31", False),
        ("XXXX", "2026-03-20", False),
        ("2026-03-19", "XXXX", False),
        ("", "2026-03-20", False),
        ("2026-03-19", "", False),
    ],
)
def test_an_approval_that_may_end_before_the_visit(
    expires: str, booked: str, expected: bool
) -> None:
    assert expires_before(expires, booked) is expected


@pytest.mark.parametrize(
    ("expires", "status", "sentences"),
    [
        (
            "19 Mar 2026",
            "booked",
            ("The approval expires 19 Mar 2026, before the booked day, 20 Mar 2026.",),
        ),
        (
            "Mar 2026",
            "booked",
            ("The approval (Mar 2026) may expire before the booked day, 20 Mar 2026.",),
        ),
        ("20 Mar 2026", "booked", ()),
        ("19 Mar 2026", "seen", ()),
        ("19 Mar 2026", "declined", ()),
        ("19 Mar 2026", "cancelled", ()),
    ],
)
def test_an_approval_that_ends_too_early_gives_a_warning(
    expires: str, status: str, sentences: tuple[str, ...]
) -> None:
    planner = referred(**QUIET, status=status, approval_expires=expires, booked_for="20 Mar 2026")
    assert warned(planner) == sentences


def test_the_booked_day_is_the_next_planned_visit() -> None:
    planner = referred(booked_for="20 Mar 2026")
    referral = newest(planner, Specialist)
    assert booked_day(planner, referral, TODAY) == "2026-03-20"
    for when, status in (
        ("2 Mar 2026", "planned"),  # past
        ("13 Mar 2026", "cancelled"),
        ("14 Mar 2026", "done"),
        ("8 Apr 2026", "planned"),
        ("24 Mar 2026 10:30", "planned"),
        ("unsure", "planned"),
    ):
        planner = added(planner, Visit, when=when, status=status, specialist_id=str(referral.id))
    planner = added(planner, Visit, when="15 Mar 2026")  # somebody else's
    assert booked_day(planner, referral, TODAY) == "2026-03-24T10:30"
    assert booked_day(planner, referral, date(2026, 3, 25)) == "2026-04-08"


@pytest.mark.parametrize(
    ("status", "records", "expected"),
    [
        ("booked", "", True),
        ("booked", "not-asked", True),
        ("booked", "asked", True),
        ("booked", "sent", False),
        ("booked", "received", False),
        ("approved", "", False),
        ("seen", "", False),
    ],
)
def test_records_that_were_not_sent_give_a_warning(
    status: str, records: str, expected: bool
) -> None:
    found = warned(referred(status=status, records=records))
    assert found == (("It is booked, but no records were sent.",) if expected else ())


@pytest.mark.parametrize(
    ("seen_on", "today", "sentence"),
    [
        ("26 Feb 2026", TODAY, "Seen 26 Feb 2026, but no report is back after 14 days."),
        ("27 Feb 2026", TODAY, ""),
        (
            "15 Feb 2024",
            date(2024, 2, 29),
            "Seen 15 Feb 2024, but no report is back after 14 days.",
        ),
        ("Feb 2026", date(2026, 3, 13), ""),
        ("Feb 2026", date(2026, 3, 14), "Seen Feb 2026, but no report is back."),
        ("unsure", TODAY, ""),
        ("", TODAY, ""),
        ("1 Apr 2026", TODAY, ""),
    ],
)
def test_a_report_that_is_not_back_gives_a_warning(
    seen_on: str, today: date, sentence: str
) -> None:
    planner = referred(status="seen", seen_on=seen_on)
    assert warned(planner, today) == ((sentence,) if sentence else ())
    back = edited(planner, Specialist, newest(planner, Specialist).id, status="report-back")
    assert warned(back, today) == ()


def test_several_warnings_keep_their_order() -> None:
    planner = referred(
        status="booked", approval_expires="19 Mar 2026", booked_for="20 Mar 2026", records="asked"
    )
    assert [text.split()[0] for text in warned(planner)] == ["The", "It"]
    assert warned(referred()) == ()
