"""What changed since the last visit: each symptom with its time course and who says so."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from tuiplanner.brief.fit import Room
from tuiplanner.brief.lines import Chunk, Sheet, cells, counted, paragraph, row, sentence, whole
from tuiplanner.brief.source import Source
from tuiplanner.model import dates
from tuiplanner.model.choices import Course, Impact, ObservationKind, Onset, SeenBy, Side
from tuiplanner.model.records import Observation, Symptom

COLUMN = 27
_WORDS: dict[str, str] = {
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
_ORDER = ("NEW", "WORSE", "MORE", "VARIES", "UNSURE", "NOTED", "BETTER", "GONE", "STEADY")
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


_SHORT = 60  # characters of a dated note that a busy reader still takes in
STAGES = ("news", "others", "better", "steady")
_STAGES = {"NEW": "news", "WORSE": "news", "MORE": "news"} | {
    "BETTER": "better",
    "GONE": "better",
    "STEADY": "steady",
}
_LEGEND = "(P) patient says  (C) caregiver saw"


class Told(NamedTuple):
    """A symptom of the page; `gives` is the stage of the fitting at which it goes."""

    symptom: Symptom
    gives: str


class Symptoms:
    """Block 7 for one source and sheet: what is told, and what still has room."""

    KNOBS = (*STAGES, "traits")

    def __init__(self, source: Source, sheet: Sheet) -> None:
        self.source, self.sheet = source, sheet
        told = [s for s in source.planner.symptoms.values() if not s.is_private]
        self.all = tuple(Told(symptom, _stage(source, symptom)) for symptom in self._ordered(told))
        self._latest = sorted(self.all, key=lambda told: self._age(told.symptom))
        self._laid: dict[tuple[int, bool], Chunk] = {}

    @property
    def full_room(self) -> dict[str, int]:
        stages = Counter(told.gives for told in self.all)
        return {"traits": 1} | {stage: stages[stage] for stage in STAGES}

    def _ordered(self, symptoms: Iterable[Symptom]) -> list[Symptom]:
        """New, worse, ..., steady, what hinders most first; what two people say of one symptom
        stands under one another, where the first of the two belongs."""
        ordered = sorted(
            symptoms,
            key=lambda s: (_ORDER.index(_label(self.source, s)), _weight(s), self._age(s)),
        )
        by_name: dict[str, list[Symptom]] = {}
        for symptom in ordered:
            by_name.setdefault(symptom.name.casefold(), []).append(symptom)
        return [symptom for same in by_name.values() for symptom in same]

    def _age(self, symptom: Symptom) -> tuple[int, int]:
        """The latest begun first; what began unsure counts as recent."""
        began = dates.last_day(symptom.began) or self.source.today
        return (-began.toordinal(), -symptom.id)

    def shown(self, room: Room) -> list[Told]:
        """Those that still have room: of each stage the latest begun, in printed order."""
        left = {stage: room[stage] for stage in STAGES}
        kept = set()
        for told in self._latest:
            if left[told.gives] > 0:
                left[told.gives] -= 1
                kept.add(told.symptom.id)
        return [told for told in self.all if told.symptom.id in kept]

    def shortened(self, room: Room) -> list[Symptom]:
        """Those of the shown that lost what gives way of them."""
        shown = [] if room["traits"] else self.shown(room)
        return [told.symptom for told in shown if _traits(self.source, told.symptom)]

    def block(self, room: Room) -> list[Chunk]:
        """The whole block; on a full page one line that counts them."""
        last, visit = self.source.last_visit, self.source.visit
        day = dates.show(last.when[:10]).upper() if last else ""
        head = f"WHAT CHANGED SINCE {day}" if self.source.since else "SYMPTOMS"
        life = visit.life_changes if visit else ""
        shown = self.shown(room)
        if not shown:
            count = f"{counted(len(self.all), 'symptom')}, left out here"
            told = sentence(count) if self.all else "" if life else "nothing written down"
            life = f"LIFE: {life}" if life else ""
            return [paragraph(" ".join(filter(None, (told, life))), self.sheet, f"{head}  ", "  ")]
        lines = [self._printed(told.symptom, bool(room["traits"])) for told in shown]
        marked = any(told.symptom.seen_by in _SEEN for told in shown)
        gap = self.sheet.columns - cells(head) - len(_LEGEND) if marked else 0
        first = head + " " * gap + _LEGEND if gap > 1 else head
        also = [paragraph(life, self.sheet, "  LIFE   ")] if life else []
        return [(first, *lines[0]), *lines[1:], *also]

    def _printed(self, symptom: Symptom, traits: bool) -> Chunk:
        """A symptom's lines; laid out once, since the fitting asks for them again and again."""
        key = (symptom.id, traits)
        if key not in self._laid:
            self._laid[key] = self._lay_out(symptom, traits)
        return self._laid[key]

    def _lay_out(self, symptom: Symptom, traits: bool) -> Chunk:
        said = _said(self.source, symptom) + (_traits(self.source, symptom) if traits else [])
        seen = whole(_SEEN.get(symptom.seen_by, ""))
        text = " ".join(filter(None, ("; ".join(said), seen)))
        return row(symptom.name, text, self.sheet, COLUMN, f"  {_label(self.source, symptom):<6} ")


