"""A visit moves its referral, and back: one entry, never two."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuiplanner.errors import Refused
from tuiplanner.model.choices import ReferralStatus
from tuiplanner.model.planner import Planner, add, edit, remove
from tuiplanner.model.records import Specialist, Visit
from tuiplanner.model.referral_alerts import warnings
from tuiplanner.model.waiting import waiting_for

TODAY = date(2026, 3, 12)
BEFORE = ("wanted", "ordered", "sent", "awaiting-approval", "approved", "booked")
AFTER = ("seen", "report-back", "explained", "declined", "cancelled")


def referred(status: str, **values: str) -> Planner:
    given = {"specialty": "eyes", "status": status, "status_since": "2026-02-02", **values}
    return add(Planner(), Specialist, given, TODAY)


def visited(planner: Planner, when: str = "2026-03-10T09:00", **values: str) -> Planner:
    return add(planner, Visit, {"when": when, "specialist_id": 1, **values}, TODAY)


def step(planner: Planner) -> tuple[str, str, str]:
    found = planner.specialists[1]
    return found.status, found.status_since, found.seen_on


@pytest.mark.parametrize("status", BEFORE)
def test_a_visit_that_is_done_makes_the_referral_seen(status: str) -> None:
    planner = visited(referred(status), status="done")
    assert step(planner) == ("seen", "2026-03-10", "2026-03-10")
    assert "no records were sent" not in " ".join(warnings(planner, planner.specialists[1], TODAY))


@pytest.mark.parametrize("status", BEFORE)
@pytest.mark.parametrize("way", ["canceled", "deleted", "linked elsewhere"])
def test_it_goes_back_with_its_visit(status: str, way: str) -> None:
    before = referred(status)
    for values in ({"status": "done"}, {}):
        planner = visited(before, **values)
        if way == "canceled":
            planner = edit(planner, Visit, 2, {"status": "cancelled"}, TODAY)
        elif way == "deleted":
            planner = remove(planner, Visit, 2, TODAY)
        else:
            planner = edit(planner, Visit, 2, {"specialist_id": None}, TODAY)
        assert planner.specialists == before.specialists


@pytest.mark.parametrize("status", AFTER)
def test_a_follow_up_does_not_reopen_a_referral(status: str) -> None:
    before = referred(status)
    assert visited(before).specialists == before.specialists
    assert visited(before, status="done").specialists == before.specialists


def test_a_step_that_the_person_takes_stays() -> None:
    planner = visited(referred("sent"))
    assert planner.specialists[1].status == "booked"
    planner = edit(planner, Specialist, 1, {"status": "declined"}, TODAY)
    assert remove(planner, Visit, 2, TODAY).specialists[1].status == "declined"


def test_the_report_is_due_two_weeks_after_the_visit() -> None:
    planner = visited(referred("sent"), status="done")
    found = planner.specialists[1]
    assert (found.next_action, found.next_action_due) == ("ask for the report", "2026-03-24")
    texts = [item.text for item in waiting_for(planner, date(2026, 3, 24))]
    assert texts == ["eyes referral: seen 10 Mar 2026, no report back"]
    own = visited(referred("sent", next_action="bring the scans"), status="done").specialists[1]
    assert own.next_action == "bring the scans", "what the person wrote stays"


def test_no_report_is_awaited_from_a_doctor_without_a_referral() -> None:
    planner = visited(referred("wanted"), status="done")
    assert planner.specialists[1].next_action == ""
    assert waiting_for(planner, date(2026, 6, 1)) == ()


@given(st.lists(st.sampled_from(("planned", "done", "cancelled")), max_size=4), st.data())
def test_the_step_depends_on_the_visits_alone(states: list[str], data: st.DataObject) -> None:
    """Whatever was done before, in whatever order: the same visits give the same step."""
    planner = referred("sent")
    for number, state in enumerate(states):
        planner = visited(planner, when=f"2026-03-0{number + 1}", status=state)
    for id in data.draw(st.permutations(sorted(planner.visits))):
        planner = edit(planner, Visit, id, {"status": "planned"}, TODAY)
        planner = edit(planner, Visit, id, {"status": states[id - 2]}, TODAY)
    done = "done" in states
    expected = ReferralStatus.SEEN if done else "booked" if "planned" in states else "sent"
    assert planner.specialists[1].status == expected
    assert bool(planner.specialists[1].step_before) == (expected != "sent")


def test_what_the_person_clears_does_not_come_back() -> None:
    planner = visited(referred("sent"), status="done")
    cleared = {"next_action": "", "next_action_due": ""}
    planner = edit(planner, Specialist, 1, cleared, TODAY)
    planner = edit(planner, Visit, 2, {"reason": "headaches"}, TODAY)
    assert planner.specialists[1].next_action == ""


def test_a_visit_that_is_still_to_come_is_not_done() -> None:
    planner = visited(referred("sent"), when="2026-03-13")
    with pytest.raises(Refused, match="still to come"):
        edit(planner, Visit, 2, {"status": "done"}, TODAY)
