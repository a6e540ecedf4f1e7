"""How each kind of record is reached and written down by keys, and what is kept of it."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tests.journeys.helpers import NOW
from tuiplanner.model.planner import Planner, add
from tuiplanner.model.records import (
    Allergy,
    Condition,
    Contact,
    Dose,
    Event,
    MedicalTest,
    Medication,
    Observation,
    Person,
    Plan,
    Question,
    Reading,
    Record,
    Specialist,
    Step,
    Symptom,
    Visit,
)
from tuiplanner.store.store import Store

Typed = dict[str, str]  # what is typed into each field, or picked there, in the form's order


@dataclass(frozen=True)
class HistoryView:
    """How one kind is written down: what is typed field by field, and what is kept of it."""

    kind: type[Record]
    reach: tuple[str, ...]
    empty: str
    first: Typed
    kept: dict[str, Any]
    more: Typed = field(default_factory=dict)
    kept_more: dict[str, Any] = field(default_factory=dict)
    parents: tuple[tuple[type[Record], dict[str, Any]], ...] = ()
    row: str = ""  # what the row says after the first fields, where it is not the title
    changed: str = ""  # what stands in the title's place after the change, where it is a date

    @property
    def title(self) -> str:
        return next(iter(self.first.values()))


MEDICATION = HistoryView(
    Medication,
    ("2",),
    "No medicines yet.",
    {
        "name": "prednisone",
        "strength": "20 mg",
        "dose": "2 tablets",
        "frequency": "every morning",
        "reason": "inflammation",
    },
    {
        "name": "prednisone",
        "strength": "20 mg",
        "dose": "2 tablets",
        "frequency": "every morning",
        "reason": "inflammation",
        "status": "taking",
    },
    {
        "form": "tablet",
        "route": "by mouth",
        "as_needed_for": "headache",
        "most_per_day": "3 tablets",
        "taken_differently": "takes 2",
        "kind": "prescription",
        "brand": "Deltasone",
        "started": "about 2024",
        "prescriber": "Dr Smith",
        "helps": "unsure",
        "side_effects": "poor sleep",
        "last_given": "20 feb 2026",
        "next_due": "next tuesday",
        "status": "paused",
        "stopped": "feb 2026",
        "stop_reason": "did-not-help",
        "stop_note": "made me confused",
        "approval_number": "A-77",
        "approval_expires": "31 dec 2026",
        "checked": "today",
        "note": "from the hospital list",
    },
    {
        "kind": "prescription",
        "status": "paused",
        "form": "tablet",
        "route": "by mouth",
        "as_needed_for": "headache",
        "most_per_day": "3 tablets",
        "taken_differently": "takes 2",
        "brand": "Deltasone",
        "prescriber": "Dr Smith",
        "started": "2024~",
        "helps": "unsure",
        "side_effects": "poor sleep",
        "last_given": "2026-02-20",
        "next_due": "2026-03-17",
        "stopped": "2026-02",
        "stop_reason": "did-not-help",
        "stop_note": "made me confused",
        "approval_number": "A-77",
        "approval_expires": "2026-12-31",
        "checked": "2026-03-12",
        "note": "from the hospital list",
    },
)
SYMPTOM = HistoryView(
    Symptom,
    ("3",),
    "No symptoms yet.",
    {
        "name": "double vision",
        "began": "3 weeks ago",
        "course": "worse",
        "impact": "needs-help",
        "seen_by": "caregiver",
    },
    {
        "name": "double vision",
        "began": "2026-02-19~",
        "course": "worse",
        "impact": "needs-help",
        "seen_by": "caregiver",
        "in_brief": "yes",
    },
    {
        "last_normal": "March 2025",
        "onset": "weeks",
        "how_often": "daily",
        "how_long": "10 minutes",
        "side": "left",
        "area": "vision",
        "hardest_task": "buttons",
        "worse_with": "walking",
        "better_with": "rest",
        "severity": "7",
        "in_brief": "no",
        "checked": "yesterday",
        "note": "worse when tired",
    },
    {
        "area": "vision",
        "last_normal": "2025-03",
        "onset": "weeks",
        "how_often": "daily",
        "how_long": "10 minutes",
        "side": "left",
        "hardest_task": "buttons",
        "worse_with": "walking",
        "better_with": "rest",
        "severity": 7,
        "in_brief": "no",
        "checked": "2026-03-11",
        "note": "worse when tired",
    },
)
OBSERVATION = HistoryView(
    Observation,
    ("3", "g"),
    "No notes yet.",
    {"note": "fell twice", "when": "yesterday", "kind": "fall"},
    {"note": "fell twice", "when": "2026-03-11", "kind": "fall", "symptom_id": 1},
    {"severity": "4", "seen_by": "patient"},
    {"severity": 4, "seen_by": "patient"},
    parents=((Symptom, {"name": "double vision"}),),
)
QUESTION = HistoryView(
    Question,
    ("4",),
    "No questions yet.",
    {"text": "What is the likely cause?", "visit_id": "2", "specialist_id": "1"},
    {"text": "What is the likely cause?", "visit_id": 2, "specialist_id": 1, "rank": 1},
    {
        "answer": "maybe antibodies",
        "answered_on": "today",
        "status": "partly",
        "topic": "cause",
        "rank": "1",
        "carried": "2",
    },
    {
        "topic": "cause",
        "status": "partly",
        "answer": "maybe antibodies",
        "answered_on": "2026-03-12",
        "carried": 2,
    },
    parents=(
        (Specialist, {"specialty": "neurology", "name": "Dr A. Neuro"}),
        (Visit, {"when": "2026-04-14T10:30", "specialist_id": 1}),
    ),
)
SPECIALIST = HistoryView(
    Specialist,
    ("5",),
    "No referrals yet.",
    {
        "specialty": "neurology",
        "name": "Dr A. Neuro",
        "phone": "555-0142",
        "question": "Is it autoimmune?",
    },
    {
        "specialty": "neurology",
        "name": "Dr A. Neuro",
        "phone": "555-0142",
        "status": "wanted",
        "question": "Is it autoimmune?",
        "status_since": "2026-03-12",
    },
    {
        "status": "sent",
        "sent_on": "18 feb 2026",
        "booked_for": "next tuesday 10:30",
        "seen_on": "unsure",
        "records": "asked",
        "next_action": "ring about the approval",
        "next_action_due": "friday",
        "referred_by": "Dr Family",
        "clinic": "City Hospital",
        "urgency": "urgent",
        "referral_number": "R-77",
        "approval_number": "A-88",
        "approval_expires": "31 dec 2026",
        "note": "ask for a call back",
    },
    {
        "status": "sent",
        "status_since": "2026-02-18",
        "clinic": "City Hospital",
        "referred_by": "Dr Family",
        "urgency": "urgent",
        "referral_number": "R-77",
        "approval_number": "A-88",
        "approval_expires": "2026-12-31",
        "sent_on": "2026-02-18",
        "records": "asked",
        "booked_for": "2026-03-17T10:30",
        "seen_on": "XXXX",
        "next_action": "ring about the approval",
        "next_action_due": "2026-03-13",
        "note": "ask for a call back",
    },
)
CONTACT = HistoryView(
    Contact,
    ("5", "g"),
    "No calls yet.",
    {
        "outcome": "they ring back",
        "when": "yesterday",
        "who": "Mrs Desk",
        "promised_by": "friday",
    },
    {
        "outcome": "they ring back",
        "when": "2026-03-11",
        "who": "Mrs Desk",
        "promised_by": "2026-03-13",
        "specialist_id": 1,
    },
    parents=((Specialist, {"specialty": "neurology"}),),
)
TEST_CONTACT = replace(
    CONTACT,
    reach=("6", "g"),
    kept={"outcome": "they ring back", "test_id": 1, "specialist_id": None},
    parents=((MedicalTest, {"name": "MRI brain"}),),
)
VISIT = HistoryView(
    Visit,
    ("1",),
    "No visits yet.",
    {
        "when": "14 apr 2026 10:30",
        "with_whom": "Dr Other",
        "reason": "weak left hand",
        "goal": "the likely cause",
        "restrictions": "nothing to eat",
        "restrictions_status": "listed",
        "specialist_id": "1",
    },
    {
        "when": "2026-04-14T10:30",
        "specialist_id": 1,
        "with_whom": "Dr Other",
        "reason": "weak left hand",
        "goal": "the likely cause",
        "restrictions_status": "listed",
        "restrictions": "nothing to eat",
        "status": "planned",
    },
    {
        "place": "City Hospital",
        "phone": "555-0199",
        "specialty": "neurology",
        "minutes": "45",
        "mode": "video",
        "kind": "follow-up",
        "bring": "scans on a disc",
        "companion_id": "2",
        "life_changes": "moved house in May",
        "prepared_by": "2",
        "prepared_on": "today",
        "until": "15 apr 2026",
        "findings": "a bleeding",
    },
    {
        "specialty": "neurology",
        "place": "City Hospital",
        "phone": "555-0199",
        "minutes": 45,
        "mode": "video",
        "until": "2026-04-15",
        "findings": "a bleeding",
        "kind": "follow-up",
        "bring": "scans on a disc",
        "companion_id": 2,
        "life_changes": "moved house in May",
        "prepared_by": 2,
        "prepared_on": "2026-03-12",
        "status": "planned",
    },
    parents=(
        (Specialist, {"specialty": "neurology", "name": "Dr A. Neuro"}),
        (Person, {"name": "Ana Example", "relation": "daughter"}),
    ),
    row="14 Apr 2026, 10:30",
    changed="15 Apr 2026",
)
TEST = HistoryView(
    MedicalTest,
    ("6",),
    "No tests yet.",
    {
        "name": "MRI brain",
        "booked_for": "2 mar 2026 9:00",
        "done_on": "3 mar 2026",
        "result": "no lesion",
        "result_due": "9 mar 2026",
    },
    {
        "name": "MRI brain",
        "status": "result-in",
        "booked_for": "2026-03-02T09:00",
        "done_on": "2026-03-03",
        "result": "no lesion",
        "result_due": "2026-03-09",
    },
    {
        "ordered_on": "2 feb 2026",
        "ordered_by": "Dr A. Neuro",
        "what_for": "the weakness",
        "kind": "imaging",
        "specialist_id": "1",
        "preparation": "no metal",
        "place": "Radiology",
        "phone": "555-0150",
        "who_calls": "they ring us",
        "repeat_min_months": "3",
        "repeat_max_months": "6",
        "repeat_until": "a cause is found",
        "approval_number": "A-78",
        "approval_expires": "31 dec 2026",
    },
    {
        "ordered_on": "2026-02-02",
        "who_calls": "they ring us",
        "kind": "imaging",
        "what_for": "the weakness",
        "ordered_by": "Dr A. Neuro",
        "specialist_id": 1,
        "place": "Radiology",
        "phone": "555-0150",
        "preparation": "no metal",
        "approval_number": "A-78",
        "approval_expires": "2026-12-31",
        "repeat_min_months": 3,
        "repeat_max_months": 6,
        "repeat_until": "a cause is found",
    },
    parents=((Specialist, {"specialty": "neurology", "name": "Dr A. Neuro"}),),
)
PERSON = HistoryView(
    Person,
    ("7", "end"),
    "nobody yet",
    {"name": "Ana Example", "relation": "daughter", "phone": "555-0101", "role": "caregiver"},
    {"name": "Ana Example", "relation": "daughter", "role": "caregiver", "phone": "555-0101"},
)
ALLERGY = HistoryView(
    Allergy,
    ("2", "a"),
    "not answered yet",
    {"substance": "penicillin", "reaction": "rash", "severity": "severe"},
    {"substance": "penicillin", "kind": "allergy", "reaction": "rash", "severity": "severe"},
    {"year": "1990", "told_by": "Dr Smith", "note": "as a child"},
    {"year": "1990", "told_by": "Dr Smith", "note": "as a child"},
)
AVOID = replace(
    ALLERGY,
    reach=("7", "a", "down"),
    kept={"substance": "penicillin", "kind": "avoid", "reaction": "rash"},
)
CONDITION = HistoryView(
    Condition,
    ("7", "/", *"condit", "enter", "enter"),
    "Not answered yet.",
    {
        "name": "encephalitis",
        "since": "feb 2026",
        "told_by": "Dr A. Neuro",
        "status": "suspected",
    },
    {
        "name": "encephalitis",
        "status": "suspected",
        "since": "2026-02",
        "told_by": "Dr A. Neuro",
    },
    {"ended": "10 mar 2026", "note": "waits for the antibodies"},
    {"ended": "2026-03-10", "note": "waits for the antibodies"},
)
EVENT = HistoryView(
    Event,
    ("7", "/", *"life", "enter", "enter"),
    "None yet.",
    {"text": "moved in with Ana", "when": "may 2025"},
    {"text": "moved in with Ana", "when": "2025-05"},
)
DOSE = HistoryView(
    Dose,
    ("2", "g"),
    "None yet.",
    {"when": "yesterday", "amount": "30 g", "note": "headache afterwards"},
    {
        "when": "2026-03-11",
        "amount": "30 g",
        "note": "headache afterwards",
        "medication_id": 1,
    },
    parents=((Medication, {"name": "IVIg", "kind": "infusion"}),),
    row="30 g",
    changed="10 Mar 2026",
)
STEP = HistoryView(
    Step,
    ("2", "p"),
    "None yet.",
    {"from_day": "1 apr 2026", "dose": "1 tablet", "frequency": "every morning"},
    {
        "from_day": "2026-04-01",
        "dose": "1 tablet",
        "frequency": "every morning",
        "medication_id": 1,
    },
    parents=((Medication, {"name": "prednisone", "dose": "2 tablets"}),),
    row="1 tablet",
    changed="2 Apr 2026",
)
PLAN = HistoryView(
    Plan,
    ("s",),
    "None yet.",
    {
        "if_this": "fever above 38.5",
        "do_this": "go to the emergency room",
        "by_when": "within an hour",
        "call_whom": "Dr Smith 555-0142",
    },
    {
        "if_this": "fever above 38.5",
        "do_this": "go to the emergency room",
        "by_when": "within an hour",
        "call_whom": "Dr Smith 555-0142",
    },
    {"struck_off": "no"},
    {"struck_off": "no"},
)
READING = HistoryView(
    Reading,
    ("7", "/", *"readings", "enter", "enter"),
    "None yet.",
    {"value": "128/82", "unit": "mmHg", "when": "yesterday", "what": "blood-pressure"},
    {"value": "128/82", "what": "blood-pressure", "unit": "mmHg", "when": "2026-03-11"},
    {"seen_by": "caregiver", "note": "after the walk"},
    {"label": "", "seen_by": "caregiver", "note": "after the walk"},
    row="128/82",
)
STORIES = (
    VISIT,
    MEDICATION,
    SYMPTOM,
    OBSERVATION,
    QUESTION,
    SPECIALIST,
    CONTACT,
    TEST_CONTACT,
    TEST,
    PERSON,
    ALLERGY,
    AVOID,
    CONDITION,
    EVENT,
    DOSE,
    STEP,
    PLAN,
)


def prepared(path: Path, story: HistoryView) -> int:
    """A file that holds what the story's record hangs on; the id that the record will get."""
    today = NOW.date()

    def with_parents(planner: Planner) -> Planner:
        for kind, values in story.parents:
            planner = add(planner, kind, values, today)
        return planner

    return Store(path).update(with_parents).next_id
