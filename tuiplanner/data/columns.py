"""How the columns of copied lists are headed: words that stand for fields, from a data file."""

import tomllib
from collections.abc import Mapping
from pathlib import Path


def titles() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """By kind and field, the titles besides the field's own name and label."""
    with (Path(__file__).parent / "columns.toml").open("rb") as file:
        read = tomllib.load(file)
    return {
        kind: {field: tuple(words) for field, words in fields.items()}
        for kind, fields in read.items()
    }
