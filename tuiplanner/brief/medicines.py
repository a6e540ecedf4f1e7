"""Block 6: every current medicine in full, grouped by frequency, and the changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tuiplanner.brief.fit import Budget
from tuiplanner.brief.identity import ASK
from tuiplanner.brief.layout import Chunk, PageFormat, delimited, paragraph, row
from tuiplanner.brief.medication_row import (
    effects,
    full_name,
    how_now,
    is_taken,
    is_to_start,
    joining_word,
    medication_order,
    name_and_strength,
)
from tuiplanner.brief.medicine_changes import change_lines, unknown_changes
from tuiplanner.brief.short_notes import short_note
from tuiplanner.brief.source import Source
from tuiplanner.model import dates
from tuiplanner.model.choices import ListStatus
from tuiplanner.model.doses import with_doses
from tuiplanner.model.measure import cells
from tuiplanner.model.medication_changes import Kind, MedicationChange
from tuiplanner.model.records import Medication
from tuiplanner.model.sameness import BY_LIST, folded_name
from tuiplanner.model.schedule import Schedule, schedule
from tuiplanner.model.text import cleaned, one_line

COLUMN, LABEL, NOT_CHECKED = 30, "MEDICINES ", "  NOT CHECKED  "
_ALL, _FEW = "all of these medicines", 3  # a list of so many is named
MISSING, TAKEN = "Anything missing from this list?", "What is taken?"
GROUPS: dict[Schedule, str] = {
    Schedule.DAILY: "",
    Schedule.NOT_EVERY_DAY: "NOT EVERY DAY",
    Schedule.WHEN_NEEDED: "ONLY WHEN NEEDED",
    Schedule.AS_WRITTEN: "HOW OFTEN: AS WRITTEN",
}


class Details(NamedTuple):
    """Details of a medicine that may be left out on a full page, in printed order; "" if none."""

    reasons: str
    effects: str
    starts: str
    prescribers: str
    notes: str

    def kept(self, budget: Budget) -> list[str]:
        """Return the details that still have budget."""
        return [
            text for name, text in zip(self._fields, self, strict=True) if text and budget[name]
        ]


# The closing lines of the page use these names.
DETAIL_NAMES = {
    "reasons": "reason",
    "effects": "effect",
    "starts": "start",
    "prescribers": "prescriber",
    "notes": "note",
}


def details(medication: Medication) -> Details:
    """Return the details of a medicine beyond how it is taken."""
    reason, note = medication.reason, short_note(medication.note)
    return Details(
        f"{joining_word(reason)}{reason}" if reason else "",
        effects(medication),
        _since(medication),
        f"by {medication.prescriber}" if medication.prescriber else "",
        f"note: {note}" if note else "",
    )


def _since(medication: Medication) -> str:
    if medication.started == dates.UNSURE:
        return "start unsure"
    return f"since {dates.show(medication.started)}" if medication.started else ""


class Medicines:
    """Block 6 for a source and page format: heading, rows, changes, and the open question."""

    LEVELS = (*Details._fields, "headings")

    def __init__(self, source: Source, sheet: PageFormat) -> None:
        self.source, self.sheet = source, sheet
        rows = source.planner.medications.values()
        medications = sorted((with_doses(source.planner, m) for m in rows), key=medication_order)
        listed = [m for m in medications if is_taken(m, source.today)]  # never left out
        self.to_start = [m for m in listed if is_to_start(m, source.today)]
        self.in_use = [m for m in listed if not is_to_start(m, source.today)]
        self.changes = tuple(_to_tell(source))
        changed = {change.medication.id for change in self.changes}
        stopped = [m for m in medications if m.is_stopped and not is_taken(m, source.today)]
        self.stopped_earlier = [m for m in stopped if m.id not in changed]
        self._details = {m.id: self._details_of(m) for m in listed}
        self._how_taken = {m.id: how_now(source.planner, m, source.today) for m in listed}
        self._grouped = self._groups()
        self._laid: dict[tuple[int, tuple[str, ...]], Chunk] = {}
        self._shortened: dict[tuple[int, ...], list[tuple[Medication, list[str]]]] = {}
        self._change_lines = [
            *self._source_lines(),
            *_double_lines(source, sheet),
            *unknown_changes(source, sheet),
            *change_lines(source, self.changes, sheet),
        ]

    def _source_lines(self) -> list[Chunk]:
        """Lay out the medicines that came from a file and were not checked since, by file.

        Where it is the whole list, the names above are enough.
        """
        by_source: dict[str, list[str]] = {}
        listed = (*self.in_use, *self.to_start)
        for medicine in listed:
            source = self.source.history.unchecked_source(medicine.TABLE, medicine.id)
            if source:
                name = name_and_strength(medicine)
                by_source.setdefault(one_line(cleaned(source)), []).append(name)
        return [
            paragraph(
                f"from {source}: {_ALL if len(names) == len(listed) > _FEW else ', '.join(names)}",
                self.sheet,
                NOT_CHECKED,
                " " * 4,
            )
            for source, names in by_source.items()
        ]

    def _groups(self) -> list[tuple[str, Medication]]:
        """Return each row's group heading with its medicine, in printed order."""
        order = list(GROUPS)
        groups = [(schedule(m), m) for m in self.in_use]
        groups.sort(key=lambda each: order.index(each[0]))
        return [(GROUPS[group], m) for group, m in groups]

    def _details_of(self, medication: Medication) -> Details:
        """Return the details, without the start if another line prints it."""
        has_change = any(
            change.medication.id == medication.id and change.kind == Kind.STARTED
            for change in self.changes
        )
        known = details(medication)
        has_line = has_change or is_to_start(medication, self.source.today)
        return known._replace(starts="") if has_line else known

    def block(self, budget: Budget) -> list[Chunk]:
        """Lay out the whole block."""
        heading = self._heading()
        lines = [*self._rows(budget), *self._future_rows(budget), *self._change_lines]
        if budget["headings"] or not self.in_use:
            asked = MISSING if self.in_use else TAKEN
            last = (f"  {asked} ".ljust(self.sheet.columns - 4, "_"),)
            is_open = self.in_use or ASK in heading
            return [self._head(heading), *lines, *([last] if is_open else [])]
        line = f"{LABEL}{heading}. Anything missing? "
        if cells(line) <= self.sheet.columns - 4:
            return [(line.ljust(self.sheet.columns, "_"),), *lines]
        return [self._head(f"{heading}. Anything missing? ____"), *lines]

    def continued(self, budget: Budget, number: int) -> list[str]:
        """Return the lines above the rest of the block, from chunk `number` on, on a new page."""
        head = [f"{LABEL.strip()}, continued"]
        if not 0 < number <= len(self._grouped):
            return head
        group = self._grouped[number - 1][0]
        begins = number == 1 or self._grouped[number - 2][0] != group
        return head if begins or not group else [*head, f"  {group}, continued"]

    def shortened(self, budget: Budget) -> list[tuple[Medication, list[str]]]:
        """Return the medicines that lost details, each with the names of the lost details."""
        key = tuple(budget[name] for name in Details._fields)
        if key not in self._shortened:
            self._shortened[key] = self._find_shortened(budget)
        return self._shortened[key]

    def _find_shortened(self, budget: Budget) -> list[tuple[Medication, list[str]]]:
        found = []
        for medication in (*self.in_use, *self.to_start):
            known = self._details[medication.id]._asdict()
            gone = [DETAIL_NAMES[name] for name, text in known.items() if text and not budget[name]]
            gone += ["note"] if medication.note and not short_note(medication.note) else []
            if gone:
                found.append((medication, gone))
        return found

    def _rows(self, budget: Budget) -> list[Chunk]:
        """Return a chunk for each medicine; the first of a group begins with its heading."""
        chunks: list[Chunk] = []
        above = ""
        for group, medication in self._grouped:
            lines = self._row(medication, self._details[medication.id].kept(budget))
            chunks.append((f"  {group}", *lines) if group != above else lines)
            above = group
        return chunks

    def _row(self, medication: Medication, more: Sequence[str]) -> Chunk:
        """Lay out a medicine. Cache the lines, because fitting asks for them many times."""
        key = (medication.id, tuple(more))
        if key not in self._laid:
            name = full_name(medication)
            name = f"PAUSED {name}" if medication.is_paused else name
            attributes = [*self._how_taken[medication.id], *more]
            self._laid[key] = row(name, attributes, self.sheet, COLUMN)
        return self._laid[key]

    def _future_rows(self, budget: Budget) -> list[Chunk]:
        """Lay out medicines that are not started yet, apart from the current medicines."""
        return [self._future_row(m, self._details[m.id].kept(budget)) for m in self.to_start]

    def _future_row(self, medication: Medication, more: Sequence[str]) -> Chunk:
        key = (medication.id, tuple(more))
        if key not in self._laid:
            attributes = [*self._how_taken[medication.id], *more]
            self._laid[key] = future_row(medication, attributes, self.sheet)
        return self._laid[key]

    def _head(self, text: str) -> Chunk:
        return paragraph(
            text, self.sheet, LABEL if self.in_use or self.to_start else f"{LABEL} ", "  "
        )

    def _heading(self) -> str:
        """Return `(4), checked 12 Mar 2026`, or a note that none are recorded."""
        planner, count = self.source.planner, len(self.in_use)
        checked = planner.profile.medications_checked
        if count:
            when = f"checked {dates.show(checked)}" if checked else "list not checked yet"
            return f"({count}), {when}{self._added_since(checked)}"
        if self.to_start:
            return "(0), none taken now"
        if planner.status("medications") == ListStatus.NONE_KNOWN:
            return f"none ({dates.show(checked)})" if checked else "none"
        return ASK

    def _added_since(self, checked: str) -> str:
        """Return ` (3 added since)` if medicines came to the list after the check."""
        day, history = dates.last_day(checked), self.source.history
        made = [history.made(m.TABLE, m.id) for m in self.in_use]
        later = sum(day is not None and each is not None and each.day > day for each in made)
        return f" ({later} added since)" if later else ""


