"""The medicine block: each one being taken in full, and what changed or stopped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from tuiplanner.brief.fit import Room
from tuiplanner.brief.identity import ASK
from tuiplanner.brief.lines import Chunk, Sheet, cells, paragraph, row, whole
from tuiplanner.brief.source import Source
from tuiplanner.model import dates
from tuiplanner.model.choices import Helps, ListStatus, MedicationKind, MedicationStatus
from tuiplanner.model.records import Medication
from tuiplanner.model.text import cleaned

COLUMN, LABEL = 30, "MEDICINES "
_TIMED = re.compile(r"day|daily|week|month|hour|per\b|/|24", re.IGNORECASE)
_COMPARED = {"strength": "strength", "dose": "dose", "route": "route", "frequency": "frequency"}
_COUNTED = re.compile(r"\b(?:tab|cap|pill|puff|patch)", re.IGNORECASE)  # of which strength?
MISSING, TAKEN = "Anything missing from this list?", "What is taken?"
_KINDS: dict[str, str] = {
    MedicationKind.OVER_THE_COUNTER: "no Rx",
    MedicationKind.VITAMIN: "vitamin",
    MedicationKind.SUPPLEMENT: "supplement",
    MedicationKind.HERBAL: "herbal",
    MedicationKind.INFUSION: "infusion",
    MedicationKind.THERAPY: "therapy",
}
_KIND_ORDER: list[str] = ["", *MedicationKind]


def medication_order(medication: Medication) -> tuple[int, int, str, int]:
    """Taking, paused, stopped; by kind; by name."""
    kind = medication.kind
    state = 2 if medication.is_stopped else int(medication.is_paused)
    known = _KIND_ORDER.index(kind) if kind in _KIND_ORDER else len(_KIND_ORDER)
    return (state, max(known, 1), medication.name.casefold(), medication.id)


def named(medication: Medication) -> str:
    """`ibuprofen (Nurofen) 400 mg tablet (no Rx)`."""
    name, strength = medication.name or "name not recorded", whole(medication.strength)
    brand = f"({medication.brand})" if medication.brand else ""
    word = _KINDS.get(medication.kind, "")
    kind = f"({word})" if word and word not in name.casefold() else ""
    return " ".join(filter(None, (name, brand, strength, medication.form, kind)))


def taken(medication: Medication) -> str:
    """How it is taken: dose, route, frequency; what is missing is said to be missing."""
    given = _given(medication)
    dose = "dose not recorded," if medication.lacks_dose else whole(medication.dose)
    often = whole(medication.frequency)
    how = " ".join(filter(None, (dose, medication.route, often, _as_needed(medication))))
    how = ", ".join(filter(None, (how.removesuffix(","), _at_most(medication))))
    unsaid = "frequency not recorded" if medication.lacks_frequency else ""
    counted = _COUNTED.search(medication.dose) and not medication.strength
    weak = "strength not recorded" if counted else ""
    paused = "PAUSED" if medication.is_paused else ""
    return "; ".join(filter(None, (paused, how, weak, unsaid, given)))


def _as_needed(medication: Medication) -> str:
    return f"as needed for {medication.as_needed_for}" if medication.as_needed_for else ""


def _at_most(medication: Medication) -> str:
    """`at most 3 tablets a day`, or in the time that the person named."""
    most = medication.most_per_day
    each = "" if not most or _TIMED.search(most) else " a day"
    return f"at most {whole(most)}{each}" if most else ""


def differently(medication: Medication) -> str:
    """What the doctor must not overlook: it is not taken as written."""
    said = medication.taken_differently
    return whole(f"NOT AS WRITTEN: {said}") if said else ""


def _given(medication: Medication) -> str:
    last, due = medication.last_given, medication.next_due
    if not (last or due) and medication.kind != MedicationKind.INFUSION:
        return ""
    given = f"last {whole(dates.show(last))}" if last else "last not recorded"
    return f"{given}, next {whole(dates.show(due)) if due else 'not booked'}"


class Beyond(NamedTuple):
    """What gives way of a medicine on a full page: its reason and effect, who prescribed it, since
    when; as words, empty where there are none."""

    reason: str
    prescriber: str
    start: str

    def kept(self, room: Room) -> list[str]:
        """Those that still have room; none where the rows are run together."""
        knobs = ("reasons", "prescribers", "starts")
        return [said for said, knob in zip(self, knobs, strict=True) if said and _has(room, knob)]


def _has(room: Room, knob: str) -> bool:
    return bool(room["rows"] and room[knob])


def beyond(medication: Medication) -> Beyond:
    """All that is said of a medicine beyond how it is taken."""
    reason, effects = medication.reason, medication.side_effects
    said = (
        f"for {reason}" if reason else "",
        "does not help" if medication.helps == Helps.NO else "",
        f"side effects: {effects}" if effects else "",
    )
    by = f"by {medication.prescriber}" if medication.prescriber else ""
    return Beyond(", ".join(filter(None, said)), by, _since(medication))


def _since(medication: Medication) -> str:
    if medication.started == dates.UNSURE:
        return "start unsure"
    return f"since {whole(dates.show(medication.started))}" if medication.started else ""


def _untold(source: Source, medication: Medication, more: Beyond) -> Beyond:
    """Without the start where a line of its own tells it."""
    return more._replace(start="") if any(_started(source, medication)) else more


class Medicines:
    """Block 6 for one source and sheet: heading, rows, changes, and the open question."""

    KNOBS = ("rows", "reasons", "prescribers", "starts", "headings")

    def __init__(self, source: Source, sheet: Sheet) -> None:
        self.source, self.sheet = source, sheet
        medications = sorted(source.planner.medications.values(), key=medication_order)
        self.in_use = [m for m in medications if not m.is_stopped]  # none of these ever goes
        self._taken = {m.id: (named(m), taken(m)) for m in self.in_use}
        self._beyond = {m.id: _untold(source, m, beyond(m)) for m in self.in_use}
        self._laid: dict[tuple[int, tuple[str, ...]], Chunk] = {}
        self._shortened: dict[tuple[int, ...], list[Medication]] = {}
        self._changes = [*_known_since(source, sheet), *_changes(source, medications, sheet)]

    def block(self, room: Room) -> list[Chunk]:
        """The whole block for a room."""
        heading = self._heading()
        told = [*(self._rows(room) if room["rows"] else self._run_together()), *self._changes]
        if room["headings"] or not self.in_use:
            asked = MISSING if self.in_use else TAKEN
            last = (f"  {asked} ".ljust(self.sheet.columns - 4, "_"),)
            is_open = self.in_use or ASK in heading
            return [self._head(heading), *told, *([last] if is_open else [])]
        line = f"{LABEL}{heading}. Anything missing? "
        if cells(line) <= self.sheet.columns - 4:
            return [(line.ljust(self.sheet.columns, "_"),), *told]
        return [self._head(f"{heading}. Anything missing? ____"), *told]

    def shortened(self, room: Room) -> list[Medication]:
        """Those whose reason, prescriber or start had to go."""
        key = (room["rows"], room["reasons"], room["prescribers"], room["starts"])
        if key not in self._shortened:
            told = ((m, self._beyond[m.id]) for m in self.in_use)
            gone = [m for m, more in told if len(more.kept(room)) < sum(map(bool, more))]
            self._shortened[key] = gone
        return self._shortened[key]

    def _rows(self, room: Room) -> list[Chunk]:
        """One chunk a medicine."""
        return [self._row(m, self._beyond[m.id].kept(room)) for m in self.in_use]

    def _row(self, medication: Medication, more: Sequence[str]) -> Chunk:
        """A medicine's lines; laid out once, since the fitting asks for them again and again."""
        key = (medication.id, tuple(more))
        if key not in self._laid:
            name, told = self._taken[medication.id][0], self._told(medication, more)
            self._laid[key] = row(name, told, self.sheet, COLUMN)
        return self._laid[key]

    def _run_together(self) -> list[Chunk]:
        """All medicines in one paragraph, for a page that is full to the edge; a chunk a line."""
        text = "; ".join(f"{self._taken[m.id][0]}, {self._told(m, ())}" for m in self.in_use)
        return list(_unbroken(paragraph(text, self.sheet, "  ", "  "))) if text else []

    def _told(self, medication: Medication, more: Sequence[str]) -> str:
        """All that is said of a medicine behind its name."""
        how, wrong = self._taken[medication.id][1], differently(medication)
        between = "; " if wrong or "; " in how else ", "
        return between.join(filter(None, (how, wrong, ", ".join(more))))

    def _head(self, text: str) -> Chunk:
        return paragraph(text, self.sheet, LABEL if self.in_use else f"{LABEL} ", "  ")

    def _heading(self) -> str:
        """`(4), checked 12 Mar 2026`, or that nobody recorded any."""
        planner, count = self.source.planner, len(self.in_use)
        checked = planner.profile.medications_checked
        if count:
            when = f"checked {dates.show(checked)}" if checked else "list not checked yet"
            return f"({count}), {when}"
        if planner.status("medications") == ListStatus.NONE_KNOWN:
            return f"none ({dates.show(checked)})" if checked else "none"
        return ASK


