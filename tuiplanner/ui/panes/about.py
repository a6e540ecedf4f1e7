"""Tab 7: the person, known facts about them, and the people who help."""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from rich.cells import cell_len
from textual.binding import BindingType

from tuiplanner.model import dates
from tuiplanner.model.choices import ListStatus
from tuiplanner.model.descriptions import listed
from tuiplanner.model.planner import edit
from tuiplanner.model.records import (
    Allergy,
    Condition,
    Event,
    Person,
    Profile,
    Reading,
    Record,
    field_specs,
    typed_specs,
)
from tuiplanner.ui import messages
from tuiplanner.ui.bindings import bind
from tuiplanner.ui.cells import flagged
from tuiplanner.ui.details import Detail
from tuiplanner.ui.messages import TypeAs, draft_key, fact_form
from tuiplanner.ui.panes.base import Pane
from tuiplanner.ui.rows import Column, Row

_FACTS = tuple(
    name
    for name in typed_specs(Profile)
    if not name.endswith(("_status", "_checked")) and name != "conditions"
)
_LISTS: dict[str, tuple[str, type[Record]]] = {
    "allergies": ("Allergies", Allergy),
    "avoid": ("Told to avoid", Allergy),
    "conditions": ("Known conditions", Condition),
    "events": ("Life changes", Event),
    "readings": ("Readings", Reading),
}


def list_kind(field: str) -> type[Record] | None:
    """Return the kind of the list that answers a field of the profile, or None."""
    return _LISTS[field][1] if field in _LISTS else None


_LABELS = (
    *(field_specs(Profile)[name].label for name in _FACTS),
    *(label for label, _ in _LISTS.values()),
)
_NOT_ASKED = "not answered yet"


class AboutPane(Pane[Person]):
    """A list of facts and then of people; Enter edits the highlighted row."""

    KIND = Person
    TITLE = "About me"
    SHORT = "Me"
    ALSO = "name, helpers, conditions, implants"
    COLUMNS = (
        Column("About", max(map(cell_len, _LABELS)), ("name", "relation"), wraps=True),
        Column("What is written down", 0, ("role", "phone"), wraps=True, is_movable=True),
    )
    DETAIL_LINES = 2
    EMPTY = ""
    HELP = (
        "Enter edits a fact. n adds a person who types or comes along, t says that it is this one"
        " who types. 0 says none known."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("n", "new", "Add a helper", "Add a person who types or comes along", "list.new"),
        bind("t", "type_as", "I am typing", "Say that it is this person who types", "about.typing"),
        bind("a", "allergies", "Allergies", "Allergies, and what to avoid", "about.allergies"),
        bind(
            "0",
            "none_known",
            "None known",
            "Say that none are known, as of today",
            "about.none",
            show=False,
        ),
    ]

    def cells(self, record: Person) -> tuple[str, ...]:
        return (record.named, ", ".join(filter(None, (record.role, record.phone))))

    def arranged(self, rows: list[Row]) -> list[Row]:
        facts = [
            Row((field_specs(Profile)[name].label, self._answer(name)), name) for name in _FACTS
        ]
        facts += [Row((label, self._listed(name)), name) for name, (label, _) in _LISTS.items()]
        if self.filtered_by:
            wanted = self.filtered_by.casefold()
            facts = [row for row in facts if wanted in " ".join(row.cells).casefold()]
        people = rows or [Row(("nobody yet", "n adds a person"), "people", dim=True)]
        return [*facts, Row(("people",)), *people]

    def _listed(self, name: str) -> str:
        words = listed(self.planner, name)
        return flagged(words) if words == _NOT_ASKED else words

    def _answer(self, name: str) -> str:
        """Return the value of a fact, or its status if there is no value."""
        value = field_specs(Profile)[name].show(getattr(self.planner.profile, name))
        if value or f"{name}_status" not in field_specs(Profile):
            return value
        if self.planner.status(name) == ListStatus.NONE_KNOWN:
            checked = getattr(self.planner.profile, f"{name}_checked")
            return f"none known ({dates.show(checked)})"
        return flagged("not answered yet; Enter writes them down, 0 says none known")

    def half_typed(self) -> Iterator[str]:
        yield from super().half_typed()
        for name in _FACTS:
            if draft_key(self.planner.profile, form=fact_form(name)) in self.drafts:
                yield f"{field_specs(Profile)[name].label} (Enter)"

    def nothing(self) -> str:
        """Return the answer of a fact if its row has too little room."""
        key = self.list.key
        is_cut = isinstance(key, str) and key in _FACTS and bool(self.list.cut_off)
        return self._answer(str(key)) if is_cut else ""

    def unseen(self, record: Person) -> list[Detail]:
        """Return the details of a person, and the key for which the last line has no room."""
        return [Detail("", "t says that this person is typing."), *super().unseen(record)]

    @property
    def shown_fact(self) -> str | None:
        key = self.list.key
        return key if isinstance(key, str) and key in (*_FACTS, *_LISTS) else None

    def records(self) -> Iterable[Person]:
        return self.planner.people.values()

    @classmethod
    def shows(cls, kind: type[Record]) -> bool:
        return kind in (Person, Profile)

    def open_at(self, id: int, field: str) -> None:
        """Open the form of a fact about the person."""
        self.list.highlight(field)
        self.action_edit()

    def action_edit(self) -> None:
        key = self.list.key
        if isinstance(key, str) and key in _LISTS:
            self.post_message(messages.OpenList(_LISTS[key][1]))
        elif key == "people":
            self.action_new()
        elif isinstance(key, str):
            self.open(self.planner.profile, form=fact_form(key))
        else:
            super().action_edit()

    def action_type_as(self) -> None:
        person = self.highlighted
        if person is not None:
            self.post_message(TypeAs(person))

    def action_allergies(self) -> None:
        self.post_message(messages.OpenList(Allergy))

    def action_none_known(self) -> None:
        key, today = self.list.key, self.today
        status = f"{key}_status"
        if status not in field_specs(Profile):
            return
        values: dict[str, Any] = {status: ListStatus.NONE_KNOWN}
        label = _LISTS[key][0] if key in _LISTS else field_specs(Profile)[str(key)].label
        self.change(
            lambda planner: edit(planner, Profile, 1, values, today),
            f"{label}: none known. u takes it back.",
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "edit":
            return True
        if action == "type_as":
            return True if self.highlighted else None
        return super().check_action(action, parameters)
