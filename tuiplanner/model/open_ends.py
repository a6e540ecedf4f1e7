"""Open items beside tests and referrals: medicines to ask about, and visits to mark as done."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from tuiplanner.model import dates
from tuiplanner.model.choices import MedicalTestStatus, ReferralStatus, VisitStatus
from tuiplanner.model.doses import doses_of, next_by_plan, with_doses
from tuiplanner.model.planner import KINDS_BY_TABLE, Change, Planner, add, edit
from tuiplanner.model.reasons import DAY_IS_OVER, Reason, Waiting, approval, with_reasons
from tuiplanner.model.records import Dose, MedicalTest, Medication, Record, Specialist, Visit
from tuiplanner.model.visits import clinician, not_marked_done


def medicines_to_ask_about(planner: Planner, today: date) -> Iterator[Waiting]:
    """Yield the medicines whose approval ends, or whose dose or stop has a day that is over."""
    for medicine in planner.medications.values():
        reasons = [] if medicine.is_stopped else _of_medicine(planner, medicine, today)
        if reasons:
            head = Waiting(medicine.TABLE, medicine.id, medicine.name, medicine.name, None, False)
            yield with_reasons(head, reasons)


def _of_medicine(planner: Planner, medicine: Medication, today: date) -> list[Reason]:
    medicine = with_doses(planner, medicine)
    was_given = not _is_before(medicine.last_given, medicine.next_due)
    over = None if was_given else _dose_is_over(medicine.next_due, today)
    if not medicine.next_due and (medicine.is_given or doses_of(planner, medicine.id)):
        day = next_by_plan(planner, medicine)
        over = _dose_by_plan_is_over(day, today) if day else None
    ends = approval(medicine.approval_expires, medicine.next_due, today)
    return [reason for reason in (_stop_is_over(medicine, today), over, ends) if reason]


def _stop_is_over(medicine: Medication, today: date) -> Reason | None:
    stop = dates.last_day(medicine.stopped) if medicine.stops_after_start else None
    if not DAY_IS_OVER.is_passed(stop, today):
        return None
    day = medicine.stopped
    state = f"was to stop {dates.show(day)}: was it stopped?"
    return Reason(state, True, day, stop, not dates.is_exact(day))


def _dose_by_plan_is_over(day: date, today: date) -> Reason | None:
    """Return the reason for a dose that the plan proposed for a day that is over."""
    if not DAY_IS_OVER.is_passed(day, today):
        return None
    due = day.isoformat()
    return Reason(f"by the plan due {dates.show(due)}: was it given, or booked?", True, due, day)


def _dose_is_over(due: str, today: date) -> Reason | None:
    if not DAY_IS_OVER.is_passed(dates.last_day(due), today):
        return None
    state = f"was due {dates.show(due)}: was it given?"
    return Reason(state, True, due, dates.last_day(due), not dates.is_exact(due))


def _is_before(given: str, due: str) -> bool:
    """Return True if the last dose was before the due day, or is not known."""
    last, next_day = dates.first_day(given), dates.first_day(due)
    return last is None or next_day is None or last < next_day


def visits_to_mark(planner: Planner, today: date) -> Iterator[Waiting]:
    """Yield the visits that are still planned although their day is over."""
    for visit in not_marked_done(planner.visits.values(), today):
        name = f"visit {visit.shown_heading}"
        whom = clinician(planner, visit)
        text = f"{name}, {whom}" if whom else name
        head = Waiting(visit.TABLE, visit.id, name, text, None, False, visit.phone)
        about = not dates.is_exact(visit.when)
        due = dates.last_day(visit.last_day)
        yield with_reasons(head, [Reason("not marked done", True, visit.when, due, about)])


def mark_done(planner: Planner, table: str, id: int, today: date) -> Change | None:
    """Return the change that marks an open item as done on its day; None if it has no day."""
    record = planner.rows(KINDS_BY_TABLE[table]).get(id)
    match record:
        case Visit() if dates.is_past(record.when, today):
            return _edit(record, {"status": VisitStatus.DONE}, today)
        case MedicalTest() if dates.is_past(record.booked_for, today) and not record.done_on:
            day = record.booked_for[:10]
            return _edit(record, {"status": MedicalTestStatus.DONE, "done_on": day}, today)
        case Specialist() if dates.is_past(record.booked_for, today) and not record.seen_on:
            day = record.booked_for[:10]
            return _edit(record, {"status": ReferralStatus.SEEN, "seen_on": day}, today)
        case Medication() if dates.is_past(record.next_due, today):
            given = {"medication_id": record.id, "when": record.next_due[:10]}
            return lambda planner: add(planner, Dose, given, today)
        case _:
            return None


def _edit(record: Record, values: dict[str, Any], today: date) -> Change:
    return lambda planner: edit(planner, type(record), record.id, values, today)
