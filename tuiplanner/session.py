"""The session: an open planner, the person typing, and the page; uses no Textual.

`Session.change` saves each change to the file and replaces the planner with the new one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tuiplanner.errors import Refused
from tuiplanner.model.choices import Role
from tuiplanner.model.contradiction import contradiction
from tuiplanner.model.merging import Merged, changed_between, edited_since
from tuiplanner.model.planner import Change, Planner, add
from tuiplanner.model.records import Brief, Person, Record, Visit
from tuiplanner.model.rehearsal import Asked
from tuiplanner.model.visits import clinician, next_visit
from tuiplanner.store import drafts, preferences
from tuiplanner.store.locking import WAIT
from tuiplanner.store.store import Store
from tuiplanner.store.watching import Watch

if TYPE_CHECKING:
    from tuiplanner.brief.page import Page
    from tuiplanner.brief.source import Source
    from tuiplanner.imports.review import Review
    from tuiplanner.imports.sheet_columns import SheetColumns
    from tuiplanner.model.ready import Point
    from tuiplanner.store.downloads import Download as Download

NO_VISIT = "There is no visit yet: tab 1, n writes one down."


class Saved(NamedTuple):
    """The id of the first record that a form saved, and what to say about it, if anything.

    `summary` is about other changes, `doubt` asks about what now contradicts the change.
    """

    id: int
    summary: str = ""
    doubt: str = ""


class Drafts:
    """Unsaved text of forms, kept beside one planner file under the key of each form."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def take_over(self, *, is_start: bool) -> str:
        """Take over the drafts of windows that have ended.

        Return the name of an unreadable file of drafts that was set aside, else an empty
        string.
        """
        return drafts.take_over(self._path, is_start=is_start)

    def waiting(self) -> frozenset[str]:
        """Return the keys of closed forms that have a draft."""
        return drafts.of_closed_forms(self._path)

    def read(self, key: str) -> Mapping[str, str] | None:
        return drafts.read(self._path).get(key)

    def keep(self, key: str, typed: Mapping[str, str], patience: float = WAIT) -> None:
        """Keep the draft of a closed form; an empty `typed` deletes the draft."""
        drafts.keep(self._path, key, typed, patience)

    def keep_open(self, key: str, typed: Mapping[str, str], patience: float) -> None:
        """Keep the text typed so far in an open form."""
        drafts.keep_open(self._path, key, typed, patience)


