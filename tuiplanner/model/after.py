"""After the visit: questions asked, their answers, and the questions carried over."""

from datetime import date
from typing import Any

from tuiplanner.errors import NotFound, Refused
from tuiplanner.model import dates
from tuiplanner.model.choices import QuestionStatus, VisitStatus
from tuiplanner.model.fields import AnswerGiven
from tuiplanner.model.planner import Planner, edit
from tuiplanner.model.records import Question, Visit
from tuiplanner.model.visits import is_done, is_for


def last_done(planner: Planner, today: date) -> Visit | None:
    """Return the visit that was just completed: the last visit that is done, or today's visit."""
    done = [
        visit
        for visit in planner.visits.values()
        if is_done(visit, today)
        or (dates.first_day(visit.when) == today and not visit.is_cancelled)
    ]
    return max(done, key=lambda visit: (dates.sort_key(visit.when), visit.id), default=None)


def visit_to_go_through(planner: Planner, today: date) -> Visit:
    """Return the only visit that may be meant; raise Refused with the candidates, or NotFound.

    These are the visits until today that are not marked done; without any, the last one.
    """
    open_visits = [
        visit
        for visit in planner.visits.values()
        if visit.status == VisitStatus.PLANNED and _has_begun(visit, today)
    ]
    if len(open_visits) > 1:
        listed = ", ".join(f"{v.id} ({v.shown_heading})" for v in open_visits)
        raise Refused(f"Which visit? Name one of: {listed}.")
    found = open_visits[0] if open_visits else last_done(planner, today)
    if found is None:
        raise NotFound("No visit has taken place yet. See: tuiplanner list visit")
    return found


def refuse_ahead(visit: Visit, today: date) -> None:
    """Refuse a visit that is still to come: nothing can have come of it."""
    if not _has_begun(visit, today):
        raise Refused(
            f"The visit of {visit.shown_heading} is still to come. If it took place, correct its"
            f" day first: tuiplanner edit visit {visit.id} --when DAY"
        )


def _has_begun(visit: Visit, today: date) -> bool:
    first = dates.first_day(visit.when)
    return first is None or first <= today


def came_of(planner: Planner, visit: Visit) -> frozenset[str]:
    """Return the steps after a visit that have something written down."""
    day, id = visit.when[:10], visit.specialist_id
    medicines = planner.medications.values()
    tests = planner.tests.values()
    others = planner.visits.values()
    done = {
        "started": any(m.started == day for m in medicines),
        "changed": any(m.stopped == day for m in medicines),
        "test": any(t.ordered_on == day and t.specialist_id == id for t in tests),
        "referral": any(s.status_since == day and s.id != id for s in planner.specialists.values()),
        "next": any(v.specialist_id == id and _is_later(v, visit) for v in others),
        "plan": any(plan.visit_id == visit.id for plan in planner.plans.values()),
        "instructions": bool(visit.instructions),
        "in_my_words": bool(visit.in_my_words),
        "done": visit.status == VisitStatus.DONE,
    }
    return frozenset(step for step, is_done in done.items() if is_done)


def ways_taken(planner: Planner) -> frozenset[tuple[object, ...]]:
    """Return how each medicine is taken, to compare with another time."""
    return frozenset(
        (m.id, m.status, m.dose, m.frequency, m.directions, m.taken_differently)
        for m in planner.medications.values()
    )


def _is_later(other: Visit, visit: Visit) -> bool:
    return other.id != visit.id and dates.sort_key(other.when) > dates.sort_key(visit.when)


def asked_at(planner: Planner, visit: Visit) -> tuple[Question, ...]:
    """Return the questions of the page that was handed over, in its order, and then the others.

    The others are for this visit too: questions that the page had no room for, or that were
    written down until the day of the visit. Without a page, all follow today's ranking.
    """
    kept = [brief for brief in planner.briefs.values() if brief.visit_id == visit.id]
    latest = max(kept, key=lambda brief: (brief.kept_at, brief.id), default=None)
    ids = latest.question_ids if latest else ()
    printed = [q for q in (planner.get(Question, id) for id in ids) if q is not None]
    others = (q for q in planner.ranked if q not in printed)
    day = dates.last_day(visit.when) if latest else None
    return (*printed, *(q for q in others if _belongs(planner, q, visit, day)))


def _belongs(planner: Planner, question: Question, visit: Visit, until: date | None) -> bool:
    """Return True if a question was gone through at a visit, or may still be.

    It may not if it was written down after the day `until`.
    """
    if question.given_at(visit.id) is not None:
        return True
    in_time = not question.created or until is None or question.created[:10] <= until.isoformat()
    return in_time and question.is_waiting and is_for(planner, question, visit)


def still_open(planner: Planner, visit: Visit) -> tuple[Question, ...]:
    """Return the questions that have no outcome for this visit yet, in order."""
    return tuple(q for q in asked_at(planner, visit) if q.given_at(visit.id) is None)


def answered_elsewhere(planner: Planner, visit: Visit) -> tuple[Question, ...]:
    """Return the questions answered since the visit without going through it.

    An answer from the day of a later visit on, if the question can be of that one, belongs there.
    """
    return tuple(
        question
        for question in planner.ranked
        if question.answer
        and not question.answers_given
        and question.gone_through_at is None
        and _visit_before_answer(planner, question) == visit.id
    )


def _visit_before_answer(planner: Planner, question: Question) -> int | None:
    """Return the id of the last visit that a question can be of until the day of its answer."""
    answered = dates.first_day(question.answered_on)
    fitting = [
        (day, visit.id)
        for visit in planner.visits.values()
        if not visit.is_cancelled
        and question.specialist_id in (None, visit.specialist_id)
        and question.visit_id in (None, visit.id)
        and (day := dates.first_day(visit.when)) is not None
        and answered is not None
        and day <= answered
    ]
    return max(fitting)[1] if fitting else None


def record_outcome(
    planner: Planner, visit_id: int, question_id: int, status: str, answer: str, today: date
) -> Planner:
    """Return the planner with the outcome of a question recorded.

    A question that was not asked is carried over to the next visit with the same specialist.
    """
    visit, question = planner.find(Visit, visit_id), planner.find(Question, question_id)
    day = (dates.first_day(visit.when) or today).isoformat()
    values: dict[str, Any] = {"status": status}
    if status == QuestionStatus.NOT_ASKED:
        values["carried"] = (question.carried or 0) + 1
        if question.visit_id is not None:
            values |= {"visit_id": None, "specialist_id": visit.specialist_id}
    else:
        values |= {"answer": answer or question.answer, "answered_on": day}
    if any(given.day > day and _is_answer(given) for given in question.answers_given):
        values = {}  # a later answer says how the question stands
    before = question.given_at(visit_id)
    given = AnswerGiven(visit_id, status, answer or (before.text if before else ""), day)
    return edit(planner, Question, question_id, values | _kept(question, given), today)


def _is_answer(given: AnswerGiven) -> bool:
    return given.status != QuestionStatus.NOT_ASKED


def _kept(question: Question, given: AnswerGiven) -> dict[str, Any]:
    """Return the values that keep an answer beside those of other visits.

    An answer to a question that was gone through in an older file is kept with its visit, too.
    """
    old = question.given_at(question.gone_through_at or 0)
    earlier = [*question.answers_given]
    if old is not None and old not in earlier:
        earlier.append(old)
    others = [each for each in earlier if each.visit_id != given.visit_id]
    in_order = sorted((*others, given), key=lambda each: each.day)
    return {"answers_given": tuple(in_order), "gone_through_at": None}
