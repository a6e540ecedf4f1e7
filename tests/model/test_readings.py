"""Readings: a line split into its parts, the last of each measure, and the range."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.every import examples
from tests.model.making import added
from tests.strategies import TODAY, texts
from tuiplanner.model.planner import Planner
from tuiplanner.model.quick_reading import split_reading
from tuiplanner.model.readings import series, value_range
from tuiplanner.model.records import Reading


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("bp 128/82", ("blood-pressure", "", "128/82", "")),
        ("BP: 128 / 82 mmHg", ("blood-pressure", "", "128 / 82", "mmHg")),
        ("blood pressure 128/82", ("blood-pressure", "", "128/82", "")),
        ("weight 61,5 kg", ("weight", "", "61,5", "kg")),
        ("sugar 180 mg/dL", ("glucose", "", "180", "mg/dL")),
        ("SpO2 96%", ("oxygen", "", "96", "%")),
        ("INR 2.4", ("other", "INR", "2.4", "")),
        ("peak flow 350 L/min", ("peak-flow", "", "350", "L/min")),
        ("36.6", ("", "", "36.6", "")),
        ("glucose HI", ("glucose", "", "HI", "")),
        ("oxygen <70", ("oxygen", "", "<70", "")),
        ("bp 210 over 120", ("blood-pressure", "", "210 over 120", "")),
        ("weight 10 st 4", ("weight", "", "10 st 4", "")),
        ("weight 61·5 kg", ("weight", "", "61·5", "kg")),
        ("base excess -3.2 mmol/L", ("other", "base excess", "-3.2", "mmol/L")),
        ("bp 128/82 bp 130/80", ("blood-pressure", "", "128/82 bp 130/80", "")),
        ("too high to measure", ("", "", "too high to measure", "")),
    ],
)
def test_a_line_is_split_into_measure_value_and_unit(
    line: str, parts: tuple[str, str, str, str]
) -> None:
    assert split_reading(line)[:4] == parts


def test_words_after_a_unit_are_a_note() -> None:
    found = split_reading("weight 61.5 kg this morning")
    assert found == ("weight", "", "61.5", "kg", "this morning")


@settings(max_examples=examples(300))
@given(texts(60))
def test_no_character_of_a_value_is_changed_or_lost(line: str) -> None:
    what, label, value, unit, _ = split_reading(line)
    rest = " ".join(line.split())
    for part in (value, unit):
        assert part in rest
    assert value.strip() or not rest or unit or label or what


def planner_of(*rows: dict[str, str]) -> Planner:
    planner = Planner()
    for row in rows:
        planner = added(planner, Reading, **row)
    return planner


def test_units_are_never_mixed_and_the_newest_comes_first() -> None:
    found = series(
        planner_of(
            {"value": "61", "what": "weight", "unit": "kg", "when": "1 Mar 2026"},
            {"value": "134", "what": "weight", "unit": "pounds", "when": "2 Mar 2026"},
            {"value": "62", "what": "weight", "unit": "KG", "when": "3 Mar 2026"},
            {"value": "2.4", "what": "other", "label": "INR", "when": "4 Mar 2026"},
        )
    )
    assert [[r.value for r in each.readings] for each in found] == [["2.4"], ["62", "61"], ["134"]]


@pytest.mark.parametrize(("what", "lacks"), [("weight", True), ("glucose", True), ("pulse", False)])
def test_a_unit_that_changes_the_meaning_is_missed(what: str, lacks: bool) -> None:
    (found,) = series(planner_of({"value": "61", "what": what}))
    assert found.lacks_unit == lacks


def test_only_readings_since_the_day_count() -> None:
    (found,) = series(
        planner_of(
            {"value": "1", "what": "pulse", "when": "1 Mar 2026"},
            {"value": "2", "what": "pulse", "when": "5 Mar 2026"},
            {"value": "3", "what": "pulse", "when": "Mar 2026"},  # may be later
        )
    )
    assert {r.value for r in found.since(date(2026, 3, 1))} == {"2", "3"}


NUMBERS = st.integers(40, 200)


@settings(max_examples=examples(200))
@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=2, max_size=20))
def test_the_range_of_a_pressure_is_that_of_each_number(pairs: list[tuple[int, int]]) -> None:
    readings = [Reading(value=f"{high}/{low}") for high, low in pairs]
    highs, lows = sorted(pair[0] for pair in pairs), sorted(pair[1] for pair in pairs)

    def told(numbers: list[int]) -> str:
        first, last = numbers[0], numbers[-1]
        return str(first) if first == last else f"{first}-{last}"

    assert value_range(readings) == f"{told(highs)} / {told(lows)}"


@pytest.mark.parametrize(
    ("values", "span"),
    [
        (("61.5", "60,2", "63"), "60,2-63"),
        (("61.50", "61.5"), "61.50"),
        (("128/82", "too high"), ""),
        (("128/82", "120"), ""),
        (("9", "10", "high"), ""),  # a range would hide it
        (("97", "95 at rest, 84 walking"), ""),
        (("150,000", "98000"), ""),  # a thousand or a decimal sign?
        (("140 over 90", "150/80"), "140-150 / 80-90"),
        (("<70", "75"), ""),
    ],
)
def test_numbers_are_compared_and_printed_as_typed(values: tuple[str, ...], span: str) -> None:
    assert value_range([Reading(value=value) for value in values]) == span


def test_the_day_is_filled_in() -> None:
    planner = planner_of({"value": "61"})
    assert planner.readings[1].when == TODAY.isoformat()


def test_a_reading_of_an_unknown_day_is_not_the_latest() -> None:
    (found,) = series(
        planner_of(
            {"value": "75", "what": "pulse", "when": "unsure"},
            {"value": "61", "what": "pulse", "when": "5 Mar 2026"},
        )
    )
    assert found.latest.value == "61"


def test_readings_without_a_name_are_never_taken_together() -> None:
    assert len(series(planner_of({"value": "high"}, {"value": "low"}))) == 2
