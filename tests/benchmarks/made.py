"""Made-up planners of any size, to measure costs that grow with the planner.

Up to 300 records, every kind grows with the planner; beyond that, only the diary does, as in a long
illness. The same day gives the same planner.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from tuiplanner.model.planner import Planner, add, edit
from tuiplanner.model.records import (
    Allergy,
    Contact,
    MedicalTest,
    Medication,
    Observation,
    Person,
    Profile,
    Question,
    Record,
    Specialist,
    Symptom,
    Visit,
)
from tuiplanner.store.store import Store

SIZES = (10, 300, 1_000, 10_000)
FULL = 300  # the size for which KINDS counts
FIRST_ROW = "Dr Quillfeather"  # stands in the first row of the first tab

Values = dict[str, Any]


class Place(NamedTuple):
    """Where a record is written: the `n`-th of its kind, in a planner that holds its parents."""

    planner: Planner
    today: date
    n: int

    def of(self, words: tuple[str, ...]) -> str:
        return words[self.n % len(words)]

    def day(self, days: int) -> str:
        return (self.today + timedelta(days=days)).isoformat()


def write_planner(path: Path, size: int, today: date) -> Store:
    """A store at `path` with a made planner of `size` records, typed in some weeks ago."""
    typed = datetime.combine(today - timedelta(days=60), time(12), UTC)
    Store(path, clock=lambda: typed).update(lambda planner: grown(planner, size, today))
    return Store(path)


def grown(planner: Planner, size: int, today: date) -> Planner:
    """A planner with `size` more records, and its profile filled in."""
    planner = edit(planner, Profile, 1, PROFILE, today)
    counts = {kind: max(1, full * min(size, FULL) // FULL) for kind, (full, _) in KINDS.items()}
    counts[Observation] = size - sum(counts.values()) + counts[Observation]
    for kind, count in counts.items():
        for n in range(count):
            values = KINDS[kind][1](Place(planner, today, n))
            planner = add(planner, kind, values, today)
    return planner


PROFILE: Values = {
    "name": "Marta Example",
    "born": "1958-04-02",
    "contact": "Ana 555-0142",
    "needs": "speech tires quickly; poor memory",
    "conditions": "high blood pressure (2015); underactive thyroid (2009)",
    "implants_status": "none-known",
}


def _person(at: Place) -> Values:
    return {"name": at.of(("Ana Example", "Marta Example")), "role": "caregiver"}


def _specialist(at: Place) -> Values:
    steps = ("wanted", "sent", "awaiting-approval", "booked", "seen", "report-back", "explained")
    return {
        "specialty": at.of(("neurology", "oncology", "cardiology", "eye clinic", "pain clinic")),
        "name": f"Dr {chr(ord('A') + at.n)}. Example",
        "phone": f"555-01{at.n:02}",
        "status": at.of(steps),
        "status_since": at.day(-5 * at.n),
    }


def _visit(at: Place) -> Values:
    """Four are ahead, the others behind; the first is with somebody who has no referral."""
    ahead = at.n < 4
    whom = {"specialist_id": min(at.planner.specialists)} if at.n else {"with_whom": FIRST_ROW}
    return {
        "when": at.day(14 * at.n + 3) if ahead else at.day(14 * (3 - at.n)),
        "status": "planned" if ahead else "done",
        "reason": at.of(("new weakness", "results of the scan", "how the infusions go on")),
        **whom,
    }


def _symptom(at: Place) -> Values:
    names = ("double vision", "weak left hand", "dizzy spells", "tingling feet", "poor sleep")
    return {
        "name": f"{at.of(names)} {at.n + 1}",
        "area": at.of(("vision", "hands", "dizziness-nausea", "numbness", "sleep")),
        "began": at.day(-9 * at.n - 5),
        "course": at.of(("worse", "better", "steady", "comes-and-goes", "adding-up", "gone")),
        "seen_by": at.of(("patient", "caregiver", "both")),
        "hardest_task": "buttons",
    }


def _test(at: Place) -> Values:
    names = ("MRI brain", "lumbar puncture", "antibody panel", "CT chest", "EEG")
    return {
        "name": f"{at.of(names)} {at.n + 1}",
        "status": at.of(("ordered", "booked", "done", "result-in", "discussed")),
        "result_due": at.day(7 * at.n - 20),
        "who_calls": "they ring us",
    }


def _medication(at: Place) -> Values:
    """Every fifth was stopped."""
    names = ("prednisone", "amlodipine", "levothyroxine", "vitamin D3", "pyridostigmine")
    stop = {"status": "stopped", "stopped": at.day(-at.n), "stop_reason": "advice"}
    return {
        "name": f"{at.of(names)} {at.n + 1}",
        "strength": at.of(("20 mg", "5 mg", "75 mcg", "1,000 units", "60 mg")),
        "dose": "1 tablet",
        "frequency": at.of(("every morning", "twice a day", "at bedtime", "with each meal")),
        "reason": at.of(("inflammation", "blood pressure", "thyroid", "weakness")),
        "prescriber": "Dr A. Example",
        "started": at.day(-30 * at.n - 10),
        **(stop if at.n % 5 == 4 else {}),
    }


def _question(at: Place) -> Values:
    texts = (
        "What is the likely cause, and what else could it be?",
        "Which tests come next, and how do I prepare for them?",
        "Whom do I call if the weakness gets worse at the weekend?",
        "Can the tablets be taken together with the infusion?",
    )
    one = {"specialist_id": min(at.planner.specialists)}
    return {"text": at.of(texts), **(one if at.n % 4 == 3 else {})}


def _contact(at: Place) -> Values:
    return {
        "specialist_id": list(at.planner.specialists)[at.n % len(at.planner.specialists)],
        "outcome": "they ring back about the date",
        "when": at.day(-at.n),
        "promised_by": at.day(5 - at.n),
    }


def _allergy(at: Place) -> Values:
    names = ("penicillin", "iodine contrast", "latex", "ibuprofen", "amitriptyline")
    return {"substance": at.of(names), "reaction": "rash"}


def _observation(at: Place) -> Values:
    """Four lines of the diary a day, going back in time."""
    seen = (
        "dropped the cup twice, the left hand gave way",
        "slept four hours, woke with a headache",
        "a good day, walked to the shop and back",
        "words came slowly in the evening",
    )
    return {
        "symptom_id": list(at.planner.symptoms)[at.n % len(at.planner.symptoms)],
        "note": at.of(seen),
        "when": at.day(-at.n // 4),
        "severity": at.n % 11,
        "seen_by": at.of(("patient", "caregiver")),
    }


# Parents stand before what hangs on them; the diary takes what is left of a planner's size.
KINDS: dict[type[Record], tuple[int, Callable[[Place], Values]]] = {
    Person: (2, _person),
    Specialist: (10, _specialist),
    Visit: (10, _visit),
    Symptom: (30, _symptom),
    MedicalTest: (10, _test),
    Medication: (40, _medication),
    Question: (30, _question),
    Contact: (13, _contact),
    Allergy: (5, _allergy),
    Observation: (150, _observation),
}
