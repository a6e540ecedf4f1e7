"""Tab 3: the symptoms, each with its dated notes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from tuiplanner.model import dates
from tuiplanner.model.choices import Course
from tuiplanner.model.course_chart import course_chart
from tuiplanner.model.history import History
from tuiplanner.model.observations import without_symptom
from tuiplanner.model.records import Observation, Reading, Symptom
from tuiplanner.ui import messages
from tuiplanner.ui.bindings import bind
from tuiplanner.ui.cells import LEFT_OUT, flagged
from tuiplanner.ui.details import Detail
from tuiplanner.ui.panes.base import Pane
from tuiplanner.ui.rows import Column, Row
from tuiplanner.ui.words import Drawing

_WORSE = (Course.WORSE, Course.ADDING_UP)
_URGENCY: dict[str, int] = {
    Course.WORSE: 0,
    Course.ADDING_UP: 0,
    Course.STEADY: 2,
    Course.BETTER: 3,
}
_LOOSE = "loose"  # the key of the row for dated notes without a symptom


class SymptomPane(Pane[Symptom]):
    """A list of symptoms that are felt or seen, each with its dated notes."""

    KIND = Symptom
    TITLE = "Symptoms"
    ALSO = "falls, seizures, notes, readings"
    COLUMNS = (
        Column("What", 0, ("name",), wraps=True),
        Column("How it goes", 14, ("course",), is_kept=True),
        Column("Began", 14, ("began",)),
        Column("Notes", 5),
        Column("Who noticed", 11, ("seen_by",), ""),
        Column("Page", 10, usual="", is_kept=True),
    )
    EMPTY = "No symptoms yet."
    PURPOSE = "Write down what you feel or others see: when it began, how it goes."
    FIRST_KEYS = (("n", "write one down"), ("l", "then add a dated note to it"))
    EXAMPLE = ("double vision", "comes and goes", "15 Nov 2026")
    SEEN = frozenset({"in_brief"})
    CLOSED = "Gone"
    HELP = "When it began and how it goes say more than a score. l adds a dated note."
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("l", "note", "Note", "Write down a fall, a bad night", "symptoms.note"),
        bind("c", "check", "Check-up", "Go through them: how is each now", "symptoms.check"),
        bind("m", "measure", "Reading", "Write down a value measured at home", "symptoms.measure"),
        bind("g", "notes", "Its notes", "Go through its dated notes", "symptoms.notes"),
    ]

    def records(self) -> Iterable[Symptom]:
        """Return the symptoms: those that get worse first, those that get better and are gone last.

        Among the same, the one that began first comes first.
        """
        rows = self.planner.symptoms.values()
        return sorted(
            rows,
            key=lambda s: (s.is_gone, _URGENCY.get(s.course, 1), dates.sort_key(s.began), s.id),
        )

    def arranged(self, rows: list[Row]) -> list[Row]:
        """Return the rows, and one for the dated notes that belong to no symptom."""
        loose = len(without_symptom(self.planner))
        if not loose or self.filtered_by:
            return rows
        return [*rows, Row(("without a symptom", "", "", str(loose), "", ""), _LOOSE)]

    def nothing(self) -> str:
        if self.list.key != _LOOSE:
            return ""
        return "Dated notes that belong to no symptom, such as a fall. Enter shows them."

    def cells(self, record: Symptom) -> tuple[str, ...]:
        notes = self.planner.notes_by_symptom.get(record.id, ())
        words = record.in_words("course")
        course = flagged(words) if record.course in _WORSE else words
        kept_off = flagged("kept off", LEFT_OUT) if record.is_private else ""
        return (
            record.name,
            course,
            dates.show(record.began),
            str(len(notes) or ""),
            record.seen_by,
            kept_off or self.place_on_page(record),
        )

    def details(self, record: Symptom) -> list[Detail]:
        """Return the symptom in full, with its scores and its latest notes."""
        notes = self.planner.notes_by_symptom.get(record.id, ())
        dated = [
            Detail(dates.show(note.when) or "No date", note.shown_heading) for note in notes[:3]
        ]
        scores = " ".join(map(str, _scores(notes)[-20:]))
        over_time = [Detail("Severity over time", scores)] if " " in scores else []
        return [*super().details(record), *over_time, *dated]

    def open_at(self, id: int, field: str) -> None:
        """Open a record; the day of the check-up belongs to all, so start the check-up."""
        if field == "checked":
            self.action_check()
        else:
            super().open_at(id, field)

    def half_typed(self) -> Iterator[str]:
        yield from super().half_typed()
        for symptom in self.records():
            if self.is_drafted(Observation, "symptom_id", symptom.id):
                yield f"a note on {symptom.quoted} (l)"

    def action_note(self) -> None:
        symptom = self.highlighted
        self.open(Observation, preset={"symptom_id": symptom.id} if symptom else {})

    def action_check(self) -> None:
        self.post_message(messages.CheckSymptoms())

    def action_measure(self) -> None:
        self.open(Reading)

    def action_notes(self) -> None:
        self.post_message(messages.OpenNotes(self.highlighted))

    def action_edit(self) -> None:
        if self.list.key == _LOOSE:
            self.action_notes()
        else:
            super().action_edit()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        is_loose = self.list.key == _LOOSE
        if action == "edit" and is_loose:
            return True
        if action == "notes" and self.highlighted is None and not is_loose:
            return None
        return super().check_action(action, parameters)


class ObservationPane(Pane[Observation]):
    """The dated notes of one symptom."""

    KIND = Observation
    TITLE = "Dated notes"
    COLUMNS = (
        Column("When", 20, ("when",)),
        Column("What was seen", 0, ("note", "kind"), wraps=True, is_movable=True),
        Column("0-10", 4, ("severity",)),
        Column("By", 9, ("seen_by",), ""),
    )
    EMPTY = "No notes yet."
    PURPOSE = "Write down what was seen, with its day: a fall, a bad night."
    FIRST_KEYS = (("n", "write down what was seen today"), ("Esc", "go back"))
    EXAMPLE = ("12 Nov 2026", "fell twice on the stairs")
    SEEN = frozenset({"symptom_id"})
    HELP = "What was seen, with its day: a fall, a bad night, how bad it was from 0 to 10."

    def __init__(self, symptom_id: int) -> None:
        super().__init__()
        self.symptom_id = symptom_id

        self._picture = Drawing(self._draw, id="picture", most=6)

    def compose(self) -> ComposeResult:
        yield self._picture
        yield from super().compose()

    def _draw(self, width: int) -> Sequence[str]:
        return course_chart(self.planner, History(), self.today, width, self.symptom_id)

    def refresh_rows(self) -> None:
        """Refresh the rows, and the picture of the notes over a dated axis."""
        super().refresh_rows()
        if self._picture.is_attached:
            self._picture.redraw()

    def records(self) -> Iterable[Observation]:
        return self.planner.notes_by_symptom.get(self.symptom_id, ())

    def cells(self, record: Observation) -> tuple[str, ...]:
        kind = f"{record.kind}: " if record.kind and record.kind != "note" else ""
        score = "" if record.severity is None else str(record.severity)
        return (dates.show(record.when), kind + record.shown_heading, score, record.seen_by)

    def preset(self) -> Mapping[str, Any]:
        return {"symptom_id": self.symptom_id} if self.symptom_id else {}


def _scores(notes: tuple[Observation, ...]) -> list[int]:
    """Return the severities of dated notes, the oldest first; skip notes without a severity."""
    return [note.severity for note in reversed(notes) if note.severity is not None]
