"""After the visit, by keys: each printed question once, left and taken up, nothing lost."""

from pathlib import Path

from tests.journeys.helpers import NOW, Hands, at_keyboard
from tuiplanner.model.planner import add
from tuiplanner.model.records import (
    Brief,
    MedicalTest,
    Medication,
    Question,
    Record,
    Specialist,
    Visit,
)
from tuiplanner.store.store import Store

TODAY = NOW.date()


def with_visit(path: Path, kept: bool = True) -> None:
    """A visit of yesterday with a specialist, three questions, and a page handed over."""
    store = Store(path)

    def put(kind: type[Record], **values: object) -> None:
        store.update(lambda planner: add(planner, kind, values, TODAY))

    put(Specialist, specialty="neurology", name="Dr A. Neuro")
    put(Visit, when="2026-03-11T10:30", specialist_id=1)
    for text in ("Why?", "Which tests?", "Who calls?"):
        put(Question, text=text)
    if kept:
        put(Brief, visit_id=2, kept_at="2026-03-11", text="x\n", question_ids=(5, 3))


def statuses(hands: Hands) -> dict[str, str]:
    return {q.text: q.status for q in hands.stored.questions.values()}


async def test_the_printed_questions_in_their_printed_order(path: Path) -> None:
    with_visit(path)
    async with at_keyboard(path) as hands:
        await hands.press("v")
        assert hands.place == "After the visit of 11 Mar 2026, 10:30"
        assert "2 to go through Who calls?" in hands.flat
        await hands.press("a")
        await hands.type("the nurse, by Friday")
        await hands.press("enter")
        assert "1 to go through Why?" in hands.flat
        assert "Saved. u takes it back." in hands.flat
        await hands.press("n")
        assert "You went through all questions." in hands.flat
        stored = hands.stored
        assert statuses(hands) == {
            "Why?": "not-asked",
            "Which tests?": "open",
            "Who calls?": "answered",
        }
        answered = stored.questions[5]
        assert (answered.answer, answered.answered_on) == ("the nurse, by Friday", "2026-03-11")
        carried = stored.questions[3]
        assert (carried.carried, carried.specialist_id, carried.visit_id) == (1, None, None)
        await hands.press("u")
        assert "1 to go through Why?" in hands.flat, "undo takes the step back"


async def test_the_walk_can_stop_at_any_step_and_resumes_there(path: Path) -> None:
    with_visit(path, kept=False)
    async with at_keyboard(path) as hands:
        await hands.press("v")
        assert "3 to go through Why?" in hands.flat
        await hands.press("p")
        await hands.type("half an answer")
        await hands.press("escape")
        assert statuses(hands)["Why?"] == "open", "an answer that was not given is none"
        await hands.press("p", "enter", "escape")
        await hands.quit()
    async with at_keyboard(path) as hands:
        assert statuses(hands)["Why?"] == "partly"
        await hands.press("v")
        assert "2 to go through Which tests?" in hands.flat


async def test_outcomes_are_saved_directly_to_the_records(path: Path) -> None:
    with_visit(path)
    async with at_keyboard(path) as hands:
        await hands.press("v", "down", "down", "enter")
        assert hands.place == "New test"
        await hands.type("MRI brain")
        await hands.press("ctrl+s", "down", "enter")
        await hands.type("oncology")
        await hands.press("ctrl+s", "down", "enter")
        await hands.type("2 Apr 2026 9:00")
        await hands.press("ctrl+s", "down", "enter")
        await hands.fill("fever above 38.5", "go to the hospital", "at once", "555-0142")
        assert hands.row == "[x] A plan until then: if this happens, do that"
        await hands.press("down", "enter")
        assert hands.field == "instructions"
        await hands.type("ring 555-0199 if it gets worse")
        await hands.press("ctrl+s", "down", "down", "enter")
        stored = hands.stored
        assert [(t.name, t.specialist_id) for t in stored.tests.values()] == [("MRI brain", 1)]
        assert [s.status for s in stored.specialists.values()] == ["seen", "ordered"]
        assert [v.status for v in stored.visits.values()] == ["done", "planned"]
        assert stored.visits[2].instructions == "ring 555-0199 if it gets worse"


async def test_medicines_that_were_started_changed_and_stopped(path: Path) -> None:
    with_visit(path)
    for name in ("amitriptyline", "prednisone"):
        Store(path).update(lambda p, name=name: add(p, Medication, {"name": name}, TODAY))
    async with at_keyboard(path) as hands:
        await hands.press("v", "enter")
        assert hands.place == "New medication"
        await hands.type("rituximab")
        await hands.press("ctrl+s")
        assert "[ ] A medicine that was changed or stopped" in hands.screen
        await hands.press("down", "enter")
        assert hands.place.startswith("Medicines: Enter opens what was changed")
        assert hands.row.startswith("amitriptyline")
        await hands.press("x", "1")
        assert hands.row.startswith("prednisone")
        await hands.press("enter", "enter", "enter")
        assert hands.field == "dose"
        await hands.type("1 tablet")
        await hands.press("ctrl+s", "escape")
        assert hands.place == "After the visit of 11 Mar 2026, 10:30"
        assert "[x] A medicine that was changed or stopped" in hands.screen
        stopped, changed, started = hands.stored.medications.values()
        assert (stopped.status, stopped.stop_reason) == ("stopped", "side-effect")
        assert (changed.name, changed.dose) == ("prednisone", "1 tablet")
        assert (started.name, started.started) == ("rituximab", "2026-03-11")


async def test_without_a_visit_a_message_is_shown(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("v")
        assert "There is no visit yet" in hands.flat


async def test_a_result_that_was_discussed_leaves_the_list(path: Path) -> None:
    """It is known to this doctor then; undo brings it back, and the other steps stay."""
    store = Store(path)
    seen = {"when": "2026-03-10", "with_whom": "Dr A", "status": "done"}
    store.update(lambda p: add(p, Visit, seen, TODAY))
    scan = {"name": "PET-CT", "done_on": "2026-03-01", "result": "clear", "status": "result-in"}
    store.update(lambda p: add(p, MedicalTest, scan, TODAY))
    async with at_keyboard(path) as hands:
        await hands.press("v")
        assert hands.row.startswith("[ ] A result that the doctor talked about: PET-CT")
        await hands.press("enter")
        assert hands.row.startswith("[ ] A medicine that was started")
        assert "The doctor knows this result. u takes it back." in hands.flat
        test = hands.stored.tests[2]
        assert (test.status, test.discussed_at) == ("discussed", (1,))
        await hands.press("u")
        assert hands.stored.tests[2].discussed_at == ()
        assert any(row.startswith("[ ] A result that") for row in hands.rows)
