"""Not asked, none known, listed: the three states of each list, and what is not recorded."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.brief.drawn import Case, cases, many
from tests.brief.made import made, page_of, source_of
from tests.brief.reading import block, blocks, flat
from tests.strategies import edtf
from tuiplanner.brief.page import Page, make_page
from tuiplanner.model import dates
from tuiplanner.model.records import Allergy, Medication, Record, Visit

ASK = "NOT RECORDED - please ask"
LISTS = {
    "known": ("conditions", "none known"),
    "allergies": ("allergies", "none known"),
    "avoid": ("avoid", "none told to us"),
    "implants": ("implants", "none"),
    "medicines": ("medications", "none"),
}


def said(page: Page, name: str) -> str:
    """A block without its heading, on one line."""
    first = " ".join(" ".join(blocks(page)[name]).split())
    return first.partition(" ")[2]


def listing(name: str) -> tuple[Iterable[Record], dict[str, str]]:
    """What puts one entry, “latex”, on a list."""
    match name:
        case "allergies":
            return [Allergy(substance="latex")], {}
        case "avoid":
            return [Allergy(substance="latex", kind="avoid")], {}
        case "medicines":
            return [Medication(name="latex", dose="1 drop", frequency="daily")], {}
        case _:
            return [], {LISTS[name][0]: "latex"}


@pytest.mark.parametrize("block", LISTS)
def test_a_list_that_was_not_asked_about_is_marked(block: str) -> None:
    assert said(page_of(), block).startswith(ASK)


@pytest.mark.parametrize("block", LISTS)
def test_an_unknown_stored_status_reads_as_not_asked(block: str) -> None:
    planner = made(**{f"{LISTS[block][0]}_status": "maybe"})
    assert said(make_page(source_of(planner)), block).startswith(ASK)


@pytest.mark.parametrize("block", LISTS)
@pytest.mark.parametrize(
    ("checked", "shown"),
    [("2026-03-12", " (12 Mar 2026)"), ("2025-11", " (Nov 2025)"), ("2024~", " (about 2024)")],
)
def test_none_known_is_dated(block: str, checked: str, shown: str) -> None:
    name, none = LISTS[block]
    planner = made(**{f"{name}_status": "none-known", f"{name}_checked": checked})
    assert said(make_page(source_of(planner)), block).startswith(f"{none}{shown}")


@pytest.mark.parametrize("block", LISTS)
def test_none_known_without_a_date_has_no_empty_brackets(block: str) -> None:
    name, none = LISTS[block]
    page = make_page(source_of(made(**{f"{name}_status": "none-known"})))
    assert said(page, block).startswith(none)
    assert "()" not in page.text


@pytest.mark.parametrize("block", LISTS)
@pytest.mark.parametrize("status", ["", "not-asked", "none-known", "listed"])
def test_listed_rows_override_the_stored_status(block: str, status: str) -> None:
    records, profile = listing(block)
    planner = made(*records, **profile, **{f"{LISTS[block][0]}_status": status})
    text = said(make_page(source_of(planner)), block)
    assert "latex" in text
    assert ASK not in text
    assert not text.startswith("none")


@pytest.mark.parametrize("block", LISTS)
def test_an_empty_list_marked_listed_reads_as_not_asked(block: str) -> None:
    planner = made(**{f"{LISTS[block][0]}_status": "listed"})
    assert said(make_page(source_of(planner)), block).startswith(ASK)


def test_avoided_medicines_and_allergies_are_kept_apart() -> None:
    page = page_of(Allergy(substance="aspirin", kind="avoid"))
    assert said(page, "allergies").startswith(ASK)
    page = page_of(Allergy(substance="aspirin"))
    assert said(page, "avoid").startswith(ASK)


def test_a_stopped_medicine_alone_is_not_a_medicine_list() -> None:
    page = page_of(Medication(name="codeine", status="stopped", stopped="2026-03-01"))
    assert said(page, "medicines").startswith(ASK)
    assert "STOPPED codeine" in said(page, "medicines")


@many
@given(
    case=cases(), checked=st.one_of(st.just(""), edtf(times=False)), name=st.sampled_from([*LISTS])
)
def test_no_block_is_ever_blank(case: Case, checked: str, name: str) -> None:
    """Whatever else is on the page: a list, a dated none, or a plea to ask."""
    status, profile = case.source.planner.status(LISTS[name][0]), case.source.planner.profile
    text = block(case.page(), name)
    if status == "not-asked":
        assert flat(ASK) in text
    elif status == "none-known":
        day = dates.show(getattr(profile, f"{LISTS[name][0]}_checked"))
        assert case.written(f"{LISTS[name][1]} ({day})" if day else LISTS[name][1]) in text
    else:
        assert f"{name.upper()}{flat(ASK)}" not in text


NOT_RECORDED = [
    (Medication(name="senna"), ("dose not recorded", "frequency not recorded")),
    (Medication(name="senna", dose="1 tablet"), ("frequency not recorded",)),
    (Medication(name="senna", frequency="daily"), ("dose not recorded",)),
    (Medication(name="senna", as_needed_for="pain"), ("dose not recorded",)),
    (Medication(name="senna", dose="1 tablet", as_needed_for="pain"), ()),
    (Medication(name="senna", dose="1 tablet", frequency="daily"), ()),
    (Medication(name="senna", frequency="2 tablets"), ("frequency not recorded",)),
    (Medication(name="senna", frequency="½ tablet with food"), ("frequency not recorded",)),
    (Medication(name="senna", dose="2 tablets", frequency="10 mL"), ("frequency not recorded",)),
    (Medication(name="senna", frequency="2 tablets", as_needed_for="pain"), ()),
    (Medication(name="senna", frequency="2 tablets om morgenen"), ()),
    (Medication(name="IVIg", kind="infusion", frequency="30 g"), ("last not recorded",)),
    (Medication(name="senna", frequency="2"), ("dose not recorded",)),
    (Medication(name="senna", status="paused"), ("dose not recorded", "frequency not recorded")),
    (Medication(name="IVIg", kind="infusion"), ("dose not recorded", "last not recorded")),
    (Medication(name="IVIg", kind="infusion", dose="30 g", last_given="2026-02-20"), ()),
    (Medication(name="speech therapy", kind="therapy"), ()),
    (
        Medication(name="speech therapy", kind="therapy", next_due="2026-04-02"),
        ("last not recorded",),
    ),
]


@pytest.mark.parametrize(("medicine", "missing"), NOT_RECORDED)
def test_a_medicine_names_its_missing_details(
    medicine: Medication, missing: tuple[str, ...]
) -> None:
    text = said(page_of(medicine), "medicines")
    for word in ("dose", "frequency", "last"):
        assert (f"{word} not recorded" in text) is (f"{word} not recorded" in missing)


def test_a_missing_prescriber_or_reason_is_asked_for() -> None:
    text = page_of(Visit(when="2026-03-14"), visit=1).text
    assert f"Patient: {ASK}" in text
    assert f"Born: {ASK}" in text
    assert f"WHY WE ARE HERE\n  {ASK}" in text
    assert "With: not recorded" in text
    assert "Visit:   not booked" in page_of().text
