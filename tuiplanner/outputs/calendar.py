"""The calendar file: visits, tests, referrals and due repeats, for the calendar on a phone.

A calendar is often shared and stored on other people's servers. So diagnoses, symptoms and
medicines stay out of it: a text that names one is replaced by a reference to the planner.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from tuiplanner.model import dates
from tuiplanner.model.choices import ReferralStatus, VisitMode
from tuiplanner.model.history import FieldChange, History
from tuiplanner.model.planner import KINDS_BY_TABLE, Planner
from tuiplanner.model.preparing import begins_before
from tuiplanner.model.records import MedicalTest, Record, Specialist, Visit
from tuiplanner.model.repeats import repeat_window
from tuiplanner.model.visits import clinician, is_done
from tuiplanner.outputs.discreet import Discreet

if TYPE_CHECKING:
    from icalendar import Alarm, Event

_MORNING = timedelta(hours=9)  # when an alarm of a day without a time rings
# The field that gives each kind its day in the calendar.
_DAYS = {Visit.TABLE: "when", MedicalTest.TABLE: "booked_for", Specialist.TABLE: "booked_for"}
_ENDED = (ReferralStatus.DECLINED, ReferralStatus.CANCELLED)
_MINUTES = 60  # minutes; the length of an appointment without a recorded length


class _Entry(NamedTuple):
    """An event; `stamp` is its newest change; a `start` without a time means all day."""

    kind: str
    record: Record
    start: date
    minutes: int
    status: str
    summary: str
    place: str
    notes: str
    stamp: str
    until: date | None = None  # the last day of a stay, which takes whole days
    asked: str = ""  # what to do before it, unfiltered: only its days are used


def calendar_of(planner: Planner, history: History, today: date) -> bytes:
    """Return an iCalendar file (RFC 5545) of everything that has an exact day.

    The same planner gives the same bytes, and a later version of it the same UIDs, so an export
    updates the events of an earlier export. Times are floating, as in the planner.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//tuiplanner//tuiplanner//EN")
    calendar.add("version", "2.0")
    for entry in (*_entries(planner), *_gone(planner, history)):
        calendar.add_component(_event(entry, history, today))
    data: bytes = calendar.to_ical()
    return data


def _event(entry: _Entry, history: History, today: date) -> "Event":
    from icalendar import Event

    event, record = Event(), entry.record
    event.add("uid", _uid(entry.kind, record))
    event.add("dtstamp", _stamp(entry.stamp, today))
    event.add("sequence", len({t.revision for t in history.of(record.TABLE, record.id)}))
    last = entry.until
    begins = _start_day(entry.start)
    if last is not None and last > begins:
        event.add("dtstart", begins)
        event.add("dtend", last + timedelta(days=1))  # RFC 5545: the first day after it
    else:
        event.add("dtstart", entry.start)
    if event.get("dtend") is None and isinstance(entry.start, datetime):
        event.add("duration", timedelta(minutes=entry.minutes))
    event.add("status", entry.status)
    event.add("class", "PRIVATE")
    if entry.kind == "repeat":
        # A repeat does not block the day, because nothing is booked.
        event.add("transp", "TRANSPARENT")
    event.add("summary", entry.summary)
    for name, text in (("location", entry.place), ("description", entry.notes)):
        if text:
            event.add(name, text)
    for ahead in _alarms(entry):
        event.add_component(_alarm(entry, ahead))
    return event


def _alarms(entry: _Entry) -> tuple[timedelta, ...]:
    """Return how long before the start to ring: a day, and where the preparation begins.

    Without a time, and where a preparation counts days, it rings at nine in the morning.
    """
    if entry.status != "CONFIRMED":
        return ()
    start, clock, before = entry.start, timedelta(), timedelta(days=1) - _MORNING
    is_long = entry.until is not None and entry.until > _start_day(start)
    if isinstance(start, datetime) and not is_long:
        clock, before = timedelta(hours=start.hour, minutes=start.minute), timedelta(days=1)
    morning, found = clock - _MORNING, [before]
    if days := begins_before(entry.asked):
        found.append(timedelta(days=days) + morning)
    return tuple(dict.fromkeys(found))


