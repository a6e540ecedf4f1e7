"""Block 7: symptoms since the last visit, with their time course and who reports them."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from tuiplanner.brief.fit import Budget
from tuiplanner.brief.layout import (
    Chunk,
    PageFormat,
    cells,
    counted,
    one_line,
    paragraph,
    row,
    sentence,
)
from tuiplanner.brief.short_notes import short_note
from tuiplanner.brief.source import Source
from tuiplanner.model import dates
from tuiplanner.model.choices import Course, Impact, ObservationKind, Onset, SeenBy, Side
from tuiplanner.model.records import Observation, Symptom

COLUMN = 27
_LABELS: dict[str, str] = {
    Course.WORSE: "WORSE",
    Course.ADDING_UP: "MORE",
    Course.BETTER: "BETTER",
    Course.STEADY: "STEADY",
    Course.COMES_AND_GOES: "VARIES",
    Course.GONE: "GONE",
    Course.UNSURE: "UNSURE",
}
_GOES: dict[str, str] = {
    Course.WORSE: "getting worse",
    Course.ADDING_UP: "new problems adding up",
    Course.BETTER: "getting better",
    Course.STEADY: "steady",
    Course.COMES_AND_GOES: "comes and goes",
}
_ORDER = ("NEW", "BACK", "WORSE", "MORE", "VARIES", "UNSURE", "NOTED", "BETTER", "GONE", "STEADY")
_ONSETS: dict[str, str] = {
    Onset.SECONDS_MINUTES: "within minutes",
    Onset.HOURS_DAYS: "over hours to days",
    Onset.WEEKS: "over weeks",
    Onset.MONTHS: "over months",
}
_IMPACTS: dict[str, str] = {
    Impact.SLOWER: "slower with",
    Impact.NEEDS_HELP: "needs help with",
    Impact.CANNOT: "cannot do",
}
_SEEN: dict[str, str] = {SeenBy.PATIENT: "(P)", SeenBy.CAREGIVER: "(C)", SeenBy.BOTH: "(P, C)"}
_EVENTS: dict[str, str] = {
    ObservationKind.SEIZURE: "seizure",
    ObservationKind.FALL: "fall",
    ObservationKind.SPELL: "spell",
}


STAGES = ("news", "others", "better", "steady")
_STAGES = {"NEW": "news", "BACK": "news", "WORSE": "news", "MORE": "news"} | {
    "BETTER": "better",
    "GONE": "better",
    "STEADY": "steady",
}
_WITH_COURSE = ("NEW", "BACK", "MORE")  # labels that do not include the course
_LEGEND = "(P) patient says  (C) caregiver saw"


class Staged(NamedTuple):
    """A symptom of the page; `gives` is the stage of the fitting that may leave it out."""

    symptom: Symptom
    gives: str


class Symptoms:
    """Block 7 for a source and page format: the symptoms, and those that still have budget."""

    LEVELS = (*STAGES, "traits")

    def __init__(self, source: Source, sheet: PageFormat) -> None:
        self.source, self.sheet = source, sheet
        public = [s for s in source.planner.symptoms.values() if not s.is_private]
        self.gone_earlier = [symptom for symptom in public if _was_gone_before(source, symptom)]
        ordered = self._ordered([s for s in public if s not in self.gone_earlier])
        self.all = tuple(Staged(symptom, _stage(source, symptom)) for symptom in ordered)
        self._latest = sorted(self.all, key=lambda staged: self._age(staged.symptom))
        self._laid: dict[tuple[int, bool], Chunk] = {}
        self._traits: dict[int, dict[str, str]] = {}

    @property
    def full_room(self) -> dict[str, int]:
        stages = Counter(staged.gives for staged in self.all)
        return {"traits": 1} | {stage: stages[stage] for stage in STAGES}

    def _ordered(self, symptoms: Iterable[Symptom]) -> list[Symptom]:
        """Return the symptoms from new to steady, those with the most impact first.

        Two reports of the same symptom follow each other, at the place of the first.
        """
        ordered = sorted(
            symptoms,
            key=lambda s: (_ORDER.index(_label(self.source, s)), _weight(s), self._age(s)),
        )
        by_name: dict[str, list[Symptom]] = {}
        for symptom in ordered:
            by_name.setdefault(symptom.name.casefold(), []).append(symptom)
        return [symptom for same in by_name.values() for symptom in same]

    def _age(self, symptom: Symptom) -> tuple[int, int]:
        """Return a sort key that puts the latest beginning first; an unsure beginning is recent."""
        began = dates.last_day(symptom.began) or self.source.today
        return (-began.toordinal(), -symptom.id)

    def shown(self, budget: Budget) -> list[Staged]:
        """Return the symptoms that have budget: the latest of each stage, in printed order."""
        left = {stage: budget[stage] for stage in STAGES}
        kept = set()
        for staged in self._latest:
            if left[staged.gives] > 0:
                left[staged.gives] -= 1
                kept.add(staged.symptom.id)
        return [staged for staged in self.all if staged.symptom.id in kept]

    def shortened(self, budget: Budget) -> list[tuple[Symptom, list[str]]]:
        """Return the shown symptoms that lost details, each with the names of the lost details."""
        found = []
        for symptom, _ in self.shown(budget):
            traits = self._traits_of(symptom)
            gone = list(traits) if not budget["traits"] else []
            gone += ["note"] if symptom.note else []
            gone += ["dated notes"] if self._unprinted(symptom, "latest note" in traits) else []
            if gone:
                found.append((symptom, gone))
        return found

    def _traits_of(self, symptom: Symptom) -> dict[str, str]:
        if symptom.id not in self._traits:
            self._traits[symptom.id] = _traits(self.source, symptom)
        return self._traits[symptom.id]

    def _unprinted(self, symptom: Symptom, has_latest: bool) -> bool:
        """Return True if there are notes since the last visit besides the printed latest note."""
        return len(_recent(self.source, symptom)) > has_latest

    def block(self, budget: Budget) -> list[Chunk]:
        """Lay out the block, or a single line with the number of symptoms if there is no budget."""
        visit, head = self.source.visit, self._heading()
        life = visit.life_changes if visit else ""
        shown = self.shown(budget)
        if not shown:
            count = f"{counted(len(self.all), 'symptom')}, left out here"
            none = sentence(count) if self.all else "none written down"
            life = f"LIFE: {life}" if life else ""
            text = f"{sentence(none)} {life}" if life else none
            return [paragraph(text, self.sheet, f"{head}  ", "  ")]
        lines = [self._printed(symptom, bool(budget["traits"])) for symptom, _ in shown]
        marked = any(symptom.seen_by in _SEEN for symptom, _ in shown)
        gap = self.sheet.columns - cells(head) - len(_LEGEND) if marked else 0
        first = head + " " * gap + _LEGEND if gap > 1 else head
        also = [paragraph(life, self.sheet, "  LIFE   ")] if life else []
        return [(first, *lines[0]), *lines[1:], *also]

    def _heading(self) -> str:
        """Return the heading, with the time if the last visit was on the same day as this visit."""
        last, visit = self.source.last_visit, self.source.visit
        if last is None or not self.source.since:
            return "SYMPTOMS"
        same_day = visit is not None and visit.when[:10] == last.when[:10]
        return f"SYMPTOMS SINCE {dates.show(last.when if same_day else last.when[:10]).upper()}"

    def _printed(self, symptom: Symptom, traits: bool) -> Chunk:
        """Return the lines of a symptom, cached because fitting asks for them many times."""
        key = (symptom.id, traits)
        if key not in self._laid:
            self._laid[key] = self._lay_out(symptom, traits)
        return self._laid[key]

    def _lay_out(self, symptom: Symptom, traits: bool) -> Chunk:
        attributes = _course(self.source, symptom)
        attributes += self._traits_of(symptom).values() if traits else []
        seen = _SEEN.get(symptom.seen_by, "")
        if seen:
            *some, last = attributes or [""]
            apart = last.endswith(tuple(_SEEN.values()))  # a note that another person made
            attributes = [*attributes, seen] if apart else [*some, f"{last} {seen}".strip()]
        attributes = list(map(one_line, attributes))
        indent = f"  {_label(self.source, symptom):<6} "
        return row(symptom.name, attributes, self.sheet, COLUMN, indent)


def _weight(symptom: Symptom) -> int:
    """Return a sort key that puts the symptom with the most impact first."""
    known = list(_IMPACTS)
    return -known.index(symptom.impact) - 1 if symptom.impact in known else 0


def _label(source: Source, symptom: Symptom) -> str:
    """Return NEW if it began after the last visit, BACK if it was gone, else its course."""
    if symptom.course != Course.GONE and _is_new(source, symptom):
        return "NEW"
    if symptom.course != Course.GONE and _was_gone(source, symptom):
        return "BACK"
    return _LABELS.get(symptom.course, "NOTED")


def _was_gone_before(source: Source, symptom: Symptom) -> bool:
    """Return True if it was gone at the last visit and has not come back."""
    made = source.history.made(symptom.TABLE, symptom.id)
    if source.since is None or symptom.course != Course.GONE or made is None:
        return False
    course = source.history.course(symptom.TABLE, symptom.id, "course", source.since)
    return made.day <= source.since and len(course) < 2


def _is_new(source: Source, symptom: Symptom) -> bool:
    """Return True if it began after the last visit and was not listed before."""
    first, last = dates.first_day(symptom.began), dates.last_day(symptom.began)
    if source.since is None or first is None or last is None or last <= source.since:
        return False
    made = source.history.made(symptom.TABLE, symptom.id)
    return first > source.since or made is None or made.day > source.since


def _was_gone(source: Source, symptom: Symptom) -> bool:
    """Return True if it was gone at the last visit, or for a day or more since."""
    if source.since is None:
        return False
    course = source.history.course(symptom.TABLE, symptom.id, "course", source.since)
    return any(value == Course.GONE for _, value in course[:-1])


def _stage(source: Source, symptom: Symptom) -> str:
    label = _label(source, symptom)
    return _STAGES.get(label, "others")


def _course(source: Source, symptom: Symptom) -> list[str]:
    """Return the time course and the impact, which doctors ask about first."""
    impact, task = _IMPACTS.get(symptom.impact, ""), symptom.hardest_task
    hinders = f"{impact} {task or 'everyday tasks'}" if impact else task and f"hardest: {task}"
    side = symptom.side and ("both sides" if symptom.side == Side.BOTH else f"{symptom.side} side")
    goes = _GOES.get(symptom.course, "") if _label(source, symptom) in _WITH_COURSE else ""
    began, often = _began(source, symptom), symptom.how_often
    was, events = _was(source, symptom), _events(source, symptom)
    return list(filter(None, (began, goes, was, often, side, hinders, events)))


def _was(source: Source, symptom: Symptom) -> str:
    """Return `was steady`, the course at the last visit, if it was different."""
    if source.since is None:
        return ""
    touch = source.history.changed(symptom.TABLE, symptom.id, "course", source.since)
    if _label(source, symptom) == "BACK":
        return "was gone"
    word = _GOES.get(str(touch.before), "") if touch and touch.before != symptom.course else ""
    return f"was {word}" if word else ""


def _traits(source: Source, symptom: Symptom) -> dict[str, str]:
    """Return the details that are left out first on a full page, by their printed name."""
    score = symptom.severity
    goes_on = _label(source, symptom) not in ("GONE", "BACK")  # otherwise the score is out of date
    traits = {
        "duration": f"lasts {symptom.how_long}" if symptom.how_long else "",
        "severity": f"severity {score} of 10" if score is not None and goes_on else "",
        "what makes worse": f"worse with {symptom.worse_with}" if symptom.worse_with else "",
        "what helps": f"better with {symptom.better_with}" if symptom.better_with else "",
        "latest note": _last_note(source, symptom),
    }
    return {name: text for name, text in traits.items() if text}


def _began(source: Source, symptom: Symptom) -> str:
    onset = _ONSETS.get(symptom.onset, "")
    if dates.last_day(symptom.began):
        began = f"began {dates.show(symptom.began)}"
    elif source.since and (made := _made_on(source, symptom)) > source.since.isoformat():
        began = f"first noted {dates.show(made)}"
    else:
        began = "beginning unsure" if symptom.began else ""
    normal = dates.show(symptom.last_normal)
    normal = f"last normal {normal}" if normal else ""
    return ", ".join(filter(None, (began, onset, normal)))


def _made_on(source: Source, symptom: Symptom) -> str:
    """Return the local day on which it was first recorded (EDTF)."""
    made = source.history.made(symptom.TABLE, symptom.id)
    return made.day.isoformat() if made else symptom.created[:10]


def _events(source: Source, symptom: Symptom) -> str:
    """Return the number of events since the last visit: `3 falls, last 9 Mar 2026`."""
    events = []
    recent = [n for n in _recent(source, symptom) if n.kind in _EVENTS]
    for kind, word in _EVENTS.items():
        same = [note for note in recent if note.kind == kind]
        if same:
            which = ", last" if len(same) > 1 else ","
            last = f"{which} {dates.show(same[0].when[:10])}" if same[0].when else ""
            events.append(f"{counted(len(same), word)}{last}{_by(symptom, same)}")
    return ", ".join(events)


def _last_note(source: Source, symptom: Symptom) -> str:
    """Return the latest note since the last visit, or "" if it is long.

    An example is `16 Nov 2026: dropped the cup twice`.
    """
    notes = [n for n in _recent(source, symptom) if n.kind not in _EVENTS]
    if not notes or not (note := short_note(notes[0].shown_heading)):
        return ""
    day = dates.show(notes[0].when[:10])
    text = f"{note}{_by(symptom, notes[:1])}"
    return f"{day}: {text}" if day else text


def _by(symptom: Symptom, notes: list[Observation]) -> str:
    """Return ` (C)`: who saw it, if it was not the person who reports the symptom."""
    seen = {note.seen_by for note in notes}
    only = seen.pop() if len(seen) == 1 else ""
    return f" {_SEEN[only]}" if only in _SEEN and only != symptom.seen_by else ""


def _recent(source: Source, symptom: Symptom) -> list[Observation]:
    """Return the dated notes since the last visit, the newest first."""
    notes = source.planner.notes_by_symptom.get(symptom.id, ())
    return [n for n in notes if source.since is None or dates.is_since(n.when, source.since)]
