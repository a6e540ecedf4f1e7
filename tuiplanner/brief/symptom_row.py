"""The row of a symptom in block 7: its label, its course and impact, its details and numbers."""

from datetime import date, timedelta

from tuiplanner.brief.events import by_reporter, counted_events, in_words, mark
from tuiplanner.brief.source import Source
from tuiplanner.model import dates
from tuiplanner.model.choices import Course, Impact, Onset, Side
from tuiplanner.model.records import Observation, Symptom

_WINDOW = 30  # days in which notes are counted; an older row is marked with its month
_NEWS = timedelta(days=90)
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
_WAS: dict[str, str] = {
    Course.WORSE: "was getting worse",
    Course.ADDING_UP: "new problems were adding up",
    Course.BETTER: "was getting better",
    Course.STEADY: "was steady",
    Course.COMES_AND_GOES: "used to come and go",
}
_ONSETS: dict[str, str] = {
    Onset.SECONDS_MINUTES: "within minutes",
    Onset.HOURS_DAYS: "over hours to days",
    Onset.WEEKS: "over weeks",
    Onset.MONTHS: "over months",
}
IMPACTS: dict[str, str] = {
    Impact.SLOWER: "slower",
    Impact.NEEDS_HELP: "needs help",
    Impact.CANNOT: "cannot do it",
}
_LINKS = (
    *("in ", "at ", "on ", "by ", "from ", "under ", "with ", "without "),
    *("after ", "before ", "during ", "when ", "while ", "if "),
)  # words after which no "with" is needed
_WITH_COURSE = ("NEW", "BACK", "MORE")  # labels that do not include the course


def symptom_label(source: Source, symptom: Symptom) -> str:
    """Return NEW if it began after the last visit, BACK if it was gone, else its course."""
    if symptom.course != Course.GONE and _is_new(source, symptom):
        return "NEW"
    if symptom.course != Course.GONE and _was_gone(source, symptom):
        return "BACK"
    return _LABELS.get(symptom.course, "NOTED")


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


def symptom_course(source: Source, symptom: Symptom) -> list[str]:
    """Return the time course and the impact, which doctors ask about first."""
    hinders = IMPACTS.get(symptom.impact, "")
    if hinders and not symptom.hardest_task:
        hinders += " with everyday tasks"
    hardest = f"hardest: {symptom.hardest_task}" if symptom.hardest_task else ""
    side = symptom.side and ("both sides" if symptom.side == Side.BOTH else f"{symptom.side} side")
    goes = _GOES.get(symptom.course, "") if symptom_label(source, symptom) in _WITH_COURSE else ""
    began, often = _began(source, symptom), symptom.how_often
    was = _was(source, symptom)
    events = counted_events(recent_notes(source, symptom), symptom.seen_by, symptom.name)
    stale = _last_updated(source, symptom)
    return list(filter(None, (began, goes, was, often, side, hinders, hardest, *events, stale)))


def _last_updated(source: Source, symptom: Symptom) -> str:
    """Return `last updated Jan 2026` if nothing was written about it since the last visit.

    For a new doctor: if nothing was written for a month. "" if it is not known.
    """
    since = source.since or source.today - timedelta(days=_WINDOW)
    notes = source.planner.notes_by_symptom.get(symptom.id, ())
    days = (symptom.checked, symptom.updated[:10], notes[0].when[:10] if notes else "")
    known = [day for day in map(dates.last_day, days) if day is not None]
    if not symptom.updated or not known or symptom.is_gone or max(known) > since:
        return ""
    return f"last updated {dates.show(max(known).isoformat()[:7])}"


def _was(source: Source, symptom: Symptom) -> str:
    """Return `was steady`, the course at the last visit, if it was different."""
    if source.since is None:
        return ""
    touch = source.history.changed(symptom.TABLE, symptom.id, "course", source.since)
    if symptom_label(source, symptom) == "BACK":
        return "was gone"
    return _WAS.get(str(touch.before), "") if touch and touch.before != symptom.course else ""


def symptom_traits(source: Source, symptom: Symptom) -> dict[str, list[str]]:
    """Return the details that are left out first on a full page, by their printed name."""
    worse, better = symptom.worse_with, symptom.better_with
    traits = {
        "duration": [f"lasts {symptom.how_long}" if symptom.how_long else ""],
        "days noted": _days_noted(source, symptom),
        "severity": _severity(source, symptom),
        "what makes worse": [_with_link("worse", worse)],
        "what helps": [_with_link("better", better)],
        "latest note": [_last_note(source, symptom)],
    }
    return {name: texts for name, texts in traits.items() if any(texts)}


