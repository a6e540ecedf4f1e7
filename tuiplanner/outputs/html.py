"""The page as one web page without anything from elsewhere: for a phone, and to print.

On paper it is the text page: 12 points and 72 columns inside the margins of Letter and A4, or 14
points and 60 columns. On a phone the letters keep the size that the person chose there, and the
page scrolls sideways: 72 columns in the width of a phone would be half that size, and broken lines
would tear the columns of doses apart.
"""

import re
from html import escape

from tuiplanner.brief.layout import LARGE, RIGHT_TO_LEFT
from tuiplanner.model.measure import cells

# Margins that leave 72 columns of 12 points (518.4 pt) on A4, and 60 lines (720 pt) on Letter.
_STYLE = """\
:root { color-scheme: light dark; -webkit-text-size-adjust: 100%; text-size-adjust: 100% }
body { margin: 1rem }
main { overflow-x: auto }
pre { margin: 0 0 2rem; white-space: pre; line-height: 1.2;
  font-family: Courier, "Courier New", "Liberation Mono", "DejaVu Sans Mono", monospace }
@page { margin: 12mm 13mm }
@media print {
  :root { color-scheme: light }
  body { margin: 0; color: #000; background: #fff }
  main { overflow: visible }
  pre { margin: 0; font-size: POINTSpt; line-height: POINTSpt }
  pre + pre { break-before: page }
}"""
_WORDS = re.compile(RIGHT_TO_LEFT)


def html_page(text: str) -> str:
    """Return the printed page as a web page; each of its pages is one preformatted block.

    The text of the blocks, with form feeds between them, is the page byte for byte.
    """
    pages = text.split("\f")
    points = 14 if all(map(_is_large, pages)) else 12
    blocks = "\n".join(f"<pre>{_marked(page)}</pre>" for page in pages)
    return f"""\
<!DOCTYPE html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="format-detection" content="telephone=no">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>The page for the doctor</title>
<style>
{_STYLE.replace("POINTS", str(points))}
</style>
</head>
<body>
<main>
{blocks}
</main>
</body>
</html>
"""


def _is_large(page: str) -> bool:
    """Return True if a page fits on its sheet in 14 points."""
    lines = page.splitlines()
    return len(lines) <= LARGE.lines and max(map(cells, lines), default=0) <= LARGE.columns


def _marked(page: str) -> str:
    """Return escaped text; words written from right to left do not move what is around them."""
    start = "\n" if page.startswith("\n") else ""  # A browser drops a line end at the beginning.
    return start + _WORDS.sub(r"<bdi>\g<0></bdi>", escape(page, quote=False))
