"""The ALERT lines under the name: what must not be overlooked, and never cut."""

import pytest

from tests.brief.drawn import SHEETS
from tests.brief.made import made, source_of
from tests.brief.reading import blocks
from tuiplanner.brief.layout import PageFormat
from tuiplanner.brief.page import make_page
from tuiplanner.model.records import Allergy, Record


def _alert(*records: Record, page: PageFormat | None = None, **profile: str) -> str:
    """The alert on one line, without its label; empty where there is none."""
    head = blocks(make_page(source_of(made(*records, **profile)), page))["head"]
    begins = next((n for n, line in enumerate(head) if line.startswith("ALERT:")), len(head))
    lines = head[begins:]
    wrapped = [line for line in lines[1:] if line.startswith("         ")]
    return " ".join(" ".join([*lines[:1], *wrapped]).split()).removeprefix("ALERT: ")


@pytest.mark.parametrize(
    ("typed", "alert"),
    [
        ({"severity": "severe", "reaction": "throat swells"}, "latex (severe: throat swells)"),
        ({"severity": "severe"}, "latex (severe)"),
        ({"severity": "unknown"}, "latex (severity not recorded)"),
        ({"reaction": "rash"}, "latex (rash, severity not recorded)"),
        ({"severity": "mild"}, ""),
        ({"severity": "moderate"}, ""),
        ({"kind": "avoid", "severity": "mild"}, "ALLERGIES NOT RECORDED; AVOID latex"),
        ({"severity": "deadly"}, "latex (deadly)"),
    ],
)
def test_severe_or_unknown_severity_allergies_alert(typed: dict[str, str], alert: str) -> None:
    assert _alert(Allergy(substance="latex", **typed)) == alert  # type: ignore[arg-type]


def test_implants_alert() -> None:
    alert = _alert(implants="pacemaker, 2012", allergies_status="none-known")
    assert alert == "IMPLANT pacemaker, 2012"


def test_not_asked_is_an_alert_but_none_known_is_not() -> None:
    assert _alert() == "ALLERGIES NOT RECORDED"
    assert _alert(allergies_status="none-known") == ""


def test_severe_allergies_come_first() -> None:
    rows = (
        Allergy(substance="gluten", kind="avoid"),
        Allergy(substance="latex"),
        Allergy(substance="wasps", severity="severe"),
    )
    assert _alert(*rows) == "wasps (severe); latex (severity not recorded); AVOID gluten"


@pytest.mark.parametrize("page", SHEETS.values(), ids=SHEETS)
def test_alert_uses_three_lines_and_counts_the_rest(page: PageFormat) -> None:
    for count in range(1, 30):
        rows = [
            Allergy(substance=f"substance {n}", severity="severe", reaction="swollen throat")
            for n in range(count)
        ]
        alert = _alert(*rows, page=page)
        named = alert.count("substance")
        assert named > 2 or named == count
        more = f"{count - named} more below" if named < count else ""
        assert alert.endswith(more)
        assert ("more below" in alert) is bool(more)


def test_a_long_reaction_does_not_push_the_name_off() -> None:
    row = Allergy(substance="penicillin", severity="severe", reaction="swollen " * 24)
    assert _alert(row) == "penicillin (severe)"


@pytest.mark.parametrize("count", [9, 10, 25])
def test_ten_or_more_allergies_get_a_line_each(count: int) -> None:
    rows = [Allergy(substance=f"thing {n}", severity="mild") for n in range(count)]
    lines = blocks(make_page(source_of(made(*rows))))["allergies"]
    assert (len(lines) == count + 1) is (count >= 10)
