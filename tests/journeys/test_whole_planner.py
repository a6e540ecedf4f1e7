"""A whole planner for the case that shaped the program, by keys alone: written down in several
sittings, quit, opened again, changed, undone, and its page taken out and read."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.journeys.helpers import Hands, at_keyboard, command

ABOUT = {
    "Name": "Maria Example",
    "Born": "2 apr 1958",
    "Emergency contact": "Ana 555-0142",
    "Help with talking": "speech tires quickly; please tell Ana too",
    "Family doctor": "Dr Garcia",
}
CONDITIONS = (("high blood pressure", "2015"), ("underactive thyroid", "2009"))
SPECIALISTS = (
    {
        "specialty": "neurology",
        "name": "Dr A. Neuro",
        "phone": "555-0199",
        "question": "Is it autoimmune?",
        "status": "booked",
    },
    {
        "specialty": "oncology",
        "name": "Dr B. Onco",
        "question": "Is there a tumor to look for?",
        "status": "sent",
    },
)
VISIT = {
    "when": "14 apr 2026 10:30",
    "reason": "unsteady walking and slurred speech, worse over 8 weeks",
    "goal": "the likely cause, and which tests come next",
    "restrictions": "nothing to eat from midnight",
    "restrictions_status": "listed",
    "specialist_id": "Dr A. Neuro",
}
MEDICINES = (
    ("amlodipine", "5 mg", "1 tablet", "every morning", "blood pressure"),
    ("levothyroxine", "75 mcg", "1 tablet", "every morning, before food", "thyroid"),
    ("prednisone", "20 mg", "2 tablets", "every morning", "inflammation"),
    ("zopiclone", "3.75 mg", "1 tablet", "at bedtime", "sleep"),
    ("ibuprofen", "400 mg", "1 tablet", "", "headache"),
)
SYMPTOMS = (
    ("unsteady walking", "about november 2025", "worse", "needs-help", "caregiver"),
    ("slurred speech", "8 weeks ago", "worse", "slower", "both"),
    ("double vision", "28 feb 2026", "comes-and-goes", "slower", "patient"),
    ("forgetful", "unsure", "unsure", "", "caregiver"),
)
NOTES = ("fell on the stairs", "fell in the kitchen, no injury")
QUESTIONS = (
    "What is the most likely cause?",
    "Which tests will you order, and how do we prepare?",
    "Who calls us with results, and by when?",
    "Is it safe to keep taking the sleeping tablet?",
)
TESTS = (
    {"name": "MRI brain", "done_on": "20 feb 2026", "result_due": "27 feb 2026"},
    {"name": "antibody panel", "booked_for": "20 mar 2026 8:15"},
    {"name": "lumbar puncture"},
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


async def new(hands: Hands, texts: Mapping[str, str]) -> None:
    await hands.press("n")
    await hands.write(texts)
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
        await hands.write({"name": name, "since": since})
    await hands.press("escape")
    assert "high blood pressure, underactive thyroid" in hands.row


async def write_people_and_allergies(hands: Hands) -> None:
    await hands.press("7")
    ana = {"name": "Ana Example", "relation": "daughter", "phone": "555-0142"}
    await new(hands, {**ana, "role": "caregiver"})
    await hands.press("2", "a", "n")
    rash = {"substance": "penicillin", "reaction": "rash", "severity": "moderate"}
    await hands.write({**rash, "year": "1990"})
    await hands.press("n")
    hives = {"substance": "iodine contrast", "reaction": "hives", "severity": "mild"}
    await hands.write({**hives, "year": "2019"})
    await hands.press("end", "n")
    await hands.write(
        {"substance": "amitriptyline", "reaction": "confusion", "told_by": "Dr Garcia"}
    )
    await hands.press("escape")
    above = "ALLERGIES penicillin, iodine contrast   AVOID amitriptyline"
    assert above in hands.flat.replace(" AVOID", "   AVOID")


async def write_referrals_and_visit(hands: Hands) -> None:
    await hands.press("5")
    for fields in SPECIALISTS:
        await new(hands, fields)
    await hands.press("l")
    await hands.fill("they ring back by friday", "yesterday", "Mrs Desk", "friday")
    assert "Last contact: 11 Mar 2026, they ring back by friday" in hands.flat
    await hands.press("1")
    await new(hands, VISIT)
    await hands.press("enter")
    await hands.write(
        {
            "companion_id": "Ana",
            "life_changes": "moved in with Ana",
            "prepared_by": "Ana",
            "prepared_on": "today",
        }
    )
    assert "Who comes along: Ana Example" in hands.flat
    assert "Next visit in 33 days" in hands.flat


async def write_medicines(hands: Hands) -> None:
    await hands.press("2")
    for texts in MEDICINES:
        names = ("name", "strength", "dose", "frequency", "reason")
        await new(hands, dict(zip(names, texts, strict=True)))
    await hands.press("enter")
    await hands.write(
        {
            "form": "tablet",
            "route": "by mouth",
            "as_needed_for": "headache",
            "most_per_day": "3 tablets",
            "kind": "over-the-counter",
        }
    )
    assert "as needed" in hands.row
    await hands.press("n")
    await hands.write({"name": "IVIg", "kind": "infusion"})
    assert "! dose not recorded; ! last not" in hands.flat
    assert len(hands.rows) == 6


async def write_symptoms(hands: Hands) -> None:
    await hands.press("3")
    for texts in SYMPTOMS:
        names = ("name", "began", "course", "impact", "seen_by")
        await new(hands, {name: t for name, t in zip(names, texts, strict=True) if t})
    await hands.press("home")
    assert hands.row.startswith("unsteady walking")
    for note in NOTES:
        await hands.press("l")
        await hands.write({"note": note, "kind": "fall"})
    assert " 2 " in hands.row
    assert [o.kind for o in hands.stored.observations.values()] == ["fall", "fall"]


async def write_questions(hands: Hands) -> None:
    await hands.press("4")
    for question in QUESTIONS:
        await new(hands, {"text": question})
    await new(hands, {"text": "Is a repeat scan needed?", "specialist_id": "Dr B. Onco"})
    await hands.press("home", "down", "down", "m", "down", "enter")
    assert [q.text for q in hands.stored.ranked][2:4] == [QUESTIONS[3], QUESTIONS[2]]


async def write_tests(hands: Hands) -> None:
    await hands.press("6")
    for fields in TESTS:
        await new(hands, fields)
    while not hands.row.startswith("MRI brain"):
        await hands.press("down")
    assert "! overdue since 27 Feb 2026" in hands.row
    await hands.press("enter")
    await hands.write(
        {
            "kind": "imaging",
            "repeat_min_months": "3",
            "repeat_max_months": "6",
            "repeat_until": "a cause is found",
        }
    )
    assert "Repeat: every 3 to 6 months until a cause is found" in hands.flat


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
    assert file.name == "brief-2026-04-14.txt"
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
