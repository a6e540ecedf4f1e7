"""An item and its row differ field by field; how a medicine is taken is one field."""

import pytest

from tests.imports.reviewing import TODAY, groups, reviewed, taken, with_medicine
from tuiplanner.imports.candidates import of_problem
from tuiplanner.imports.comparing import differences, is_identical
from tuiplanner.imports.record import ImportedProblem
from tuiplanner.imports.review import Group, bring_in
from tuiplanner.model.records import Condition


@pytest.mark.parametrize(
    ("here", "how"),
    [
        ({"directions": "1 tablet twice a day"}, "Take 1 tablet twice a day"[5:]),
        ({"directions": "1 tab BID"}, "1 tablet twice daily"),
        ({"dose": "1 tablet", "frequency": "twice a day"}, "1 tablet twice a day"),
        (
            {"dose": "1 tablet", "route": "by mouth", "frequency": "daily"},
            "1 tablet by mouth daily",
        ),
        ({"frequency": "twice a day"}, "twice a day"),
    ],
)
def test_another_wording_is_no_difference(here: dict[str, str], how: str) -> None:
    found = reviewed(with_medicine(name="zinc", **here), taken("zinc", how))
    assert groups(found) == ["same"]


@pytest.mark.parametrize("how", ["2 tablets daily", "1.5 tablets daily", "1 tablet at night", "½"])
def test_another_instruction_is_a_difference(how: str) -> None:
    planner = with_medicine(name="zinc", dose="1 tablet", frequency="daily")
    (item,) = reviewed(planner, taken("zinc", how)).items
    assert item.group == Group.CHANGED
    assert item.detail.startswith(f"How it is taken: 1 tablet daily → {how}")
    assert item.picked is None


def test_dose_and_frequency_are_taken_over_as_one() -> None:
    """Half of each instruction would be a dose that nobody prescribed."""
    planner = with_medicine(name="zinc", dose="1 tablet", frequency="twice a day")
    there = taken("zinc", fields={"dose": "2 tablets", "frequency": "once a day"})
    found = reviewed(planner, there)
    (item,) = found.items
    assert item.detail == "How it is taken: 1 tablet twice a day → 2 tablets once a day."
    (row,) = bring_in(planner, [(item, 0)], TODAY).medications.values()
    assert (row.dose, row.frequency) == ("2 tablets", "once a day")
    assert groups(reviewed(bring_in(planner, [(item, 0)], TODAY), there)) == ["same"]


def test_printed_directions_replace_the_dose_here() -> None:
    planner = with_medicine(name="zinc", dose="1 tablet", frequency="twice a day")
    (item,) = reviewed(planner, taken("zinc", "3 tablets weekly")).items
    (row,) = bring_in(planner, [(item, 0)], TODAY).medications.values()
    assert (row.dose, row.frequency, row.directions) == ("", "", "3 tablets weekly")


def test_directions_too_long_for_their_field_are_compared_too() -> None:
    long = "take one tablet " * 20
    planner = with_medicine(name="zinc", note=f"with food\nDirections as printed: {long.strip()}")
    assert groups(reviewed(planner, taken("zinc", long))) == ["same"]
    (item,) = reviewed(planner, taken("zinc", long.replace("one", "two"))).items
    assert item.group == Group.CHANGED
    (row,) = bring_in(planner, [(item, 0)], TODAY).medications.values()
    assert row.note.startswith("with food\nDirections as printed: take one")
    assert "take two" in row.note


def test_what_the_file_lacks_is_no_difference() -> None:
    planner = with_medicine(name="zinc", dose="1 tablet", reason="skin", prescriber="Dr Smith")
    assert groups(reviewed(planner, taken("zinc"))) == ["same"]


def test_the_status_of_a_problem_is_compared() -> None:
    here = Condition(id=1, name="asthma", status="confirmed")
    past = of_problem(ImportedProblem("asthma", "resolved"), TODAY)
    assert [each.label for each in differences(past, here)] == ["Status"]
    assert not is_identical(past, here)
    assert is_identical(of_problem(ImportedProblem("asthma", "active"), TODAY), here)
