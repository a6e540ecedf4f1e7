"""Our data files, and how a person's own of the same name comes beside one.

Their file never stands in the way: a broken one is told of in one sentence and skipped whole.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol, TypeVar

from tuiplanner.errors import FileTrouble, Refused
from tuiplanner.model.prompts import Prompt, read_prompt
from tuiplanner.model.rehearsal import Asked, read_asked
from tuiplanner.model.text import cleaned, one_line, path_named, quoted

FOLDER = Path(__file__).parent
LARGEST = 1_000_000  # bytes
_REASON = 80  # characters of what the TOML reader says
_AT_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


class Keyed(Protocol):
    """An entry of a data file: its key is how it is known, and replaced."""

    @property
    def key(self) -> str: ...


K = TypeVar("K", bound=Keyed)
Check = Callable[[Mapping[str, Any]], K]


def prompts(own: Path | None = None) -> tuple[tuple[Prompt, ...], str]:
    """The questions to pick from."""
    return _library("prompts.toml", own, "prompt", read_prompt)


def rehearsal(own: Path | None = None) -> tuple[tuple[Asked, ...], str]:
    """The questions that the doctor is likely to ask, in their order."""
    return _library("rehearsal.toml", own, "question", read_asked)


def _library(name: str, own: Path | None, table: str, check: Check[K]) -> tuple[tuple[K, ...], str]:
    """Ours and those of the person's own file beside the planner `own`, and what is wrong with
    that file ("" if nothing).

    An entry of theirs takes the place of ours with the same key.
    """
    ours = _entries(FOLDER / name, table, check)
    theirs, sentence = own_entries(own.with_name(name), table, check) if own else ((), "")
    return tuple({entry.key: entry for entry in (*ours, *theirs)}.values()), sentence


def own_entries(path: Path, table: str, check: Check[K]) -> tuple[tuple[K, ...], str]:
    """The `[[table]]` entries of a person's own file, or none and the sentence that says why.

    `check` makes an entry of what was read, or raises Refused. No file is no trouble.
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
                raise Refused(f"There are two of {quoted(entry.key)}.", "key")
        except Refused as refused:
            what = f"{table} {nth}, {refused.field}" if refused.field else f"{table} {nth}"
            header = rf"\[\[[ \t]*[\"']?{table}[\"']?[ \t]*\]\]"
            raise _wrong(path, f"{what}: {refused}", _line_of(text, header, nth)) from None
        found[entry.key] = entry
    return tuple(found.values())


def _tables(path: Path, text: str, table: str) -> list[dict[str, Any]]:
    """The raw entries. Anything beside them is a slip of the pen, not to be passed over."""
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
    except (RecursionError, ValueError):  # Python's own limits, which know no line
        raise _wrong(path, "A number is too long, or brackets nest too deeply.") from None


def _text_of(path: Path) -> str:
    """The text of the file, with or without a byte order mark; "" where there is none."""
    data = _bytes_of(path)
    if len(data) > LARGEST:
        raise FileTrouble(f"{path_named(path)} is over 1 MB.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _wrong(path, "It is not UTF-8 text.", line) from None


def _bytes_of(path: Path) -> bytes:
    """What is in the file; a pipe is not opened, because it would be waited for."""
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
    """Where a line begins so for the nth time, from 1; the first line if none does."""
    found = [match.start() for match in re.finditer(rf"^[ \t]*{pattern}", text, re.MULTILINE)]
    return text.count("\n", 0, found[nth - 1]) + 1 if nth <= len(found) else 1


def _wrong(path: Path, what: str, line: int = 0) -> FileTrouble:
    """Trouble with what a file says, and in which line where that is known."""
    return FileTrouble(f"{path_named(path)}{f', line {line}' if line else ''}: {what}")
