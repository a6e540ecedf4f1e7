"""What is probably the same thing is asked about, and never merged or advised on."""

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.every import examples
from tests.model.making import added, edited
from tests.model.test_naming import LOOK_ALIKE
from tests.strategies import TODAY
from tuiplanner.brief.page import make_page
from tuiplanner.brief.source import Source
from tuiplanner.data.vocabulary import ingredients, ingredients_in, medicines
from tuiplanner.model.planner import Planner
from tuiplanner.model.ready import points
from tuiplanner.model.records import (
    Allergy,
    Medication,
    Question,
    Record,
    Symptom,
    Visit,
)
from tuiplanner.model.sameness import Double, doubles, folded_name, say_meant


def taking(*names: str) -> Planner:
    planner = Planner()
    for name in names:
        planner = added(planner, Medication, name=name)
    return planner


def found(planner: Planner) -> list[Double]:
    return list(doubles(planner, ingredients_in(planner)))


def pairs(planner: Planner) -> list[tuple[int, int]]:
    return [double.ids for double in found(planner)]


@pytest.mark.parametrize("begins", range(20))
def test_every_pair_on_one_line_of_the_list_is_found(begins: int) -> None:
    for line in medicines()[begins::20]:
        names = (line.generic, *line.brands)
        expected = list(combinations(range(1, len(names) + 1), 2))
        assert sorted(pairs(taking(*names))) == expected, names


def test_none_of_a_thousand_unrelated_pairs_is_found() -> None:
    chance = random.Random(12)
    lines = [line for line in medicines() if " " not in line.generic]
    for _ in range(1_000):
        one, other = chance.sample(lines, 2)
        names = [chance.choice((line.generic, *line.brands)) for line in (one, other)]
        assert pairs(taking(*names)) == [], names


@pytest.mark.parametrize("names", LOOK_ALIKE, ids="-".join)
def test_names_that_look_alike_are_not_the_same(names: tuple[str, str]) -> None:
    assert pairs(taking(*names)) == []


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("paracetamol", "Tylenol", "paracetamol (acetaminophen)"),
        ("Tylenol Extra Strength", "acetaminophen 500 mg", "paracetamol (acetaminophen)"),
        ("Percocet", "TYLENOL", "paracetamol (acetaminophen)"),
        ("carbidopa/levodopa", "Sinemet", "carbidopa and levodopa"),
        ("levodopa", "Stalevo", "levodopa"),
        ("Imuran (azathioprine)", "azathioprine", "azathioprine"),
        ("salbutamol", "Ventolin", "albuterol (salbutamol)"),
    ],
)
def test_one_ingredient_under_two_names(one: str, other: str, shared: str) -> None:
    (double,) = found(taking(one, other))
    assert double.sentence == (
        f"{one} and {other} both contain {shared} (by the program's list): is that meant?"
    )


@pytest.mark.parametrize(
    "way", ["PENICILLIN", " peni\u00adcillin ", "penicillin\u200b", "ｐenicillin"]
)
def test_the_same_name_in_other_letters(way: str) -> None:
    planner = added(added(Planner(), Allergy, substance="penicillin"), Allergy, substance=way)
    (double,) = found(planner)
    assert "is there twice: is that meant?" in double.sentence


@settings(max_examples=examples(200))
@given(st.text("abcXYZ äß\u00ad\u200b ", min_size=1, max_size=12))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded_name(folded_name(text)) == folded_name(text)
    assert folded_name(text.upper().lower()) == folded_name(text.lower())


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (Allergy, {"substance": "iodine"}, {"substance": "iodine", "kind": "avoid"}),
        (
            Symptom,
            {"name": "falls", "seen_by": "patient"},
            {"name": "falls", "seen_by": "caregiver"},
        ),
        (Question, {"text": "Why?"}, {"text": "Why?", "status": "answered"}),
        (Visit, {"when": "1 Apr 2026", "with_whom": "A"}, {"when": "1 Apr 2026", "with_whom": "B"}),
        (Visit, {"when": "April 2026", "with_whom": "A"}, {"when": "April 2026", "with_whom": "A"}),
        (Medication, {"name": "senna"}, {"name": "senna", "status": "stopped"}),
    ],
)
def test_what_is_meant_to_be_two(
    kind: type[Record], one: dict[str, str], other: dict[str, str]
) -> None:
    assert found(added(added(Planner(), kind, **one), kind, **other)) == []


def test_an_answer_holds_until_either_row_changes() -> None:
    planner = taking("paracetamol", "Tylenol")
    (double,) = found(planner)
    meant = say_meant(planner, double, TODAY)
    assert found(meant) == []
    assert found(edited(meant, Medication, 1, reason="pain")) == [], "that is no other medicine"
    for change in ({"name": "Panadol"}, {"strength": "500 mg"}, {"brand": "Calpol"}):
        assert len(found(edited(meant, Medication, 2, **change))) == 1
    assert len(found(added(meant, Medication, name="Percocet"))) == 2


def test_the_page_says_whose_list_it_is_and_the_list_of_gaps_asks() -> None:
    planner = taking("paracetamol", "Tylenol", "Percocet")
    known = ingredients_in(planner)
    page = make_page(Source(planner, TODAY, ingredients=known)).text
    assert (
        "  IN 3 LINES  paracetamol (acetaminophen): paracetamol, Tylenol,\n"
        "    Percocet (by the program's list)\n"
    ) in page
    asked = [point for point in points(planner, None, TODAY, (), known) if point.double]
    assert len(asked) == 3
    assert "IN " not in make_page(Source(taking("senna"), TODAY)).text.split("MEDICINES")[1]


def test_an_unknown_name_has_no_ingredients() -> None:
    assert ingredients(["", "my blue pill", "#", "a", ":"]) == {}