def _start_day(start: date) -> date:
    return start.date() if isinstance(start, datetime) else start


def _alarm(entry: _Entry, ahead: timedelta) -> "Alarm":
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", -ahead)
    before = entry.notes.split("\n")[0] if entry.notes.startswith("Before:") else ""
    alarm.add("description", ". ".join(filter(None, (entry.summary, before))))
    return alarm


def _uid(kind: str, record: Record) -> str:
    """Return an identifier that stays the same as long as the record exists.

    It consists of the id and a digest of the creation time. Two planners in one calendar have the
    same ids, but did not create them in the same second. The day of the first change, or the
    profile's, would not work, because a long history loses its beginning.
    """
    made = sha256(f"{record.TABLE} {record.id} {record.created}".encode()).hexdigest()
    return f"{kind}-{record.id}-{made[:16]}@tuiplanner"


def _stamp(updated: str, today: date) -> datetime:
    """Return the time when it was saved; without a valid time, the start of today."""
    try:
        return datetime.strptime(updated, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        return datetime.combine(today, time(), UTC)


def _entries(planner: Planner) -> Iterator[_Entry]:
    discreet = Discreet(planner)
    for visit in planner.visits.values():
        yield from _visit(visit, planner, discreet)
    for test in planner.tests.values():
        yield from _test(test, discreet)
    for referral in planner.specialists.values():
        yield from _referral(referral, planner, discreet)
    for test in planner.tests.values():
        yield from _repeat(test, planner, discreet)


def _gone(planner: Planner, history: History) -> Iterator[_Entry]:
    """Yield what an earlier export had and this planner has no more, as canceled.

    A calendar keeps an event that it no longer gets; only this status takes it out.
    """
    discreet = Discreet(planner)
    for record, when in _gone_records(planner, history):
        if isinstance(record, Visit):
            entries = _visit(record, planner, discreet)
        elif isinstance(record, MedicalTest):
            entries = _test(record, discreet)
        else:
            entries = _referral(cast(Specialist, record), planner, discreet)
        for entry in entries:
            yield entry._replace(status="CANCELLED", place="", notes="", stamp=when)


def _gone_records(planner: Planner, history: History) -> Iterator[tuple[Record, str]]:
    """Yield each deleted record, and each whose day was cleared, as it was, with the time."""
    last: dict[tuple[str, int], FieldChange] = {}
    for touch in history.touches:
        field = _DAYS.get(touch.table)
        if field and touch.field in ("", field):
            last[touch.table, touch.id] = touch
    for (table, id), touch in last.items():
        kind = KINDS_BY_TABLE[table]
        record = planner.rows(kind).get(id)
        if record is None and not touch.field and isinstance(touch.before, dict):
            yield kind.load(id, touch.before), touch.when
        elif record is not None and touch.field and not _start(getattr(record, touch.field)):
            values: dict[str, Any] = {touch.field: str(touch.before or "")}
            yield replace(record, **values), touch.when


def left_out(planner: Planner, today: date) -> tuple[str, ...]:
    """Return the appointments ahead that the calendar leaves out: their day is not exact."""
    found: list[tuple[Record, str]] = []
    found += [(v, v.when) for v in planner.visits.values() if not _is_over(v, today)]
    tests = planner.tests.values()
    found += [(t, t.booked_for) for t in tests if not (t.done_on or t.has_result)]
    found += [(s, s.booked_for) for s in planner.specialists.values() if not s.is_closed]
    return tuple(
        f"{_left_out_name(planner, record)} ({dates.show(when)})"
        for record, when in found
        if when and _start(when) is None
    )


def _is_over(visit: Visit, today: date) -> bool:
    return visit.is_cancelled or is_done(visit, today)


def _left_out_name(planner: Planner, record: Record) -> str:
    if isinstance(record, Visit):
        return f"visit, {clinician(planner, record)}".removesuffix(", ")
    return record.shown_heading


def _visit(visit: Visit, planner: Planner, discreet: Discreet) -> Iterator[_Entry]:
    start = _start(visit.when)
    if start is None:
        return
    listed = planner.get(Specialist, visit.specialist_id)
    specialty, name = visit.specialty, visit.with_whom
    place, phone = visit.place, visit.phone
    if listed:
        specialty, name = listed.specialty, listed.name
        place, phone = place or listed.clinic, phone or listed.phone
    who = discreet.line(specialty, name)
    how = visit.mode if visit.mode in (VisitMode.PHONE, VisitMode.VIDEO) else ""
    last = dates.last_day(visit.until) if visit.is_stay else None
    hour = dates.clock_time(visit.when) if last and last > _start_day(start) else ""
    yield _Entry(
        kind="visit",
        record=visit,
        start=start,
        minutes=_length(visit.minutes),
        status="CANCELLED" if visit.is_cancelled else "CONFIRMED",
        summary=f"Appointment: {who}" if who else "Appointment",
        place=discreet.line(place),
        notes=_notes(
            f"Begins at {hour}" if hour else "",  # A stay takes whole days in the calendar.
            f"By {how}" if how else "",
            discreet.lines("Before", visit.restrictions),
            discreet.lines("Bring", visit.bring),
            discreet.lines("Phone", phone),
        ),
        stamp=max(visit.updated, listed.updated if listed else "", discreet.stamp),
        until=last,
        asked=visit.restrictions,
    )


def _test(test: MedicalTest, discreet: Discreet) -> Iterator[_Entry]:
    start = _start(test.booked_for)
    if start is None:
        return
    name = discreet.line(test.name)
    yield _Entry(
        kind="test",
        record=test,
        start=start,
        minutes=_MINUTES,
        status="CONFIRMED",
        summary=f"Test: {name}" if name else "Test appointment",
        place=discreet.line(test.place),
        notes=_notes(
            discreet.lines("Before", test.preparation), discreet.lines("Phone", test.phone)
        ),
        stamp=max(test.updated, discreet.stamp),
        asked=test.preparation,
    )


def _referral(referral: Specialist, planner: Planner, discreet: Discreet) -> Iterator[_Entry]:
    """Yield the booked day of a referral, unless there is a visit to that doctor on that day."""
    start, day = _start(referral.booked_for), referral.booked_for[:10]
    visits = (v for v in planner.visits.values() if v.specialist_id == referral.id)
    if start is None or any(v.when[:10] == day and not v.is_cancelled for v in visits):
        return
    who = discreet.line(referral.specialty, referral.name)
    yield _Entry(
        kind="referral",
        record=referral,
        start=start,
        minutes=_MINUTES,
        status="CANCELLED" if referral.status in _ENDED else "CONFIRMED",
        summary=f"Appointment: {who}" if who else "Appointment",
        place=discreet.line(referral.clinic),
        notes=_notes(discreet.lines("Phone", referral.phone)),
        stamp=max(referral.updated, discreet.stamp),
    )


def _repeat(test: MedicalTest, planner: Planner, discreet: Discreet) -> Iterator[_Entry]:
    """Yield the earliest day of a due repeat, as a reminder to ask and not as a booking."""
    opens, closes = repeat_window(planner, test) or ("", "")
    first = _start(opens)
    if first is None:
        return
    until = f" to {dates.show(closes)}" if closes > opens else ""
    name = discreet.line(test.name)
    yield _Entry(
        kind="repeat",
        record=test,
        start=first,
        minutes=0,
        status="TENTATIVE",
        summary=f"Ask about repeating the test{f': {name}' if name else ''}",
        place="",
        notes=_notes(
            f"Due from {dates.show(opens)}{until}",
            discreet.lines("Before", test.preparation),
            discreet.lines("Phone", test.phone),
        ),
        stamp=max(test.updated, discreet.stamp),
    )


def _start(value: str) -> date | None:
    """Return the day, with its time if known; None if the date is not exact."""
    day, clock = dates.first_day(value), dates.clock_time(value)
    if day is None or not dates.is_exact(value):
        return None
    try:
        return datetime.combine(day, time.fromisoformat(clock)) if clock else day
    except ValueError:
        return day


def _length(minutes: int | None) -> int:
    """Return a length in minutes; a file may hold any number, so the limit is a day."""
    return minutes if minutes and 0 < minutes <= 1_440 else _MINUTES


def _notes(*lines: str) -> str:
    return "\n".join(filter(None, lines))
