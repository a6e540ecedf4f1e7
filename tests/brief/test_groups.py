"""The medicine rows in their groups, and what is still to be started or stopped."""

import re
from dataclasses import replace

import pytest

from tests.brief.drawn import NORMAL, crowded
from tests.brief.made import made, source_of
from tests.brief.reading import blocks, omissions, pages
from tests.strategies import TODAY
from tuiplanner.brief.after import make_after
from tuiplanner.brief.medication_row import medication_line
from tuiplanner.brief.page import make_page
from tuiplanner.brief.source import Source
from tuiplanner.model.records import Medication, Record, Visit

PILL = Medication(name="pill", strength="5 mg", dose="1 tablet")


def _lines(*records: Record) -> list[str]:
    return [line for line in blocks(make_page(source_of(made(*records))))["medicines"] if line]


def _taken(name: str, frequency: str, **more: str) -> Medication:
    return replace(PILL, name=name, frequency=frequency, **more)  # type: ignore[arg-type]


def test_daily_rows_come_first_and_have_no_heading() -> None:
    lines = _lines(
        _taken("as you like", "now and then"),
        _taken("rescue", "as needed"),
        _taken("methotrexate", "Mondays"),
        _taken("aspirin", "every morning"),
    )
    order = [line.strip().partition(" 5 mg")[0] for line in lines[1:-1]]
    assert order == [
        "aspirin",
        "NOT EVERY DAY",
        "methotrexate",
        "ONLY WHEN NEEDED",
        "rescue",
        "HOW OFTEN: AS WRITTEN",
        "as you like",
    ]


def test_a_heading_is_printed_only_above_rows() -> None:
    text = "\n".join(_lines(_taken("aspirin", "daily")))
    assert not re.search("NOT EVERY DAY|WHEN NEEDED|AS WRITTEN", text)


def test_a_paused_row_starts_with_paused() -> None:
    lines = _lines(_taken("warfarin", "daily", status="paused"))
    assert lines[1].startswith("  PAUSED warfarin 5 mg:")


def test_a_group_continued_on_another_page_keeps_its_heading() -> None:
    """Without it a weekly tablet would stand on the second page like a daily one."""
    weekly = [_taken(f"weekly {n}", "every Monday") for n in range(70)]
    second = pages(make_page(source_of(made(*weekly))))[1]
    assert "MEDICINES, continued" in second
    heading = second.index("  NOT EVERY DAY, continued")
    assert second[heading + 1].startswith("  weekly ")


@pytest.mark.parametrize("daily", range(30, 60))
def test_a_heading_is_never_the_last_line_of_a_page(daily: int) -> None:
    planner = crowded(made(_taken("zz weekly", "Mondays"), _taken("zz rescue", "prn")), daily)
    for page in pages(make_page(source_of(planner), NORMAL)):
        assert not page[-1].startswith(("  NOT EVERY DAY", "  ONLY WHEN"))


@pytest.mark.parametrize(
    ("started", "is_ahead"),
    [
        ("2026-03-13", True),
        ("2026-04", True),
        ("2027", True),
        ("2026-03-12", False),
        ("2026-03", False),  # may have begun
        ("2026", False),
        ("2026-04~", True),
        ("2026-03-13~", True),
        ("2026-03-12~", False),
        ("XXXX", False),
    ],
)
def test_medicines_that_start_later_are_listed_separately(started: str, is_ahead: bool) -> None:
    lines = _lines(_taken("aspirin", "daily"), _taken("dapsone", "daily", started=started))
    row = next(line for line in lines if "dapsone" in line)
    assert row.startswith("  TO START ") is is_ahead
    assert lines[0].startswith("MEDICINES (1)" if is_ahead else "MEDICINES (2)")
    assert not is_ahead or lines.index(row) == 2