def _unbroken(lines: Chunk) -> Iterator[Chunk]:
    """Lines with those that they share a medicine with: none is torn between two pages."""
    chunk: list[str] = []
    for line in lines:
        chunk.append(line)
        if line.endswith(";"):
            yield tuple(chunk)
            chunk = []
    if chunk:
        yield tuple(chunk)


def _known_since(source: Source, sheet: Sheet) -> list[Chunk]:
    """Where the history begins later than the last visit, the page says so."""
    begins, since = source.trail.begins, source.since
    if since is None or not source.planner.medications or _knows(source, since):
        return []
    last = whole(dates.show(since.isoformat()))
    first = whole(dates.show(begins.isoformat())) if begins else ""
    between = f"between {last} and {first}" if begins else f"since {last}"
    known = f"Changes {between} are not known."
    return [paragraph(known, sheet, "  ")]


def _changes(source: Source, medications: list[Medication], sheet: Sheet) -> list[Chunk]:
    """What changed, stopped and started since the last visit; none of it ever goes."""
    used = [m for m in medications if not m.is_stopped]
    told = [
        *(("CHANGED", text) for m in used for text in _changed(source, m)),
        *(("STOPPED", _stopped(source, m)) for m in medications if _stopped_since(source, m)),
        *(("PAUSED", text) for m in used if m.is_paused for text in _paused(source, m)),
        *(("STARTED", text) for m in used for text in _started(source, m)),
        *(("NOTED", text) for m in used for text in _noted(source, m)),
    ]
    return [paragraph(text, sheet, f"  {label:<7}  ", " " * 11) for label, text in told]


