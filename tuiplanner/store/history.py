"""The change history: append-only JSON lines beside the planner, for undo and the page.

The lines of a change reach the disk before the planner that holds the change. Lines of a revision
that the planner never reached belong to a failed save: they are ignored, and the next save cuts
them off.

The planner opens without its history. A history that is missing, damaged, ahead or not a file reads
as a shorter history, and only the end of an unreasonably large one is read.
"""

import json
import os
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from tuiplanner.model import dates
from tuiplanner.model.history import FieldChange
from tuiplanner.model.planner import Planner
from tuiplanner.model.text import path_named
from tuiplanner.model.visits import is_done
from tuiplanner.store import companions
from tuiplanner.store.files import LARGEST, write_all, write_beside

BOUND = 8_000_000  # bytes; beyond this, lines older than the last two done visits are dropped

ALL = 2**62  # No planner reaches this revision.


def beside(path: Path) -> Path:
    return path.with_name(path.name + ".history")


def append(path: Path, touches: Sequence[FieldChange]) -> int:
    """Append the lines of one change, after cutting off what a failed save left behind.

    Return the size of the history in bytes.
    """
    lines = b"".join(_line(touch) for touch in touches)
    with companions.growing(beside(path)) as handle:
        size = _cut_unreached(handle, touches[0].revision)
        write_all(handle, lines)
    return size + len(lines)


def begin(path: Path, touches: Sequence[FieldChange]) -> int:
    """Begin the history of a planner from elsewhere; return its last revision."""
    write_beside(beside(path), b"".join(_line(touch) for touch in touches))
    return max((touch.revision for touch in touches), default=0)


def parsed(entries: Iterable[object]) -> list[FieldChange]:
    """Return the touches of an export, skipping entries that are not touches."""
    touches = (_touch(json.dumps(entry).encode()) for entry in entries)
    return [touch for touch in touches if touch and touch.revision > 0]


def read(path: Path, reached: int) -> list[FieldChange]:
    """Return the touches up to revision `reached`, skipping lines that cannot be read."""
    try:
        lines = _end_of(beside(path)).splitlines()
    except OSError:
        return []
    touches = (_touch(line) for line in lines)
    return [_with_offset(touch) for touch in touches if touch and touch.revision <= reached]


def offset_at(moment: datetime) -> str:
    """Return the UTC offset of this machine's time zone at a moment, such as `+11:00`."""
    offset = moment.astimezone().strftime("%z")
    return f"{offset[:3]}:{offset[3:5]}"


def _with_offset(touch: FieldChange) -> FieldChange:
    """Return a touch with its UTC offset.

    Older versions wrote no offset; their days are local days.
    """
    return touch if touch.offset else touch._replace(offset=offset_at(touch.moment))


def trouble(path: Path, reached: int) -> str:
    """Return a sentence about problems with the history, or an empty string if there are none."""
    file = beside(path)
    try:
        data = _end_of(file)
        size = file.stat().st_size
    except FileNotFoundError:
        return f"{path_named(file)} is missing: who changed what is not known." if reached else ""
    except OSError as error:
        return f"{path_named(file)} cannot be read: {error.strerror}."
    touches = [_touch(line) for line in data.splitlines()]
    lost, ahead = touches.count(None), sum(t.revision > reached for t in touches if t)
    found = [
        f"{lost} of its lines cannot be read" * bool(lost),
        f"{ahead} of its lines belong to changes that are not in the planner" * bool(ahead),
        "it is over 50 MB, and only its end is read" * (size > LARGEST),
    ]
    problems = "; ".join(filter(None, found))
    return f"{path_named(file)}: {problems}." if problems else ""


def _end_of(file: Path) -> bytes:
    """Return the whole file, or the last whole lines of a huge one.

    Raise OSError if there is no file.
    """
    with companions.reading(file) as handle, open(handle, "rb", closefd=False) as history:
        size = os.fstat(handle).st_size
        if size > LARGEST:
            history.seek(size - LARGEST)
            history.readline()
        return history.read(LARGEST)


