"""Validation of the entries of a data file, field by field; Refused names the field."""

import re
from collections.abc import Iterable, Mapping

from tuiplanner.errors import Refused
from tuiplanner.model.fields import NAME
from tuiplanner.model.text import quoted, typed

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

Entry = Mapping[str, object]


def refuse_unknown(entry: Entry, known: Iterable[str]) -> None:
    """Refuse fields that are not known: they are probably typing errors."""
    for name in sorted(entry.keys() - set(known)):
        raise Refused(f"{quoted(name)} is not known here: an entry has {', '.join(known)}.")


def key_in(entry: Entry) -> str:
    """Return the key of the entry."""
    key = words_in(entry, "key", NAME)
    if not _KEY.fullmatch(key):
        raise Refused("Please use small letters and digits, with hyphens between them.", "key")
    return key


def words_in(entry: Entry, name: str, most: int) -> str:
    """Return a required text field of at most `most` characters."""
    kept = optional_words_in(entry, name, most)
    if not kept:
        raise Refused("This is missing.", name)
    return kept


def optional_words_in(entry: Entry, name: str, most: int) -> str:
    """Return an optional text field of at most `most` characters."""
    value = entry.get(name, "")
    if not isinstance(value, str):
        raise Refused("This has to be words between quotation marks.", name)
    try:
        return typed(value, most)
    except Refused as refused:
        raise Refused(str(refused), name) from None


def words_list_in(entry: Entry, name: str, most: int) -> tuple[str, ...]:
    """Return an optional list of texts of at most `most` characters each."""
    values = entry.get(name, [])
    if not isinstance(values, list | tuple):
        raise Refused('This has to be a list, as in ["seizure", "epilep"].', name)
    return tuple(words_in({name: value}, name, most) for value in values)


def choice_in(entry: Entry, name: str, choices: Iterable[str]) -> str:
    """Return a field that holds one of the choices, or ""."""
    word = optional_words_in(entry, name, NAME)
    if word and word not in choices:
        raise Refused(f"This takes one of: {', '.join(choices)}.", name)
    return word


def flag_in(entry: Entry, name: str) -> bool:
    value = entry.get(name, False)
    if not isinstance(value, bool):
        raise Refused("This has to be true or false, without quotation marks.", name)
    return value
