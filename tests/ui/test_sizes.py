"""Sizes: 80x24, a phone's 44 columns, a large screen; and a resize in the middle of a form."""

import re
from itertools import groupby
from pathlib import Path

import pytest
from textual.containers import VerticalScroll
from textual.widgets import Static

from tests.every import every
from tests.journeys.helpers import NOW, Hands, at_keyboard, command
from tuiplanner.data.demo import write_demo
from tuiplanner.ui.forms.fields import Field
from tuiplanner.ui.hints import active_bindings, key_name
from tuiplanner.ui.words import TextLine

SMALL, LARGE = (44, 20), (120, 40)


def hints(hands: Hands) -> list[str]:
    """The hints on the last line; a narrow window has blanks between them."""
    return re.split(" · |  ", hands.lines[-1].strip())


async def to_size(hands: Hands, size: tuple[int, int]) -> None:
    await hands.pilot.resize_terminal(*size)
    await hands.pilot.pause()
    await hands.settle()


async def test_a_resize_in_a_form_loses_nothing(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("2", "n")
        await hands.fill("prednisone", "20 mg")
        await hands.type("2 tab")
        await to_size(hands, SMALL)
        assert (hands.field, hands.typed) == ("dose", "2 tab")
        assert "2 tab" in hands.screen
        await hands.type("lets")
        await hands.press("f2")
        await hands.go_down_to("kind")
        await hands.pick("infusion")
        await to_size(hands, LARGE)
        await to_size(hands, (80, 24))
        assert hands.field == "kind"
        assert "(•) infusion" in hands.screen
        await hands.press("ctrl+s")
        medicine = hands.stored.medications[1]
        assert (medicine.name, medicine.dose, medicine.kind) == (
            "prednisone",
            "2 tablets",
            "infusion",
        )


async def test_a_resize_keeps_the_highlight_in_sight(path: Path) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path, LARGE) as hands:
        await hands.press("3", "end")
        name = hands.row.split("  ")[0]
        await to_size(hands, SMALL)
        assert hands.row.startswith(name)
        await to_size(hands, (80, 24))
        assert hands.row.startswith(name)
        await hands.press("b")
        await to_size(hands, SMALL)
        await to_size(hands, (80, 24))
        await hands.press("q")
        assert hands.row.startswith(name)


@pytest.mark.parametrize("size", every([SMALL, (80, 24), LARGE]), ids=str)
async def test_every_tab_and_form_works_at_any_size(path: Path, size: tuple[int, int]) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path, size) as hands:
        assert len(hands.lines) == size[1]
        for digit in "1234567":
            await hands.press(digit, "end")
            assert hands.row, "the highlighted row is in sight"
            assert "Marta" in hands.place
            await hands.press("e")
            assert hands.field, "a field has the focus"
            await hands.press("f2")
            await hands.press("shift+tab", "shift+tab")
            focused = hands.app.focused
            assert focused is not None
            assert focused.is_on_screen
            await hands.press("escape")
            assert hands.in_tabs
        for keys in (("b",), ("?",), ("f",), ("2", "a"), ("3", "g"), ("2", "m")):
            await hands.press(*keys)
            assert hands.lines[-1].strip(), "the last line tells the keys"
            await hands.press("escape")


@pytest.mark.parametrize("size", every([SMALL, (80, 24), LARGE]), ids=str)
async def test_the_keys_on_the_last_line_are_whole(path: Path, size: tuple[int, int]) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path, size) as hands:
        for keys in (*("1234567"), "b", "f"):
            await hands.press(*keys)
            known = {
                f"{key_name(binding)} {binding.description}"
                for binding in active_bindings(hands.app.screen)
                if binding.show
            }
            told = hints(hands)
            assert set(told) <= known, "each is told whole or not at all"
            assert len(told) >= 2
            if not hands.in_tabs:
                await hands.press("escape")


@pytest.mark.parametrize("size", every([(80, 24), SMALL, (30, 10)]), ids=str)
async def test_no_label_of_a_form_is_cut(path: Path, size: tuple[int, int]) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path, size) as hands:
        about = [f"7 home {'down ' * row}e" for row in (4, 9)]
        for place in ("1 n f2", "2 a n f2", "5 n f2", *about):
            await hands.press(*place.split())
            fields = {field.name: field for field in hands.app.screen.query(Field)}
            seen: set[str | None] = set()
            while not hands.field or hands.field not in seen:
                if hands.field:
                    shown = label_on_screen(hands, fields[hands.field])
                    assert fields[hands.field].label in shown, place
                    seen.add(hands.field)
                await hands.press("tab")
                await hands.pilot.pause()  # until it is scrolled into sight
            assert fields.keys() == seen, place
            while not hands.in_tabs:
                await hands.press("escape")


