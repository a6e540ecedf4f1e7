"""The versions that the project declares, for `.ci/run`.

`python -m tests.versions lowest` prints a constraints file with the lowest version of every
dependency, `interpreters` the other Pythons of this machine, `quick` the tests that run on them.
Needs the standard library only.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parent.parent
MINORS = ("3.11", "3.12", "3.13", "3.14")  # looked for; the classifiers name those that were found
# What each dependency is used for, and the screen in a real terminal.
QUICK = (
    "tests/model/test_dates_typed.py",
    "tests/brief/test_golden.py",
    "tests/store/test_layout.py",
    "tests/store/test_two_writers.py",
    "tests/cli/test_calendar_command.py",
    "tests/cli/test_completion.py",
    "tests/journeys/test_terminal.py",
    "tests/ui/test_private_names.py",
    "tests/test_steady.py",
)
_LOWER = re.compile(r"([\w.-]+)\s*>=\s*([\w.]+)")
_ASK = "import ensurepip, sys, venv; print('%d.%d' % sys.version_info[:2])"


def pyproject() -> dict[str, Any]:
    """Return the content of pyproject.toml."""
    return tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))


def requirements() -> list[str]:
    """Return what the program, its tests and its build need."""
    file = pyproject()
    project = file["project"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    return [*project["dependencies"], *extras, *file["build-system"]["requires"]]


def lowest(lines: Iterable[str]) -> list[str]:
    """Return `name==version` for each lower bound."""
    return [f"{found[1]}=={found[2]}" for found in map(_LOWER.match, lines) if found]


def interpreters(minors: Iterable[str] = MINORS) -> dict[str, Path]:
    """Return a working interpreter for each of the minor versions that this machine has."""
    found = {}
    for minor in minors:
        for path in _candidates(minor):
            if _version(path) == minor:
                found[minor] = path
                break
    return found


def _candidates(minor: str) -> Iterator[Path]:
    """Yield the interpreters on PATH, then those of pyenv."""
    on_path = shutil.which(f"python{minor}")
    if on_path:
        yield Path(on_path)
    versions = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    yield from sorted(versions.glob(f"{minor}.*/bin/python{minor}"), reverse=True)


def _version(python: Path) -> str:
    """Return the minor version, or nothing where it does not run or cannot make a venv.

    A shim of pyenv is on PATH even when the version behind it is not active.
    """
    try:
        done = subprocess.run([python, "-c", _ASK], capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _others() -> list[str]:
    """Return a line for each interpreter beside the running one: its version and path."""
    running = f"{sys.version_info.major}.{sys.version_info.minor}"
    found = interpreters(minor for minor in MINORS if minor != running)
    return [f"{minor} {path}" for minor, path in found.items()]


ANSWERS = {
    "lowest": lambda: lowest(requirements()),
    "interpreters": _others,
    "quick": lambda: list(QUICK),
}

if __name__ == "__main__":
    for line in ANSWERS[sys.argv[1]]():
        print(line)
