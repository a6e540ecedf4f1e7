"""Messages: a sign and a color each; the meter and its bar; the keys set off from their labels."""

from pathlib import Path

import pytest
from rich.style import Style

from tests.journeys.helpers import NOW, Hands, at_keyboard
from tuiplanner.data.demo import write_demo
from tuiplanner.store import preferences
from tuiplanner.store.preferences import Preferences
from tuiplanner.ui.hints import fitting
from tuiplanner.ui.themes import DARK

BAR = "Page ▓▓▓▓▓▓▓▓▓▓ full: 60 of 60 lines · 25 left out"


def style_of(hands: Hands, words: str) -> Style:
    """The style of the painted piece that begins with some words."""
    found = [
        segment.style
        for strip in hands.app.screen._compositor.render_strips()
        for segment in strip
        if segment.text.strip().startswith(words)
    ]
    assert len(found) == 1, hands.screen
    assert found[0] is not None
    return found[0]


def color_of(hands: Hands, words: str) -> str:
    color = style_of(hands, words).color
    assert color is not None
    assert color.triplet is not None
    return color.triplet.hex


async def test_each_message_has_a_sign_and_a_color(path: Path) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path) as hands:
        await hands.press("2", "d")
        assert color_of(hands, "✓ Deleted “amlodipine”.") == DARK.success
        await hands.press("n")
        await hands.type("x")
        await hands.press("escape")
        assert color_of(hands, "! Not saved yet: what you typed waits") == DARK.warning
        await hands.press("y")
        assert color_of(hands, "✗ There is nothing to redo.") == DARK.error
        await hands.press("o")
        assert color_of(hands, "What is stopped or finished is shown.") == DARK.foreground


async def test_a_doubt_after_saving_is_a_warning(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("2", "n")
        await hands.type("gabapentine")
        await hands.press("ctrl+s")
        assert color_of(hands, "! Saved. Did you mean gabapentin?") == DARK.warning


async def test_refused_words_are_asked_again_in_red(path: Path) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path) as hands:
        await hands.press("r", "y", "up", "enter")
        assert "Enter Save · Esc Close" in hands.lines[-1]
        await hands.type("x" * 300)
        await hands.press("enter")
        assert color_of(hands, "✗ ") == DARK.error


async def test_the_bar_is_gone_without_lines_and_boxes(path: Path) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path) as hands:
        assert hands.place.endswith(BAR)
        await hands.press("f9", "home", "enter", "down", "enter")
        assert hands.place.endswith("Page full: 60 of 60 lines · 25 left out")
    preferences.keep(path, Preferences(borderless=True))
    async with at_keyboard(path) as hands:
        assert hands.place.endswith("Page full: 60 of 60 lines · 25 left out")


async def test_a_message_does_not_return_when_a_dialog_closes(path: Path) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path) as hands:
        await hands.press("2", "d")
        assert "Deleted" in hands.flat
        await hands.press("r", "escape")
        assert hands.in_tabs
        assert "Deleted" not in hands.flat


@pytest.mark.parametrize(
    ("columns", "meter"),
    [
        (160, BAR),
        (78, BAR),
        (77, BAR.replace(" lines", "")),
        (60, "60 of 60 lines · 25 left out"),
        (56, "Page full: 60 of 60 lines · 25 left out"),
        (44, "60/60 lines · 25 left out"),
        (38, "60/60 · 25 left out"),
    ],
)
async def test_the_meter_is_shortened_and_never_cut(path: Path, columns: int, meter: str) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path, (columns, 24)) as hands:
        left, _, right = hands.place.partition("  ")
        assert left == ("Planner of Marta Example" if columns >= 60 else "Marta Example")
        assert right.strip() == meter


async def test_keys_are_bold_and_labels_are_not(path: Path) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path) as hands:
        assert style_of(hands, "Enter").bold
        assert not style_of(hands, "Edit ·").bold
        assert hands.lines[-1].startswith(" n New · Enter Edit · b Page · ")


def test_the_hints_needed_most_have_a_place_first() -> None:
    entries = [("n New", 1), ("k For the page", 3), ("d Delete", 3), ("? Keys", 0)]
    assert fitting(entries, 100, "  ") == ["n New", "k For the page", "d Delete", "? Keys"]
    assert fitting(entries, 23, "  ") == ["n New", "d Delete", "? Keys"]
    assert fitting(entries, 8, "  ") == ["? Keys"]


async def test_a_sentence_that_comes_while_a_dialog_opens_is_shown_in_it(path: Path) -> None:
    async with at_keyboard(path) as hands:
        hands.app.action_plans()
        assert not hands.app.screen.is_mounted
        hands.app.presenter.say("Changed in another window: “medicine 25”.")
        await hands.settle()
        assert not hands.in_tabs
        assert "Changed in another window: “medicine 25”." in hands.screen


async def test_what_is_looked_for_stands_out_from_what_names_it(path: Path) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path) as hands:
        await hands.press("2", "a")
        assert style_of(hands, "Told to avoid").bold
        assert color_of(hands, "Told to avoid") == DARK.primary
        await hands.press("escape", "2", "c")
        assert style_of(hands, "amlodipine 5 mg tablet").bold
        assert not style_of(hands, "1 tablet; by mouth; every morning").bold
