"""Text: typed text is cleaned once and kept; loaded text is shown cleaned and never refused."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.every import examples
from tests.strategies import HOSTILE, lines_text, texts
from tuiplanner.errors import Refused
from tuiplanner.model.text import cleaned, one_line, typed

ANY = st.text(st.characters(), max_size=60)  # surrogates and NUL as well
DIRECTIONS = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def is_unsafe(char: str) -> bool:
    """What would reach a terminal or a page as a command, not as a letter."""
    return unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") or char in DIRECTIONS


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  prednisone \n", "prednisone"),
        ("cafe\u0301", "café"),
        ("a\tb", "a b"),
        ("a\r\nb", "a b"),
        ("a\u2028b", "a b"),
        ("a\x85b", "a b"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("\x9b2J", "2J"),
        ("\u202egnp.exe", "gnp.exe"),
        ("\ufeffMRI", "MRI"),
        ("1\u00a0mg", "1\u00a0mg"),
        ("👩‍👩‍👧", "👩‍👩‍👧"),  # joiners are part of a word
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("[/b]", "[/b]"),
    ],
)
def test_typed_text_is_cleaned(text: str, kept: str) -> None:
    assert typed(text, 200) == kept


@pytest.mark.parametrize("text", ["a\0b", "\0", "a\ud800b", "\udfff"])
def test_nul_and_lone_surrogates_are_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(Refused, match="cannot be kept") as refused:
        typed(text, 200)
    assert str(refused.value).encode()


def test_the_limit_counts_what_is_kept() -> None:
    assert typed("  " + "x" * 80 + "\x1b\r\n", 80) == "x" * 80
    assert typed("e\u0301" * 80, 80) == "é" * 80
    with pytest.raises(Refused, match="81 characters long; 80 fit"):
        typed("x" * 81, 80)
    with pytest.raises(Refused, match="160 characters long; 80 fit"):
        typed("\u0958" * 80, 80)  # two letters each once composed


def test_line_breaks_are_kept_where_allowed() -> None:
    assert typed("one\r\ntwo\u2028three\rfour\n\n", 200, lines=True) == "one\ntwo\nthree\nfour"
    assert typed("one\n\ttwo", 200, lines=True) == "one\n two"


@settings(max_examples=examples(300))
@given(ANY, st.booleans())
def test_cleaned_text_is_safe_composed_and_clean_already(text: str, lines: bool) -> None:
    clean = cleaned(text, lines=lines)
    assert not [char for char in clean if is_unsafe(char) and not (lines and char == "\n")]
    assert unicodedata.is_normalized("NFC", clean)
    assert cleaned(clean, lines=lines) == clean
    assert clean.encode().decode() == clean


@settings(max_examples=examples(300))
@given(st.one_of(texts(200), lines_text(), st.sampled_from(HOSTILE)), st.booleans())
def test_stored_text_can_be_typed_again(text: str, lines: bool) -> None:
    kept = typed(text, 10_000, lines=lines)
    assert typed(kept, 10_000, lines=lines) == kept
    assert kept == kept.strip()
    assert cleaned(kept, lines=lines) == kept


@settings(max_examples=examples(200))
@given(st.text(st.characters(categories=["L", "N", "P", "S"]), max_size=80))
def test_no_letter_number_or_sign_is_lost(text: str) -> None:
    assert typed(text, 200) == unicodedata.normalize("NFC", text)


def test_one_line_makes_single_spaces() -> None:
    assert one_line(" a \n\n b\tc ") == "a b c"
