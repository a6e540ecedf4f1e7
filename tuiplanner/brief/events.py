"""Seizures, falls and spells of block 7: how many, on which days, and who saw them."""

from collections import Counter
from collections.abc import Iterable, Sequence

from tuiplanner.brief.layout import counted
from tuiplanner.brief.short_notes import short_note
from tuiplanner.brief.source import Source
from tuiplanner.model import dates
from tuiplanner.model.choices import ObservationKind, SeenBy
from tuiplanner.model.observations import without_symptom
from tuiplanner.model.records import Observation
from tuiplanner.model.text import folded

SEEN: dict[str, str] = {SeenBy.PATIENT: "(P)", SeenBy.CAREGIVER: "(C)", SeenBy.BOTH: "(P, C)"}
_DAYS = 3  # days that are printed one by one; with more of them, the months are counted
_MONTHS = 4  # months whose events are counted one by one
_BARE = frozenset(("fell", "fall", "a fall", "seizure", "a seizure", "spell", "a spell"))
_WORDS: dict[str, str] = {
    ObservationKind.SEIZURE: "seizure",
    ObservationKind.FALL: "fall",
    ObservationKind.SPELL: "spell",
}


def counted_events(
    notes: Iterable[Observation], reporter: str = "", symptom: str = ""
) -> list[str]:
    """Return the events among these notes by who saw them: `2 falls: 9 Mar, 2 Mar 2026`.

    The notes stand the newest first. `reporter` is who reports unless a note says otherwise. In
    the row of a symptom that is named after the event, it is `2 falls noted`: that symptom itself
    may be one more.
    """
    events = [note for note in notes if note.is_event]
    return [
        f"{_by_day(same, word, _noted(word, symptom))}{mark(reporter, seen_by)}"
        for seen_by, seen in by_reporter(reporter, events)
        for kind, word in _WORDS.items()
        if (same := [note for note in seen if note.kind == kind])
    ]


def loose_events(source: Source) -> list[Observation]:
    """Return the events since the last visit that belong to no symptom; the page prints them."""
    return [
        note
        for note in without_symptom(source.planner)
        if note.is_event and (source.since is None or dates.is_since(note.when, source.since))
    ]


def described(events: Sequence[Observation]) -> list[str]:
    """Return the events in number, and what was noted of the latest one, if that is short.

    An example is `2 falls: 25 Nov, 20 Nov 2026`, `25 Nov 2026: fell in the kitchen (C)`.
    """
    return [*counted_events(events), *(in_words(note) for note in _printed_in_words(events))]


def wholly_printed(notes: Sequence[Observation], reporter: str) -> set[int]:
    """Return the ids of the events whose days are printed and whose words say no more."""
    events = [note for note in notes if note.is_event]
    return {
        note.id
        for _, seen in by_reporter(reporter, events)
        for kind in _WORDS
        if (same := [note for note in seen if note.kind == kind]) and _prints_days(same)
        for note in same
        if not _says_more(note)
    }


def _prints_days(notes: Sequence[Observation]) -> bool:
    """Return True for events whose days are printed one by one, not counted by month."""
    days = {note.when[:10] for note in notes}
    return len(notes) == 1 or (len(days) <= _DAYS and all(map(dates.is_exact, days)))


def in_words(note: Observation, reporter: str = "") -> str:
    """Return a note with its day and who saw it, or "" if it is long.

    An example is `16 Nov 2026: dropped the cup twice (C)`.
    """
    text, day = short_note(note.shown_heading), dates.show(note.when[:10])
    if not text:
        return ""
    return f"{f'{day}: ' if day else ''}{text}{mark(reporter, note.seen_by)}"


def unprinted_words(events: Sequence[Observation]) -> list[Observation]:
    """Return the events that are only counted, although their words say more than that."""
    printed = {note.id for note in _printed_in_words(events)}
    return [note for note in events if note.id not in printed and _says_more(note)]


def _printed_in_words(events: Sequence[Observation]) -> Sequence[Observation]:
    """Return the latest event, if its words are short and say more than that it happened."""
    return [note for note in events[:1] if _says_more(note) and in_words(note)]


def _says_more(note: Observation) -> bool:
    return folded(note.shown_heading).strip(" .") not in _BARE


def by_reporter(reporter: str, notes: Iterable[Observation]) -> list[tuple[str, list[Observation]]]:
    """Return the notes by who saw it, the reporter of the symptom first; counts never mix.

    A note that does not say who saw it belongs to the reporter.
    """
    groups: dict[str, list[Observation]] = {reporter: []}
    for note in notes:
        groups.setdefault(note.seen_by or reporter, []).append(note)
    return [(seen_by, same) for seen_by, same in groups.items() if same]


def mark(reporter: str, seen_by: str) -> str:
    """Return ` (C)` for somebody else than the reporter."""
    return f" {SEEN[seen_by]}" if seen_by in SEEN and seen_by != reporter else ""


def _noted(word: str, symptom: str) -> str:
    return " noted" if word in folded(symptom) else ""


def _by_day(notes: Sequence[Observation], word: str, noted: str) -> str:
    """Return `1 fall, 9 Mar 2026` or `3 falls: 2 on 9 Mar, 1 on 2 Mar 2026`, the latest first.

    Days that are many, or not exactly known, are counted by month.
    """
    days = Counter(note.when[:10] for note in notes)
    number = f"{counted(len(notes), word)}{noted}"
    if len(notes) == 1:
        last = dates.show(notes[0].when[:10])
        return f"{number}, {last}" if last else number
    if not _prints_days(notes):
        return _by_month(notes, number)
    shown = _with_years(list(days))
    if len(days) == 1:
        return f"{number} on {shown[0]}"
    if len(days) < len(notes):
        shown = [f"{count} on {day}" for count, day in zip(days.values(), shown, strict=True)]
    return f"{number}: {', '.join(shown)}"


def _with_years(days: Sequence[str]) -> list[str]:
    """Return days as printed, each without its year if the day behind it has the same year."""
    following = [*(day[:4] for day in days[1:]), ""]
    return [
        dates.show(day).removesuffix(f" {day[:4]}" if day[:4] == year else "")
        for day, year in zip(days, following, strict=True)
    ]


def _by_month(notes: Sequence[Observation], number: str) -> str:
    """Return `5 falls in Mar 2026`, or `5 falls: 3 in Mar 2026, 2 in Feb 2026`."""
    counts = Counter(dates.show(note.when[:7]) for note in notes)
    if len(counts) == 1:
        return _in_month(number, next(iter(counts)))
    months = [_in_month(str(count), month) for month, count in counts.items()][:_MONTHS]
    earlier = len(notes) - sum(list(counts.values())[:_MONTHS])
    months += [f"{earlier} earlier"] if earlier else []
    return f"{number}: {', '.join(months)}"


def _in_month(count: str, month: str) -> str:
    return f"{count} in {month}" if month else f"{count} on an unknown day"
