"""All text of our own themes stands out at least 7 to 1 (WCAG 2.2, 1.4.6), in every place.

Words that the right arrow would take are to look different from typed ones, so they are dim: 4.5 to
1 (1.4.3). The line below the fields repeats them in full when their field has the focus.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.color import Color
from rich.segment import Segment

from tests.every import every
from tests.journeys.helpers import NOW, Hands, at_keyboard
from tests.ui.tour import PLACES, tour
from tuiplanner.data.demo import write_demo
from tuiplanner.store import preferences
from tuiplanner.store.preferences import Preferences
from tuiplanner.ui.forms.inputs import FieldInput
from tuiplanner.ui.themes import OURS

LEAST = 7.0
LEAST_AHEAD = 4.5


def luminance(color: Color) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    assert color.triplet is not None, color
    parts = [part / 255 for part in color.triplet]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def is_text(segment: Segment) -> bool:
    """Letters and signs; not a line, a bar or a scrollbar."""
    return any(not "\u2500" <= letter <= "\u259f" for letter in segment.text.strip())


def painted(hands: Hands) -> Iterator[tuple[str, float]]:
    """Every piece of text on the screen, and how far it stands out."""
    for strip in hands.app.screen._compositor.render_strips():
        for segment in filter(is_text, strip):
            style = segment.style
            assert style is not None
            assert style.color is not None, segment
            assert style.bgcolor is not None, segment
            assert not style.dim, segment
            yield segment.text, contrast(style.color, style.bgcolor)


def words_ahead(hands: Hands) -> set[str]:
    """What the right arrow would put into the empty fields of this screen."""
    empty = [each for each in hands.app.screen.query(FieldInput) if each.again and not each.value]
    return {each.again for each in empty} | {f"→ {each.again}" for each in empty}


def least(hands: Hands, text: str) -> float:
    return LEAST_AHEAD if text.strip() in words_ahead(hands) else LEAST


def test_black_on_white_has_the_highest_contrast() -> None:
    black, white, gray = (Color.from_rgb(part, part, part) for part in (0, 255, 0x77))
    assert round(contrast(black, white), 2) == 21
    assert round(contrast(gray, white), 2) == 4.48


@pytest.mark.parametrize("theme", every(OURS))
@pytest.mark.long
async def test_all_text_in_our_themes_has_enough_contrast(path: Path, theme: str) -> None:
    write_demo(path, NOW.date())
    preferences.keep(path, Preferences(theme=theme))
    weak: dict[str, set[tuple[str, float]]] = {}
    seen, ahead = 0, set()
    async with at_keyboard(path) as hands:
        assert hands.app.theme == theme
        async for place in tour(hands):
            texts = list(painted(hands))
            seen += 1
            found = {
                (text.strip(), round(far, 2)) for text, far in texts if far < least(hands, text)
            }
            ahead |= words_ahead(hands) & {text.strip() for text, _ in texts}
            weak |= {place: found} if found else {}
            assert len(texts) > 2
    assert not weak
    assert seen == len(PLACES) + 4
    assert "→ by mouth" in ahead
