"""Lines from elsewhere: what marks an item of a list is not part of it."""

import pytest

from tuiplanner.model.pasted import lines_of


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("- What is it?", "What is it?"),
        ("* What is it?", "What is it?"),
        ("•\tWhat is it?", "What is it?"),
        ("[ ] What is it?", "What is it?"),
        ("- [x] What is it?", "What is it?"),
        ("   What is it?   ", "What is it?"),
        ("> 3 hours of pain", "> 3 hours of pain"),
        ("5-HTP 100 mg", "5-HTP 100 mg"),
        ("1.5 mg in the morning", "1.5 mg in the morning"),
        ("3. November 2026", "3. November 2026"),
        ("2 tablets", "2 tablets"),
        ("2026 was bad", "2026 was bad"),
        ("-5 degrees", "-5 degrees"),
        ("-", "-"),
    ],
)
def test_list_markers_are_removed(line: str, kept: str) -> None:
    assert lines_of(f"\r\n{line}\r\n\n") == (kept,)


@pytest.mark.parametrize("marks", [("1.", "2.", "3."), ("1)", "2)", "3)"), ("(1)", "2.", "3)")])
def test_line_numbers_are_removed(marks: tuple[str, ...]) -> None:
    words = ("What is it?", "Is it safe?", "5 mg or 10 mg?")
    text = "\n".join(f"{mark} {line}" for mark, line in zip(marks, words, strict=True))
    assert lines_of(f"Dear Ana,\n{text}") == ("Dear Ana,", *words)


def test_other_numbers_are_kept() -> None:
    lines = ("3. November 2026", "10. November 2026")
    assert lines_of("\n".join(lines)) == lines


def test_all_line_endings_split_and_empty_lines_are_dropped() -> None:
    assert lines_of("a\rb\r\nc\n\n \nd\u2028e") == ("a", "b", "c", "d", "e")


def test_harmful_characters_are_removed() -> None:
    assert lines_of("a\x1b[31mb\n\u202ec\x00d") == ("a[31mb", "cd")
