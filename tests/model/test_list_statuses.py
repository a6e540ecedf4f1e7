"""Not asked, none known, listed: a blank is never "none", and rows win.

Where a page says "none known", a doctor relies on it. So the word is refused while there are
rows, and it does not come back by itself when the last row goes.
"""

from collections.abc import Callable
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.every import examples
from tests.model.making import added, edited, newest, told
from tests.strategies import TODAY
from tuiplanner.errors import Refused
from tuiplanner.model.planner import LISTED, Planner, remove
from tuiplanner.model.records import Allergy, Medication, Profile

Change = Callable[[Planner], Planner]


class Pair(NamedTuple):
    """How a row comes onto a list and how it goes."""

    put: Change
    take: Change


def _allergy(planner: Planner) -> Planner:
    return added(planner, Allergy, substance="penicillin")


def _avoid(planner: Planner) -> Planner:
    return added(planner, Allergy, substance="aspirin", kind="avoid")


def _no_allergy(planner: Planner) -> Planner:
    return remove(planner, Allergy, newest(planner, Allergy).id, TODAY)


def _medicine(planner: Planner) -> Planner:
    return added(planner, Medication, name="prednisone")


def _no_medicine(planner: Planner) -> Planner:
    return remove(planner, Medication, newest(planner, Medication).id, TODAY)


PAIRS = {
    "allergies": Pair(_allergy, _no_allergy),
    "avoid": Pair(_avoid, _no_allergy),
    "medications": Pair(_medicine, _no_medicine),
    "conditions": Pair(
        lambda planner: told(planner, conditions="high blood pressure"),
        lambda planner: told(planner, conditions=""),
    ),
    "implants": Pair(
        lambda planner: told(planner, implants="pacemaker"),
        lambda planner: told(planner, implants=""),
    ),
}
every_list = pytest.mark.parametrize("name", PAIRS)


def said(planner: Planner, name: str, word: str, **more: str) -> Planner:
    return told(planner, **{f"{name}_status": word}, **more)


def state(planner: Planner, name: str) -> tuple[str, str, str]:
    """What is read, what is stored, and when it was checked."""
    stored = getattr(planner.profile, f"{name}_status")
    return planner.status(name), stored, getattr(planner.profile, f"{name}_checked")


def test_the_pairs_are_all_there() -> None:
    assert set(PAIRS) == set(LISTED)


@every_list
def test_a_list_is_not_asked_at_first(name: str) -> None:
    assert state(Planner(), name) == ("not-asked", "not-asked", "")


@every_list
def test_none_known_is_dated(name: str) -> None:
    assert state(said(Planner(), name, "none-known"), name) == (
        "none-known",
        "none-known",
        "2026-03-12",
    )
    given = said(Planner(), name, "none-known", **{f"{name}_checked": "1 Mar 2026"})
    assert state(given, name) == ("none-known", "none-known", "2026-03-01")


@every_list
@pytest.mark.parametrize("word", ["not-asked", "none-known"])
def test_a_row_reads_as_listed(name: str, word: str) -> None:
    planner = PAIRS[name].put(said(Planner(), name, word))
    assert state(planner, name)[:2] == ("listed", "listed")


@every_list
@pytest.mark.parametrize("word", ["not-asked", "none-known"])
def test_deleting_the_last_row_resets_the_list_to_not_asked(name: str, word: str) -> None:
    planner = PAIRS[name].put(said(Planner(), name, word))
    assert state(PAIRS[name].take(planner), name) == ("not-asked", "not-asked", "")


@every_list
def test_none_known_is_refused_while_there_are_rows(name: str) -> None:
    planner = PAIRS[name].put(Planner())
    with pytest.raises(Refused, match="not empty") as refused:
        said(planner, name, "none-known")
    assert refused.value.field == f"{name}_status"
    assert state(planner, name)[0] == "listed"


@every_list
def test_not_asked_while_there_are_rows_is_listed_all_the_same(name: str) -> None:
    planner = said(PAIRS[name].put(Planner()), name, "not-asked")
    assert state(planner, name)[:2] == ("listed", "listed")


@every_list
@pytest.mark.parametrize("word", ["", "not-asked"])
def test_none_known_can_be_taken_back(name: str, word: str) -> None:
    planner = said(said(Planner(), name, "none-known"), name, word)
    assert state(planner, name) == ("not-asked", "not-asked", "")


