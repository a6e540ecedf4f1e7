"""What was typed and not saved yet, beside the planner: the next opening of that form holds it."""

import json
from collections.abc import Mapping
from pathlib import Path

from tuiplanner.store.files import write_whole
from tuiplanner.store.locking import Lock

Drafts = dict[str, dict[str, str]]


def beside(path: Path) -> Path:
    return path.with_name(path.name + ".drafts")


def read(path: Path) -> Drafts:
    """All drafts by form; none where the file is missing or cannot be read."""
    try:
        drafts = json.loads(beside(path).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(drafts, dict):
        return {}
    return {key: _texts(fields) for key, fields in drafts.items() if isinstance(fields, dict)}


def keep(path: Path, key: str, fields: Mapping[str, str]) -> None:
    """Keep what was typed in a form; nothing typed forgets its draft."""
    if read(path).get(key, {}) == fields:
        return
    with Lock(path).held():
        drafts = {**read(path), key: dict(fields)}
        kept = {key: fields for key, fields in drafts.items() if fields}
        if kept:
            write_whole(beside(path), json.dumps(kept).encode())
        else:
            beside(path).unlink(missing_ok=True)


def _texts(fields: Mapping[str, object]) -> dict[str, str]:
    return {str(name): str(text) for name, text in fields.items()}
