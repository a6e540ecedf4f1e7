"""What every record has and can do; the kinds themselves are in `health` and `care`."""

from collections.abc import Container
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache
from typing import Any, ClassVar, Self, TypeVar

from tuiplanner.errors import Refused
from tuiplanner.model.fields import (
    SPEC,
    Spec,
)
from tuiplanner.model.text import cleaned, one_line, quoted

R = TypeVar("R", bound="Record")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Record:
    """What every record has: its id, when it was made and changed (UTC), and who typed it."""

    TABLE: ClassVar[str]
    KIND: ClassVar[str]
    TITLE: ClassVar[str] = "name"
    STAMP: ClassVar[str] = ""

    id: int = 0
    created: str = ""
    updated: str = ""
    by: int | None = None

    @property
    def heading(self) -> str:
        """What the record is called in a sentence: its required field."""
        return str(getattr(self, self.TITLE))

    @property
    def shown_heading(self) -> str:
        """The heading as a person reads it: a date in words, one line."""
        return one_line(specs(type(self))[self.TITLE].show(self.heading))

    @property
    def quoted(self) -> str:
        """The heading as a sentence names it: `“prednisone”`."""
        return quoted(self.shown_heading)

    def stamped(self, before: Self | None, today: date) -> Self:
        """With the day of what just happened: a new record's own day, a step of its status."""
        if before is None and self.STAMP and not getattr(self, self.STAMP):
            return with_day(self, self.STAMP, today)
        return self

    def check(self, touched: Container[str] = ()) -> None:
        """Refuse what no single field can see, as far as it has to do with the touched fields.

        The required field must say something. What a file brought along and nobody touched is
        never a reason to refuse.
        """
        if self.TITLE in touched and not self.heading:
            label = specs(type(self))[self.TITLE].label.lower()
            raise Refused(f"Please fill in the {label}; the rest can wait.", self.TITLE)

    @classmethod
    def load(cls, id: int, document: dict[str, Any]) -> Self:
        """The record of a stored document; what this version does not know is passed over."""
        known = specs(cls)
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
    """The record with a day in one of its fields."""
    values: dict[str, Any] = {field: day.isoformat()}
    return replace(record, **values)


def specs(record: type[Record]) -> dict[str, Spec]:
    """The fields that a person can fill in, by name, in their order."""
    key: Any = record
    return _specs(key)


@cache
def _specs(record: Any) -> dict[str, Spec]:
    return {f.name: f.metadata[SPEC] for f in fields(record) if SPEC in f.metadata}


@cache
def _defaulted(record: Any) -> tuple[str, ...]:
    """Fields whose absence reads as a default, as a medication's status."""
    return tuple(f.name for f in fields(record) if SPEC in f.metadata and f.default)
