"""A second writer, run as a process: `python -m tests.store.writer DEED PATH ...`."""

import json
import resource
import sys
from datetime import date
from itertools import count
from pathlib import Path

from filelock import FileLock

from tuiplanner.errors import PlannerError
from tuiplanner.model.planner import Change, Planner, add, edit
from tuiplanner.model.records import Medication, Note
from tuiplanner.store import drafts
from tuiplanner.store.store import Store

TODAY = date(2026, 3, 12)

# Two processes save without a pause here, which no person does, and the lock does not queue them:
# on a slow machine one of them may wait for long.
PATIENCE = 120  # seconds


def store_at(path: str) -> Store:
    return Store(Path(path), patience=PATIENCE)


def noted(text: str) -> Change:
    return lambda planner: add(planner, Note, {"text": text}, TODAY)


def write(path: str, times: str, word: str, field: str) -> None:
    """Add notes, and with each one set a field of medicine 1; say each id once it is saved."""
    store = store_at(path)
    for number in range(1, int(times) + 1):

        def change(planner: Planner, number: int = number) -> Planner:
            planner = noted(f"{word} {number}")(planner)
            return edit(planner, Medication, 1, {field: f"{word} {number}"}, TODAY)

        print(store.update(change).next_id - 1, flush=True)


def write_on(path: str) -> None:
    """Add notes without an end; say each id once it is saved."""
    store = store_at(path)
    for number in count(1):
        print(store.update(noted(f"note {number}")).next_id - 1, flush=True)


def hold(path: str) -> None:
    """Hold the file's lock until standard input ends."""
    with FileLock(f"{path}.lock"):
        print("held", flush=True)
        sys.stdin.read()


def write_on_a_full_disk(path: str, largest: str) -> None:
    """Try to save where no file may be larger; then, with room again, save. Say what came of it."""
    store = store_at(path)
    before = store.load()

    def change(planner: Planner) -> Planner:
        planner = edit(planner, Medication, 1, {"dose": "no room"}, TODAY)
        return noted("no room " * 400)(planner)

    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(largest), hard))
    try:
        store.update(change)
        refusal = ""
    except PlannerError as error:
        refusal = str(error)
    shown = store.load() != before
    kept = Path(path).read_bytes().decode()
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    tried = Path(f"{path}.history").exists() and "no room" in Path(f"{path}.history").read_text()
    store.update(noted("room again"))
    print(json.dumps({"refusal": refusal, "shown": shown, "kept": kept, "tried": tried}))


def keep_drafts(path: str, times: str, word: str) -> None:
    """Keep a draft in form after form."""
    for number in range(int(times)):
        drafts.keep(Path(path), f"{word} {number}", {"name": word}, PATIENCE)
    print("kept", flush=True)


def type_on(path: str, key: str, word: str) -> None:
    """Have a form open, half typed, until standard input ends."""
    drafts.keep_open(Path(path), key, {"name": word}, PATIENCE)
    print("typed", flush=True)
    sys.stdin.read()


def open_and_save(path: str, times: str) -> None:
    """Be one process after another that saves once."""
    for number in range(int(times)):
        store_at(path).update(noted(f"note {number}"))
    print("saved", flush=True)


def undo(path: str, times: str) -> None:
    """Take back one change after another."""
    for _ in range(int(times)):
        store_at(path).undo()
    print("undone", flush=True)


DEEDS = {
    deed.__name__: deed
    for deed in (
        write,
        write_on,
        hold,
        write_on_a_full_disk,
        keep_drafts,
        type_on,
        open_and_save,
        undo,
    )
}

if __name__ == "__main__":
    DEEDS[sys.argv[1]](*sys.argv[2:])
