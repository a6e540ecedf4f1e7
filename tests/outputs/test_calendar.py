"""The calendar file, read back by the library that wrote it: days, updates, and what it hides."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from tests.every import examples
from tests.model.making import added, edited, newest, told
from tests.strategies import HOSTILE, TODAY, lines_text, planners
from tuiplanner.model import dates
from tuiplanner.model.fields import Text
from tuiplanner.model.history import FieldChange, History
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import (
    Allergy,
    MedicalTest,
    Medication,
    Record,
    Specialist,
    Symptom,
    Visit,
    field_specs,
)
from tuiplanner.model.text import cleaned
from tuiplanner.outputs.calendar import calendar_of
from tuiplanner.outputs.discreet import SEE

SEEN = {
    "specialty": "neurology",
    "with_whom": "Dr A. Neuro",
    "place": "City hospital, floor 3; room 12",
    "phone": "555-0120",
    "mode": "video",
    "bring": "the disc, glasses",
    "restrictions": "nothing to eat from midnight\nno coffee",
}


def events(planner: Planner, trail: History | None = None, today: date = TODAY) -> list[Event]:
    """The events of an export, as another program reads them."""
    data = calendar_of(planner, trail or History(), today)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))  # RFC 5545, 3.1
    calendar = Calendar.from_ical(data)
    assert isinstance(calendar, Calendar)
    assert not calendar.errors
    return list(calendar.events)


def event(planner: Planner, trail: History | None = None) -> Event:
    """The only one."""
    (found,) = events(planner, trail)
    assert not found.errors
    return found


def visit(when: str, **typed: str) -> Planner:
    return added(Planner(), Visit, when=when, **typed)


def mri(**typed: str) -> Planner:
    return added(Planner(), MedicalTest, **{"name": "MRI brain"} | typed)


def changes(record: type[Record], id: int, *revisions: int) -> History:
    """The history of a record that was touched in these revisions, two fields each time."""
    when = "2026-03-12T12:00:00Z"
    touches = [
        FieldChange(revision, when, None, record.TABLE, id, field, "", "x")
        for revision in revisions
        for field in ("place", "phone")
    ]
    return History(touches)


def words(found: Event) -> dict[str, str]:
    names = ("summary", "location", "description")
    return {name: str(found[name]) for name in names if name in found}


def test_a_visit_is_an_appointment_with_its_preparation() -> None:
    found = event(visit("2026-03-15T10:30", minutes="45", **SEEN))
    assert found["dtstart"].dt == datetime(2026, 3, 15, 10, 30)
    assert found["duration"].dt == timedelta(minutes=45)
    assert (found["status"], found["class"]) == ("CONFIRMED", "PRIVATE")
    assert words(found) == {
        "summary": "Appointment: neurology, Dr A. Neuro",
        "location": "City hospital, floor 3; room 12",
        "description": (
            "By video\nBefore: nothing to eat from midnight\nno coffee\n"
            "Bring: the disc, glasses\nPhone: 555-0120"
        ),
    }


def test_the_specialist_of_the_list_says_who_and_where() -> None:
    planner = added(
        Planner(), Specialist, specialty="eyes", name="Dr B", clinic="East", phone="555"
    )
    planner = added(planner, Visit, when="2026-03-15", specialist_id="1", specialty="old words")
    found = {"summary": "Appointment: eyes, Dr B", "location": "East", "description": "Phone: 555"}
    assert words(event(planner)) == found
    elsewhere = words(event(edited(planner, Visit, 2, place="West", phone="777")))
    assert (elsewhere["location"], elsewhere["description"]) == ("West", "Phone: 777")


def test_a_bare_visit_is_a_bare_appointment() -> None:
    found = event(visit("2026-03-15"))
    assert found["dtstart"].dt == date(2026, 3, 15)
    assert "duration" not in found
    assert words(found) == {"summary": "Appointment"}


def test_an_appointment_of_unknown_length_takes_an_hour() -> None:
    assert event(visit("2026-03-15T10:30"))["duration"].dt == timedelta(hours=1)


@pytest.mark.parametrize("minutes", [-5, 0, 10**30])
def test_an_impossible_length_becomes_an_hour(minutes: int) -> None:
    odd = Visit(id=1, when="2026-03-15T10:30", minutes=minutes)
    assert event(Planner(visits={1: odd}))["duration"].dt == timedelta(hours=1)


@pytest.mark.parametrize("minutes", [1, 1_440])
def test_the_shortest_and_longest_lengths_are_kept(minutes: int) -> None:
    found = event(visit("2026-03-15T10:30", minutes=str(minutes)))
    assert found["duration"].dt == timedelta(minutes=minutes)


@pytest.mark.parametrize("when", ["2026-03", "2026", "2026-03-15~", "XXXX", "", "2026-02-30"])
def test_without_an_exact_day_there_is_no_event(when: str) -> None:
    planner = Planner(
        visits={1: Visit(id=1, when=when)},
        tests={2: MedicalTest(id=2, name="MRI", booked_for=when)},
    )
    assert events(planner) == []
    calendar_of(Planner(), History(), TODAY)


def test_an_impossible_time_keeps_the_day() -> None:
    planner = Planner(visits={1: Visit(id=1, when="2026-03-15T25:61")})
    assert event(planner)["dtstart"].dt == date(2026, 3, 15)


def test_a_cancelled_visit_is_cancelled() -> None:
    planner = visit("2026-03-15")
    after = edited(planner, Visit, 1, status="cancelled")
    assert event(after)["status"] == "CANCELLED"
    assert event(after)["uid"] == event(planner)["uid"]
    assert (
        event(edited(planner, Visit, 1, status="done", when="11 Mar 2026"))["status"] == "CONFIRMED"
    )


def test_a_booked_test_is_an_event() -> None:
    found = event(
        mri(booked_for="2026-03-20T08:00", preparation="fasting", place="East", phone="555")
    )
    assert found["dtstart"].dt == datetime(2026, 3, 20, 8, 0)
    assert words(found) == {
        "summary": "Test: MRI brain",
        "location": "East",
        "description": "Before: fasting\nPhone: 555",
    }


def test_a_repeat_is_to_be_asked_about_on_its_first_day() -> None:
    repeat = {"done_on": "2026-01-04", "repeat_min_months": "3", "repeat_max_months": "6"}
    found = event(mri(**repeat, repeat_until="the tumor is found", status="discussed"))
    assert found["dtstart"].dt == date(2026, 4, 4)
    assert (found["status"], found["transp"]) == ("TENTATIVE", "TRANSPARENT")
    assert words(found) == {
        "summary": "Ask about repeating the test: MRI brain",
        "description": "Due from 4 Apr 2026 to 4 Jul 2026",
    }


def test_a_test_and_its_repeat_are_two_events() -> None:
    done = {"booked_for": "2026-01-04", "done_on": "2026-01-04", "status": "done"}
    first, second = events(mri(**done, repeat_min_months="1"))
    assert first["uid"] != second["uid"]
    assert second["description"] == "Due from 4 Feb 2026"


DONE = {"done_on": "2026-01-04", "status": "done", "repeat_min_months": "3"}


@pytest.mark.parametrize(
    ("other", "is_due"),
    [
        ({"status": "ordered"}, False),
        ({"status": "booked", "booked_for": "unsure"}, False),
        ({"name": "mri  BRAIN", "status": "booked", "booked_for": "2026-04-10"}, False),
        ({"status": "done", "done_on": "2026-03-01"}, False),
        ({"status": "done", "done_on": "2025-03-01"}, True),
        ({"status": "ordered", "booked_for": "2025-03-01"}, True),
        ({"status": "done", "done_on": "2026"}, True),
        ({"name": "MRI spine", "status": "ordered"}, True),
        ({"status": "ordered", "result": "normal"}, True),
    ],
)
def test_a_repeat_ends_with_the_next_test_of_that_name(other: dict[str, str], is_due: bool) -> None:
    planner = added(mri(**DONE), MedicalTest, **{"name": "MRI brain"} | other)
    due = [e for e in events(planner) if str(e["summary"]).startswith("Ask")]
    assert len(due) == is_due


def test_the_same_test_booked_anew_is_no_longer_due() -> None:
    planner = mri(**DONE)
    assert str(event(planner)["summary"]).startswith("Ask")
    again = edited(planner, MedicalTest, 1, status="booked", booked_for="2026-04-10")
    assert event(again)["summary"] == "Test: MRI brain"


def test_of_two_on_one_day_the_later_record_is_repeated() -> None:
    planner = added(mri(**DONE), MedicalTest, name="MRI brain", **DONE)
    assert str(event(planner)["uid"]).startswith("repeat-2-")


@pytest.mark.parametrize("done", ["2026-01", "2026-01-04~", "unsure"])
def test_a_repeat_counts_from_an_exact_day(done: str) -> None:
    assert events(mri(**DONE | {"done_on": done})) == []


def test_a_second_export_updates_the_first() -> None:
    planner = visit("2026-03-15T10:30")
    made = replace(
        planner.visits[1], created="2026-03-01T08:00:00Z", updated="2026-03-01T08:00:00Z"
    )
    planner = replace(planner, visits={1: made})
    first = event(planner, changes(Visit, 1, 4))
    moved = replace(made, when="2026-04-02T09:00", updated="2026-03-12T09:30:00Z")
    second = event(replace(planner, visits={1: moved}), changes(Visit, 1, 4, 7, 9))
    assert second["uid"] == first["uid"]
    assert (first["sequence"], second["sequence"]) == (1, 3)
    assert first["dtstamp"].dt == datetime(2026, 3, 1, 8, tzinfo=UTC)
    assert second["dtstamp"].dt == datetime(2026, 3, 12, 9, 30, tzinfo=UTC)


def test_a_change_of_the_specialist_is_newer_too() -> None:
    planner = added(Planner(), Specialist, specialty="eyes")
    planner = added(planner, Visit, when="2026-03-15", specialist_id="1")
    stamp = "2026-03-12T09:30:00Z"
    after = replace(planner, specialists={1: replace(planner.specialists[1], updated=stamp)})
    assert event(after)["dtstamp"].dt == datetime(2026, 3, 12, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize("updated", ["", "yesterday", "2026-13-01T00:00:00Z", "2026-03-01"])
def test_without_a_timestamp_the_export_date_is_used(updated: str) -> None:
    planner = Planner(visits={1: Visit(id=1, when="2026-03-15", updated=updated)})
    assert event(planner)["dtstamp"].dt == datetime(2026, 3, 12, tzinfo=UTC)


def test_two_planners_in_one_calendar_do_not_collide() -> None:
    one = Visit(id=1, when="2026-03-15", created="2026-03-01T08:00:00Z")
    other = replace(one, created="2026-03-01T08:00:01Z")
    uids = {event(Planner(visits={1: record}))["uid"] for record in (one, other)}
    assert len(uids) == 2


# Each in a text that a calendar would show, and what of the planner must hide it.
TELLING = [
    ("Stop PREDNISONE 5 days before", {"name": "prednisone"}),
    ("no Deltasone that day", {"name": "x1", "brand": "Deltasone"}),
    ("stop Keppra the day before", {"name": "Keppra XR 500 mg"}),
    ("no folic-acid", {"name": "Folic  acid"}),
    ("Prednisontabletten absetzen", {"name": "Prednison"}),
    ("no iron, please", {"name": "iron"}),
    ("no pred\u200bni\u00adsone", {"name": "prednisone"}),
    ("プレドニンを五日前に中止", {"name": "プレドニン"}),
    ("ｐｒｅｄｎｉｓｏｎｅ", {"name": "prednisone"}),
    ("stop what you take for epilepsy", {"name": "x1", "reason": "epilepsy"}),
    ("stop the headache pills", {"name": "x1", "as_needed_for": "headache"}),
    ("no prednisone", {"name": "prednisone", "status": "stopped"}),
]


@pytest.mark.parametrize(("text", "medicine"), TELLING)
def test_a_line_that_names_a_medicine_is_left_to_the_planner(
    text: str, medicine: dict[str, str]
) -> None:
    planner = visit("2026-03-15", restrictions=f"fasting\n{text}\nno coffee", bring=text)
    shown = words(event(planner))["description"]
    assert shown == f"Before: fasting\n{text}\nno coffee\nBring: {text}"
    after = added(planner, Medication, **medicine)
    assert words(event(after))["description"] == f"Before: fasting\n{SEE}\nno coffee\nBring: {SEE}"


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (Medication, {"name": "secretol"}),
        (Symptom, {"name": "secretol"}),
        (Allergy, {"substance": "secretol"}),
        (Allergy, {"substance": "secretol", "kind": "avoid"}),
        (MedicalTest, {"name": "blood", "what_for": "secretol"}),
    ],
)
def test_a_title_or_place_that_reveals_too_much_is_left_out(
    kind: type[Record], typed: dict[str, str]
) -> None:
    planner = visit("2026-03-15", specialty="secretol clinic", with_whom="Dr A", place="Secretol 1")
    planner = added(planner, MedicalTest, name="Secretol level", booked_for="2026-03-15")
    repeat = {"done_on": "2026-03-01", "status": "done", "repeat_min_months": "1"}
    planner = added(planner, MedicalTest, name="old secretol level", **repeat)
    found = [words(e) for e in events(added(planner, kind, **typed))]
    assert [texts["summary"] for texts in found] == [
        "Appointment: Dr A",
        "Test appointment",
        "Ask about repeating the test",
    ]
    assert "location" not in found[0]


def test_conditions_are_known_one_by_one() -> None:
    planner = told(visit("2026-03-15", place="Asthma centre"), conditions="gout (2015), asthma; x")
    assert "location" not in event(planner)
    assert event(edited(planner, Visit, 1, place="2015 Gouty Street"))["location"]


def test_details_that_reveal_too_much_together_are_left_out() -> None:
    planner = visit("2026-03-15", specialty="low", with_whom="mood", restrictions="a low\nmood")
    found = words(event(added(planner, Symptom, name="low mood")))
    assert found == {"summary": "Appointment", "description": f"Before: {SEE}"}


def test_a_short_name_hides_only_as_a_word() -> None:
    planner = added(visit("2026-03-15", bring="environment card"), Medication, name="iron")
    assert words(event(planner))["description"] == "Bring: environment card"


# All that a calendar may say of a record; whatever a later version adds stays out.
MAY_SAY = {
    Visit: {"specialty", "with_whom", "place", "phone", "bring", "restrictions"},
    MedicalTest: {"name", "place", "phone", "preparation"},
    Specialist: {"specialty", "name", "clinic", "phone"},
}


def marked(record: Record, mark: str) -> Record:
    """With a mark in each of its texts that a calendar must not say."""
    may: set[str] = MAY_SAY.get(type(record), set())  # type: ignore[call-overload]
    hidden = [
        n for n, s in field_specs(type(record)).items() if isinstance(s, Text) and n not in may
    ]
    values: dict[str, Any] = dict.fromkeys(hidden, mark)
    return replace(record, **values)


@settings(max_examples=examples(40))
@given(planners(), st.sampled_from(["see {} now", "{}", "a\n{}\nb", "x-{}-y", "no {}s"]))
def test_only_details_allowed_in_a_calendar_are_exported(planner: Planner, text: str) -> None:
    """Marks stand in every other field, and medicines' names in those that are shown."""
    tables: dict[str, Any] = {
        name: {id: marked(record, "zqxsecret") for id, record in getattr(planner, name).items()}
        for name in ("visits", "tests", "specialists", "questions", "symptoms", "answers", "notes")
    }
    named = text.format("Zyxomab")
    tables["medications"] = {900: Medication(id=900, name="ZYXOMAB 5 mg", brand="zqxsecret")}
    texts = {"place": named, "phone": named, "specialty": named, "with_whom": named}
    odd = Visit(id=901, when="2026-03-15", restrictions=named, bring=named, **texts)
    tables["visits"] = {**tables["visits"], 901: odd}
    data = calendar_of(replace(planner, **tables), History(), TODAY)
    plain = data.replace(b"\r\n ", b"").decode().casefold()
    assert "zqxsecret" not in plain
    assert "zyxomab" not in plain


