"""The review: what is picked, what is asked, and that nothing is lost, doubled or supposed."""

from typing import Any

import pytest

from tests.imports.expected import DATA
from tests.imports.reviewing import (
    LIVE,
    TODAY,
    brought_in,
    groups,
    planner_with,
    review_of,
    reviewed,
    taken,
    with_medicine,
)
from tuiplanner.errors import Refused
from tuiplanner.imports.reading import read_file
from tuiplanner.imports.record import (
    ImportedAllergy,
    ImportedAppointment,
    ImportedProblem,
    LeftOut,
)
from tuiplanner.imports.review import Group, bring_in
from tuiplanner.model.planner import Planner, edit
from tuiplanner.model.records import Allergy, Condition, Medication, Visit

MADE = [path for path in sorted(DATA.iterdir()) if ".expected." not in path.name]


@pytest.mark.parametrize("path", MADE[:-1], ids=lambda path: path.name)
def test_a_second_import_of_a_made_input_is_all_the_same(path: Any) -> None:
    record = read_file(path.read_bytes(), TODAY)
    first = review_of(record, Planner())
    after = brought_in(Planner(), first)
    second = review_of(record, after)
    assert not [item for item in second.items if item.group in LIVE]
    assert brought_in(after, second) is after
    picked_only = review_of(record, brought_in(Planner(), first, asked=False))
    assert not [i for i in picked_only.items if i.group in LIVE and i.group != Group.ASKS]


@pytest.mark.parametrize(
    ("status", "group", "is_picked", "is_sure"),
    [
        ("taking", "new", True, True),
        ("stopped", "new", True, True),
        ("paused", "new", True, False),
        ("unknown", "asks", False, False),
        ("planned", "asks", False, False),
    ],
)
def test_only_a_stated_status_is_picked(
    status: str, group: str, is_picked: bool, is_sure: bool
) -> None:
    found = reviewed(Planner(), taken("zinc", status=status))
    assert groups(found) == [group]
    assert (found.first_picks, found.sure_picks) == (
        {0: 0} if is_picked else {},
        {0: 0} if is_sure else {},
    )


def test_problems_and_allergies_without_a_status_are_asked() -> None:
    found = reviewed(
        Planner(),
        allergies=(ImportedAllergy("latex"), ImportedAllergy("nuts", status="active")),
        problems=(
            *(ImportedProblem("asthma", "unknown"), ImportedProblem("gout")),
            ImportedProblem("migraine", "confirmed"),
        ),
    )
    picked = [found.items[at].name for at in found.first_picks]
    assert picked == ["nuts", "migraine"]


@pytest.mark.parametrize("way", [0, 1])
def test_the_status_of_an_unclear_medicine_is_what_the_person_says(way: int) -> None:
    (item,) = reviewed(Planner(), taken("zinc", status="unknown")).items
    (row,) = bring_in(Planner(), [(item, way)], TODAY).medications.values()
    assert (row.status, row.stopped) == (("taking", ""), ("stopped", "XXXX"))[way]


def test_keeping_both_never_supposes_that_it_is_taken() -> None:
    planner = with_medicine(name="zinc", directions="daily")
    (item,) = reviewed(planner, taken("zinc", "weekly", status="unknown")).items
    labels = [way.label for way in item.ways]
    assert labels == ["take it over", "keep both: I take it", "keep both: it is stopped"]
    both = bring_in(planner, [(item, 2)], TODAY).medications
    assert [row.status for row in both.values()] == ["taking", "stopped"]


def test_stopped_there_and_taken_here_changes_nothing_unpicked() -> None:
    planner = with_medicine(name="warfarin", strength="3 mg")
    there = taken("warfarin 3 mg", status="stopped", stopped="2026-10-01")
    found = reviewed(planner, there)
    assert groups(found) == ["stopped-there"]
    assert brought_in(planner, found) is planner
    assert "1 Oct 2026" in found.items[0].detail
    after = bring_in(planner, [(found.items[0], 0)], TODAY)
    (row,) = after.medications.values()
    assert (row.status, row.stopped) == ("stopped", "2026-10-01")
    assert groups(reviewed(after, there)) == ["same"]


def test_taken_there_and_stopped_here_is_asked() -> None:
    planner = with_medicine(name="warfarin", status="stopped", stopped="2026-10-01")
    found = reviewed(planner, taken("warfarin"))
    assert groups(found) == ["asks"]
    assert found.first_picks == {}
    (row,) = bring_in(planner, [(found.items[0], 0)], TODAY).medications.values()
    assert (row.status, row.stopped) == ("taking", "")


def test_a_planned_end_here_stays_when_it_is_paused_there() -> None:
    planner = with_medicine(name="warfarin", stopped="2026-12-01", status="taking")
    (item,) = reviewed(planner, taken("warfarin", status="paused")).items
    (row,) = bring_in(planner, [(item, 0)], TODAY).medications.values()
    assert (row.status, row.stopped) == ("paused", "2026-12-01")