def _weight(symptom: Symptom) -> int:
    """What hinders most stands first."""
    known = list(_IMPACTS)
    return -known.index(symptom.impact) - 1 if symptom.impact in known else 0


def _label(source: Source, symptom: Symptom) -> str:
    """NEW when it began after the last visit; else how it goes."""
    day = dates.last_day(symptom.began)
    if source.since and day and day > source.since and symptom.course != Course.GONE:
        return "NEW"
    return _WORDS.get(symptom.course, "NOTED")


def _stage(source: Source, symptom: Symptom) -> str:
    label = _label(source, symptom)
    return _STAGES.get(label, "others")


def _said(source: Source, symptom: Symptom) -> list[str]:
    """The time course and what it does to the day: what a doctor asks for first."""
    impact, task = _IMPACTS.get(symptom.impact, ""), symptom.hardest_task
    hinders = f"{impact} {task or 'everyday tasks'}" if impact else task and f"hardest: {task}"
    side = symptom.side and ("both sides" if symptom.side == Side.BOTH else f"{symptom.side} side")
    goes = _GOES.get(symptom.course, "") if _label(source, symptom) in ("NEW", "MORE") else ""
    began, often = _began(source, symptom), symptom.how_often
    was, events = _was(source, symptom), _events(source, symptom)
    return list(filter(None, (began, goes, was, often, side, hinders, events)))


def _was(source: Source, symptom: Symptom) -> str:
    """`was steady`: how it went at the last visit, where that was another way."""
    if source.since is None:
        return ""
    touch = source.trail.changed(symptom.TABLE, symptom.id, "course", source.since)
    word = _GOES.get(str(touch.before), "") if touch and touch.before != symptom.course else ""
    return f"was {word}" if word else ""


def _traits(source: Source, symptom: Symptom) -> list[str]:
    """What gives way first on a full page."""
    score = symptom.severity
    said = (
        f"lasts {whole(symptom.how_long)}" if symptom.how_long else "",
        whole(f"severity {score} of 10") if score is not None else "",
        f"worse with {symptom.worse_with}" if symptom.worse_with else "",
        f"better with {symptom.better_with}" if symptom.better_with else "",
        _last_note(source, symptom),
    )
    return list(filter(None, said))


def _began(source: Source, symptom: Symptom) -> str:
    onset = _ONSETS.get(symptom.onset, "")
    if dates.last_day(symptom.began):
        began = f"began {whole(dates.show(symptom.began))}"
    elif source.since and symptom.created[:10] > source.since.isoformat():
        began = f"first noted {whole(dates.show(symptom.created[:10]))}"
    else:
        began = "beginning unsure" if symptom.began else ""
    normal = dates.show(symptom.last_normal)
    normal = f"last normal {whole(normal)}" if normal else ""
    return ", ".join(filter(None, (began, onset, normal)))


def _events(source: Source, symptom: Symptom) -> str:
    """`3 falls, last 9 Mar 2026`: what happened since the last visit, counted."""
    told = []
    recent = [n for n in _recent(source, symptom) if n.kind in _EVENTS]
    for kind, word in _EVENTS.items():
        same = [note for note in recent if note.kind == kind]
        if same:
            which = ", last" if len(same) > 1 else ","
            last = f"{which} {whole(dates.show(same[0].when[:10]))}" if same[0].when else ""
            told.append(f"{whole(counted(len(same), word))}{last}{_by(symptom, same)}")
    return ", ".join(told)


def _last_note(source: Source, symptom: Symptom) -> str:
    """`16 Nov 2026: dropped the cup twice`: the latest words since the last visit, if short."""
    notes = [n for n in _recent(source, symptom) if n.kind not in _EVENTS]
    if not notes or len(notes[0].shown_heading) > _SHORT:
        return ""
    day = whole(dates.show(notes[0].when[:10]))
    said = f"{notes[0].shown_heading}{_by(symptom, notes[:1])}"
    return f"{day}: {said}" if day else said


def _by(symptom: Symptom, notes: list[Observation]) -> str:
    """` (C)`: who saw it, where that is somebody else than who tells of the symptom."""
    seen = {note.seen_by for note in notes}
    only = seen.pop() if len(seen) == 1 else ""
    return f" {whole(_SEEN[only])}" if only in _SEEN and only != symptom.seen_by else ""


def _recent(source: Source, symptom: Symptom) -> list[Observation]:
    """The dated notes since the last visit, the newest first."""
    notes = source.planner.notes_by_symptom.get(symptom.id, ())
    return [n for n in notes if source.since is None or dates.is_since(n.when, source.since)]
