"""The calendar file: visits, tests and due repeats, for the calendar on a phone.

A calendar is often shared and stored on other people's servers. So diagnoses, symptoms and
medicines stay out of it: a text that names one is replaced by a reference to the planner.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from tuiplanner.model import dates
from tuiplanner.model.choices import VisitMode
from tuiplanner.model.history import History
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import MedicalTest, Record, Specialist, Visit
from tuiplanner.model.text import cleaned, one_line
from tuiplanner.model.waiting import repeat_window

if TYPE_CHECKING:
    from icalendar import Event

SEE = "(see the planner)"
_MINUTES = 60  # minutes; the length of an appointment without a recorded length
_LONG = 5  # letters; a shorter word hides a text only as a whole word, not inside another word
_WORDS = re.compile(r"\w+")
_PIECES = re.compile(r"[,;()\n]")


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


def calendar_of(planner: Planner, history: History, today: date) -> bytes:
    """Return an iCalendar file (RFC 5545) of everything that has an exact day.

    The same planner gives the same bytes, and a later version of it the same UIDs, so an export
    updates the events of an earlier export. Times are floating, as in the planner.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//tuiplanner//tuiplanner//EN")
    calendar.add("version", "2.0")
    for entry in _entries(planner):
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
    begins = entry.start.date() if isinstance(entry.start, datetime) else entry.start
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
    return event


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
    discreet = _Discreet(planner)
    for visit in planner.visits.values():
        yield from _visit(visit, planner, discreet)
    for test in planner.tests.values():
        yield from _test(test, discreet)
    for test in planner.tests.values():
        yield from _repeat(test, planner, discreet)


class _Discreet:
    """A filter for the calendar that hides texts naming a medicine, a diagnosis or a symptom."""

    def __init__(self, planner: Planner) -> None:
        medicines = planner.medications.values()
        names = [name for m in medicines for name in (m.name, m.brand)]
        others = [reason for m in medicines for reason in (m.reason, m.as_needed_for)]
        others += [symptom.name for symptom in planner.symptoms.values()]
        others += [allergy.substance for allergy in planner.allergies.values()]
        others += [test.what_for for test in planner.tests.values()]
        others += _PIECES.split(planner.profile.conditions)
        # "Keppra XR 500 mg" is also known as "Keppra".
        words = [word for name in names for word in _WORDS.findall(name)]
        long = [word for word in words if len(word) >= _LONG and word.isalpha()]
        wanted = {_term(text) for text in (*names, *others, *long)} - {""}
        self._terms = tuple(wanted)
        self._asked: dict[str, bool] = {}
        known = (medicines, planner.symptoms.values(), planner.allergies.values())
        stamps = [record.updated for records in known for record in records]
        self.stamp = max([*stamps, planner.profile.updated])

    def hides(self, text: str) -> bool:
        """Return True if the text must be hidden; cached, since places and names repeat."""
        if text not in self._asked:
            flat = f" {_flat(text)} "
            self._asked[text] = any(term in flat for term in self._terms)
        return self._asked[text]

    def line(self, *parts: str) -> str:
        """Return the parts that may be shown, separated by commas."""
        said = [one_line(cleaned(part)) for part in parts if not self.hides(part)]
        line = ", ".join(filter(None, said))
        return "" if self.hides(line) else line

    def lines(self, label: str, text: str) -> str:
        """Return `Bring: glasses`; each hidden line is replaced by a reference to the planner."""
        if not text:
            return ""
        lines = cleaned(text, lines=True).split("\n")
        said = "\n".join(SEE if self.hides(line) else line for line in lines)
        return f"{label}: {SEE if self.hides(said) else said}"


def _flat(text: str) -> str:
    """Return the words in one case and width, without joiners: `folic acid` for `Folic-Acid`."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    if not plain.isascii():
        plain = "".join(char for char in plain if unicodedata.category(char) != "Cf")
    return " ".join(_WORDS.findall(plain))


def _term(text: str) -> str:
    """Return the search term for a flat text; a short Latin term matches only whole words."""
    flat = _flat(text)
    if flat.isascii() and len(flat) < _LONG:
        return f" {flat} " if re.search("[a-z]", flat) else ""
    return flat if not flat.isdigit() else ""


def _visit(visit: Visit, planner: Planner, discreet: _Discreet) -> Iterator[_Entry]:
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
    yield _Entry(
        kind="visit",
        record=visit,
        start=start,
        minutes=_length(visit.minutes),
        status="CANCELLED" if visit.is_cancelled else "CONFIRMED",
        summary=f"Appointment: {who}" if who else "Appointment",
        place=discreet.line(place),
        notes=_notes(
            f"By {how}" if how else "",
            discreet.lines("Before", visit.restrictions),
            discreet.lines("Bring", visit.bring),
            discreet.lines("Phone", phone),
        ),
        stamp=max(visit.updated, listed.updated if listed else "", discreet.stamp),
        until=dates.last_day(visit.until) if visit.is_stay else None,
    )


def _test(test: MedicalTest, discreet: _Discreet) -> Iterator[_Entry]:
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
    )


def _repeat(test: MedicalTest, planner: Planner, discreet: _Discreet) -> Iterator[_Entry]:
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
