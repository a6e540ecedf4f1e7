"""Changes in the medicines since the last visit, a line each. They are never left out."""

from collections.abc import Sequence

from tuiplanner.brief.layout import Chunk, PageFormat, delimited, one_line, paragraph
from tuiplanner.brief.medication_row import effects, name_and_strength
from tuiplanner.brief.source import Source
from tuiplanner.model import dates
from tuiplanner.model.choices import StopReason
from tuiplanner.model.medication_changes import Kind, MedicationChange, ValueChange
from tuiplanner.model.records import Medication
from tuiplanner.model.text import cleaned, folded

_LABELS: dict[Kind, str] = {
    Kind.OFF_THE_LIST: "TAKEN OFF THE LIST",
    Kind.RESTARTED: "TAKEN AGAIN",
    Kind.FIRST_LISTED: "FIRST LISTED",
    Kind.LISTED_AGAIN: "LISTED AGAIN",
}
_FIELDS = {"as_needed_for": "only when needed:", "most_per_day": "limit"}
_EMPTY = {"as_needed_for": "no", "taken_differently": "as written"}
_REASONS: dict[str, str] = {StopReason.ADVICE: "on advice", StopReason.COST: "because of cost"}


def unknown_changes(source: Source, sheet: PageFormat) -> list[Chunk]:
    """Lay out a note if the history begins later than the last visit."""
    begins, since = source.history.begins, source.since
    if since is None or not source.planner.medications or (begins and begins <= since):
        return []
    last = dates.show(since.isoformat())
    between = f"between {last} and {dates.show(begins.isoformat())}" if begins else f"since {last}"
    return [paragraph(f"Changes {between} are not known.", sheet, "  ")]


def change_lines(
    source: Source, changes: Sequence[MedicationChange], sheet: PageFormat
) -> list[Chunk]:
    """Lay out the changes, each after its label."""
    return [
        paragraph(
            _pieces(source, change),
            sheet,
            f"  {_LABELS.get(change.kind, change.kind.upper()):<7}  ",
            " " * 11,
        )
        for change in changes
    ]


_NO_DAY = "day not recorded"


def _pieces(source: Source, change: MedicationChange) -> list[str]:
    """Return the unbreakable pieces of a change: `prednisone:` `now 2 tablets (was 1 tablet),`."""
    medication, day = change.medication, _day(change.day)
    name = _distinct_name(source, medication)
    match change.kind:
        case Kind.CHANGED:
            return [f"{name}:", *delimited([_value_change(value) for value in change.values])]
        case Kind.RENAMED:
            return delimited([f"now {medication.name} (was {change.before})", day])
        case Kind.STOPPED:
            return _with_reason([name_and_strength(medication), day or _NO_DAY], medication)
        case Kind.OFF_THE_LIST:
            return _off_the_list(source, change)
        case Kind.RESUMED | Kind.RESTARTED:
            held = f"{change.before} from {_day(change.since)}" if change.since else ""
            return delimited([part for part in (name, day, held) if part])
    return delimited([name, day] if day else [name])


def _off_the_list(source: Source, change: MedicationChange) -> list[str]:
    medication = change.medication
    parts = [name_and_strength(medication)]
    if medication.is_stopped:
        day = _day(medication.stopped)
        noted = f"on the list until {_day(change.since)}" if change.since else ""
        return _with_reason([*parts, f"stopped {day}", noted], medication)
    same = [m for m in _namesakes(source, medication) if not m.is_stopped]
    listed = " and ".join(name_and_strength(m) for m in same)
    other = f"{listed} {'is' if len(same) == 1 else 'are'} in the list above" if same else ""
    return delimited([part for part in (*parts, _day(change.day), other) if part])


def _with_reason(parts: Sequence[str], medication: Medication) -> list[str]:
    reason = _REASONS.get(medication.stop_reason, medication.stop_reason.replace("-", " "))
    details = (*parts, reason, medication.stop_note, effects(medication))
    return delimited([cleaned(part) for part in details if part])


def _day(value: str) -> str:
    return "day unsure" if value == dates.UNSURE else dates.show(value)


def _value_change(change: ValueChange) -> str:
    """Return `dose now 2 tablets (was 1 tablet, then 3 tablets), 3 Mar 2026`."""
    field = change.field
    label = _FIELDS.get(field, field.replace("_", " "))
    now, *_ = _shown(field, [change.now])
    was = ", then ".join(_shown(field, change.earlier))
    if field == "taken_differently":
        label = "NOT AS WRITTEN:" if change.now else ""
    day = f", {_day(change.day)}" if change.day else ""
    return one_line(f"{label} now {now} (was {was}){day}")


def _shown(field: str, values: Sequence[str]) -> list[str]:
    before = "for " if field == "as_needed_for" else ""
    shown = (cleaned(value) for value in values)
    return [f"{before}{value}" if value else _EMPTY.get(field, "not recorded") for value in shown]


def _distinct_name(source: Source, medication: Medication) -> str:
    """Return the name, with its strength if another medicine has the same name."""
    others = [m for m in _namesakes(source, medication) if m.id != medication.id]
    return name_and_strength(medication) if others else medication.name


def _namesakes(source: Source, medication: Medication) -> list[Medication]:
    rows = source.planner.medications.values()
    return [m for m in rows if folded(m.name) == folded(medication.name)]