def test_what_is_not_in_the_file_is_told_and_stays() -> None:
    planner = with_medicine(name="zinc")
    found = reviewed(planner, taken("warfarin"))
    assert groups(found) == ["new", "not-in-the-file"]
    assert found.items[1].ways == ()
    assert brought_in(planner, found).medications[1] == planner.medications[1]
    assert groups(reviewed(planner, problems=(ImportedProblem("gout", "active"),))) == ["new"]


def test_an_entry_that_is_in_the_file_twice_comes_in_once() -> None:
    found = reviewed(Planner(), taken("zinc", "daily"), taken("zinc", "daily"))
    assert groups(found) == ["new", "same"]
    again = reviewed(brought_in(Planner(), found), taken("zinc", "daily"), taken("zinc", "daily"))
    assert groups(again) == ["same", "same"]


def test_two_entries_of_one_medicine_are_asked_and_then_the_same() -> None:
    each = (taken("zinc"), taken("zinc", "at night"), taken("zinc", "daily", reason="skin"))
    found = reviewed(Planner(), *each)
    assert groups(found) == ["asks"] * 3
    assert groups(reviewed(brought_in(Planner(), found), *each)) == ["same"] * 3


def test_two_rows_here_are_never_chosen_between() -> None:
    planner = planner_with(
        (Medication, {"name": "zinc", "dose": "1 tablet"}),
        (Medication, {"name": "zinc", "dose": "2 tablets"}),
    )
    assert groups(reviewed(planner, taken("zinc", "3 tablets"))) == ["asks"]


def test_a_row_that_changed_meanwhile_refuses_everything() -> None:
    planner = with_medicine(name="zinc", directions="daily")
    found = reviewed(planner, taken("zinc", "weekly"), taken("iron"))
    now = edit(planner, Medication, 1, {"directions": "never"}, TODAY)
    with pytest.raises(Refused, match="zinc was changed here meanwhile"):
        bring_in(now, [(item, 0) for item in found.items], TODAY)


def test_several_lines_of_one_row_are_brought_in_together() -> None:
    planner = with_medicine(name="zinc", directions="daily", reason="skin")
    there = taken("zinc", "weekly", status="paused", reason="hair")
    found = reviewed(planner, there)
    assert groups(found) == ["changed"] * 3
    after = bring_in(planner, [(item, 0) for item in found.items], TODAY)
    assert groups(reviewed(after, there)) == ["same"]


def test_a_refused_entry_is_left_out_with_the_reason() -> None:
    found = reviewed(
        Planner(),
        taken("zinc", status="stopped", started="2026-05-01", stopped="2025-05-01"),
        allergies=(ImportedAllergy("none", status="active"),),
    )
    assert groups(found) == ["left-out", "left-out"]
    assert "is before the start" in found.items[0].detail
    assert "is not a substance" in found.items[1].detail


@pytest.mark.parametrize(
    ("state", "group"),
    [
        (("none-known",), "asks"),
        (("none-known:food",), "left-out"),
        (("withheld",), "left-out"),
        (("no-information",), "left-out"),
        (("not-asked",), "left-out"),
    ],
)
def test_absence_is_offered_or_told_but_never_set(state: tuple[str, ...], group: str) -> None:
    found = reviewed(Planner(), allergy_state=state)
    assert groups(found) == [group]
    assert found.first_picks == found.sure_picks == {}


def test_none_known_is_written_down_once_it_is_picked() -> None:
    found = reviewed(Planner(), allergy_state=("none-known",))
    after = brought_in(Planner(), found)
    assert after.status("allergies") == "none-known"
    assert groups(reviewed(after, allergy_state=("none-known",))) == ["same"]


def test_none_known_is_not_offered_beside_an_allergy_or_a_doubt() -> None:
    here = planner_with((Allergy, {"substance": "latex"}))
    there = (ImportedAllergy("nuts", status="active"),)
    assert groups(reviewed(here, allergy_state=("none-known",))) == ["left-out"]
    assert groups(reviewed(Planner(), allergy_state=("none-known",), allergies=there)) == [
        *("new", "left-out")
    ]
    assert groups(reviewed(Planner(), allergy_state=("none-known", "withheld"))) == ["left-out"] * 2


def test_a_substance_to_avoid_is_not_an_allergy() -> None:
    here = planner_with((Allergy, {"substance": "NSAIDs", "kind": "avoid"}))
    found = reviewed(here, allergies=(ImportedAllergy("nsaids", status="active"),))
    assert groups(found) == ["new"]


