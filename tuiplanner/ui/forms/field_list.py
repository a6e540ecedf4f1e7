"""The text in the fields of a form, compared with the record."""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from textual.containers import VerticalScroll

from tuiplanner.model.records import Record, field_specs
from tuiplanner.ui.forms.fields import Field, Group


class Fields(VerticalScroll, can_focus=False, inherit_bindings=False):
    """A scrolling list of fields; the arrows move between them, and the view follows."""

    def begin(self, record: Record, draft: Mapping[str, str]) -> None:
        """Set the record of the fields, and the draft that was typed before."""
        self._record = record
        self._draft = dict(draft)
        self._at_first: dict[str, str] = {}
        self._unseen: dict[str, str] = {}  # text for fields that are not shown

    @property
    def all(self) -> list[Field]:
        return [child for child in self.children if isinstance(child, Field)]

    @property
    def focused(self) -> Field | None:
        return next((field for field in self.all if field.has_focus_within), None)

    @property
    def has_groups(self) -> bool:
        return any(isinstance(child, Group) for child in self.children)

    @property
    def next_group(self) -> Field:
        """The first field of the group after the focused field; after the last, the first field."""
        begin = [
            below
            for above, below in pairwise(self.children)
            if isinstance(above, Group) and isinstance(below, Field)
        ]
        at = self.all.index(self.focused) if self.focused else -1
        return next((field for field in begin if self.all.index(field) > at), self.all[0])

    def named(self, name: str) -> Field | None:
        return next((field for field in self.all if field.name == name), None)

    def fill(self, fields: Iterable[Field]) -> None:
        """Fill fields with the record's values, or with the draft."""
        for field in fields:
            name = str(field.name)
            field.reading += 1
            field.say("", wrong=False)
            field.fill(self._stored(name))
            self._at_first[name] = field.typed
            typed = self._unseen.pop(name, self._draft.get(name))
            if typed is not None:
                field.fill(typed)

    def is_filled(self, name: str) -> bool:
        """Return whether the field is on the screen and filled from the record."""
        return name in self._at_first

    def is_changed(self, field: Field) -> bool:
        return field.typed != self._at_first.get(str(field.name))

    @property
    def typed(self) -> dict[str, str]:
        """The text typed since the form was opened, by field."""
        shown = {str(field.name): field.typed for field in self.all if self.is_changed(field)}
        return self._unseen | shown

    def text_of(self, name: str) -> str:
        """Return the current text of a field, even if the field is not shown."""
        field = self.named(name)
        unseen = self._draft | self._unseen
        return field.typed if field else unseen.get(name, self._stored(name))

    def put(self, name: str, text: str) -> None:
        """Put text into a field, even if the field is not shown."""
        field = self.named(name)
        if field is None:
            self._unseen[name] = text
        else:
            field.fill(text)

    def _stored(self, name: str) -> str:
        return field_specs(type(self._record))[name].edit(getattr(self._record, name))
