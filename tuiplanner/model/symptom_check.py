"""The check-up of the symptoms, one at a time: how each is now, compared with the last visit.

As with the medicines, the check-up keeps no state of its own: each symptom records the day, so the
person can leave at any step and go on there later.
"""

from datetime import date, timedelta
from typing import Any

from tuiplanner.model import dates
from tuiplanner.model.choices import Course
from tuiplanner.model.planner import Planner, edit
from tuiplanner.model.records import Symptom
from tuiplanner.model.visits import last_seen, next_visit

SAME = "same"
OUTCOMES: dict[str, str] = {  # by the letter that says so
    "s": SAME,
    "w": Course.WORSE,
    "b": Course.BETTER,
    "g": Course.GONE,
    "c": Course.COMES_AND_GOES,
}
WORDS: dict[str, str] = {
    **OUTCOMES,
    **{str(outcome).replace("-", " "): outcome for outcome in OUTCOMES.values()},
}
_RECENT = timedelta(days=1)  # a check-up of the evening before can be continued
_CHANGING = ("", Course.WORSE, Course.BETTER, Course.GONE)


def to_check(planner: Planner, today: date) -> tuple[Symptom, ...]:
    """Return the symptoms that are not gone and were not checked today or yesterday, by id."""
    rows = planner.symptoms.values()
    return tuple(s for s in rows if not s.is_gone and not _is_checked(s, today))


def _is_checked(symptom: Symptom, today: date) -> bool:
    checked = dates.first_day(symptom.checked)
    return checked is not None and checked >= today - _RECENT


def compared_with(planner: Planner, today: date) -> str:
    """Return what the symptoms are compared with: `the visit of 12 Jan 2026`, `a month ago`."""
    visit = next_visit(planner, today)
    last = last_seen(planner, visit, today) if visit else None
    return f"the visit of {dates.show(last.when[:10])}" if last else "a month ago"


def described(symptom: Symptom) -> str:
    """Return the symptom as it was last written down: `double vision (worse, began Jan 2026)`."""
    began = f"began {dates.show(symptom.began)}" if dates.last_day(symptom.began) else ""
    known = ", ".join(filter(None, (symptom.in_words("course"), began)))
    return f"{symptom.shown_heading} ({known})" if known else symptom.shown_heading


def record_check(planner: Planner, symptom_id: int, outcome: str, today: date) -> Planner:
    """Return the planner with the outcome for a symptom, a course or `same`, as of today.

    A symptom that was worse and is the same now is steady since then; one that comes and goes
    still does.
    """
    symptom = planner.find(Symptom, symptom_id)
    course = Course(outcome) if outcome != SAME else symptom.course
    if outcome == SAME and course in _CHANGING:
        course = Course.STEADY
    values: dict[str, Any] = {"course": course, "checked": today.isoformat()}
    return edit(planner, Symptom, symptom_id, values, today)
