"""Help and the palette name every key of the place one is in, and the palette runs it."""

import re
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.widgets import Static

from tests.journeys.helpers import NOW, Hands, at_keyboard
from tuiplanner.app import PlannerApp
from tuiplanner.data.demo import write_demo
from tuiplanner.ui.dialogs.ask import AskFilter
from tuiplanner.ui.dialogs.find import Find
from tuiplanner.ui.dialogs.keys import Keys
from tuiplanner.ui.dialogs.listing import Listing
from tuiplanner.ui.forms.form import Form
from tuiplanner.ui.hints import key_name
from tuiplanner.ui.panes.allergies import AllergyPane
from tuiplanner.ui.panes.contacts import ContactPane
from tuiplanner.ui.panes.symptoms import ObservationPane
from tuiplanner.ui.screens.main import PANES, MainScreen
from tuiplanner.ui.screens.preview import Preview

UNFILTER = "list.unfilter"  # works only where a filter is set
ASLEEP = {UNFILTER, "planner.another"}  # the last works only beside other planners
PALETTE = "app.palette"  # offers all but itself


def told(*places: type) -> list[Binding]:
    """Every binding of these classes, their bases' included, that tells what it does."""
    seen: dict[str, Binding] = {}
    for place in places:
        for base in place.__mro__:
            for binding in vars(base).get("BINDINGS", ()):
                if isinstance(binding, Binding) and binding.tooltip and binding.id:
                    seen.setdefault(binding.id, binding)
    return list(seen.values())


def help_text(hands: Hands) -> str:
    assert isinstance(hands.app.screen, Keys)
    return "\n".join(str(text.content) for text in hands.app.screen.query(Static))


def assert_listed(hands: Hands, bindings: list[Binding]) -> None:
    text = re.sub("\n {15}", " ", help_text(hands))  # what goes on in another line
    lines = [" ".join(line.split()) for line in text.splitlines()]
    for binding in bindings:
        assert f"{key_name(binding)} {binding.tooltip}" in lines, binding.id


async def test_help_in_every_tab_lists_all_its_keys(path: Path) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path) as hands:
        for number, pane in enumerate(PANES, 1):
            await hands.press(str(number), "end", ("?", "f1")[number % 2])
            wanted = [b for b in told(pane, MainScreen, PlannerApp) if b.id not in ASLEEP]
            replaced = "list.new" if pane.TITLE == "About me" else ""
            wanted = [b for b in wanted if b.id != replaced or b in vars(pane)["BINDINGS"]]
            assert_listed(hands, wanted)
            assert pane.HELP.split(".")[0] in hands.flat
            await hands.press("end")
            await hands.until("delete all before the cursor")
            await hands.press("escape")
            assert hands.list.has_focus


NEEDS_A_ROW = {"list.edit", "list.delete"}
PLACES: tuple[tuple[tuple[str, ...], type, type, set[str]], ...] = (
    (("2", "a"), AllergyPane, Listing, NEEDS_A_ROW),
    (("3", "home", "g"), ObservationPane, Listing, set()),
    (("5", "end", "g"), ContactPane, Listing, NEEDS_A_ROW),
    (("b",), Preview, Preview, set()),
    (("f",), Find, Find, {"dialog.close", "dialog.help", "dialog.look"}),
    (("2", "/"), AskFilter, AskFilter, {"dialog.close", "dialog.help", "dialog.look"}),
    (("2", "enter"), Form, Form, set()),
)


@pytest.mark.long
async def test_help_in_dialogs_and_forms_lists_all_their_keys(path: Path) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path) as hands:
        for keys, inner, outer, asleep in PLACES:
            await hands.press(*keys, "f1")
            wanted = told(inner, outer, PlannerApp)
            assert_listed(hands, [b for b in wanted if b.id not in asleep | {UNFILTER}])
            await hands.press("f1")
            assert len(hands.app.screen_stack) == 3, "help has no help of its own"
            await hands.press("q", "escape")
            assert hands.in_tabs


async def test_the_palette_offers_and_runs_every_key_of_the_screen(path: Path) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path) as hands:
        await hands.press("2")
        commands = list(hands.app.get_system_commands(hands.app.screen))
        offered = [command.title for command in commands]
        for binding in told(PANES[1], MainScreen):
            if binding.id not in ASLEEP | {PALETTE}:
                assert offered.count(binding.description) == 1, binding.id
        name = hands.row.split("  ")[0]
        for words, told_there, outcome in (
            ("Delete", "Delete the highlighted row", "u brings it back"),
            ("Undo", "Take back the last change", "is back."),
            (
                "Stopped and finished",
                "Show or hide what is stopped",
                "What is stopped or finished is",
            ),
            ("Symptoms", "To the tab Symptoms", "poor sleep"),
        ):
            await run_from_palette(hands, words, told_there)
            await hands.until(outcome)
        await hands.press("2")
        assert hands.row.startswith(name)
        await run_from_palette(hands, "Page", "The page for the doctor")
        await hands.until("60 of 60 lines")


async def run_from_palette(hands: Hands, words: str, told_there: str) -> None:
    await hands.press("ctrl+p")
    await hands.type(words)
    await hands.until(told_there)
    await hands.press("enter")


async def test_the_palette_in_a_form_keeps_typed_text(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("2", "n")
        await hands.type("prednisone")
        await hands.press("ctrl+p")
        await hands.type("[/b]")
        await hands.pilot.pause()
        await hands.press("escape")
        await hands.pilot.pause()
        if hands.in_tabs:
            await hands.press("n")
        assert hands.typed == "prednisone"


async def test_help_groups_the_keys_of_the_place_of_every_tab_and_the_tabs(path: Path) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path) as hands:
        await hands.press("2", "?")
        lines = [line.strip() for line in help_text(hands).splitlines()]
        begin = [lines.index(title) for title in ("In every tab", "To another tab", "Everywhere")]
        assert begin == sorted(begin)
        for words, part in (
            ("Go through them: same, changed or stopped", lines[: begin[0]]),
            ("Take back the last change", lines[begin[0] : begin[1]]),
            ("To the tab Symptoms", lines[begin[1] : begin[2]]),
            ("Move in a list", lines[begin[2] :]),
        ):
            assert [line for line in part if words in line], words
        await hands.press("escape", "b", "?")
        assert "In every tab" not in help_text(hands)
        assert "Everywhere" in help_text(hands)
