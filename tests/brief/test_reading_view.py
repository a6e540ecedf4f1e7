"""The page wrapped for a narrow window: the same words in the same order, and no wider."""

from pathlib import Path

import pytest

from tests.golden.all_pages import GOLDENS
from tests.golden.told import Told
from tuiplanner.brief.page import Page
from tuiplanner.brief.reading_view import wrapped
from tuiplanner.model.measure import cells

PRINTED = [name for name, golden in GOLDENS.items() if golden.sheet.columns == 72]


def page_of(name: str, folder: Path) -> Page:
    told = Told(folder)
    GOLDENS[name].tell(told)
    return told.page(GOLDENS[name].sheet)


def letters(text: str) -> str:
    """All but blanks, marks of direction, and the signs of rules and of lines to fill in."""
    return "".join("".join(text.split()).translate(dict.fromkeys(map(ord, "-_\u200e\f"))))


@pytest.mark.parametrize("name", PRINTED)
def test_the_wrapped_page_has_the_same_words(name: str, tmp_path: Path) -> None:
    page = page_of(name, tmp_path)
    assert letters(page.text)
    for columns in (28, 41, 71):
        text = wrapped(page, columns)
        assert letters(text) == letters(page.text)
        assert max(map(cells, text.splitlines())) <= columns


def test_a_row_hangs_under_its_first_line(tmp_path: Path) -> None:
    lines = wrapped(page_of("demo", tmp_path), 41).splitlines()
    at = lines.index("  zopiclone 3.75 mg tablet: 1 tablet;")
    assert lines[at + 1 : at + 3] == ["    by mouth; at bedtime;", "    NOT AS WRITTEN: takes 2"]
    at = lines.index("Patient: Marta Example")
    assert lines[at + 1] == "Born: 2 Apr 1958 (age 67)", "side by side in print"
    assert "Page 1 of 1" in lines
    assert "-" * 41 in lines


def test_a_sentence_wraps_anew_and_not_line_by_line(tmp_path: Path) -> None:
    """What takes several printed lines is one row: no line ends where the printed one does."""
    text = wrapped(page_of("demo", tmp_path), 71)
    assert "  3. [ ] Is it safe to keep taking the sleeping tablet?\n" in text
    closing = text[text.index("Contact:") :].rstrip().splitlines()
    assert all(line.startswith("  ") for line in closing[1:])
    assert min(map(len, closing[:-1])) > 50
