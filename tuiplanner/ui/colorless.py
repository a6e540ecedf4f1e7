"""`NO_COLOR`: not one colour is sent, not even a grey; bold, reverse and underline are."""

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter


class Colorless(LineFilter):
    """Takes the colours out of every line; Textual's own filter leaves greys in."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [Segment(text, style and _plain(style), None) for text, style, _ in segments]


@lru_cache(1024)
def _plain(style: Style) -> Style:
    """Dim is left out too: terminals show it as grey."""
    return Style(
        bold=style.bold,
        italic=style.italic,
        underline=style.underline,
        reverse=style.reverse,
        strike=style.strike,
        meta=style.meta,
    )
