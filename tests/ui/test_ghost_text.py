"""Words that a key would take never look typed: dim, slanted and not underlined, in every theme."""

from pathlib import Path

import pytest
from rich.style import Style
from textual.strip import Strip

from tests.every import every
from tests.journeys.helpers import NOW, Hands, at_keyboard
from tests.ui.test_themes import contrast
from tuiplanner.data.demo import write_demo
from tuiplanner.store import preferences
from tuiplanner.store.preferences import Preferences
from tuiplanner.ui.forms.fields import Line

LOOKS = [*every(["tuiplanner-dark", "tuiplanner-light", "textual-dark", "no color", "borderless"])]


@pytest.fixture(params=LOOKS)
def planner(request: pytest.FixtureRequest, path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The made-up patient's planner, to be seen in one of the looks."""
    look = str(request.param)
    monkeypatch.delenv("NO_COLOR", raising=False)
    write_demo(path, NOW.date())
    if look == "no color":
        monkeypatch.setenv("NO_COLOR", "1")
    elif look == "borderless":
        preferences.keep(path, Preferences(borderless=True))
    else:
        preferences.keep(path, Preferences(theme=look))
    return path


def letters(hands: Hands, name: str) -> list[tuple[str, Style]]:
    """The letters of a field, without blanks, as it paints them before any filter of colors."""
    (field,) = [each for each in hands.app.screen.query(Line) if each.name == name]
    return _letters(field.input.render_line(0))


def painted(hands: Hands, name: str) -> list[tuple[str, Style]]:
    """The letters of a field, without blanks, as they are sent to the terminal."""
    (field,) = [each for each in hands.app.screen.query(Line) if each.name == name]
    region = field.input.region
    strip = list(hands.app.screen._compositor.render_strips())[region.y]
    return _letters(strip.crop(region.x, region.right))


def _letters(strip: Strip) -> list[tuple[str, Style]]:
    each = [(letter, part.style or Style()) for part in strip for letter in part.text]
    return [(letter, style) for letter, style in each if letter.strip()]


def text_of(letters: list[tuple[str, Style]]) -> str:
    return "".join(letter for letter, _ in letters)


def is_ghostly(style: Style) -> bool:
    return bool(style.dim and style.italic and not style.underline)


def is_typed(style: Style) -> bool:
    return bool(style.underline and not style.dim and not style.italic)


def is_fainter(hands: Hands, one: Style, other: Style) -> bool:
    """Return True if letters are sent as dim, or in a color nearer to the background."""
    if hands.app.no_color:
        return bool(one.dim and not other.dim and not one.color)
    assert one.color
    assert one.bgcolor
    assert other.color
    assert other.bgcolor
    return contrast(one.color, one.bgcolor) < 0.7 * contrast(other.color, other.bgcolor)


async def test_a_completion_does_not_look_typed(planner: Path) -> None:
    async with at_keyboard(planner) as hands:
        await hands.press("2", "n")
        await hands.type("gabap")
        for look in (letters, painted):
            assert text_of(look(hands, "name")) == "gabapentin"
        styles = [style for _, style in letters(hands, "name")]
        assert all(map(is_typed, styles[:5]))
        assert not styles[5].dim, "the cursor stays as clear as ever"
        assert all(map(is_ghostly, styles[6:]))
        sent = [style for _, style in painted(hands, "name")]
        assert all(style.italic and not style.underline for style in sent[6:])
        assert all(style.underline and not style.italic for style in sent[:5])
        assert all(is_fainter(hands, style, sent[0]) for style in sent[6:])
        assert "→ takes “gabapentin”" in hands.flat


async def test_the_last_text_of_a_field_does_not_look_typed(planner: Path) -> None:
    async with at_keyboard(planner) as hands:
        await hands.press("2", "n", "f2")
        await hands.go_down_to("route")
        assert text_of(letters(hands, "route")) == "→bymouth"
        assert all(is_ghostly(style) for _, style in letters(hands, "route")[1:])
        assert all(style.italic and not style.underline for _, style in painted(hands, "route")[1:])
        assert "→ takes “by mouth”, as last time" in hands.flat
        await hands.press("right")
        assert text_of(letters(hands, "route")) == "bymouth"
        assert all(is_typed(style) for _, style in letters(hands, "route"))


async def test_an_example_is_not_dim(planner: Path) -> None:
    """Nothing repeats it, so it has to be read."""
    async with at_keyboard(planner) as hands:
        await hands.press("2", "n")
        assert text_of(letters(hands, "strength")).startswith("e.g.")
        assert not any(style.dim for _, style in letters(hands, "strength"))
        assert all(style.italic for _, style in letters(hands, "strength"))


async def test_a_reused_form_shows_its_example_clearly_again(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("2", "n")
        await hands.write({"name": "iron", "route": "by mouth"})
        await hands.press("n", "f2")
        assert all(is_ghostly(style) for _, style in letters(hands, "route"))
        await hands.press("escape", "enter", "f2")
        await hands.go_down_to("route")
        await hands.press("end", "ctrl+u")
        assert text_of(letters(hands, "route")).startswith("e.g.")
        assert not any(style.dim for _, style in letters(hands, "route"))
