"""Few keys: what is written down takes little more of them than it has letters."""

from datetime import date
from pathlib import Path

import pytest

from tests.journeys.helpers import NOW
from tests.journeys.typist import written_down
from tuiplanner.data.demo import write_demo

MOST = 1.25  # keys for a character


@pytest.mark.long
async def test_the_demos_medicines_and_questions(path: Path, tmp_path: Path) -> None:
    demo = write_demo(tmp_path / "demo.json", date(NOW.year, NOW.month, NOW.day)).load()
    assert (len(demo.medications), len(demo.questions)) == (8, 9)
    typist = await written_down(path, demo, takes_ahead=True)
    assert typist.keys <= MOST * typist.characters
    assert typist.keys < typist.characters, "the gray words save keys"
