"""The commands that start the measured programs, as a shell would."""

import os
import sys
from pathlib import Path

from tests.benchmarks import bare


def planner(path: Path) -> list[str]:
    return [sys.executable, "-m", "tuiplanner", "--file", str(path), "--as", "Ana Example"]


def brief(path: Path) -> list[str]:
    return [*planner(path), "brief"]


def timeline(path: Path) -> list[str]:
    return [*planner(path), "timeline"]


def bare_app(fields: int = 1) -> list[str]:
    """The yardstick of the screen, whose form shows so many labelled fields."""
    return [sys.executable, str(bare.__file__), str(fields)]


def bare_imports() -> list[str]:
    """The yardstick of the command line."""
    return [sys.executable, "-c", "import tinydb, filelock, platformdirs, argparse"]


def environment() -> dict[str, str]:
    """The shell's, without what would change how Python starts or how a program draws."""
    kept = ("PYTHONPATH", "PYTHONHOME")
    odd = ("PYTHON", "TEXTUAL", "NO_COLOR", "COLUMNS", "LINES", "SSH_", "ESCDELAY", "TUIPLANNER")
    return {k: v for k, v in os.environ.items() if k in kept or not k.startswith(odd)}
