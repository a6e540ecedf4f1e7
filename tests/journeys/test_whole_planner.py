"""A whole planner for the case that shaped the program, by keys alone: written down in several
sittings, quit, opened again, changed, undone, and its page taken out and read."""

from pathlib import Path

import pytest

from tests.journeys.helpers import Hands, at_keyboard, command

Typed = str | tuple[str, ...]
SKIP = ()

ABOUT = {
    "Name": "Maria Example",
    "Born": "2 apr 1958",
    "Whom to call": "Ana 555-0142",
    "Needs in talking": "speech tires quickly; please tell Ana too",
    "Family doctor": "Dr Garcia",
}
CONDITIONS = (("high blood pressure", "2015"), ("underactive thyroid", "2009"))
SPECIALISTS = (
    ("neurology", "Dr A. Neuro", "555-0199", ("b",), "Is it autoimmune?"),
    ("oncology", "Dr B. Onco", "", ("s",), "Is there a tumor to look for?"),
)
VISIT = (
    "14 apr 2026 10:30",
    ("right",),
    "",
    "unsteady walking and slurred speech, worse over 8 weeks",
    "the likely cause, and which tests come next",
    ("l",),
    "nothing to eat from midnight",
)
MEDICINES = (
    ("amlodipine", "5 mg", "1 tablet", "every morning", "blood pressure"),
    ("levothyroxine", "75 mcg", "1 tablet", "every morning, before food", "thyroid"),
    ("prednisone", "20 mg", "2 tablets", "every morning", "inflammation"),
    ("zopiclone", "3.75 mg", "1 tablet", "at bedtime", "sleep"),
    ("ibuprofen", "400 mg", "1 tablet", "", "headache"),
)
INFUSION = ("IVIg", "", "", "", "antibodies")
SYMPTOMS = (
    ("unsteady walking", "about november 2025", ("w",), ("n", "n"), ("c",)),
    ("slurred speech", "8 weeks ago", ("w",), ("s",), ("b", "b")),
    ("double vision", "28 feb 2026", ("c",), ("s",), ("p",)),
    ("forgetful", "unsure", ("u",), SKIP, ("c",)),
)
NOTES = ("fell on the stairs", "fell in the kitchen, no injury")
QUESTIONS = (
    "What is the most likely cause?",
    "Which tests will you order, and how do we prepare?",
    "Who calls us with results, and by when?",
    "Is it safe to keep taking the sleeping tablet?",
)
TESTS = (
    ("MRI brain", ("d",), "", "20 feb 2026", "", "27 feb 2026"),
    ("antibody panel", ("right",), "20 mar 2026 8:15", "", "", ""),
    ("lumbar puncture", SKIP, "", "", "", ""),
)


