"""Block 9: results and referrals that are still open, overdue items first."""

from tuiplanner.brief.fit import Budget
from tuiplanner.brief.layout import Chunk, PageFormat, labelled, paragraph
from tuiplanner.brief.source import Source
from tuiplanner.model.measure import cells
from tuiplanner.model.reasons import Waiting

_COLUMN = 13


def waited_for(source: Source, sheet: PageFormat, budget: Budget) -> list[Chunk]:
    """Lay out a line for each open item, or on a full page one line that counts them."""
    if not source.waiting:
        return []
    lines = [paragraph(w.text, sheet, "  ", "    ") for w in shown(source, budget)]
    if lines:
        return [("WAITING FOR", *lines[0]), *lines[1:]]
    return [labelled("WAITING FOR", _joined(source, sheet), sheet, _COLUMN)]


def _joined(source: Source, sheet: PageFormat) -> str:
    """Return `overdue: MRI brain, oncology referral; 2 more`, with the names that fit on a line."""
    late = [w.name for w in source.waiting if w.is_overdue]
    names, label = (late, "overdue: ") if late else ([w.name for w in source.waiting], "")
    for count in range(len(names), 0, -1):
        more = len(source.waiting) - count
        text = f"{label}{', '.join(names[:count])}" + (f"; {more} more" if more else "")
        if cells(text) <= sheet.columns - _COLUMN:
            return text
    return f"{len(source.waiting)}, {len(late)} overdue; left out here"


def shown(source: Source, budget: Budget) -> list[Waiting]:
    """Return the open items that have room; overdue items are left out last."""
    late = [w for w in source.waiting if w.is_overdue]
    rest = [w for w in source.waiting if not w.is_overdue]
    return late[: budget["overdue"]] + rest[: budget["waiting"]]