def label_on_screen(hands: Hands, field: Field) -> str:
    """The words of a label as painted: beside its field, or above it in a narrow window."""
    shown, place = field.region, field.place.region
    is_above = place.y > shown.y
    end = (shown.right, place.y) if is_above else (place.x, shown.bottom)
    lines = [line[shown.x : end[0]] for line in hands.lines[shown.y : end[1]]]
    return " ".join(" ".join(lines).split())


async def test_what_is_behind_more_is_named_in_full(path: Path) -> None:
    async with at_keyboard(path, SMALL) as hands:
        await hands.press("2", "n")
        groups = "how it is taken; since when, and by whom; infusions and therapies"
        assert f"More (F2): {groups}" in hands.flat
        await to_size(hands, (80, 24))
        assert f"More (F2): {groups}" in hands.flat


async def test_a_form_with_a_draft_shows_all_keys_at_80_columns(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("2", "n")
        for key in ("Enter", "ctrl+s", "Esc", "F2", "F1 Help"):
            assert key in hands.lines[-1]
        await hands.type("x")
        await hands.press("escape", "n")
        for key in ("Enter", "ctrl+s", "Esc", "F2", "F8", "F1 Help"):
            assert key in hands.lines[-1]


async def test_a_phone_shows_the_name_the_keys_and_errors(
    path: Path,
) -> None:
    async with at_keyboard(path, SMALL) as hands:
        await hands.press("7", "enter")
        await hands.type("Maria Example de la Cruz y Fuentes")
        await hands.press("ctrl+s")
        assert "Maria" in hands.place, "whose planner it is gives way last"
        await hands.press("3", "n")
        await hands.fill("double vision", "10")
        assert "“10” alone is not a date" in hands.flat
        await hands.press("ctrl+s")
        assert (hands.field, hands.typed) == ("began", "10")
        assert hands.app.focused is not None
        assert hands.app.focused.region.width >= 16, "there is room to type in"


async def test_a_large_window_shows_list_and_record_side_by_side(path: Path) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path, LARGE) as hands:
        await hands.press("2")
        (beside,) = [line for line in hands.lines if line.startswith("▸ ")]
        shown = "\n".join(hands.lines[2:6])
        assert "What it is for:  blood pressure" in shown, "on the height of the first rows"
        await hands.press("down")
        assert "What it is for:  thyroid" in hands.screen
        assert "blood pressure" not in hands.screen
        listed = beside[:79].split()
        await to_size(hands, (80, 24))
        await hands.press("up")
        assert hands.row.split()[:4] == listed[1:5], "the list is what it is at 80 columns"
        assert not any("│" in line for line in hands.lines)
        assert "  What it is for:  blood pressure" in hands.lines


async def test_all_seven_tabs_show_at_any_width_of_a_phone(path: Path) -> None:
    async with at_keyboard(path, SMALL) as hands:
        assert hands.lines[1] == "1 Vis 2 Med 3 Sym 4 Que 5 Spe 6 Tes 7 Me"
        await to_size(hands, (80, 24))
        assert "2 Medications" in hands.lines[1]
        await to_size(hands, (77, 24))
        assert hands.lines[1].endswith("7 Me")
        await to_size(hands, (30, 10))
        for digit, name in zip(
            "1234567", ("Vis", "Med", "Sym", "Que", "Spe", "Tes", "Me"), strict=True
        ):
            await hands.press(digit)
            assert f"{digit} {name}" in hands.lines[1], "the one in front is always in sight"


async def test_the_quit_and_help_keys_are_shown_on_a_phone(path: Path) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path, SMALL) as hands:
        for digit in "1234567":
            await hands.press(digit)
            told = hints(hands)
            keys = [hint.split()[0] for hint in told]
            assert keys == ["n", "Enter", "b", *(["q"] if digit != "7" else []), "?"]
            assert "? Keys" in told
            await hands.press("n")
            assert hints(hands) == ["Enter Next", "ctrl+s Save", "Esc Close", "F1 Help"]
            await hands.press("escape")
        for keys in ("b", "r", "w", "v", "i", "f9"):
            await hands.press(keys)
            assert "Esc Close" in hands.lines[-1], keys
            assert "? Keys" in hands.lines[-1], keys
            await hands.press("escape")
        await hands.press("2", "m")
        assert hands.lines[-1].strip() == "Enter Read it  Esc Close  ? Keys"
        await hands.press("escape", "c")
        assert hands.lines[-1].strip() == "Enter Same  c Changed  Esc Close  ? Keys"


