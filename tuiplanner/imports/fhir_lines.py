"""FHIR resources one a line, as bulk exports have them (NDJSON)."""

from datetime import date

from tuiplanner.errors import FileTrouble
from tuiplanner.imports import limits
from tuiplanner.imports.fhir import read_fhir
from tuiplanner.imports.json_text import parse_json
from tuiplanner.imports.record import ImportRecord


def has_fhir_lines(text: str) -> bool:
    """Return whether a text looks like one JSON object a line."""
    lines = [line.strip() for line in text[:200_000].splitlines() if line.strip()]
    whole = lines[:2]
    return len(lines) > 1 and all(each[0] == "{" for each in whole) and whole[0][-1] == "}"


def read_fhir_lines(text: str, today: date) -> ImportRecord:
    """Return the content of all lines; raise FileTrouble that names a broken line."""
    limits.refuse_large(len(text))
    values = []
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if line.strip():
            try:
                values.append(parse_json(line))
            except FileTrouble as error:
                raise FileTrouble(f"Line {number} cannot be read. {error}") from None
    return read_fhir(values, today)
