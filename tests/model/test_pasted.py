"""Lines from elsewhere: what marks an item of a list is not part of it."""

import pytest

from tuiplanner.model.pasted import lines_of


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("1. What is it?", "What is it?"),
        ("12) What is it?", "What is it?"),
        ("(3) What is it?", "What is it?"),
        ("- What is it?", "What is it?"),
        ("* What is it?", "What is it?"),
        ("•\tWhat is it?", "What is it?"),
        ("[ ] What is it?", "What is it?"),
        ("- [x] What is it?", "What is it?"),
        ("> > What is it?", "What is it?"),
        ("   What is it?   ", "What is it?"),
        ("5-HTP 100 mg", "5-HTP 100 mg"),
        ("1.5 mg in the morning", "1.5 mg in the morning"),
        ("2 tablets", "2 tablets"),
        ("2026 was bad", "2026 was bad"),
        ("-5 degrees", "-5 degrees"),
        ("-", "-"),
    ],
)
def test_what_stands_before_an_item_goes(line: str, kept: str) -> None:
    assert lines_of(f"\r\n{line}\r\n\n") == (kept,)


def test_every_kind_of_line_end_parts_lines_and_empty_ones_go() -> None:
    assert lines_of("a\rb\r\nc\n\n \nd\u2028e") == ("a", "b", "c", "d", "e")


def test_nothing_harmful_comes_along() -> None:
    assert lines_of("a\x1b[31mb\n\u202ec\x00d") == ("a[31mb", "cd")
