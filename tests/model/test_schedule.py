"""How often a medicine is taken: nothing counts as daily unless its words say so and no more."""

import random

import pytest

from tuiplanner.model.records import Medication
from tuiplanner.model.schedule import Schedule, schedule

DAILY = (
    *("daily", "every day", "once a day", "once daily", "1 x daily", "twice a day", "2x/day"),
    *("3 times a day", "three times daily", "BID", "t.i.d.", "qid", "every morning", "mornings"),
    *("in the evening", "at bedtime", "nightly", "every 8 hours", "q6h", "every 4 to 6 hours"),
    *("with breakfast and dinner", "before meals", "30 minutes before food, every morning"),
    *("at 8 am and 8 pm", "08:00", "at 7", "1-0-1", "1-0-1-1", "on waking", "every 24 hours"),
    *("2 tablets with food twice a day", "every 12 hours before food", "daily (after food)"),
    *("daily, not with milk", "every 8 hours with food and water", "Every Morning", "1/day"),
    *("twice a day, 8 am and 8 pm", "3 times a day, 1 hour before meals", "8 hourly", "1-0-½"),
    *("once a day, 30 minutes before breakfast", "2 in the morning and 1 at night", "every night"),
)
NOT_EVERY_DAY = (
    *("weekly", "once a week", "every Monday", "Mondays", "on Mondays and Thursdays", "Mon-Fri"),
    *("MWF", "M/W/F", "Tu/Th", "every other day", "every second day", "alternate days", "q2d"),
    *("every 2 days", "every two days", "every third day", "q7d", "q1w", "every 72 hours", "q72h"),
    *("every 36 hours", "monthly", "every 4 weeks", "once a month", "twice a day on Mondays"),
    *("days 1 and 8 of 21", "5 days a week", "daily except Sunday", "3 weeks on, 1 week off"),
    *("yearly", "every 6 months", "every fortnight", "wkly", "1/wk", "TIW", "QOD", "weekdays"),
    *("each cycle", "before dialysis, on dialysis days", "every few days", "once every 3 days"),
    *("72 hourly", "48-hourly", "36 hourly", "every-3-day at noon", "28 nights apart"),
    *("every day or every other day", "not every day", "sundays at bedtime", "every 28 days"),
)
WHEN_NEEDED = (
    *("as needed", "PRN", "p.r.n.", "if needed", "when needed", "only when I need it"),
    *("every 4-6 hours as needed", "3 times a day if required", "on demand"),
)
AS_WRITTEN = (
    *("", "QD", "OD", "as directed", "wekly", "dayly", "with food", "once", "for 10 days", "xyz"),
    *("every morning and as needed", "twice a day for a cold", "täglich", "cada lunes", "1"),
    *("at night, 1 night in 7", "nightly, 5 in 28", "1/52 at bedtime", "twice daily 14/21"),
    *("one day, at bedtime", "in the morning one day with, one day without", "5 nights, 2 without"),
    *("at noon on 14/3 and 14/9", "daily x 5", "tid x7/7", "three nights, at bedtime", "7-daily"),
    *("at 24 and 48 hours", "the night before", "once in three nights", "daily 21 of 28", "bd 5/7"),
    *("3 times a day, 7 days", "21 daily, 7 without", "up to 4 a day", "2 with food"),
    *("2 tablets with food", "1 tablet after food", "1 hour before food", "half with the food"),
    *("some mornings", "most days", "up to 3 times a day", "every morning until spring"),
)


def _medication(frequency: str = "", **typed: str) -> Medication:
    return Medication(name="methotrexate", frequency=frequency, **typed)  # type: ignore[arg-type]


@pytest.mark.parametrize("frequency", DAILY)
def test_daily_phrases(frequency: str) -> None:
    assert schedule(_medication(frequency, dose="2 tablets")) == Schedule.DAILY


@pytest.mark.parametrize("frequency", NOT_EVERY_DAY)
def test_phrases_of_days_apart(frequency: str) -> None:
    assert schedule(_medication(frequency)) == Schedule.NOT_EVERY_DAY


@pytest.mark.parametrize("frequency", WHEN_NEEDED)
def test_phrases_of_need(frequency: str) -> None:
    assert schedule(_medication(frequency)) == Schedule.WHEN_NEEDED