def takes_days(visit: Visit) -> bool:
    """Whether a visit lasts until another day."""
    last = dates.last_day(visit.until) if visit.is_stay else None
    return last is not None and last.isoformat() > visit.when[:10]


@settings(max_examples=examples(60))
@given(planners())
def test_every_planner_is_read_back(planner: Planner) -> None:
    """One event for each exact day, the same bytes each time, each UID once."""
    found = events(planner)
    exact = [v for v in planner.visits.values() if dates.is_exact(v.when)]
    exact_tests = [t for t in planner.tests.values() if dates.is_exact(t.booked_for)]
    others = [e for e in found if str(e["uid"]).startswith(("repeat-", "referral-"))]
    assert len(found) == len(exact) + len(exact_tests) + len(others)
    assert len({str(e["uid"]) for e in found}) == len(found)
    for record, one in zip([*exact, *exact_tests], found, strict=False):
        when = record.when if isinstance(record, Visit) else record.booked_for
        clock = dates.clock_time(when)
        if isinstance(record, Visit) and takes_days(record):
            assert clock in words(one).get("description", "")
            clock = ""
        assert one["dtstart"].dt.isoformat()[:16] == (when[:16] if clock else when[:10])
    data = calendar_of(planner, History(), TODAY)
    assert data == calendar_of(replace(planner), History(), TODAY)
    assert Calendar.from_ical(data).to_ical() == data


