"""The family's page after a visit keeps the rules of the page for the doctor."""

from hypothesis import given, settings

from tests.every import examples
from tests.model.making import added, edited
from tests.strategies import TODAY, planners
from tuiplanner.brief.after import make_after
from tuiplanner.brief.layout import PageFormat
from tuiplanner.brief.source import Source
from tuiplanner.model.measure import cells
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Plan, Visit
from tuiplanner.model.text import one_line


@settings(max_examples=examples(100))
@given(planners())
def test_every_page_fits_its_sheet_and_has_the_plans_that_hold(planner: Planner) -> None:
    for visit in planner.visits.values():
        text = make_after(Source(planner, TODAY), visit)
        _fits_its_sheet(text)
        _has_every_plan_that_is_not_struck_off(text, planner)
        assert text == make_after(Source(planner, TODAY), visit)


def _fits_its_sheet(text: str) -> None:
    sheet, pages = PageFormat(), text.split("\f")
    for number, page in enumerate(pages, 1):
        lines = page.removesuffix("\n").split("\n")
        assert len(lines) <= sheet.lines
        assert all(cells(line) <= sheet.columns for line in lines)
        assert f"Page {number} of {len(pages)}" in page


def _has_every_plan_that_is_not_struck_off(text: str, planner: Planner) -> None:
    words = "".join(text.replace("\u200e", "").split())
    for plan in planner.plans.values():
        assert "".join(one_line(plan.sentence).split()) in words or plan.is_struck_off


def test_a_plan_of_one_visit_is_on_the_page_of_the_next() -> None:
    planner = added(Planner(), Visit, when="1 Feb 2026", status="done")
    planner = added(planner, Plan, if_this="fever above 38.5", call_whom="555-0142", visit_id="1")
    planner = added(planner, Visit, when="10 Mar 2026", status="done")
    text = make_after(Source(planner, TODAY), planner.visits[3])
    assert "WHAT TO DO IF\n  If fever above 38.5: Call 555-0142.\n" in text
    struck = edited(planner, Plan, 2, struck_off="yes")
    assert "fever" not in make_after(Source(struck, TODAY), struck.visits[3])
