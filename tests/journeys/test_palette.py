"""The palette finds every action and every record by their words, and leads there."""

from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.widgets import Input, OptionList, TextArea

from tests.every import every
from tests.journeys.helpers import NOW, Hands, at_keyboard
from tests.ui.hostile import STORABLE, assert_clean, assert_shown
from tuiplanner.data.demo import write_demo
from tuiplanner.model.finding import found, search_docs
from tuiplanner.model.planner import TABLES, Planner, add
from tuiplanner.model.records import (
    Allergy,
    Brief,
    Contact,
    MedicalTest,
    Medication,
    Note,
    Observation,
    Person,
    Question,
    Specialist,
    Symptom,
    Visit,
)
from tuiplanner.store.store import Store
from tuiplanner.ui.palette import MOST


async def look_for(hands: Hands, words: str, key: str = "f7") -> None:
    """Open the palette and type."""
    await hands.press(key)
    assert isinstance(hands.app.screen, CommandPalette)
    await hands.type(words)


def offered(hands: Hands) -> list[str]:
    options = hands.app.screen.query_one(OptionList).options
    return [str(option.prompt) for option in options]


async def offers(hands: Hands, words: str) -> list[str]:
    """What the palette offers once `words` are among it: it looks in its own time."""
    await hands.wait(lambda: any(words in offer for offer in offered(hands)))
    assert any(words in offer for offer in offered(hands)), offered(hands)
    return offered(hands)


async def go(hands: Hands, words: str, told: str, title: str, key: int | None) -> None:
    """Look for a record, go to it and be there: on the row of this key, under this title."""
    await look_for(hands, words)
    first = (await offers(hands, told))[0]
    assert told in first, f"{told} is not the first of what is offered"
    await hands.press("enter")
    await hands.wait(lambda: hands.place.startswith(title) and key in (None, hands.list.key))
    assert hands.place.startswith(title)
    assert key in (None, hands.list.key)


async def test_every_record_of_a_planner_is_found_by_each_of_its_words(path: Path) -> None:
    planner = write_demo(path, NOW.date()).load()
    said = tuple(search_docs(planner))
    records = [r for kind in TABLES if kind is not Brief for r in planner.rows(kind).values()]
    assert [one.record for one in said] == records
    for one in said:
        words = one.words.split()
        assert one in found(said, words, len(said)), one.words
        assert one in found(said, [words[-1].upper()], len(said))
    assert found(said, ["nobody", "has", "these"], 9) == []


def test_matches_in_the_heading_come_first() -> None:
    planner = Planner()
    for kind, values in (
        (Medication, {"name": "zinc", "reason": "cramps"}),
        (Symptom, {"name": "cramps"}),
        (Question, {"text": "Do cramps come from zinc?"}),
    ):
        planner = add(planner, kind, values, NOW.date())
    said = tuple(search_docs(planner))
    assert [one.record.KIND for one in found(said, ["cramps"], 9)] == [
        *("symptom", "question", "medication")
    ]
    assert [one.record.KIND for one in found(said, ["cramps"], 1)] == ["symptom"]


@pytest.mark.long
async def test_the_palette_opens_records_of_every_tab(path: Path) -> None:
    planner = write_demo(path, NOW.date()).load()
    async with at_keyboard(path) as hands:
        for kind in (Visit, Medication, Symptom, Question, Specialist, MedicalTest, Person):
            record = next(iter(planner.rows(kind).values()))
            words = record.shown_heading
            await go(hands, words, words[:30], "Planner of Marta Example", record.id)
            assert hands.in_tabs
            assert hands.list.has_focus


@pytest.mark.long
async def test_the_palette_opens_child_records(path: Path) -> None:
    planner = write_demo(path, NOW.date()).load()
    async with at_keyboard(path) as hands:
        for kind, title in (
            (Allergy, "Allergies, and what to avoid"),
            (Observation, "Dated notes: "),
            (Contact, "Calls and letters: "),
        ):
            for record in planner.rows(kind).values():
                words = record.shown_heading
                (said,) = (one.words for one in search_docs(planner) if one.record is record)
                await go(hands, said.replace(" · ", " ")[:70], words[:20], title, record.id)
                await hands.press("escape")
                assert hands.in_tabs
        (said,) = (one.words for one in search_docs(planner) if one.record is planner.profile)
        await go(hands, said.replace(" · ", " ")[:60], "About me", "Planner of Marta", None)
        assert hands.in_tabs


