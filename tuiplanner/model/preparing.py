"""Preparation for appointments: what each asks for, when it begins, and overlapping times."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import combinations
from typing import NamedTuple

from tuiplanner.model import dates
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import MedicalTest, Visit
from tuiplanner.model.text import one_line
from tuiplanner.model.visits import clinician, is_done

USUAL = 60  # minutes; the length of a visit without a recorded length
APART = timedelta(hours=1)  # the least time between a test and a visit
SOON = 7  # days before an appointment from which its preparation is shown first
_DAYS = re.compile(r"\b(\d{1,3}) (day|week)s? (?:before|ahead|prior)", re.IGNORECASE)
_EVE = re.compile(r"\b(?:the )?(?:day|night|evening) before\b", re.IGNORECASE)


class _Time(NamedTuple):
    """The time of a visit or a test; the length of a test is not known."""

    name: str
    begins: datetime
    ends: datetime
    is_test: bool


def clashes(planner: Planner, today: date) -> tuple[str, ...]:
    """Return sentences about overlapping visits and tests within an hour of a visit."""
    found = sorted(_times(planner, today), key=lambda each: (each.begins, each.name))
    return tuple(clash for one, other in combinations(found, 2) if (clash := _clash(one, other)))


def _clash(one: _Time, other: _Time) -> str:
    gap = APART if one.is_test != other.is_test else timedelta()
    if other.begins >= one.ends + gap or (one.is_test and other.is_test):
        return ""
    how = "is within an hour of" if gap else "overlaps"
    return f"{other.name} {how} {one.name}."


def _times(planner: Planner, today: date) -> Iterator[_Time]:
    for visit in _ahead(planner, today):
        begins = _moment(visit.when)
        if begins:
            ends = begins + timedelta(minutes=visit.minutes or USUAL)
            yield _Time(f"The visit of {visit.shown_heading}", begins, ends, is_test=False)
    for test in planner.tests.values():
        begins = None if test.done_on or test.has_result else _moment(test.booked_for)
        if begins and begins.date() >= today:
            name = f"{test.shown_heading} on {dates.show(test.booked_for)}"
            yield _Time(name, begins, begins, is_test=True)


def _ahead(planner: Planner, today: date) -> list[Visit]:
    visits = planner.visits.values()
    return [v for v in visits if not v.is_cancelled and not is_done(v, today)]


def _moment(when: str) -> datetime | None:
    day, clock = dates.first_day(when), dates.clock_time(when)
    return datetime.combine(day, time.fromisoformat(clock)) if day and clock else None


def to_begin(planner: Planner, today: date) -> tuple[str, ...]:
    """Return the instructions that apply by now, in the person's own words, the earliest first.

    One that should have begun earlier names its day.
    """
    found = [(day, text) for day, text in _asked_before(planner, today) if day <= today]
    return tuple(
        text if day == today else f"{text}, since {dates.show(day.isoformat())}"
        for day, text in sorted(found)
    )


class Preparation(NamedTuple):
    """The preparation for an appointment on an exact day, and the things to bring."""

    record: Visit | MedicalTest
    day: date
    clock: str
    name: str
    before: str
    bring: str

    def sentence(self, today: date) -> str:
        """Return `Tomorrow, 08:00: blood test, nothing to eat from midnight. Bring the list.`"""
        at = f", {self.clock}" if self.clock else ""
        what = ", ".join(filter(None, (self.name, self.before)))
        bring = f". Bring: {self.bring}" if self.bring else ""
        when = dates.distance(self.day, today)
        far = (self.day - today).days > 1
        when += f" ({self.day:%a} {dates.show(self.day.isoformat())})" if far else ""
        return f"{when[0].upper()}{when[1:]}{at}: {what}{bring}".rstrip(".") + "."


def coming(planner: Planner, today: date) -> tuple[Preparation, ...]:
    """Return what the appointments of the next week ask for, the earliest first."""
    last = today + timedelta(days=SOON)
    found = [each for each in preparations(planner, today) if each.day <= last]
    return tuple(sorted(found, key=lambda each: (each.day, each.clock, each.name)))


def preparations(planner: Planner, today: date) -> Iterator[Preparation]:
    """Yield what each visit and test from today on asks for, if its day is exact."""
    for visit in _ahead(planner, today):
        name = clinician(planner, visit)
        before, bring = visit.restrictions, one_line(visit.bring)
        yield from _preparation(visit, visit.when, name or "visit", before, bring, today)
    for test in planner.tests.values():
        if not (test.done_on or test.has_result):
            words = test.preparation
            yield from _preparation(test, test.booked_for, test.shown_heading, words, "", today)


def _preparation(
    record: Visit | MedicalTest, when: str, name: str, before: str, bring: str, today: date
) -> Iterator[Preparation]:
    day = dates.first_day(when) if dates.is_exact(when) else None
    if day is not None and day >= today and (before or bring):
        words = "; ".join(line for line in map(one_line, before.split("\n")) if line)
        yield Preparation(record, day, dates.clock_time(when), name, words, bring)


def begins_before(words: str) -> int:
    """Return how many days before an appointment its instructions begin; 0 without a number."""
    return max(map(_days_before, re.split(r"[\n;]+", words)), default=0)


def _asked_before(planner: Planner, today: date) -> Iterator[tuple[date, str]]:
    """Yield each line that counts days before an appointment, with the day on which it begins."""
    about: list[tuple[Visit | MedicalTest, str, str]] = [
        *((visit, visit.when, visit.restrictions) for visit in _ahead(planner, today)),
        *((test, test.booked_for, test.preparation) for test in planner.tests.values()),
    ]
    for record, when, words in about:
        day = dates.first_day(when) if dates.is_exact(when) else None
        if day is None or day < today:
            continue
        for line in re.split(r"[\n;]+", words):
            days = _days_before(line)
            if days:
                yield day - timedelta(days=days), f"{one_line(line)} ({record.shown_heading})"


def _days_before(line: str) -> int:
    """Return how many days before the appointment a line applies; 0 if it has no number."""
    found = _DAYS.search(line)
    if found:
        return int(found[1]) * (7 if found[2].lower() == "week" else 1)
    return 1 if _EVE.search(line) else 0
