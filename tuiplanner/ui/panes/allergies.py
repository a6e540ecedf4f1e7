"""Allergies and substances to avoid: two lists, each in one of three states."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from textual.binding import BindingType

from tuiplanner.model import dates
from tuiplanner.model.choices import AllergyKind, ListStatus
from tuiplanner.model.planner import edit
from tuiplanner.model.records import Allergy, Profile
from tuiplanner.ui.bindings import bind
from tuiplanner.ui.cells import flagged
from tuiplanner.ui.panes.base import Pane
from tuiplanner.ui.rows import Column, Row

_LISTS: Mapping[str, tuple[str, str]] = {
    "allergies": (AllergyKind.ALLERGY, "Allergies"),
    "avoid": (AllergyKind.AVOID, "Told to avoid"),
}


class AllergyPane(Pane[Allergy]):
    """Two lists, each under a row with its state; `0` on that row records that none are known."""

    KIND = Allergy
    TITLE = "Allergies, and what to avoid"
    COLUMNS = (
        Column("Substance", 28, ("substance",), wraps=True),
        Column(
            "What happened", 0, ("reaction", "severity", "told_by"), wraps=True, is_movable=True
        ),
        Column("When", 11, ("year",)),
    )
    SEEN = frozenset({"kind"})
    EMPTY = ""
    HELP = "0 says that none are known, with today's date. Not asked is not the same as none."
    BINDINGS: ClassVar[list[BindingType]] = [
        bind(
            "0",
            "none_known",
            "None known",
            "Say that none are known, as of today",
            "allergies.none",
        ),
    ]

    def records(self) -> Iterable[Allergy]:
        return sorted(self.planner.allergies.values(), key=lambda a: (a.is_avoid, a.id))

    def cells(self, record: Allergy) -> tuple[str, ...]:
        parts = (record.reaction, record.severity, record.told_by and f"told by {record.told_by}")
        return (record.substance, ", ".join(filter(None, parts)), dates.show(record.year))

    def arranged(self, rows: list[Row]) -> list[Row]:
        out: list[Row] = []
        for name, (kind, label) in _LISTS.items():
            out.append(Row((label, self._state(name)), name, is_heading=True))
            out += [row for row in rows if self._kind_of(row.key) == kind]
        return out

    def nothing(self) -> str:
        return self.HELP

    def _state(self, name: str) -> str:
        checked = dates.show(getattr(self.planner.profile, f"{name}_checked"))
        words = {
            ListStatus.NOT_ASKED: flagged("not answered yet; n adds one, 0 says none known"),
            ListStatus.NONE_KNOWN: f"none known ({checked})",
            ListStatus.LISTED: "",
        }
        return words[self.planner.status(name)]

    def _kind_of(self, key: object) -> str:
        record = self.planner.allergies.get(key) if isinstance(key, int) else None
        return record.kind if record else ""

    @property
    def _listed(self) -> str:
        """The name of the list that contains the highlight."""
        record = self.highlighted
        if record is not None:
            return "avoid" if record.is_avoid else "allergies"
        return str(self.list.key or "allergies")

    def preset(self) -> Mapping[str, Any]:
        return {"kind": _LISTS[self._listed][0]}

    def action_none_known(self) -> None:
        today = self.today
        values: dict[str, Any] = {f"{self._listed}_status": ListStatus.NONE_KNOWN}
        label = _LISTS[self._listed][1]
        self.change(
            lambda planner: edit(planner, Profile, 1, values, today),
            f"{label}: none known, {dates.show(today.isoformat())}. u takes it back.",
        )
