"""The next visit, past visits and who was seen at them, for page, history and screen."""

import re
from collections.abc import Iterable
from datetime import date

from tuiplanner.model import dates
from tuiplanner.model.choices import VisitStatus
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Question, Specialist, Visit
from tuiplanner.model.text import folded

_OVER = (VisitStatus.DONE, VisitStatus.CANCELLED)
_TITLES = {"dr", "doctor", "prof", "professor", "mr", "mrs", "ms", "md"}


def is_done(visit: Visit, today: date) -> bool:
    """Return True if a visit is over: in the past and not cancelled, or marked done today."""
    if visit.is_cancelled:
        return False
    said_today = visit.status == VisitStatus.DONE and dates.last_day(visit.when) == today
    return said_today or dates.is_past(visit.when, today)


def next_visit(planner: Planner, today: date) -> Visit | None:
    """Return the planned visit that comes first; visits on an unsure day come last."""
    planned = [
        visit
        for visit in planner.visits.values()
        if visit.status not in _OVER and not dates.is_past(visit.when, today)
    ]
    return min(planned, key=lambda visit: (dates.sort_key(visit.when), visit.id), default=None)


def in_order(planner: Planner, today: date) -> list[Visit]:
    """Return the visits ahead, the next first, and then the past visits, the latest first."""
    visits = sorted(planner.visits.values(), key=lambda v: (dates.sort_key(v.when), v.id))
    ahead: list[Visit] = []
    behind: list[Visit] = []
    for visit in visits:
        (behind if visit.is_cancelled or is_done(visit, today) else ahead).append(visit)
    return [*ahead, *reversed(behind)]


def last_seen(planner: Planner, visit: Visit, today: date) -> Visit | None:
    """Return the last visit marked done with the doctor of this visit.

    Return None for a new doctor; a visit that names nobody is one with a new doctor. Emergencies
    and stays in hospital do not count.
    """
    before = min(today, dates.first_day(visit.when) or today)
    seen = [
        other
        for other in planner.visits.values()
        if other.status == VisitStatus.DONE
        and not other.is_stay
        and other.id != visit.id
        and (dates.last_day(other.when) or date.max) <= before
        and has_same_doctor(planner, visit, other)
    ]
    return max(
        seen, key=lambda each: (dates.last_day(each.when) or date.min, each.id), default=None
    )


def has_same_doctor(planner: Planner, one: Visit, other: Visit) -> bool:
    """Return True if two visits are with the same referral, or with a doctor of the same name.

    Two referrals, or two specialties, are never the same doctor.
    """
    if one.specialist_id and other.specialist_id:
        return one.specialist_id == other.specialist_id
    first, second = (planner.get(Specialist, visit.specialist_id) for visit in (one, other))
    specialties = {_specialty(visit, listed) for visit, listed in ((one, first), (other, second))}
    names = [_name(visit, listed) for visit, listed in ((one, first), (other, second))]
    return bool(names[0]) and names[0] == names[1] and len(specialties - {""}) < 2


def _name(visit: Visit, listed: Specialist | None) -> tuple[str, ...]:
    """Return the words of the doctor's name, without titles, punctuation and case."""
    words = re.findall(r"\w+", folded(listed.name if listed else visit.with_whom))
    return tuple(word for word in words if word not in _TITLES) or tuple(words)


def _specialty(visit: Visit, listed: Specialist | None) -> str:
    return folded(listed.specialty if listed else visit.specialty).strip()


def stays(planner: Planner, since: date | None, today: date) -> list[Visit]:
    """Return the emergencies and stays in hospital until today, the latest first.

    With a day, those that may have ended after it.
    """
    found = [
        visit
        for visit in planner.visits.values()
        if visit.is_stay
        and not visit.is_cancelled
        and not dates.is_ahead(visit.when, today)
        and (since is None or dates.is_since(visit.last_day, since))
    ]
    return sorted(found, key=lambda v: (dates.sort_key(v.when), v.id), reverse=True)


def other_doctors(planner: Planner, visit: Visit | None, since: date | None) -> list[Visit]:
    """Return the last visit marked done with each other doctor, the latest first.

    With a day, only doctors who were seen after it.
    """
    found: list[Visit] = []
    done = [v for v in planner.visits.values() if v.status == VisitStatus.DONE and not v.is_stay]
    done.sort(key=lambda v: (dates.sort_key(v.when), v.id), reverse=True)
    for seen in done:
        is_named = seen.specialist_id or seen.with_whom or seen.specialty
        is_same = visit is not None and has_same_doctor(planner, visit, seen)
        is_known = any(has_same_doctor(planner, seen, other) for other in found)
        if is_named and not is_same and not is_known:
            found.append(seen)
    return [v for v in found if since is None or dates.is_since(v.when, since)]


def is_for(planner: Planner, question: Question, visit: Visit | None) -> bool:
    """Return True if a question may be asked at a visit; a deleted reference means any visit."""
    chosen = planner.get(Visit, question.visit_id)
    if chosen is not None:
        return visit is not None and chosen.id == visit.id
    theirs = planner.get(Specialist, question.specialist_id)
    return theirs is None or (visit is not None and theirs.id == visit.specialist_id)


def not_marked_done(visits: Iterable[Visit], today: date) -> list[Visit]:
    """Return the planned visits whose day is past, the earliest first."""
    past = [v for v in visits if v.status not in _OVER and dates.is_past(v.last_day, today)]
    return sorted(past, key=lambda visit: (dates.sort_key(visit.when), visit.id))


def can_be_gone_through(visit: Visit, today: date) -> bool:
    """Return True for a visit that was held, or may be over: one of today, or without a day."""
    is_canceled = visit.status == VisitStatus.CANCELLED
    return not is_canceled and not dates.is_to_come(visit.when[:10], today)


def clinician(planner: Planner, visit: Visit) -> str:
    """Return `Dr A. Neuro, neurology`, from the list of specialists or as typed."""
    listed = planner.get(Specialist, visit.specialist_id)
    if listed:
        return listed.named
    is_named = bool(visit.specialty) and folded(visit.specialty) in folded(visit.with_whom)
    return ", ".join(filter(None, (visit.with_whom, "" if is_named else visit.specialty)))