@pytest.mark.parametrize("frequency", AS_WRITTEN)
def test_an_unknown_schedule_is_printed_as_written(frequency: str) -> None:
    assert schedule(_medication(frequency)) == Schedule.AS_WRITTEN


@pytest.mark.parametrize("place", ["dose", "strength", "form", "name", "taken_differently"])
@pytest.mark.parametrize("words", ["6 tablets weekly", "10 mg/week", "on Mondays", "every 7 days"])
def test_a_weekly_tablet_never_looks_daily(place: str, words: str) -> None:
    medication = Medication(**{"name": "methotrexate", "frequency": "in the morning", place: words})
    assert schedule(medication) == Schedule.NOT_EVERY_DAY


@pytest.mark.parametrize("dose", ["6 tablets wekly", "6 tablets (Mondy)", "6 on even dates"])
def test_a_dose_with_unknown_words_is_not_daily(dose: str) -> None:
    assert schedule(_medication("in the morning", dose=dose)) == Schedule.AS_WRITTEN


def test_mixed_words_are_never_daily() -> None:
    dice = random.Random(7)
    for _ in range(2_000):
        daily, other = dice.choice(DAILY), dice.choice(NOT_EVERY_DAY)
        mixed = dice.choice((f"{daily} {other}", f"{other}, {daily}", f"{daily} ({other})"))
        assert schedule(_medication(mixed)) == Schedule.NOT_EVERY_DAY, mixed


@pytest.mark.parametrize(
    ("frequency", "group"),
    [
        ("", Schedule.WHEN_NEEDED),
        ("every 6 hours", Schedule.WHEN_NEEDED),
        ("3 times a day as needed", Schedule.WHEN_NEEDED),
        ("twice a day", Schedule.AS_WRITTEN),  # regularly, and more when needed?
        ("at bedtime", Schedule.AS_WRITTEN),
        ("once a week", Schedule.NOT_EVERY_DAY),
    ],
)
def test_a_reason_to_need_it(frequency: str, group: Schedule) -> None:
    assert schedule(_medication(frequency, as_needed_for="pain")) == group


@pytest.mark.parametrize(
    ("kind", "frequency", "group"),
    [
        ("infusion", "", Schedule.NOT_EVERY_DAY),
        ("infusion", "every 4 weeks", Schedule.NOT_EVERY_DAY),
        ("infusion", "continuous by pump", Schedule.AS_WRITTEN),
        ("infusion", "every day", Schedule.DAILY),
        ("therapy", "", Schedule.NOT_EVERY_DAY),
        ("prescription", "", Schedule.AS_WRITTEN),
    ],
)
def test_infusions_and_therapies_are_not_daily_pills(
    kind: str, frequency: str, group: Schedule
) -> None:
    assert schedule(_medication(frequency, kind=kind)) == group


@pytest.mark.parametrize(
    ("more", "group"),
    [
        ({"brand": "Fosamax Once Weekly"}, Schedule.NOT_EVERY_DAY),
        ({"form": "7-day patch"}, Schedule.NOT_EVERY_DAY),
        ({"strength": "18 mg/72 h"}, Schedule.NOT_EVERY_DAY),
        ({"strength": "100 mcg/12 h"}, Schedule.DAILY),
        ({"note": "only on Sundays"}, Schedule.AS_WRITTEN),
        ({"reason": "arthritis, weekly"}, Schedule.AS_WRITTEN),
        ({"last_given": "2026-01-01", "next_due": "2026-04-01"}, Schedule.NOT_EVERY_DAY),
        ({"taken_differently": "not taking it"}, Schedule.AS_WRITTEN),
        ({"taken_differently": "only when in pain"}, Schedule.AS_WRITTEN),
        ({"taken_differently": "takes 2"}, Schedule.DAILY),
        ({"name": "sun cream"}, Schedule.DAILY),
        ({"dose": "½"}, Schedule.DAILY),
        ({"dose": "3 capsules 14/21"}, Schedule.AS_WRITTEN),
    ],
)
def test_every_field_of_a_row_is_read(more: dict[str, str], group: Schedule) -> None:
    medication = Medication(**{"name": "pill", "frequency": "in the morning", **more})
    assert schedule(medication) == group
