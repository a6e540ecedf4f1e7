"""Every kind of record, by keys alone: written down, changed, deleted, brought back."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.every import every
from tests.journeys.helpers import Hands, at_keyboard
from tests.journeys.stories import STORIES, HistoryView, prepared
from tuiplanner.model.records import Record


def said(record: Record, names: dict[str, Any]) -> dict[str, Any]:
    """What a record holds under these names."""
    return {name: getattr(record, name) for name in names}


@pytest.mark.parametrize(
    "story", every(STORIES, 2), ids=lambda s: f"{s.kind.KIND}-{'-'.join(s.reach)}"
)
async def test_a_record_is_written_changed_deleted_and_brought_back(
    path: Path, story: HistoryView
) -> None:
    id = prepared(path, story)
    async with at_keyboard(path) as hands:
        await hands.press(*story.reach)
        assert story.empty in hands.flat

        await hands.press("n")
        await hands.fill_in(story.first)
        while not hands.in_tabs and hands.field:
            await hands.press("enter")
        assert "Saved." in hands.flat
        assert said(hands.stored.find(story.kind, id), story.kept) == story.kept
        assert (story.row or story.title) in hands.row

        await hands.press("enter")
        if story.more:
            await hands.press("f2")
            await hands.fill_in(story.more)
        await hands.press("ctrl+s")
        whole = said(hands.stored.find(story.kind, id), {**story.kept, **story.kept_more})
        assert whole == {**story.kept, **story.kept_more}

        title = await change_title(hands, story, id)
        before = hands.stored.find(story.kind, id)
        await hands.press("d")
        assert f"Deleted “{title}”. u brings it back." in hands.flat
        assert hands.stored.get(story.kind, id) is None
        assert title not in " ".join(hands.rows)
        await hands.press("u")
        assert f"“{title}” is back." in hands.flat
        after = hands.stored.find(story.kind, id)
        assert replace(after, updated="") == replace(before, updated="")
        await undo_and_redo(hands, story, id)
        await hands.press("y")
        assert f"Done again: “{title}” is gone" in hands.flat
        assert hands.stored.get(story.kind, id) is None
        await hands.press("y")
        assert "There is nothing to redo." in hands.flat


async def change_title(hands: Hands, story: HistoryView, id: int) -> str:
    """Change the title by `e`; the highlight stays on the record."""
    await hands.press("e")
    await hands.put(story.changed or f"{hands.typed} 2")
    await hands.press("ctrl+s")
    title = hands.stored.find(story.kind, id).shown_heading
    assert title == (story.changed or f"{story.title} 2")
    assert title in hands.row
    return title


async def undo_and_redo(hands: Hands, story: HistoryView, id: int) -> None:
    """Back to before the record was, step by step, and all the way forth again."""
    reached = hands.stored.find(story.kind, id)
    steps = 0
    while hands.stored.get(story.kind, id) is not None:
        await hands.press("u")
        assert "Undone: " in hands.flat
        steps += 1
    assert hands.stored.next_id == id + 1, "an id is never used again"
    if not hands.in_tabs:
        await hands.press("escape")
    await hands.press("y")
    assert "Done again: “" in hands.flat
    assert "” is back." in hands.flat
    for _ in range(steps - 1):
        await hands.press("y")
        assert "Done again: " in hands.flat
    after = hands.stored.find(story.kind, id)
    assert replace(after, created="", updated="") == replace(reached, created="", updated="")


FACTS = {
    "name": ("Maria Example", "Maria Example"),
    "born": ("2 apr 1958", "1958-04-02"),
    "phone": ("555-0100", "555-0100"),
    "contact": ("Ana 555-0101", "Ana 555-0101"),
    "needs": ("speech tires quickly", "speech tires quickly"),
    "hospital_number": ("H-123", "H-123"),
    "insurance": ("Plan 9", "Plan 9"),
    "family_doctor": ("Dr Family", "Dr Family"),
    "pharmacy": ("Corner pharmacy", "Corner pharmacy"),
    "may_speak_to": ("my daughter Ana", "my daughter Ana"),
    "implants": ("pacemaker, 2012", "pacemaker, 2012"),
}


async def test_about_me_holds_every_fact_and_names_the_person(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("7")
        assert "Whose planner? 7, then Enter" in hands.place
        for typed, _ in FACTS.values():
            await hands.press("enter")
            await hands.type(typed)
            await hands.press("ctrl+s")
            assert "Saved." in hands.flat
            await hands.press("down")
        assert said(hands.stored.profile, FACTS) == {
            name: kept for name, (_, kept) in FACTS.items()
        }
        assert "Planner of Maria Example" in hands.place
        await hands.press("home")
        assert hands.row.startswith("Name"), "the highlight can reach every fact"
        await hands.press("down")
        assert "2 Apr 1958" in hands.row
        for _ in FACTS:
            await hands.press("u")
        assert "Whose planner? 7, then Enter" in hands.place
        assert hands.stored.profile.name == ""


async def test_none_is_not_a_substance_and_the_form_names_the_key(
    path: Path,
) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("2", "a", "n")
        await hands.type("none known")
        await hands.press("ctrl+s")
        assert "press 0 in the list of allergies" in hands.flat
        assert not hands.stored.allergies
        await hands.put("nuts")
        await hands.press("ctrl+s")
        assert [a.substance for a in hands.stored.allergies.values()] == ["nuts"]


async def test_a_message_stays_when_the_file_is_replaced_by_its_copy(path: Path) -> None:
    """Another program's copy changes nothing that anybody could read, so it says nothing."""
    async with at_keyboard(path) as hands:
        await hands.press("2", "a", "n")
        await hands.type("latex")
        await hands.press("ctrl+s", "0")
        assert "Remove the wrong entries" in hands.flat
        copy = path.with_suffix(".copy")
        copy.write_bytes(path.read_bytes())
        copy.replace(path)
        hands.app._show_other_changes()
        await hands.settle()
        assert "Remove the wrong entries" in hands.flat