def _changed(source: Source, medication: Medication) -> Iterator[str]:
    """`prednisone: now 2 tablets (was 1 tablet, then 3 tablets), 3 Mar 2026`: all in one line."""
    if source.since is None:
        return
    told, days = [], []
    for name, label in _COMPARED.items():
        now = getattr(medication, name)
        course = source.trail.course(medication.TABLE, medication.id, name, source.since)
        past = [cleaned(str(value)) for _, value in course[:-1] if value]
        if any(was != now for was in past):
            days.append(course[-1][0])
            was = ", then ".join(map(whole, past))
            told.append(f"{whole(now) if now else f'{label} not recorded'} (was {was})")
    if told:
        which = _told_apart(source, medication) if medication.strength else medication.name
        day = whole(dates.show(max(days).isoformat()))
        yield f"{which}: now {' and '.join(told)}, {day}"


def _paused(source: Source, medication: Medication) -> Iterator[str]:
    """`prednisone, 3 Mar 2026`, when that was noted since the last visit."""
    touch = source.trail.last_set(
        medication.TABLE, medication.id, "status", MedicationStatus.PAUSED
    )
    if touch and source.since and touch.day > source.since:
        day = whole(dates.show(touch.day.isoformat()))
        yield f"{_told_apart(source, medication)}, {day}"


def _told_apart(source: Source, medication: Medication) -> str:
    """The name, with its strength where another medicine has the same name."""
    same = [m for m in source.planner.medications.values() if m.name == medication.name]
    strength = whole(medication.strength) if len(same) > 1 else ""
    return f"{medication.name} {strength}".rstrip()


def _stopped(source: Source, medication: Medication) -> str:
    """`amitriptyline 10 mg, Feb 2026: side effect, confusion`."""
    name = " ".join(filter(None, (medication.name, whole(medication.strength))))
    day = _stop_day(source, medication)
    why = (medication.stop_reason.replace("-", " "), medication.stop_note)
    said = ", ".join(filter(None, why))
    shown = "day unsure" if day == dates.UNSURE else whole(dates.show(day))
    when = f", {shown}" if day else ""
    return f"{name}{when}{': ' + said if said else ''}"


def _stop_day(source: Source, medication: Medication) -> str:
    """The day the person gave, else the day on which it was noted as stopped."""
    if medication.stopped:
        return medication.stopped
    touch = source.trail.last_set(
        medication.TABLE, medication.id, "status", MedicationStatus.STOPPED
    )
    return touch.day.isoformat() if touch else ""


def _stopped_since(source: Source, medication: Medication) -> bool:
    if not medication.is_stopped:
        return False
    return source.since is None or dates.is_since(_stop_day(source, medication), source.since)


def _started(source: Source, medication: Medication) -> Iterator[str]:
    """`prednisone, 3 Mar 2026`."""
    since, name = source.since, medication.name
    if since is None:
        return
    again = source.trail.changed(medication.TABLE, medication.id, "status", since)
    if again and again.before == MedicationStatus.STOPPED:
        yield f"{name} again, {whole(dates.show(again.day.isoformat()))}"
    elif dates.last_day(medication.started) and dates.is_since(medication.started, since):
        yield f"{name}, {whole(dates.show(medication.started))}"


def _noted(source: Source, medication: Medication) -> Iterator[str]:
    """What came onto the list since then; nobody said that it was started then."""
    since = source.since
    if since is None or medication.started or not _knows(source, since):
        return
    if medication.created[:10] > since.isoformat():
        day = whole(dates.show(medication.created[:10]))
        yield f"{medication.name}, first on this list {day}"


def _knows(source: Source, since: date) -> bool:
    """Whether the history reaches back to a day: else all that was ever typed would be new."""
    return source.trail.begins is not None and source.trail.begins <= since
