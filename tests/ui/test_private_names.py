"""The private names of Textual and argparse that the planner needs are there in this version."""

import argparse
import ast
import inspect
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from textual.app import App

from tuiplanner.cli import actions
from tuiplanner.ui.terminal import guard


def private_names(module: Any, owner: str) -> list[str]:
    """The private names that a module reads from the variable `owner`."""
    tree = ast.parse(Path(inspect.getfile(module)).read_text("utf-8"))
    read = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute))
    found = {n.attr for n in read if isinstance(n.value, ast.Name) and n.value.id == owner}
    return sorted(name for name in found if name.startswith("_"))


@pytest.mark.parametrize("name", [*private_names(guard, "app"), "_fatal_error"])
def test_textual_still_has_the_names_of_the_guard(name: str) -> None:
    sentence = (
        f"Textual {version('textual')} has no App.{name}: mend tuiplanner/ui/terminal/guard.py"
    )
    assert hasattr(App[None](), name), sentence


@pytest.mark.parametrize(
    ("caller", "called"),
    [("_process_messages", "_process_messages_loop"), ("_handle_exception", "_fatal_error")],
)
def test_textual_calls_what_the_guard_replaces(caller: str, called: str) -> None:
    """The guard sets both on the app, so they must be read from it when they are called."""
    sentence = f"Textual {version('textual')}: App.{caller} no longer calls self.{called}"
    methods = [vars(base)[caller] for base in App.__mro__ if caller in vars(base)]
    assert any(f"self.{called}()" in inspect.getsource(method) for method in methods), sentence


def test_argparse_still_lists_its_actions() -> None:
    parser = argparse.ArgumentParser(add_help=False)
    added = parser.add_argument("--dose")
    assert actions.actions_of(parser) == [added]
    below = parser.add_subparsers().add_parser("add")
    assert actions.all_parsers(parser) == [parser, below]


def test_the_decoder_has_its_parser() -> None:
    """The markers of a paste and the parser are private to Textual; they must keep their shape."""
    from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser

    assert (BRACKETED_PASTE_START, BRACKETED_PASTE_END) == ("\x1b[200~", "\x1b[201~")
    (key,) = XTermParser().feed("a")
    assert key.key == "a"
