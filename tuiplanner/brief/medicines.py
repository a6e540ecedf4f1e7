"""The medicine block: each one being taken in full, and what changed or stopped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tuiplanner.brief.fit import Room
from tuiplanner.brief.identity import ASK
from tuiplanner.brief.lines import Chunk, Sheet, cells, paragraph, row, whole
from tuiplanner.brief.source import Source
from tuiplanner.model import dates
from tuiplanner.model.choices import Helps, ListStatus, MedicationKind, MedicationStatus
from tuiplanner.model.records import Medication
from tuiplanner.model.text import cleaned

COLUMN = 30
KNOBS = ("rows", "reasons", "prescribers", "starts", "headings")
_TIMED = re.compile(r"day|daily|week|month|hour|per\b|/|24", re.IGNORECASE)
MISSING = "Anything missing from this list?"
_KINDS: dict[str, str] = {
    MedicationKind.OVER_THE_COUNTER: "no Rx",
    MedicationKind.VITAMIN: "vitamin",
    MedicationKind.SUPPLEMENT: "supplement",
    MedicationKind.HERBAL: "herbal",
    MedicationKind.INFUSION: "infusion",
    MedicationKind.THERAPY: "therapy",
}
_KIND_ORDER: list[str] = ["", *MedicationKind]


def in_use(source: Source) -> list[Medication]:
    """Taking, then paused; by kind; by name. None of these ever leaves the page."""
    used = [m for m in source.planner.medications.values() if not m.is_stopped]
    return sorted(used, key=medication_order)


def medication_order(medication: Medication) -> tuple[int, int, str, int]:
    """Taking, paused, stopped; by kind; by name."""
    kind = medication.kind
    state = 2 if medication.is_stopped else int(medication.is_paused)
    known = _KIND_ORDER.index(kind) if kind in _KIND_ORDER else len(_KIND_ORDER)
    return (state, max(known, 1), medication.name.casefold(), medication.id)


def named(medication: Medication) -> str:
    """`ibuprofen (Nurofen) 400 mg tablet (no Rx)`."""
    brand = f"({medication.brand})" if medication.brand else ""
    kind = f"({_KINDS[medication.kind]})" if medication.kind in _KINDS else ""
    parts = (
        medication.name or "name not recorded",
        brand,
        whole(medication.strength),
        medication.form,
        kind,
    )
    return " ".join(filter(None, parts))


def taken(medication: Medication) -> str:
    """How it is taken: dose, route, frequency; what is missing is said to be missing."""
    given = _given(medication) if medication.is_given else ""
    dose = "dose not recorded," if medication.lacks_dose else whole(medication.dose)
    often = whole(medication.frequency)
    how = " ".join(filter(None, (dose, medication.route, often, _as_needed(medication))))
    how = ", ".join(filter(None, (how.removesuffix(","), _at_most(medication))))
    unsaid = "frequency not recorded" if medication.lacks_frequency else ""
    paused = "PAUSED" if medication.is_paused else ""
    return "; ".join(filter(None, (paused, how, unsaid, given)))


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
    given = f"last {whole(dates.show(last))}" if last else "last not recorded"
    return f"{given}, next {whole(dates.show(due)) if due else 'not booked'}"


def told(medication: Medication, kept: Beyond) -> str:
    """All that is said of a medicine behind its name."""
    more, wrong = beyond(medication, kept), differently(medication)
    if not wrong:
        return ", ".join(filter(None, (taken(medication), more)))
    return "; ".join(filter(None, (taken(medication), wrong, more)))


class Beyond(NamedTuple):
    """Which of the things that give way on a full page are still printed."""

    reason: bool = True
    prescriber: bool = True
    start: bool = True


def beyond_of(room: Room) -> Beyond:
    apart = bool(room["rows"])
    return Beyond(*(apart and bool(room[knob]) for knob in ("reasons", "prescribers", "starts")))


def beyond(medication: Medication, kept: Beyond) -> str:
    """What gives way on a full page: the reason and effect, who prescribed it, since when."""
    reason, effects = medication.reason, medication.side_effects
    said = [
        f"for {reason}" if kept.reason and reason else "",
        "does not help" if kept.reason and medication.helps == Helps.NO else "",
        f"side effects: {effects}" if kept.reason and effects else "",
        f"by {medication.prescriber}" if kept.prescriber and medication.prescriber else "",
        _since(medication) if kept.start else "",
    ]
    return ", ".join(filter(None, said))


def _since(medication: Medication) -> str:
    if medication.started == dates.UNSURE:
        return "start unsure"
    return f"since {whole(dates.show(medication.started))}" if medication.started else ""


def medicines(source: Source, sheet: Sheet, room: Room) -> list[Chunk]:
    """The whole block: heading, rows, changes, and the open question."""
    rows = _rows(source, sheet, beyond_of(room)) if room["rows"] else _run_together(source, sheet)
    told = [*rows, *_known_since(source, sheet), *_changes(source, sheet)]
    if room["headings"]:
        missing = f"  {MISSING} ".ljust(sheet.columns - 4, "_")
        return [(_heading(source),), *told, (missing,)]
    short = f"{_heading(source)}. Anything missing? "
    line = short.ljust(sheet.columns, "_") if cells(short) <= sheet.columns - 4 else short
    return [paragraph(line, sheet), *told]


def _rows(source: Source, sheet: Sheet, kept: Beyond) -> list[Chunk]:
    """One chunk a medicine."""
    return [row(named(m), told(m, kept), sheet, COLUMN) for m in in_use(source)]


def _run_together(source: Source, sheet: Sheet) -> list[Chunk]:
    """All medicines in one paragraph, for a page that is full to the edge; a chunk a line."""
    nothing = Beyond(reason=False, prescriber=False, start=False)
    text = "; ".join(f"{named(m)}, {told(m, nothing)}" for m in in_use(source))
    return [(line,) for line in paragraph(text, sheet, "  ", "  ")] if text else []


def _heading(source: Source) -> str:
    """`MEDICINES (4), checked 12 Mar 2026`, or that nobody recorded any."""
    count, checked = len(in_use(source)), source.planner.profile.medications_checked
    if count:
        when = f"checked {dates.show(checked)}" if checked else "list not checked yet"
        return f"MEDICINES ({count}), {when}"
    if source.planner.status("medications") == ListStatus.NONE_KNOWN:
        return f"MEDICINES  none ({dates.show(checked)})" if checked else "MEDICINES  none"
    return f"MEDICINES  {ASK}"


def _known_since(source: Source, sheet: Sheet) -> list[Chunk]:
    """Where the history begins later than the last visit, the page says so."""
    begins, since = source.trail.begins, source.since
    if since is None or not source.planner.medications or (begins and begins <= since):
        return []
    day = whole(dates.show((begins or since).isoformat()))
    known = f"Changes known since {day}." if begins else f"Changes since {day} are not known."
    return [paragraph(known, sheet, "  ")]


def _changes(source: Source, sheet: Sheet) -> list[Chunk]:
    """What changed, stopped and started since the last visit; none of it ever goes."""
    medications = sorted(source.planner.medications.values(), key=medication_order)
    told = [
        *(
            ("CHANGED", text)
            for m in medications
            if not m.is_stopped
            for text in _changed(source, m)
        ),
        *(("STOPPED", _stopped(source, m)) for m in medications if _stopped_since(source, m)),
        *(("PAUSED", text) for m in medications if m.is_paused for text in _paused(source, m)),
        *(("STARTED", _started(m)) for m in medications if _started_since(source, m)),
    ]
    return [paragraph(text, sheet, f"  {label:<7}  ", " " * 11) for label, text in told]


def _changed(source: Source, medication: Medication) -> Iterator[str]:
    """`prednisone: now 2 tablets (was 1 tablet), 3 Mar 2026`."""
    if source.since is None:
        return
    for name in ("strength", "dose", "frequency"):
        touch = source.trail.changed(medication.TABLE, medication.id, name, source.since)
        now = getattr(medication, name)
        was = cleaned(str(touch.before or "")) if touch else ""
        if touch and was and now and was != now:
            last = source.trail.last_set(medication.TABLE, medication.id, name, now) or touch
            day = whole(dates.show(last.day.isoformat()))
            which = _told_apart(source, medication) if name != "strength" else medication.name
            yield f"{which}: now {whole(now)} (was {whole(was)}), {day}"


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


def _started(medication: Medication) -> str:
    return f"{medication.name}, {whole(dates.show(medication.started))}"


def _started_since(source: Source, medication: Medication) -> bool:
    if medication.is_stopped or source.since is None or not dates.last_day(medication.started):
        return False
    return dates.is_since(medication.started, source.since)
