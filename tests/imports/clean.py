"""The texts of a record, and those that are not safe to show."""

import unicodedata
from collections.abc import Iterator
from typing import Any

from tuiplanner.imports.record import ImportRecord

_BIDIRECTIONAL = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def texts_in(value: Any, name: str = "") -> Iterator[str]:
    """Yield every text of the record of `as_json`, and the names of fields.

    A note may have several lines: its line ends are not yielded.
    """
    if isinstance(value, str):
        yield value.replace("\n", " ") if name == "note" else value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from texts_in(inner, key)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts_in(inner)


def is_unsafe(char: str) -> bool:
    kind = unicodedata.category(char)
    return kind in ("Cc", "Cs", "Zl", "Zp") or unicodedata.bidirectional(char) in _BIDIRECTIONAL


def unclean_texts(record: ImportRecord) -> list[str]:
    return [text for text in texts_in(record.as_json()) if any(map(is_unsafe, text))]
