"""The man page has every key of the program and no other, and the sizes that the screen has."""

from textual.binding import Binding

from tests.readme_parts import README
from tests.ui.test_bindings import OURS, own
from tuiplanner.cli.manual import manual
from tuiplanner.data.manual import keys
from tuiplanner.ui.dialogs.too_small import LEAST
from tuiplanner.ui.hints import key_name, written
from tuiplanner.ui.screens.main import WITH_PAGE
from tuiplanner.ui.terminal.debounce import PAUSE


def keys_of(binding: Binding) -> frozenset[str]:
    """How its keys are written; a name such as Backspace is one key, however it is spelled."""
    name = key_name(binding)
    named = [written(key) for key in binding.key.split(",")]
    return frozenset([name, *(key for key in named if key.lower() != name.lower())])


def listed() -> set[tuple[frozenset[str], str]]:
    """The keys of the table, and what they do."""
    rows = [row for place in keys().values() for row in place.items()]
    return {(frozenset(key.split(", ")), does) for key, does in rows}


def real() -> set[tuple[frozenset[str], str]]:
    return {
        (keys_of(binding), binding.tooltip)
        for place in OURS
        for binding in own(place)
        if binding.tooltip
    }


def test_every_key_of_the_program_is_in_the_table() -> None:
    assert real() - listed() == set()


def test_every_key_in_the_table_is_of_the_program() -> None:
    assert listed() - real() == set()


def test_every_row_of_the_table_is_on_the_man_page() -> None:
    plain = manual().replace("\\-", "-").replace("\\&", "").replace("\\(dq", '"')
    for place, rows in keys().items():
        assert f'.SS "{place[0].upper()}{place[1:]}"\n' in plain
        for key, does in rows.items():
            name = key.replace("→", "\\[u2192]")
            assert f".TP\n.B {name}\n{does}\n" in plain, key


def test_the_man_page_and_the_readme_give_the_real_sizes() -> None:
    columns, lines = LEAST
    for text in (manual(), README.read_text("utf-8")):
        plain = " ".join(text.split())
        assert f"at least {columns} columns by {lines} lines" in plain
        assert f"{WITH_PAGE} columns" in plain
    assert f"within {PAUSE:g} seconds" in " ".join(manual().split())
