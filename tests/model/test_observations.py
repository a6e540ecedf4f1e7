"""Notes whose words name another day or an event that their fields do not."""

from datetime import date

import pytest

from tuiplanner.model.observations import wording_mismatch
from tuiplanner.model.records import Observation

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("text", "when", "said"),
    [
        ("fell on 3 November in the kitchen", "2026-11-28", "3 Nov 2026"),
        ("Nov 3rd: dizzy", "2026-11-28", "3 Nov 2026"),
        ("dizzy yesterday", "2026-11-28", "27 Nov 2026"),
        ("dizzy today", "2026-11-27", "28 Nov 2026"),
        ("fell on 3 November in the kitchen", "2026-11-03", ""),
        ("fell on 3 November and on 17 November", "2026-11-28", ""),
        ("dizzy", "2026-11-28", ""),
        ("took 3 may be 4 tablets", "2026-11-28", ""),
        ("31 November", "2026-11-28", ""),
    ],
)
def test_another_day_in_the_words_is_asked_about(text: str, when: str, said: str) -> None:
    sentence = wording_mismatch(Observation(note=text, when=when, kind="fall"), TODAY)
    assert bool(sentence) == bool(said)
    assert said in sentence
    if said:
        assert sentence.startswith("The words say ")
        assert sentence.endswith(": is that so?")


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("Fell in the kitchen", "note", "fall"),
        ("two falls", "note", "fall"),
        ("a short seizure", "note", "seizure"),
        ("Fell in the kitchen", "fall", ""),
        ("Fell in the kitchen", "seizure", ""),
        ("felt faint", "note", ""),
        ("waterfall of words", "note", ""),
    ],
)
def test_an_event_that_is_not_counted_is_named(text: str, kind: str, said: str) -> None:
    sentence = wording_mismatch(Observation(note=text, when="2026-11-28", kind=kind), TODAY)
    expected = f"Its kind is “note”, so it is not counted as a {said}." if said else ""
    assert sentence == expected
