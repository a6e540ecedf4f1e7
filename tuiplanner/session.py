"""The session: one open planner, who types, and the page that it makes. No Textual.

Each change goes through `Session.change` to the file, and comes back as a new planner.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tuiplanner.brief.source import Source
from tuiplanner.errors import Refused
from tuiplanner.model.merging import Merged, changed_between, edited_since
from tuiplanner.model.planner import Change, Planner, add
from tuiplanner.model.ready import Point, points
from tuiplanner.model.records import Brief, Person, Record, Visit
from tuiplanner.model.rehearsal import Asked
from tuiplanner.model.visits import next_visit
from tuiplanner.store import drafts, preferences
from tuiplanner.store.locking import WAIT
from tuiplanner.store.store import Store
from tuiplanner.store.watching import Watch

if TYPE_CHECKING:
    from tuiplanner.brief.page import Page

NO_VISIT = "There is no visit yet: tab 1, n writes one down."


class Saved(NamedTuple):
    """The first record that a form saved, and a sentence about other changes, if there is one."""

    id: int
    summary: str = ""


class Drafts:
    """What was typed and not saved, beside one planner file, by the key of its form."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def take_over(self, *, is_start: bool) -> str:
        """Take over what an ended window left; return the name of a file that was put aside."""
        return drafts.take_over(self._path, is_start=is_start)

    def waiting(self) -> frozenset[str]:
        """Return the keys of closed forms that wait half typed."""
        return drafts.of_closed_forms(self._path)

    def read(self, key: str) -> Mapping[str, str] | None:
        return drafts.read(self._path).get(key)

    def keep(self, key: str, typed: Mapping[str, str], patience: float = WAIT) -> None:
        """Keep the draft of a form that was closed; nothing typed forgets it."""
        drafts.keep(self._path, key, typed, patience)

    def keep_open(self, key: str, typed: Mapping[str, str], patience: float) -> None:
        """Keep what is being typed in a form that is open."""
        drafts.keep_open(self._path, key, typed, patience)


class Session:
    """The planner that is shown, and the only way to change it.

    Methods that save raise PlannerError with the sentence to show.
    """

    def __init__(
        self, store: Store, by: int | None = None, clock: Callable[[], date] = date.today
    ) -> None:
        self.store, self.by = store, by
        self.planner = store.load()
        self.visit_id: int | None = None  # the visit that was chosen for the page
        self.drafts = Drafts(store.path)
        self._clock = clock
        self._watch = Watch(store.path)

    @property
    def today(self) -> date:
        return self._clock()

    @cached_property
    def rehearsal(self) -> tuple[tuple[Asked, ...], str]:
        """The doctor's likely questions, and what is wrong with the person's own file of them."""
        from tuiplanner.data.library import rehearsal  # not needed for the first paint

        return rehearsal(self.store.path)

    # what is kept beside the planner

    @cached_property
    def preferences(self) -> preferences.Preferences:
        """How the screen looked and where it was left the last time."""
        return preferences.read(self.store.path)

    def keep_preferences(self, **changed: Any) -> None:
        """Keep what was chosen, beside what another window chose meanwhile."""
        path = self.store.path
        preferences.keep(path, replace(preferences.read(path), **changed))

    # changes

    def change(self, change: Change) -> Planner:
        """Save a change to what is in the file now, and return the new planner."""
        self.planner = self.store.update(change, self.by)
        return self.planner

    def undo(self) -> str:
        """Take back the last change, and return the sentence that names it."""
        self.planner, summary = self.store.undo(self.by)
        return summary

    def redo(self) -> str:
        """Do again what undo took back, and return the sentence that names it."""
        self.planner, summary = self.store.redo(self.by)
        return summary

    def save_record(self, seen: Planner, record: Record, *each: dict[str, Any]) -> Saved:
        """Save values that were typed while the planner was as `seen`.

        Several values make several new records in one change. What another window changed
        meanwhile is kept, field by field.
        """
        if record.id == 0 and record.KIND != "profile":
            return self._add_records(type(record), each)
        (values,) = each
        merged = Merged(self.planner)

        def change(now: Planner) -> Planner:
            nonlocal merged
            merged = edited_since(now, seen, type(record), record.id, values, self.today)
            return merged.planner

        if values:
            self.change(change)
        return Saved(record.id, merged.told)

    def _add_records(self, kind: type[Record], each: Sequence[dict[str, Any]]) -> Saved:
        def change(now: Planner) -> Planner:
            for values in each:
                now = add(now, kind, values, self.today)
            return now

        planner = self.change(change)
        summary = f"{len(each)} {kind.TABLE} are written down. u takes them back."
        return Saved(planner.next_id - len(each), summary if len(each) > 1 else "")

    def reload(self) -> str | None:
        """Read what another window saved; return the sentence that says so, None if nothing."""
        if not self._watch.has_moved():
            return None
        before, self.planner = self.planner, self.store.load()
        if self.store.replacement:  # an older copy, or another person's planner
            return self.store.keep_replaced()
        return changed_between(before, self.planner) if self.planner is not before else None

    @property
    def warning(self) -> str:
        """What has to be said of the file when it is opened; usually nothing."""
        if self.store.is_newer:
            return "A newer version wrote this planner: it can be read here, not changed."
        return self.store.set_aside()

    def type_as_first_person(self) -> None:
        """Let the one person who was named type from here on."""
        self.by = next(iter(self.planner.rows(Person)), self.by)

    # the page

    def source(self) -> Source:
        """Return what the page is made from now."""
        planner, today = self.planner, self.today
        visit = planner.get(Visit, self.visit_id) or next_visit(planner, today)
        return Source(planner, today, visit, self.store.trail(planner.revision), self.rehearsal[0])

    def page(self) -> Page:
        """Make the page as it would be printed now."""
        from tuiplanner.brief.page import make_page  # not needed for the first paint

        return make_page(self.source())

    def missing(self) -> tuple[Point, ...]:
        """Return what the page lacks now."""
        source = self.source()
        return points(source.planner, source.visit, source.today, source.rehearsal)

    def choose_following_visit(self) -> str:
        """Make the page for the visit after the one it is for, and name that visit."""
        visits = sorted(self.planner.visits.values(), key=lambda visit: visit.when)
        if not visits:
            raise Refused(NO_VISIT)
        now = self.source().visit
        at = visits.index(now) + 1 if now in visits else 0
        visit = visits[at % len(visits)]
        self.visit_id = visit.id
        return f"For {visit.shown_heading} {self.source().clinician(visit)}"

    def keep_page(self, page: Page) -> str:
        """Keep a page that was given to the doctor under its visit, and return a sentence."""
        from tuiplanner.outputs.briefs import kept_values

        source = self.source()
        values = kept_values(source, page)
        self.change(lambda planner: add(planner, Brief, values, source.today))
        visit = source.visit
        whom = f" under the visit of {visit.shown_heading}" if visit else ""
        return f"Kept as handed over{whom}."
