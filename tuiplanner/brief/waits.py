"""Block 9: results and referrals that are waited for, the overdue first."""

from tuiplanner.brief.fit import Room
from tuiplanner.brief.lines import Chunk, Sheet, labelled, paragraph
from tuiplanner.brief.source import Source
from tuiplanner.model.waiting import Waiting


def waited_for(source: Source, sheet: Sheet, room: Room) -> list[Chunk]:
    """A line each; on a full page one line that counts them."""
    if not source.waiting:
        return []
    lines = [paragraph(w.text, sheet, "  ", "    ") for w in shown(source, room)]
    if lines:
        return [("WAITING FOR", *lines[0]), *lines[1:]]
    late = sum(w.is_overdue for w in source.waiting)
    overdue = f", {late} overdue" if late else ""
    rest = f"{len(source.waiting)}{overdue}; not on this page"
    return [labelled("WAITING FOR", rest, sheet, 13)]


def shown(source: Source, room: Room) -> list[Waiting]:
    """Those that still have room: what is overdue goes last."""
    late = [w for w in source.waiting if w.is_overdue]
    rest = [w for w in source.waiting if not w.is_overdue]
    return late[: room["overdue"]] + rest[: room["waiting"]]