@pytest.mark.long
async def test_a_whole_planner_by_keys_alone(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await write_about_me(hands)
        await write_people_and_allergies(hands)
        await write_referrals_and_visit(hands)
        await hands.quit()
    async with at_keyboard(path) as hands:
        assert "Planner of Maria Example" in hands.place
        await write_medicines(hands)
        await write_symptoms(hands)
        await write_questions(hands)
        await write_tests(hands)
        await hands.press("2", "n")
        await hands.type("half a thought")
        await hands.press("escape")
        await hands.quit()
    before = path.read_bytes()
    async with at_keyboard(path) as hands:
        assert path.read_bytes() == before, "opening changes no byte"
        await hands.press("2", "n")
        assert hands.typed == "half a thought"
        await hands.press("f8", "escape")
        await change_and_undo(hands)
        await read_the_page(hands, path)
        await hands.quit()
    assert "is sound" in command(path, "check").decode()


async def new(hands: Hands, *fields: Typed) -> None:
    await hands.press("n")
    await hands.fill(*fields)
    assert hands.in_tabs
    assert "Saved." in hands.flat


async def write_about_me(hands: Hands) -> None:
    await hands.press("7")
    for label, words in ABOUT.items():
        while not hands.row.startswith(label):
            await hands.press("down")
        await hands.press("enter")
        await hands.put(words)
        await hands.press("ctrl+s")
    while not hands.row.startswith("Implants"):
        await hands.press("down")
    await hands.press("0")
    assert "none known (12 Mar 2026)" in hands.row
    while not hands.row.startswith("Known conditions"):
        await hands.press("down")
    await hands.press("enter")
    for name, since in CONDITIONS:
        await hands.press("n")
        await hands.fill(name, SKIP, since, "")
    await hands.press("escape")
    assert "high blood pressure, underactive thyroid" in hands.row


async def write_people_and_allergies(hands: Hands) -> None:
    await hands.press("7")
    await new(hands, "Ana Example", "daughter", ("c",), "555-0142")
    await hands.press("2", "a", "n")
    await hands.fill("penicillin", SKIP, "rash", ("m", "m"), "1990", "", "")
    await hands.press("n")
    await hands.fill("iodine contrast", SKIP, "hives", ("m",), "2019", "", "")
    await hands.press("end", "n")
    await hands.fill("amitriptyline", SKIP, "confusion", SKIP, "", "Dr Garcia", "")
    await hands.press("escape")
    above = "ALLERGIES penicillin, iodine contrast   AVOID amitriptyline"
    assert above in hands.flat.replace(" AVOID", "   AVOID")


async def write_referrals_and_visit(hands: Hands) -> None:
    await hands.press("5")
    for fields in SPECIALISTS:
        await new(hands, *fields)
    await hands.press("l")
    await hands.fill("they ring back by friday", "yesterday", "Mrs Desk", "friday")
    assert "Last contact 11 Mar 2026: they ring back by friday" in hands.flat
    await hands.press("1")
    await new(hands, *VISIT)
    await hands.press("enter", "f2")
    assert hands.field == "specialty"
    await hands.fill(*[SKIP] * 9)
    assert hands.field == "companion_id"
    await hands.fill(("right",), "moved in with Ana", ("right",), "today")
    await hands.press("ctrl+s")
    assert "Comes along: Ana Example" in hands.flat
    assert "Next visit in 33 days" in hands.flat


async def write_medicines(hands: Hands) -> None:
    await hands.press("2")
    for fields in MEDICINES:
        await new(hands, *fields)
    await hands.press("enter", "f2")
    await hands.fill(("o",), SKIP, "tablet", "by mouth", "headache", "3 tablets")
    await hands.press("ctrl+s")
    assert "as needed" in hands.row
    await hands.press("n")
    await hands.type("IVIg")
    await hands.press("f2", "i", "ctrl+s")
    assert "dose not recorded; last not" in hands.flat
    assert len(hands.rows) == 6


async def write_symptoms(hands: Hands) -> None:
    await hands.press("3")
    for fields in SYMPTOMS:
        await new(hands, *fields)
    await hands.press("home")
    assert hands.row.startswith("unsteady walking")
    for note in NOTES:
        await hands.press("l")
        await hands.type(note)
        await hands.press("f2", "enter", "f", "ctrl+s")
    assert "2, 12 Mar" in hands.row
    assert [o.kind for o in hands.stored.observations.values()] == ["fall", "fall"]


async def write_questions(hands: Hands) -> None:
    await hands.press("4")
    for question in QUESTIONS:
        await new(hands, question, SKIP, SKIP)
    await hands.press("n")
    await hands.fill("Is a repeat scan needed?", SKIP, ("right", "right"))
    await hands.press("home", "down", "down", "m", "down", "enter")
    assert [q.text for q in hands.stored.ranked][2:4] == [QUESTIONS[3], QUESTIONS[2]]


async def write_tests(hands: Hands) -> None:
    await hands.press("6")
    for fields in TESTS:
        await new(hands, *fields)
    while not hands.row.startswith("MRI brain"):
        await hands.press("down")
    assert "was due 27 Feb 2026" in hands.row
    await hands.press("enter", "f2")
    await hands.fill("", ("i",), *[SKIP] * 6, "3", "6", "a cause is found")
    await hands.press("ctrl+s")
    assert "Repeat every 3 to 6 months until a cause is found" in hands.flat


async def change_and_undo(hands: Hands) -> None:
    """Another dose, a stopped medicine, and one deleted by mistake."""
    await hands.press("2", "home")  # it opens where it was left
    while not hands.row.startswith("prednisone"):
        await hands.press("down")
    await hands.press("enter", "enter", "enter")
    await hands.put("3 tablets")
    await hands.press("ctrl+s")
    assert "3 tablets; every morning" in hands.row
    while not hands.row.startswith("zopiclone"):
        await hands.press("down")
    await hands.press("d")
    assert "Deleted “zopiclone”. u brings it back." in hands.flat
    await hands.press("u", "u")
    assert {m.name: m.dose for m in hands.stored.medications.values()}["prednisone"] == "2 tablets"
    await hands.press("y")
    assert {m.name: m.dose for m in hands.stored.medications.values()}["prednisone"] == "3 tablets"
    assert len(hands.rows) == 6
    await hands.page_made()
    assert "allergies not asked" not in hands.place


async def read_the_page(hands: Hands, path: Path) -> None:
    await hands.press("b", "s", "h")
    (file,) = path.parent.glob("brief-*.txt")
    assert file.name == "brief-2026-04-14-neurology.txt"
    assert file.read_bytes() == command(path, "brief")
    text = " ".join(file.read_text("utf-8").split())
    for words in (
        "Maria Example",
        "2 Apr 1958 (age",
        "14 Apr 2026, 10:30",
        "Dr A. Neuro, neurology",
        "Ana Example (daughter)",
        "We want to leave with: the likely cause",
        "3. [ ] Is it safe to keep taking the sleeping tablet?",
        "KNOWN high blood pressure (2015); underactive thyroid (2009).",
        "penicillin (moderate): rash",
        "amitriptyline: confusion, told by Dr Garcia",
        "(12 Mar 2026)",
        "prednisone 20 mg: 3 tablets; every morning",
        "zopiclone 3.75 mg: 1 tablet; at bedtime",
        "IVIg (infusion)",
        "unsteady walking",
        "MRI brain, done 20 Feb 2026: RESULT OVERDUE, was due 27 Feb 2026",
        "Contact: Ana 555-0142.",
        "1 question for Dr B. Onco",
    ):
        assert words in text, words
    (kept,) = hands.stored.briefs.values()
    assert kept.text.encode() == file.read_bytes()
    await hands.press("q")
