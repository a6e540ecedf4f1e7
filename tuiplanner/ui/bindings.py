"""A helper that creates all bindings in the same way."""

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
    """Return a binding with `label` for the footer, if it is shown, and `tooltip` for the help.

    `display` is the written form of the key, if it differs from the key's name.
    """
    return Binding(key, action, label, show, display, id=id, tooltip=tooltip, priority=priority)
