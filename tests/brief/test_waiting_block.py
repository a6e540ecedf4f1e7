"""Waiting for: what is overdue, since when, and how long on the page's day."""

from datetime import date

import pytest

from tests.brief.made import made, source_of
from tests.brief.reading import blocks
from tests.strategies import TODAY
from tuiplanner.brief.page import make_page
from tuiplanner.model.records import MedicalTest, Record, Specialist
from tuiplanner.model.waiting import waiting


def _text(record: Record, today: date = TODAY) -> str:
    found = waiting(made(record), today)
    return found[0].text if found else ""


@pytest.mark.parametrize(
    ("sent", "age"),
    [
        ("2026-02-18", ", 22 days"),
        ("2026-03-11", ", 1 day"),
        ("2026-03-12", ""),
        ("2026-03-13", ""),
        ("2024-02-29", ", 742 days"),
        ("XXXX", ""),
    ],
)
def test_a_referral_s_age_counts_from_the_page_date(sent: str, age: str) -> None:
    text = _text(Specialist(specialty="oncology", status="sent", sent_on=sent))
    assert text.endswith(f": no answer yet{age}")


def test_the_age_grows_with_the_day() -> None:
    referral = Specialist(specialty="oncology", status="sent", sent_on="2026-02-18")
    assert _text(referral, date(2026, 2, 20)).endswith(", 2 days")
    assert _text(referral, date(2026, 4, 18)).endswith(", 59 days")


@pytest.mark.parametrize("sent", ["2026-02", "2026-02~", "2026-02-18~", "2025"])
def test_the_age_is_approximate_when_the_sent_date_is_unsure(sent: str) -> None:
    text = _text(Specialist(specialty="oncology", status="sent", sent_on=sent))
    assert "about" in text.rpartition(":")[2] or "days" not in text


@pytest.mark.parametrize(
    ("due", "overdue"),
    [
        ("2026-03-11", True),
        ("2026-03-12", False),
        ("2026-03-13", False),
        ("2026-02", True),
        ("2026-03", False),
        ("2026", False),
        ("2025~", True),
        ("XXXX", False),
        ("", False),
    ],
)
def test_a_result_is_overdue_the_day_after_its_latest_due_date(due: str, overdue: bool) -> None:
    found = waiting(made(MedicalTest(name="MRI", status="done", result_due=due)), TODAY)
    assert [w.is_overdue for w in found] == [overdue]
    assert ("was due" in found[0].text) is overdue


@pytest.mark.parametrize(
    ("expires", "expired"),
    [
        ("2026-03-11", True),
        ("2026-03-12", False),
        ("2026-03", True),
        ("2026-04", False),
        ("XXXX", False),
        ("", False),
    ],
)
def test_an_approval_expires_on_the_earliest_possible_day(expires: str, expired: bool) -> None:
    referral = Specialist(specialty="oncology", status="approved", approval_expires=expires)
    found = waiting(made(referral), TODAY)
    assert [w.is_overdue for w in found] == [expired]
    assert ("expired" in found[0].text) is expired


def test_an_expired_approval_shows_its_date_not_the_age() -> None:
    """“approval expired, 53 days” reads as if it had expired 53 days ago."""
    text = _text(
        Specialist(
            specialty="oncology",
            status="approved",
            sent_on="2026-01-18",
            approval_expires="2026-03-01",
        )
    )
    assert "1 Mar 2026" in text
    assert "expired, 53 days" not in text


@pytest.mark.parametrize(
    "record",
    [
        MedicalTest(name="MRI", status="ordered"),
        MedicalTest(name="MRI", status="booked", booked_for="2026-03-20"),
        MedicalTest(name="MRI", status="result-in", result_due="2026-03-01"),
        MedicalTest(name="MRI", status="discussed", result_due="2026-03-01"),
        MedicalTest(name="MRI", status="done", result="no change", result_due="2026-03-01"),
        Specialist(specialty="oncology", status="booked"),
        Specialist(specialty="oncology", status="explained"),
        Specialist(specialty="oncology", status="declined"),
        Specialist(specialty="oncology", status="cancelled"),
    ],
)
def test_finished_items_are_not_waited_for(record: Record) -> None:
    assert not waiting(made(record), TODAY)


def test_overdue_items_come_first_then_the_longest_waits() -> None:
    records = (
        MedicalTest(name="new", status="done", done_on="2026-03-10"),
        MedicalTest(name="old", status="done", done_on="2026-01-10"),
        MedicalTest(name="late", status="done", done_on="2026-03-05", result_due="2026-03-08"),
        Specialist(specialty="older", status="sent", sent_on="2026-01-09"),
    )
    page = make_page(source_of(made(*records)))
    printed = [line.split()[0].rstrip(",:") for line in blocks(page)["waiting"][1:5]]
    assert printed == ["late", "older", "old", "new"]
