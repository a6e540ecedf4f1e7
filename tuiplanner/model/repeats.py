"""Repeats of a test: the window in which the next one is due, unless it is under way."""

from datetime import date

from tuiplanner.model import dates
from tuiplanner.model.choices import MedicalTestStatus
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import MedicalTest
from tuiplanner.model.text import one_line

_AHEAD = (MedicalTestStatus.ORDERED, MedicalTestStatus.BOOKED)
_DONE = (MedicalTestStatus.DONE, MedicalTestStatus.RESULT_IN, MedicalTestStatus.DISCUSSED)


def repeat_window(planner: Planner, test: MedicalTest) -> tuple[str, str] | None:
    """Return the first and last day for repeating a test (EDTF), as months if its day is not exact.

    Return None if it need not be repeated, or the same test was ordered, booked or done since.
    """
    return None if _is_repeated(planner, test) else _window(test)


def _window(test: MedicalTest) -> tuple[str, str] | None:
    first, last = dates.first_day(test.done_on), dates.last_day(test.done_on)
    if first is None or last is None or test.status not in _DONE:
        return None
    opens = dates.months_later(first, test.repeat_min_months)
    if opens is None:
        return None
    most = max(test.repeat_min_months or 0, test.repeat_max_months or 0)
    closes = dates.months_later(last, most) or date.max
    exactness = 10 if dates.is_exact(test.done_on) else 7
    return opens.isoformat()[:exactness], closes.isoformat()[:exactness]


def between(opens: str, closes: str) -> str:
    """Return `window 20 May - 20 Aug 2026`, or `due 20 May 2026`."""
    start, end, year = dates.show(opens), dates.show(closes), opens[:4]
    if opens == closes:
        return f"due {start}"
    return f"window {start.removesuffix(f' {year}') if year == closes[:4] else start} - {end}"


def _is_repeated(planner: Planner, test: MedicalTest) -> bool:
    """Return True if the same test was ordered, booked or done again."""
    name = _called(test)
    others = (other for other in planner.tests.values() if _called(other) == name)
    return any(_is_after(other, test) for other in others if other is not test)


def _called(test: MedicalTest) -> str:
    """Return the name for comparison: case and blanks make no difference."""
    return one_line(test.name).casefold()


def _is_after(other: MedicalTest, test: MedicalTest) -> bool:
    """Return True if the other test is later. A partial day counts as its first day.

    This is the safe side: it asks too often rather than too rarely. A test without a known day is
    still to come if it is ordered or booked.
    """
    to_come = other.status in _AHEAD and not other.has_result
    day = dates.last_day(other.booked_for) if to_come else dates.first_day(other.done_on)
    before = dates.first_day(test.done_on)
    if day is None or before is None:
        return to_come
    return (day, other.id) > (before, test.id)
