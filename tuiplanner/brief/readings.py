"""Part of block 7: what was measured at home, a line each."""

from tuiplanner.brief.fit import Budget
from tuiplanner.brief.layout import Chunk, PageFormat, delimited, labelled
from tuiplanner.brief.source import Source
from tuiplanner.model import dates
from tuiplanner.model.choices import SeenBy
from tuiplanner.model.readings import Series, value_range
from tuiplanner.model.records import Reading

_FEW = 3  # readings that are printed one by one
_SEEN: dict[str, str] = {SeenBy.PATIENT: " (P)", SeenBy.CAREGIVER: " (C)"}


def readings(source: Source, sheet: PageFormat, budget: Budget) -> list[Chunk]:
    """Lay out the last reading of each measure, with the range since the last visit."""
    rows = [_row(source, each) for each in source.readings[: budget["readings"]]]
    return [
        labelled("READINGS" if not number else "", attributes, sheet)
        for number, attributes in enumerate(rows)
    ]


def left_out(source: Source, budget: Budget) -> list[Series]:
    """Return the measures that are not on the page."""
    return list(source.readings[budget["readings"] :])


def _row(source: Source, found: Series) -> list[str]:
    """Return `weight 61 kg on 12 Mar 2026; 59-62 in 9 readings since 12 Jan 2026`."""
    latest = found.latest
    value = " ".join(filter(None, (latest.measure, latest.value, latest.unit)))
    value += " (unit not recorded)" if found.lacks_unit else ""
    last = f"{_dated(value, latest)}{_SEEN.get(latest.seen_by, '')}"
    return delimited([last, *filter(None, [_earlier(source, found)])])


def _earlier(source: Source, found: Series) -> str:
    """Return the range since the last visit, or the values before the last: `148/86 on 1 Dec`.

    A few values are printed one by one, since a range would not say which way they go; and so are
    values that cannot be compared.
    """
    recent = found.since(source.since)
    span = value_range(recent) if len(recent) > _FEW else ""
    if span:
        since = dates.show((source.since.isoformat() if source.since else recent[-1].when)[:10])
        return f"{span} in {len(recent)} readings since {since}"
    before = [each for each in recent if each is not found.latest]
    values = [_dated(each.value, each) for each in before[: _FEW - 1]]
    more = len(before) - len(values)
    return ", ".join([*values, *([f"{more} more"] if more > 0 else [])])


def _dated(value: str, reading: Reading) -> str:
    is_known = dates.last_day(reading.when) is not None
    return f"{value} on {dates.show(reading.when[:10])}" if is_known else f"{value} (day unknown)"
