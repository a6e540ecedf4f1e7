"""What is waited for: results and referrals, the overdue first, counted from the day asked."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.model.making import added, brought, newest
from tests.strategies import TODAY
from tuiplanner.model.planner import Planner
from tuiplanner.model.reasons import Waiting
from tuiplanner.model.records import Contact, MedicalTest, Record, Specialist, Visit
from tuiplanner.model.waiting import ahead, waiting, waiting_for

FEBRUARY, MARCH = date(2026, 2, 28), date(2026, 3, 1)


def of_test(today: date = TODAY, **typed: str) -> Waiting | None:
    planner = brought(Planner(), MedicalTest, name="MRI brain", **typed)
    return next(iter(waiting(planner, today)), None)


def of_referral(today: date = TODAY, **typed: str) -> Waiting | None:
    planner = brought(Planner(), Specialist, specialty="neurology", **typed)
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


def test_the_text_shows_what_since_when_and_how_long() -> None:
    found = of_test(status="done", done_on="2 Mar 2026", result_due="9 Mar 2026")
    assert found is not None
    assert found.text == "MRI brain, done 2 Mar 2026: RESULT OVERDUE, was due 9 Mar 2026"
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
    assert found.text.endswith("ordered, not sent yet, 10 days")


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


def rung(planner: Planner, record: Record, when: str, promised_by: str = "") -> Planner:
    """With a call about a referral or a test, and by when they promised to ring back."""
    link = "test_id" if isinstance(record, MedicalTest) else "specialist_id"
    typed = {"when": when, "promised_by": promised_by, link: str(record.id)}
    return added(planner, Contact, outcome="they look", **typed)


def referral_with_calls(*calls: tuple[str, str], **typed: str) -> Planner:
    typed = {"status": "sent", "sent_on": "18 Feb 2026", **typed}
    planner = added(Planner(), Specialist, specialty="oncology", referral_number="R-2291", **typed)
    for when, promised_by in calls:
        planner = rung(planner, newest(planner, Specialist), when, promised_by)
    return planner


def ordered_with_calls(*calls: tuple[str, str], **typed: str) -> Planner:
    planner = added(Planner(), MedicalTest, name="MRI brain", **typed)
    for when, promised_by in calls:
        planner = rung(planner, newest(planner, MedicalTest), when, promised_by)
    return planner


def told(planner: Planner, today: date = TODAY) -> list[tuple[bool, str]]:
    """The whole list: whether each is overdue, and what is told of it."""
    return [(found.is_overdue, found.text) for found in waiting_for(planner, today)]


REFERRAL = "oncology referral R-2291, sent 18 Feb 2026"


@pytest.mark.parametrize(
    ("promised_by", "today", "overdue"),
    [
        ("11 Mar 2026", TODAY, True),
        ("12 Mar 2026", TODAY, False),
        ("13 Mar 2026", TODAY, False),
        ("28 Feb 2026", MARCH, True),
        ("28 Feb 2024", date(2024, 2, 29), True),
        ("29 Feb 2024", date(2024, 2, 29), False),
        ("Feb 2026", FEBRUARY, False),  # the latest day that it may mean
        ("Feb 2026", MARCH, True),
        ("2025", date(2025, 12, 31), False),
        ("2025", date(2026, 1, 1), True),
        ("unsure", date(2036, 1, 1), False),
        ("", date(2036, 1, 1), False),
    ],
)
def test_a_promised_call_is_late_from_the_day_after(
    promised_by: str, today: date, overdue: bool
) -> None:
    for planner in (
        referral_with_calls(("20 Feb 2026", promised_by)),
        ordered_with_calls(("20 Feb 2026", promised_by), status="done"),
    ):
        (found,) = waiting(planner, today)
        assert found.is_overdue is overdue
        assert found.text.endswith(", none noted") is overdue
        assert ("call promised" in found.text) is overdue  # the page tells only late ones


def test_a_late_call_replaces_the_missing_answer() -> None:
    (found,) = waiting(referral_with_calls(("26 Feb 2026", "11 Mar 2026")), TODAY)
    assert found.text == f"{REFERRAL}: call promised by 11 Mar 2026, none noted"
    assert (found.since, found.due) == (date(2026, 2, 18), date(2026, 3, 11))


def test_a_late_call_never_hides_what_is_overdue_itself() -> None:
    calls = ("26 Feb 2026", "11 Mar 2026")
    expired = referral_with_calls(calls, status="approved", approval_expires="1 Mar 2026")
    done = ordered_with_calls(calls, status="done", result_due="9 Mar 2026")
    late = "call promised by 11 Mar 2026, none noted"
    assert told(expired) == [(True, f"{REFERRAL}: approval expired 1 Mar 2026; {late}")]
    assert told(done) == [(True, f"MRI brain: RESULT OVERDUE, was due 9 Mar 2026; {late}")]


@pytest.mark.parametrize(
    ("calls", "overdue"),
    [
        ([("20 Feb 2026", "27 Feb 2026"), ("2 Mar 2026", "")], False),
        ([("2 Mar 2026", ""), ("20 Feb 2026", "27 Feb 2026")], False),  # in whatever order
        ([("20 Feb 2026", "27 Feb 2026"), ("2 Mar 2026", "19 Mar 2026")], False),
        ([("20 Feb 2026", "19 Mar 2026"), ("2 Mar 2026", "9 Mar 2026")], True),
        ([("2 Mar 2026", "9 Mar 2026"), ("2 Mar 2026", "")], False),  # the later noted
        ([("2 Mar 2026", "9 Mar 2026"), ("unsure", "")], True),
        ([("Feb 2026", "9 Mar 2026"), ("27 Feb 2026", "")], True),
    ],
)
def test_only_the_last_contact_s_promise_counts(
    calls: list[tuple[str, str]], overdue: bool
) -> None:
    (found,) = waiting(referral_with_calls(*calls), TODAY)
    assert found.is_overdue is overdue


@pytest.mark.parametrize(
    ("status", "since", "waited"),
    [
        ("wanted", "20 Feb 2026", True),
        ("booked", "20 Feb 2026", True),
        ("booked", "26 Feb 2026", True),  # booked and promised in one call
        ("booked", "27 Feb 2026", False),
        ("booked", "Feb 2026", True),
        ("booked", "unsure", True),
        ("sent", "27 Feb 2026", True),
        ("seen", "20 Feb 2026", True),
        ("report-back", "20 Feb 2026", True),
        ("explained", "20 Feb 2026", False),
        ("declined", "20 Feb 2026", False),
        ("cancelled", "20 Feb 2026", False),
    ],
)
def test_a_referral_promise_holds_until_it_is_closed_or_booked(
    status: str, since: str, waited: bool
) -> None:
    calls = ("26 Feb 2026", "11 Mar 2026")
    planner = referral_with_calls(calls, status=status, status_since=since)
    assert len(waiting(planner, TODAY)) == waited


def test_a_promise_about_a_test_holds_until_its_result_is_in() -> None:
    calls = ("26 Feb 2026", "11 Mar 2026")
    booked = ordered_with_calls(calls, status="booked", booked_for="20 Mar 2026")
    late = "call promised by 11 Mar 2026, none noted"
    assert told(booked) == [(True, f"MRI brain, booked 20 Mar 2026: {late}")]
    assert waiting(booked, TODAY)[0].since == date(2026, 2, 26)
    assert ahead(booked, TODAY) == ()  # one line of the page is enough
    assert len(ahead(ordered_with_calls(("26 Feb 2026", "19 Mar 2026")), TODAY)) == 1
    assert told(ordered_with_calls(calls, status="result-in")) == []
    assert told(ordered_with_calls(calls, status="done", result="normal")) == []


def test_a_call_still_to_come_is_in_the_whole_list_only() -> None:
    planner = referral_with_calls(("26 Feb 2026", "19 Mar 2026"))
    coming = "call promised by 19 Mar 2026"
    assert told(planner) == [(False, f"{REFERRAL}: no answer yet, 22 days; {coming}")]
    assert waiting(planner, TODAY)[0].text == f"{REFERRAL}: no answer yet, 22 days"
    ordered = ordered_with_calls(("26 Feb 2026", "12 Mar 2026"))
    assert told(ordered) == [
        (False, "MRI brain: call promised by 12 Mar 2026; ordered, not booked")
    ]
    assert waiting(ordered, TODAY) == ()


@pytest.mark.parametrize(
    ("expires", "today", "state"),
    [
        ("26 Mar 2026", TODAY, "approval expires 26 Mar 2026"),
        ("27 Mar 2026", TODAY, ""),
        ("12 Mar 2026", TODAY, "approval expires 12 Mar 2026"),
        ("11 Mar 2026", TODAY, "approval expired 11 Mar 2026"),
        ("14 Mar 2024", date(2024, 2, 29), "approval expires 14 Mar 2024"),
        ("15 Mar 2024", date(2024, 2, 29), ""),
        ("14 Mar 2026", FEBRUARY, "approval expires 14 Mar 2026"),
        ("Mar 2026", date(2026, 2, 15), "approval may expire Mar 2026"),  # the earliest day
        ("Mar 2026", date(2026, 2, 14), ""),
        ("2027", date(2026, 12, 18), "approval may expire 2027"),
        ("2027", date(2026, 12, 17), ""),
        ("unsure", TODAY, ""),
    ],
)
def test_an_approval_runs_out_in_two_weeks(expires: str, today: date, state: str) -> None:
    planner = added(
        Planner(), Specialist, specialty="eyes", status="booked", approval_expires=expires
    )
    overdue = "expired" in state
    assert told(planner, today) == ([(overdue, f"eyes referral: {state}")] if state else [])
    assert waiting(planner, today) == ()


@pytest.mark.parametrize(
    ("status", "waited"),
    [
        ("wanted", True),
        ("booked", True),
        ("seen", False),
        ("report-back", False),
        ("explained", False),
        ("declined", False),
        ("cancelled", False),
    ],
)
def test_an_approval_matters_until_one_is_seen(status: str, waited: bool) -> None:
    typed = {"status": status, "approval_expires": "20 Mar 2026"}
    assert len(told(added(Planner(), Specialist, specialty="eyes", **typed))) == waited


def test_an_approval_ending_before_the_visit_is_listed_at_once() -> None:
    typed = {"status": "booked", "approval_expires": "1 Jun 2026", "booked_for": "1 Jun 2026"}
    planner = added(Planner(), Specialist, specialty="eyes", **typed)
    assert told(planner) == []
    id = str(newest(planner, Specialist).id)
    planner = added(planner, Visit, when="2 Jun 2026", specialist_id=id)
    before = "before the booked day, 2 Jun 2026"
    assert told(planner) == [(False, f"eyes referral: approval expires 1 Jun 2026, {before}")]


def test_an_expired_approval_is_listed_once() -> None:
    typed = {"status": "approved", "approval_expires": "1 Mar 2026"}
    planner = added(Planner(), Specialist, specialty="eyes", **typed)
    assert told(planner) == [(True, "eyes referral: approval expired 1 Mar 2026")]


def repeated(done_on: str, least: str, most: str = "", **typed: str) -> Planner:
    typed = {"status": "discussed", "result": "no change", "repeat_min_months": least, **typed}
    if most:
        typed["repeat_max_months"] = most
    return added(Planner(), MedicalTest, name="MRI brain", done_on=done_on, **typed)


@pytest.mark.parametrize(
    ("done_on", "least", "most", "opens", "closes", "shown"),
    [
        ("20 Feb 2026", "3", "6", "2026-05-20", "2026-08-20", "window 20 May - 20 Aug 2026"),
        ("20 Aug 2025", "3", "6", "2025-11-20", "2026-02-20", "window 20 Nov 2025 - 20 Feb 2026"),
        ("20 Feb 2026", "3", "", "2026-05-20", "2026-05-20", "due 20 May 2026"),
        ("20 Feb 2026", "3", "3", "2026-05-20", "2026-05-20", "due 20 May 2026"),
        ("30 Nov 2025", "3", "6", "2026-02-28", "2026-05-30", "window 28 Feb - 30 May 2026"),
        ("31 Aug 2023", "6", "8", "2024-02-29", "2024-04-30", "window 29 Feb - 30 Apr 2024"),
        ("31 Dec 2025", "1", "2", "2026-01-31", "2026-02-28", "window 31 Jan - 28 Feb 2026"),
        ("29 Feb 2024", "12", "24", "2025-02-28", "2026-02-28", "window 28 Feb 2025 - 28 Feb 2026"),
        ("29 Feb 2024", "48", "", "2028-02-29", "2028-02-29", "due 29 Feb 2028"),
        ("Feb 2026", "3", "6", "2026-05-01", "2026-08-31", "window May - Aug 2026"),
        ("Feb 2026", "3", "", "2026-05-01", "2026-05-31", "due May 2026"),
        ("2025", "3", "6", "2025-04-01", "2026-06-30", "window Apr 2025 - Jun 2026"),
        ("about 20 Feb 2026", "3", "6", "2026-05-01", "2026-08-31", "window May - Aug 2026"),
    ],
)
def test_a_repeat_is_due_from_its_earliest_day_until_its_latest(
    done_on: str, least: str, most: str, opens: str, closes: str, shown: str
) -> None:
    planner = repeated(done_on, least, most)
    first, last = date.fromisoformat(opens), date.fromisoformat(closes)
    text = f"MRI brain: ask whether the repeat is booked ({shown})"
    assert told(planner, first - timedelta(1)) == []
    assert told(planner, first) == [(False, text)]
    assert told(planner, last) == [(False, text)]
    assert told(planner, last + timedelta(1)) == [(True, text)]
    (found,) = waiting_for(planner, last)
    assert (found.since, found.due) == (first, last)
    assert waiting(planner, last + timedelta(1)) == ()  # not on the page


@pytest.mark.parametrize(
    "typed",
    [
        {"done_on": "unsure"},
        {"done_on": ""},
        {"repeat_min_months": ""},
        {"status": "ordered"},  # the record of the last one, used again
        {"status": "booked"},
    ],
)
def test_a_repeat_without_a_day_or_an_interval_is_not_proposed(typed: dict[str, str]) -> None:
    values = {"done_on": "20 Feb 2025", "repeat_min_months": "3", "status": "done", **typed}
    planner = added(Planner(), MedicalTest, name="MRI brain", result="no change", **values)
    assert told(planner) == []


@pytest.mark.parametrize(
    ("name", "typed", "asked"),
    [
        ("MRI brain", {"status": "ordered"}, False),
        ("mri Brain", {"status": "ordered"}, False),
        ("MRI brain", {"status": "booked", "booked_for": "20 Mar 2026"}, False),
        ("MRI brain", {"status": "booked", "booked_for": "unsure"}, False),
        ("MRI brain", {"status": "booked", "booked_for": "20 Oct 2025"}, True),
        ("MRI brain", {"status": "discussed", "done_on": "2 Mar 2026"}, False),
        ("MRI brain", {"status": "discussed", "done_on": "1 Nov 2025"}, True),
        ("MRI brain", {"status": "discussed", "done_on": "Dec 2025"}, False),
        ("MRI brain", {"status": "discussed", "done_on": "unsure"}, True),
        ("MRI spine", {"status": "ordered"}, True),
    ],
)
def test_a_repeat_that_is_under_way_is_not_asked_for(
    name: str, typed: dict[str, str], asked: bool
) -> None:
    planner = added(repeated("20 Nov 2025", "3", "6"), MedicalTest, name=name, **typed)
    assert any("ask whether" in text for _, text in told(planner)) is asked


def test_a_record_is_listed_once_with_all_its_reasons() -> None:
    planner = repeated("20 Nov 2025", "3", "6", status="done", result="")
    window = "ask whether the repeat is booked (window 20 Feb - 20 May 2026)"
    assert told(planner) == [
        (False, f"MRI brain, done 20 Nov 2025: no result yet; {window}"),
    ]


def test_the_whole_list_sorts_overdue_then_longest_waiting() -> None:
    planner = repeated("20 Nov 2025", "3", "6")  # since 20 Feb
    planner = added(planner, Specialist, specialty="eyes", status="sent", sent_on="1 Feb 2026")
    late = {"status": "done", "done_on": "1 Mar 2026", "result_due": "9 Mar 2026"}
    planner = added(planner, MedicalTest, name="EEG", **late)
    names = [found.name for found in waiting_for(planner, TODAY)]
    assert names == ["EEG", "eyes referral", "MRI brain"]
    assert waiting_for(Planner(), TODAY) == ()


def test_the_phone_number_is_shown() -> None:
    planner = added(Planner(), Specialist, specialty="eyes", status="sent", phone="555-0120")
    id = str(newest(planner, Specialist).id)
    planner = added(planner, MedicalTest, name="own", status="done", phone="1", specialist_id=id)
    planner = added(planner, MedicalTest, name="theirs", status="done", specialist_id=id)
    planner = added(planner, MedicalTest, name="none", status="done")
    phones = {found.name: found.phone for found in waiting_for(planner, TODAY)}
    assert phones == {"eyes referral": "555-0120", "own": "1", "theirs": "555-0120", "none": ""}


@pytest.mark.parametrize(
    ("done_on", "today", "days"),
    [
        ("18 Feb 2026", TODAY, 22),
        ("12 Mar 2026", TODAY, 0),
        ("28 Feb 2024", date(2024, 3, 1), 2),
        ("28 Feb 2026", MARCH, 1),
        ("1 Apr 2026", TODAY, None),
        ("Feb 2026", TODAY, None),
        ("about 18 Feb 2026", TODAY, None),
        ("unsure", TODAY, None),
    ],
)
def test_an_age_is_shown_only_for_a_known_date(done_on: str, today: date, days: int | None) -> None:
    found = of_test(today, status="done", done_on=done_on)
    assert found is not None
    assert found.days(today) == days


def test_an_unsure_day_of_sending_gives_no_age() -> None:
    found = of_referral(status="sent", sent_on="unsure", status_since="2 Mar 2026")
    assert found is not None
    assert found.since == date(2026, 3, 2)
    assert found.days(TODAY) is None


def test_a_repeat_in_the_last_calendar_year_does_not_crash() -> None:
    test = MedicalTest(id=1, name="MRI", status="done", done_on="9999-12-31", repeat_min_months=3)
    assert len(waiting_for(Planner(tests={1: test}), date.max)) == 1


def test_a_loaded_repeat_with_swapped_months_is_not_overdue() -> None:
    typed: dict[str, Any] = {
        "done_on": "2026-02-20",
        "repeat_min_months": 6,
        "repeat_max_months": 3,
    }
    planner = Planner(tests={1: MedicalTest(id=1, name="MRI", status="discussed", **typed)})
    (found,) = waiting_for(planner, date(2026, 8, 20))
    assert (found.text.endswith("(due 20 Aug 2026)"), found.is_overdue) == (True, False)
