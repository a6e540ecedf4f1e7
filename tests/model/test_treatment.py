"""Given doses and planned steps: the last and the next day are shown, nothing is computed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.making import added
from tuiplanner.brief.page import make_page
from tuiplanner.brief.source import Source
from tuiplanner.model.doses import due_steps, next_by_plan, with_doses
from tuiplanner.model.planner import Planner, add, edit, remove
from tuiplanner.model.ready import points
from tuiplanner.model.records import Dose, Medication, Step

TODAY = date(2026, 12, 3)


def infusion(frequency: str = "", *days: str, **values: str) -> Planner:
    given = {"name": "IVIg", "kind": "infusion", "frequency": frequency, **values}
    planner = add(Planner(), Medication, given, TODAY)
    for day in days:
        planner = add(planner, Dose, {"medication_id": 1, "when": day, "amount": "30 g"}, TODAY)
    return planner


def taper() -> Planner:
    values = {"name": "prednisone 5 mg", "dose": "2 tablets", "frequency": "every morning"}
    planner = add(Planner(), Medication, values, TODAY)
    for day, dose in (("2026-12-01", "1 tablet"), ("2026-12-15", "half")):
        planner = add(planner, Step, {"medication_id": 1, "from_day": day, "dose": dose}, TODAY)
    return planner


def page(planner: Planner, today: date = TODAY) -> str:
    return " ".join(make_page(Source(planner, today)).text.split())


@pytest.mark.parametrize(
    ("frequency", "given", "expected"),
    [
        ("every 4 weeks", ["2026-11-20"], "2026-12-18"),
        ("30 g every four weeks", ["2026-10-01", "2026-11-20"], "2026-12-18"),
        ("every other week", ["2026-11-20"], "2026-12-04"),
        ("every month", ["2026-01-31"], "2026-02-28"),
        ("every 3 months", ["2023-11-30"], "2024-02-29"),
        ("every week", ["2026-12-28"], "2027-01-04"),
        ("days 1 and 8 of 21", ["2026-11-02"], "2026-11-09"),
        ("days 1 and 8 of 21", ["2026-11-02", "2026-11-09"], "2026-11-23"),
        ("days 1, 8 and 15 of 28", ["2026-11-02", "2026-11-09", "2026-11-16"], "2026-11-30"),
        ("day 1 of 14", ["2026-11-02"], "2026-11-16"),
        ("days 8 and 1 of 5", ["2026-11-02"], None),
        ("when needed", ["2026-11-02"], None),
        ("every 4 weeks", ["2026-11"], None),
        ("every 4 weeks", ["2026-11-20~"], None),
        ("every 4 weeks", [], None),
    ],
)
def test_a_plan_proposes_the_next_day(
    frequency: str, given: list[str], expected: str | None
) -> None:
    planner = infusion(frequency, *given)
    found = next_by_plan(planner, planner.medications[1])
    assert found == (date.fromisoformat(expected) if expected else None)
    assert planner.medications[1].next_due == "", "it is only proposed"


@given(
    st.integers(1, 40),
    st.sampled_from(("day", "week")),
    st.dates(date(2000, 1, 1), date(2090, 1, 1)),
)
def test_every_so_many_days_from_the_last_dose(count: int, unit: str, last: date) -> None:
    planner = infusion(f"every {count} {unit}s", last.isoformat())
    days = count * (7 if unit == "week" else 1)
    assert next_by_plan(planner, planner.medications[1]) == last + timedelta(days=days)


def test_the_row_shows_the_last_and_the_next_day() -> None:
    planner = infusion("every 4 weeks", "2026-10-23", "2026-11-20", next_due="2026-12-18")
    assert "last 20 Nov 2026, next 18 Dec 2026" in page(planner)
    given_then = infusion("every 4 weeks", "2026-11-20", next_due="2026-11-20")
    assert "last 20 Nov 2026, next not booked" in page(given_then)
    without = remove(planner, Dose, 3, TODAY)
    assert with_doses(without, without.medications[1]).last_given == "2026-10-23"


def test_a_dose_from_before_does_not_take_the_place_of_a_later_day() -> None:
    planner = infusion("", "2026-09-01", last_given="2026-10-01")
    assert with_doses(planner, planner.medications[1]).last_given == "2026-10-01"


def test_a_step_is_planned_until_it_is_confirmed() -> None:
    planner = taper()
    text = page(planner)
    assert "2 tablets; every morning;" in text
    assert "planned from 1 Dec 2026: 1 tablet, not confirmed" in text
    assert "planned from 15 Dec 2026: half" in text
    asked = [point.text for point in points(planner, None, TODAY) if point.kind is Step]
    assert asked == ["prednisone 5 mg was planned from 1 Dec 2026: 1 tablet. Taken like it?"]
    confirmed = edit(planner, Step, 2, {"confirmed": "yes"}, TODAY)
    assert confirmed.medications[1].dose == "1 tablet"
    assert confirmed.medications[1].frequency == "every morning", "it has no word about it"
    text = page(confirmed)
    assert "not confirmed" not in text
    assert "1 tablet; every morning; planned from 15 Dec 2026: half" in text


@pytest.mark.parametrize(
    ("from_day", "today", "is_due"),
    [
        ("2026-12-01", date(2026, 11, 30), False),
        ("2026-12-01", date(2026, 12, 1), True),
        ("2026-12", date(2026, 12, 1), True),
        ("2026-12", date(2026, 11, 30), False),
        ("XXXX", date(2026, 12, 1), False),
        ("2028-02-29", date(2028, 2, 29), True),
        ("2028-02-29", date(2028, 2, 28), False),
    ],
)
def test_a_step_asks_from_its_first_possible_day_on(
    from_day: str, today: date, is_due: bool
) -> None:
    planner = add(Planner(), Medication, {"name": "prednisone"}, TODAY)
    values = {"medication_id": 1, "from_day": from_day, "dose": "half"}
    planner = add(planner, Step, values, TODAY)
    assert bool(due_steps(planner, today)) is is_due


def test_the_last_step_of_a_taper_stops_the_medicine() -> None:
    planner = add(
        taper(), Step, {"medication_id": 1, "from_day": "2026-12-29", "dose": "stop"}, TODAY
    )
    after = edit(planner, Step, 4, {"confirmed": "yes"}, TODAY).medications[1]
    assert (after.status, after.stopped, after.dose) == ("stopped", "2026-12-29", "2 tablets")


def test_steps_and_doses_go_with_their_medicine() -> None:
    planner = added(taper(), Dose, when="1 Mar 2026", medication_id="1")
    gone = remove(planner, Medication, 1, TODAY)
    assert not gone.steps
    assert not gone.doses


def test_a_dose_without_a_medicine_is_asked_about() -> None:
    planner = add(Planner(), Dose, {"when": "2026-12-01"}, TODAY)
    texts = [point.text for point in points(planner, None, TODAY) if point.kind is Dose]
    assert texts == ["The dose of 1 Dec 2026 has no medicine: which?"]
