"""Eight months of care by keys, sitting by sitting: the family doctor, a referral that is stuck
and rescued, the neurologist, an infusion, a scan with two repeats, the oncologist; three pages
are handed over. What the person sees on each day is what the day asks for."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine

from tests.journeys.helpers import Hands, at_keyboard, command
from tuiplanner.model.records import Specialist


def noon(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=UTC)


@asynccontextmanager
async def sitting(path: Path, day: str) -> AsyncIterator[Hands]:
    """One evening at the keyboard."""
    with time_machine.travel(noon(day), tick=True):
        async with at_keyboard(path) as hands:
            yield hands
            await hands.press("escape")
            await hands.quit()


@pytest.mark.long
async def test_eight_months_of_care(path: Path) -> None:
    await before_the_family_doctor(path)
    await after_the_family_doctor(path)
    await the_referral_is_stuck(path)
    await the_referral_is_rescued(path)
    await a_bad_day(path)
    await before_the_neurologist(path)
    await after_the_neurologist(path)
    await the_result_is_late(path)
    await the_first_repeat(path)
    await before_the_oncologist(path)
    await after_the_oncologist(path)
    await the_second_repeat(path)
    pages_that_were_handed_over(path)


async def before_the_family_doctor(path: Path) -> None:
    async with sitting(path, "2026-01-12") as hands:
        await hands.press("7", "enter")
        await hands.put("Maria Example")
        await hands.press("ctrl+s", "5", "n")
        await hands.write(
            {"specialty": "family medicine", "name": "Dr Garcia", "phone": "555-0100"}
        )
        await hands.press("1", "n")
        await hands.write(
            {
                "when": "14 Jan 2026 9:00",
                "reason": "unsteady walking",
                "restrictions_status": "none",
                "specialist_id": "Dr Garcia",
            }
        )
        assert "Next visit in 2 days" in hands.flat
        await hands.press("2", "n")
        await hands.fill("amitriptyline", "10 mg", "1 tablet", "at bedtime", "sleep")
        await hands.press("a", "0", "escape")
        await hands.press("3", "n")
        await hands.write({"name": "unsteady walking", "began": "november 2025", "course": "worse"})
        await hands.press("4", "n")
        await hands.fill("Why do I fall?", (), ())
        await hands.press("n")
        await hands.fill("Can I still drive?", (), ())
        await hands.press("r", "y", "n", "n", "s", "escape", "b", "h")
        assert "Y  weakness" in hands.stored.briefs[max(hands.stored.briefs)].text
        assert "A copy of the page is kept under the visit of 14 Jan 2026, 09:00." in hands.flat


async def after_the_family_doctor(path: Path) -> None:
    async with sitting(path, "2026-01-14") as hands:
        await hands.press("v")
        assert hands.place == "After the visit of 14 Jan 2026, 09:00"
        await hands.press("a")
        await hands.type("the nerves have to be looked at")
        await hands.press("enter", "n")
        assert "You went through all questions." in hands.flat
        await hands.press("down", "down", "enter")
        await hands.write(
            {"name": "MRI brain", "booked_for": "26 jan 2026 8:00", "result_due": "9 feb 2026"}
        )
        await hands.press("down", "enter")
        await hands.fill("neurology", "Dr A. Neuro", "555-0199", "What is the cause?")
        await hands.press("down", "down", "down", "enter")
        await hands.type("ring 555-0100 after another fall")
        await hands.press("ctrl+s", "end", "enter", "escape", "1", "o")
        assert "ring 555-0100 after another fall" in hands.flat
        assert "Why do I fall? the nerves have to be looked at" in hands.flat
        stored = hands.stored
        assert [q.status for q in stored.ranked] == ["answered", "not-asked"]
        assert [t.status for t in stored.tests.values()] == ["booked"]
        await hands.press("5")
        await go_to(hands, "neurology")
        await hands.press(".")
        assert stored_referral(hands).sent_on == "2026-01-14"
    async with sitting(path, "2026-01-26") as hands:
        await hands.press("6", ".")
        assert "The next step" not in hands.flat
        assert [(t.status, t.done_on) for t in hands.stored.tests.values()] == [
            ("done", "2026-01-26")
        ]
        await hands.press("enter")
        await hands.write(
            {
                "ordered_by": "Dr Garcia",
                "kind": "imaging",
                "repeat_min_months": "3",
                "repeat_max_months": "3",
                "repeat_until": "a cause is found",
            }
        )
        assert "Repeat: every 3 months until a cause is found" in hands.flat


async def the_referral_is_stuck(path: Path) -> None:
    async with sitting(path, "2026-02-05") as hands:
        await hands.press("5")
        await go_to(hands, "neurology")
        assert "Stuck: no step and no contact for 22 days." in hands.flat
        await hands.press("t")
        assert "555-0199" in hands.flat
        assert "Did the referral arrive? When will it be decided?" in hands.flat
        await hands.press("l")
        await hands.fill(
            "it never arrived; Dr Garcia sends it again", "", "Mrs Desk", "10 feb 2026"
        )
        await hands.press("escape")
        assert "Stuck" not in hands.flat


async def the_referral_is_rescued(path: Path) -> None:
    async with sitting(path, "2026-02-12") as hands:
        await hands.press("w")
        assert hands.row.startswith("! OVERDUE")
        assert "neurology referral to Dr A. Neuro, sent 14 Jan" in hands.flat
        assert "call promised by 10 Feb 2026, none noted" in hands.flat
        await go_to(hands, "neurology")
        await hands.press("l")
        await hands.type("approved; 10 March, 10:30")
        await hands.press("ctrl+s", "enter", ".", ".", ".")
        assert stored_referral(hands).status == "booked"
        await hands.press("1", "n")
        await hands.write(
            {
                "when": "10 mar 2026 10:30",
                "reason": "falls",
                "goal": "the cause",
                "restrictions_status": "none",
                "specialist_id": "Dr A. Neuro",
            }
        )
        assert "Next visit in 26 days" in hands.flat
        await hands.press("6", "enter")
        await hands.write({"result": "nothing that explains it"})
        assert [t.status for t in hands.stored.tests.values()] == ["result-in"]


async def a_bad_day(path: Path) -> None:
    command(path, "note", "fell twice, left leg gave way", now=noon("2026-03-02"))
    async with sitting(path, "2026-03-03") as hands:
        assert "i: 1 to file" in hands.flat
        await hands.press("i", "s", "enter")
        (seen,) = hands.stored.observations.values()
        assert (seen.note, seen.when) == ("fell twice, left leg gave way", "2026-03-02")


async def before_the_neurologist(path: Path) -> None:
    async with sitting(path, "2026-03-08") as hands:
        await hands.press("2", "c", "enter", "enter")
        assert "The medicines are checked, 8 Mar 2026." in hands.flat
        await hands.press("4", "n")
        await hands.fill("Is it autoimmune?", (), ())
        await hands.press("K", "b")
        page = hands.flat
        assert "1. [ ] Is it autoimmune?" in page
        await hands.press("h", "escape")
        (kept,) = [b for b in hands.stored.briefs.values() if b.kept_at == "2026-03-08"]
        flat = " ".join(kept.text.split())
        assert "With: Dr A. Neuro, neurology" in flat
        assert "WORSE unsteady walking" in flat
        assert "Can I still drive?" in flat, "nobody got to it yet"


async def after_the_neurologist(path: Path) -> None:
    async with sitting(path, "2026-03-10") as hands:
        await hands.press("v", "a")
        await hands.type("probably; infusions first")
        await hands.press("enter")
        assert "A result that the doctor talked about: " in hands.row
        await hands.press("enter")
        assert [t.status for t in hands.stored.tests.values() if t.discussed_at] == ["discussed"]
        await hands.press("enter")
        assert hands.place == "New medication"
        await hands.fill("IVIg", "", "30 g", "every 4 weeks", "antibodies")
        await hands.press("down", "enter")
        await go_to(hands, "amitriptyline")
        await hands.press("x", "1", "escape")
        await hands.press("down", "down", "enter")
        await hands.fill("oncology", "Dr B. Onco", "555-0133", "Is there a tumor?")
        await hands.press("end", "enter", "escape", "2")
        await go_to(hands, "IVIg")
        await hands.press("enter")
        await hands.write({"kind": "infusion"})
        assert "(infusion)" in hands.row
        medicines = {m.name: m for m in hands.stored.medications.values()}
        assert medicines["IVIg"].started == "2026-03-10"
        assert medicines["amitriptyline"].stop_reason == "side-effect"
        # The visit that is done has moved its referral.
        assert (stored_referral(hands).status, stored_referral(hands).seen_on) == (
            "seen",
            "2026-03-10",
        )


async def the_result_is_late(path: Path) -> None:
    async with sitting(path, "2026-03-12") as hands:
        await hands.press("6", "n")
        await hands.write(
            {"name": "lumbar puncture", "done_on": "12 mar 2026", "result_due": "26 mar 2026"}
        )
    async with sitting(path, "2026-03-30") as hands:
        await hands.press("5")
        await go_to(hands, "neurology")
        assert "Seen 10 Mar 2026, but no report is back after 20 days." in hands.flat
        await hands.press("6")
        assert "lumbar puncture: the result is late." in hands.flat
        await hands.press("p")
        question = next(q for q in hands.stored.questions.values() if q.prompt.startswith("result"))
        assert question.text == "What was the result of lumbar puncture?"


async def the_first_repeat(path: Path) -> None:
    async with sitting(path, "2026-04-27") as hands:
        await hands.press("w")
        await go_to(hands, "MRI brain")
        row = " ".join(cell for _, cell in hands.list.whole_cells)
        assert "ask whether the repeat is booked (due 26 Apr 2026)" in row
        await hands.press("escape", "6", "n")
        await hands.write({"name": "MRI brain", "booked_for": "4 may 2026 8:00"})
        await hands.press("w")
        assert "repeat is booked" not in hands.flat
    async with sitting(path, "2026-05-04") as hands:
        await hands.press("6")
        await go_to(hands, "MRI brain", "booked")
        await hands.press(".", "enter")
        await hands.write(
            {"kind": "imaging", "repeat_min_months": "3", "repeat_until": "a cause is found"}
        )
        assert "Repeat: every 3 months until a cause is found" in hands.flat
        await hands.press("enter")
        await hands.write({"result": "unchanged"})


async def before_the_oncologist(path: Path) -> None:
    async with sitting(path, "2026-06-20") as hands:
        await hands.press("5")
        await go_to(hands, "oncology")
        await hands.press(".", ".", ".", ".")
        await hands.press("1", "n")
        await hands.write(
            {
                "when": "22 jun 2026 14:00",
                "reason": "a tumor?",
                "restrictions_status": "none",
                "specialist_id": "Dr B. Onco",
            }
        )
        await hands.press("2")
        await go_to(hands, "IVIg")
        await hands.press("enter")
        await hands.write({"last_given": "2 jun 2026", "next_due": "30 jun 2026"})
        assert "next 30 Jun 2026" in hands.row
        await hands.press("4", "n")
        await hands.fill("What do you look for?", (), ())
        await hands.press("b", "h", "escape")
        assert len(hands.stored.briefs) == 3


async def after_the_oncologist(path: Path) -> None:
    async with sitting(path, "2026-06-22") as hands:
        await hands.press("v")
        assert hands.place == "After the visit of 22 Jun 2026, 14:00"
        while "You went through all questions." not in hands.flat:
            await hands.press("n")
        await hands.press("end", "enter", "escape")
        asked_again = {q.text: q.carried for q in hands.stored.questions.values() if q.carried}
        assert asked_again["What do you look for?"] == 1
        assert {v.status for v in hands.stored.visits.values()} == {"done"}


async def the_second_repeat(path: Path) -> None:
    async with sitting(path, "2026-08-05") as hands:
        await hands.press("w")
        await go_to(hands, "MRI brain")
        assert "ask whether the repeat is booked (due 4 Aug 2026)" in hands.flat
        await hands.press("escape", "6", "n")
        await hands.write({"name": "MRI brain", "booked_for": "20 aug 2026 8:00"})
        await hands.press("x")
        (calendar,) = path.parent.glob("*.ics")
        assert b"Test: MRI brain" in calendar.read_bytes()
        assert b"Ask about repeating" not in calendar.read_bytes()
    async with sitting(path, "2026-09-10") as hands:
        await hands.press("6")
        await go_to(hands, "MRI brain", "booked")
        await hands.press(".", "o")
        scans = [t for t in hands.stored.tests.values() if t.name == "MRI brain"]
        assert [t.status for t in scans] == ["discussed", "result-in", "done"]


def pages_that_were_handed_over(path: Path) -> None:
    """Each as it was on its day, and the file is sound after eight months."""
    assert "is sound" in command(path, "check", now=noon("2026-09-12")).decode()
    listed = command(path, "list", "brief", "--all", now=noon("2026-09-12")).decode()
    assert len(listed.splitlines()) == 3


def stored_referral(hands: Hands) -> Specialist:
    """The neurologist's."""
    found = [s for s in hands.stored.specialists.values() if s.specialty == "neurology"]
    return found[0]


async def go_to(hands: Hands, *words: str) -> None:
    """With the arrows, to the row that has these words."""
    await hands.press("home")
    for _ in hands.list.rows:
        if all(word in hands.row for word in words):
            return
        await hands.press("down")
    raise AssertionError(f"no row has {words}:\n{hands.screen}")
