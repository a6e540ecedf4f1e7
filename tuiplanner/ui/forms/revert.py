"""An earlier text of a field, put back into the open form and saved only with that form."""

from tuiplanner.model.records import field_specs
from tuiplanner.ui.forms.fields import Field, Lines
from tuiplanner.ui.forms.form import Form

NEW = "This is new: it has no history yet."


async def take_back(form: Form, name: str, text: str) -> str:
    """Put the text into its field; return a sentence with the result or the obstacle."""
    if not _fields(form, name) and name in {field.name for field in form.more()}:
        await form.action_more()
    for field in _fields(form, name):
        if "\n" not in text or isinstance(field, Lines):
            field.fill(text)
            field.place.focus()
            form.call_after_refresh(field.scroll_visible, animate=False)
            return "The earlier text is back in its field, not saved yet."
    spec = field_specs(type(form.record)).get(name)
    what = f" of: {spec.label}" if spec else ""
    return f"This form has no place for the earlier text{what}. Nothing was changed."


def _fields(form: Form, name: str) -> list[Field]:
    return [field for field in form.query(Field) if field.name == name]
