"""What is waited for, by keys: named, rung, written down, gone to."""

from pathlib import Path

from tests.journeys.helpers import NOW, at_keyboard
from tuiplanner.model.planner import add
from tuiplanner.model.records import MedicalTest, Specialist
from tuiplanner.store.store import Store

TODAY = NOW.date()


def with_two(path: Path) -> None:
    store = Store(path)
    referral = {
        "specialty": "oncology",
        "name": "Dr B. Onco",
        "phone": "555-0133",
        "status": "sent",
        "sent_on": "2026-02-18",
        "referral_number": "R-2291",
    }
    test = {"name": "MRI brain", "status": "done", "result_due": "2026-03-01", "phone": "555-0120"}
    store.update(lambda p: add(p, Specialist, referral, TODAY))
    store.update(lambda p: add(p, MedicalTest, test, TODAY))


async def test_overdue_items_come_first_with_their_phone_number(path: Path) -> None:
    with_two(path)
    async with at_keyboard(path) as hands:
        await hands.press("w")
        assert hands.place == "Waiting for"
        assert hands.row.startswith("! OVERDUE")
        assert hands.row.endswith("555-0120")
        await hands.press("down")
        assert hands.row.split()[:5] == ["22", "days", "oncology", "referral", "R-2291"]
        await hands.press("enter")
        assert hands.in_tabs
        assert hands.row.startswith("oncology")


async def test_a_narrow_window_shows_what_is_waited_for(path: Path) -> None:
    with_two(path)
    async with at_keyboard(path, (44, 20)) as hands:
        await hands.press("w", "down")
        assert "! OVERDUE" in hands.screen
        assert "MRI brain: RESULT OVERDUE, was due 1 Mar 2026" in hands.flat
        assert "oncology referral R-2291" in hands.flat


async def test_a_wait_that_began_today_says_so(path: Path) -> None:
    test = {"name": "EEG", "status": "done", "done_on": TODAY.isoformat()}
    Store(path).update(lambda p: add(p, MedicalTest, test, TODAY))
    async with at_keyboard(path) as hands:
        await hands.press("w")
        assert hands.row.split()[:2] == ["today", "EEG,"]


async def test_a_late_result_offers_its_question_once(path: Path) -> None:
    with_two(path)
    async with at_keyboard(path) as hands:
        await hands.press("6")
        assert "MRI brain: the result is late. p asks “What was the result of MRI" in hands.flat
        await hands.press("p")
        (question,) = hands.stored.questions.values()
        assert question.text == "What was the result of MRI brain?"
        assert "the result is late" not in hands.flat
        await hands.press("p")
        assert "There is no other late result" in hands.flat
        await hands.press("u")
        assert hands.stored.questions == {}
        assert "the result is late" in hands.flat


async def test_a_call_is_written_down_from_the_list_and_from_the_sheet(path: Path) -> None:
    with_two(path)
    async with at_keyboard(path) as hands:
        await hands.press("w", "down", "l")
        await hands.type("they ring back")
        await hands.press("ctrl+s")
        assert hands.place == "Waiting for"
        await hands.press("t")
        assert hands.place == "Telephone sheet: oncology"
        for words in ("Dr B. Onco, oncology", "555-0133", "R-2291", "they ring back"):
            assert words in hands.flat
        assert "Did the referral arrive? When will it be decided?" in hands.flat
        await hands.press("l")
        await hands.type("approved")
        await hands.press("ctrl+s")
        contacts = hands.stored.contacts.values()
        assert [c.outcome for c in contacts] == ["they ring back", "approved"]
        assert {c.specialist_id for c in contacts} == {1}


async def test_the_sheet_of_a_test_in_its_tab(path: Path) -> None:
    with_two(path)
    async with at_keyboard(path) as hands:
        await hands.press("6", "t")
        assert "Is the result back? Who will call us, and when?" in hands.flat
        await hands.press("escape")
        assert hands.in_tabs


async def test_an_empty_waiting_list_shows_a_message(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("w", "enter", "l", "t")
        assert "you are not waiting for anything" in hands.screen
