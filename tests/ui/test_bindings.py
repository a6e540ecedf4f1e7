"""Every key tells what it does, has a name of its own, and takes no other key's place."""

import importlib
import pkgutil
from collections.abc import Iterator

from textual.binding import Binding
from textual.dom import DOMNode

import tuiplanner.ui
from tuiplanner.app import PlannerApp
from tuiplanner.ui.dialogs.dialog import Dialog
from tuiplanner.ui.forms.form import Form
from tuiplanner.ui.panes.base import Pane


def classes() -> Iterator[type[DOMNode]]:
    """Every class of the screen that is ours."""
    modules = pkgutil.walk_packages(tuiplanner.ui.__path__, "tuiplanner.ui.")
    for name in ["tuiplanner.app", *(module.name for module in modules)]:
        for member in vars(importlib.import_module(name)).values():
            is_node = isinstance(member, type) and issubclass(member, DOMNode)
            if is_node and member.__module__ == name:
                yield member


OURS = list(classes())


def own(place: type[DOMNode]) -> list[Binding]:
    """The bindings that a class itself brings."""
    found = vars(place).get("BINDINGS", [])
    assert all(isinstance(binding, Binding) for binding in found), place
    return [binding for binding in found if isinstance(binding, Binding)]


def test_the_search_finds_the_screen() -> None:
    assert {PlannerApp, Pane, Form, Dialog} <= set(OURS)
    assert len(OURS) > 30


def test_every_binding_has_a_name_and_a_description() -> None:
    for place in OURS:
        ids = [binding.id for binding in own(place) if binding.id]
        assert len(ids) == len(set(ids)), place
        for binding in own(place):
            if binding.show:
                assert binding.id, binding
                assert binding.tooltip, binding
                assert binding.description, binding
            if binding.tooltip:
                assert binding.id, binding


def test_no_key_takes_the_place_of_an_inherited_one() -> None:
    """A key of a class hides the same key of its base: allowed only under the same name."""
    for place in OURS:
        mine = {key: binding for binding in own(place) for key in binding.key.split(",")}
        bases = [base for base in place.__mro__[1:] if base.__module__.startswith("tuiplanner.")]
        for binding in [binding for base in bases for binding in own(base)]:
            for key in mine.keys() & set(binding.key.split(",")):
                instead = mine[key]
                same = instead.id == binding.id or instead.action == binding.action
                assert same, f"{place.__name__}, {key}: {instead.id} hides {binding.id}"


def test_dialog_and_form_keys_need_no_unreliable_modifiers() -> None:
    eaten = {"ctrl+m", "ctrl+i", "ctrl+h", "ctrl+a", "ctrl+b"}
    for place in OURS:
        for binding in own(place):
            assert not eaten & set(binding.key.split(",")), binding
