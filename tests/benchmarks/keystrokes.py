"""The number of keys that it takes to write down the demo's eight medicines and nine questions."""

import asyncio
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.figure import Figure
from tests.journeys.typist import written_down
from tuiplanner.data.demo import write_demo

MOST = 1.25  # keys for a character


def figures(planners: dict[int, Path]) -> Iterator[Figure]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        demo = write_demo(folder / "demo.json", date.today()).load()
        for takes_ahead, what in ((True, "suggestions taken"), (False, "every letter typed")):
            path = folder / f"{takes_ahead}.json"
            typist = asyncio.run(written_down(path, demo, takes_ahead=takes_ahead))
            told = f"keys / characters, {what}"
            yield Figure(told, typist.keys, typist.characters, "", MOST)
