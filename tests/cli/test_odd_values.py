"""Odd values for every option of every command: a sentence or wrong usage, never a fault."""

import shutil
from argparse import Action
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.talk import Run, fine, listed, misused, new_id, refused, shown
from tests.every import every
from tuiplanner.cli.actions import actions_of
from tuiplanner.cli.catalog import COMMANDS, command_of
from tuiplanner.cli.parser import parser_for

VALUES = {
    "dashes": "--",
    "nothing": "",
    "the root": "/",
    "a folder": "folder",
    "a device": "/dev/null",
    "a NUL": "a\0b",
    "long": "x" * 5_000,
    "a dot": ".",
    "nobody's home": "~nobody-of-that-name/x",
    "a percent sign": "%s",
}
LARGE = 10_000  # bytes of a planner
TITLES = {"answer": "smoking", "visit": "tomorrow"}

Words = list[str]


def tries(value: str) -> Iterator[Words]:
    """Every command with the value for each of its options and words in turn."""
    for name in COMMANDS:
        command = command_of(name)
        for kind in command.of_kinds or ("",):
            start = [word for word in (name, kind) if word]
            actions = actions_of(parser_for(name, command, [kind] if kind else []))
            needed = [given(action, kind) for action in actions if is_needed(action)]
            yield from ([*start, *needed, *more] for a in actions for more in as_option(a, value))
            yield [*start, *(value for _ in needed or [value])]
            yield [*start, "--", *(value for _ in needed or [value])]


def is_needed(action: Action) -> bool:
    return not action.option_strings and action.dest != "kind" and action.nargs is None


def given(action: Action, kind: str) -> str:
    return "1" if action.type is int else TITLES.get(kind, "x")


def as_option(action: Action, value: str) -> Iterator[Words]:
    """The option and its value as one word; as two only where they could be taken for others."""
    as_two = action.nargs != 0 and (not value or value.startswith("-"))
    for option in action.option_strings:
        yield [f"{option}={value}"]
        if as_two:
            yield [option, value]


@pytest.mark.parametrize("which", every(VALUES))
def test_an_odd_value_never_crashes(cli: Run, file: Path, which: str) -> None:
    Path("folder").mkdir()
    for words in tries(VALUES[which]):
        if file.exists() and file.stat().st_size > LARGE:
            begin_anew(cli, file)  # What was added without end is loaded by each command.
        done = cli(*words)
        assert done.returncode in (0, 1, 2, 4), words
        assert done.returncode == 0 or done.stderr or done.stdout, words
        assert "Traceback" not in done.stderr, words


def begin_anew(cli: Run, file: Path) -> None:
    """A planner with one record again, without the history and backups of the one before."""
    for each in file.parent.glob(f"*{file.name}*"):
        shutil.rmtree(each) if each.is_dir() else each.unlink()
    assert new_id(cli("add", "note", "x")) == "1"


def test_dashes_after_an_equals_sign_are_text(cli: Run) -> None:
    """Python 3.11 takes them for the end of the options."""
    id = new_id(cli("add", "medication", "prednisone", "--dose=--", "--reason=--"))
    assert shown(cli, "medication", id)["dose"] == "--"
    fine(cli("edit", "medication", id, "--strength=--"))
    assert shown(cli, "medication", id)["strength"] == "--"
    new_id(cli("add", "note", "--", "--"))
    assert listed(cli, "note")[0]["text"] == "--"


def test_dashes_are_not_a_choice_number_or_person(cli: Run) -> None:
    new_id(cli("add", "note", "x"))
    refused(cli("--as=--", "add", "note", "x"), "not a person")
    misused(cli("import", "list.csv", "--kind=--"), "--kind")
    misused(cli("export", "--format=--"), "--format")
    refused(cli("show", "note", "--", "--"), "“--”")
    misused(cli("list", "--", "--"))
    misused(cli("--print-completion=--"), "bash")
    assert len(listed(cli, "note")) == 1


def test_dashes_name_a_file(cli: Run, file: Path) -> None:
    """Not the planner that is used where no file is named."""
    new_id(cli("add", "note", "mine"))
    assert fine(cli("list", "note", "--file=--")) == ""
    new_id(cli("add", "note", "in the other", "--file=--"))
    assert Path("--").exists()
    assert len(listed(cli, "note")) == 1


def test_an_empty_file_name_is_refused(cli: Run, file: Path) -> None:
    """As `--file "$X"` without an X: the planner of somebody else may be meant."""
    for words in (["--file="], ["--file", ""]):
        refused(cli(*words, "add", "note", "x"), "--file")
    assert not file.exists()


@pytest.mark.parametrize("name", ["/", "/..", "//", "/tmp/../.."])
def test_the_root_folder_is_not_a_planner(
    cli: Run, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    for words in (["list", "note"], ["add", "note", "x"], ["path"], ["check"]):
        refused(cli("--file", name, *words), "is not a file")
    monkeypatch.setenv("TUIPLANNER_FILE", name)
    refused(cli("list", "note"), "is not a file")


def test_a_nul_in_a_file_name_prints_an_error(cli: Run) -> None:
    for words in (["list", "note"], ["add", "note", "x"], ["brief"]):
        refused(cli("--file=a\0b", *words), "leads nowhere")
