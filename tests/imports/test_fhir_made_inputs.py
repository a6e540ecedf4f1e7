"""The made FHIR inputs are read as expected."""

import pytest

from tests.imports.expected import DATA, completed, expected, named_part
from tests.imports.fhir_made import TODAY
from tuiplanner.imports.fhir import read_fhir
from tuiplanner.imports.json_text import parse_json

NAMES = sorted(path.stem for path in DATA.glob("0[1-7]_*.json") if ".expected" not in path.name)


def test_all_seven_inputs_are_here() -> None:
    assert [name[:2] for name in NAMES] == ["01", "02", "03", "04", "05", "06", "07"]


@pytest.mark.parametrize("name", NAMES)
def test_a_made_input_is_read_as_expected(name: str) -> None:
    result = expected(name)
    record = read_fhir(parse_json((DATA / f"{name}.json").read_text("utf-8")), TODAY)
    assert named_part(record, result) == completed(result)
