"""Another copy of a planner: an export, a restored phone, or the other side of a sync conflict.

A row with the same id and the same moment of creation is the same row, and is compared field by
field. Any other row is new here, unless one here has the same name: then the person decides.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from tuiplanner.errors import FileTrouble
from tuiplanner.imports.identity import doubts
from tuiplanner.imports.matching import folded_words
from tuiplanner.imports.record import ImportedPatient, ImportRecord, ImportSource
from tuiplanner.imports.review import Group, Review, ReviewItem, Way, in_order, tried
from tuiplanner.model.descriptions import facts, in_words
from tuiplanner.model.fields import Answers, Numbers, Ref
from tuiplanner.model.planner import RECORDS, Planner
from tuiplanner.model.records import Profile, Record, field_specs

FORMAT = "tuiplanner"
_VERSION = 1  # of an export
_OURS = frozenset(("rank", "meant", "kept_wording"))  # what a copy is not asked about


def copy_of(document: Mapping[str, Any]) -> Planner:
    """Return the planner in an export or a planner file; raise FileTrouble if it is neither."""
    from tuiplanner.store.documents import planner_of

    try:
        return planner_of(_tables(document))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise FileTrouble(
            "This is not a whole export of tuiplanner, so nothing was imported."
            " Make one with: tuiplanner export --format json"
        ) from None


def _tables(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return an export as the tables of a file; a planner file is its tables already."""
    if FORMAT not in document:
        return dict(document)
    if document[FORMAT] != _VERSION:
        raise FileTrouble(
            "This version of tuiplanner does not know the form of this export, so nothing was"
            " imported. Please install the newest version."
        )
    meta = {"next_id": document["next_id"], "revision": 1}
    tables: dict[str, Any] = {"meta": {"1": meta}}
    for name, rows in document.items():
        if isinstance(rows, list) and name != "history":
            tables[name] = {str(row["id"]): row for row in rows if _has_id(row)}
            if len(tables[name]) < sum(map(_has_id, rows)):
                raise FileTrouble("Two records have the same id, so nothing was imported.")
    profile = document.get("profile")
    tables["profile"] = {"1": profile if isinstance(profile, dict) else {}}
    return tables


def _has_id(row: object) -> bool:
    return isinstance(row, dict) and type(row.get("id")) is int


def review_copy(theirs: Planner, ours: Planner, today: date) -> Review:
    """Return the review of another copy of a planner against the planner here."""
    found = _Comparison(theirs, ours)
    record = ImportRecord(
        FORMAT,
        ImportSource("another copy of this planner"),
        ImportedPatient(theirs.profile.name, theirs.profile.born),
    )
    items = in_order(tried(item, ours, today) for item in found.items())
    return Review(record, items, tuple(doubts(record, ours.profile)), found.ids)


class _Comparison:
    """Two planners, row by row."""

    def __init__(self, theirs: Planner, ours: Planner) -> None:
        self._theirs, self._ours = theirs, ours
        self._pairs = {
            row.id: here
            for kind in RECORDS
            for row in theirs.rows(kind).values()
            if (here := self._same_row(kind, row))
        }
        self.ids: dict[int, int] = {id: here.id for id, here in self._pairs.items()}
        self._taken = set(self.ids.values())

    def items(self) -> Iterator[ReviewItem]:
        yield from self._of_profile()
        number = 0
        for kind in RECORDS:
            for row in self._theirs.rows(kind).values():
                number += 1
                here = self._pairs.get(row.id)
                if here is not None:
                    yield from self._of_pair(row, here, number)
                else:
                    yield self._of_other(row, number)
            for row in self._ours.rows(kind).values():
                if row.id not in self._taken:
                    yield ReviewItem(Group.NOT_IN_FILE, kind, row.shown_heading, row.KIND)

    def _same_row(self, kind: type[Record], row: Record) -> Record | None:
        """Return the row here with the same id and moment of creation, or None."""
        here = self._ours.get(kind, row.id)
        return here if here and here.created and here.created == row.created else None

    def _of_pair(self, row: Any, here: Any, number: int) -> Iterator[ReviewItem]:
        found = list(self._differences(row, here))
        kind = type(here)
        if not found:
            yield ReviewItem(Group.SAME, kind, here.shown_heading, here.KIND, number=number)
        for name, value in found:
            spec = field_specs(kind)[name]
            before = in_words(self._ours, spec, getattr(here, name)) or "nothing"
            after = in_words(self._theirs, spec, value) or "nothing"
            way = Way("take it over", {name: value}, here.id, {name: getattr(here, name)})
            detail = f"{spec.label}: {before} → {after}"
            yield ReviewItem(Group.CHANGED, kind, here.shown_heading, detail, (way,), number=number)

    def _differences(self, row: Record, here: Record) -> Iterator[tuple[str, Any]]:
        for name, spec in field_specs(type(here)).items():
            value, mine = getattr(row, name), getattr(here, name)
            if isinstance(spec, Ref):
                value_here = self.ids.get(value) if value else None
            else:
                value_here = value
            is_list = isinstance(spec, Numbers | Answers)
            if value_here != mine and name not in _OURS and not is_list:
                yield name, value

    def _of_other(self, row: Any, number: int) -> ReviewItem:
        kind = type(row)
        twin = self._twin(row)
        detail = "; ".join(
            f"{label}: {text}" for _, label, text in [*facts(self._theirs, row)][1:3]
        )
        if twin is not None and not any(self._differences(row, twin)):
            self.ids[row.id] = twin.id
            self._taken.add(twin.id)
            return ReviewItem(Group.SAME, kind, row.shown_heading, row.KIND, number=number)
        values = {n: getattr(row, n) for n in field_specs(kind) if n not in _OURS}
        way = Way("bring it in", {n: v for n, v in values.items() if v not in ("", None, ())})
        if twin is not None:
            why = f"There is one with this name here. {detail}".strip()
        elif self._was_deleted(row):
            why = f"It is no longer here: it was probably deleted. {detail}".strip()
        else:
            return ReviewItem(
                Group.NEW, kind, row.shown_heading, detail, (way,), 0, number, True, row.id
            )
        return ReviewItem(
            Group.ASKS, kind, row.shown_heading, why, (way,), number=number, their_id=row.id
        )

    def _twin(self, row: Any) -> Record | None:
        """Return a row here, not paired yet, with the same words in its heading, or None."""
        words = folded_words(row.heading)
        rows: Iterable[Record] = self._ours.rows(type(row)).values()
        free = (here for here in rows if here.id not in self._taken)
        return next((here for here in free if folded_words(here.heading) == words), None)

    def _was_deleted(self, row: Record) -> bool:
        """Return True if both planners share rows, and this one's id was used here once."""
        is_free = all(row.id not in self._ours.rows(kind) for kind in RECORDS)
        return bool(self._pairs) and row.id < self._ours.next_id and is_free

    def _of_profile(self) -> Iterator[ReviewItem]:
        for name, spec in field_specs(Profile).items():
            value, mine = getattr(self._theirs.profile, name), getattr(self._ours.profile, name)
            if value == mine or not value or name in _OURS:
                continue
            way = Way("take it over", {name: value}, 1, {name: mine})
            is_new = not mine and not name.endswith(("_status", "_checked"))
            detail = f"{spec.show(mine) or 'nothing'} → {spec.show(value)}"
            yield ReviewItem(
                Group.NEW if is_new else Group.CHANGED,
                Profile,
                f"About me, {spec.label.lower()}",
                detail,
                (way,),
                0 if is_new else None,
                is_sure=is_new,
            )