async def test_a_phone_reads_the_page_wrapped_to_its_width(path: Path) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path, SMALL) as hands:
        await hands.press("b")
        assert "Wrapped to read it here. Printed, it is 72 columns wide." in hands.flat
        view = hands.app.screen.query_one(VerticalScroll)
        assert view.max_scroll_x == 0
        seen = hands.lines[view.region.y : view.region.bottom]
        while view.scroll_y < view.max_scroll_y:
            await hands.press("down")
            await hands.pilot.pause()
            seen.append(hands.lines[view.region.bottom - 1])
        lines = [line for line, _ in groupby(line[:42] for line in seen)]  # without the scrollbar
        told = " ".join(" ".join(lines).split())
        assert "2. [ ] Which tests will you order, and how do we prepare?" in told
        assert "zopiclone 3.75 mg tablet: 1 tablet; by mouth; at bedtime;" in told
        await hands.press("escape", "r")
        assert hands.flat.count("Are your muscles weak, or is it hard to coordinate") == 1


async def test_the_wrapped_page_leaves_the_house_as_printed(path: Path) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path, SMALL) as hands:
        await hands.press("b", "c", "s")
        printed = command(path, "brief")
        assert hands.app.clipboard.encode() == printed
        (file,) = path.parent.glob("brief-*.txt")
        assert file.read_bytes() == printed
        shown = str(hands.app.screen.query_one("#page", Static).content)
        assert shown != printed.decode()
        await to_size(hands, (80, 24))
        assert str(hands.app.screen.query_one("#page", Static).content) == printed.decode()
        assert "Wrapped to read it here" not in hands.flat
        await to_size(hands, (76, 24))
        assert "Wrapped to read it here" in hands.flat
        await to_size(hands, SMALL)
        assert str(hands.app.screen.query_one("#page", Static).content) == shown


async def test_a_too_small_window_asks_for_room_and_loses_nothing(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("2", "n")
        await hands.fill("prednisone")
        await hands.type("20 ")
        for size in ((29, 10), (30, 9), (20, 5), (12, 30)):
            await to_size(hands, size)
            assert "make this window larger" in hands.flat
            assert "prednisone" not in hands.screen
            await hands.press("d", "n", "enter", "escape", "ctrl+s", "x", "q", "f1", "tab")
            await hands.paste("pasted")
            assert "make this window larger" in hands.flat
        await to_size(hands, (30, 10))
        assert "make this window larger" not in hands.flat
        assert (hands.field, hands.typed) == ("strength", "20 ")
        await hands.type("mg")
        await to_size(hands, (80, 24))
        await hands.press("ctrl+s")
        assert hands.in_tabs
        assert [(m.name, m.strength) for m in hands.stored.medications.values()] == [
            ("prednisone", "20 mg")
        ]
        await to_size(hands, (10, 3))
        await hands.press("d")
        await to_size(hands, (80, 24))
        assert hands.row.startswith("prednisone")


async def test_a_window_that_opens_too_small_can_be_closed_or_enlarged(path: Path) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path, (25, 8)) as hands:
        assert "make this window larger" in hands.flat
        await to_size(hands, (80, 24))
        assert "Planner of Marta" in hands.place
        await hands.press("down")
        await to_size(hands, (25, 8))
        await hands.press_at_once("ctrl+q")
        await hands.has_quit()


async def test_a_line_wraps_even_without_a_resize_event(path: Path) -> None:
    """Textual sends none if a widget's place is asked for between its mounting and its layout.

    A strip that was not wrapped for its width would end in the middle of the allergies.
    """
    async with at_keyboard(path) as hands:
        screen = hands.app.screen
        line = TextLine("penicillin " * 20, least=0, most=9)
        await screen.mount(line, before="#panes")
        screen._compositor.update_widgets({line})
        screen.find_widget(line)
        await hands.settle()
        assert line.size.height == 3  # 20 words of 11 cells
        assert hands.screen.count("penicillin") == 20
