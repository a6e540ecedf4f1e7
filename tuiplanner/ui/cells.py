"""Text from the planner, as the screen takes it: by cells, and never as markup."""

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from tuiplanner.model.text import one_line


def plain(text: str) -> Content:
    """Data for a widget: shown letter by letter, whatever it looks like."""
    return Content(text)


def fitted(text: str, width: int) -> str:
    """One line of exactly `width` cells, with a sign where it was cut."""
    text = one_line(text)
    if cell_len(text) > width:
        text = set_cell_size(text, width - 1) + "…" if width > 1 else ""
    return set_cell_size(text, width)
