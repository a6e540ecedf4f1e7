"""The check of the medicines by keys: one key each, left and taken up again, the open question."""

from pathlib import Path

import pytest

from tests.journeys.helpers import NOW, Hands, at_keyboard
from tuiplanner.data.demo import write_demo
from tuiplanner.model.planner import add
from tuiplanner.model.records import Medication
from tuiplanner.store.store import Store

TODAY = NOW.date()
DAY = TODAY.isoformat()
NAMES = ("iron", "senna", "zinc")


def with_three(path: Path) -> None:
    store = Store(path)
    for name in NAMES:
        store.update(lambda p, name=name: add(p, Medication, {"name": name, "dose": "1"}, TODAY))


def checked(hands: Hands) -> dict[str, str]:
    return {m.name: m.checked for m in hands.stored.medications.values()}


async def test_same_changed_and_stopped_are_one_key_each(path: Path) -> None:
    with_three(path)
    async with at_keyboard(path) as hands:
        await hands.press("2", "c")
        assert hands.place == "Check of the medicines"
        assert "1 of 3 iron dose 1" in hands.flat
        for key, words in (("Enter", "same"), ("c", "changed"), ("x", "stopped")):
            assert f"   {key:<5}  {words}" in hands.lines
        await hands.press("enter")
        assert "2 of 3 senna" in hands.flat
        await hands.press("c")
        assert hands.field == "dose"
        await hands.put("2 tablets")
        await hands.press("ctrl+s")
        assert "3 of 3 zinc" in hands.flat
        await hands.press("x")
        assert "Why? 1 side effect 2 did not help" in hands.flat
        await hands.press("2")
        assert "only now and then" in hands.flat
        await hands.type("eye drops")
        await hands.press("enter")
        assert "“eye drops” is on the list" in hands.flat
        await hands.press("enter")
        assert hands.in_tabs
        assert "The medicines are checked, 12 Mar 2026." in hands.flat
        stored = hands.stored
        assert checked(hands) == dict.fromkeys((*NAMES, "eye drops"), DAY)
        assert stored.profile.medications_checked == DAY
        assert stored.medications[2].dose == "2 tablets"
        zinc = stored.medications[3]
        assert (zinc.status, zinc.stopped, zinc.stop_reason) == ("stopped", DAY, "did-not-help")


async def test_the_check_can_stop_at_any_step_and_resumes_there(path: Path) -> None:
    with_three(path)
    async with at_keyboard(path) as hands:
        await hands.press("2", "c", "enter", "escape")
        assert "c continues it" in hands.flat
        assert hands.stored.profile.medications_checked == ""
        await hands.quit()
    async with at_keyboard(path) as hands:
        await hands.press("2", "c")
        assert "1 of 2 senna" in hands.flat
        await hands.press("c")
        await hands.put("half typed")
        await hands.press("escape")
        assert "1 of 2 senna" in hands.flat, "nothing was saved: it is still asked about"
        await hands.press("enter", "enter")
        assert "only now and then" in hands.flat
        await hands.press("escape")
        assert hands.stored.profile.medications_checked == ""
        await hands.press("c", "enter")
        assert hands.stored.profile.medications_checked == DAY


async def test_undo_takes_a_step_back(path: Path) -> None:
    with_three(path)
    async with at_keyboard(path) as hands:
        await hands.press("2", "c", "x")
        assert "iron: stopped today." in hands.flat
        await hands.press("enter")
        assert "2 of 3 senna" in hands.flat
        await hands.press("u")
        assert "1 of 3 iron" in hands.flat
        assert hands.stored.medications[1].status == "taking"


async def test_a_medicine_that_was_stopped_earlier_gets_its_day(path: Path) -> None:
    with_three(path)
    async with at_keyboard(path) as hands:
        await hands.press("2", "c", "x", "d")
        assert hands.place == "On which day was it stopped?"
        await hands.type("in two weeks")
        await hands.press("enter")
        assert "about 26 Mar 2026 is still to come." in hands.flat
        await hands.press("end", "ctrl+u")
        await hands.type("3 Feb")
        await hands.press("enter")
        assert "iron: stopped 3 Feb 2026. Why?" in hands.flat
        await hands.press("d")
        await hands.type("unsure")
        await hands.press("enter")
        assert "iron: stopped, on which day is not known." in hands.flat
        await hands.press("d", "enter")
        assert "iron: stopped, on which day is not known." in hands.flat, "Enter alone keeps it"
        await hands.press("d", "escape", "1")
        assert "2 of 3 senna" in hands.flat
        iron = hands.stored.medications[1]
        assert (iron.status, iron.stopped, iron.stop_reason) == ("stopped", "XXXX", "side-effect")
        await hands.press("u")
        assert hands.stored.medications[1].stop_reason == ""


async def test_the_last_medicine_of_a_check_can_get_its_day_too(path: Path) -> None:
    Store(path).update(lambda p: add(p, Medication, {"name": "iron"}, TODAY))
    async with at_keyboard(path) as hands:
        await hands.press("2", "c", "x", "d")
        await hands.type("3 Feb")
        await hands.press("enter", "enter")
        assert "only now and then" in hands.flat
        assert hands.stored.medications[1].stopped == "2026-02-03"


async def test_the_open_question_can_record_no_medicines(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("2", "c")
        assert "only now and then" in hands.flat
        await hands.press("enter")
        profile = hands.stored.profile
        assert (profile.medications_status, profile.medications_checked) == ("none-known", DAY)


async def test_a_too_long_name_stays_in_its_line_with_a_message(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("2", "c")
        await hands.type("tea " * 30)
        await hands.press("enter")
        assert "80 fit here" in hands.flat
        assert hands.typed == ("tea " * 30).strip()
        assert hands.stored.medications == {}


async def test_a_medicine_is_stopped_from_its_list(path: Path) -> None:
    with_three(path)
    async with at_keyboard(path) as hands:
        await hands.press("2", "down", "x")
        assert "senna: stopped today. Why?" in hands.flat
        await hands.press("enter")
        assert "Stopped: “senna”." in hands.flat
        assert hands.stored.medications[2].status == "stopped"
        assert hands.stored.medications[2].stop_reason == ""
        await hands.press("u")
        assert hands.stored.medications[2].status == "taking"
        assert hands.row.startswith("senna")


async def test_a_new_dose_asks_about_what_is_taken_differently(path: Path) -> None:
    """The page would say: 2 tablets; NOT AS WRITTEN: takes 2."""
    values = {"name": "zopiclone", "dose": "1 tablet", "taken_differently": "takes 2"}
    Store(path).update(lambda p: add(p, Medication, values, TODAY))
    async with at_keyboard(path) as hands:
        await hands.press("2", "enter", "enter", "enter")
        assert hands.field == "dose"
        await hands.put("2 tablets")
        await hands.press("ctrl+s")
        assert "Saved. “Taken differently” still says “takes 2”: is that so?" in hands.flat


@pytest.mark.parametrize("size", [(80, 24), (44, 20), (44, 14)])
async def test_the_check_up_names_every_key_in_any_window(
    path: Path, size: tuple[int, int]
) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path, size) as hands:
        await hands.press("3", "c")
        above = " ".join(" ".join(hands.lines[1:-2]).split())
        for key in ("s same", "w worse", "b better", "g gone", "c comes and goes"):
            assert key in above, hands.screen
