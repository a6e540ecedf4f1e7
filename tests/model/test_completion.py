"""Completion: only offered, the person's own words first, never another than what is typed."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.every import examples
from tests.model.making import added, edited
from tests.strategies import texts
from tuiplanner.data.vocabulary import medicine_names, words_for
from tuiplanner.model.completion import complete, last_used, own_words
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Medication, Profile, Symptom, Visit

OWN = ("Prednisone from Ana", "prednisone", "épilepsie café", "Zoë's drops")
NAMES = ("prednisolone", "prednisone", "azathioprine", "Imuran (azathioprine)", "vitamin B1")
NAMES += ("vitamin B12", "São João")
AREAS = ("left arm", "left leg", "right arm", "head", "toes", "left side", "left side of the face")


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        # the person's own words first, from one character on
        ("p", "prednisone from Ana"),
        ("prednisone f", "prednisone from Ana"),
        ("z", "zoë's drops"),
        # then the list, from two
        ("a", ""),
        ("az", "azathioprine"),
        ("predniso", "prednisone from Ana"),
        ("prednisol", "prednisolone"),
        ("imu", "imuran (azathioprine)"),
        # what was typed stays as typed, and accents make no difference
        ("IMU", "IMUran (azathioprine)"),
        ("EPILEPSIE C", "EPILEPSIE Café"),
        ("épi", "épilepsie café"),
        ("e\N{COMBINING ACUTE ACCENT}pi", "e\N{COMBINING ACUTE ACCENT}pilepsie café"),
        ("zoe", "zoe's drops"),
        ("sao jo", "sao joão"),
        ("  az", "  azathioprine"),
        ("azathioprin", "azathioprine"),
        # nothing to add, or nothing that begins so
        ("", ""),
        ("   ", ""),
        ("azathioprine", ""),
        ("AZATHIOPRINE", ""),
        ("vitamin b1", ""),
        ("vitamin b", "vitamin b1"),
        ("azathioprine x", ""),
        ("thioprine", ""),
        ("(azathioprine)", ""),
        ("zzz", ""),
    ],
)
def test_typed_text_is_completed(typed: str, whole: str) -> None:
    assert complete(typed, OWN, NAMES) == whole


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("numbness in the left a", "numbness in the left arm"),
        ("numbness in the left", "numbness in the left arm"),
        ("numbness in the LEFT L", "numbness in the LEFT Leg"),
        ("pain, right ", "pain, right arm"),
        ("pain hea", "pain head"),
        ("hea", "head"),
        # what is whole already is left alone
        ("numbness in the left arm", ""),
        ("numbness of the left side", ""),
        ("numbness of the left side o", "numbness of the left side of the face"),
        # no ending in the middle of a word, none of two letters: "to", "he" are words of their own
        ("unleft a", ""),
        ("close to", ""),
        ("when he", ""),
        ("numbness ", ""),
        # the whole text of one's own comes before an ending
        ("tingling in the l", "tingling in the lips"),
    ],
)
def test_the_last_words_are_completed_from_the_list(typed: str, whole: str) -> None:
    assert complete(typed, ("tingling in the lips",), AREAS, last_words=True) == whole


def test_without_last_words_only_the_whole_text_is_completed() -> None:
    assert complete("numbness in the left a", (), AREAS) == ""


def test_the_lists_that_ship_complete_what_people_begin() -> None:
    assert complete("azath", (), medicine_names()) == "azathioprine"
    assert complete("imur", (), medicine_names()) == "imuran (azathioprine)"
    assert complete("twi", (), words_for("medications", "frequency")) == "twice a day"
    assert complete("neuro", (), words_for("specialists", "specialty")) == "neurology"
    areas = words_for("symptoms", "body_areas")
    assert complete("weak right h", (), areas, last_words=True) == "weak right hand"


def names() -> st.SearchStrategy[list[str]]:
    return st.lists(texts(20), max_size=6)


@settings(max_examples=examples(200))
@given(texts(12), names(), names(), st.booleans())
def test_it_only_ever_adds(typed: str, own: list[str], listed: list[str], last_words: bool) -> None:
    whole = complete(typed, own, listed, last_words=last_words)
    assert whole == "" or (whole.startswith(typed) and whole[len(typed) :].strip())
    if whole and not last_words:
        plain = bare(whole.lstrip())
        assert plain in {bare(word) for word in (*own, *listed)}


def bare(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))


@settings(max_examples=examples(100))
@given(st.sampled_from(medicine_names()), st.integers(2, 60))
def test_every_prefix_of_a_name_completes_to_a_name(name: str, shown: int) -> None:
    typed = name[:shown]
    assume(not (typed[-1].isdigit() and name[shown : shown + 1].isdigit()))  # never half a number
    whole = complete(typed, (), medicine_names())
    known = {each.lower() for each in medicine_names()}
    assert whole.lower() in known if whole else typed.lower() in known


def test_own_words_are_the_latest_first_each_once() -> None:
    planner = Planner()
    for name in ("prednisone", "keppra", "aspirin", "Keppra"):
        planner = added(planner, Medication, name=name, route="by mouth")
    planner = stamped(planner, {1: "2026-03-01", 2: "2026-03-02", 3: "2026-03-03", 4: "2026-03-02"})
    assert own_words(planner, Medication, "name") == ("aspirin", "Keppra", "prednisone")
    assert own_words(planner, Medication, "route") == ("by mouth",)
    assert own_words(planner, Medication, "form") == ()
    assert own_words(planner, Symptom, "name") == ()


def test_the_last_used_is_what_was_written_last() -> None:
    planner = Planner()
    assert last_used(planner, Medication, "prescriber") == ""
    for prescriber in ("Dr Smith", "Dr Neuro", ""):
        planner = added(planner, Medication, name="x", prescriber=prescriber)
    same = dict.fromkeys((1, 2, 3), "2026-03-02")
    assert last_used(stamped(planner, same), Medication, "prescriber") == "Dr Neuro"
    later = {1: "2026-03-05", 2: "2026-03-04", 3: "2026-03-06"}
    assert last_used(stamped(planner, later), Medication, "prescriber") == "Dr Smith"


def test_a_field_of_numbers_and_the_profile_have_words_too() -> None:
    planner = added(Planner(), Visit, when="14 Mar 2026", minutes="30", reason="weakness")
    assert own_words(planner, Visit, "minutes") == ()
    assert last_used(planner, Visit, "minutes") == ""
    assert own_words(edited(planner, Profile, 1, pharmacy="Corner"), Profile, "pharmacy") == (
        "Corner",
    )


def stamped(planner: Planner, updated: dict[int, str]) -> Planner:
    rows = {
        id: replace(record, updated=f"{updated[id]}T10:00:00Z")
        for id, record in planner.medications.items()
    }
    return replace(planner, medications=rows)


@pytest.mark.parametrize(
    ("typed", "own", "offered"),
    [
        ("5", ["50 mg", "5 mg"], "5 mg"),
        ("5", ["50 mg"], ""),
        ("0.", ["0.5 mg"], ""),
        ("1", ["1,000 units"], ""),
        ("50", ["50 mg"], "50 mg"),
        ("1,000 ", ["1,000 units"], "1,000 units"),
        ("1", ["1/2 tablet", "1½ tablets", "1-2 tablets", "1x2", "1 1/2 tablets"], ""),
        ("1 ", ["1 1/2 tablets"], ""),
        ("5", ["5 000 units"], ""),
        ("0", ["0·5 mg"], ""),
        ("2", ["2x3"], ""),
        ("10", ["10:30"], ""),
        ("10", ["10%"], "10%"),
        ("1", ["1 tablet"], "1 tablet"),
    ],
)
def test_a_number_is_never_completed_to_another(typed: str, own: list[str], offered: str) -> None:
    assert complete(typed, own, ()) == offered
