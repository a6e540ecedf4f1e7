"""The base class of all records; the kinds of record are in `patient` and `appointments`."""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import FrozenInstanceError, dataclass, fields, replace
from datetime import date
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import Any, ClassVar, Self, TypeVar, dataclass_transform

from tuiplanner.errors import Refused
from tuiplanner.model.dates import UNSURE
from tuiplanner.model.fields import (
    SPEC,
    Answers,
    Kept,
    Spec,
)
from tuiplanner.model.text import cleaned, one_line, quoted

R = TypeVar("R", bound="Record")

STAMPS = ("created", "updated", "by")  # fields that the program fills in
# Further fields of the program's own, which no person's list has.
OURS = frozenset(("rank", "carried", "prompt", "sorted", "step_before"))


@dataclass_transform(frozen_default=True, kw_only_default=True)
def record_kind(kind: type[R]) -> type[R]:
    """Make a frozen dataclass with keyword arguments of a kind of record.

    Its methods are those of Record, written once: a dataclass that makes them for each kind takes
    a tenth of the time to print a page.
    """
    return dataclass(init=False, repr=False, eq=False)(kind)


@record_kind
class Record:
    """A record with its id, the times it was created and updated (UTC), and its author."""

    TABLE: ClassVar[str]
    KIND: ClassVar[str]
    TITLE: ClassVar[str] = "name"
    STAMP: ClassVar[str] = ""
    IMPLIES: ClassVar[tuple[tuple[str, StrEnum], ...]] = ()  # days, and the status each implies

    id: int = 0
    created: str = ""
    updated: str = ""
    by: int | None = None

    def __init__(self, **values: Any) -> None:
        """Fill in the fields; those without a value get their default."""
        kind: Any = type(self)
        defaults = _defaults_of(kind)
        filled = defaults | values
        if len(filled) > len(defaults):
            raise TypeError(f"{kind.__name__} has no {', '.join(values.keys() - defaults.keys())}")
        self.__dict__.update(filled)

    def __setattr__(self, name: str, value: Any) -> None:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if type(self) is not type(other):
            return NotImplemented
        kind: Any = type(self)
        values = _values_of(kind)
        return bool(values(self) == values(other))

    def __hash__(self) -> int:
        kind: Any = type(self)
        return hash(_values_of(kind)(self))

    @property
    def heading(self) -> str:
        """The required field, which names the record in a sentence."""
        return str(getattr(self, self.TITLE))

    @property
    def shown_heading(self) -> str:
        """The heading as it is shown: on one line, a date in words."""
        return one_line(field_specs(type(self))[self.TITLE].show(self.heading))

    def in_words(self, name: str) -> str:
        """Return a field as it is shown: `waiting for approval` for `awaiting-approval`."""
        return field_specs(type(self))[name].show(getattr(self, name))

    @property
    def quoted(self) -> str:
        """The heading in quotation marks: `“prednisone”`."""
        return quoted(self.shown_heading)

    @classmethod
    def typed_fields(
        cls, typed: Mapping[str, str], before: Self | None = None
    ) -> Mapping[str, tuple[Spec, str]]:
        """Return the field and the text for each typed value; one text may fill two fields.

        `before` is the record that is edited; None for a new one.
        """
        known = field_specs(cls)
        return {name: (known[name], text) for name, text in typed.items()}

    @classmethod
    def carried_over(cls, rows: Iterable[Self], values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values that a new record takes from the rows, where it has none of its own."""
        return {}

    @classmethod
    def with_status(cls, values: Mapping[str, Any], before: "Record | None") -> Mapping[str, Any]:
        """Return the values with the status that their days imply, unless a status is given.

        A test with a day on which it was done is done. A status never goes back.
        """
        status = str(getattr(before or cls(), "status", ""))
        for day, implied in cls.IMPLIES:
            order = list(type(implied))
            is_known = values.get(day, UNSURE) not in ("", None, UNSURE)
            if is_known and "status" not in values and status in order:
                is_ahead = order.index(implied) > order.index(type(implied)(status))
                return {**values, "status": implied} if is_ahead else values
        return values

    def stamped(self, before: Self | None, today: date) -> Self:
        """Return the record with the day of its creation or of its new status filled in."""
        if before is None and self.STAMP and not getattr(self, self.STAMP):
            return with_day(self, self.STAMP, today)
        return self

    def check(self, touched: Container[str] = ()) -> None:
        """Refuse values of the touched fields that contradict other fields.

        The required field must not be empty. A value loaded from a file is never refused until a
        person touches it.
        """
        if self.TITLE in touched and not self.heading:
            label = field_specs(type(self))[self.TITLE].label
            what = quoted(label) if label.startswith("What") else f"the {label.lower()}"
            raise Refused(f"Please fill in {what}; the rest can wait.", self.TITLE)

    @classmethod
    def load(cls, id: int, document: dict[str, Any]) -> Self:
        """Return the record of a stored document; unknown fields are ignored."""
        known = field_specs(cls)
        values = {name: known[name].load(raw) for name, raw in document.items() if name in known}
        this: Any = cls
        for name in _defaulted(this):
            if not values.get(name):
                values.pop(name, None)
        by = document.get("by")
        return cls(
            id=id,
            created=cleaned(str(document.get("created") or "")),
            updated=cleaned(str(document.get("updated") or "")),
            by=by if isinstance(by, int) else None,
            **values,
        )


def with_day(record: R, field: str, day: date) -> R:
    """Return the record with a day in one of its fields."""
    values: dict[str, Any] = {field: day.isoformat()}
    return replace(record, **values)


def field_specs(record: type[Record]) -> dict[str, Spec]:
    """Return the fields that hold what a person recorded, by name, in their order."""
    key: Any = record
    return _field_specs(key)


def typed_specs(record: type[Record]) -> dict[str, Spec]:
    """Return the fields that a person can type, without those that only the program fills."""
    return {n: s for n, s in field_specs(record).items() if not isinstance(s, Answers | Kept)}


@cache
def _field_specs(record: Any) -> dict[str, Spec]:
    return {f.name: f.metadata[SPEC] for f in fields(record) if SPEC in f.metadata}


@cache
def _defaults_of(record: Any) -> dict[str, Any]:
    """Return the defaults of all fields, in their order."""
    return {f.name: f.default for f in fields(record)}


@cache
def _values_of(record: Any) -> Callable[[Any], Any]:
    """Return a function that returns the values of all fields, in their order."""
    return attrgetter(*(f.name for f in fields(record)))


@cache
def _defaulted(record: Any) -> tuple[str, ...]:
    """Return the fields that have a default if absent, such as a medication's status."""
    return tuple(f.name for f in fields(record) if SPEC in f.metadata and f.default)
