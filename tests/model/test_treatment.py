"""Given doses and planned steps: the last and the next day are shown, nothing is computed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.making import added
from tuiplanner.brief.page import make_page
from tuiplanner.brief.source import Source
from tuiplanner.errors import Refused
from tuiplanner.model.doses import due_steps, next_by_plan, with_doses
from tuiplanner.model.history import History
from tuiplanner.model.planner import Planner, add, edit, read_values, remove
from tuiplanner.model.ready import points
from tuiplanner.model.records import Dose, Medication, Step
from tuiplanner.model.timeline import timeline

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
    assert "last 20 Nov 2026, next not recorded" in page(given_then)
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
    later = date(2026, 12, 29)
    after = edit(planner, Step, 4, {"confirmed": "yes"}, later).medications[1]
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


def test_a_step_cannot_be_confirmed_before_its_day_or_behind_a_later_one() -> None:
    with pytest.raises(Refused, match="begins on 15 Dec 2026"):
        edit(taper(), Step, 3, {"confirmed": "yes"}, TODAY)
    later = edit(taper(), Step, 3, {"confirmed": "yes"}, date(2026, 12, 15))
    with pytest.raises(Refused, match="step of 15 Dec 2026 is confirmed already"):
        edit(later, Step, 2, {"confirmed": "yes"}, date(2026, 12, 15))
    loose = add(Planner(), Step, {"from_day": "2026-12-01", "dose": "half"}, TODAY)
    with pytest.raises(Refused, match="which medicine"):
        edit(loose, Step, 1, {"confirmed": "yes"}, TODAY)


def test_a_step_that_is_no_longer_confirmed_gives_the_dose_back() -> None:
    taken = edit(taper(), Step, 2, {"confirmed": "yes"}, TODAY)
    assert taken.medications[1].dose == "1 tablet"
    back = edit(taken, Step, 2, {"confirmed": "no"}, TODAY)
    assert back.medications == taper().medications
    changed = edit(taken, Medication, 1, {"dose": "3 tablets"}, TODAY)
    kept = edit(changed, Step, 2, {"confirmed": "no"}, TODAY)
    assert kept.medications[1].dose == "3 tablets", "the person changed it since"


def test_the_timeline_tells_each_step_on_its_own_day() -> None:
    planner = edit(taper(), Medication, 1, {"started": "2026-11-01"}, TODAY)
    planner = edit(planner, Step, 2, {"confirmed": "yes"}, TODAY)
    assert [f"{e.day} {e.text}" for e in timeline(planner, History())] == [
        "2026-11-01 prednisone 5 mg started: 2 tablets, every morning",
        "2026-12-01 prednisone 5 mg: 1 tablet (was 2 tablets, every morning)",
        "2026-12-15 prednisone 5 mg: planned: half",
    ]


def test_a_daily_tablet_stays_daily_when_a_dose_is_written_down() -> None:
    planner = add(taper(), Dose, {"medication_id": 1, "when": "2026-12-02"}, TODAY)
    assert with_doses(planner, planner.medications[1]) == planner.medications[1]
    assert "NOT EVERY DAY" not in page(planner)


def test_the_amount_that_was_given_is_the_dose_if_none_is_recorded() -> None:
    text = page(infusion("every 4 weeks", "2026-11-20"))
    assert "IVIg (infusion): 30 g; every 4 weeks; last 20 Nov 2026" in text


def test_every_step_ahead_is_counted() -> None:
    planner = taper()
    for day in ("2026-12-22", "2026-12-29"):
        values = {"medication_id": 1, "from_day": day, "dose": "a quarter"}
        planner = add(planner, Step, values, TODAY)
    assert "planned from 15 Dec 2026: half; then 2 more steps" in page(planner)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("15 nov", "2026-11-15"), ("1 dec", "2026-12-01"), ("1 feb", "2027-02-01")],
)
def test_the_day_of_a_step_is_the_near_one(typed: str, expected: str) -> None:
    today = date(2026, 11, 27)
    assert read_values(Step, {"from_day": typed}, today)["from_day"] == expected
