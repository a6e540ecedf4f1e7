"""The doses of a medicine that were given, and the day that its plan proposes for the next."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from tuiplanner.model import dates
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Dose, Medication, Step
from tuiplanner.model.text import folded

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WORDS = {word: number for number, word in enumerate(_NUMBERS, 1)} | {"other": 2}
# Compiled on first use.
_EVERY = rf"\b(?:every|q) ?(?:(\d{{1,3}}|{'|'.join(_WORDS)}) ?)?(day|week|month)s?\b"
_CYCLE = r"\bdays? ([\d, and&]+?) (?:of|in) (?:a |every )?(\d{1,3})"


def doses_of(planner: Planner, medication_id: int) -> tuple[Dose, ...]:
    """Return the doses of a medicine, the latest first."""
    return planner.doses_by_medicine.get(medication_id, ())


def steps_of(planner: Planner, medication_id: int) -> tuple[Step, ...]:
    """Return the planned steps of a medicine, the earliest first."""
    return planner.steps_by_medicine.get(medication_id, ())


def with_doses(planner: Planner, medication: Medication) -> Medication:
    """Return the medicine with the day of its last dose, and without a next day that is past it.

    A daily medicine stays as it is. A dose that is not recorded is the one that was given last.
    """
    known = [dose for dose in doses_of(planner, medication.id) if dates.first_day(dose.when)]
    if not known or _is_daily(medication):
        return medication
    last = known[0].when[:10]
    values: dict[str, Any] = {}
    if dates.sort_key(last) >= dates.sort_key(medication.last_given or "0001"):
        values["last_given"] = last
    if not medication.dose and known[0].amount:
        values["dose"] = known[0].amount
    due, given = dates.last_day(medication.next_due), dates.first_day(last)
    if due and given and due <= given:
        values["next_due"] = ""
    return replace(medication, **values) if values else medication


def _is_daily(medication: Medication) -> bool:
    from tuiplanner.model.schedule import Schedule, schedule  # not for the first paint

    return schedule(medication) == Schedule.DAILY


def next_by_plan(planner: Planner, medication: Medication) -> date | None:
    """Return the day that the frequency proposes for the next dose; None without a plan.

    `every 4 weeks` counts from the last dose, `days 1 and 8 of 21` from the day of the cycle on
    which it was given. It is only proposed: the person writes down the day that was agreed.
    """
    given = [d.when for d in doses_of(planner, medication.id)] or [medication.last_given]
    exact = [day for when in given if dates.is_exact(when) and (day := dates.first_day(when))]
    if not exact or len(exact) < len(given[:1]) or not dates.is_exact(given[0]):
        return None
    words = folded(medication.frequency)
    return _in_cycle(words, exact) or _later(words, exact[0])


def _later(words: str, last: date) -> date | None:
    found = re.search(_EVERY, words)
    if not found:
        return None
    count = _WORDS.get(found[1] or "one") or int(found[1])
    if found[2] == "month":
        return dates.months_later(last, count)
    return last + timedelta(days=count * (7 if found[2] == "week" else 1))


def _in_cycle(words: str, given: list[date]) -> date | None:
    """Return the next day of a cycle such as `days 1 and 8 of 21`.

    The gap to the dose before says which day of the cycle the last one was; without it, the first.
    """
    found = re.search(_CYCLE, words)
    days = sorted({int(number) for number in re.findall(r"\d+", found[1])}) if found else []
    length = int(found[2]) if found else 0
    if not days or not 0 < days[-1] <= length:
        return None
    at = 0
    if len(given) > 1:
        gaps: Mapping[int, int] = {b - a: n for n, (a, b) in enumerate(pairwise(days), 1)}
        at = gaps.get((given[0] - given[1]).days, 0)
    following = days[at + 1] if at + 1 < len(days) else days[0] + length
    return given[0] + timedelta(days=following - days[at])


def due_steps(planner: Planner, today: date) -> tuple[Step, ...]:
    """Return the steps whose day has come and that nobody has confirmed, the earliest first."""
    due = [
        step
        for step in planner.steps.values()
        if not step.is_confirmed and _has_come(step, today) and _is_listed(planner, step)
    ]
    return tuple(sorted(due, key=lambda step: (dates.sort_key(step.from_day), step.id)))


def planned(planner: Planner, medication: Medication, today: date) -> list[str]:
    """Return what the row prints about planned steps: those to confirm, and the next.

    `planned from 1 Dec 2026: 1 tablet, not confirmed`
    """
    open_steps = [s for s in steps_of(planner, medication.id) if not s.is_confirmed]
    come = [step for step in open_steps if _has_come(step, today)]
    ahead = [step for step in open_steps if step not in come]
    more = len(ahead) - 1
    return [
        *(f"{_planned(step)}, not confirmed" for step in come),
        *(_planned(step) for step in ahead[:1]),
        *([f"then {more} more {'step' if more == 1 else 'steps'}"] if more > 0 else []),
    ]


def _planned(step: Step) -> str:
    return f"planned from {dates.show(step.from_day)}: {step.change}"


def _has_come(step: Step, today: date) -> bool:
    day = dates.first_day(step.from_day)
    return day is not None and day <= today


def _is_listed(planner: Planner, step: Step) -> bool:
    medication = planner.get(Medication, step.medication_id)
    return medication is not None and not medication.is_stopped
