"""The text of a check that goes through rows one at a time: the row, and the question about it."""

from textual.content import Content

from tuiplanner.ui.words import BOLD, NARROW, Piece, Pieces

_MOST = 14  # lines
_INDENT = 3


class WalkText(Pieces):
    """Where the check is, the row with its name in bold, the question, and the keys."""

    def __init__(self) -> None:
        super().__init__(classes="walk", most=_MOST)
        self._parts: list[tuple[str, str]] = []

    def ask(self, place: str, about: str, question: str, keys: str) -> None:
        """Show one step; the first line of `about` is the name of the row."""
        name, *more = about.split("\n")
        self._parts = [(place, ""), ("", ""), (name, BOLD), *((line, "") for line in more)]
        self._parts += [("", ""), (question, BOLD), *([("", "")] if more else []), (keys, "")]
        self.say("\n".join(text for text, _ in self._parts))

    def pieces(self, width: int) -> list[list[Piece]]:
        indent = " " * (_INDENT if width >= NARROW else 1)
        room = max(width - 2 * len(indent), 1)
        return [
            [(indent + line.plain, style)]
            for text, style in self._parts
            for line in (Content(text).wrap(room) if text else [Content("")])
        ]