async def test_the_palette_opens_an_inbox_line(path: Path) -> None:
    Store(path).update(lambda p: add(p, Note, {"text": "dizzy on the stairs"}, NOW.date()))
    async with at_keyboard(path) as hands:
        await go(hands, "stairs", "Quick note: dizzy on the stairs", "Quick notes to file", 1)
        await hands.press("escape")


async def test_actions_are_found_by_their_descriptions(path: Path) -> None:
    async with at_keyboard(path) as hands:
        for words, told in (
            ("take back", "Undo"),
            ("doctor ask", "Rehearsal"),
            ("page doctor", "Page"),
            ("undo", "Undo"),
        ):
            await look_for(hands, words, key="ctrl+p")
            assert (await offers(hands, told))[0].startswith(told)
            await hands.press("escape")
            assert hands.in_tabs


async def test_in_a_form_the_palette_offers_actions_but_no_records(path: Path) -> None:
    Store(path).update(lambda p: add(p, Medication, {"name": "save the zinc"}, NOW.date()))
    async with at_keyboard(path) as hands:
        await hands.press("2", "n")
        await hands.type("iron")
        await look_for(hands, "save")
        assert all("zinc" not in offer for offer in await offers(hands, "Save from anywhere"))
        await hands.press("enter")
        await hands.settle()
        assert hands.in_tabs
        assert [m.name for m in hands.stored.medications.values()] == ["save the zinc", "iron"]


@pytest.mark.parametrize("text", every([*STORABLE, "[/b] half [red", "\\[x] %s {0} $x"]))
async def test_hostile_words_are_offered_letter_by_letter(path: Path, text: str) -> None:
    planner = Planner()
    for kind, field in ((Medication, "name"), (Symptom, "note"), (Allergy, "substance")):
        values = {field: text} if field != "note" else {"name": f"n{text}"[:80], "note": text}
        planner = Store(path).update(
            lambda p, kind=kind, values=values: add(p, kind, values, NOW.date())
        )
    heading = next(iter(planner.medications.values())).shown_heading
    async with at_keyboard(path) as hands:
        for word in heading.split():
            await look_for(hands, word)
            await offers(hands, f"Medication: {heading}"[:60])
            await hands.wait(lambda: "Medication: " in hands.screen)
            assert_shown(hands, f"Medication: {heading}"[:60])
            await hands.press("enter")
            await hands.settle()
            assert_clean(hands)
            assert hands.in_tabs
        await look_for(hands, text.replace("\n", " ").replace("\r", " "))
        await hands.press("escape")
        assert hands.in_tabs


async def test_the_palette_limits_the_number_of_results(path: Path) -> None:
    store, planner = Store(path), Planner()

    def many(planner: Planner) -> Planner:
        for n in range(MOST + 20):
            planner = add(planner, Symptom, {"name": f"spell {n}"}, NOW.date())
        return planner

    planner = store.update(many)
    assert len(planner.symptoms) == MOST + 20
    async with at_keyboard(path) as hands:
        await look_for(hands, "spell")
        assert len(await offers(hands, "spell")) == MOST
        await hands.type(f" {MOST + 10}")
        await hands.wait(lambda: len(offered(hands)) == 1)
        assert len(offered(hands)) == 1, "another word narrows it"
        await hands.press("escape")


async def test_no_cursor_blinks_anywhere(path: Path) -> None:
    """A blinking cursor sends bytes for ever, and tires the eyes."""
    write_demo(path, NOW.date())
    async with at_keyboard(path) as hands:
        for keys in ("f7", "f", "2 /", "4 p", "2 n f2", "3 n f2", "5 enter f2"):
            await hands.press(*keys.split())
            screen = hands.app.screen
            places = [*screen.query(Input), *screen.query(TextArea)]
            assert places, keys
            assert not any(place.cursor_blink for place in places), keys
            await hands.press("escape")
            assert hands.in_tabs


async def test_the_palette_names_the_key_of_each_action(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await look_for(hands, "something new")
        assert "n · Write down something new" in "".join(await offers(hands, "something new"))
