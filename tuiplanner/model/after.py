"""After the visit: questions asked, their answers, and the questions carried over."""

from datetime import date
from typing import Any

from tuiplanner.model import dates
from tuiplanner.model.choices import QuestionStatus
from tuiplanner.model.planner import Planner, edit
from tuiplanner.model.records import Question, Visit
from tuiplanner.model.visits import is_done


def last_done(planner: Planner, today: date) -> Visit | None:
    """Return the visit that was just completed: the last visit that is done, or today's visit."""
    done = [
        visit
        for visit in planner.visits.values()
        if is_done(visit, today)
        or (dates.first_day(visit.when) == today and not visit.is_cancelled)
    ]
    return max(done, key=lambda visit: (dates.sort_key(visit.when), visit.id), default=None)


def asked_at(planner: Planner, visit: Visit) -> tuple[Question, ...]:
    """Return the questions of the page that was handed over, in its order.

    Without such a page, return today's ranking.
    """
    kept = [brief for brief in planner.briefs.values() if brief.visit_id == visit.id]
    if kept:
        latest = max(kept, key=lambda brief: (brief.kept_at, brief.id))
        found = (planner.get(Question, id) for id in latest.question_ids)
        return tuple(question for question in found if question is not None)
    return tuple(
        question
        for question in planner.ranked
        if (question.is_waiting or question.gone_through_at == visit.id)
        and question.visit_id in (None, visit.id)
        and (question.specialist_id is None or question.specialist_id == visit.specialist_id)
    )


def still_open(planner: Planner, visit: Visit) -> tuple[Question, ...]:
    """Return the questions that have no outcome for this visit yet, in order."""
    return tuple(q for q in asked_at(planner, visit) if q.gone_through_at != visit.id)


def record_outcome(
    planner: Planner, visit_id: int, question_id: int, status: str, answer: str, today: date
) -> Planner:
    """Return the planner with the outcome of a question recorded.

    A question that was not asked is carried over to the next visit with the same specialist.
    """
    visit, question = planner.find(Visit, visit_id), planner.find(Question, question_id)
    values: dict[str, Any] = {"status": status, "gone_through_at": visit_id}
    if status == QuestionStatus.NOT_ASKED:
        values |= {"carried": (question.carried or 0) + 1, "visit_id": None}
        if visit.specialist_id is not None:
            values["specialist_id"] = visit.specialist_id
    else:
        day = dates.first_day(visit.when) or today
        values |= {"answer": answer or question.answer, "answered_on": day.isoformat()}
    return edit(planner, Question, question_id, values, today)
