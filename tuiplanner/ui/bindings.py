"""Bindings, made in one way."""

from textual.binding import Binding


def bind(
    key: str,
    action: str,
    label: str,
    tooltip: str,
    id: str,
    *,
    show: bool = True,
    display: str | None = None,
    priority: bool = False,
) -> Binding:
    """Return a binding: `label` stands in the footer if it is shown, `tooltip` in the help.

    `display` is how the key is written, where that is not its name.
    """
    return Binding(key, action, label, show, display, id=id, tooltip=tooltip, priority=priority)
