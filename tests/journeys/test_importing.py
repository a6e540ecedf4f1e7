"""Bringing in a portal's file with real keys: chosen, reviewed, taken in, taken back."""

import os
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from textual import events

from tests.imports.ccda_making import HEAD, MAKER, PERSON, medicine, named, section
from tests.journeys.helpers import NOW, Hands, at_keyboard
from tests.journeys.terminal import Terminal
from tests.ui.hostile import STORABLE, assert_clean, squeezed
from tuiplanner.data.demo import write_demo
from tuiplanner.model.planner import add, edit
from tuiplanner.model.records import Medication, Profile
from tuiplanner.store.store import Store
from tuiplanner.ui.dialogs.choose_line import ChooseLine
from tuiplanner.ui.dialogs.review import ReviewFile

TODAY = NOW.date()
MOST_KEYS = 40
NAMES = (
    *("lisinopril 10 mg tablet", "metformin 500 mg tablet", "atorvastatin 20 mg tablet"),
    *("levothyroxine 75 mcg tablet", "omeprazole 20 mg capsule", "amlodipine 5 mg tablet"),
    *("sertraline 50 mg tablet", "gabapentin 300 mg capsule", "furosemide 40 mg tablet"),
    *("warfarin 5 mg tablet", "allopurinol 100 mg tablet", "tamsulosin 0.4 mg capsule"),
)
CHOOSE = ("2", "m", "enter")  # the newest file
FROM = "From Hospital X, 3 Nov 2026"


def document(*names: str, status: str = "active") -> str:
    """Return a clinical document of Mia Muster with these medicines."""
    entries = [medicine(named(escape(name), "coded"), status=status) for name in names]
    body = section("10160-0", "", *entries)
    return (
        f"{HEAD}{PERSON}{MAKER}<component><structuredBody><component>{body}</component>"
        "</structuredBody></component></ClinicalDocument>"
    )


def download(home: Path, text: str | bytes, name: str = "summary.xml") -> Path:
    """Write a file into Downloads, newer than the planner."""
    folder = home / "Downloads"
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    os.utime(file, (NOW.timestamp(), NOW.timestamp() + 10**9))
    return file


async def lines_to_choose(hands: Hands, *keys: str) -> None:
    """Press keys that open a list to choose from, and wait for it: the file is read first."""
    before = hands.app.screen
    await hands.press(*keys)
    await hands.wait(
        lambda: isinstance(hands.app.screen, ChooseLine) and hands.app.screen is not before
    )
    await hands.settle()


async def review(hands: Hands, *keys: str) -> ReviewFile:
    """Press keys that choose a file, and wait until it is reviewed."""
    await hands.press(*keys)
    await hands.wait(lambda: isinstance(hands.app.screen, ReviewFile))
    await hands.settle()
    screen = hands.app.screen
    assert isinstance(screen, ReviewFile), hands.screen
    return screen


async def test_twelve_medicines_are_brought_in_with_few_keys(path: Path, home: Path) -> None:
    download(home, document(*NAMES))
    async with at_keyboard(path) as hands:
        pressed: list[str] = []

        async def press(*keys: str) -> None:
            pressed.extend(keys)
            await hands.press(*keys)

        await press("2", "m")
        assert hands.place == "Which file should be brought in?"
        assert hands.row.split()[:2] == ["summary.xml", "~/Downloads"]
        await press("enter")
        dialog = await review(hands)
        assert hands.place == FROM
        assert "New (12)" in hands.screen
        assert len(dialog.picks) == 12
        assert not hands.stored.medications, "nothing is changed before Enter"
        await press(*["down"] * 11, "home")
        await press("enter")
        assert "✓ Brought in 12 from Hospital X, 3 Nov 2026. u takes it back." in hands.flat
        await press("b")
        for name in NAMES:
            assert name.split()[0] in hands.app.session.page().text
        assert len(pressed) <= MOST_KEYS
        await hands.press("escape")
        rows = hands.stored.medications.values()
        assert [f"{row.name} {row.strength} {row.form}".split() for row in rows] == [
            name.split() for name in NAMES
        ]
        assert {str(row.status) for row in rows} == {"taking"}


async def test_u_takes_everything_back_in_one_step(path: Path, home: Path) -> None:
    Store(path).update(lambda p: add(p, Medication, {"name": "zinc"}, TODAY))
    download(home, document(*NAMES))
    async with at_keyboard(path) as hands:
        await review(hands, *CHOOSE)
        await hands.press("enter")
        assert len(hands.stored.medications) == 13
        await hands.press("u")
        assert [row.name for row in hands.stored.medications.values()] == ["zinc"]
        await hands.press("y")
        assert len(hands.stored.medications) == 13


