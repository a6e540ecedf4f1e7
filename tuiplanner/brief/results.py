"""Block 5b: results of tests, those that this doctor has not seen first.

A result that was not discussed with this doctor is never left out.
"""

from tuiplanner.brief.fit import Budget
from tuiplanner.brief.layout import Chunk, PageFormat, row
from tuiplanner.brief.source import Source
from tuiplanner.model import dates
from tuiplanner.model.records import MedicalTest
from tuiplanner.model.repeats import between, repeat_window
from tuiplanner.model.results import ResultHistory, results

COLUMN = 30


class Results:
    """Block 5b for a source and page format."""

    LEVELS = ("results",)

    def __init__(self, source: Source, sheet: PageFormat) -> None:
        self.source, self.sheet = source, sheet
        found = results(source.planner, source.visit)
        self.kept = [each for each in found if each.is_new or self._is_due(each)]
        self.known = [each for each in found if each not in self.kept]

    def shown(self, budget: Budget) -> list[ResultHistory]:
        """Return the results that have budget; those new to the doctor or due again always do."""
        return [*self.kept, *self.known[: budget["results"]]]

    def left_out(self, budget: Budget) -> list[MedicalTest]:
        return [test for each in self.known[budget["results"] :] for test in each.tests]

    def block(self, budget: Budget) -> list[Chunk]:
        shown = self.shown(budget)
        if not shown:
            return []
        rows = [self._row(each) for each in shown]
        return [("RESULTS OF TESTS", *rows[0]), *rows[1:]]

    def _is_due(self, found: ResultHistory) -> bool:
        """Return True if the test may be repeated now."""
        window = repeat_window(self.source.planner, found.latest)
        opens = dates.first_day(window[0]) if window else None
        return opens is not None and opens <= self.source.today

    def _row(self, found: ResultHistory) -> Chunk:
        """Lay out a test with its results; `NEW` where the doctor was seen before."""
        is_marked = found.is_new and self.source.last_visit is not None
        window = repeat_window(self.source.planner, found.latest)
        due = f"repeat {between(*window)}" if window else ""
        earlier = [f"{_when(test)}: {_result(test)}" for test in found.tests[1:]]
        name = f"{'NEW ' if is_marked else ''}{found.latest.name}, {_when(found.latest)}"
        attributes = [_result(found.latest), *earlier, *([due] if due else [])]
        return row(name, attributes, self.sheet, COLUMN)


def _when(test: MedicalTest) -> str:
    """Return `22 Apr 2026 (City Hospital)`."""
    when = dates.show(test.done_on[:10]) or "day not recorded"
    return f"{when} ({test.place})" if test.place else when


def _result(test: MedicalTest) -> str:
    return test.result or "result is in, not written down"
