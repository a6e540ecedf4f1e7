"""Whole pages, byte for byte: what a change does to the page is read in review."""

from pathlib import Path

import pytest

from tests.golden.all_pages import GOLDENS

FOLDER = Path(__file__).parents[1] / "golden"
HOW = "Read the difference; where it is meant, rewrite with: python -m tests.golden"


@pytest.mark.parametrize("name", GOLDENS)
def test_the_page_matches_its_golden_file(name: str, tmp_path: Path) -> None:
    golden = GOLDENS[name]
    assert golden.text(tmp_path) == golden.file.read_bytes().decode(), HOW


def test_every_golden_file_belongs_to_a_page() -> None:
    assert {file.stem for file in FOLDER.glob("*.txt")} == set(GOLDENS), HOW
