"""A name that is only begun: one medicine is asked about, several are not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.every import examples
from tests.strategies import HOSTILE, texts
from tuiplanner.data.vocabulary import medicine_names, medicines
from tuiplanner.model.naming import (
    BEGUN_FROM,
    NOT_UNFINISHED,
    did_you_mean,
    doubt_about,
    names_begun,
    names_meant,
)

KNOWN = medicine_names()
# Name and generic name of everything in the list, from the file's own records.
EVERY = [(n.lower(), m.generic) for m in medicines() for n in (m.generic, *m.brands)]


def begun_generics(typed: str) -> set[str]:
    """The medicines that a text begins, counted without the code that is tested."""
    return {generic for name, generic in EVERY if name.startswith(typed.lower())}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("pyridos", ("pyridostigmine",)),
        ("PYRIDOS", ("pyridostigmine",)),
        (" pyridos ", ("pyridostigmine",)),
        ("levetir", ("levetiracetam",)),
        ("metf", ("metformin",)),
        ("kepp", ("Keppra (levetiracetam)",)),
        ("ocre", ("ocrelizumab", "Ocrevus (ocrelizumab)")),
        ("enoxap", ("enoxaparin",)),  # The near name is Endoxan, which is cyclophosphamide.
        ("dapaglifloz", ("dapagliflozin",)),
    ],
)
def test_the_beginning_of_one_medicine_stands_for_it(typed: str, meant: tuple[str, ...]) -> None:
    assert names_meant(typed, KNOWN) == meant
    assert len(begun_generics(typed.strip())) == 1


@pytest.mark.parametrize("typed", ["pred", "levo", "carb", "sodi", "cycl"])
def test_the_beginning_of_several_is_not_asked_about(typed: str) -> None:
    assert len(begun_generics(typed)) > 1
    assert names_meant(typed, KNOWN) == ()


def test_combinations_of_one_medicine_are_that_medicine() -> None:
    assert len(begun_generics("amlo")) > 1
    assert names_meant("amlo", KNOWN) == ("amlodipine",)


def test_a_near_name_is_not_the_only_offer_if_others_begin_so() -> None:
    """Pyridoxine is near `pyrido`, but pyridostigmine begins so, too."""
    assert did_you_mean("pyrido", KNOWN) == ("pyridoxine (vitamin B6)",)
    doubt = doubt_about("pyrido", KNOWN)
    assert doubt is not None
    assert doubt.sentence.startswith("Did you mean pyridostigmine or pyridoxine (vitamin B6)?")
    assert doubt.better == ""


@pytest.mark.parametrize(
    "name",
    [
        *("pyr", "met", "pyridostigmine", "Mestinon", "keppra", "ocrelizumab", "mycophenolate"),
        *("glatiramer", "vitamin B", "fish", "IVIg", "pyridos every morning", "pyridos or so"),
        *("steroid", "vitamins", "test", "oral", "multi", "pembro", "", " ", "500", *HOSTILE),
    ],
)
def test_other_texts_begin_nothing(name: str) -> None:
    assert names_begun(name, KNOWN) == ()


def test_words_that_only_look_unfinished_begin_a_name() -> None:
    """Otherwise the exception for them is of no use."""
    assert [word for word in NOT_UNFINISHED if not begun_generics(word)] == []
    assert [word for word in NOT_UNFINISHED if len(word) < BEGUN_FROM] == []


def test_two_names_that_differ_after_a_number_are_two() -> None:
    both = ("lutetium Lu 177 dotatate", "lutetium Lu 177 vipivotide tetraxetan")
    assert names_begun("lutet", KNOWN) == both
    doubt = doubt_about("lutet", KNOWN)
    assert doubt is None or doubt.better == ""


@pytest.mark.parametrize(
    ("typed", "better"), [("pyridos", "pyridostigmine"), ("pyridos 60 mg", ""), ("ocre", "")]
)
def test_one_key_takes_the_only_name_of_a_bare_text(typed: str, better: str) -> None:
    doubt = doubt_about(typed, KNOWN)
    assert doubt is not None
    assert doubt.sentence.endswith("Please check the box it came in.")
    assert doubt.better == better


@pytest.mark.parametrize(
    ("typed", "own", "meant"),
    [
        ("grann", ("Granny's drops",), ("Granny's drops",)),
        ("grann", ("Granny's drops 5 ml",), ("Granny's drops",)),
        ("Granny's drops", ("Granny's drops",), ()),
        ("pyridos", ("pyridos",), ()),
        ("pyridos", ("pyridosol",), ()),
        ("pyridos", ("Mestinon", "pyridostigmine 60 mg"), ("pyridostigmine",)),
        ("metf", ("metformin XR",), ("metformin",)),
    ],
)
def test_the_persons_own_medicines_are_known(
    typed: str, own: tuple[str, ...], meant: tuple[str, ...]
) -> None:
    assert names_meant(typed, KNOWN, own) == meant


@settings(max_examples=examples(100))
@given(st.sampled_from(EVERY), st.integers(1, 30), texts(12))
def test_what_is_begun_begins_with_the_text(entry: tuple[str, str], count: int, other: str) -> None:
    for typed in (entry[0][:count], other):
        begun = names_begun(typed, KNOWN)
        assert all(name.lower().startswith(typed.strip().lower()) for name in begun)
        if begun and len(begun_generics(typed.strip())) == 1:
            assert set(names_meant(typed, KNOWN)) <= set(begun)


@settings(max_examples=examples(60))
@given(texts(40))
def test_near_names_are_never_lost_without_a_beginning(name: str) -> None:
    if not names_begun(name, KNOWN):
        assert names_meant(name, KNOWN) == did_you_mean(name, KNOWN)
