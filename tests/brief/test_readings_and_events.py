"""Conditions, readings and life changes on the page."""

import pytest

from tests.brief.made import made, source_of
from tuiplanner.brief.page import make_page
from tuiplanner.model.records import (
    Answer,
    Condition,
    Event,
    Reading,
    Record,
    Specialist,
    Visit,
)

SEEN = Visit(when="2026-01-12", status="done", with_whom="Dr A")
NEXT = Visit(id=99, when="2026-03-14", with_whom="Dr A")
NEW = Visit(id=99, when="2026-03-14", with_whom="Dr B")


def flat(*records: Record, visit: Visit = NEXT, **profile: str) -> str:
    return " ".join(make_page(source_of(made(*records, **profile), visit)).text.split())


def pressure(value: str, when: str, seen_by: str = "") -> Reading:
    return Reading(value=value, what="blood-pressure", unit="mmHg", when=when, seen_by=seen_by)


def test_the_last_reading_and_the_range_since_the_visit() -> None:
    rows = [
        pressure("190/110", "2026-01-02"),
        pressure("150/95", "2026-02-01"),
        pressure("118/70", "2026-03-01"),
        pressure("128/82", "2026-03-10T08:00", "caregiver"),
    ]
    assert (
        "READINGS blood pressure 128/82 mmHg on 10 Mar 2026 (C);"
        " 118/70 on 1 Mar 2026, 150/95 on 1 Feb 2026"
    ) in flat(SEEN, *rows)
    assert "118-190 / 70-110 in 4 readings since 2 Jan 2026" in flat(SEEN, *rows, visit=NEW)


def test_a_reading_without_its_unit_says_so() -> None:
    assert "weight 61 (unit not recorded) on 1 Mar 2026" in flat(
        Reading(value="61", what="weight", when="2026-03-01")
    )
    assert "pulse 61 on 1 Mar 2026" in flat(Reading(value="61", what="pulse", when="2026-03-01"))
    assert "INR 2.4 (day unknown)" in flat(Reading(value="2.4", what="other", label="INR"))


def test_a_life_change_is_printed_until_the_doctor_has_seen_it() -> None:
    rows = [Event(text="moved house", when="2025-12-24"), Event(text="sister died", when="2026-02")]
    assert "LIFE: sister died (Feb 2026)" in flat(SEEN, *rows)
    assert "moved house" not in flat(SEEN, *rows)
    assert "LIFE: sister died (Feb 2026); moved house (24 Dec 2025)" in flat(SEEN, *rows, visit=NEW)


@pytest.mark.parametrize(
    ("condition", "printed"),
    [
        (Condition(name="gout"), "KNOWN gout."),
        (Condition(name="gout", status="confirmed", since="2015"), "KNOWN gout (2015)."),
        (
            Condition(name="encephalitis", status="suspected", since="2026-02", told_by="Dr A"),
            "suspected encephalitis (Feb 2026, told by Dr A)",
        ),
        (
            Condition(name="lymphoma", status="ruled-out", ended="2026-03-01", specialist_id=2),
            "NOT RECORDED - please ask; ruled out: lymphoma (1 Mar 2026, told by Dr B, oncology)",
        ),
        (
            Condition(name="shingles", status="past", since="2001", ended="2002"),
            "past: shingles (2001 - 2002)",
        ),
        (Condition(name="gout", note="left foot"), "gout (note: left foot)"),
        (Condition(name="gout", status="odd-word"), "gout (odd word)"),
    ],
)
def test_each_condition_says_how_sure_it_is(condition: Condition, printed: str) -> None:
    onco = Specialist(specialty="oncology", name="Dr B")
    assert printed in flat(condition, onco)


def test_a_text_of_conditions_is_printed_beside_the_rows() -> None:
    page = flat(Condition(name="gout"), conditions="high blood pressure (2015)")
    assert "KNOWN high blood pressure (2015); gout." in page


def test_none_known_stands_beside_what_was_ruled_out() -> None:
    page = flat(
        Condition(name="lymphoma", status="ruled-out"),
        conditions_status="none-known",
        conditions_checked="2026-03-01",
    )
    assert "KNOWN none known (1 Mar 2026); ruled out: lymphoma." in page


def test_a_cancer_among_the_conditions_wins_over_the_answer() -> None:
    cancer = Condition(name="breast cancer", status="past", since="2010")
    no = Answer(key="cancer", answer="no", answered_on="2026-03-01")
    assert "No cancer diagnosis so far" in flat(no)
    page = flat(cancer, no)
    assert "past: breast cancer (2010)" in page
    assert "No cancer diagnosis" not in page
    assert "not recorded" not in flat(cancer).partition("KNOWN")[2].partition("ALLERGIES")[0]


def test_an_old_answer_on_cancer_has_its_month() -> None:
    no = Answer(key="cancer", answer="no", answered_on="2025-08-01")
    assert "No cancer diagnosis so far (Aug 2025)." in flat(no)


def test_values_that_cannot_be_compared_are_printed_and_counted() -> None:
    rows = [
        pressure("200/120", "2026-03-01"),
        pressure("130/80", "2026-03-02"),
        pressure("HI", "2026-03-03"),
        pressure("120", "2026-03-04"),
    ]
    assert (
        "blood pressure 120 mmHg on 4 Mar 2026; HI on 3 Mar 2026, 130/80 on 2 Mar 2026, 1 more"
    ) in flat(SEEN, *rows)


def test_a_reading_of_an_unknown_day_stays_beside_an_old_one() -> None:
    rows = [pressure("150/95", "2025-12-01"), pressure("180/99", "XXXX")]
    assert "blood pressure 150/95 mmHg on 1 Dec 2025; 180/99 (day unknown)" in flat(SEEN, *rows)