def test_only_medicines_that_start_later() -> None:
    lines = _lines(_taken("dapsone", "daily", started="2026-04-01"))
    assert lines[0] == "MEDICINES (0), none taken now"
    assert lines[1] == "  TO START 1 Apr 2026  dapsone 5 mg: 1 tablet; daily"


def test_a_medicine_that_stops_later_counts_as_taken_today() -> None:
    lines = _lines(_taken("dapsone", "daily", status="stopped", stopped="2026-04-01"))
    assert lines[0].startswith("MEDICINES (1)")
    assert "to stop 1 Apr 2026" in lines[1]
    assert "STOPPED" not in "\n".join(lines)


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ({}, "dapsone 5 mg: 1 tablet; daily"),
        ({"status": "paused"}, "PAUSED dapsone 5 mg: 1 tablet; daily"),
        ({"status": "stopped"}, "STOPPED dapsone 5 mg: 1 tablet; daily"),
        ({"started": "2026-04-01"}, "TO START 1 Apr 2026 dapsone 5 mg: 1 tablet; daily"),
        (
            {"status": "paused", "started": "2026-04"},
            "PAUSED TO START Apr 2026 dapsone 5 mg: 1 tablet; daily",
        ),
        (
            {"status": "stopped", "stopped": "2026-04-01"},
            "dapsone 5 mg: 1 tablet; daily; to stop 1 Apr 2026",
        ),
        ({"stopped": "2026-04-01"}, "dapsone 5 mg: 1 tablet; daily; to stop 1 Apr 2026"),
        (
            {"status": "stopped", "stopped": "2026-03-26~"},
            "dapsone 5 mg: 1 tablet; daily; to stop about 26 Mar 2026",
        ),
        (
            {"stopped": "2026-02-01"},
            "dapsone 5 mg: 1 tablet; daily; STOP DATE 1 Feb 2026 recorded, but listed as taken",
        ),
        (
            {"started": "2026-02-01", "stopped": "2026-02-01"},
            "dapsone 5 mg: 1 tablet; daily; STOP DATE 1 Feb 2026 recorded, but listed as taken",
        ),
        ({"started": "2026-02-02", "stopped": "2026-02-01"}, "dapsone 5 mg: 1 tablet; daily"),
    ],
)
def test_a_list_marks_medicines_not_taken_now(typed: dict[str, str], line: str) -> None:
    assert medication_line(_taken("dapsone", "daily", **typed), TODAY) == line


def test_the_family_page_separates_medicines_that_start_later() -> None:
    planner = made(
        Visit(when="2026-03-10", status="done"),
        _taken("aspirin", "daily"),
        _taken("dapsone", "daily", started="2026-04-01"),
        _taken("senna", "daily", status="stopped", stopped="2026-04-01"),
        _taken("zinc", "daily", status="stopped", stopped="2026-02-01"),
    )
    (visit,) = planner.visits.values()
    page = make_after(Source(planner, TODAY), visit)
    assert page[page.index("MEDICINES NOW") :].splitlines()[:4] == [
        "MEDICINES NOW (2)",
        "  aspirin 5 mg:               1 tablet; daily",
        "  senna 5 mg:                 1 tablet; daily; to stop 1 Apr 2026",
        "  TO START 1 Apr 2026  dapsone 5 mg: 1 tablet; daily",
    ]
    assert "zinc" not in page


def test_the_reason_is_the_last_detail_to_be_dropped() -> None:
    full = replace(
        PILL,
        name="a medicine with a name of some length",
        frequency="every morning",
        reason="nerves",
        helps="no",
        started="2020",
        prescriber="Dr Hand",
        note="bitter",
    )
    order = []
    for count in range(60):
        left = omissions(make_page(source_of(crowded(made(full), count))))
        found = re.search(r"([\w, ]+) of 1 medicine", left)
        order.append(set(re.split(", | or ", found[1])) if found else set())
    steps = [gone for gone in order if gone]
    assert {"note"} <= steps[0]
    assert not any("reason" in gone and len(gone) < 5 for gone in steps)
