"""The text of a check that goes through rows one at a time: the row, the question and its keys."""

from collections.abc import Sequence

from textual.content import Content

from tuiplanner.ui.words import BOLD, LOW, NARROW, Piece, Pieces

_MOST = 18  # lines
_INDENT = 3


class WalkText(Pieces):
    """A step of a check: its number, the row with its name in bold, the question and the keys."""

    def __init__(self) -> None:
        super().__init__(classes="walk", most=_MOST)
        self._parts: list[tuple[str, str]] = []
        self._keys: Sequence[tuple[str, str]] = ()

    def ask(
        self, place: str, about: str, question: str = "", keys: Sequence[tuple[str, str]] = ()
    ) -> None:
        """Show one step; the first line of `about` is the name of the row."""
        name, *more = about.split("\n")
        self._parts = [(place, ""), ("", ""), (name, BOLD), *((line, "") for line in more)]
        self._parts += [("", ""), (question, BOLD)] if question else []
        self._keys = keys
        self.say("\n".join([text for text, _ in self._parts] + [f"{k} {word}" for k, word in keys]))

    def pieces(self, width: int) -> list[list[Piece]]:
        indent = " " * (_INDENT if width >= NARROW else 1)
        room = max(width - 2 * len(indent), 1)
        texts = [
            [(indent + line.plain, style)]
            for text, style in self._parts
            for line in (Content(text).wrap(room) if text else [Content("")])
        ]
        return [*texts, *([[("", "")], *self._key_lines(indent, room)] if self._keys else [])]

    def _key_lines(self, indent: str, room: int) -> list[list[Piece]]:
        """Return the keys, one below the other; in a low window beside each other."""
        if self.app.size.height < LOW:
            return self._packed_keys(indent, room)
        widest = max(len(key) for key, _ in self._keys)
        return [[(f"{indent}{key:<{widest}}  ", BOLD), (words, "")] for key, words in self._keys]

    def _packed_keys(self, indent: str, room: int) -> list[list[Piece]]:
        """Return the keys on as few lines of `room` cells as they need."""
        lines: list[list[Piece]] = []
        left = 0
        for key, words in self._keys:
            width = len(key) + len(words) + 3
            if not lines or width > left:
                lines.append([(indent, "")])
                left = room + 2  # The gap behind the last one may be cut off.
            lines[-1] += [(f"{key} ", BOLD), (f"{words}  ", "")]
            left -= width
        return lines