@every_list
def test_listed_without_a_row_never_reads_as_none_known(name: str) -> None:
    with pytest.raises(Refused, match="empty"):
        said(Planner(), name, "listed")
    loaded = Planner(profile=Profile.load(1, {f"{name}_status": "listed"}))
    assert loaded.status(name) == "not-asked"


@every_list
@pytest.mark.parametrize("word", ["none-known", "not-asked", "", "perhaps"])
def test_rows_from_a_file_override_its_stored_status(name: str, word: str) -> None:
    full = PAIRS[name].put(Planner())
    loaded = contradicting(full, name, word)
    assert loaded.status(name) == "listed"


@every_list
def test_deleting_the_last_loaded_row_resets_to_not_asked(name: str) -> None:
    loaded = contradicting(PAIRS[name].put(Planner()), name, "none-known")
    assert state(PAIRS[name].take(loaded), name) == ("not-asked", "not-asked", "")


@every_list
def test_repeating_none_known_over_loaded_rows_is_refused(name: str) -> None:
    loaded = contradicting(PAIRS[name].put(Planner()), name, "none-known")
    with pytest.raises(Refused, match="not empty"):
        said(loaded, name, "none-known")


def contradicting(planner: Planner, name: str, word: str) -> Planner:
    """As loaded from a file that an import or another program wrote."""
    profile = planner.profile
    document = {"conditions": profile.conditions, "implants": profile.implants}
    document |= {f"{name}_status": word, f"{name}_checked": "2025-01-01"}
    return Planner(
        profile=Profile.load(1, document),
        allergies=planner.allergies,
        medications=planner.medications,
        next_id=planner.next_id,
    )


@pytest.mark.parametrize("name", ["allergies", "avoid", "medications"])
def test_deleting_one_of_two_rows_keeps_the_list_listed(name: str) -> None:
    put, take = PAIRS[name]
    assert state(take(put(put(Planner()))), name)[:2] == ("listed", "listed")


def test_an_allergy_turned_avoided_medicine_changes_lists() -> None:
    planner = edited(_allergy(Planner()), Allergy, 1, kind="avoid")
    assert (planner.status("allergies"), planner.status("avoid")) == ("not-asked", "listed")


def test_the_last_medicine_stopped_is_not_the_same_as_none() -> None:
    planner = edited(_medicine(Planner()), Medication, 1, status="stopped")
    assert state(planner, "medications")[0] == "not-asked"
    resumed = edited(planner, Medication, 1, status="taking")
    assert state(resumed, "medications")[0] == "listed"


def test_a_stopped_medicine_does_not_contradict_none() -> None:
    none = said(Planner(), "medications", "none-known")
    planner = added(none, Medication, name="prednisone", status="stopped")
    assert state(planner, "medications")[0] == "none-known"
    taken = edited(planner, Medication, 1, status="taking")
    assert state(taken, "medications")[0] == "listed"


STEPS = st.lists(
    st.tuples(
        st.sampled_from(sorted(PAIRS)), st.sampled_from(["put", "take", "none-known", "not-asked"])
    ),
    max_size=14,
)


@settings(max_examples=examples(100))
@given(STEPS)
def test_none_known_always_means_an_empty_list(
    steps: list[tuple[str, str]],
) -> None:
    planner, heard = Planner(), dict.fromkeys(PAIRS, "not-asked")
    for name, step in steps:
        rows = any(LISTED[name](planner))
        if step == "put":
            planner, heard[name] = PAIRS[name].put(planner), "listed"
        elif step == "take" and rows:
            planner = _taken(planner, name)
            heard[name] = "listed" if any(LISTED[name](planner)) else "not-asked"
        elif step in ("none-known", "not-asked") and not rows:
            planner, heard[name] = said(planner, name, step), step
        assert {name: str(planner.status(name)) for name in PAIRS} == heard
        for each in PAIRS:
            assert getattr(planner.profile, f"{each}_status") == heard[each]


def _taken(planner: Planner, name: str) -> Planner:
    """Without one row of just this list."""
    if name in ("allergies", "avoid"):
        row = next(a for a in planner.allergies.values() if a.is_avoid is (name == "avoid"))
        return remove(planner, Allergy, row.id, TODAY)
    return PAIRS[name].take(planner)
