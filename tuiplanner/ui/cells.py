"""Text from the planner for the screen: measured in cells and never parsed as markup."""

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from tuiplanner.model.text import one_line


def plain(text: str) -> Content:
    """Return text as widget content that is shown literally, even if it looks like markup."""
    return Content(text)


def fitted(text: str, width: int) -> str:
    """Return one line of exactly `width` cells, with an ellipsis if it was cut."""
    return set_cell_size(cut(one_line(text), width), width)


def cut(text: str, width: int) -> str:
    """Return text of at most `width` cells, with an ellipsis if it was cut."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1) + "…" if width > 1 else ""
