"""The width of a text on a terminal or in monospaced print."""


def cells(text: str) -> int:
    """Return the width of a text in cells."""
    if text.isascii():
        return len(text)
    # Import here: it takes a sixth of the time for a page, and most pages do not need it.
    from wcwidth import width

    return width(text, control_codes="ignore")


def first_cells(text: str, room: int) -> str:
    """Return the beginning of a text that takes at most `room` cells; none if `room` is below 1."""
    taken = text[: max(room, 0)]
    while taken and cells(taken) > room:
        taken = taken[:-1]
    return taken
