"""A person who writes the demo's medicines and questions down, and every key that it takes."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from textual.widgets import Input

from tests.journeys.helpers import Hands, at_keyboard
from tuiplanner.model.fields import Choice, Ref
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Medication, Question, Record, field_specs
from tuiplanner.ui.forms.inputs import Ahead
from tuiplanner.ui.forms.picker import Picker

TABS: dict[type[Record], str] = {Medication: "2", Question: "4"}
# What is not typed when they are written down: it comes of itself, or later by other keys.
LATER = {"checked", "rank", "status", "carried", "answer", "answered_on"}
DEFAULTS = {"status": "taking"}


@dataclass
class Typist:
    """Enters records by keys; `takes_ahead` is whether the gray words are taken."""

    hands: Hands
    takes_ahead: bool = True
    keys: int = 0
    characters: int = 0

    async def enter(self, record: Record) -> None:
        """A new record with the words of another, saved."""
        wanted = words_of(record)
        await self.press(TABS[type(record)], "n")
        while wanted:
            name = self.hands.field
            if name in wanted:
                await self.put(wanted.pop(name))
            if wanted:
                await self.to_next(wanted)
        await self.press("ctrl+s")
        assert self.hands.in_tabs, self.hands.screen

    async def to_next(self, wanted: dict[str, str]) -> None:
        """On to the next field, or to those behind "more" when no other is wanted here."""
        shown = {str(field.name) for field in self.hands.app.screen.query("Field")}
        await self.press("enter" if wanted.keys() & shown else "f2")

    async def put(self, text: str) -> None:
        self.characters += len(text)
        if isinstance(self.hands.app.focused, Picker):
            await self.pick(text)
            return
        for letter in text:
            if self.ahead == text and len(text) - len(self.hands.typed) > 1:
                await self.press("right")
                break
            await self.press(letter)
        assert self.hands.typed == text

    async def pick(self, text: str) -> None:
        picker = self.hands.app.focused
        assert isinstance(picker, Picker)
        number = [value for value, _ in picker.options].index(text) + 1
        await self.press(str(number) if number < 10 else "end")
        while self.hands.typed != text:
            await self.press("left")

    @property
    def ahead(self) -> str:
        """What the right arrow would make of what is typed."""
        line = self.hands.app.focused
        assert isinstance(line, Input)
        assert isinstance(line.suggester, Ahead)
        if not self.takes_ahead or line.suggester.complete is None:
            return ""
        return line.suggester.complete(line.value) if line.value else line.placeholder[2:]

    async def press(self, *keys: str) -> None:
        self.keys += len(keys)
        await self.hands.press(*keys)


def words_of(record: Record) -> dict[str, str]:
    """What a person writes down of it, by field, as it is typed."""
    return dict(_words_of(record))


def _words_of(record: Record) -> Iterator[tuple[str, str]]:
    for name, spec in field_specs(type(record)).items():
        value = getattr(record, name)
        if not value or isinstance(spec, Ref) or (name in LATER and value != "stopped"):
            continue
        yield name, str(value) if isinstance(spec, Choice) else spec.show(value)


async def written_down(path: Path, planner: Planner, *, takes_ahead: bool) -> Typist:
    """The planner's medicines and questions, entered into a new planner at `path`."""
    async with at_keyboard(path) as hands:
        typist = Typist(hands, takes_ahead)
        for record in (*planner.medications.values(), *planner.ranked):
            await typist.enter(record)
        stored = hands.stored
    for kind in TABS:
        old, new = planner.rows(kind).values(), stored.rows(kind).values()
        assert sorted(map(str, map(words_of, old))) == sorted(map(str, map(words_of, new)))
    return typist
