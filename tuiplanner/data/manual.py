"""The texts of the man page: its prose, and the table of all keys."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent


def prose() -> Mapping[str, Any]:
    """Return the paragraphs by name, and tables of names and texts."""
    return tomllib.loads((_FOLDER / "manual.toml").read_text("utf-8"))


def keys() -> Mapping[str, Mapping[str, str]]:
    """Return what each key does, by place; keys that do the same are joined by `, `."""
    return tomllib.loads((_FOLDER / "keys.toml").read_text("utf-8"))
