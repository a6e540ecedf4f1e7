"""Unsaved text of forms, kept beside the planner for the next opening of each form.

While a form is open, its text is stored under the form's key and the process number, so that two
windows with the same form open do not get each other's text. If a window ends without closing its
form, the next start takes over that text as the form's draft.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from tuiplanner.errors import PlannerError
from tuiplanner.store import companions, folders
from tuiplanner.store.files import read_beside, write_beside
from tuiplanner.store.locking import WAIT, Lock

Drafts = dict[str, dict[str, str]]


def beside(path: Path) -> Path:
    return path.with_name(path.name + ".drafts")


def read(path: Path) -> Drafts:
    """Return all drafts by form; none if the file is missing or cannot be read."""
    return _parsed(_bytes_of(path)) or {}


def keep(path: Path, key: str, fields: Mapping[str, str], patience: float = WAIT) -> None:
    """Keep the text of a closed form; empty `fields` delete its draft.

    Wait at most `patience` seconds for other windows, then raise Busy. Raise OSError if the
    disk refuses the write.
    """
    _put(path, {key: fields, _while_open(key): {}}, patience)


def keep_open(path: Path, key: str, fields: Mapping[str, str], patience: float = WAIT) -> None:
    """Keep the text of a form that is open in this window; raise the same errors as `keep`."""
    _put(path, {_while_open(key): fields}, patience)


def of_closed_forms(path: Path) -> frozenset[str]:
    """Return the keys of closed forms that have a draft."""
    return frozenset(key for key, typed in read(path).items() if typed and not _closed(key))


def take_over(path: Path, *, is_start: bool = True) -> str:
    """Make the text that ended windows left behind the drafts of their forms.

    At a start, a key with our own process number comes from an earlier process.

    An unreadable file of drafts is set aside, once. Return its new name in that case, else an
    empty string.
    """
    data = _bytes_of(path)
    if not data:
        return ""
    with Lock(path).held():
        drafts = _parsed(data)
        if drafts is None:
            aside = _free_name(path)
            folders.rename(beside(path), aside)
            return aside.name
        left = [key for key in drafts if _has_ended(key, is_start=is_start)]
        # Two windows may have left the same form: the second waits until the first is saved.
        taken = {_closed(key): drafts[key] for key in left if _closed(key) not in drafts}
        gone = [key for key in left if taken.get(_closed(key)) is drafts[key]]
    if taken:
        _put(path, {**taken, **{key: {} for key in gone}}, WAIT)
    return ""


def _put(path: Path, changed: Mapping[str, Mapping[str, str]], patience: float) -> None:
    known = read(path)
    if all(known.get(key, {}) == fields for key, fields in changed.items()):
        return
    with Lock(path).held(patience):
        drafts = {**read(path), **{key: dict(fields) for key, fields in changed.items()}}
        kept = {key: fields for key, fields in drafts.items() if fields}
        if kept:
            write_beside(beside(path), json.dumps(kept).encode())
        else:
            companions.refuse_unsafe(beside(path))
            folders.unlink(beside(path))


def _while_open(key: str) -> str:
    return f"{key} @{os.getpid()}"


def _closed(key: str) -> str:
    return key.rpartition(" @")[0]


def _has_ended(key: str, *, is_start: bool) -> bool:
    """Return True if the draft belongs to a window that has ended."""
    form, _, number = key.rpartition(" @")
    if not form or not number.isdecimal() or len(number) > 9:
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return is_start and int(number) == os.getpid()


def _bytes_of(path: Path) -> bytes:
    try:
        return read_beside(beside(path))
    except (OSError, PlannerError):
        return b""


def _parsed(data: bytes) -> Drafts | None:
    """Return the drafts, or None if they cannot be read."""
    try:
        drafts = json.loads(data or b"{}")
    except (ValueError, RecursionError):
        return None
    if not isinstance(drafts, dict):
        return None
    return {key: _texts(fields) for key, fields in drafts.items() if isinstance(fields, dict)}


def _texts(fields: Mapping[str, object]) -> dict[str, str]:
    return {str(name): str(text) for name, text in fields.items()}


def _free_name(path: Path) -> Path:
    name, number = f"{beside(path).name}.unreadable", 1
    while folders.find(path.with_name(f"{name}-{number}")):
        number += 1
    return path.with_name(f"{name}-{number}")
