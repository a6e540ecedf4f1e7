"""Referrals and tests go one step on or back with one key, each dated, each taken back by undo."""

from pathlib import Path

from tests.journeys.helpers import NOW, at_keyboard
from tuiplanner.model.planner import add
from tuiplanner.model.records import MedicalTest, Specialist
from tuiplanner.store.store import Store

TODAY = NOW.date()


async def test_a_referral_advances_step_by_step(path: Path) -> None:
    Store(path).update(lambda p: add(p, Specialist, {"specialty": "neurology"}, TODAY))
    async with at_keyboard(path) as hands:
        await hands.press("5", ",")
        assert "“neurology”: wanted, not referred yet. There is no such step." in hands.flat
        await hands.press(".", ".")
        assert "“neurology”: referred, not booked yet. u takes it back." in hands.flat
        referral = hands.stored.specialists[1]
        assert (referral.status, referral.sent_on) == ("sent", TODAY.isoformat())
        await hands.press(",")
        assert hands.stored.specialists[1].status == "ordered"
        await hands.press("u")
        assert hands.stored.specialists[1].status == "sent"


async def test_a_test_advances_to_its_last_step(path: Path) -> None:
    Store(path).update(lambda p: add(p, MedicalTest, {"name": "MRI brain"}, TODAY))
    async with at_keyboard(path) as hands:
        await hands.press("6", ".", ".", ".", ".")
        assert hands.stored.tests[1].status == "discussed"
        assert hands.stored.tests[1].done_on == TODAY.isoformat()
        await hands.press("o", ".")
        assert "“MRI brain”: discussed. There is no such step." in hands.flat
