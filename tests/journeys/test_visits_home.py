"""Tab 1 as a home, by keys: the card of the next visit, and what is done and open for it."""

from pathlib import Path

import pytest

from tests.every import every
from tests.journeys.helpers import NOW, Hands, at_keyboard
from tuiplanner.data.demo import write_demo
from tuiplanner.model.planner import add, edit
from tuiplanner.model.records import (
    MedicalTest,
    Medication,
    Profile,
    Question,
    Record,
    Symptom,
    Visit,
)
from tuiplanner.store.store import Store
from tuiplanner.ui.card import CardView
from tuiplanner.ui.ready_list import ReadyList

TODAY = NOW.date()
SIZES = [(80, 24), (120, 40), (160, 45), (44, 20)]
VISITS = (
    {
        "when": "2026-03-16T10:30",
        "reason": "Hands shake, seeing double",
        "restrictions": "nothing to eat from midnight",
    },
    {"when": "2026-03-30T09:00", "with_whom": "Dr B", "reason": "second opinion"},
    {"when": "2026-04-20", "with_whom": "Dr C", "reason": "scan"},
    {"when": "2026-02-02", "with_whom": "Dr D", "status": "done"},
)
BLOOD_TEST = {
    "name": "blood test",
    "booked_for": "2026-03-13T08:00",
    "preparation": "nothing to eat from midnight",
}


def write(path: Path, *records: tuple[type[Record], dict[str, str]]) -> None:
    store = Store(path)
    for kind, values in records:
        store.update(lambda p, kind=kind, values=values: add(p, kind, values, TODAY))


def write_visits(path: Path) -> None:
    visits = [(Visit, values) for values in VISITS]
    write(path, *visits, (MedicalTest, BLOOD_TEST), (Question, {"text": "Why?"}))


def card(hands: Hands) -> str:
    return " ".join(hands.app.screen.query_one(CardView).words.split())


def is_above(hands: Hands) -> bool:
    """Whether the focus is on what is open, above the list."""
    return isinstance(hands.app.focused, ReadyList)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_card_open_points_and_three_visits_are_in_sight(
    path: Path, size: tuple[int, int]
) -> None:
    write_visits(path)
    async with at_keyboard(path, size) as hands:
        lines = hands.lines
        at = [
            next(n for n, line in enumerate(lines) if words in line)
            for words in (
                "Next visit in 4 days",
                "Mon 16 Mar 2026, 10:30",
                "with: not filled in yet",
                "Hands shake",
                "NOTHING TO EAT FROM MIDNIGHT",
                "! Tomorrow, 08:00: blood test",
                "Getting ready, 4 of 8 done",
                "▸ Mon 16 Mar 2026",
                "  Mon 30 Mar 2026",
                "  Mon 20 Apr 2026",
                "n New",
            )
        ]
        assert at == sorted(at), "from top to bottom"
        assert hands.list.has_focus
        assert hands.list.size.height >= 4
        assert ("╭" in hands.screen) == (size[0] > 60)
        assert ("! When, with whom" in hands.screen) == (size[0] > 60)


@pytest.mark.parametrize("size", every([*SIZES, (80, 20), (60, 16)]), ids=str)
async def test_long_instructions_leave_three_visits_in_sight(
    path: Path, size: tuple[int, int]
) -> None:
    """What does not fit on the card is marked; what is to be done before it gives way last."""
    write_visits(path)
    store = Store(path)
    words = "; ".join(f"stop medicine number {n} for {n} days" for n in range(1, 11))
    more = {"restrictions": words, "bring": "scans", "place": "room 12", "goal": "the cause"}
    store.update(lambda p: edit(p, Visit, 1, more, TODAY))
    for name in ("urine test", "MRI brain", "lumbar puncture"):
        write(path, (MedicalTest, {**BLOOD_TEST, "name": name}))
    async with at_keyboard(path, size) as hands:
        for row in ("▸ Mon 16 Mar 2026", "  Mon 30 Mar 2026", "  Mon 20 Apr 2026"):
            assert any(line.startswith(row) for line in hands.lines), hands.screen
        assert "n New" in hands.lines[-1]
        assert "Getting ready" in hands.screen
        assert "stop medicine number 1" in card(hands)
        is_whole = "number 10 for 10 days" in card(hands) and "lumbar puncture" in card(hands)
        assert is_whole or "…" in card(hands)


