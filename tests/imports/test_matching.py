"""Two medicines are the same only if name, strength, form and release words are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.imports.reviewing import groups, reviewed, taken, with_medicine
from tuiplanner.imports.matching import folded_words, looks_of
from tuiplanner.model.records import Medication


def looks_same(one: str, other: str) -> bool:
    return looks_of(Medication(name=one)).is_same(looks_of(Medication(name=other)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Metformin 500 mg", "METFORMIN 500mg"),
        ("Lisinopril 10 mg", "lisinopril 10 MG Oral Tablet"),
        ("Levothyroxine 50 µg", "levothyroxine 50 mcg"),
        ("Metoprolol succinate ER 50 mg", "metoprolol succinate 50 mg ER"),
        ("Toprol-XL 50 mg", "Toprol XL 50 mg"),
    ],
)
def test_another_writing_is_the_same_medicine(one: str, other: str) -> None:
    assert looks_same(one, other)
    assert groups(reviewed(with_medicine(name=one), taken(other))) == ["same"]


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("metoprolol succinate 50 mg", "metoprolol tartrate 50 mg"),
        ("metoprolol 50 mg", "metoprolol ER 50 mg"),
        ("nifedipine 30 mg", "nifedipine XL 30 mg"),
        ("clonidine 0.1 mg", "clonidine patch 0.1 mg"),
        ("warfarin 5 mg", "warfarin .5 mg"),
        ("warfarin 5 mg", "warfarin 0.5 mg"),
        ("warfarin .5 mg", "warfarin 0.5 mg"),
        ("warfarin 5 mg", "warfarin 5.0 mg"),
        ("warfarin 5", "warfarin .5"),
        ("warfarin 5 mg", "warfarin"),
        ("warfarin 1 mg", "warfarin ½ mg"),
        ("levothyroxine 50 mcg", "levothyroxine 50 mg"),
        ("testosterone", "testosterone gel"),
        ("diclofenac tablet 50 mg", "diclofenac capsule 50 mg"),
        ("Eliquis 5 mg", "apixaban 5 mg"),
        ("Tylenol", "acetaminophen"),
        ("hydrochlorothiazide 25 mg", "lisinopril-hydrochlorothiazide 20-25 mg"),
        ("amlodipine 5 mg / benazepril 10 mg", "amlodipine 10 mg / benazepril 5 mg"),
        ("hydrocodone-acetaminophen 5-325 mg", "hydrocodone-acetaminophen 10-325 mg"),
        ("nystatin suspension", "nystatin oral suspension"),
    ],
)
def test_what_merely_looks_alike_is_asked(here: str, there: str) -> None:
    for one, other in ((here, there), (there, here)):
        found = reviewed(with_medicine(name=one), taken(other))
        assert groups(found) == ["asks"]
        assert found.first_picks == found.sure_picks == {}


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("hydroxyzine 25 mg", "hydralazine 25 mg"),
        ("Celebrex 200 mg", "Celexa 20 mg"),
        ("prednisone 5 mg", "prednisolone 5 mg"),
        ("vitamin B12", "vitamin D"),
        ("insulin glargine", "insulin lispro"),
    ],
)
def test_another_medicine_of_a_similar_name_is_new(here: str, there: str) -> None:
    found = reviewed(with_medicine(name=here), taken(there))
    assert groups(found) == ["new", "not-in-the-file"]


def test_a_release_word_of_the_brand_counts() -> None:
    here = with_medicine(name="bupropion", brand="Wellbutrin XL", strength="150 mg")
    assert groups(reviewed(here, taken("bupropion 150 mg"))) == ["asks"]
    assert groups(reviewed(here, taken("bupropion XL 150 mg"))) == ["same"]


def test_the_strength_counts_wherever_it_is_written() -> None:
    here = with_medicine(name="Lisinopril", strength="10 mg", form="tablet")
    assert groups(reviewed(here, taken("lisinopril 10 mg", strength="10mg"))) == ["same"]
    assert groups(reviewed(here, taken("lisinopril", strength="20 mg"))) == ["asks"]


def test_names_without_a_letter_are_not_all_the_same() -> None:
    assert not looks_same("()", "[]")
    assert folded_words("(-)") != folded_words("[-]")


_NAMES = st.sampled_from(("warfarin", "metoprolol succinate", "metoprolol tartrate", "zinc"))
_STRENGTHS = st.sampled_from(("5 mg", "0.5 mg", ".5 mg", "50 mg", "5 mcg", "5 mg/ml", "5-10 mg"))
_RELEASE = st.sampled_from(("", "ER", "XL", "SR", "patch", "depot"))
_PRODUCTS = st.tuples(_NAMES, _STRENGTHS, _RELEASE)


@given(_PRODUCTS, _PRODUCTS)
def test_only_equal_products_are_the_same(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    written = (" ".join(filter(None, product)) for product in (one, other))
    assert looks_same(*written) == (one == other)


@given(_PRODUCTS, _PRODUCTS)
def test_a_medicine_is_never_brought_in_unasked_beside_its_like(
    one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    here = with_medicine(name=one[0], strength=one[1], form=one[2])
    found = groups(reviewed(here, taken(" ".join(filter(None, other)))))
    alike = one[0].split()[0] == other[0].split()[0]
    assert found == (["same"] if one == other else ["asks"] if alike else [*_NEW])


_NEW = ("new", "not-in-the-file")