async def test_escape_changes_nothing(path: Path, home: Path) -> None:
    Store(path).update(lambda p: edit(p, Profile, 1, {"name": "Mia Muster"}, TODAY))
    download(home, document(*NAMES))
    before = path.read_bytes()
    async with at_keyboard(path) as hands:
        for keys in (["2", "m", "escape"], ["m", "p", "escape"]):
            await hands.press(*keys)
            assert hands.in_tabs
        await review(hands, *CHOOSE)
        await hands.press("space", "down", "space", "escape")
        assert hands.in_tabs
        assert "Nothing was brought in." in hands.flat
    assert path.read_bytes() == before


async def test_space_goes_through_the_ways_of_a_line(path: Path, home: Path) -> None:
    download(home, document("lisinopril 10 mg tablet", status="completed"))
    async with at_keyboard(path) as hands:
        dialog = await review(hands, *CHOOSE)
        assert dialog.picks == {}
        assert "[ ]" in hands.row
        assert "leave it" in hands.row
        seen = []
        for _ in range(3):
            await hands.press("space")
            seen.append(hands.row.split("  ")[-1].strip())
        assert seen == ["I take it", "it is stopped", "leave it"]
        await hands.press("enter")
        assert hands.app.screen is dialog, "without a pick, Enter does nothing"
        await hands.press("space", "space", "enter")
        (row,) = hands.stored.medications.values()
        assert (row.name, str(row.status)) == ("lisinopril 10 mg tablet", "stopped")


async def test_a_changed_field_is_shown_and_only_taken_if_picked(path: Path, home: Path) -> None:
    values = {"name": "lisinopril", "strength": "10 mg", "form": "tablet", "started": "2024"}
    Store(path).update(lambda p: add(p, Medication, values, TODAY))
    download(home, document("lisinopril 10 mg tablet"))
    async with at_keyboard(path) as hands:
        dialog = await review(hands, *CHOOSE)
        assert dialog.picks == {}
        assert "Changed (1)" in hands.screen
        assert "Started: 2024 → 10 Jan 2025" in hands.flat
        await hands.press("space", "enter")
        (row,) = hands.stored.medications.values()
        assert row.started == "2025-01-10"
        assert row.strength == "10 mg"


async def test_a_second_import_is_all_the_same(path: Path, home: Path) -> None:
    download(home, document(*NAMES))
    async with at_keyboard(path) as hands:
        await review(hands, *CHOOSE)
        await hands.press("enter")
        before = path.read_bytes()
        dialog = await review(hands, "m", "enter")
        assert "The same here (12)" in hands.screen
        assert dialog.picks == {}
        await hands.press("space")
        assert "lisinopril 10 mg tablet" in hands.screen, "Space opens the folded lines"
        await hands.press("escape")
        assert path.read_bytes() == before


@pytest.mark.parametrize(("typed", "is_reviewed"), [("yes", True), ("y", False), ("no", False)])
async def test_another_name_needs_a_typed_yes(
    path: Path, home: Path, typed: str, is_reviewed: bool
) -> None:
    Store(path).update(lambda p: edit(p, Profile, 1, {"name": "Robert Hale"}, TODAY))
    download(home, document(*NAMES))
    async with at_keyboard(path) as hands:
        await hands.press("2", "m", "enter")
        await hands.until("Is this the right person?")
        assert "This file is about “Mia Muster”; this planner is “Robert Hale”'s." in hands.flat
        await hands.type(typed)
        await hands.press("enter")
        assert isinstance(hands.app.screen, ReviewFile) == is_reviewed
        if not is_reviewed:
            assert "Nothing was brought in." in hands.flat
        assert not hands.stored.medications


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.7 ...", "This is a PDF"),
        (b"", "is empty"),
        (b"<ClinicalDocument><a>", "This XML is broken at line 1"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "declares entities"),
    ],
)
async def test_a_refused_file_shows_its_sentence(
    path: Path, home: Path, content: bytes, sentence: str
) -> None:
    file = download(home, content)
    async with at_keyboard(path) as hands:
        await hands.press("2", "m", "p")
        await hands.type("~/Downloads/summary.xml")
        await hands.press("enter")
        await hands.until(sentence)
        assert hands.in_tabs
        assert not path.exists()
        assert file.read_bytes() == content


