"""One list of everything with a day: each record once, in its place, nothing invented."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.every import examples
from tests.model.making import added, edited
from tests.strategies import TODAY, planners
from tuiplanner.brief.timeline import make_timeline
from tuiplanner.model import dates
from tuiplanner.model.course_chart import LABEL, course_chart
from tuiplanner.model.history import FieldChange, History
from tuiplanner.model.measure import cells, first_cells
from tuiplanner.model.planner import Planner, add
from tuiplanner.model.records import (
    Event,
    MedicalTest,
    Medication,
    Observation,
    Symptom,
    Visit,
)
from tuiplanner.model.timeline import Entry, Sort, narrowed, timeline, turned

DATED = {  # the fields that give a record its entry; the first that is filled in counts
    "visits": ("when",),
    "tests": ("done_on", "booked_for", "ordered_on"),
    "doses": ("when",),
    "observations": ("when",),
    "readings": ("when",),
    "events": ("when",),
    "contacts": ("when",),
    "specialists": ("status_since", "sent_on"),
}


def changed(
    table: str, id: int, field: str, before: object, after: object, day: str
) -> FieldChange:
    revision = int(day.replace("-", ""))
    return FieldChange(revision, f"{day}T12:00:00Z", None, table, id, field, before, after)


def texts(planner: Planner, *changes: FieldChange) -> list[str]:
    return [f"{e.day} {e.text}" for e in timeline(planner, History(changes))]


@settings(max_examples=examples(100))
@given(planners())
def test_every_dated_record_is_there_once_and_fits_the_paper_and_the_screen(
    planner: Planner,
) -> None:
    entries = timeline(planner, History())
    _holds_every_dated_record_once(entries, planner)
    _fits_the_paper(make_timeline(planner, entries))
    _fits_the_screen(planner)


def _holds_every_dated_record_once(entries: tuple[Entry, ...], planner: Planner) -> None:
    counts = Counter((entry.table, entry.id) for entry in entries)
    for table, fields in DATED.items():
        for id, record in getattr(planner, table).items():
            days = [day for name in fields if (day := getattr(record, name))]
            assert counts[table, id] == bool(days), (table, id)
            entry = next((e for e in entries if (e.table, e.id) == (table, id)), None)
            assert entry is None or entry.day == days[0]
    keys = [dates.sort_key(entry.day)[0] for entry in entries]
    assert keys == sorted(keys)
    assert Counter(turned(entries)) == Counter(entries)
    for sort in Sort:
        assert all(e.sort == sort for e in narrowed(entries, sorts=[sort]))


def _fits_the_paper(text: str) -> None:
    pages = text.split("\f")
    for number, page in enumerate(pages, 1):
        lines = page.removesuffix("\n").split("\n")
        assert len(lines) <= 60
        assert all(cells(line) <= 72 for line in lines)
        assert f"Page {number} of {len(pages)}" in page


def _fits_the_screen(planner: Planner) -> None:
    for width in (20, 44, 80, 160):
        lines = course_chart(planner, History(), TODAY, width)
        assert all(cells(line) <= max(width, LABEL + 1) for line in lines if "By " not in line[:3])


def test_partial_days_stand_at_their_beginning() -> None:
    planner = Planner()
    for day in ("15 Mar 2026", "1 Mar 2026", "2026", "unsure", "Mar 2026", "28 Feb 2026"):
        planner = add(planner, Event, {"text": day, "when": _edtf(day)}, TODAY)
    found = [entry.text for entry in timeline(planner, History())]
    assert found == ["2026", "28 Feb 2026", "Mar 2026", "1 Mar 2026", "15 Mar 2026", "unsure"]
    assert [e.text for e in turned(timeline(planner, History()))][-1] == "unsure"


def _edtf(day: str) -> str:
    return {
        "15 Mar 2026": "2026-03-15",
        "1 Mar 2026": "2026-03-01",
        "28 Feb 2026": "2026-02-28",
        "Mar 2026": "2026-03",
        "2026": "2026",
        "unsure": "XXXX",
    }[day]


def test_a_medicine_has_its_start_its_changes_and_its_stop() -> None:
    planner = added(
        Planner(),
        Medication,
        name="prednisone",
        dose="1 tablet",
        started="Jan 2026",
        status="stopped",
        stopped="10 Mar 2026",
        stop_reason="side-effect",
    )
    made = changed("medications", 1, "", None, {"name": "prednisone"}, "2026-01-05")
    assert texts(
        planner,
        made,
        changed("medications", 1, "dose", "3 tablets", "2 tablets", "2026-02-01"),
        changed("medications", 1, "dose", "2 tablets", "1 tablet", "2026-03-01"),
        changed("medications", 1, "status", "taking", "stopped", "2026-03-11"),
    ) == [
        "2026-01 prednisone started: 3 tablets",
        "2026-02-01 prednisone: 2 tablets (was 3 tablets)",
        "2026-03-01 prednisone: 1 tablet (was 2 tablets)",
        "2026-03-10 prednisone stopped: side effect",
    ]


@pytest.mark.parametrize(
    "changes",
    [
        [("dose", "1 tablet", "2 tablets", "2026-01-05")],  # corrected on the day of typing
        [("dose", "1 tablets", "1 tablet", "2026-02-01")],  # typography
        [("dose", "", "1 tablet", "2026-02-01")],  # filled in
        [
            ("dose", "1 tablet", "2 tablets", "2026-02-01"),
            ("dose", "2 tablets", "1 tablet", "2026-02-01"),
        ],
    ],
)
def test_a_correction_is_no_change(changes: list[tuple[str, str, str, str]]) -> None:
    planner = added(Planner(), Medication, name="prednisone", dose="1 tablet", started="Jan 2026")
    made = changed("medications", 1, "", None, {"name": "prednisone"}, "2026-01-05")
    found = texts(planner, made, *(changed("medications", 1, *each) for each in changes))
    assert len(found) == 1


def test_an_undone_change_is_none() -> None:
    planner = added(Planner(), Medication, name="prednisone", dose="1 tablet", started="Jan 2026")
    made = changed("medications", 1, "", None, {"name": "prednisone"}, "2026-01-05")
    change = changed("medications", 1, "dose", "1 tablet", "9 tablets", "2026-02-01")
    back = changed("medications", 1, "dose", "9 tablets", "1 tablet", "2026-02-03")
    assert len(texts(planner, made, change, back._replace(undoes=change.revision))) == 1


def test_a_symptom_has_its_beginning_and_its_turns() -> None:
    planner = added(Planner(), Symptom, name="double vision", began="Jan 2026", course="gone")
    planner = edited(planner, Symptom, 1, in_brief="no")
    made = changed("symptoms", 1, "", None, {"name": "double vision"}, "2026-01-05")
    turns = (
        changed("symptoms", 1, "course", None, "worse", "2026-02-01"),
        changed("symptoms", 1, "course", "worse", "gone", "2026-03-01"),
    )
    assert texts(planner, made, *turns) == [
        "2026-01 double vision began",
        "2026-02-01 double vision: worse",
        "2026-03-01 double vision: gone",
    ]
    entries = timeline(planner, History([made, *turns]))
    assert all(entry.is_private for entry in entries)
    assert "double vision" not in make_timeline(planner, entries)


def test_only_what_may_be_after_a_day() -> None:
    planner = added(Planner(), Visit, when="1 Mar 2026", status="done")
    planner = added(planner, MedicalTest, name="MRI", done_on="Mar 2026", result="normal")
    planner = added(planner, MedicalTest, name="EEG", done_on="Feb 2026", result="normal")
    found = narrowed(timeline(planner, History()), since=date(2026, 3, 1))
    assert [entry.text for entry in found] == ["MRI: normal"]
    assert [e.text for e in narrowed(timeline(planner, History()), words="eeg FEB")] == [
        "EEG: normal"
    ]


def scored(*notes: tuple[str, int]) -> Planner:
    planner = added(Planner(), Symptom, name="double vision")
    for day, score in notes:
        values = {"note": "seen", "symptom_id": 1, "when": day, "severity": score}
        planner = add(planner, Observation, values, TODAY)
    return planner


def test_notes_four_weeks_apart_stand_four_weeks_apart() -> None:
    """2026-03-12 is a Thursday; a week is four cells wide here, from its Monday."""
    planner = scored(("2026-02-12", 10), ("2026-03-11", 5), ("2026-03-12", 3))
    lines = course_chart(planner, History(), TODAY, 60)
    (line,) = [line for line in lines if line.startswith("double vision")]
    assert line[LABEL:] == "████" + " " * 12 + "▄▄▄▄", "the worst of the week"
    assert lines[-1][LABEL:] == "Feb         Mar"


def test_a_long_course_is_shown_by_month() -> None:
    planner = scored(("2023-03-01", 10), ("2026-03-11", 5))
    lines = course_chart(planner, History(), TODAY, 80)
    (line,) = [line for line in lines if line.startswith("double vision")]
    assert len(line[LABEL:]) == 37, "37 months, a cell each"
    assert "2024" in lines[-1]
    assert lines[-1][LABEL:].index("2024") == 10


def test_a_dose_that_holds_for_less_than_a_week_takes_no_room() -> None:
    """The next one begins in the same cell."""
    line = doses_drawn(
        ("3 tablets", "2 tablets", "2026-02-16"), ("2 tablets", "1 tablet", "2026-02-17")
    )
    assert line.split("-")[0] == "3 tablets"
    assert line.endswith("1 tablet")
    assert "2 tablets" not in line


@given(st.text(), st.integers(-3, 9))
def test_the_first_cells_of_a_text_fit_and_are_its_beginning(text: str, room: int) -> None:
    taken = first_cells(text, room)
    assert text.startswith(taken)
    assert cells(taken) <= max(room, 0)
    assert taken == text or cells(text[: len(taken) + 1]) > room or len(taken) >= room


@pytest.mark.parametrize("width", [44, 80, 160])
def test_signs_of_two_cells_move_nothing(width: int) -> None:
    """Names and doses in other letters take more cells than signs."""
    wide = "日本語の薬を毎朝二錠日本語の薬を毎朝二錠"
    planner = added(scored(("2026-01-12", 5), ("2026-03-12", 5)), Symptom, name=wide)
    symptom = planner.next_id - 1
    for day in ("2026-01-12", "2026-03-12"):
        values = {"note": "seen", "symptom_id": symptom, "when": day, "severity": 5}
        planner = add(planner, Observation, values, TODAY)
    planner = added(planner, Medication, name=wide, dose="二錠", started="2026-01-12")
    id = planner.next_id - 1
    made = changed("medications", id, "", None, {"name": wide}, "2026-01-12")
    change = changed("medications", id, "dose", "三錠を毎朝", "二錠", "2026-02-16")
    lines = course_chart(planner, History([made, change]), TODAY, width)
    assert all(cells(line) <= width for line in lines[1:])
    plain, *others = [line for line in lines if line.rstrip().endswith(("▄", "█"))]
    assert [cells(line) for line in others] == [cells(plain)], "in line with the others"


def test_nothing_is_drawn_without_two_days() -> None:
    assert course_chart(scored(("2026-03-11", 5)), History(), TODAY, 80) == ()
    assert course_chart(Planner(), History(), TODAY, 80) == ()


def doses_drawn(*changes: tuple[str, str, str]) -> str:
    """The line of a medicine whose dose changed: from, to, and the day."""
    planner = scored(("2026-01-12", 5), ("2026-03-12", 3))
    values = {"name": "prednisone", "dose": "1 tablet", "started": "2026-01-12"}
    planner = add(planner, Medication, values, TODAY)
    id = planner.next_id - 1
    made = changed("medications", id, "", None, {"name": "prednisone"}, "2026-01-12")
    touches = [changed("medications", id, "dose", *change) for change in changes]
    lines = course_chart(planner, History([made, *touches]), TODAY, 80)
    (line,) = [line for line in lines if line.startswith("prednisone")]
    return line[LABEL:]


def test_doses_are_steps_below() -> None:
    assert doses_drawn(("3 tablets", "1 tablet", "2026-02-16")) == "3 tablets-----------1 tablet"
