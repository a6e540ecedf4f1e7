"""Letters for printers that know only ASCII: nothing else is left."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tuiplanner.outputs.letters import ascii_letters


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("prednisone 20 mg, 2 tablets", "prednisone 20 mg, 2 tablets"),
        ("Zoë Müller", "Zoe Muller"),
        ("“quoted” – it’s…", '"quoted" - it\'s...'),
        ("", ""),
        ("½ tablet", "1/2 tablet"),
        ("20 µg", "20 mcg"),
    ],
)
def test_what_has_a_plain_form_gets_it(text: str, plain: str) -> None:
    assert ascii_letters(text) == plain


@pytest.mark.parametrize("text", ["日本語", "ألم", "Ελληνικά", "русский", "한국어"])
def test_other_scripts_are_spelt_out_not_dropped(text: str) -> None:
    assert len(ascii_letters(text).strip()) >= len(text) // 2


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_any_text_becomes_ascii(text: str) -> None:
    plain = ascii_letters(text)
    assert plain.isascii()
    assert plain.isprintable()


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.characters(codec="ascii", exclude_categories=["Cc"])))
def test_ascii_stays_as_it_is(text: str) -> None:
    assert ascii_letters(text) == text
