"""What the page lacks, by keys: named, gone to, mended; the wording check under a field."""

from pathlib import Path

from textual.widgets import Static

from tests.journeys.helpers import NOW, at_keyboard
from tuiplanner.data.demo import write_demo
from tuiplanner.model.planner import add
from tuiplanner.model.records import Medication, Visit
from tuiplanner.store.store import Store

TODAY = NOW.date()
_VISIT = {"when": "2026-03-14T10:30", "with_whom": "Dr A"}


async def test_each_missing_item_opens_its_field(path: Path) -> None:
    Store(path).update(lambda p: add(p, Visit, _VISIT, TODAY))
    async with at_keyboard(path) as hands:
        first = "Next step (g): Why are you going? (not filled in yet)"
        assert f"{first} · 12 more after it" in hands.flat
        await hands.press("g")
        assert hands.row.startswith("Why are you going?")
        assert "── nothing is left out of the page ──" in hands.screen
        assert "── left out of the page" not in hands.screen
        await hands.press("enter")
        assert hands.field == "reason"
        await hands.type("unsteady walking")
        await hands.press("ctrl+s")
        assert hands.stored.visits[1].reason == "unsteady walking"
        await hands.press("g", "enter")
        assert hands.place == "New question"
        await hands.press("escape", "1", "g", "down", "enter")
        assert hands.field == "restrictions_status"
        await hands.press("escape", "1", "g", "down", "down", "enter")
        assert hands.place == "Allergies, and what to avoid"
        await hands.press("escape", "1", "g", "down", "down", "down", "enter")
        assert hands.field == "name"
        await hands.press("escape", "1", "g", *["down"] * 4, "enter")
        assert hands.field == "born"
        await hands.press("escape", "1", "g", *["down"] * 5, "enter")
        assert "only now and then" in hands.flat
        await hands.press("escape", "1", "g", *["down"] * 6, "enter")
        assert hands.place.startswith("What the doctor may ask")


async def test_a_left_out_item_is_opened_from_the_page(path: Path) -> None:
    write_demo(path, TODAY)
    async with at_keyboard(path) as hands:
        await hands.press("b", "g")
        await hands.press("down", "down", "down")  # past the points that are not ready
        gone = hands.row
        await hands.press("enter")
        assert hands.in_tabs
        assert hands.row.startswith(gone)
        assert hands.row.endswith("× left out"), "the column that says whether it is on the page"


async def test_the_preview_shows_what_is_missing_and_what_to_say(path: Path) -> None:
    write_demo(path, TODAY)
    async with at_keyboard(path) as hands:
        await hands.press("b")
        assert "To say: “We wrote one page for you" in hands.flat
        below = str(hands.app.screen.query_one("#left-out", Static).content)
        assert below.startswith("What is missing:\n  No food, or no medicine, before the visit?")
        await hands.press("s")
        assert "Gave it to the doctor? h keeps a copy." in hands.flat


async def test_what_was_handed_over_is_shown_under_its_visit(path: Path) -> None:
    write_demo(path, TODAY)
    async with at_keyboard(path) as hands:
        await hands.press("1", "h")
        assert "No page was given to the doctor yet: this visit is still to come" in hands.flat
        await hands.press("b", "h", "escape")
        assert "Given to the doctor: 12 Mar 2026" in hands.flat
        await hands.press("h")
        assert "Given to the doctor 12 Mar 2026 (page " in hands.flat
        assert "VISIT BRIEF" in hands.screen


async def test_doubtful_wording_is_offered_asked_about_and_kept(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("2", "n")
        await hands.fill("heparin")
        await hands.type("1.0mg")
        assert "Safer to read: “1 mg”" in hands.below("Strength")
        await hands.press("f3")
        assert hands.typed == "1 mg"
        assert "Safer" not in hands.screen
        await hands.press("enter")
        await hands.type("5 U")
        assert "F4 keeps yours" in hands.below("Dose each time")
        await hands.press("f3")
        assert hands.typed == "5 U", "what is only asked about is never changed"
        await hands.press("f4")
        assert "F4" not in hands.screen
        await hands.press("enter")
        await hands.type("QD")
        await hands.press("ctrl+s")
        (medicine,) = hands.stored.medications.values()
        said = (medicine.strength, medicine.dose, medicine.frequency, medicine.kept_wording)
        assert said == ("1 mg", "5 U", "QD", "5 U")
        await hands.press("enter")
        assert "QD" in hands.below("How often")
        assert hands.screen.count("F4 keeps yours") == 1, "kept wording stays kept"
        await hands.press("escape", "1")
        assert "Wording" not in hands.flat.split("Next step")[1][:40]
        await hands.press("g", "end")
        assert "“QD” of heparin" in hands.flat


async def test_kept_wording_waits_in_the_draft(path: Path) -> None:
    Store(path).update(lambda p: add(p, Medication, {"name": "heparin", "dose": "5 U"}, TODAY))
    async with at_keyboard(path) as hands:
        await hands.press("2", "enter", "down", "down", "f4", "escape", "enter")
        assert "F4 keeps yours" not in hands.screen
        await hands.press("ctrl+s")
        assert hands.stored.medications[1].kept_wording == "5 U"


async def test_visits_show_conflicts_and_preparations_to_start_now(path: Path) -> None:
    store = Store(path)
    for values in (
        {"when": "2026-03-14T10:30", "restrictions": "stop metformin 2 days before"},
        {"when": "2026-03-14T11:00"},
    ):
        store.update(lambda p, values=values: add(p, Visit, values, TODAY))
    async with at_keyboard(path) as hands:
        assert "NOW: stop metformin 2 days before (14 Mar 2026, 10:30)." in hands.flat
        assert "The visit of 14 Mar 2026, 11:00 overlaps" in hands.flat


async def test_the_list_of_an_answer_opens_over_the_tab_one_is_in(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("4", "b", "g")
        while "Any allergies" not in hands.row:
            await hands.press("down")
        await hands.press("enter")
        await hands.wait(lambda: hands.place.startswith("Allergies"))
        assert hands.place == "Allergies, and what to avoid"
        await hands.press("escape")
        assert hands.in_tabs
        assert "4 Questions" in hands.app.screen.query_one("Tabs").active_tab.label_text
        assert "No questions yet" in hands.screen


async def test_a_line_that_is_read_in_full_is_not_repeated_below_the_list(path: Path) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path) as hands:
        await hands.press("g")
        text = hands.row
        assert hands.flat.count(text) == 1
        await hands.press("escape", "w")
        assert hands.flat.count("speech therapy referral: wanted") == 1
