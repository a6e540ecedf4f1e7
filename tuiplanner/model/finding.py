"""Search through the words of all records."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tuiplanner.model.descriptions import facts
from tuiplanner.model.planner import TABLES, Planner
from tuiplanner.model.records import Brief, Record
from tuiplanner.model.text import one_line

_AROUND = 30  # characters shown before the match


class SearchDoc(NamedTuple):
    """A record and all its words, on one line."""

    record: Record
    words: str

    def is_about(self, wanted: Iterable[str]) -> bool:
        """Return True if all the wanted words, in lower case, are in the record's heading."""
        heading = self.record.shown_heading.casefold()
        return all(word in heading for word in wanted)

    def near(self, word: str, length: int) -> str:
        """Return the words that fit in `length` characters, including the wanted word."""
        at = self.words.casefold().find(word)
        start = self.words.rfind(" ", 0, max(at - _AROUND, 0)) + 1 if at + len(word) > length else 0
        shown = ("… " if start else "") + self.words[start:]
        return shown if len(shown) <= length else f"{shown[: length - 1]}…"


# Leave out the pages that were handed over: they repeat the other records.
EVERYTHING = tuple(kind for kind in TABLES if kind is not Brief)


def search_docs(
    planner: Planner, kinds: Iterable[type[Record]] = EVERYTHING
) -> Iterator[SearchDoc]:
    """Yield each record of these kinds with its words."""
    for kind in kinds:
        for record in planner.rows(kind).values():
            words = (value for _, _, value in facts(planner, record))
            yield SearchDoc(record, one_line(" · ".join(words)))


def found(
    said: Iterable[SearchDoc], wanted: Iterable[str], most: int | None = None
) -> list[SearchDoc]:
    """Return the records that contain all the wanted words; matches in the heading come first."""
    small = tuple(word.casefold() for word in wanted)
    if not small:
        return []
    hits = [one for one in said if all(word in one.words.casefold() for word in small)]
    return sorted(hits, key=lambda one: not one.is_about(small))[:most]
