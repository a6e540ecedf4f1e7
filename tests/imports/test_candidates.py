"""An item becomes values of a record; what no field takes goes to the note, word for word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.imports.reviewing import TODAY, taken
from tests.strategies import texts
from tuiplanner.imports.candidates import (
    Candidate,
    of_allergy,
    of_appointment,
    of_medicine,
    of_problem,
)
from tuiplanner.imports.record import ImportedAllergy, ImportedAppointment, ImportedProblem
from tuiplanner.model.dates import UNSURE
from tuiplanner.model.text import cleaned, one_line


def values(one: Candidate) -> dict[str, str]:
    return {name: str(value) for name, value in one.values.items()}


@pytest.mark.parametrize(
    ("started", "kept"),
    [
        ("2026-10-01", "2026-10-01"),
        ("20261001", "2026-10-01"),
        ("202610", "2026-10"),
        ("2024", "2024"),
        ("08 Mar 2008", "2008-03-08"),
    ],
)
def test_days_are_read_as_the_file_writes_them(started: str, kept: str) -> None:
    assert values(of_medicine(taken("zinc", started=started), TODAY))["started"] == kept


@pytest.mark.parametrize("started", ["03/04/2024", "some time ago", "2024-99-99"])
def test_a_day_that_may_be_two_goes_to_the_note(started: str) -> None:
    found = values(of_medicine(taken("zinc", started=started), TODAY))
    assert "started" not in found
    assert found["note"] == f"Started: {started}"


def test_a_status_that_the_file_does_not_settle_is_not_set() -> None:
    for status in ("unknown", "planned"):
        one = of_medicine(taken("zinc", status=status), TODAY)
        assert "status" not in one.values
        assert one.asks


def test_an_end_that_is_no_stop_is_a_line_of_the_note() -> None:
    ahead = values(of_medicine(taken("zinc", end_said="2027-01-01"), TODAY))
    assert ahead["note"] == "Ends in the file: 1 Jan 2027"
    assert "stopped" not in ahead
    paused = values(of_medicine(taken("zinc", status="paused", stopped="2026-10-01"), TODAY))
    assert paused["note"] == "Ends in the file: 1 Oct 2026"


def test_a_stop_without_a_day_is_never_of_today() -> None:
    one = of_medicine(taken("zinc", status="stopped"), TODAY)
    assert one.values["stopped"] == UNSURE
    known = of_medicine(taken("zinc", status="stopped", stopped="20261001"), TODAY)
    assert known.values["stopped"] == "2026-10-01"


def test_what_the_name_or_the_directions_say_is_not_repeated() -> None:
    one = of_medicine(
        taken("Zinc 5 mg", "1 tablet, Oral, daily", also="zinc", fields={"route": "oral"}), TODAY
    )
    assert values(one) == {
        "name": "Zinc 5 mg",
        "directions": "1 tablet, Oral, daily",
        "status": "taking",
    }
    other = of_medicine(taken("zinc", "1 tablet daily", fields={"route": "oral"}), TODAY)
    assert values(other)["route"] == "oral"


def test_directions_from_codes_say_so() -> None:
    one = of_medicine(taken("zinc", "5 mg, daily", how_built=True, also="Zincum"), TODAY)
    assert values(one)["directions"] == "5 mg, daily"
    assert values(one)["note"].splitlines() == [
        "Also named in the file: Zincum",
        "The directions were put together from the codes of the file.",
    ]


def test_a_further_field_never_sets_the_status() -> None:
    one = of_medicine(taken("zinc", status="unknown", fields={"status": "taking"}), TODAY)
    assert "status" not in one.values


def test_further_fields_of_a_problem_are_kept() -> None:
    problem = ImportedProblem("gout", "active", fields={"told_by": "Dr Smith", "note": "left toe"})
    found = values(of_problem(problem, TODAY))
    assert (found["told_by"], found["note"]) == ("Dr Smith", "left toe")


def test_a_past_allergy_is_asked_about() -> None:
    one = of_allergy(ImportedAllergy("nuts", "hives", "severe", "past", "confirmed"), TODAY)
    assert one.asks == "The file says this is in the past. Should the doctor still know?"
    assert values(one)["severity"] == "severe"
    assert values(one)["note"] == "In the file: confirmed\nIn the file: in the past"


def test_a_time_in_another_zone_is_not_converted() -> None:
    found = values(of_appointment(ImportedAppointment("2026-12-09T16:00:00Z", "scan"), TODAY))
    assert found["when"] == "2026-12-09"
    assert found["bring"] == "Time in the file: 2026-12-09T16:00:00Z"


@given(texts(900), texts(300), st.sampled_from(("", "1 tablet")))
def test_no_word_of_the_directions_is_lost(how: str, reason: str, dose: str) -> None:
    fields = {"dose": dose} if dose else {}
    how = f"{dose}, {how}" if dose else how
    kept = one_line(cleaned(how))
    one = of_medicine(taken("zinc", how, reason=reason, fields=fields), TODAY)
    everything = one_line(" ".join(values(one).values()))
    assert all(word.strip(",;") in everything for word in kept.split() if word.strip(",;"))
