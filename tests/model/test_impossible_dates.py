"""Dates that cannot be are refused where they are typed, and only where it is certain."""

import pytest

from tests.model.making import added, edited
from tests.strategies import TODAY
from tuiplanner.errors import Refused
from tuiplanner.model.fields import When
from tuiplanner.model.planner import TABLES, Planner, read_values
from tuiplanner.model.records import Medication, Profile, field_specs

PAST = [
    (kind, name)
    for kind in TABLES
    for name, spec in field_specs(kind).items()
    if isinstance(spec, When) and spec.past
]


def test_fields_that_only_take_past_dates() -> None:
    names = {f"{kind.KIND}.{name}" for kind, name in PAST}
    assert {"profile.born", "symptom.began", "test.done_on", "medication.last_given"} <= names
    assert not {"medication.started", "medication.stopped", "visit.when"} & names


@pytest.mark.parametrize("typed", ["13 Mar 2026", "tomorrow", "April 2026", "2027", "about 2027"])
def test_a_future_date_is_refused(typed: str) -> None:
    for kind, name in PAST:
        with pytest.raises(Refused, match="still to come") as refused:
            read_values(kind, {name: typed}, TODAY)
        assert refused.value.field == name


@pytest.mark.parametrize("typed", ["12 Mar 2026", "today", "March 2026", "2026", "unsure", ""])
def test_a_possibly_past_date_is_accepted(typed: str) -> None:
    for kind, name in PAST:
        read_values(kind, {name: typed}, TODAY)


@pytest.mark.parametrize(
    ("started", "stopped", "is_refused"),
    [
        ("2 Mar 2026", "1 Mar 2026", True),
        ("2 Mar 2026", "Feb 2026", True),
        ("Mar 2026", "28 Feb 2026", True),
        ("2026", "2025", True),
        ("2 Mar 2026", "2 Mar 2026", False),
        ("2 Mar 2026", "Mar 2026", False),  # may be later in that month
        ("2026", "1 Mar 2026", False),
        ("unsure", "1 Mar 2026", False),
        ("2 Mar 2026", "unsure", False),
        ("", "1 Mar 2026", False),
    ],
)
def test_a_stop_before_the_start_is_refused(started: str, stopped: str, is_refused: bool) -> None:
    typed = {"name": "senna", "status": "stopped", "started": started, "stopped": stopped}
    if not is_refused:
        added(Planner(), Medication, **typed)
        return
    with pytest.raises(Refused, match="before the start") as refused:
        added(Planner(), Medication, **typed)
    assert refused.value.field == "stopped"


def test_a_medicine_that_is_taken_again_may_have_an_older_stop() -> None:
    planner = added(Planner(), Medication, name="senna", stopped="2019", started="2025")
    assert edited(planner, Medication, 1, started="2024").medications[1].started == "2024"


def test_the_field_that_was_typed_is_named() -> None:
    planner = added(Planner(), Medication, name="senna", status="stopped", stopped="2019")
    with pytest.raises(Refused) as refused:
        edited(planner, Medication, 1, started="2020")
    assert refused.value.field == "started"


def test_a_loaded_date_is_never_refused() -> None:
    assert Profile.load(1, {"born": "2099"}).born == "2099"
