"""The line below the fields of a form: what can be done in the field with the focus."""

from tuiplanner.ui.forms.fields import Field, Line
from tuiplanner.ui.forms.inputs import FieldInput
from tuiplanner.ui.words import TextLine

_NEEDED = "Only this has to be filled in; the rest can wait."


class HelpLine(TextLine):
    """A line that explains the focused field, or says which words the right arrow would take."""

    _field: Field | None = None

    def explain(self, field: Field | None) -> None:
        """Show help for the field that got the focus, or what it had last time."""
        self._field = field
        if isinstance(field, Line) and not field.typed and field.input.again:
            self.say(f"→ takes “{field.input.again}”, as last time")
        else:
            self.say(self._help)

    def say_what_is_ahead(self, input: FieldInput, words: str) -> None:
        """Show the words that the right arrow would take."""
        if input.has_focus:
            self.say(f"→ takes “{words}”" if words else self._help)

    @property
    def _help(self) -> str:
        if not self._field:
            return ""
        return self._field.HELP or (_NEEDED if self._field.is_needed else "")