def _with_link(word: str, what: str) -> str:
    """Return `worse with stairs`, but `worse in the evenings`; "" for nothing."""
    if what.casefold().startswith(_LINKS):
        return f"{word} {what[0].lower()}{what[1:]}"
    return f"{word} with {what}" if what else ""


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


def has_events(source: Source, symptom: Symptom) -> bool:
    """Return True if seizures, falls or spells were noted since the last visit.

    For a doctor who never saw the patient: in the last 90 days.
    """
    since = source.since or source.today - _NEWS
    recent = recent_notes(source, symptom)
    return any(note.is_event and dates.is_since(note.when, since) for note in recent)


def is_recent(source: Source, symptom: Symptom) -> bool:
    """Return True if it began in the last 90 days, for a doctor who never saw the patient."""
    began = dates.last_day(symptom.began)
    return source.since is None and began is not None and began > source.today - _NEWS


def _days_noted(source: Source, symptom: Symptom) -> list[str]:
    """Return `9 of the last 30 days noted (4 in the 30 before)`, by who noted them.

    A day without a note is not a day without the symptom, so none before is not a zero. Events
    have their own count.
    """
    begins = source.today - timedelta(days=_WINDOW - 1)
    before = begins - timedelta(days=_WINDOW)
    found = []
    dated = [note for note in _dated(source, symptom) if not note.is_event]
    for seen_by, notes in by_reporter(symptom.seen_by, dated):
        days = {day for note in notes if (day := _day(note))}
        lately = sum(day >= begins for day in days)
        earlier = sum(before <= day < begins for day in days)
        if lately > 1:
            noted = f"{lately} of the last {_WINDOW} days noted"
            noted += f" ({earlier} in the {_WINDOW} before)" if earlier else ""
            found.append(noted + mark(symptom.seen_by, seen_by))
    return found


def _severity(source: Source, symptom: Symptom) -> list[str]:
    """Return `worst 8 of 10, last 5 on 24 Nov` from the dated notes, by who noted them.

    Without such notes, return the severity of the symptom, unless it is out of date.
    """
    begins = source.today - timedelta(days=_WINDOW - 1)
    found = []
    for seen_by, notes in by_reporter(symptom.seen_by, _dated(source, symptom)):
        scored = [(day, note.severity) for note in notes if (day := _day(note))]
        scores = [(day, score) for day, score in scored if score is not None]
        recent = [score for day, score in scores if day >= begins]
        if scores:
            day, last = scores[0]
            on = f"on {dates.show(day.isoformat()).removesuffix(f' {source.today.year}')}"
            text = f"severity {last} of 10 {on}"
            if len(recent) > 1:
                text = f"worst {max(recent)} of 10, last {last} {on}"
            found.append(text + mark(symptom.seen_by, seen_by))
    goes_on = symptom_label(source, symptom) not in ("GONE", "BACK")
    if not found and symptom.severity is not None and goes_on:
        found.append(f"severity {symptom.severity} of 10")
    return found


def _dated(source: Source, symptom: Symptom) -> list[Observation]:
    """Return the notes of exactly known days until the page's day, the newest first."""
    notes = source.planner.notes_by_symptom.get(symptom.id, ())
    return [note for note in notes if (day := _day(note)) and day <= source.today]


def _day(note: Observation) -> date | None:
    """Return the day of a note, or None if it is not exactly known."""
    return dates.first_day(note.when) if dates.is_exact(note.when[:10]) else None


def _last_note(source: Source, symptom: Symptom) -> str:
    """Return the latest note since the last visit that is no event, or "" if it is long."""
    notes = [note for note in recent_notes(source, symptom) if not note.is_event]
    return in_words(notes[0], symptom.seen_by) if notes else ""


def recent_notes(source: Source, symptom: Symptom) -> list[Observation]:
    """Return the dated notes since the last visit, the newest first."""
    notes = source.planner.notes_by_symptom.get(symptom.id, ())
    return [n for n in notes if source.since is None or dates.is_since(n.when, source.since)]