def test_a_worse_reaction_is_a_change_that_is_not_picked() -> None:
    here = planner_with((Allergy, {"substance": "latex", "reaction": "rash", "severity": "mild"}))
    there = ImportedAllergy("Latex", "anaphylaxis", "severe", "active")
    found = reviewed(here, allergies=(there,))
    assert [item.detail for item in found.items] == [
        "What happens: rash → anaphylaxis.",
        "How bad: mild → severe.",
    ]
    assert found.first_picks == {}


def test_appointments_of_one_day_are_paired_or_asked() -> None:
    here = planner_with((Visit, {"when": "2026-12-09"}))
    one = ImportedAppointment("2026-12-09 16:00", "check-up")
    assert groups(reviewed(here, appointments=(one,))) == ["changed", "changed"]
    other = ImportedAppointment("2026-12-09 18:00", "scan")
    assert groups(reviewed(here, appointments=(one, other))) == ["asks", "asks"]
    unsure = ImportedAppointment("some day", "scan")
    after = brought_in(here, reviewed(here, appointments=(unsure,)))
    assert groups(reviewed(after, appointments=(unsure,))) == ["same"]


def test_a_name_longer_than_its_field_is_kept_whole() -> None:
    name = "amoxicillin and clavulanate potassium " * 4
    after = brought_in(Planner(), reviewed(Planner(), taken(name, "x" * 500)))
    (row,) = after.medications.values()
    assert row.name == name.strip()
    assert row.note == f"Directions as printed: {'x' * 500}"


def test_each_line_shows_the_strength_and_the_status() -> None:
    """A strength of its own is a part of the name: 0.5 mg beside 5 mg must be seen."""
    planner = with_medicine(name="warfarin", strength="5 mg")
    there = taken("Warfarin", "as told", "stopped", strength=".5 mg")
    (item,) = reviewed(planner, there).items
    assert item.name == "Warfarin .5 mg"
    assert item.detail == "stopped there; as told. It may be the same as warfarin 5 mg here."
    assert [way.label for way in item.ways] == ["a second row: it is stopped"]
    (new,) = reviewed(Planner(), taken("Warfarin 5 mg", strength="5 MG")).items
    assert new.name == "Warfarin 5 mg"


def test_many_entries_left_out_for_one_reason_are_one_line() -> None:
    tests = [LeftOut("test result", f"test {n}", "A result.") for n in range(37)]
    given = [LeftOut("medicine", f"given {n}", "In the clinic.") for n in range(5)]
    few = [LeftOut("visit", f"visit {n}", "Over.") for n in range(2)]
    found = reviewed(Planner(), left_out=(*tests, *given, *few))
    assert [(item.name, item.detail) for item in found.items] == [
        ("37 test results: test 0, test 1, test 2 and others", "A result."),
        ("5 medicines: given 0, given 1, given 2, given 3, given 4", "In the clinic."),
        *(("visit 0", "Over."), ("visit 1", "Over.")),
    ]
    assert len(found.record.as_json()["left_out"]) == 44


def test_conditions_here_are_matched_by_their_words() -> None:
    here = planner_with((Condition, {"name": "Asthma, mild"}))
    there = (ImportedProblem("asthma mild", "active"), ImportedProblem("asthma", "active"))
    assert groups(reviewed(here, problems=there)) == ["new", "same"]


@pytest.mark.parametrize("name", ["Vitamin D 5 mg", "Eliquis {0}", "drug{0} 5 mg"])
def test_each_line_of_a_long_list_is_reviewed(name: str) -> None:
    names = [name.format(number) for number in range(3_000)]
    rows = {n: Medication(id=n, name=each, dose=f"{n} mg") for n, each in enumerate(names, 1)}
    planner = Planner(medications=rows, next_id=3_001)
    found = reviewed(planner, *(taken(each, f"{n} mg") for n, each in enumerate(names)))
    assert len(found.items) == 3_000


def test_a_medicine_stopped_here_or_to_be_avoided_is_asked_about() -> None:
    planner = planner_with(
        (Medication, {"name": "gabapentin", "status": "stopped", "stopped": "2026-09"}),
        (Allergy, {"substance": "Gabapentin", "kind": "avoid"}),
        (Allergy, {"substance": "penicillin"}),
    )
    there = taken("Gabapentin 300 mg", status="stopped", stopped="2026-09-01")
    (item,) = reviewed(planner, there).of(Group.ASKS)
    assert "may be the same as gabapentin (stopped) here" in item.detail
    assert "Careful" not in item.detail, "nobody takes it"
    (item,) = reviewed(planner, taken("gabapentin 300 mg")).of(Group.ASKS)
    assert "Careful: “Gabapentin” is among what to avoid here." in item.detail
    found = reviewed(planner, taken("Penicillin V 500 mg"), taken("zinc"))
    (item,) = found.of(Group.ASKS)
    assert "Careful: “penicillin” is among the allergies here." in item.detail
    assert found.first_picks.keys() == {found.items.index(found.of(Group.NEW)[0])}
