"""Conditions: their rows, the split of an older text, and which of them are cancers."""

import re
from contextlib import suppress

import pytest
from hypothesis import given, settings

from tests.every import examples
from tests.model.making import added, edited, told
from tests.strategies import TODAY, texts
from tuiplanner.errors import Refused
from tuiplanner.model.conditions import cancers, split_conditions, split_text
from tuiplanner.model.planner import Planner, remove
from tuiplanner.model.records import Condition


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "high blood pressure (2015); underactive thyroid (2009)",
            [("high blood pressure", "2015"), ("underactive thyroid", "2009")],
        ),
        ("diabetes, asthma", [("diabetes", ""), ("asthma", "")]),
        (
            "migraine (with aura, rarely), gout",
            [("migraine (with aura, rarely)", ""), ("gout", "")],
        ),
        ("stroke (May 2019);lazy eye", [("stroke", "2019-05"), ("lazy eye", "")]),
        ("heart attack, 2015; gout", [("heart attack", "2015"), ("gout", "")]),
        (
            "tumor [2020, operated], diabetes (type 2; on tablets)",
            [("tumor [2020, operated]", ""), ("diabetes (type 2; on tablets)", "")],
        ),
        ("broken hip (next friday)", [("broken hip (next friday)", "")]),
    ],
)
def test_a_text_is_split_into_rows_with_the_year_as_the_beginning(
    text: str, rows: list[tuple[str, str]]
) -> None:
    planner = split_conditions(told(Planner(), conditions=text), TODAY)
    assert [(row.name, row.since) for row in planner.conditions.values()] == rows
    assert planner.profile.conditions == ""
    assert planner.status("conditions") == "listed"


@settings(max_examples=examples(300))
@given(texts(200))
def test_no_word_of_a_text_is_lost_in_the_split(text: str) -> None:
    """A date in brackets becomes the beginning; everything else stands in a name or a note."""
    planner = told(Planner(), conditions=text)
    words = planner.profile.conditions
    rows = split_text(words, TODAY)
    kept = " ".join(value for row in rows for value in row.values())
    lost = set(re.findall(r"\w+", words)) - set(re.findall(r"\w+", kept))
    is_dated = any("since" in row for row in rows)
    assert is_dated or not lost
    with suppress(Refused):  # It says that there are none: the text stays.
        after = split_conditions(planner, TODAY)
        assert not rows or after.profile.conditions == ""


def test_a_text_that_says_none_is_not_split() -> None:
    with pytest.raises(Refused, match="is not a condition"):
        split_conditions(told(Planner(), conditions="NIL"), TODAY)


def test_a_part_that_is_too_long_for_a_name_is_kept_whole() -> None:
    long = "a weakness of the left arm that came on after the operation on the neck and never left"
    (row,) = split_conditions(told(Planner(), conditions=long), TODAY).conditions.values()
    assert len(row.name) <= 80
    assert row.full_name == long


def test_rows_decide_the_status_and_a_condition_ruled_out_does_not_count() -> None:
    planner = added(Planner(), Condition, name="lymphoma", status="ruled-out")
    assert planner.status("conditions") == "not-asked"
    planner = told(planner, conditions_status="none-known")
    assert planner.status("conditions") == "none-known"
    planner = added(planner, Condition, name="gout")
    assert planner.status("conditions") == "listed"
    with pytest.raises(Refused, match="not empty"):
        told(planner, conditions_status="none-known")
    planner = remove(planner, Condition, max(planner.conditions), TODAY)
    assert planner.status("conditions") == "not-asked"


@pytest.mark.parametrize("name", ["none", "No known conditions", "nothing so far"])
def test_none_is_not_a_condition(name: str) -> None:
    with pytest.raises(Refused, match="none-known"):
        added(Planner(), Condition, name=name)


def test_a_condition_cannot_end_before_it_began() -> None:
    with pytest.raises(Refused, match="before it began"):
        added(Planner(), Condition, name="gout", since="2019", ended="2018")
    planner = added(Planner(), Condition, name="gout", since="2019", ended="2019")
    with pytest.raises(Refused, match="before it began"):
        edited(planner, Condition, 1, ended="May 2018")


@pytest.mark.parametrize(
    ("name", "status", "is_one"),
    [
        ("breast cancer", "past", True),
        ("Lymphoma", "", True),
        ("brain tumour", "confirmed", True),
        ("acute leukaemia", "confirmed", True),
        ("leukemia", "suspected", False),
        ("lymphoma", "ruled-out", False),
        ("high blood pressure", "confirmed", False),
        ("no cancer", "", False),
        ("cancer ruled out", "", False),
        ("benign tumor", "confirmed", False),
    ],
)
def test_a_cancer_is_known_by_its_name_unless_it_is_not_sure(
    name: str, status: str, is_one: bool
) -> None:
    planner = added(Planner(), Condition, name=name, status=status)
    assert bool(cancers(planner)) == is_one


def test_a_row_that_is_there_is_not_made_again() -> None:
    planner = added(Planner(), Condition, name="Gout", since="2015")
    planner = split_conditions(told(planner, conditions="gout (2015); asthma"), TODAY)
    assert [row.name for row in planner.conditions.values()] == ["Gout", "asthma"]


def test_a_text_without_a_word_is_not_split() -> None:
    with pytest.raises(Refused, match="no condition in this text"):
        split_conditions(told(Planner(), conditions=";,;"), TODAY)
