"""A file of separated values as rows of cells, for any delimiter, quoting and encoding."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tuiplanner.errors import FileTrouble
from tuiplanner.model.text import cleaned, one_line

NAMED = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
MOST = 2_000  # lines; a longer list is not one person's list of medicines
ENCODINGS = ("utf-8", "cp1252", "cp1250", "cp850", "mac-roman", "utf-16-le", "utf-16-be")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 2_000  # bytes that show whether a file is UTF-16
_SHOWN = 5  # lines of a preview
_WIDEST = 100  # characters of a line of a preview
_END = "\ue000end of the list\ue000"  # added after the last line, to see whether a quote is open


class Line(NamedTuple):
    """A row that is not blank, and the line of the file where it begins."""

    number: int
    cells: tuple[str, ...]


class CsvTable(NamedTuple):
    """The rows, and the delimiter between their cells."""

    lines: tuple[Line, ...]
    delimiter: str


class _Reading(NamedTuple):
    """The rows for one delimiter, and the line with a quotation mark that is never closed."""

    lines: tuple[Line, ...]
    unclosed: int | None


def decode(data: bytes, encoding: str = "") -> tuple[str, bool]:
    """Return the text, and True if it is in the older Windows encoding instead of UTF-8.

    `encoding` is one that the person chose; without it, the bytes decide.
    """
    if encoding:
        return _decoded(data, encoding), False
    name = next((name for mark, name in _MARKS if data.startswith(mark)), _without_mark(data))
    if name:
        try:
            return data.decode(name), False
        except UnicodeDecodeError:
            raise FileTrouble("This is not text, so nothing was imported.") from None
    try:
        return data.decode("utf-8"), False
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252"), True
    except UnicodeDecodeError:
        raise FileTrouble(
            "This is neither UTF-8 nor Windows text, so nothing was imported."
            " Please save the list as CSV (UTF-8)."
        ) from None


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except (LookupError, UnicodeError):
        raise FileTrouble(
            f"This file cannot be read as {one_line(cleaned(encoding))}, so nothing was imported."
            f" Known encodings: {', '.join(ENCODINGS)}."
        ) from None


def _without_mark(data: bytes) -> str:
    """Return the name of UTF-16 without a mark: every other byte of Latin letters is zero."""
    start = data[:_LOOKED_AT]
    odd, even = start[1::2].count(0), start[::2].count(0)
    if 5 * odd > len(start) and not even:
        return "utf-16-le"
    return "utf-16-be" if 5 * even > len(start) and not odd else ""


def previews(data: bytes) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return each encoding that the file can be in, with its first lines.

    Encodings that show the same as an earlier one are left out.
    """
    found: dict[tuple[str, ...], str] = {}
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding).removeprefix("\ufeff")
        except UnicodeError:
            continue
        if "\0" not in text:
            found.setdefault(_first_lines(text), encoding)
    return tuple((encoding, lines) for lines, encoding in found.items())


def _first_lines(text: str) -> tuple[str, ...]:
    """Return the first line and those with letters beyond ASCII, which look wrong if misread."""
    lines = [one_line(cleaned(line))[:_WIDEST] for line in text.splitlines() if line.strip()]
    foreign = [line for line in lines[1:] if not line.isascii()]
    plain = [line for line in lines[1:] if line.isascii()]
    return tuple((lines[:1] + foreign + plain)[:_SHOWN])


def csv_table(text: str) -> CsvTable:
    """Return the rows of a text; the delimiter is the sign that divides most lines alike.

    A first line `sep=;`, as Excel writes it, sets the delimiter.
    """
    first, _, rest = text.partition("\n")
    said = first.strip().strip('"').lower()
    if said.startswith("sep=") and len(said) <= 5:
        delimiter = first.strip().strip('"')[4:] or "\t"
        lines = _whole(_lines(rest, delimiter), 1)
        return CsvTable(tuple(line._replace(number=line.number + 1) for line in lines), delimiter)
    read = [(_lines(text, delimiter), delimiter) for delimiter in NAMED]
    best, delimiter = max(read, key=lambda found: _evenness(found[0].lines))
    return CsvTable(_whole(best), delimiter)


def _whole(reading: _Reading, before: int = 0) -> tuple[Line, ...]:
    """Return the rows; raise FileTrouble if a quotation mark hides some of them."""
    if reading.unclosed is None:
        return reading.lines
    raise FileTrouble(
        f"A quotation mark that begins in line {reading.unclosed + before} is never closed, so the"
        " rows after it cannot be told apart and nothing was imported."
        " Please close it or take it out, and try again."
    )


def _evenness(lines: Sequence[Line]) -> tuple[float, int]:
    """Return the share of rows with the most common number of cells, and that number.

    Rows of a single cell do not count.
    """
    counts = Counter(len(line.cells) for line in lines)
    width, times = max(counts.items(), key=lambda found: (found[1], found[0]), default=(0, 0))
    return (times / len(lines), width) if width > 1 else (0.0, 0)


def _lines(text: str, delimiter: str) -> _Reading:
    try:
        return _read_whole(text, delimiter, strict=True)
    except csv.Error:  # text after a closing quotation mark, or a quotation mark without an end
        pass
    try:
        return _read_whole(text, delimiter, strict=False)
    except csv.Error as error:
        raise FileTrouble(f"This list cannot be read ({error}).") from None


def _read_whole(text: str, delimiter: str, *, strict: bool) -> _Reading:
    whole = text if text.endswith(("\n", "\r")) else f"{text}\n"
    lines = tuple(_read(whole + _END, delimiter, strict=strict))
    last = lines[-1]
    is_closed = last.cells == (_END,)
    return _Reading(lines[:-1], None) if is_closed else _Reading(lines, last.number)


def _read(text: str, delimiter: str, *, strict: bool) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    before = 0
    for count, cells in enumerate(reader):
        if count > MOST and cells != [_END]:
            raise FileTrouble(f"This has over {MOST:,} lines. Please split it into several files.")
        if any(cell.strip() for cell in cells):
            yield Line(before + 1, tuple(cells))
        before = reader.line_num
