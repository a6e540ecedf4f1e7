"""How a medicine reads: no line of it may be taken for another dose."""

import re
from typing import Any

import pytest

from tests.brief.drawn import SHEETS
from tests.brief.made import page_of
from tests.brief.reading import blocks
from tests.brief.test_giving_way import crowd
from tuiplanner.brief.page import make_page
from tuiplanner.model.records import Medication


def _row(medicine: Medication) -> str:
    text = " ".join(" ".join(blocks(page_of(medicine))["medicines"][1:]).split())
    return text.partition(" Anything missing")[0]


TABLET = Medication(
    name="prednisone",
    strength="20 mg",
    form="tablet",
    dose="2 tablets",
    route="by mouth",
    frequency="every morning",
)


def test_name_strength_form_dose_route_frequency_in_this_order() -> None:
    words = " ".join(re.split(r"[ ,:;]+", _row(TABLET)))
    assert words == "prednisone 20 mg tablet 2 tablets by mouth every morning"


def _as_needed(**typed: Any) -> str:
    return _row(Medication(name="ibuprofen", dose="1 tablet", **typed))


@pytest.mark.parametrize(
    ("most", "printed"),
    [
        ("3", "at most 3 a day"),
        ("3 tablets", "at most 3 tablets a day"),
        ("8 tablets a day", "at most 8 tablets a day"),
        ("4 tablets in 24 hours", "at most 4 tablets in 24 hours"),
        ("2 per week", "at most 2 per week"),
        ("10 a month", "at most 10 a month"),
    ],
)
def test_the_daily_maximum_is_printed_once(most: str, printed: str) -> None:
    row = _as_needed(as_needed_for="headache", most_per_day=most)
    assert f"{printed};" in row


@pytest.mark.parametrize(
    ("reason", "printed"),
    [
        ("headache", "for headache"),
        ("to sleep", "to sleep"),
        ("for the nerves", "for the nerves"),
        ("against pain", "against pain"),
        ("If it hurts", "If it hurts"),
    ],
)
def test_a_reason_is_joined_by_one_word(reason: str, printed: str) -> None:
    assert f"as needed {printed}" in _as_needed(as_needed_for=reason)
    assert f"; {printed}" in f"; {_as_needed(reason=reason)}"
    assert "for to" not in _as_needed(reason=reason, as_needed_for=reason)


def test_a_limit_does_not_run_into_the_dose() -> None:
    row = _as_needed(most_per_day="8 tablets", frequency="daily")
    assert "1 tablet; daily; at most 8 tablets a day" in row
    assert "1 tablet at most" not in _as_needed(most_per_day="8 tablets")


def test_taken_differently_is_separated_from_the_next_detail() -> None:
    medicine = Medication(
        name="zopiclone",
        dose="1 tablet",
        frequency="at bedtime",
        taken_differently="takes 2",
        reason="sleep",
        helps="no",
    )
    row = _row(medicine)
    assert "NOT AS WRITTEN: takes 2" in row
    assert "takes 2, for sleep" not in row
    assert "for sleep" in row
    assert "does not help" in row


def test_missing_details_are_separated_from_known_ones() -> None:
    assert "recorded every day" not in _row(Medication(name="senna", frequency="every day"))
    needed = _row(Medication(name="senna", as_needed_for="constipation"))
    assert "recorded as needed" not in needed


def test_a_paused_medicine_is_marked_before_its_dose() -> None:
    row = _row(Medication(name="warfarin", dose="1 tablet", frequency="daily", status="paused"))
    assert row.index("PAUSED") < row.index("1 tablet")


def test_an_unsure_day_reads_as_a_sentence() -> None:
    row = _row(Medication(name="senna", dose="1 tablet", frequency="daily", started="XXXX"))
    assert "since unsure" not in row


def test_a_medicine_without_a_name_is_not_lost() -> None:
    """Only a file that something else wrote holds one."""
    row = _row(Medication(name="", strength="20 mg", dose="2 tablets", frequency="daily"))
    assert "20 mg" in row
    assert "name not recorded" in row


@pytest.mark.parametrize("sign", [">", "<", "@", "&", "→", "QD", "IU"])
@pytest.mark.parametrize("sheet", SHEETS)
def test_the_page_uses_no_error_prone_dose_symbols(sign: str, sheet: str) -> None:
    text = make_page(crowd(5), SHEETS[sheet]).text
    assert sign not in text


def test_printed_directions_are_the_dose_and_the_frequency() -> None:
    """A medicine from a portal lacks nothing, and its directions stay word for word."""
    row = _row(Medication(name="Eliquis", strength="5 mg", directions="TAKE 1 TABLET BID"))
    assert row == "HOW OFTEN: AS WRITTEN Eliquis 5 mg: TAKE 1 TABLET BID"


def test_printed_directions_beside_own_words_are_labeled() -> None:
    """The doctor sees both: the person's own dose, and the directions that differ from it."""
    row = _row(Medication(name="Eliquis 5 mg", dose="1 tablet", directions="2 tablets daily"))
    assert "1 tablet; printed: 2 tablets daily" in row
