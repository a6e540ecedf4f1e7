"""The picture of the screen in the README: an SVG that needs no other file and no network."""

import io
import os
import re
from pathlib import Path
from unittest.mock import patch

from rich.console import Console
from textual.app import App

from tests.journeys.helpers import at_keyboard

ABOUT = "The tab Medications of tuiplanner, with the page for the doctor beside the list"
COLUMNS, ROWS = 160, 45
KEYS = ("2", "down", "down", "down")  # to the medicine that is not taken as written
CELL = (12.2, 24.4)  # what Rich draws with, in units of the picture
EDGE = 8
# Rich's own format loads its font from a web server, and draws the buttons of a window.
FORMAT = f"""\
<svg viewBox="0 0 {COLUMNS * CELL[0] + 2 * EDGE:g} {ROWS * CELL[1] + 2 * EDGE:g}"
 xmlns="http://www.w3.org/2000/svg" role="img">
<title>{ABOUT}</title>
<style>
text {{{{ font: 20.25px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono",
 "Liberation Mono", monospace; }}}}
{{styles}}
</style>
<defs>
{{lines}}
</defs>
<rect width="100%" height="100%" rx="10" fill="#101216"/>
<g transform="translate({EDGE}, {EDGE})">
{{backgrounds}}
{{matrix}}
</g>
</svg>
"""
CHANGES_LOOK = ("NO_COLOR", "SSH_CONNECTION")


async def picture(path: Path) -> str:
    """Open a planner, and return its screen as an SVG; the environment changes nothing in it."""
    with patch.dict(os.environ):
        for name in CHANGES_LOOK:
            os.environ.pop(name, None)
        async with at_keyboard(path, (COLUMNS, ROWS)) as hands:
            await hands.press(*KEYS)
            return _drawn(hands.app)


def _drawn(app: App[None]) -> str:
    """Return the screen as Textual's own screenshot does, in the format above."""
    console = Console(
        width=COLUMNS,
        height=ROWS,
        file=io.StringIO(),
        force_terminal=True,
        color_system="truecolor",
        legacy_windows=False,
        record=True,
    )
    console.print(app.screen._compositor.render_update(full=True, simplify=True))
    return _line_by_line(console.export_svg(code_format=FORMAT, unique_id="screen"))


def _line_by_line(svg: str) -> str:
    """Put each text on a line of its own, so that a difference can be read."""
    svg = re.sub(r"<text[^>]*>\n</text>", "\n", svg)
    svg = svg.replace("/><rect", "/>\n<rect").replace("</text><text", "</text>\n<text")
    return "".join(f"{line.strip()}\n" for line in svg.splitlines() if line.strip())
