"""Column titles of copied lists, read from a data file, and the fields that they name."""

import tomllib
from collections.abc import Mapping
from pathlib import Path


def titles() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return the titles by kind and field, in addition to the field's name and label."""
    with (Path(__file__).parent / "columns.toml").open("rb") as file:
        read = tomllib.load(file)
    return {
        kind: {field: tuple(words) for field, words in fields.items()}
        for kind, fields in read.items()
    }
