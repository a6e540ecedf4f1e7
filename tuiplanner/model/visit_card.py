"""The visit that the page is for, as a card: when, with whom, why, and what to do before it."""

import re
from datetime import date
from typing import NamedTuple

from tuiplanner.model import dates
from tuiplanner.model.choices import Restrictions
from tuiplanner.model.periods import show_stay
from tuiplanner.model.planner import Planner
from tuiplanner.model.preparing import clashes, coming, to_begin
from tuiplanner.model.records import Person, Visit
from tuiplanner.model.text import one_line
from tuiplanner.model.visits import clinician, next_visit

MISSING = "not filled in yet"
NOT_ASKED = "not answered yet: may you eat, drink, take your medicines?"
NONE = "nothing special to do"
_CAPITALS = 60  # characters; longer instructions are harder to read in capitals
_WORDS = re.compile(r"[A-Za-z ,.;'-]+")


class Fact(NamedTuple):
    """A labeled line of the card; the last ones matter least."""

    label: str
    text: str
    is_strong: bool = False


class VisitCard(NamedTuple):
    """The contents of the card; `notices` are sentences about tests and other visits."""

    title: str
    when: str = ""
    whom: str = ""
    facts: tuple[Fact, ...] = ()
    notices: tuple[str, ...] = ()


def visit_card(planner: Planner, visit: Visit | None, today: date) -> VisitCard:
    """Return the card of the visit that the page is for; without one, only the notices."""
    notices = _notices(planner, visit, today)
    if visit is None:
        title = "No visit is planned" if planner.visits else "Your next visit"
        return VisitCard(title, notices=notices)
    name = "Next visit" if visit == next_visit(planner, today) else "Visit for the page:"
    title = f"{name} {_distance(visit, today)}".rstrip(" :")
    whom = clinician(planner, visit) or (str(visit.mode) if visit.is_stay else "")
    return VisitCard(title, show_when(visit), whom, _facts(planner, visit), notices)


def show_when(visit: Visit) -> str:
    """Return `Mon 30 Nov 2026, 10:30`; a day that is not exact has no weekday."""
    day = dates.first_day(visit.when)
    weekday = f"{day:%a} " if day and dates.is_exact(visit.when) else ""
    shown = show_stay(visit.when, visit.until) if visit.until else dates.show(visit.when)
    return weekday + shown


def _distance(visit: Visit, today: date) -> str:
    day = dates.first_day(visit.when) if dates.is_exact(visit.when) else None
    return dates.distance(day, today) if day else ""


def _facts(planner: Planner, visit: Visit) -> tuple[Fact, ...]:
    person = planner.get(Person, visit.companion_id)
    place = ", ".join(filter(None, (visit.place, visit.phone)))
    rest = (
        Fact("Bring", one_line(visit.bring)),
        Fact("Where", place),
        Fact("Find out", visit.goal),
        Fact("With you", person.shown_heading if person else ""),
    )
    known = tuple(fact for fact in rest if fact.text)
    return (Fact("Why", visit.reason or MISSING), _before(visit), *known)


def _before(visit: Visit) -> Fact:
    if visit.restrictions:
        lines = filter(None, map(one_line, visit.restrictions.split("\n")))
        return Fact("Before", in_capitals("; ".join(lines)), is_strong=True)
    is_asked = visit.restrictions_status == Restrictions.NONE
    return Fact("Before", NONE if is_asked else NOT_ASKED)


def in_capitals(words: str) -> str:
    """Return a short instruction in capitals.

    Words with a number or a letter beyond A to Z stay as typed: `mg` and `MG` are not the same.
    """
    is_plain = len(words) <= _CAPITALS and _WORDS.fullmatch(words)
    return words.upper() if is_plain else words


def _notices(planner: Planner, visit: Visit | None, today: date) -> tuple[str, ...]:
    """Return what applies by now, what other appointments ask for, and overlapping times."""
    begun = (f"NOW: {sentence}." for sentence in to_begin(planner, today))
    others = (each for each in coming(planner, today) if each.record != visit)
    return (*begun, *(each.sentence(today) for each in others), *clashes(planner, today))