@settings(max_examples=examples(80))
@given(lines_text())
def test_any_words_come_back_as_they_were(text: str) -> None:
    said = cleaned(text, lines=True)
    planner = Planner(visits={1: Visit(id=1, when="2026-03-15", restrictions=text)})
    assert words(event(planner)).get("description", "") == (f"Before: {said}" if text else "")


@pytest.mark.parametrize(
    "text",
    [*HOSTILE, "a\\nb", "\\\\n\\;\\,", "END:VEVENT\r\nBEGIN:VALARM", "a;b,c:d=e", "日" * 10_000],
)
def test_hostile_words_stay_words(text: str) -> None:
    record = MedicalTest(id=1, name=text, booked_for="2026-03-15", preparation=text, place=text)
    found = event(Planner(tests={1: record}))
    line = " ".join(cleaned(text).split())
    assert words(found)["summary"] == (f"Test: {line}" if line else "Test appointment")
    assert words(found).get("location", "") == line
    assert words(found)["description"] == f"Before: {cleaned(text, lines=True)}"
    (alarm,) = found.subcomponents
    assert str(alarm["description"]) == ". ".join(
        filter(None, (words(found)["summary"], words(found)["description"].split("\n")[0]))
    )


def test_each_record_counts_its_own_changes() -> None:
    planner = added(visit("2026-03-15"), Visit, when="2026-03-16")
    found = events(planner, changes(Visit, newest(planner, Visit).id, 1, 2))
    assert [e["sequence"] for e in found] == [0, 2]


def test_a_stay_takes_its_whole_days() -> None:
    found = event(visit("20 Mar 2026 9:00", until="24 Mar 2026", mode="hospital"))
    assert (found.start, found.end) == (date(2026, 3, 20), date(2026, 3, 25))
    one_day = event(visit("20 Mar 2026 9:00", until="20 Mar 2026", mode="hospital"))
    assert one_day.end - one_day.start == timedelta(hours=1)
