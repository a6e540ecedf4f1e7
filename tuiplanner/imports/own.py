"""Another copy of a planner: an export, a restored phone, or the other side of a sync conflict.

A row with the same id and the same moment of creation is the same row, and is compared field by
field. Any other row is new here, unless one here has the same name: then the person decides.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from tuiplanner.imports.comparing import HOW
from tuiplanner.imports.identity import doubts
from tuiplanner.imports.matching import alike_keys, named
from tuiplanner.imports.own_rows import Rows
from tuiplanner.imports.record import ImportedPatient, ImportRecord, ImportSource
from tuiplanner.imports.review import Review, tried
from tuiplanner.imports.review_items import Group, ReviewItem, Way, in_order
from tuiplanner.model.choices import ListStatus
from tuiplanner.model.descriptions import facts, in_words
from tuiplanner.model.fields import Answers, Kept, Numbers, Spec
from tuiplanner.model.planner import RECORDS, Planner
from tuiplanner.model.records import Medication, Profile, Record, Step, Visit, field_specs
from tuiplanner.model.sameness import Ingredients
from tuiplanner.model.text import uncapitalized

FORMAT = "tuiplanner"
_STATE = re.compile("_(?:status|checked)$")  # of a list: whether it is known to be empty
_RANK = "rank"  # each planner has its own order of the questions
# Fields that make sense together only: one alone is refused, or is a dose that nobody prescribed.
_TOGETHER: Mapping[type[Record], tuple[tuple[str, ...], ...]] = {
    Medication: (HOW, ("status", "stopped")),
    Step: (("from_day", "dose", "frequency", "confirmed"),),
    Visit: (("restrictions_status", "restrictions"), ("when", "until")),
}


def review_copy(
    theirs: Planner,
    ours: Planner,
    today: date,
    ingredients: Ingredients | None = None,
    unread: int = 0,
) -> Review:
    """Return the review of another copy of a planner against the planner here.

    `unread` is the number of its rows that are damaged.
    """
    found = _Comparison(theirs, ours, ingredients or {})
    record = ImportRecord(
        FORMAT,
        ImportSource("another copy of this planner"),
        ImportedPatient(theirs.profile.name, theirs.profile.born),
    )
    items = [*tried(found.items(), ours, today)]
    if unread:
        why = "They are damaged, so they cannot be read. Please look at them in the other copy."
        items.append(ReviewItem(Group.LEFT_OUT, Record, f"Entries of the copy: {unread}", why))
    return Review(record, in_order(items), tuple(doubts(record, ours.profile)), found.rows.ids)


class _Comparison:
    """Two planners, row by row."""

    def __init__(self, theirs: Planner, ours: Planner, ingredients: Ingredients) -> None:
        self._theirs, self._ours = theirs, ours
        self.rows = Rows(theirs, ours)
        self._ingredients = ingredients
        self._taken_here = {
            key: row
            for row in ours.medications.values()
            if not row.is_stopped
            for key in alike_keys(row, ingredients)
        }

    def items(self) -> Iterator[ReviewItem]:
        yield from self._of_profile()
        for kind in RECORDS:
            for row in self._theirs.rows(kind).values():
                here = self.rows.here(row)
                yield from [self._of_other(row)] if here is None else self._of_pair(row, here)
            for row in self._ours.rows(kind).values():
                if not self.rows.is_paired(row):
                    yield ReviewItem(Group.NOT_IN_FILE, kind, named(row), row.KIND)

    def _of_pair(self, row: Any, here: Any) -> Iterator[ReviewItem]:
        kind = type(here)
        found = self.rows.differences(row, here)
        if not found:
            yield ReviewItem(Group.SAME, kind, named(here), here.KIND, number=row.id)
        for names in _groups(kind, found):
            was = {name: getattr(here, name) for name in names}
            way = Way("take it over", {name: found[name] for name in names}, here.id, was)
            detail = "; ".join(self._turn(row, here, name) for name in names)
            yield ReviewItem(Group.CHANGED, kind, named(here), detail, (way,), number=row.id)

    def _turn(self, row: Any, here: Any, name: str) -> str:
        """Return a field as it is here and there: `Strength: 5 mg → 10 mg`."""
        spec = field_specs(type(here))[name]
        if isinstance(spec, Numbers | Answers):
            return f"{spec.label}: more there"
        before = in_words(self._ours, spec, getattr(here, name)) or "nothing"
        after = in_words(self._theirs, spec, getattr(row, name)) or "nothing"
        return f"{spec.label}: {before} → {after}"

    def _of_other(self, row: Any) -> ReviewItem:
        """Return the line about a row that is not here."""
        kind = type(row)
        way = Way("bring it in", {n: getattr(row, n) for n in field_specs(kind) if n != _RANK})
        facts_of = [*facts(self._theirs, row)][1:4]
        detail = "; ".join(f"{label}: {text}" for _, label, text in facts_of)
        why = self._doubt(row)
        group = Group.ASKS if why else Group.NEW
        return ReviewItem(
            group,
            kind,
            named(row),
            f"{why} {detail}".strip(),
            (way,),
            picked=None if why else 0,
            number=row.id,
            is_sure=not why,
            their_id=row.id,
        )

    def _doubt(self, row: Any) -> str:
        """Return why a row may be here already, or may not be wanted, or ""."""
        if self.rows.has_namesake(row):
            return "There is one with this name here."
        if self.rows.was_deleted(row):
            return "It is no longer here: it was probably deleted."
        if isinstance(row, Medication) and not row.is_stopped:
            keys = sorted(alike_keys(row, self._ingredients))
            alike = next((self._taken_here[key] for key in keys if key in self._taken_here), None)
            if alike is not None:
                return f"It may be the same as {named(alike)} here."
        return ""

    def _of_profile(self) -> Iterator[ReviewItem]:
        theirs, ours = self._theirs.profile, self._ours.profile
        for name, spec in field_specs(Profile).items():
            value, mine = getattr(theirs, name), getattr(ours, name)
            if value == mine or not value or isinstance(spec, Kept):
                continue
            if _STATE.search(name):
                yield from self._of_state(name)
            else:
                yield _about_me(spec, {name: mine}, {name: value}, is_new=not mine)

    def _of_state(self, name: str) -> Iterator[ReviewItem]:
        """Yield the line about a list that is known to be empty there, with the day of that."""
        theirs, ours = self._theirs.profile, self._ours.profile
        names = [f"{_STATE.sub('', name)}{end}" for end in ("_status", "_checked")]
        values, was = ({n: getattr(each, n) for n in names} for each in (theirs, ours))
        is_told = values[names[0]] == ListStatus.NONE_KNOWN != was[names[0]]
        if is_told and name == names[0]:
            yield _about_me(field_specs(Profile)[name], was, values, is_new=False)


def _about_me(
    spec: Spec, was: Mapping[str, Any], values: Mapping[str, Any], *, is_new: bool
) -> ReviewItem:
    before, after = (spec.show(next(iter(each.values()))) for each in (was, values))
    return ReviewItem(
        Group.NEW if is_new else Group.CHANGED,
        Profile,
        f"About me, {uncapitalized(spec.label)}",
        f"{before or 'nothing'} → {after}",
        (Way("take it over", values, 1, was),),
        0 if is_new else None,
        is_sure=is_new,
    )


def _groups(kind: type[Record], found: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """Yield the names of the fields that differ, those together that make sense together only."""
    done: set[str] = set()
    for name in found:
        near = next((names for names in _TOGETHER.get(kind, ()) if name in names), (name,))
        if name not in done:
            yield tuple(each for each in near if each in found)
        done.update(near)
