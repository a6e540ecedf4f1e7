"""Two themes for old or tired eyes: all text has a contrast of at least 7 to 1.

This is level AAA of the Web Content Accessibility Guidelines 2.2 (success criterion 1.4.6). A test
measures the contrast of every painted letter.
"""

from collections.abc import Mapping

from textual.theme import Theme

_TEXTS = ("text", "text-primary", "text-secondary", "text-accent")


def _variables(
    *,
    text: str,
    muted: str,
    done: str,
    notice: str,
    wrong: str,
    on_bar: str,
    bar: str,
    field: str,
    edge: str,
    marked: str,
) -> dict[str, str]:
    """Return every text and background color, so that Textual computes none of them."""
    return {
        **dict.fromkeys(_TEXTS, text),
        "text-muted": muted,
        "text-disabled": muted,
        "foreground-muted": muted,
        "footer-key-foreground": bar,
        "text-success": done,
        "text-warning": notice,
        "text-error": wrong,
        "block-cursor-foreground": on_bar,
        "block-cursor-background": bar,
        "block-cursor-blurred-foreground": text,
        "block-cursor-blurred-background": field,
        "input-cursor-foreground": on_bar,
        "input-cursor-background": bar,
        "input-selection-foreground": on_bar,
        "input-selection-background": bar,
        "button-foreground": text,
        "button-color-foreground": text,
        "border": edge,
        "border-blurred": edge,
        "scrollbar": edge,
        "scrollbar-background": field,
        "primary-muted": marked,
    }


DARK = Theme(
    name="tuiplanner-dark",
    dark=True,
    primary="#8fc7ff",
    success="#9be3a4",
    warning="#ffd479",
    error="#ffb3ad",
    foreground="#f4f4f4",
    background="#101216",
    surface="#1c2027",
    panel="#262c36",
    boost="#262c36",
    variables=_variables(
        text="#f4f4f4",
        muted="#c9ced6",
        done="#9be3a4",
        notice="#ffd479",
        wrong="#ffb3ad",
        on_bar="#101216",
        bar="#8fc7ff",
        field="#262c36",
        edge="#7d8fa6",
        marked="#263950",
    ),
)

LIGHT = Theme(
    name="tuiplanner-light",
    dark=False,
    primary="#0b3c78",
    success="#0b4a1c",
    warning="#5c3a00",
    error="#8a0f14",
    foreground="#141414",
    background="#fcfaf5",
    surface="#f2eee4",
    panel="#e6e1d4",
    boost="#e6e1d4",
    variables=_variables(
        text="#141414",
        muted="#3d3d3d",
        done="#0b4a1c",
        notice="#5c3a00",
        wrong="#7d0a10",
        on_bar="#ffffff",
        bar="#0b3c78",
        field="#e6e1d4",
        edge="#6b675c",
        marked="#cfdef0",
    ),
)

OURS: Mapping[str, str] = {
    DARK.name: "dark, strong contrast",
    LIGHT.name: "light, strong contrast",
}
