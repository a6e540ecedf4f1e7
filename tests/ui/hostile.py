"""Text that has broken other programs, and what a screen must never hold."""

import unicodedata

from tests.journeys.helpers import Hands

# What a field takes: markup, escapes, directions, widths, joiners, lines.
STORABLE = (
    "[/b] [@click=app.quit]x[/] [type=x]",
    "[red]y[/red] [b @ c] \x1b[31mred\x1b[0m\x9b2J\x1b]52;c;aG=\x07\u202egnp",
    "日本語の薬 دواء 👩‍👩‍👧 e\u0301🇲🇽 first\nsecond\r\nthird",
)
_BARS = "▁▂▃▄▅▆▇█"
# What no field takes.
REFUSED = ("a\0b", "x" * 10_000)


def squeezed(text: str) -> str:
    """Without blanks, line ends and scroll bars, so that wrapping does not matter."""
    return "".join(char for char in text if not char.isspace() and char not in _BARS)


def assert_clean(hands: Hands, but: str = "") -> None:
    """No control character, no direction override and no lone surrogate is on the screen.

    `but` is the label of a line that is left out.
    """
    for line in hands.lines:
        for char in "" if but and line.strip().removeprefix("✗ ").startswith(but) else line:
            assert unicodedata.category(char) not in ("Cc", "Cs"), (hands.place, line)
            assert char not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", line


def assert_shown(hands: Hands, text: str) -> None:
    """The text stands on the screen letter by letter."""
    assert squeezed(text) in squeezed(hands.screen), (hands.place, text)
    assert_clean(hands)
