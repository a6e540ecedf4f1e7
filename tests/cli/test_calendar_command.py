"""export --format ics: the calendar file on standard output, and what a second one updates."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import time_machine
from icalendar import Calendar, Event

from tests.cli.talk import Run, fine, misused, new_id


def noon(day: int) -> time_machine.travel:
    """A day of March 2026."""
    return time_machine.travel(datetime(2026, 3, day, 12, tzinfo=UTC), tick=False)


def events(run: Run, *more: str) -> dict[str, Event]:
    """The events of an export by their UID."""
    calendar = Calendar.from_ical(fine(run("export", "--format", "ics", *more)))
    assert isinstance(calendar, Calendar)
    found = {str(event["uid"]): event for event in calendar.events}
    assert len(found) == len(calendar.events)
    return found


def test_a_second_export_updates_and_never_duplicates(cli: Run) -> None:
    with noon(1):
        id = new_id(cli("add", "visit", "2026-03-20 10:30", "--specialty", "neurology"))
        new_id(cli("add", "test", "MRI brain", "--booked-for", "2026-03-22"))
        first = events(cli)
    with noon(2):
        fine(cli("edit", "visit", id, "--when", "2026-03-21 9:00", "--place", "East"))
        second = events(cli)
    assert list(second) == list(first)
    visit, test = second
    assert first[visit]["dtstart"].dt == datetime(2026, 3, 20, 10, 30)
    assert second[visit]["dtstart"].dt == datetime(2026, 3, 21, 9, 0)
    assert second[visit]["sequence"] == first[visit]["sequence"] + 1
    assert second[visit]["dtstamp"].dt > first[visit]["dtstamp"].dt
    assert second[test] == first[test]
    with noon(3):
        fine(cli("edit", "visit", id, "--status", "cancelled"))
        third = events(cli)
        assert third[visit]["status"] == "CANCELLED"
        fine(cli("undo"))
        assert events(cli)[visit]["status"] == "CONFIRMED"
        assert events(cli)[visit]["sequence"] == third[visit]["sequence"] + 1


def test_a_deleted_visit_comes_back_under_its_uid(cli: Run) -> None:
    id = new_id(cli("add", "visit", "2026-03-20"))
    first = events(cli)
    fine(cli("remove", "visit", id))
    gone = events(cli)  # Only a cancellation takes it out of a calendar that had it.
    assert [event["STATUS"] for event in gone.values()] == ["CANCELLED"]
    assert list(gone) == list(first)
    fine(cli("undo"))
    assert list(events(cli)) == list(first)


def test_the_bytes_depend_on_the_planner_alone(process: Run, made_up: Path) -> None:
    out = fine(process("export", "--format", "ics"))
    assert out == fine(process("export", "--format", "ics"))
    before = made_up.read_bytes()
    fine(process("export", "--format", "ics"))
    assert made_up.read_bytes() == before


def test_an_imported_planner_updates_the_same_events(cli: Run, made_up: Path) -> None:
    fine(cli("import", "-", "--file", "two.json", stdin=fine(cli("export"))))
    assert events(cli, "--file", "two.json") == events(cli)


def test_the_sample_calendar_reveals_no_private_details(cli: Run, made_up: Path) -> None:
    out = fine(cli("export", "--format", "ics")).replace("\r\n ", "").casefold()
    assert "test: lumbar puncture" in out
    for word in ("marta", "amitriptyline", "prednisone", "unsteady", "slurred", "tumor"):
        assert word not in out


def test_line_endings_follow_the_standard(process: Run, file: Path, tmp_path: Path) -> None:
    new_id(process("add", "visit", "2026-03-20"))
    out = tmp_path / "appointments.ics"
    command = [sys.executable, "-m", "tuiplanner", "export", "--format", "ics"]
    with out.open("wb") as handle:
        subprocess.run(command, stdout=handle, timeout=60, check=True)
    data = out.read_bytes()
    assert data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")


def test_another_output_format_is_wrong_usage(cli: Run) -> None:
    misused(cli("export", "--format", "pdf"), "json", "ics")


def test_no_planner_is_an_empty_calendar(cli: Run, file: Path) -> None:
    assert events(cli) == {}
    assert not file.exists()
