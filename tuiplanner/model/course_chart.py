"""A picture of the course in letters: severity, counts and doses over a dated axis.

Each cell is a week, or a month if the time is longer, so notes four weeks apart stand four cells
apart. A cell shows the worst severity of its days; a day without a note is not a zero.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from tuiplanner.model import dates
from tuiplanner.model.choices import ObservationKind
from tuiplanner.model.history import History
from tuiplanner.model.measure import cells, first_cells
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Observation
from tuiplanner.model.timeline import DoseSpan, dose_spans

LABEL = 17  # cells of the column of names
_MOST = 3  # symptoms, and medicines
_WIDEST = 4  # cells of a week or a month
_LEVELS = "▁▁▂▃▃▄▅▅▆▇█"  # by severity, 0 to 10
_COUNTED = {
    ObservationKind.FALL: "falls",
    ObservationKind.SEIZURE: "seizures",
    ObservationKind.SPELL: "spells",
}
Scores = dict[int, int]  # the value of each cell that has one


class _Axis(NamedTuple):
    """The cells of the picture: `begins` has the first day of each."""

    begins: tuple[date, ...]
    wide: int
    is_weeks: bool

    def cell(self, day: date) -> int | None:
        """Return the cell of a day; None if the picture does not reach it."""
        if not self.begins or day < self.begins[0]:
            return None
        return sum(begin <= day for begin in self.begins) - 1


def course_chart(
    planner: Planner, history: History, today: date, width: int, symptom_id: int | None = None
) -> tuple[str, ...]:
    """Return the lines of the picture, `width` cells wide; none if there is nothing to show.

    With a symptom, show its notes alone.
    """
    notes = [n for n in planner.observations.values() if symptom_id in (None, n.symptom_id)]
    dated = [(day, note) for note in notes if (day := _day(note)) and day <= today]
    spans = _changed(dose_spans(planner, history, today)) if symptom_id is None else {}
    days = [day for day, note in dated if note.severity is not None or note.kind in _COUNTED]
    days += [span.begins for found in spans.values() for span in found[1:]]
    if not days or len(set(days)) < 2:
        return ()
    axis = _axis(min(days), today, width - LABEL)
    rows = [
        *_severities(planner, dated, axis),
        *_counts(dated, axis),
        *_doses(spans, axis, width - LABEL),
    ]
    unit = "week" if axis.is_weeks else "month"
    first = dates.show(axis.begins[0].isoformat())
    title = f"By {unit} from {first}; 0 low, 10 high"
    return (title, *rows, _labels(axis)) if rows else ()


def _day(note: Observation) -> date | None:
    return dates.first_day(note.when) if dates.is_exact(note.when[:10]) else None


def _axis(first: date, today: date, room: int) -> _Axis:
    """Return the axis up to today; what is older than its cells reach is not shown."""
    room = max(room, 1)
    weeks = ((today - _monday(first)).days // 7) + 1
    if weeks <= room:
        begins = tuple(_monday(first) + timedelta(weeks=n) for n in range(weeks))
        return _Axis(begins, min(_WIDEST, room // weeks), is_weeks=True)
    months = min((today.year - first.year) * 12 + today.month - first.month + 1, room)
    last = today.year * 12 + today.month - 1
    numbers = range(last - months + 1, last + 1)
    begins = tuple(date(number // 12, number % 12 + 1, 1) for number in numbers)
    return _Axis(begins, min(_WIDEST, room // months), is_weeks=False)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _severities(
    planner: Planner, dated: Iterable[tuple[date, Observation]], axis: _Axis
) -> Iterator[str]:
    """Yield a line for each of the symptoms that were scored last."""
    scores: dict[int, Scores] = {}
    latest: dict[int, date] = {}
    for day, note in dated:
        cell = axis.cell(day)
        if note.severity is None or cell is None:
            continue
        id = note.symptom_id or 0
        found = scores.setdefault(id, {})
        found[cell] = max(found.get(cell, 0), min(note.severity, 10))
        latest[id] = max(latest.get(id, day), day)
    for id in sorted(scores, key=lambda id: (latest[id], -id), reverse=True)[:_MOST]:
        symptom = planner.symptoms.get(id)
        name = symptom.shown_heading if symptom else "other notes"
        marks = {cell: _LEVELS[score] * axis.wide for cell, score in scores[id].items()}
        yield _line(name, marks, axis)


def _counts(dated: Iterable[tuple[date, Observation]], axis: _Axis) -> Iterator[str]:
    """Yield a line for falls, for seizures and for spells, with their number in each cell."""
    counts: dict[str, Scores] = {}
    for day, note in dated:
        cell = axis.cell(day)
        if note.kind in _COUNTED and cell is not None:
            found = counts.setdefault(note.kind, {})
            found[cell] = found.get(cell, 0) + 1
    for kind, name in _COUNTED.items():
        if kind in counts:
            marks = {cell: str(n) if n < 10 else "+" for cell, n in counts[kind].items()}
            yield _line(name, marks, axis)


def _changed(spans: Iterable[DoseSpan]) -> dict[str, list[DoseSpan]]:
    """Return the doses of each medicine whose dose changed, in order, the last change first."""
    by_name: dict[str, list[DoseSpan]] = {}
    for span in sorted(spans, key=lambda span: span.begins):
        by_name.setdefault(span.name, []).append(span)
    changed = [(found[-1].begins, name) for name, found in by_name.items() if len(found) > 1]
    return {name: by_name[name] for _, name in sorted(changed, reverse=True)[:_MOST]}


def _doses(spans: dict[str, list[DoseSpan]], axis: _Axis, room: int) -> Iterator[str]:
    """Yield a line for each medicine: every dose from its day on."""
    for name, found in spans.items():
        line = [" "] * room
        for span in found:
            start = (axis.cell(span.begins) or 0) * axis.wide
            if span.ends is None:
                dose = first_cells(span.dose, room - start)
            else:
                wide = max((axis.cell(span.ends) or 0) * axis.wide - start, 0)
                dose = first_cells(span.dose, wide - 1)
                dose += "-" * (wide - cells(dose))
            taken = [*dose, *[""] * (cells(dose) - len(dose))]  # A wide sign takes two cells.
            line[start : start + len(taken)] = taken
        yield f"{_name(name)}{''.join(line).rstrip()}"


def _line(name: str, marks: dict[int, str], axis: _Axis) -> str:
    drawn = (f"{marks.get(cell, ''):<{axis.wide}}" for cell in range(len(axis.begins)))
    return f"{_name(name)}{''.join(drawn)}".rstrip()


def _name(name: str) -> str:
    short = name if cells(name) < LABEL else f"{first_cells(name, LABEL - 4)}..."
    return short + " " * (LABEL - cells(short))


def _labels(axis: _Axis) -> str:
    """Return the axis: the months, or the years, each where it begins."""
    line = [" "] * (len(axis.begins) * axis.wide)
    free, known = 0, ""
    for cell, begin in enumerate(axis.begins):
        month = dates.MONTHS[begin.month - 1]
        label = month if axis.is_weeks else str(begin.year)
        if axis.is_weeks and begin.month == 1:
            label = str(begin.year)
        at = cell * axis.wide
        if label != known and at >= free and at + len(label) <= len(line):
            line[at : at + len(label)] = label
            free = at + len(label) + 1
        known = label
    return f"{_name('')}{''.join(line)}".rstrip()
