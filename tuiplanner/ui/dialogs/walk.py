"""The text of a check that goes through rows one at a time: the row, the question and its keys."""

from collections.abc import Sequence

from textual.content import Content

from tuiplanner.ui.words import BOLD, NARROW, SMALL, Piece, Pieces

_MOST = 18  # lines
_INDENT = 3


class WalkText(Pieces):
    """Where the check is, the row with its name in bold, the question, and a line for each key."""

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
        return [*texts, *([[("", "")], *self._key_lines(indent)] if self._keys else [])]

    def _key_lines(self, indent: str) -> list[list[Piece]]:
        """Return the keys, one below the other; in a low window all on one line."""
        if self.app.size.height < SMALL:
            pairs = [((f"{key} ", BOLD), (f"{words}  ", "")) for key, words in self._keys]
            return [[(indent, ""), *(piece for pair in pairs for piece in pair)]]
        widest = max(len(key) for key, _ in self._keys)
        return [[(f"{indent}{key:<{widest}}  ", BOLD), (words, "")] for key, words in self._keys]
