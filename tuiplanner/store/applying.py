"""Applying edits to the staged tables with TinyDB."""

from typing import Any

from tinydb import TinyDB
from tinydb.table import Document

from tuiplanner.store import quarantine
from tuiplanner.store.documents import Edit, is_row
from tuiplanner.store.storage import PlannerStorage


def apply(db: TinyDB, storage: PlannerStorage, edits: list[Edit], stamps: dict[str, Any]) -> None:
    """Apply edits, table by table, inside a transaction.

    Entries that are not records (another key, another type) are set aside meanwhile: TinyDB
    would fail on them, and they stay in the file as they are.
    """
    for name in dict.fromkeys(edit.table for edit in edits):
        table = storage.stage().get(name, {})
        odd = {key: row for key, row in table.items() if not is_row(key, row)}
        if odd:
            storage.put(name, {key: row for key, row in table.items() if key not in odd})
        _apply_to(db, name, [edit for edit in edits if edit.table == name], stamps)
        if odd:
            storage.put(name, quarantine.put_back(storage.stage()[name], odd))


def _apply_to(db: TinyDB, name: str, edits: list[Edit], stamps: dict[str, Any]) -> None:
    """Apply the edits of one table, all whole records at once."""
    rows = db.table(name, cache_size=0)
    whole = [edit for edit in edits if not edit.field]
    if whole:
        rows.remove(doc_ids=[edit.id for edit in whole if edit.before is not None])
        made = (edit for edit in whole if edit.after is not None)
        rows.insert_multiple(Document(edit.after, edit.id) for edit in made)
    for edit in edits:
        value = {edit.field: edit.after}
        if edit.field and not rows.update(value | stamps, doc_ids=[edit.id]):
            rows.insert(Document(value | stamps | {"created": stamps["updated"]}, edit.id))