class Session:
    """The planner on screen, and the only way to change it.

    Methods that save raise PlannerError with the sentence to show.
    """

    def __init__(
        self,
        store: Store,
        by: int | None = None,
        clock: Callable[[], date] = date.today,
        *,
        called: str = "",
    ) -> None:
        self.store, self.by = store, by
        self.called = called  # whose planner it is as long as it has no name
        self.planner = store.load()
        self.visit_id: int | None = None  # chosen for the page; None means the next visit
        self.drafts = Drafts(store.path)
        self._clock = clock
        self._watch = Watch(store.path)

    @property
    def today(self) -> date:
        return self._clock()

    @cached_property
    def rehearsal(self) -> tuple[tuple[Asked, ...], str]:
        """The doctor's likely questions, and a sentence about errors in the user's own file."""
        from tuiplanner.data.library import rehearsal  # The first paint does not need this import.

        return rehearsal(self.store.path)

    # preferences, kept beside the planner

    @cached_property
    def preferences(self) -> preferences.Preferences:
        """The look of the screen, and the place where it was last left."""
        return preferences.read(self.store.path)

    def keep_preferences(self, **changed: Any) -> None:
        """Save changed preferences, keeping those that another window saved meanwhile."""
        path = self.store.path
        preferences.keep(path, replace(preferences.read(path), **changed))

    # changes

    def change(self, change: Change, source: str = "") -> Planner:
        """Apply a change to the planner now in the file, save it, and return the new planner.

        `source` is the file that the values come from, if they were imported.
        """
        self.planner = self.store.update(change, self.by, source)
        return self.planner

    def undo(self) -> str:
        """Undo the last change, and return the sentence that names it."""
        self.planner, summary = self.store.undo(self.by)
        return summary

    def redo(self) -> str:
        """Redo the change that was last undone, and return the sentence that names it."""
        self.planner, summary = self.store.redo(self.by)
        return summary

    def save_record(self, seen: Planner, record: Record, *each: dict[str, Any]) -> Saved:
        """Save values that were typed when the planner was still `seen`.

        Several values create several new records in one change. Changes that another window
        made meanwhile are kept, field by field.
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
        now = self.planner.rows(type(record)).get(record.id, record)
        return Saved(record.id, merged.message, contradiction(now, values, self.today))

    def _add_records(self, kind: type[Record], each: Sequence[dict[str, Any]]) -> Saved:
        def change(now: Planner) -> Planner:
            for values in each:
                now = add(now, kind, values, self.today)
            return now

        planner = self.change(change)
        id = planner.next_id - len(each)
        if len(each) > 1:
            return Saved(id, f"{len(each)} {kind.TABLE} are written down. u takes them back.")
        return Saved(id, "", contradiction(planner.find(kind, id), each[0], self.today))

    def reload(self) -> str | None:
        """Load what another window saved; return a sentence about it, or None if unchanged."""
        if not self._watch.has_moved():
            return None
        before, self.planner = self.planner, self.store.load()
        if self.store.replacement:  # An older copy or another person's planner is there now.
            return self.store.keep_replaced()
        return changed_between(before, self.planner) if self.planner is not before else None

    @property
    def warning(self) -> str:
        """The warning to show when the file is opened; usually empty."""
        if self.store.is_newer:
            return "A newer version wrote this planner: it can be read here, not changed."
        return self.store.set_aside()

    @property
    def may_have_several_typists(self) -> bool:
        """True if the planner knows more than one person who may type, the patient among them."""
        people = self.planner.people.values()
        is_patient_known = any(person.role == Role.PATIENT for person in people)
        return len(people) + (not is_patient_known) > 1

    def type_as_first_person(self) -> None:
        """Record later changes under the first person of the planner, if there is one."""
        self.by = next(iter(self.planner.rows(Person)), self.by)

    # the page

    def source(self) -> Source:
        """Return the source of the page as of now."""
        from tuiplanner.brief.source import Source  # The first paint does not need these imports.
        from tuiplanner.data.vocabulary import ingredients_in

        planner, today = self.planner, self.today
        visit = planner.get(Visit, self.visit_id) or next_visit(planner, today)
        return Source(
            planner,
            today,
            visit,
            self.store.history(planner.revision),
            self.rehearsal[0],
            ingredients_in(planner),
        )

    def page(self) -> Page:
        """Make the page as it would be printed now."""
        from tuiplanner.brief.page import make_page  # The first paint does not need this import.

        return make_page(self.source())

    def missing(self) -> tuple[Point, ...]:
        """Return the points that the page lacks now."""
        from tuiplanner.model.ready import points  # The first paint does not need this import.

        source = self.source()
        return points(
            source.planner, source.visit, source.today, source.rehearsal, source.ingredients
        )

    def downloads(self) -> list[Download]:
        """Return the files that may be imported, the newest first."""
        from tuiplanner.store import downloads  # Only an import needs it.

        return downloads.found(Path.home(), Path.cwd())

    def review_file(
        self, path: str, encoding: str = "", columns: Mapping[str, str] | None = None
    ) -> Review:
        """Return the review of a file to import; raise FileTrouble for one that is not read.

        `path` may begin with `~`, the home folder. `encoding` and `columns` are what the person
        says of a list.
        """
        from tuiplanner.imports.opening import open_review  # Only an import needs it.

        file, data = _downloaded(path)
        return open_review(data, self.planner, self.today, encoding, columns, file.name)

    def sheet_columns(
        self, path: str, encoding: str = "", columns: Mapping[str, str] | None = None
    ) -> tuple[SheetColumns, ...]:
        """Return the columns of each list in a file; raise FileTrouble for one that is not read."""
        from tuiplanner.imports.sheet_columns import sheet_columns

        return sheet_columns(_downloaded(path)[1], encoding, columns)

    def previews(self, path: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return each encoding that a list can be in, with its first lines."""
        from tuiplanner.imports.csv_reader import previews

        return previews(_downloaded(path)[1])

    def bring_in(self, review: Review, picks: Mapping[int, int]) -> None:
        """Bring in the picked lines of a review as one change; the history names the file."""
        from tuiplanner.imports.review import bring_in

        picked = [(review.items[at], way) for at, way in sorted(picks.items())]
        self.change(lambda now: bring_in(now, picked, self.today, review.ids), review.source)

    def ask_doubles(self, kind: type[Record], id: int) -> str:
        """Return the questions whether a row is there twice, or ""."""
        from tuiplanner.data.vocabulary import ingredients_in
        from tuiplanner.model.sameness import doubles_of

        found = doubles_of(self.planner, ingredients_in(self.planner), kind, id)
        return " ".join(double.sentence for double in found)

    def choose_following_visit(self) -> str:
        """Make the page for the visit after the current one, and return a sentence that names it.

        After the last visit, start over at the first. Raise Refused if there are no visits.
        """
        visits = sorted(self.planner.visits.values(), key=lambda visit: visit.when)
        if not visits:
            raise Refused(NO_VISIT)
        now = self.source().visit
        at = visits.index(now) + 1 if now in visits else 0
        visit = visits[at % len(visits)]
        self.visit_id = visit.id
        return f"For {visit.shown_heading} {clinician(self.planner, visit)}"

    def keep_page(self, page: Page) -> str:
        """Keep a page that was given to the doctor under its visit; return a sentence about it."""
        from tuiplanner.outputs.briefs import kept_values

        source = self.source()
        values = kept_values(source, page)
        self.change(lambda planner: add(planner, Brief, values, source.today))
        visit = source.visit
        whom = f" under the visit of {visit.shown_heading}" if visit else ""
        return f"A copy of the page is kept{whom}."


def _downloaded(path: str) -> tuple[Path, bytes]:
    """Return the path that a person typed, without `~`, and the bytes of the file."""
    from tuiplanner.store.downloads import read_download, whole_path  # Only an import needs it.

    file = whole_path(path)
    return file, read_download(file)