async def test_a_path_that_leads_nowhere_is_named(path: Path, home: Path) -> None:
    async with at_keyboard(path) as hands:
        for typed in ("~/nowhere.xml", "~nobody-here/a.xml", "\\0"):
            await hands.press("2", "m", "p")
            await hands.type(typed)
            await hands.press("enter")
            await hands.until("cannot be read")
            assert hands.in_tabs


async def test_the_history_page_of_the_form_names_the_file(path: Path, home: Path) -> None:
    download(home, document(*NAMES))
    async with at_keyboard(path) as hands:
        await review(hands, *CHOOSE)
        await hands.press("enter", "home", "enter", "f6")
        assert hands.place.startswith("History of Medication: ")
        assert "from Hospital X, 3 Nov 2026" in hands.flat


async def test_a_list_is_remembered_by_the_name_of_its_file(path: Path, home: Path) -> None:
    download(home, "Drug;Dosage\naspirin;1 tablet\n", "my list.csv")
    async with at_keyboard(path) as hands:
        await review(hands, *CHOOSE)
        assert hands.place == "From my list.csv"
        await hands.press("enter", "enter", "f6")
        assert "from my list.csv" in hands.flat


async def test_another_copy_is_merged_field_by_field(path: Path, home: Path) -> None:
    store = write_demo(path, TODAY)
    copy = Store(home / "Downloads" / "phone.json")
    (home / "Downloads").mkdir()
    copy.path.write_bytes(path.read_bytes())
    copy.update(lambda p: edit(p, Medication, 22, {"dose": "3 tablets"}, TODAY))
    copy.update(lambda p: add(p, Medication, {"name": "zinc"}, TODAY))
    store.update(lambda p: edit(p, Medication, 22, {"reason": "nerves"}, TODAY))
    os.utime(copy.path, (NOW.timestamp() + 10**9,) * 2)
    async with at_keyboard(path) as hands:
        await review(hands, *CHOOSE)
        assert hands.place == "From another copy of this planner"
        assert "Dose each time: 2 tablets → 3 tablets" in hands.flat
        await hands.press("space", "enter")
        row = hands.stored.medications[22]
        assert (row.dose, row.reason) == ("3 tablets", "nerves")
        assert "zinc" in [each.name for each in hands.stored.medications.values()]


async def test_columns_are_named_on_the_screen(path: Path, home: Path) -> None:
    text = (
        "Praeparat X;Wieviel;Wofuer\nAmlodipin;1 Tablette;Blutdruck\nMetformin;2 Tabletten;Zucker\n"
    )
    download(home, text, "list.csv")
    async with at_keyboard(path) as hands:
        dialog = await review(hands, *CHOOSE)
        assert "The titles of this list are not known" in hands.flat
        assert "c says which column is which" in hands.flat
        await lines_to_choose(hands, "c")
        assert hands.row == "Praeparat X  Amlodipin    Not brought in"
        await lines_to_choose(hands, "enter")
        await review(hands, "enter")  # the name of a medicine
        await lines_to_choose(hands, "c")
        await lines_to_choose(hands, "down", "enter")
        await hands.press(*["down"] * 7)
        assert hands.row == "Directions, as printed"
        dialog = await review(hands, "enter")
        assert len(dialog.picks) == 2
        await hands.press("enter")
        rows = hands.stored.medications.values()
        assert [(row.name, row.directions) for row in rows] == [
            ("Amlodipin", "1 Tablette"),
            ("Metformin", "2 Tabletten"),
        ]


async def test_columns_of_a_further_list_are_named_on_the_screen(path: Path, home: Path) -> None:
    text = "Drug;Dose\nzinc;1 tablet\n# Reactions\nXyz;Abc\npenicillin;rash in 1990\n"
    download(home, text, "list.csv")
    async with at_keyboard(path) as hands:
        await review(hands, *CHOOSE)
        await lines_to_choose(hands, "c")
        assert hands.row.startswith("List 1: Drug")
        await hands.press("down", "down")
        assert hands.row.startswith("Reactions: Xyz")
        await lines_to_choose(hands, "enter")
        await hands.press("down")
        assert hands.row == "What there is an allergy to"
        dialog = await review(hands, "enter")
        assert len(dialog.picks) == 2
        await hands.press("enter")
        assert [row.name for row in hands.stored.medications.values()] == ["zinc"]
        assert [row.substance for row in hands.stored.allergies.values()] == ["penicillin"]


