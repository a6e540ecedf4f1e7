"""Limits of what is read: a file beyond them is not a patient's file and is refused.

The counts bound the time, too: nothing here reads a clock.
"""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from tuiplanner.errors import FileTrouble

T = TypeVar("T")

LARGEST = 20_000_000  # bytes of a file, and of a card after it is inflated
DEEPEST = 200  # levels of elements or brackets
MOST_NODES = 600_000  # elements and attributes, or JSON values
MOST_ENTRIES = 5_000  # entries that become items or are left out


def refuse_large(size: int) -> None:
    """Raise FileTrouble for a file of more than `LARGEST` bytes."""
    if size > LARGEST:
        raise FileTrouble(
            f"This file is larger than {LARGEST // 1_000_000} MB, so nothing was imported."
            " Please download only the summary, or the list of medicines."
        )


def too_deep() -> FileTrouble:
    return FileTrouble(
        "This file is nested too deeply to be a health record, so nothing was imported."
    )


def too_many() -> FileTrouble:
    return FileTrouble(
        "This file has too many parts to be one person's summary, so nothing was imported."
        " Please download only the summary, or the list of medicines."
    )


def bounded(entries: Iterable[T]) -> Iterator[T]:
    """Yield the entries; raise FileTrouble after `MOST_ENTRIES` of them."""
    for number, entry in enumerate(entries):
        if number >= MOST_ENTRIES:
            raise too_many()
        yield entry


@contextmanager
def collection_paused() -> Iterator[None]:
    """Pause the search for cycles of objects: a tree has none, and the search doubles the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
