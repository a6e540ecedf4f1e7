"""FHIR resources one a line, as bulk exports have them (NDJSON)."""

from datetime import date

from tuiplanner.errors import FileTrouble
from tuiplanner.imports import limits
from tuiplanner.imports.fhir import read_fhir
from tuiplanner.imports.json_text import parse_json
from tuiplanner.imports.record import ImportRecord


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
