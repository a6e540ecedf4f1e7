"""The family's page after a visit keeps the rules of the page for the doctor."""

from hypothesis import given, settings

from tests.strategies import TODAY, planners
from tuiplanner.brief.after import make_after
from tuiplanner.brief.layout import PageFormat, cells
from tuiplanner.brief.source import Source
from tuiplanner.model.planner import Planner


@settings(max_examples=100, deadline=None)
@given(planners())
def test_every_page_fits_its_sheet_and_names_its_number(planner: Planner) -> None:
    sheet = PageFormat()
    for visit in planner.visits.values():
        text = make_after(Source(planner, TODAY), visit)
        assert text == make_after(Source(planner, TODAY), visit)
        pages = text.split("\f")
        for number, page in enumerate(pages, 1):
            lines = page.removesuffix("\n").split("\n")
            assert len(lines) <= sheet.lines
            assert all(cells(line) <= sheet.columns for line in lines)
            assert f"Page {number} of {len(pages)}" in page