def _double_lines(source: Source, sheet: PageFormat) -> list[Chunk]:
    """Lay out the medicines that share an ingredient: `IN 2 LINES  paracetamol: ...`."""
    groups: dict[tuple[str, ...], dict[int, str]] = {}
    for double in source.doubles:
        key = double.shared or (folded_name(double.names[0]),)
        groups.setdefault(key, {}).update(zip(double.ids, double.names, strict=True))
    marked = {double.shared for double in source.doubles if double.shared}
    larger = [set(names) for key, names in groups.items() if key in marked]
    lines = []
    for shared, names in groups.items():
        if shared not in marked and any(set(names) <= ids for ids in larger):
            continue  # They stand in the line of their ingredient.
        listed = ", ".join(dict.fromkeys(names.values()))
        what = f"{' and '.join(shared)}: {listed} ({BY_LIST})" if shared in marked else listed
        lines.append(paragraph(what, sheet, f"  IN {len(names)} LINES  ", " " * 4))
    return lines


def future_row(medication: Medication, attributes: Sequence[str], sheet: PageFormat) -> Chunk:
    """Lay out a medicine that is not started yet, after the day of its start."""
    label = f"  TO START {dates.show(medication.started)}  "
    label += "PAUSED  " if medication.is_paused else ""
    pieces = [f"{full_name(medication)}:", *delimited(attributes)]
    return paragraph(pieces, sheet, label, " " * 4)


def _to_tell(source: Source) -> list[MedicationChange]:
    """Return the changes up to today, by kind, then in the order of the list."""
    ahead = {Kind.STARTED: is_to_start, Kind.STOPPED: is_taken}
    changes = [
        change
        for change in source.medication_changes
        if change.kind not in ahead or not ahead[change.kind](change.medication, source.today)
    ]
    order = list(Kind)
    return sorted(changes, key=lambda c: (order.index(c.kind), medication_order(c.medication)))
