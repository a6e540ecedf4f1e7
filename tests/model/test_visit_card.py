"""The card of the next visit: what it says, what is missing on it, and what is due beside it."""

from typing import Any

import pytest
from hypothesis import given, settings

from tests.every import examples
from tests.model.making import added
from tests.strategies import TODAY, planners
from tuiplanner.model import dates
from tuiplanner.model.planner import Planner
from tuiplanner.model.preparing import coming
from tuiplanner.model.records import MedicalTest, Person, Specialist, Visit
from tuiplanner.model.visit_card import (
    MISSING,
    NONE,
    NOT_ASKED,
    VisitCard,
    in_capitals,
    visit_card,
)
from tuiplanner.model.visits import next_visit


def card(planner: Planner) -> VisitCard:
    return visit_card(planner, next_visit(planner, TODAY), TODAY)


def facts(**values: Any) -> dict[str, str]:
    shown = card(added(Planner(), Visit, **{"when": "14 Mar 2026 10:30", **values}))
    return {fact.label: fact.text for fact in shown.facts}


def test_a_bare_visit_says_what_is_not_filled_in() -> None:
    shown = card(added(Planner(), Visit, when="14 Mar 2026 10:30"))
    assert (shown.title, shown.when) == ("Next visit in 2 days", "Sat 14 Mar 2026, 10:30")
    assert shown.whom == ""
    assert facts() == {"Why": MISSING, "Before": NOT_ASKED}


def test_a_full_visit_says_everything_once() -> None:
    planner = added(Planner(), Specialist, specialty="neurology", name="Dr A")
    planner = added(planner, Person, name="Ana")
    planner = added(
        planner,
        Visit,
        when="13 Mar 2026",
        specialist_id="1",
        companion_id="2",
        reason="unsteady walking",
        restrictions="nothing to eat from midnight\nno coffee",
        bring="scans",
        place="room 12",
        phone="555-0120",
        goal="the cause",
    )
    shown = card(planner)
    assert (shown.title, shown.when, shown.whom) == (
        "Next visit tomorrow",
        "Fri 13 Mar 2026",
        "Dr A, neurology",
    )
    assert [(fact.label, fact.text) for fact in shown.facts] == [
        ("Why", "unsteady walking"),
        ("Before", "NOTHING TO EAT FROM MIDNIGHT; NO COFFEE"),
        ("Bring", "scans"),
        ("Where", "room 12, 555-0120"),
        ("Find out", "the cause"),
        ("With you", "Ana"),
    ]
    assert [fact.label for fact in shown.facts if fact.is_strong] == ["Before"]
    assert shown.notices == (), "the card itself says what this visit asks for"


@pytest.mark.parametrize(
    ("when", "title"),
    [
        ("today", "Next visit today"),
        ("march 2026", "Next visit"),
        ("unsure", "Next visit"),
        ("20 June 2026", "Next visit in 3 months"),
    ],
)
def test_the_title_counts_only_days_that_are_exact(when: str, title: str) -> None:
    assert card(added(Planner(), Visit, when=when)).title == title


def test_another_visit_that_was_chosen_is_not_called_the_next() -> None:
    planner = added(Planner(), Visit, when="14 Mar 2026")
    planner = added(planner, Visit, when="1 Mar 2026", status="done")
    planner = added(planner, Visit, when="20 Mar 2026")
    assert visit_card(planner, planner.visits[2], TODAY).title == "Visit for the page: 11 days ago"
    assert visit_card(planner, planner.visits[3], TODAY).title == "Visit for the page: in 8 days"
    planner = added(planner, Visit, when="unsure")
    assert visit_card(planner, planner.visits[4], TODAY).title == "Visit for the page"


def test_without_a_visit_ahead_the_card_says_so() -> None:
    assert card(Planner()) == VisitCard("Your next visit")
    past = added(Planner(), Visit, when="1 Mar 2026", status="done")
    assert card(past) == VisitCard("No visit is planned")


def test_no_restrictions_are_a_fact_of_their_own() -> None:
    assert facts(restrictions_status="none")["Before"] == NONE


@pytest.mark.parametrize(
    "words",
    [
        "stop metformin 2 days before",
        "no more than one µg",
        "nada después de medianoche",
        "nothing, not even water, from the evening before until the blood was taken",
    ],
)
def test_words_that_capitals_could_change_stay_as_typed(words: str) -> None:
    assert in_capitals(words) == words
    assert facts(restrictions=words)["Before"] == words


def test_due_preparation_of_a_test_is_beside_the_visit() -> None:
    planner = added(Planner(), Visit, when="16 Mar 2026", restrictions="no coffee")
    planner = added(
        planner,
        MedicalTest,
        name="blood test",
        booked_for="13 Mar 2026 8:00",
        preparation="nothing to eat from midnight",
    )
    assert card(planner).notices == ("Tomorrow, 08:00: blood test, nothing to eat from midnight.",)


@settings(max_examples=examples(60))
@given(planners())
def test_no_instruction_that_is_due_is_lost(planner: Planner) -> None:
    """Whatever the list of preparations says is on the card or beside it, for any chosen visit."""
    for visit in (None, *planner.visits.values()):
        shown = visit_card(planner, visit, TODAY)
        before = {fact.label: fact.text.casefold() for fact in shown.facts}
        for each in coming(planner, TODAY):
            if each.record == visit:
                assert each.before.casefold() in before["Before"] or not each.before
                assert before.get("Bring", "") == each.bring.casefold()
            else:
                assert each.sentence(TODAY) in shown.notices
        if visit is not None:
            assert dates.show(visit.when) in shown.when or visit.until
