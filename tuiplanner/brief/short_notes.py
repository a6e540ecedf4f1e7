"""Notes short enough for a busy reader; the page counts longer notes as left out."""

from tuiplanner.brief.layout import one_line

LONGEST = 60  # characters


def short_note(note: str) -> str:
    """Return the note on one line, or "" if it is too long to print."""
    note = one_line(note)
    return note if len(note) <= LONGEST else ""
