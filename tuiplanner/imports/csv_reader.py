"""A file of separated values as rows of cells, for any delimiter, quoting and encoding."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tuiplanner.errors import FileTrouble

NAMED = {",": "commas", ";": "semicolons", "\t": "tabs"}
MOST = 2_000  # lines; a longer list is not one person's list of medicines
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class Line(NamedTuple):
    """A row that is not blank, and the line of the file where it begins."""

    number: int
    cells: tuple[str, ...]


class CsvTable(NamedTuple):
    """The rows, and the delimiter between their cells."""

    lines: tuple[Line, ...]
    delimiter: str


def decode(data: bytes) -> tuple[str, bool]:
    """Return the text, and True if it is in the older Windows encoding instead of UTF-8."""
    if data.startswith(_UTF_16):
        try:
            return data.decode("utf-16"), False
        except UnicodeDecodeError:
            raise FileTrouble("This is not text, so nothing was imported.") from None
    try:
        return data.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252"), True
    except UnicodeDecodeError:
        raise FileTrouble(
            "This is neither UTF-8 nor Windows text, so nothing was imported."
            " Please save the list as CSV (UTF-8)."
        ) from None


def csv_table(text: str) -> CsvTable:
    """Return the rows of a text; the delimiter is the sign that divides most lines alike.

    A first line `sep=;`, as Excel writes it, sets the delimiter.
    """
    first, _, rest = text.partition("\n")
    said = first.strip().strip('"').lower()
    if said.startswith("sep=") and len(said) <= 5:
        delimiter = first.strip().strip('"')[4:] or "\t"
        lines = _lines(rest, delimiter)
        return CsvTable(tuple(line._replace(number=line.number + 1) for line in lines), delimiter)
    read = [CsvTable(_lines(text, delimiter), delimiter) for delimiter in NAMED]
    return max(read, key=lambda sheet: _evenness(sheet.lines))


def _evenness(lines: Sequence[Line]) -> tuple[float, int]:
    """Return the share of rows with the most common number of cells, and that number.

    Rows of a single cell do not count.
    """
    counts = Counter(len(line.cells) for line in lines)
    width, times = max(counts.items(), key=lambda found: (found[1], found[0]), default=(0, 0))
    return (times / len(lines), width) if width > 1 else (0.0, 0)


def _lines(text: str, delimiter: str) -> tuple[Line, ...]:
    try:
        return tuple(_read(text, delimiter, strict=True))
    except csv.Error:  # text after a closing quotation mark, or a quotation mark without an end
        pass
    try:
        return tuple(_read(text, delimiter, strict=False))
    except csv.Error as error:
        raise FileTrouble(f"This list cannot be read ({error}).") from None


def _read(text: str, delimiter: str, *, strict: bool) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    before = 0
    for count, cells in enumerate(reader):
        if count > MOST:
            raise FileTrouble(f"This has over {MOST:,} lines. Please split it into several files.")
        if any(cell.strip() for cell in cells):
            yield Line(before + 1, tuple(cells))
        before = reader.line_num
