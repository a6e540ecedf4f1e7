"""Titles of the columns of copied lists, by kind and field, besides the field's name and label.

Titles are in small letters and without punctuation; they are compared without capitals and signs.
A title that holds a part of the value ("mg", "times a day") has no place here: in the note the
title stays with it.
"""

from collections.abc import Mapping

_LISTED = {
    "medication": {
        "name": (
            "drug, drug name, medicine, medicine name, medication, medication name, medicines, "
            "medications, med, meds, generic, generic name, supplement, product, item, "
            "medicamento"
        ),
        "brand": "brand name, trade name",
        "strength": "potency, concentration",
        "form": "dosage form, formulation",
        "dose": "dosage, how much, quantity each time, dosis",
        "route": "how taken",
        "frequency": "freq, schedule, when taken, how taken and when, frecuencia",
        "directions": "sig",
        "reason": (
            "for, what for, why, indication, purpose, diagnosis, condition, used for, motivo"
        ),
        "prescriber": "doctor, prescribed by, ordered by, physician, provider, prescribing doctor",
        "started": "start, start date, date started, since, started on, begin, begin date",
        "stopped": "stop date, date stopped, end date, ended",
        "side_effects": "side effect, adverse effects, problems",
        "note": "notes, comment, comments, remarks, other, nota, notas",
    },
    "allergy": {
        "substance": "allergy, allergies, allergen, allergic to, drug allergy",
        "reaction": "reactions, what happened, symptoms",
        "severity": "how bad",
        "year": "when, date, since",
        "told_by": "who said so, doctor",
        "note": "notes, comment, comments, remarks",
    },
    "symptom": {
        "name": "symptom, symptoms, problem, complaint",
        "began": "start, started, since, onset date, when, first noticed, date",
        "how_often": "frequency",
        "how_long": "duration, lasts",
        "worse_with": "triggers, trigger, worse",
        "better_with": "relieved by, better",
        "note": "notes, comment, comments, remarks, description",
    },
    "question": {
        "text": "questions, ask, to ask, what to ask",
        "topic": "about, subject, category",
        "answer": "answers, reply",
    },
    "specialist": {
        "specialty": "speciality, department, field, specialties",
        "name": "doctor, specialist, physician, provider",
        "clinic": "hospital, practice, address, location, place",
        "phone": "telephone, tel, phone number, contact",
        "referred_by": "referring doctor, sent by",
        "note": "notes, comment, comments, remarks",
    },
    "visit": {
        "when": "date, appointment, appointment date, date and time, visit, day",
        "with_whom": "with, doctor, physician, provider, who",
        "specialty": "speciality, department",
        "place": "location, clinic, address, hospital, where",
        "phone": "telephone, tel, phone number",
        "reason": "why, for, purpose",
    },
    "test": {
        "name": "test, test name, tests, exam, examination, procedure, study, scan",
        "done_on": "date, done, date done, performed, when",
        "result": "results, finding, findings, outcome",
        "ordered_by": "doctor, physician, provider",
        "what_for": "reason, why, indication",
        "place": "location, lab, laboratory, hospital, where",
    },
    "person": {
        "name": "person, people, full name",
        "relation": "relationship",
        "phone": "telephone, tel, phone number, mobile",
    },
    "note": {
        "text": "notes, line, lines",
        "when": "date, day",
    },
    "condition": {
        "name": (
            "condition, conditions, diagnosis, diagnoses, problem, problems, history, operation, "
            "surgery"
        ),
        "since": "start, started, onset, diagnosed, date, year, onset date",
        "ended": "end, end date, resolved, resolved on",
        "told_by": "doctor, provider, physician, diagnosed by",
        "note": "notes, comment, comments, remarks",
    },
    "reading": {
        "value": "reading, result, measurement, readings",
        "what": "measure, type, vital, vital sign, kind",
        "unit": "units",
        "when": "date, time, date and time, day, taken on",
        "note": "notes, comment, comments, remarks",
    },
    "event": {
        "text": "event, life change, life event",
        "when": "date, day, year",
    },
}
TITLES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    kind: {field: tuple(titles.split(", ")) for field, titles in fields.items()}
    for kind, fields in _LISTED.items()
}
