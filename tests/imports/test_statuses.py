"""Statuses of medicines in lists: the words, the days, and what contradicts itself."""

from datetime import date

import pytest

from tuiplanner.imports.list_dates import days_of
from tuiplanner.imports.statuses import Column, Said, allergy_status, combined, status_in

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("column", "cell", "status"),
    [
        ("status", "Active", "taking"),
        ("status", "Ongoing", "taking"),
        ("status", "En cours", "taking"),
        ("status", "On hold", "paused"),
        ("status", "on-hold", "paused"),
        ("status", "Pausiert", "paused"),
        ("status", "DISCONTINUED", "stopped"),
        ("status", "Ended", "stopped"),
        ("status", "not taken", "stopped"),
        ("status", "not-taken", "stopped"),
        ("status", "Arrêté", "stopped"),
        ("status", "Abgesetzt", "stopped"),
        ("status", "Suspendido", "paused"),
        ("status", "Planned", "planned"),
        ("status", "Completed", "unknown"),
        ("status", "Expired", "unknown"),
        ("status", "Active?", "taking"),
        ("status", "active until May", "unknown"),
        ("status", "", ""),
        ("active", "No", "stopped"),
        ("active", "Yes", "taking"),
        ("active", "Nein", "stopped"),
        ("active", "sometimes", "unknown"),
        ("inactive", "Yes", "stopped"),
        ("inactive", "No", "taking"),
        ("inactive", "2026-01-02", "stopped"),
        ("end", "31.12.2019", "stopped"),
        ("end", "03/04/2026", "stopped"),
        ("end", "12/11/2026", "unknown"),
        ("end", "2026-11-28", "unknown"),
        ("end", "2026", "unknown"),
        ("end", "in May 2027", "unknown"),
        ("end", "1 May 2027", "taking"),
        ("end", "ongoing", "taking"),
        ("end", "until better", "unknown"),
        ("started", "1 May 2027", "planned"),
        ("started", "1 May 2020", ""),
    ],
)
def test_a_cell_is_never_read_as_a_better_status(column: str, cell: str, status: str) -> None:
    kind = Column.START if column == "started" else Column(column)
    assert status_in(kind, cell, TODAY).status == status


def test_statements_that_contradict_each_other_are_asked() -> None:
    taking, stopped = Said("taking", "Active"), Said("stopped", "2020")
    assert combined([taking, Said("")]) == "taking"
    assert combined([taking, stopped]) == "unknown"
    assert combined([Said("unknown", "Expired"), stopped]) == "unknown"
    assert combined([Said("unknown", "Completed"), stopped]) == "stopped"


@pytest.mark.parametrize(
    ("word", "status"),
    [("Active", "active"), ("resolved", "past"), ("Inactive", "past"), ("maybe", "unknown")],
)
def test_a_status_of_an_allergy(word: str, status: str) -> None:
    assert allergy_status(word) == status


def test_a_refuted_allergy_is_no_allergy() -> None:
    assert allergy_status("Refuted") == allergy_status("entered-in-error") == "entered in error"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2015-03-01T12:00:00Z", "2015-03-01", "2015-03-01"),
        ("03/04/2020", "2020-03-04", "2020-04-03"),
        ("31/12/20", "2020-12-31", "2020-12-31"),
        ("14 de marzo de 2026", "2026-03-14", "2026-03-14"),
        ("15. März 2025", "2025-03-15", "2025-03-15"),
        ("1er août 2024", "2024-08-01", "2024-08-01"),
        ("March 2024", "2024-03-01", "2024-03-31"),
        ("3/2024", "2024-03-01", "2024-03-31"),
    ],
)
def test_a_day_has_an_earliest_and_a_latest_reading(text: str, first: str, last: str) -> None:
    days = days_of(text)
    assert days is not None
    assert (days.first.isoformat(), days.last.isoformat()) == (first, last)


@pytest.mark.parametrize("text", ["", "soon", "12", "31.31.2020", "3 May June 2020", "9" * 5_000])
def test_other_words_are_no_day(text: str) -> None:
    assert days_of(text) is None
