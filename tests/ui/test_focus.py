"""Where one is can be seen without colors: by a sign, by bold, reverse or underlined letters."""

from pathlib import Path

import pytest
from textual.geometry import Region
from textual.widget import Widget

from tests.every import every
from tests.journeys.helpers import NOW, Hands, at_keyboard
from tests.ui.tour import back
from tuiplanner.data.demo import write_demo
from tuiplanner.ui.forms.fields import Field

Look = list[tuple[str, bool, bool, bool]]

PLACES = (
    *("1", "2", "3", "4", "5", "6", "7", "1 n f2", "3 n f2"),
    *("7 end n", "2 a", "3 g", "f", "4 p", "2 enter f6"),
)
MOST = 40  # stops in one place


def look(hands: Hands, region: Region) -> Look:
    """What is painted in a region, letter by letter, without its colors."""
    letters: Look = []
    strips = hands.app.screen._compositor.render_strips()
    for strip in strips[region.y : region.bottom]:
        for segment in strip.crop(region.x, region.right):
            style = segment.style
            bold, line, back = (
                (bool(style.bold), bool(style.underline), bool(style.reverse))
                if style
                else (False, False, False)
            )
            letters += [(letter, bold, line, back) for letter in segment.text]
    return letters


def around(widget: Widget) -> Region:
    """The widget, with the label that belongs to it."""
    field = next((a for a in widget.ancestors if isinstance(a, Field)), None)
    return (field or widget).region


@pytest.fixture(params=every(["1", ""]))
def colors(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.delenv("NO_COLOR", raising=False)
    if request.param:
        monkeypatch.setenv("NO_COLOR", "1")
    return str(request.param)


@pytest.mark.usefixtures("colors")
@pytest.mark.long
async def test_the_focus_is_seen_without_colors(path: Path) -> None:
    write_demo(path, NOW.date())
    stops = set()
    async with at_keyboard(path, (80, 60)) as hands:
        for place in PLACES:
            await hands.press(*place.split())
            first = hands.app.focused
            for _ in range(MOST):
                here = hands.app.focused
                assert here is not None
                region = around(here)
                with_focus = look(hands, region)
                await hands.press("tab")
                if hands.app.focused is here:
                    break  # there is nowhere else to go
                assert around(here) == region, "nothing moves"
                without = look(hands, region)
                assert with_focus != without, f"{place}: {here}\n{hands.screen}"
                stops.add(type(here).__name__)
                if hands.app.focused is first:
                    break
            else:
                raise AssertionError(f"{place}: more than {MOST} stops")
            await back(hands)
    assert {"RowList", "ContentTabs", "FieldInput", "Picker", "Button", "TextArea"} - stops <= {
        "ContentTabs"
    }