async def test_wrong_letters_are_chosen_among_previews(path: Path, home: Path) -> None:
    download(home, "Médicament;Dose\nKétoprofène;1 g\n".encode("cp850"), "list.csv")
    async with at_keyboard(path) as hands:
        await review(hands, *CHOOSE)
        assert "please check the letters with accents" in hands.flat
        assert "Kétoprofène" not in hands.screen
        await lines_to_choose(hands, "l")
        while "cp850" not in hands.row:
            await hands.press("down")
        assert "Kétoprofène" in hands.row
        dialog = await review(hands, "enter")
        assert "Careful" not in hands.screen
        assert len(dialog.picks) == 1
        await hands.press("space")
        await lines_to_choose(hands, "l")
        dialog = await review(hands, "escape")
        assert not dialog.picks, "what was picked stays so"
        await hands.press("space")
        assert "Kétoprofène" in hands.screen, "Escape leaves the list as it was read"
        await hands.press("enter")
        assert [row.name for row in hands.stored.medications.values()] == ["Kétoprofène"]


async def test_only_a_list_has_columns_and_letters(path: Path, home: Path) -> None:
    download(home, document(*NAMES))
    async with at_keyboard(path) as hands:
        dialog = await review(hands, *CHOOSE)
        assert "Columns" not in hands.lines[-1]
        await hands.press("c", "l")
        assert hands.app.screen is dialog


@pytest.mark.parametrize("size", [(30, 10), (44, 20), (80, 24), (120, 40)], ids=str)
async def test_each_line_has_its_mark_and_name_at_any_size(
    path: Path, home: Path, size: tuple[int, int]
) -> None:
    download(home, document(*NAMES))
    async with at_keyboard(path, size) as hands:
        await review(hands, *CHOOSE)
        for name in NAMES:
            assert hands.row.startswith(f"[x] {name.split()[0]}")
            await hands.press("space")
            assert hands.row.startswith(f"[ ] {name.split()[0]}")
            await hands.press("down")
        assert "Esc Close" in hands.lines[-1]
        assert "Space Pick" in hands.lines[-1] or size < (44, 20)


@pytest.mark.parametrize("size", [(44, 20), (80, 24), (120, 40)], ids=str)
async def test_hostile_text_in_a_file_reaches_the_screen_harmlessly(
    path: Path, home: Path, size: tuple[int, int]
) -> None:
    texts = [text.replace("\x1b", "").replace("\x07", "") for text in STORABLE]  # no XML has them
    download(home, document(*texts, "x" * 300), "[b]a\x1b[31m\u202e.xml")
    async with at_keyboard(path, size) as hands:
        await hands.press("2", "m")
        assert_clean(hands)
        assert "[b]a" in hands.row
        dialog = await review(hands, "enter")
        for _ in range(8):
            assert_clean(hands)
            assert hands.lines[-1].strip(), "the last line tells the keys"
            await hands.press("down")
        await hands.press("home")
        assert "[/b]" in hands.screen
        assert len(dialog.picks) >= len(texts)
        await hands.press("enter")
        assert hands.in_tabs
        assert_clean(hands)
        assert {squeezed(row.name)[:4] for row in hands.stored.medications.values()} >= {"[/b]"}


def test_import_at_a_terminal_opens_the_review(home: Path, terminals: list[Terminal]) -> None:
    download(home, document(*NAMES))
    words = ("--file", "planner.json", "import", "Downloads/summary.xml")
    terminals.append(Terminal(home, *words))
    terminals[0].sees(FROM)
    terminals[0].sees("New (12)")
    terminals[0].press("enter")
    terminals[0].sees("Brought in 12 from Hospital X")
    terminals[0].press("q")
    assert terminals[0].ends() == 0
    assert len(Store(home / "planner.json").load().medications) == 12


async def test_keys_while_a_file_is_read_reach_no_list(path: Path, home: Path) -> None:
    Store(path).update(lambda p: add(p, Medication, {"name": "zinc"}, TODAY))
    download(home, document(*NAMES))
    async with at_keyboard(path) as hands:
        await hands.press("2", "m")
        for key in ("enter", "d", "d", "n"):  # at once, as from a line that was slow
            hands.app.post_message(events.Key(key, key if len(key) == 1 else "\r"))
        await review(hands)
        assert hands.place == FROM
        await hands.press("escape")
        assert [row.name for row in hands.stored.medications.values()] == ["zinc"]
        assert hands.in_tabs
