"""The review of a file: what it would change here, item by item, before anything is changed.

Nothing is preselected but new items whose status the file states. Nothing here is deleted or
stopped because the file does not have it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from tuiplanner.errors import PlannerError, Refused
from tuiplanner.imports.candidates import candidates
from tuiplanner.imports.finder import Finder
from tuiplanner.imports.identity import doubts
from tuiplanner.imports.left_out import folded_lines
from tuiplanner.imports.links import links_in, merged_links, translated, without_links
from tuiplanner.imports.record import ImportRecord
from tuiplanner.imports.review_items import TITLES, Group, ReviewItem, Way, in_order
from tuiplanner.imports.states import of_states
from tuiplanner.model import dates
from tuiplanner.model.planner import Planner, add, edit
from tuiplanner.model.record import Record
from tuiplanner.model.records import Profile, Specialist, Step
from tuiplanner.model.sameness import Ingredients

# A step that was confirmed elsewhere changes no medicine here: that is a line of its own.
_OF_CONFIRMED = ("confirmed", "dose_before", "frequency_before")
_OF_STEP = ("status", "status_since", "step_before", "step_before_since")  # of a referral
_UNNAMED = {"csv": "a list"}  # files that do not name their maker
_Edits = dict[tuple[type[Record], int], dict[str, Any]]


@dataclass(frozen=True)
class Review:
    """All lines of the review, by group, and who the file is about if that is in doubt."""

    record: ImportRecord
    items: tuple[ReviewItem, ...]
    doubts: tuple[str, ...] = ()
    ids: Mapping[int, int] = field(default_factory=dict)  # of another planner's rows, here
    file: str = ""  # the name of the file, if it has one

    def of(self, group: Group) -> tuple[ReviewItem, ...]:
        return tuple(item for item in self.items if item.group == group)

    @property
    def first_picks(self) -> dict[int, int]:
        """The ways picked at first, by the index of the item."""
        return {at: item.picked for at, item in enumerate(self.items) if item.picked is not None}

    @property
    def sure_picks(self) -> dict[int, int]:
        """The ways that `--yes` picks."""
        return {at: 0 for at, item in enumerate(self.items) if item.is_sure}

    @property
    def source(self) -> str:
        """The maker and the day of the file, for the history and the page: `Hospital X, 3 Nov`."""
        source, kind = self.record.source, self.record.format
        unnamed = self.file or _UNNAMED.get(kind, f"a health record ({kind})")
        maker = source.maker or source.title or unnamed
        day = source.date[:10]
        return ", ".join(filter(None, (maker, dates.show(day))))


def review(record: ImportRecord, planner: Planner, today: date, ingredients: Ingredients) -> Review:
    """Return the review of a file against the planner as it is now."""
    found = Finder(planner, ingredients)
    items = [*found.items(candidates(record, today)), *of_states(record, planner)]
    items += found.not_in_file(bool(record.medicines))
    items = [*tried(items, planner, today), *folded_lines(record.left_out)]
    return Review(record, in_order(items), tuple(doubts(record, planner.profile)))


def bring_in(
    planner: Planner,
    items: Iterable[tuple[ReviewItem, int]],
    today: date,
    ids: Mapping[int, int] | None = None,
) -> Planner:
    """Return the planner with all picked ways, as one change.

    `ids` are the rows here of the rows of another planner, whose references are translated.
    Raise Refused if a row has changed since the review was made.
    """
    known, edits = dict(ids or {}), _Edits()
    added: dict[tuple[type[Record], int], tuple[int, Mapping[str, Any]]] = {}
    picked = [(item, item.ways[at]) for item, at in items]
    for item, way in picked:
        if way.id is not None:
            _refuse_moved(planner, item, way)
    for item, way in picked:
        if way.id is None and (item.kind, item.number) not in added:
            planner = _with_row(planner, item.kind, way.values, today)
            known[item.their_id] = planner.next_id - 1
            added[item.kind, item.number] = (planner.next_id - 1, way.values)
    for (kind, _), (id, values) in added.items():
        edits[kind, id] = translated(kind, links_in(kind, values), known)
    for item, way in picked:
        if way.id is not None:
            values = merged_links(planner.find(item.kind, way.id), way.values, known)
            edits.setdefault((item.kind, way.id), {}).update(values)
    for (kind, id), changed in edits.items():
        planner = _edited(planner, kind, id, changed, today)
    for (kind, _), (id, values) in added.items():
        if kind is Specialist:
            planner = _with_own_step(planner, id, values)
    return planner


def _with_own_step(planner: Planner, id: int, values: Mapping[str, Any]) -> Planner:
    """Return the planner in which a new referral is where it was in the file.

    Its visits came in after it and have moved it, as visits do.
    """
    own = {name: values[name] for name in _OF_STEP if name in values}
    row = replace(planner.specialists[id], **own)
    return planner.having(specialists={**planner.specialists, id: row})


def _with_row(
    planner: Planner, kind: type[Record], values: Mapping[str, Any], today: date
) -> Planner:
    """Return the planner with a new row that has just these values, whatever adding implies."""
    wanted = without_links(kind, values)
    own = {n: wanted.pop(n) for n in _OF_CONFIRMED if n in wanted} if kind is Step else {}
    planner = add(planner, kind, wanted, today)
    row = planner.find(kind, planner.next_id - 1)
    implied = {n: v for n, v in wanted.items() if v != getattr(row, n)}
    planner = _edited(planner, kind, row.id, implied, today)
    if not own:
        return planner
    steps = {**planner.steps, row.id: replace(planner.steps[row.id], **own)}
    return planner.having(steps=steps)


def _edited(
    planner: Planner, kind: type[Record], id: int, values: Mapping[str, Any], today: date
) -> Planner:
    row = planner.find(kind, id)
    changed = {n: v for n, v in values.items() if v != getattr(row, n)}
    return edit(planner, kind, id, changed, today) if changed else planner


def _refuse_moved(planner: Planner, item: ReviewItem, way: Way) -> None:
    row = planner.get(item.kind, way.id)
    was = way.was or {}
    if row is None or any(getattr(row, name) != value for name, value in was.items()):
        raise Refused(
            f"{item.name} was changed here meanwhile, so nothing was brought in."
            " Please import the file again."
        )


def tried(items: Iterable[ReviewItem], planner: Planner, today: date) -> Iterator[ReviewItem]:
    """Yield the items without the ways that the planner refuses; without any, it is left out."""
    for item in items:
        refusals = [_refusal(item, at, planner, today) for at in range(len(item.ways))]
        ways = tuple(w for w, why in zip(item.ways, refusals, strict=True) if not why)
        if len(ways) == len(item.ways):
            yield item
        elif ways:
            yield replace(item, ways=ways, picked=None, is_sure=False)
        else:
            why = f"The planner cannot keep this as it is. {refusals[0]}"
            yield ReviewItem(Group.LEFT_OUT, item.kind, item.name, why)


def _refusal(item: ReviewItem, at: int, planner: Planner, today: date) -> str:
    """Return why the planner refuses a way, or ""."""
    way = item.ways[at]
    try:
        bring_in(_around(planner, item.kind, way.id), [(item, at)], today)
    except PlannerError as error:
        return str(error)
    return ""


def _around(planner: Planner, kind: type[Record], id: int | None) -> Planner:
    """Return a small planner in which a change of a row is refused as it is in the whole one."""
    if kind in (Profile, Step):  # Their changes depend on other rows.
        return planner
    row = planner.get(kind, id)
    small = Planner(planner.profile, next_id=planner.next_id)
    rows: dict[str, Any] = {kind.TABLE: {row.id: row} if row else {}}
    return small.having(**rows)


__all__ = ["TITLES", "Group", "Review", "ReviewItem", "Way", "bring_in", "review"]