async def test_arrows_go_up_to_what_is_open_and_back_down(path: Path) -> None:
    write_visits(path)
    async with at_keyboard(path) as hands:
        await hands.press("down", "up")
        assert not is_above(hands), "a row above the first one leaves the list"
        await hands.press("up")
        assert is_above(hands)
        assert "▸ ! When, with whom" in hands.screen
        assert "Enter goes there: With whom is the visit?" in hands.flat
        await hands.press("up")
        assert is_above(hands)
        await hands.press("down")
        assert "▸ ! Medicines" in hands.screen
        await hands.press("right", "left", "left", "left", "up")
        assert "▸ ! When, with whom" in hands.screen
        await hands.press("down", "down")
        assert hands.list.has_focus
        assert hands.row.startswith("Mon 16 Mar")
        await hands.press("tab", "tab")
        assert is_above(hands), "Tab goes there as well"


async def test_each_open_point_is_reached_and_opened(path: Path) -> None:
    write_visits(path)
    async with at_keyboard(path, (80, 40)) as hands:
        await hands.press("up")
        shown = hands.app.screen.query_one(ReadyList)
        total = len(shown.points)
        assert set(shown.points) == set(hands.app.session.missing())
        seen = []
        for number in range(1, total + 1):
            assert shown.point is not None
            assert f"{shown.point.text} · {number} of {total}" in hands.flat
            seen.append(shown.point)
            await hands.press("right")
        assert seen == shown.points
        await hands.press(*["left"] * total, "enter")
        assert hands.field == "with_whom"
        await hands.type("Dr A")
        await hands.press("ctrl+s")
        assert hands.stored.visits[1].with_whom == "Dr A"
        assert hands.row.startswith("Mon 16 Mar 2026"), "the saved row"
        await hands.page_made()
        assert "with Dr A" in card(hands)
        assert "✓ When, with whom" in hands.screen
        assert "Getting ready, 5 of 8 done" in hands.screen
        await hands.press("up")
        assert "Any allergies? (not answered yet) · 2 of 10" in hands.flat, "the most serious"
        await hands.press("enter")
        assert hands.place == "Allergies, and what to avoid"


async def test_a_long_point_is_shown_in_full_below_the_list(path: Path) -> None:
    values = {"dose": "", "frequency": ""}
    medicines = ({"name": f"medicine with a long name {n}", **values} for n in range(3))
    write(path, *((Medication, each) for each in medicines))
    async with at_keyboard(path) as hands:
        label = "How much and how often is missing"
        sentence = f"{label}: medicine with a long name 0, medicine with a long name 1"
        await hands.press("up", "down")
        assert "▸ ! Medicines" in hands.screen
        assert sentence in " ".join(hands.below(label).split())
        await hands.press("down")
        assert sentence not in hands.flat


async def test_a_phone_reaches_every_open_point_on_one_line(path: Path) -> None:
    write_visits(path)
    async with at_keyboard(path, (44, 20)) as hands:
        assert "Getting ready, 4 of 8 done: g" in hands.screen
        await hands.press("up")
        assert hands.row.startswith("! With whom is the visit? (not filled in ")
        await hands.press("right")
        assert "! No medicines" in hands.row
        await hands.press("left", "enter")
        assert hands.field == "with_whom"
        await hands.press("escape", "up", "down")
        assert hands.list.has_focus


async def test_letters_work_above_the_list_but_delete_nothing(path: Path) -> None:
    write_visits(path)
    async with at_keyboard(path) as hands:
        await hands.press("up", "d", "e", "k")
        assert is_above(hands)
        assert len(hands.stored.visits) == len(VISITS)
        await hands.press("o")
        assert "earlier visits" in hands.screen
        await hands.press("n")
        assert hands.place == "New visit"
        await hands.press("escape", "g", "escape", "down", "down", "end", "enter")
        assert hands.typed.startswith("2 Feb 2026")


async def test_the_card_follows_the_visit_that_is_chosen(path: Path) -> None:
    write_visits(path)
    async with at_keyboard(path) as hands:
        await hands.press("down", "k")
        await hands.page_made()
        assert "Visit for the page: in 18 days" in hands.screen
        assert "with Dr B" in card(hands)
        assert "! Before the visit" in hands.screen
        assert "! In 4 days (Mon 16 Mar 2026), 10:30: visit, nothing to eat" in hands.screen
        await hands.press("b", "k", "escape")
        await hands.page_made()
        assert "with Dr C" in card(hands)


