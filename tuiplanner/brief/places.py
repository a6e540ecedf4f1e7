"""The place of each recorded field: on the page (printed, or counted as left out), or elsewhere.

A test fails for a field that is in neither table, so a new field cannot be forgotten.
"""

PRINTED: dict[str, tuple[str, ...]] = {
    "profile": (
        *("name", "born", "phone", "contact", "needs", "hospital_number", "may_speak_to"),
        *("family_doctor", "conditions", "conditions_status", "conditions_checked", "implants"),
        *("implants_status", "implants_checked", "allergies_status", "allergies_checked"),
        *("avoid_status", "avoid_checked", "medications_status", "medications_checked"),
    ),
    "people": ("name", "relation", "role"),
    "allergies": ("substance", "kind", "reaction", "severity", "year", "told_by", "note"),
    "conditions": ("name", "status", "since", "ended", "told_by", "specialist_id", "note"),
    "readings": ("value", "what", "unit", "when", "label", "seen_by"),
    "events": ("text", "when"),
    "doses": ("when", "medication_id"),
    "steps": ("from_day", "medication_id", "dose", "frequency", "confirmed"),
    "medications": (
        *("name", "brand", "kind", "strength", "form", "dose", "route", "frequency", "directions"),
        *("as_needed_for", "most_per_day", "reason", "prescriber", "started", "status", "stopped"),
        *("stop_reason", "stop_note", "taken_differently", "helps", "side_effects", "last_given"),
        *("next_due", "note"),
    ),
    "symptoms": (
        *("name", "began", "last_normal", "onset", "course", "how_often", "how_long", "side"),
        *("impact", "hardest_task", "worse_with", "better_with", "severity", "seen_by", "in_brief"),
        *("checked", "note"),
    ),
    "observations": ("note", "when", "kind", "severity", "seen_by", "symptom_id"),
    "questions": ("text", "visit_id", "specialist_id", "status", "rank", "carried"),
    "specialists": (
        *("specialty", "name", "status", "status_since", "referral_number", "approval_expires"),
        *("sent_on", "question", "referred_by"),
    ),
    "contacts": ("promised_by", "specialist_id", "test_id"),
    "visits": (
        *("when", "specialist_id", "with_whom", "specialty", "mode", "kind", "reason", "goal"),
        *("companion_id", "life_changes", "prepared_by", "prepared_on", "status", "until"),
        *("findings", "place"),
    ),
    "tests": (
        *("name", "ordered_on", "booked_for", "done_on", "status", "result", "result_due", "place"),
        *("repeat_min_months", "repeat_max_months"),
    ),
    "answers": ("key", "answer", "detail", "answered_on"),
    "notes": ("text", "sorted"),
}

_DESK = "for the desk or the telephone, not for the doctor"
_PATIENT = "for the patient, before the visit"
_AFTER = "on the page after the visit"
_OURS = "the program's own bookkeeping"
_REFERRAL = "on the waiting list, and in Specialists"
_TEST = "on the waiting list, and in Tests"
_CALL = "on the telephone sheet"
_KEPT = "a page that was given away, kept as it was"

NEVER: dict[str, dict[str, str]] = {
    "profile": {"insurance": _DESK, "pharmacy": _DESK, "meant": _OURS},
    "people": {"phone": _DESK},
    "medications": {
        "checked": "the day on which the whole list was checked is printed",
        "kept_wording": _OURS,
        **dict.fromkeys(("approval_number", "approval_expires"), "on the waiting list"),
    },
    "steps": dict.fromkeys(("dose_before", "frequency_before"), _OURS),
    "doses": dict.fromkeys(("amount", "note"), "in the list of doses, and on the timeline"),
    "plans": dict.fromkeys(
        ("if_this", "do_this", "by_when", "call_whom", "visit_id", "struck_off"),
        "on the family's page, and one key away from every tab",
    ),
    "readings": {"note": "for the person; the value and the range are printed"},
    "symptoms": {"area": "joins a symptom to the questions that doctors ask"},
    "questions": {
        "topic": "sorts the questions on the screen",
        **dict.fromkeys(("answer", "answered_on", "gone_through_at", "answers_given"), _AFTER),
        "prompt": _OURS,
    },
    "specialists": {
        **dict.fromkeys(("phone", "clinic", "approval_number"), _CALL),
        **dict.fromkeys(("urgency", "records", "booked_for"), _REFERRAL),
        **dict.fromkeys(("seen_on", "next_action", "next_action_due", "note"), _REFERRAL),
        **dict.fromkeys(("step_before", "step_before_since"), _OURS),
    },
    "contacts": dict.fromkeys(("outcome", "when", "who"), _CALL),
    "visits": {
        **dict.fromkeys(("restrictions_status", "restrictions", "bring", "minutes"), _PATIENT),
        "phone": _PATIENT,
        **dict.fromkeys(("instructions", "in_my_words"), _AFTER),
    },
    "tests": {
        **dict.fromkeys(("kind", "what_for", "ordered_by", "specialist_id", "who_calls"), _TEST),
        "repeat_until": _TEST,
        "discussed_at": "sorts the results: new to the doctor, or known",
        **dict.fromkeys(("phone", "preparation"), _PATIENT),
        **dict.fromkeys(("approval_number", "approval_expires"), _TEST),
    },
    "notes": {"when": "a quick note is filed before its day counts"},
    "briefs": dict.fromkeys(("visit_id", "kept_at", "text", "question_ids"), _KEPT),
}
