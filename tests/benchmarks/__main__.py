"""Measure everything and print the table; exit with 1 if a figure is over its bound.

Each topic has planners of its own: a draft that one leaves behind would be painted by the next.
"""

import shutil
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks import (
    actions,
    commands,
    importing,
    keystrokes,
    line,
    live_page,
    made,
    pages,
    painting,
    saving,
    staying,
)

TOPICS = (
    commands,
    painting,
    actions,
    line,
    live_page,
    saving,
    importing,
    pages,
    staying,
    keystrokes,
)
ROW = "{:<50}{:>12}{:>22}{:>8}{:>6}"


def main() -> int:
    over = 0
    _print(("what", "measured", "bound", "ratio", "ok"))
    with TemporaryDirectory() as folder:
        fresh = Path(folder, "fresh")
        for size, path in _planners(fresh).items():
            made.write_planner(path, size, date.today())
        for topic in TOPICS:
            own = Path(folder, topic.__name__)
            shutil.copytree(fresh, own)
            for figure in topic.figures(_planners(own)):
                _print(figure.cells)
                over += not figure.is_kept
    print(f"{over} over the bound." if over else "All within their bounds.")
    return 1 if over else 0


def _planners(folder: Path) -> dict[int, Path]:
    """Return the planner files in a folder by their number of records."""
    return {size: Path(folder, str(size), "planner.json") for size in made.SIZES}


def _print(cells: tuple[str, ...]) -> None:
    print(ROW.format(*cells), flush=True)


if __name__ == "__main__":
    sys.exit(main())
