"""Every screen there is, one after the other, in the made-up patient's planner."""

from collections.abc import AsyncIterator

from tests.journeys.helpers import Hands

# What to press from the tabs to be there; how far it is back to the tabs is found out.
PLACES = (
    *("1", "2", "3", "4", "5", "6", "7", "4 o"),
    *("1 n", "1 n f2", "2 n f2", "3 n f2", "4 n f2", "5 n f2", "6 n f2", "7 enter", "7 end n"),
    *("2 a", "2 a n", "3 end g", "3 end g n f2", "5 end g", "5 end g n"),
    *("?", "b", "b g", "1 g", "r", "r w", "w", "v", "i", "2 c", "4 p", "f", "2 /", "f9"),
    *("2 enter f6", "5 t", "1 end h", "2 x"),
)
WRONG = ("3 n", "double vision", "10")  # a symptom that began on "10", which is no date


async def tour(hands: Hands) -> AsyncIterator[str]:
    """Comes to each place, and says which it is."""
    for place in PLACES:
        await hands.press(*place.split())
        yield place
        await back(hands)
    keys, *fields = WRONG
    await hands.press(*keys.split())
    await hands.fill(*fields)
    await hands.press("ctrl+s")
    assert "is not a date" in hands.flat
    yield "a wrong field"
    await back(hands)
    await hands.press("ctrl+p")
    await hands.until("Type a few words")
    yield "the palette"
    await hands.press("escape")
    await hands.press("1", "shift+tab")
    yield "the tab bar"


async def back(hands: Hands) -> None:
    while not hands.in_tabs:
        await hands.press("escape")