async def test_the_card_and_the_signs_follow_undo(path: Path) -> None:
    write_visits(path)
    async with at_keyboard(path) as hands:
        await hands.press("d")
        assert "Next visit in 18 days" in hands.screen
        await hands.page_made()
        assert "! Before the visit" in hands.screen
        await hands.press("u")
        assert "Next visit in 4 days" in hands.screen
        await hands.page_made()
        assert "✓ Before the visit" in hands.screen


@pytest.mark.parametrize("size", every(SIZES), ids=str)
async def test_an_empty_planner_says_what_the_tab_is_for(path: Path, size: tuple[int, int]) -> None:
    async with at_keyboard(path, size) as hands:
        for words in (
            "No visits yet. n writes down the next appointment: when, with whom, and why.",
            "What you write down in the seven tabs becomes one page for the doctor.",
            "n writes down the next visit",
            "b shows the page so far",
            "Tuesday, 10:30 Dr Smith, neurology Hands shake, seeing double",
        ):
            assert words in card(hands)
        assert "Getting ready, 0 of 8 done" in hands.screen
        await hands.press("n")
        await hands.type("next tuesday 10:30")
        await hands.press("ctrl+s")
        assert "No visits yet" not in hands.screen
        assert "Next visit in 5 days" in hands.screen
        assert hands.row.startswith("Tue 17 Mar 2026")


async def test_when_everything_is_done_there_is_nothing_to_go_to(path: Path) -> None:
    values = {**VISITS[1], "restrictions_status": "none"}
    write(path, (Visit, values), (Symptom, {"name": "tremor"}))
    async with at_keyboard(path) as hands:
        await hands.press("4", "n")
        await hands.type("Why?")
        await hands.press("ctrl+s", "1")
        await hands.page_made()
        assert "✓ Questions" in hands.screen
        store = hands.app.session.store
        lists = ("allergies", "avoid", "conditions", "implants", "medications")
        known = {f"{name}_status": "none-known" for name in lists}
        told = {"name": "Marta", "born": "1958-04-02", "contact": "Ana"}
        store.update(lambda p: edit(p, Profile, 1, {**known, **told}, TODAY))
        await hands.press("up", "right")
        for asked in ("escape", "r", *["n"] * 60, "escape"):
            await hands.press(asked)
        await hands.page_made()
        missing = [point.text for point in hands.app.session.missing()]
        assert ("Nothing is missing." in hands.screen) == (missing == []), missing
        assert missing == []
        assert "8 of 8 done" in hands.screen
        assert hands.list.has_focus
        await hands.press("up")
        assert hands.list.has_focus


async def test_a_click_on_a_topic_goes_there(path: Path) -> None:
    write_demo(path, TODAY)
    async with at_keyboard(path) as hands:
        (y,) = [n for n, line in enumerate(hands.lines) if "! Before the visit" in line]
        x = hands.lines[y].index("Before the visit")
        await hands.pilot.click(offset=(x, y))
        await hands.settle()
        assert hands.field == "restrictions_status"
        await hands.press("escape")
        for x, row in ((30, y - 1), (77, y), (2, y + 3)):
            await hands.pilot.click(offset=(x, row))
            await hands.settle()
            assert hands.in_tabs, "beside the words and on the title nothing is opened"


async def test_resizing_changes_how_much_the_card_shows(path: Path) -> None:
    write_demo(path, TODAY)
    async with at_keyboard(path, (80, 40)) as hands:
        assert "Find out" in card(hands)
        for size, is_shown in (((80, 24), False), ((80, 12), False), ((80, 40), True)):
            await hands.pilot.resize_terminal(*size)
            await hands.pilot.pause()
            await hands.settle()
            assert ("Find out" in card(hands)) == is_shown
            assert hands.row, "the highlighted row stays in sight"
            assert "Getting ready" in hands.screen


async def test_in_a_large_window_the_details_leave_out_what_the_card_shows(path: Path) -> None:
    write_demo(path, TODAY)
    async with at_keyboard(path, size=(120, 40)) as hands:
        assert hands.flat.count("the MRI disc") == 1
        assert hands.flat.count("Ana Example") == 2, "on the card, and as who prepared the page"
        assert "Stresses, changes" in hands.screen
