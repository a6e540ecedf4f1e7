"""What the package says about itself: versions, types, and the Pythons it runs on."""

import ast
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from tests.versions import MINORS, PROJECT, QUICK, interpreters, lowest, pyproject, requirements

BARE = {"types-dateparser<2", "types-pexpect<5"}  # versions of these are dates


def imported() -> set[str]:
    """The packages of others that the program imports anywhere."""
    found = set()
    for path in (PROJECT / "tuiplanner").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.partition(".")[0])
    return found - set(sys.stdlib_module_names) - {"tuiplanner"}


def declared_pythons() -> list[str]:
    """The minor versions that the classifiers name."""
    lead = "Programming Language :: Python :: 3."
    names = pyproject()["project"]["classifiers"]
    return [name.rpartition(" ")[2] for name in names if name.startswith(lead)]


def test_what_is_imported_is_declared() -> None:
    lines = pyproject()["project"]["dependencies"]
    assert imported() == {line.partition(">")[0] for line in lines}


@pytest.mark.parametrize("line", requirements())
def test_a_dependency_has_two_bounds(line: str) -> None:
    assert re.fullmatch(r"[\w-]+>=[\d.]+,<[\d.]+", line) or line in BARE


def test_lowest_versions_are_the_lower_bounds() -> None:
    assert lowest(["a-b>=1.2,<2", "c >= 3", "d<4"]) == ["a-b==1.2", "c==3"]
    assert len(lowest(requirements())) == len(requirements()) - len(BARE)


def test_the_pythons_named_are_looked_for() -> None:
    named = declared_pythons()
    assert set(named) <= set(MINORS)
    assert pyproject()["project"]["requires-python"] == f">={named[0]}"
    assert f"Python {named[0]} or newer" in (PROJECT / "README.md").read_text("utf-8")


def test_the_quick_part_exists_and_starts_the_screen() -> None:
    assert all((PROJECT / name).is_file() for name in QUICK)
    assert "tests/journeys/test_terminal.py" in QUICK


def test_the_package_is_typed() -> None:
    assert (files("tuiplanner") / "py.typed").is_file()
    assert "Typing :: Typed" in pyproject()["project"]["classifiers"]


def test_a_python_that_does_not_run_is_ignored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An inactive shim is on PATH and fails; an interpreter of another version is not meant."""
    for name, body in (("3.12", "exit 127"), ("3.13", "echo 3.13"), ("3.14", "echo 3.13")):
        path = tmp_path / f"python{name}"
        path.write_text(f"#!/bin/sh\n{body}\n")
        path.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    assert interpreters() == {"3.13": tmp_path / "python3.13"}


def test_an_inactive_python_of_pyenv_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "versions/3.12.7/bin/python3.12"
    path.parent.mkdir(parents=True)
    path.write_text("#!/bin/sh\necho 3.12\n")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    assert interpreters() == {"3.12": path}


def test_no_other_python_is_an_empty_answer(tmp_path: Path) -> None:
    """`.ci/run` says so then, and goes on."""
    command = [sys.executable, "-m", "tests.versions", "interpreters"]
    env = {"PATH": "", "PYENV_ROOT": str(tmp_path)}
    done = subprocess.run(command, cwd=PROJECT, env=env, capture_output=True, check=True)
    assert done.stdout == b""
