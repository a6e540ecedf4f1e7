"""One line taken apart: as typed, piece by piece, and only where nothing else can be meant."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.every import examples
from tests.strategies import HOSTILE, TODAY, texts
from tuiplanner.data.vocabulary import medicine_names, words_for
from tuiplanner.model.records import Medication, field_specs
from tuiplanner.model.splitting import Split, one_line_split
from tuiplanner.model.text import one_line

FORMS = words_for("medications", "form")


@pytest.mark.parametrize(
    ("text", "name", "strength", "form"),
    [
        ("prednisone 20 mg tablet", "prednisone", "20 mg", "tablet"),
        ("prednisone 20 mg", "prednisone", "20 mg", ""),
        ("Prednisone 20mg Tablets", "Prednisone", "20mg", "Tablets"),
        ("  prednisone   20 mg   tablet ", "prednisone", "20 mg", "tablet"),
        ("prednisone 2.5 mg tablet", "prednisone", "2.5 mg", "tablet"),
        ("levothyroxine 0,05 mg tablet", "levothyroxine", "0,05 mg", "tablet"),
        ("levothyroxine 50 mcg", "levothyroxine", "50 mcg", ""),
        ("levothyroxine 50 µg", "levothyroxine", "50 µg", ""),
        ("mycophenolate mofetil 500 mg capsule", "mycophenolate mofetil", "500 mg", "capsule"),
        ("Imuran (azathioprine) 50 mg tablet", "Imuran (azathioprine)", "50 mg", "tablet"),
        ("vitamin D 1000 IU capsule", "vitamin D", "1000 IU", "capsule"),
        ("hydrocortisone 1% cream", "hydrocortisone", "1%", "cream"),
        ("timolol 0.5 % eye drops", "timolol", "0.5 %", "eye drops"),
        ("fentanyl 25 mcg/h patch", "fentanyl", "25 mcg/h", "patch"),
        ("insulin lispro 100 units/mL pump", "insulin lispro", "100 units/mL", "pump"),
        ("metoprolol 50 mg slow-release tablet", "metoprolol", "50 mg", "slow-release tablet"),
        ("St John's wort 300 mg capsule", "St John's wort", "300 mg", "capsule"),
        ("co-trimoxazole 480 mg tablet", "co-trimoxazole", "480 mg", "tablet"),
        ("vitamin B12 1000 mcg", "vitamin B12", "1000 mcg", ""),
        ("プレドニゾン 5 mg", "プレドニゾン", "5 mg", ""),
    ],
)
def test_a_plain_line_is_split(text: str, name: str, strength: str, form: str) -> None:
    assert one_line_split(text, FORMS) == Split(name, strength, form)


@pytest.mark.parametrize(
    "text",
    [
        # nothing to split
        *("", " ", "prednisone", "prednisone tablet", "nicotine patch", "20 mg", "20 mg tablet"),
        # a dose, or how often
        *("prednisone 2 tablets", "prednisone 20 mg twice a day", "prednisone 20 mg daily"),
        *("prednisone 20 mg every morning", "20 mg prednisone", "take prednisone 20 mg"),
        *("prednisone half 20 mg", "prednisone up to 20 mg", "prednisone max 20 mg"),
        *("paracetamol 5 ml", "paracetamol 5 mL liquid", "insulin 10 units", "insulin 10 U"),
        *("albuterol 2 puffs", "drops 3", "prednisone one 20 mg tablet", "x 20 mg"),
        *("prednisone 20 mg tablet twice a day", "prednisone 20 mg 2 tablets"),
        *("prednisone 20 mg tablet, 2 each morning", "prednisone: 20 mg", "prednisone 20 mg."),
        # two numbers
        *("vitamin B12", "vitamin D3 1000 IU", "co-codamol 30/500"),
        *("omega-3 1000 mg", "levodopa with carbidopa 25/100 mg", "morphine 10 mg/5 mL liquid"),
        *("prednisone 20 mg 30 tablet", "prednisone 10-20 mg", "prednisone 10 or 20 mg"),
        *("prednisone 20 000 mg", "prednisone 1/2 20 mg", "heparin 5,000 units", "5-FU 500 mg"),
        *("aspirin and paracetamol 500 mg", "aspirin, paracetamol 500 mg", "aspirin + x 500 mg"),
        # the form in front, a form that nobody knows, marks
        *("prednisone tablet 20 mg", "eye drops timolol 5 mg", "timolol eye drops 5 mg"),
        *("prednisone 20 mg blue", "prednisone 20 mg tablet?", "prednisone 20", "prednisone mg"),
        *("prednisone .5 mg", "prednisone -20 mg", "prednisone >20 mg", "prednisone20 mg"),
        *("prednisone (20 mg", "prednisone) 20 mg", "(prednisone) 20 mg", "a 20 mg", *HOSTILE),
    ],
)
def test_a_doubtful_line_is_not_split(text: str) -> None:
    assert one_line_split(text, FORMS) is None


@settings(max_examples=examples(300))
@given(
    st.one_of(texts(60), st.sampled_from(medicine_names())),
    st.one_of(texts(10), st.from_regex(r"[0-9]{1,4}(\.[0-9])? {0,2}(mg|mcg|g|%)?", fullmatch=True)),
    st.one_of(texts(10), st.sampled_from(["", *FORMS])),
    st.sampled_from([" ", "  ", "\t", "\u00a0", ""]),
)  # fmt: skip
def test_the_pieces_are_the_line(name: str, strength: str, form: str, between: str) -> None:
    text = between.join((name, strength, form))
    split = one_line_split(text, FORMS)
    if split is None:
        return
    assert split.line == " ".join(piece for piece in split if piece) == one_line(text)
    assert split.name
    assert not any(char.isdigit() for char in split.name + split.form)
    assert any(char.isdigit() for char in split.strength)
    fields = field_specs(Medication)
    for field, piece in zip(("name", "strength", "form"), split, strict=True):
        if len(piece) <= 80:
            assert fields[field].read(piece, TODAY) == piece


def test_a_listed_name_with_strength_and_form_is_split() -> None:
    names = [name for name in medicine_names() if not any(char.isdigit() for char in name)]
    whole = [name for name in names if not one_line_split(f"{name} 200 mg tablet", FORMS)]
    assert [name for name in whole if " and " not in name] == [
        "glycerin suppository",  # a form is in the name
        "protein powder",
        "Acthar Gel (corticotropin)",
        "Purified Cortrophin Gel (corticotropin)",
        "glycerol suppository (glycerin suppository)",
        "milk of magnesia (magnesium hydroxide)",  # "of" may say how much
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Lantus 20 IU",
        "insulin glargine 10 IU",
        "heparin 5000 IU",
        "vitamin B 12 mcg",
        "coenzyme Q 10 mg",
        "Humalog Mix 25 g",
        "factor 8 IU",
    ],
)
def test_a_dose_or_number_in_the_name_is_not_a_strength(line: str) -> None:
    assert one_line_split(line, FORMS) is None