async def test_key_0_records_a_dated_none_known_that_rows_replace(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("2")
        assert "ALLERGIES not answered yet (a)   AVOID not answered yet (a)" in hands.screen
        await hands.press("a", "0")
        assert hands.stored.profile.allergies_status == "none-known"
        assert hands.stored.profile.allergies_checked == "2026-03-12"
        assert "none known (12 Mar 2026)" in hands.row
        await hands.press("down", "0")
        assert hands.stored.profile.avoid_status == "none-known"
        await hands.press("up", "n")
        await hands.type("latex")
        await hands.press("ctrl+s")
        assert hands.stored.profile.allergies_status == "listed"
        await hands.press("0")
        assert "Remove the wrong entries" in hands.flat
        assert hands.stored.profile.allergies_status == "listed"
        await hands.press("d")
        assert hands.stored.profile.allergies_status == "not-asked", "never none known by itself"
        await hands.press("q")
        assert "ALLERGIES not answered yet (a)   AVOID none known" in hands.screen

        await hands.press("7")
        while not hands.row.startswith("Implants"):
            await hands.press("down")
        assert "not answered yet" in hands.row
        await hands.press("0")
        assert "none known (12 Mar 2026)" in hands.row
        assert hands.stored.profile.implants_status == "none-known"
        await hands.press("u")
        assert hands.stored.profile.implants_status == "not-asked"


async def test_a_parent_takes_its_notes_along_and_brings_them_back(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("3", "n")
        await hands.type("double vision")
        await hands.press("ctrl+s")
        for words in ("saw two moons", "better today"):
            await hands.press("l")
            await hands.type(words)
            await hands.press("ctrl+s")
            assert words in hands.flat, "the latest notes stand under the list"
        assert hands.row.split()[:3] == ["double", "vision", "2"]
        assert "12 Mar 2026: better today" in hands.flat
        await hands.press("d")
        assert not hands.stored.symptoms
        assert not hands.stored.observations
        await hands.press("u")
        assert {o.note for o in hands.stored.observations.values()} == {
            "saw two moons",
            "better today",
        }
        assert hands.row.split()[:3] == ["double", "vision", "2"]
        assert "12 Mar 2026: better today" in hands.flat
        await hands.press("y")
        assert "Done again: “double vision”" in hands.flat
        assert "gone" in hands.flat
        assert not hands.stored.observations
