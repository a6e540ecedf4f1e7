"""The built-in data files, and a person's own files of the same name beside the planner.

A person's own file never stops the program: a broken file is skipped with a one-sentence message.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from tuiplanner.errors import FileTrouble, Refused
from tuiplanner.model.text import cleaned, one_line, path_named, quoted

if TYPE_CHECKING:
    from tuiplanner.model.prompts import Prompt
    from tuiplanner.model.rehearsal import Asked

FOLDER = Path(__file__).parent
LARGEST = 1_000_000  # bytes
_REASON = 80  # maximum characters to quote from the TOML reader's message
_AT_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


class Keyed(Protocol):
    """An entry of a data file; a person's entry replaces the built-in entry with the same key."""

    @property
    def key(self) -> str: ...


K = TypeVar("K", bound=Keyed)
Check = Callable[[Mapping[str, Any]], K]


def prompts(own: Path | None = None) -> tuple[tuple[Prompt, ...], str]:
    """Return the questions to pick from, and a sentence about errors in the person's file."""
    from tuiplanner.model.prompts import read_prompt  # each library loads only its own reader

    return _library("prompts.toml", own, "prompt", read_prompt)


def rehearsal(own: Path | None = None) -> tuple[tuple[Asked, ...], str]:
    """Return the doctor's likely questions in order, and a sentence about errors in their file."""
    from tuiplanner.model.rehearsal import read_asked

    return _library("rehearsal.toml", own, "question", read_asked)


def _library(name: str, own: Path | None, table: str, check: Check[K]) -> tuple[tuple[K, ...], str]:
    """Return the built-in entries and those of the person's own file, and a sentence.

    The own file is beside the planner `own`. Its entries replace built-in entries with the same
    key. The sentence describes an error in the own file; "" if there is none.
    """
    ours = _entries(FOLDER / name, table, check)
    theirs, sentence = own_entries(own.with_name(name), table, check) if own else ((), "")
    return tuple({entry.key: entry for entry in (*ours, *theirs)}.values()), sentence


def own_entries(path: Path, table: str, check: Check[K]) -> tuple[tuple[K, ...], str]:
    """Return the `[[table]]` entries of a person's own file, or none and the reason.

    `check` makes an entry from the raw data, or raises Refused. A missing file is not an error.
    """
    try:
        return _entries(path, table, check), ""
    except FileTrouble as trouble:
        return (), f"{trouble} The file is skipped."


def _entries(path: Path, table: str, check: Check[K]) -> tuple[K, ...]:
    text = _text_of(path)
    found: dict[str, K] = {}
    for nth, raw in enumerate(_tables(path, text, table), 1):
        try:
            entry = check(raw)
            if entry.key in found:
                raise Refused(f"The key {quoted(entry.key)} is used twice.", "key")
        except Refused as refused:
            what = f"{table} {nth}, {refused.field}" if refused.field else f"{table} {nth}"
            header = rf"\[\[[ \t]*[\"']?{table}[\"']?[ \t]*\]\]"
            raise _wrong(path, f"{what}: {refused}", _line_of(text, header, nth)) from None
        found[entry.key] = entry
    return tuple(found.values())


def _tables(path: Path, text: str, table: str) -> list[dict[str, Any]]:
    """Return the raw entries; refuse other keys, which are probably typing errors."""
    parsed = _parsed(path, text)
    raw = parsed.pop(table, [])
    if not isinstance(raw, list) or not all(isinstance(entry, dict) for entry in raw):
        parsed = {table: raw}
    for strange in parsed:
        line = _line_of(text, rf"\[*[ \t]*[\"']?{re.escape(strange)}(?![\w-])")
        raise _wrong(path, f"Each entry has to start with [[{table}]].", line)
    return list(raw)


def _parsed(path: Path, text: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said = str(error)
        place = _AT_LINE.search(said)
        line = int(place[1] or text.count("\n") + 1) if place else 0
        reason = one_line(cleaned(_AT_LINE.sub("", said)))[:_REASON]
        raise _wrong(path, f"It cannot be read ({reason}).", line) from None
    except (RecursionError, ValueError):  # limits of Python itself, without a line
        raise _wrong(path, "A number is too long, or brackets nest too deeply.") from None


def _text_of(path: Path) -> str:
    """Return the text of a file, with or without a byte order mark; "" if it does not exist."""
    data = _bytes_of(path)
    if len(data) > LARGEST:
        raise FileTrouble(f"{path_named(path)} is over 1 MB.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _wrong(path, "It is not UTF-8 text.", line) from None


def _bytes_of(path: Path) -> bytes:
    """Return the bytes of a file. A pipe is not opened, because reading it could block."""
    try:
        if path.exists() and not path.is_file():
            raise FileTrouble(f"{path_named(path)} is not a file.")
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise FileTrouble(f"{path_named(path)} cannot be read: {error.strerror}.") from None


def _line_of(text: str, pattern: str, nth: int = 1) -> int:
    """Return the number of the nth line that begins with the pattern, from 1; else 1."""
    found = [match.start() for match in re.finditer(rf"^[ \t]*{pattern}", text, re.MULTILINE)]
    return text.count("\n", 0, found[nth - 1]) + 1 if nth <= len(found) else 1


def _wrong(path: Path, what: str, line: int = 0) -> FileTrouble:
    """Return an error about the content of a file, with the line if it is known."""
    return FileTrouble(f"{path_named(path)}{f', line {line}' if line else ''}: {what}")