def prune(path: Path, reached: int, keep_from: date | None) -> None:
    """Drop the oldest lines of a long history, but none from the day `keep_from` on."""
    if keep_from is None:
        return
    file = beside(path)
    with companions.reading(file) as handle, open(handle, "rb", closefd=False) as history:
        first = _touch(history.readline(BOUND))
    if first and first.day >= keep_from:
        return
    kept = [touch for touch in read(path, reached) if touch.day >= keep_from]
    write_beside(file, b"".join(_line(touch) for touch in kept))


def keep_from(planner: Planner, today: date) -> date | None:
    """Return the day of the second-to-last done visit; nothing after it is ever pruned."""
    done = (visit for visit in planner.visits.values() if is_done(visit, today))
    days = sorted(day for visit in done if (day := dates.first_day(visit.when)))
    return days[-2] if len(days) > 1 else None


def furthest(path: Path) -> tuple[int, int]:
    """Return the highest revision and the highest id in the file, reached or not."""
    touches = read(path, ALL)
    return (
        max((touch.revision for touch in touches), default=0),
        max((touch.id for touch in touches), default=0),
    )


def undo_stacks(touches: Iterable[FieldChange]) -> tuple[list[int], list[int]]:
    """Return the revisions that undo and redo would revert; the next to revert is the last.

    A change that reverts another names the other's revision in `undoes`. Undoing an undo is a
    redo.
    """
    done: list[int] = []
    undone: list[int] = []
    seen = 0
    for touch in touches:
        if touch.revision == seen:
            continue
        seen = touch.revision
        if touch.undoes and done and touch.undoes == done[-1]:
            done.pop()
            undone.append(seen)
        elif touch.undoes and undone and touch.undoes == undone[-1]:
            undone.pop()
            done.append(seen)
        else:
            done.append(seen)
            undone.clear()
    return done, undone


def _line(touch: FieldChange) -> bytes:
    document = touch._asdict()
    if not touch.source:
        del document["source"]  # Earlier versions do not know it.
    return json.dumps(document).encode() + b"\n"


def _touch(line: bytes) -> FieldChange | None:
    """Return the touch on a line, or None if this program did not write the line.

    The file may hold anything.
    """
    try:
        touch = FieldChange(**_JSON.decode(line.decode()))
        in_reach = 1970 <= datetime.fromisoformat(touch.when).year < 9999
    except (ValueError, TypeError, RecursionError):
        return None
    return touch if in_reach and _is_sound(touch) else None


def _is_sound(touch: FieldChange) -> bool:
    numbers = (touch.revision, touch.id, touch.undoes)
    if not all(type(number) is int for number in numbers):
        return False
    texts = (touch.table, touch.field, touch.offset, touch.source)
    if not all(isinstance(text, str) for text in texts):
        return False
    if touch.by is not None and type(touch.by) is not int:
        return False
    return bool(touch.field) or all(_is_row(row) for row in (touch.before, touch.after))


def _is_row(value: Any) -> bool:
    return value is None or isinstance(value, dict)


# NaN is not valid JSON, and no reader of ours accepts it.
_JSON = json.JSONDecoder(parse_constant=lambda _: None)


def _cut_unreached(handle: int, revision: int) -> int:
    """Drop a torn last line, and lines of this or a later revision, whose save never finished.

    Return the size of the rest in bytes.
    """
    size = os.fstat(handle).st_size
    tail = min(size, 4_096)
    while True:
        end = _end_of_reached(os.pread(handle, tail, size - tail), revision, whole=tail == size)
        if end is not None:
            break
        if tail > LARGEST:  # This is damage, not a failed save: keep it and begin a new line.
            write_all(handle, b"\n")
            return size + 1
        tail = min(size, tail * 8)
    reached = size - tail + end
    if reached < size:
        os.ftruncate(handle, reached)
    return reached


def _end_of_reached(data: bytes, revision: int, *, whole: bool) -> int | None:
    """Return where the last line before `revision` ends in `data`.

    Return None if `data` does not reach back that far.
    """
    end = data.rfind(b"\n") + 1
    while end:
        start = data.rfind(b"\n", 0, end - 1) + 1
        if start == 0 and not whole:
            return None
        touch = _touch(data[start:end])
        if touch is None or touch.revision < revision:
            return end
        end = start
    return 0 if whole else None
