"""What was typed and not saved yet, beside the planner: the next opening of that form holds it."""

import json
from collections.abc import Mapping
from pathlib import Path

from tuiplanner.store.files import private_folder, write_whole

Drafts = dict[str, dict[str, str]]


def beside(path: Path) -> Path:
    return path.with_name(path.name + ".drafts")


def read(path: Path) -> Drafts:
    """All drafts by form; none where the file is missing or cannot be read."""
    try:
        drafts = json.loads(beside(path).read_bytes())
        return {str(key): _texts(fields) for key, fields in drafts.items() if fields}
    except (OSError, ValueError, AttributeError, RecursionError):
        return {}


def keep(path: Path, key: str, fields: Mapping[str, str]) -> None:
    """Keep what was typed in a form; nothing typed forgets its draft."""
    drafts = read(path)
    if drafts.get(key, {}) == fields:
        return
    drafts[key] = dict(fields)
    kept = {key: fields for key, fields in drafts.items() if fields}
    file = beside(path)
    if not kept:
        file.unlink(missing_ok=True)
        return
    private_folder(file.parent)
    write_whole(file, json.dumps(kept).encode())


def _texts(fields: Mapping[str, object]) -> dict[str, str]:
    return {str(name): str(text) for name, text in fields.items()}
