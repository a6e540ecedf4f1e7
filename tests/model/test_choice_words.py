"""The words of closed choices: shown as a person says them, and read in both ways."""

import pytest

from tests.strategies import TODAY
from tuiplanner.model.choice_words import choice_meant, in_words
from tuiplanner.model.fields import Choice
from tuiplanner.model.planner import TABLES
from tuiplanner.model.records import typed_specs

CHOICES = {
    f"{kind.KIND}.{name}": spec
    for kind in TABLES
    for name, spec in typed_specs(kind).items()
    if isinstance(spec, Choice)
}


@pytest.mark.parametrize("spec", CHOICES.values(), ids=CHOICES)
def test_a_choice_is_read_as_stored_and_as_shown(spec: Choice) -> None:
    shown = [spec.show(word) for word in spec.words]
    assert len(set(shown)) == len(shown), "no two look alike"
    for word, words in zip(spec.words, shown, strict=True):
        for typed in (word, word.upper(), word.replace("-", " "), words, f"  {words.upper()} "):
            assert spec.read(typed, TODAY) == word
        assert "-" not in words, "a person does not say it with a dash"
    assert spec.read("", TODAY) == ""


def test_a_word_of_another_version_is_shown_as_it_is() -> None:
    spec = CHOICES["symptom.course"]
    assert in_words(spec.words, "lost-in-the-post") == "lost in the post"
    assert choice_meant(spec.words, "lost-in-the-post") is None
