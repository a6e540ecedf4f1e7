"""The names that file, command line and screen share: tables, fields, required fields, choices.

Written by hand, so that a renamed field cannot slip through: people's files and scripts hold
these names.
"""

from typing import NamedTuple

from tuiplanner.model.planner import TABLES


class Table(NamedTuple):
    required: str
    fields: str
    choices: dict[str, str] = {}


STATUS = "not-asked none-known listed"
MODEL = {
    "profile": Table(
        "",
        "name born phone contact needs hospital_number insurance family_doctor pharmacy"
        " may_speak_to conditions conditions_status conditions_checked implants implants_status"
        " implants_checked allergies_status allergies_checked avoid_status avoid_checked"
        " medications_status medications_checked",
        {
            "conditions_status": STATUS,
            "implants_status": STATUS,
            "allergies_status": STATUS,
            "avoid_status": STATUS,
            "medications_status": STATUS,
        },
    ),
    "people": Table("name", "name relation role phone", {"role": "patient caregiver"}),
    "allergies": Table(
        "substance",
        "substance kind reaction severity year told_by note",
        {"kind": "allergy avoid", "severity": "mild moderate severe unknown"},
    ),
    "conditions": Table(
        "name",
        "name status since ended told_by specialist_id note",
        {"status": "suspected confirmed ruled-out past"},
    ),
    "readings": Table(
        "value",
        "value what unit when label seen_by note",
        {
            "what": "blood-pressure weight glucose temperature pulse oxygen peak-flow other",
            "seen_by": "patient caregiver both",
        },
    ),
    "events": Table("text", "text when"),
    "medications": Table(
        "name",
        "name brand kind strength form dose route frequency as_needed_for most_per_day reason"
        " prescriber started status stopped stop_reason stop_note taken_differently helps"
        " side_effects last_given next_due checked note",
        {
            "kind": "prescription over-the-counter vitamin supplement herbal infusion therapy",
            "status": "taking paused stopped",
            "stop_reason": "side-effect did-not-help finished advice cost other",
            "helps": "yes no unsure",
        },
    ),
    "symptoms": Table(
        "name",
        "name area began last_normal onset course how_often how_long side impact hardest_task"
        " worse_with better_with severity seen_by in_brief checked note",
        {
            "area": "weakness movement vision swallowing-speech breathing seizure"
            " dizziness-nausea sleep hands numbness mood hallucination memory pain other",
            "onset": "seconds-minutes hours-days weeks months unsure",
            "course": "worse better steady comes-and-goes adding-up gone unsure",
            "side": "left right both",
            "impact": "none slower needs-help cannot",
            "seen_by": "patient caregiver both",
            "in_brief": "yes no",
        },
    ),
    "observations": Table(
        "note",
        "symptom_id note when kind severity seen_by",
        {"kind": "note seizure fall spell", "seen_by": "patient caregiver both"},
    ),
    "questions": Table(
        "text",
        "text rank visit_id specialist_id topic status answer answered_on carried prompt"
        " answers_given",
        {"status": "open asked partly answered not-asked dropped"},
    ),
    "specialists": Table(
        "specialty",
        "specialty name clinic phone referred_by question urgency status status_since"
        " referral_number approval_number approval_expires sent_on records booked_for seen_on"
        " next_action next_action_due note",
        {
            "urgency": "routine soon urgent",
            "status": "wanted ordered sent awaiting-approval approved booked seen report-back"
            " explained declined cancelled",
            "records": "not-asked asked sent received",
        },
    ),
    "contacts": Table("outcome", "specialist_id test_id outcome when who promised_by"),
    "visits": Table(
        "when",
        "when minutes specialist_id with_whom specialty place phone mode kind reason goal"
        " restrictions_status restrictions bring companion_id life_changes prepared_by"
        " prepared_on status instructions in_my_words until findings",
        {
            "mode": "in-person phone video emergency hospital",
            "kind": "new follow-up",
            "restrictions_status": "not-asked none listed",
            "status": "planned done cancelled",
        },
    ),
    "tests": Table(
        "name",
        "name kind what_for ordered_by specialist_id place phone preparation booked_for done_on"
        " result_due who_calls status result repeat_min_months repeat_max_months repeat_until"
        " discussed_at",
        {
            "kind": "blood spinal-fluid imaging nerve-eeg cancer-screening other",
            "status": "ordered booked done result-in discussed",
        },
    ),
    "answers": Table("key", "key answer detail answered_on", {"answer": "yes no not-sure"}),
    "notes": Table("text", "text when sorted", {"sorted": "yes no"}),
    "briefs": Table("", "visit_id kept_at text question_ids"),
}
KINDS = {kind.TABLE: kind for kind in TABLES}
