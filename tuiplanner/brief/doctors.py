"""Stays in hospital, the referral and the other doctors: context that a doctor has not seen."""

from tuiplanner.brief.fit import Budget
from tuiplanner.brief.layout import Chunk, PageFormat, delimited, labelled, paragraph
from tuiplanner.brief.source import Source
from tuiplanner.model import dates
from tuiplanner.model.choices import VisitMode, VisitStatus
from tuiplanner.model.periods import show_period
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Visit
from tuiplanner.model.visits import clinician

_LABELS: dict[str, str] = {
    VisitMode.HOSPITAL: "IN HOSPITAL",
    VisitMode.EMERGENCY: "EMERGENCY",
}


def stays(source: Source, sheet: PageFormat) -> list[Chunk]:
    """Lay out `IN HOSPITAL 20-24 Mar 2026: seizure; found: ...`. None is ever left out."""
    return [paragraph(_stay(visit), sheet, "", "  ") for visit in source.stays]


def stay_head(visit: Visit) -> str:
    """Return `IN HOSPITAL 20-24 Mar 2026`, or "" for a visit that is no stay."""
    label = _LABELS.get(visit.mode, "")
    return f"{label} {show_period(visit.when, visit.until)}" if label else ""


def _stay(visit: Visit) -> list[str]:
    head = stay_head(visit)
    is_sure = visit.status == VisitStatus.DONE or visit.mode == VisitMode.EMERGENCY
    notes = [visit.place, "" if is_sure else "planned, not marked done"]
    where = f" ({', '.join(filter(None, notes))})" if any(notes) else ""
    found = [f"found: {visit.findings}"] if visit.findings else []
    return [f"{head}{where}:", *delimited([visit.reason or "reason not recorded", *found])]


def referral(source: Source) -> str:
    """Return who referred the patient and with which question, for a doctor's first visit."""
    specialist = source.specialist
    if specialist is None or source.last_visit is not None:
        return ""
    by = f"Referred by {specialist.referred_by}" if specialist.referred_by else ""
    asked = specialist.question
    return f"{by or 'Referred'}: {asked}" if asked else by


def others(source: Source, sheet: PageFormat, budget: Budget) -> list[Chunk]:
    """Lay out the other doctors with the day on which they were last seen."""
    if not source.other_doctors or not budget["doctors"]:
        return []
    visits = [seen(source.planner, visit) for visit in source.other_doctors]
    label = "SEEN SINCE " if source.last_visit else "ALSO SEEN  "
    return [labelled(label, delimited(visits), sheet)]


def left_out(source: Source, budget: Budget) -> list[Visit]:
    """Return the last visits to other doctors that are not on the page."""
    return [] if budget["doctors"] else list(source.other_doctors)


def seen(planner: Planner, visit: Visit) -> str:
    """Return the doctor with the day: `Dr Rosa Garcia, family medicine 18 Oct 2026`."""
    return f"{clinician(planner, visit)} {dates.show(visit.when[:10])}"
