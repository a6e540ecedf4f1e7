"""A file may hold anything: it is shown cleaned, letter by letter, and stays as it is."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.helpers import Hands, at_keyboard
from tests.ui.hostile import STORABLE, assert_clean
from tuiplanner.model.fields import Choice, Number, Ref, When
from tuiplanner.model.planner import RECORDS
from tuiplanner.model.records import Brief, Profile, Record, field_specs
from tuiplanner.store.store import Store

TEXTS = (*STORABLE, "a\0b", "\ud800 lone", "\u2066x", "a\tb", "")
LONG = ("x" * 10_000,)
ODD: tuple[Any, ...] = (5, -1.5, True, None, [], ["[/b]"], {"[/b]": "\x1b"}, float("1e308"))
IDS = (0, -1, 999, "2", "[/b]", None, 1, 2, 3)


def hostile_value(kind: type[Record], name: str, turn: int) -> Any:
    """Another wrong value for each field and turn."""
    spec = field_specs(kind)[name]
    match spec:
        case Ref():
            return IDS[turn % len(IDS)]
        case Number():
            return (11, -3, 10**12, "7", "[/b]", None, 4)[turn % 7]
        case When():
            dates = ("[/b]", "2026-13-45", "2026-99", "0000", "9999-12-31", "\x1b[2J", "XXXX~")
            return dates[turn % len(dates)]
        case Choice():
            return ("[/b]", "\x1b[31m", "no such word", "", 5)[turn % 5]
    values = (*TEXTS, *ODD)
    return values[turn % len(values)]


def hostile_tables() -> dict[str, Any]:
    """A sound file as to its shape, with a wrong value in every field of every kind."""
    titles = (*TEXTS, *LONG)
    tables: dict[str, Any] = {"meta": {"1": {"schema": 1, "next_id": 10_000, "revision": 0}}}
    id = 0
    for kind in RECORDS:
        rows = tables.setdefault(kind.TABLE, {})
        for turn, title in enumerate(titles):
            id += 1
            names = list(field_specs(kind))
            rows[str(id)] = {
                name: hostile_value(kind, name, turn + place) for place, name in enumerate(names)
            }
            rows[str(id)][kind.TITLE] = title
            rows[str(id)] |= {"created": "[/b]", "updated": 5, "by": "x", "unknown [/b]": "\x1b"}
    tables["profile"] = {
        "1": {
            name: hostile_value(Profile, name, place)
            for place, name in enumerate(field_specs(Profile))
        }
    }
    tables["profile"]["1"]["name"] = "[@click=app.quit]x[/] \x1b[31m\u202e"
    tables["[/b] of a later version"] = {"1": {"anything": ["[/b]"]}}
    return tables


@pytest.fixture
def loaded(path: Path) -> Path:
    path.write_text(json.dumps(hostile_tables()))
    return path


async def walk(hands: Hands, steps: int) -> None:
    """Down through a list, looking at each row."""
    for _ in range(steps):
        assert_clean(hands)
        await hands.press("down")


async def test_every_tab_shows_a_hostile_file(loaded: Path) -> None:
    before = loaded.read_bytes()
    async with at_keyboard(loaded) as hands:
        assert "[@click=app.quit]x[/] [31m" in hands.place
        for digit in "1234567":
            await hands.press(digit, "o", "home")
            assert_clean(hands)
            assert hands.rows
            await walk(hands, 12)
            await hands.press("o")
        assert loaded.read_bytes() == before, "looking changes nothing"


DIALOGS = (
    "2 a",
    "3 g",
    "5 g",
    "6 g",
    "b",
    "b k",
    "r",
    "w",
    "v",
    "i",
    "2 c",
    "4 p",
    "5 t",
    "6 t",
    "1 g",
)


@pytest.mark.long
async def test_every_dialog_shows_a_hostile_file(loaded: Path) -> None:
    before = loaded.read_bytes()
    async with at_keyboard(loaded) as hands:
        for keys in DIALOGS:
            await hands.press(*keys.split())
            await walk(hands, 5)
            await hands.press("escape")
            assert hands.in_tabs
        for digit in "1234567":
            await hands.press(digit, "o", "home")
            for key in ("down", "enter"):
                await hands.press(key)
                assert_clean(hands)
                if not hands.in_tabs:
                    await hands.press("f2")
                    assert_clean(hands)
                    await hands.press("f6", "down")
                    assert_clean(hands)
                    await hands.press("escape", "end", "escape")
        for words in ("[/b]", "x", "lone", "word"):
            await hands.press("f")
            await hands.type(words)
            assert hands.list.rows
            await walk(hands, 3)
            await hands.press("escape", "/")
            await hands.type(words)
            await hands.press("enter")
            assert_clean(hands)
            await hands.press("escape")
        assert loaded.read_bytes() == before, "looking changes nothing"


async def test_an_edit_of_one_field_leaves_the_rest_as_it_was(loaded: Path) -> None:
    before = json.loads(loaded.read_bytes())
    async with at_keyboard(loaded) as hands:
        await hands.press("2", "o", "home")
        id = hands.list.key
        await hands.press("enter", "enter")
        await hands.put("20 mg")
        await hands.press("ctrl+s")
        assert "Saved." in hands.flat
        assert_clean(hands)
    after = json.loads(loaded.read_bytes())
    edited = after["medications"][str(id)]
    assert edited.pop("strength") == "20 mg"
    old = before["medications"][str(id)]
    for row in (edited, old):
        for name in ("strength", "updated", "by"):
            row.pop(name, None)
    assert edited == old
    for table in before.keys() - {"meta", "medications", "profile", "questions"}:
        assert after[table] == before[table], table


async def test_a_hostile_row_is_deleted_and_comes_back_as_it_was(loaded: Path) -> None:
    before = json.loads(loaded.read_bytes())
    async with at_keyboard(loaded) as hands:
        for digit in "23":
            await hands.press(digit, "o", "home", "down", "d")
            assert "Deleted “" in hands.flat
            assert_clean(hands)
            await hands.press("u")
            assert "back" in hands.flat
            assert_clean(hands)
    after = json.loads(loaded.read_bytes())
    for table in ("medications", "symptoms", "observations"):
        assert after[table] == before[table], table


async def test_a_kept_page_of_a_hostile_file_is_the_shown_one(loaded: Path) -> None:
    async with at_keyboard(loaded) as hands:
        await hands.press("b", "h")
        assert_clean(hands)
        kept = [brief for brief in Store(loaded).load().rows(Brief).values() if brief.id >= 10_000]
        (page,) = kept
        assert page.text == hands.app.session.page().text
