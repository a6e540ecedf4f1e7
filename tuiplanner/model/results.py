"""Results of tests: which of them a doctor has not seen, and the repeats of one test together."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from tuiplanner.model import dates
from tuiplanner.model.choices import MedicalTestStatus
from tuiplanner.model.planner import Planner, edit
from tuiplanner.model.records import MedicalTest, Visit
from tuiplanner.model.text import folded, one_line
from tuiplanner.model.visits import has_same_doctor


class ResultHistory(NamedTuple):
    """The results of one test and its repeats, the newest first."""

    tests: tuple[MedicalTest, ...]
    is_new: bool  # at least one of them was not discussed with the doctor

    @property
    def latest(self) -> MedicalTest:
        return self.tests[0]


def results(planner: Planner, visit: Visit | None) -> tuple[ResultHistory, ...]:
    """Return the results for the doctor of a visit: new ones first, and then the newest first."""
    by_name: dict[str, list[MedicalTest]] = {}
    for test in _newest_first(test for test in planner.tests.values() if test.has_result):
        by_name.setdefault(folded(one_line(test.name)), []).append(test)
    found = [
        ResultHistory(tuple(tests), not all(is_known(planner, test, visit) for test in tests))
        for tests in by_name.values()
    ]
    return tuple(sorted(found, key=lambda each: not each.is_new))


def is_known(planner: Planner, test: MedicalTest, visit: Visit | None) -> bool:
    """Return True if the result was discussed with the doctor of a visit.

    Older files only know that it was discussed: this counts for the specialist of the test.
    """
    if visit is None:
        return False
    talks = filter(None, (planner.get(Visit, id) for id in test.discussed_at))
    if any(talk.id == visit.id or has_same_doctor(planner, talk, visit) for talk in talks):
        return True
    is_old = test.status == MedicalTestStatus.DISCUSSED and not test.discussed_at
    return is_old and test.specialist_id is not None and test.specialist_id == visit.specialist_id


def to_discuss(planner: Planner, visit: Visit) -> tuple[MedicalTest, ...]:
    """Return the results that were not discussed with the doctor of a visit, the newest first."""
    tests = (test for test in planner.tests.values() if test.has_result)
    return tuple(t for t in _newest_first(tests) if not is_known(planner, t, visit))


def record_discussed(planner: Planner, test_id: int, visit_id: int, today: date) -> Planner:
    """Return the planner with a result as discussed at a visit."""
    test = planner.find(MedicalTest, test_id)
    talks = tuple(dict.fromkeys((*test.discussed_at, planner.find(Visit, visit_id).id)))
    values: dict[str, Any] = {"discussed_at": talks, "status": MedicalTestStatus.DISCUSSED}
    return edit(planner, MedicalTest, test_id, values, today)


def _newest_first(tests: Iterable[MedicalTest]) -> list[MedicalTest]:
    """Sort by the day of the test; a result without a day may be new, so it comes first."""
    return sorted(tests, key=lambda test: (dates.sort_key(test.done_on), test.id), reverse=True)
