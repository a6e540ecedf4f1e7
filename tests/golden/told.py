"""A planner told day by day into a real file, as a person types it, and the page made of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from tuiplanner.brief.layout import PageFormat
from tuiplanner.brief.page import Page, make_page
from tuiplanner.data.library import rehearsal
from tuiplanner.model.planner import KINDS, Change, Planner, add, edit, move, read_values, remove
from tuiplanner.model.records import Profile
from tuiplanner.model.results import record_discussed
from tuiplanner.outputs.briefs import source_of
from tuiplanner.store.store import Store

TODAY = date(2026, 3, 12)


class Told:
    """What somebody types, each day saved at its noon: so the history is there as in real use."""

    def __init__(self, folder: Path, today: date = TODAY) -> None:
        self.path = folder / "planner.json"
        self.today = today
        self.visit: int | None = None  # the page's visit, where it is not the next one
        self._day = today
        self._waiting: list[Change] = []
        self._seen = self._open().load()

    def on(self, day: str) -> None:
        """What follows is typed on this day."""
        self.save()
        self._day = date.fromisoformat(day)

    def me(self, **typed: str) -> None:
        day = self._day
        values = read_values(Profile, typed, self.today)
        self._change(lambda p: edit(p, Profile, 1, values, day))

    def add(self, kind: str, title: str, /, **typed: str | int) -> int:
        """A new record, by its kind and its required field, and its id."""
        record, id, day = KINDS[kind], self._seen.next_id, self._day
        texts = {record.TITLE: title} | {name: str(value) for name, value in typed.items()}
        self._change(lambda p: add(p, record, read_values(record, texts, day), day))
        return id

    def edit(self, kind: str, id: int, /, **typed: str | int) -> None:
        record, day = KINDS[kind], self._day
        texts = {name: str(value) for name, value in typed.items()}
        self._change(lambda p: edit(p, record, id, read_values(record, texts, day), day))

    def talked_about(self, test: int, visit: int) -> None:
        """The result of a test was discussed at a visit."""
        day = self._day
        self._change(lambda p: record_discussed(p, test, visit, day))

    def move(self, question: int, rank: int) -> None:
        self._change(lambda p: move(p, question, rank))

    def remove(self, kind: str, id: int) -> None:
        record, day = KINDS[kind], self._day
        self._change(lambda p: remove(p, record, id, day))

    def save(self) -> None:
        """Everything typed since the last save goes to the file, in one change."""
        changes, self._waiting = tuple(self._waiting), []

        def all_of(planner: Planner) -> Planner:
            for change in changes:
                planner = change(planner)
            return planner

        if changes:
            self._open().update(all_of)

    def page(self, sheet: PageFormat | None = None) -> Page:
        self.save()
        return make_page(source_of(Store(self.path), self.today, rehearsal()[0], self.visit), sheet)

    def _change(self, change: Change) -> None:
        self._waiting.append(change)
        self._seen = change(self._seen)

    def _open(self) -> Store:
        noon = datetime.combine(self._day, time(12), UTC)
        return Store(self.path, clock=lambda: noon)


@dataclass(frozen=True)
class Golden:
    """One golden page: what is told for it, and on which sheet it is printed."""

    name: str
    tell: Callable[[Told], None]
    sheet: PageFormat

    @property
    def file(self) -> Path:
        return Path(__file__).with_name(f"{self.name}.txt")

    def text(self, folder: Path) -> str:
        told = Told(folder)
        self.tell(told)
        return told.page(self.sheet).text


GOLDENS: dict[str, Golden] = {}

Tell = Callable[[Told], None]


def golden(tell: Tell) -> Tell:
    """A page of its own, under the function's name."""
    return printed(tell)


def printed(tell: Tell, on: str = "", sheet: PageFormat | None = None) -> Tell:
    """The page on a sheet; `on` goes behind the function's name."""
    name = f"{tell.__name__.replace('_', '-')}{on}"
    GOLDENS[name] = Golden(name, tell, sheet or PageFormat())
    return tell
