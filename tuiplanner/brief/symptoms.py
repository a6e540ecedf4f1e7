"""Block 7: symptoms since the last visit, with their time course and who reports them."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from tuiplanner.brief.events import SEEN, described, loose_events, wholly_printed
from tuiplanner.brief.fit import Budget
from tuiplanner.brief.layout import Chunk, PageFormat, counted, one_line, paragraph, row, sentence
from tuiplanner.brief.source import Source
from tuiplanner.brief.symptom_row import (
    IMPACTS,
    has_events,
    is_recent,
    recent_notes,
    symptom_course,
    symptom_label,
    symptom_traits,
)
from tuiplanner.model import dates
from tuiplanner.model.choices import Course
from tuiplanner.model.measure import cells
from tuiplanner.model.records import Symptom

COLUMN = 27
_ORDER = ("NEW", "BACK", "WORSE", "MORE", "VARIES", "UNSURE", "NOTED", "BETTER", "GONE", "STEADY")


_MOST_NAMES = 12
STAGES = ("news", "others", "better", "steady")
_STAGES = {"NEW": "news", "BACK": "news", "WORSE": "news", "MORE": "news"} | {
    "BETTER": "better",
    "GONE": "better",
    "STEADY": "steady",
}
_LEGEND = "(P) patient says  (C) caregiver saw"


class Staged(NamedTuple):
    """A symptom of the page; `gives` is the stage of the fitting that may leave it out."""

    symptom: Symptom
    gives: str


class Symptoms:
    """Block 7 for a source and page format: the symptoms, and those that still have budget."""

    LEVELS = (*STAGES, "traits", "names", "life")

    def __init__(self, source: Source, sheet: PageFormat) -> None:
        self.source, self.sheet = source, sheet
        self._shown: dict[tuple[int, ...], list[Staged]] = {}
        self._shortened: dict[tuple[int, ...], list[tuple[Symptom, list[str]]]] = {}
        public = [s for s in source.planner.symptoms.values() if not s.is_private]
        self.gone_earlier = [symptom for symptom in public if _was_gone_before(source, symptom)]
        gone = {symptom.id for symptom in self.gone_earlier}
        ordered = self._ordered([s for s in public if s.id not in gone])
        self.all = tuple(Staged(symptom, _stage(source, symptom)) for symptom in ordered)
        self._latest = sorted(self.all, key=lambda staged: self._urgency(staged.symptom))
        self._events = described(loose_events(source))
        self._laid: dict[tuple[int, bool], Chunk] = {}
        self._traits: dict[int, dict[str, list[str]]] = {}
        self._unprinted: dict[int, list[str]] = {}

    @property
    def full_room(self) -> dict[str, int]:
        stages = Counter(staged.gives for staged in self.all)
        named = min(len(self.all), _MOST_NAMES)
        return {"traits": 1, "names": named} | {stage: stages[stage] for stage in STAGES}

    def _ordered(self, symptoms: Iterable[Symptom]) -> list[Symptom]:
        """Return the symptoms from new to steady, those with the most impact first.

        Two reports of the same symptom follow each other, at the place of the first.
        """
        ordered = sorted(
            symptoms,
            key=lambda s: (_place(self.source, s), _weight(s), self._age(s)),
        )
        by_name: dict[str, list[Symptom]] = {}
        for symptom in ordered:
            by_name.setdefault(symptom.name.casefold(), []).append(symptom)
        return [symptom for same in by_name.values() for symptom in same]

    def _urgency(self, symptom: Symptom) -> tuple[bool, bool, tuple[int, int]]:
        """Return a sort key for what stays longest: seizures and falls, then what is worse or new.

        Among these, the latest beginning comes first.
        """
        label = symptom_label(self.source, symptom)
        is_news = _STAGES.get(label) == "news"
        return (not has_events(self.source, symptom), not is_news, self._age(symptom))

    def _age(self, symptom: Symptom) -> tuple[int, int]:
        """Return a sort key that puts the latest beginning first; an unsure beginning is recent."""
        began = dates.last_day(symptom.began) or self.source.today
        return (-began.toordinal(), -symptom.id)

    def shown(self, budget: Budget) -> list[Staged]:
        """Return the symptoms that have budget: the most urgent of each stage, in printed order."""
        key = tuple(budget[stage] for stage in STAGES)
        if key not in self._shown:
            left = dict(zip(STAGES, key, strict=True))
            kept = set()
            for staged in self._latest:
                if left[staged.gives] > 0:
                    left[staged.gives] -= 1
                    kept.add(staged.symptom.id)
            self._shown[key] = [staged for staged in self.all if staged.symptom.id in kept]
        return self._shown[key]

    def shortened(self, budget: Budget) -> list[tuple[Symptom, list[str]]]:
        """Return the shown symptoms that lost details, each with the names of the lost details."""
        key = tuple(budget[level] for level in (*STAGES, "names", "traits"))
        if key not in self._shortened:
            self._shortened[key] = self._find_shortened(budget)
        return self._shortened[key]

    def _find_shortened(self, budget: Budget) -> list[tuple[Symptom, list[str]]]:
        found = []
        for symptom in self.named(budget):
            found.append((symptom, ["details"]))
        for symptom, _ in self.shown(budget):
            gone = [*(self._traits_of(symptom) if not budget["traits"] else ())]
            gone += self._never_printed(symptom)
            if gone:
                found.append((symptom, gone))
        return found

    def _traits_of(self, symptom: Symptom) -> dict[str, list[str]]:
        if symptom.id not in self._traits:
            self._traits[symptom.id] = symptom_traits(self.source, symptom)
        return self._traits[symptom.id]

    def _never_printed(self, symptom: Symptom) -> list[str]:
        """Return the names of the details that no budget prints, such as all but the last note."""
        if symptom.id not in self._unprinted:
            has_latest = "latest note" in self._traits_of(symptom)
            notes = recent_notes(self.source, symptom)
            printed = wholly_printed(notes, symptom.seen_by)
            more = sum(note.id not in printed for note in notes) > has_latest
            self._unprinted[symptom.id] = [
                *(["note"] if symptom.note else []),
                *([f"{'earlier' if has_latest else 'dated'} notes"] if more else []),
            ]
        return self._unprinted[symptom.id]

    def block(self, budget: Budget) -> list[Chunk]:
        """Lay out the block, or a single line with the number of symptoms if there is no budget."""
        head, life = self._heading(), self._life(budget)
        shown = self.shown(budget)
        named = self._names(budget)
        if not shown and not named:
            count = f"{counted(len(self.all), 'symptom')}, left out here"
            none = sentence(count) if self.all else "none written down"
            more = [*map(sentence, self._events), *([f"LIFE: {life}"] if life else [])]
            text = " ".join([sentence(none), *more]) if more else none
            return [paragraph(text, self.sheet, f"{head}  ", "  ")]
        events = "; ".join(self._events)
        lines = [self._printed(symptom, bool(budget["traits"])) for symptom, _ in shown]
        if events:
            lines.insert(0, paragraph(events, self.sheet, "  EVENTS "))
        lines += named
        marks = tuple(SEEN.values())
        marked = any(symptom.seen_by in SEEN for symptom, _ in shown)
        marked = marked or any(each.endswith(marks) for each in self._events)
        gap = self.sheet.columns - cells(head) - len(_LEGEND) if marked else 0
        first = head + " " * gap + _LEGEND if gap > 1 else head
        also = [paragraph(life, self.sheet, "  LIFE   ")] if life else []
        return [(first, *lines[0]), *lines[1:], *also]

    def named(self, budget: Budget) -> list[Symptom]:
        """Return the symptoms that have no row, and of which the name is printed: the latest."""
        shown = {staged.symptom.id for staged in self.shown(budget)}
        rest = [each.symptom for each in self._latest if each.symptom.id not in shown]
        kept = {symptom.id for symptom in rest[: budget["names"]]}
        return [each.symptom for each in self.all if each.symptom.id in kept]

    def _names(self, budget: Budget) -> list[Chunk]:
        """Lay out the symptoms without a row: `ALSO   BETTER walking (C), speech; STEADY itch`."""
        by_label: dict[str, list[str]] = {}
        for symptom in self.named(budget):
            seen = SEEN.get(symptom.seen_by, "")
            names = by_label.setdefault(symptom_label(self.source, symptom), [])
            names.append(f"{symptom.name} {seen}".strip())
        pieces: list[str] = []
        for label, (first, *names) in by_label.items():
            group = [f"{label} {first}", *names]
            pieces += [*(f"{name}," for name in group[:-1]), f"{group[-1]};"]
        last = [pieces.pop().removesuffix(";")] if pieces else []
        return [paragraph([*pieces, *last], self.sheet, "  ALSO   ")] if last else []

    def _life(self, budget: Budget) -> str:
        """Return the stresses of the visit, and the dated life changes that have budget."""
        visit = self.source.visit
        dated = [
            f"{event.text} ({day})" if (day := dates.show(event.when[:10])) else event.text
            for event in self.source.events[: budget["life"]]
        ]
        return "; ".join(filter(None, [visit.life_changes if visit else "", *dated]))

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
        attributes = symptom_course(self.source, symptom)
        seen = SEEN.get(symptom.seen_by, "")
        if seen:
            attributes = _marked(attributes, seen)
        for texts in self._traits_of(symptom).values() if traits else ():
            attributes += texts
        attributes = list(map(one_line, attributes))
        indent = f"  {symptom_label(self.source, symptom):<6} "
        return row(symptom.name, attributes, self.sheet, COLUMN, indent)


def _marked(attributes: list[str], seen: str) -> list[str]:
    """Return the attributes with the mark of the reporter after the last that has no own mark."""
    marks = tuple(SEEN.values())
    own = [at for at, each in enumerate(attributes) if not each.endswith(marks)]
    if not own:
        return [seen, *attributes]
    at = own[-1]
    return [*attributes[:at], f"{attributes[at]} {seen}", *attributes[at + 1 :]]


def _weight(symptom: Symptom) -> int:
    """Return a sort key that puts the symptom with the most impact first."""
    known = list(IMPACTS)
    return -known.index(symptom.impact) - 1 if symptom.impact in known else 0


def _was_gone_before(source: Source, symptom: Symptom) -> bool:
    """Return True if it was gone at the last visit and has not come back."""
    made = source.history.made(symptom.TABLE, symptom.id)
    if source.since is None or symptom.course != Course.GONE or made is None:
        return False
    course = source.history.course(symptom.TABLE, symptom.id, "course", source.since)
    return made.day <= source.since and len(course) < 2


def _place(source: Source, symptom: Symptom) -> float:
    """Return the place among the others: seizures, falls and spells stand before what is worse."""
    label = symptom_label(source, symptom)
    is_first = _STAGES.get(label) is None and has_events(source, symptom)
    return _ORDER.index("WORSE") - 0.5 if is_first else _ORDER.index(label)


def _stage(source: Source, symptom: Symptom) -> str:
    """Return the stage at which it may be left out; with seizures or falls, a later one."""
    stage = _STAGES.get(symptom_label(source, symptom), "others")
    if stage == "others" and (has_events(source, symptom) or is_recent(source, symptom)):
        return "news"
    return "others" if stage in ("steady", "better") and has_events(source, symptom) else stage
