"""Every screen there is, one after the other, in the made-up patient's planner."""

from collections.abc import AsyncIterator
from pathlib import Path
from xml.sax.saxutils import escape

from tests.journeys.helpers import Hands

# What to press from the tabs to be there; how far it is back to the tabs is found out.
PLACES = (
    *("1", "2", "3", "4", "5", "6", "7", "4 o"),
    *("1 n", "1 n f2", "2 n f2", "3 n f2", "4 n f2", "5 n f2", "6 n f2", "7 enter", "7 end n"),
    *("2 a", "2 a n", "3 end g", "3 end g n f2", "5 end g", "5 end g n"),
    *("?", "b", "b g", "1 g", "r", "r w", "w", "v", "i", "2 c", "4 p", "f", "2 /", "f9"),
    *("2 enter f6", "5 t", "1 end h", "2 x", "2 m", "2 m p"),
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
    put_download(Path.home())
    await hands.press("2", "m", "enter")
    await hands.until(REVIEWED)
    yield "the review of a file"
    await back(hands)
    await hands.press("1", "shift+tab")
    yield "the tab bar"


REVIEWED = "From Praxis Dr. Beispiel"
PLAN = (
    "<MP v='025' l='de-DE'><P g='Marta' f='Example' b='19580402'/>"
    "<A n='Praxis Dr. Beispiel' t='2026-03-10T10:00:00'/><S>"
    "<M a='Metoprolol' f='TAB' m='1' n='0' v='0' h='0' du='1' i='{}'>"
    "<W w='Metoprolol' s='50 mg'/></M>"
    "<M a='{}' f='TAB' t='{}' r='{}'/></S></MP>"
)


def put_download(home: Path, text: str = "Tropfen") -> Path:
    """Write a plan into Downloads; `text` stands in a name, directions and reasons of it."""
    folder = home / "Downloads"
    folder.mkdir(exist_ok=True)
    file = folder / "plan.xml"
    file.write_text(PLAN.format(*[escape(text, {"'": "&apos;"})] * 4))
    return file


async def back(hands: Hands) -> None:
    while not hands.in_tabs:
        await hands.press("escape")
