"""The history as a person reads it: who, when, which field, from what to what."""

from datetime import timedelta, timezone
from typing import Any

import pytest

from tests.model.making import added, told
from tuiplanner.model.history import FieldChange, History
from tuiplanner.model.history_view import HistoryEntry, HistoryView, document, earlier
from tuiplanner.model.planner import TABLES, Planner
from tuiplanner.model.records import Medication, Person, Question, Specialist, field_specs

BERLIN = timezone(timedelta(hours=1))
PLANNER = added(added(Planner(), Person, name="Ana Example"), Medication, name="prednisone")
MEDICINE = "medication 2 “prednisone”"


def touch(revision: int, field: str, before: Any, after: Any, **more: Any) -> FieldChange:
    """A change of the medicine on 12 March, a minute after the one before."""
    when = f"2026-03-12T23:{revision:02}:00Z"
    return FieldChange(revision, when, None, "medications", 2, field, before, after)._replace(
        **more
    )


def lines(*touches: FieldChange, planner: Planner = PLANNER) -> list[str]:
    """What is told, oldest first, without when and who."""
    steps = HistoryView(planner, History(touches), BERLIN).steps()
    return [step.line.split(": ", 1)[1] for step in reversed(list(steps))]


def step(change: FieldChange, planner: Planner = PLANNER) -> HistoryEntry:
    (told,) = HistoryView(planner, History([change]), BERLIN).steps()
    return told


def test_a_line_shows_when_who_what_and_both_texts() -> None:
    change = touch(1, "dose", "1 tablet", "2 tablets", by=1)
    assert step(change).line == (
        f"13 Mar 2026, 00:01, Ana Example: {MEDICINE}, dose each time:"
        " from “1 tablet” to “2 tablets”"
    )


def test_the_newest_change_comes_first() -> None:
    touches = [touch(n, "dose", str(n - 1), str(n)) for n in range(1, 5)]
    found = [s.after for s in HistoryView(PLANNER, History(touches)).steps()]
    assert found == ["4", "3", "2", "1"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (touch(1, "dose", None, "1"), f"{MEDICINE}, dose each time: from nothing to “1”"),
        (touch(1, "dose", "1", ""), f"{MEDICINE}, dose each time: from “1” to nothing"),
        (
            touch(1, "stopped", None, "2026-03"),
            f"{MEDICINE}, stopped on: from nothing to “Mar 2026”",
        ),
        (
            touch(1, "stop_reason", "advice", "side-effect"),
            f"{MEDICINE}, why stopped: from “advice” to “side effect”",
        ),
        (
            touch(1, "", None, {"name": "prednisone", "dose": "1", "created": "x", "by": 1}),
            f"{MEDICINE} created: Name: prednisone; Dose each time: 1; Status: taking",
        ),
        (
            touch(1, "", {"name": "prednisone"}, None),
            f"{MEDICINE} deleted: Name: prednisone; Status: taking",
        ),
        (touch(1, "colour", 5, ["x"]), f"{MEDICINE}, colour: from “5” to “['x']”"),
        (touch(1, "dose", "a", "b", table="pets", id=9), "pets 9, dose: from “a” to “b”"),
        (touch(1, "", None, {"a": 1}, table="pets", id=9), "pets 9 created: {'a': 1}"),
        (
            touch(1, "name", "", "Marta", table="profile", id=1),
            "About me, name: from nothing to “Marta”",
        ),
    ],
)
def test_a_change_in_words(change: FieldChange, expected: str) -> None:
    assert lines(change) == [expected]


def test_repeated_undo_and_redo_are_named_correctly() -> None:
    found = lines(
        touch(1, "dose", "1", "2"),
        touch(2, "dose", "2", "1", undoes=1),
        touch(3, "dose", "1", "2", undoes=2),
        touch(4, "dose", "2", "1", undoes=3),
        touch(5, "", {"name": "prednisone"}, None),
        touch(6, "", None, {"name": "prednisone"}, undoes=5),
        touch(7, "", {"name": "prednisone"}, None, undoes=6),
        touch(8, "dose", "1", "2"),
    )
    assert [line.removeprefix(MEDICINE).lstrip(", ").split(": N")[0] for line in found] == [
        "dose each time: from “1” to “2”",
        "dose each time: from “2” to “1” by undo",
        "dose each time: from “1” to “2” by redo",
        "dose each time: from “2” to “1” by undo",
        "deleted",
        "back by undo",
        "gone by redo",
        "dose each time: from “1” to “2”",
    ]


@pytest.mark.parametrize("undoes", [1, 7, 2, 99])
def test_an_undo_of_an_unknown_change_is_shown_as_an_undo(undoes: int) -> None:
    """Its own number, a later one, one that was pruned: a damaged file may say so."""
    changes = [touch(2, "dose", "2", "1", undoes=undoes), touch(7, "dose", "1", "2", undoes=7)]
    assert [s.way for s in HistoryView(PLANNER, History(changes)).steps()] == ["undo", "undo"]


def test_a_restored_record_lists_the_fields_that_differ() -> None:
    old = {"name": "prednisone", "dose": "1", "reason": "", "created": "a", "updated": "b"}
    new = {"name": "prednisone", "dose": "2", "kind": "vitamin", "created": "c", "by": 1}
    found = lines(touch(1, "", old, new))
    assert found == [
        f"{MEDICINE}, kind: from nothing to “vitamin”",
        f"{MEDICINE}, dose each time: from “1” to “2”",
    ]


def test_about_me_is_never_added_or_deleted() -> None:
    row = {"name": "Marta", "created": "x"}
    made = touch(1, "", None, row, table="profile", id=1)
    gone = touch(2, "", row, None, table="profile", id=1)
    assert lines(made, gone) == [
        "About me, name: from nothing to “Marta”",
        "About me, name: from “Marta” to nothing",
    ]


def test_a_deleted_record_has_its_last_name() -> None:
    changes = (
        touch(1, "", None, {"name": "prednison"}, id=40),
        touch(2, "name", "prednison", "prednisolone", id=40),
        touch(3, "dose", "", "1", id=40),
    )
    assert {line.split(",")[0].split(" created")[0] for line in lines(*changes)} == {
        "medication 40 “prednisolone”"
    }
    gone = touch(4, "", {"name": "hydrocortisone"}, None, id=40)
    assert "medication 40 “hydrocortisone” deleted" in lines(*changes, gone)[-1]
    assert lines(touch(3, "dose", "", "1", id=41)) == [
        "medication 41, dose each time: from nothing to “1”"
    ]


def test_a_deleted_person_is_named_too() -> None:
    made = touch(1, "", None, {"name": "Ben"}, table="people", id=9)
    assert step(touch(2, "dose", "", "1", by=1)).who == "Ana Example"
    assert step(touch(2, "dose", "", "1", by=9)).who == "person 9"
    assert step(touch(2, "dose", "", "1")).who == ""
    story = HistoryView(PLANNER, History([made, touch(2, "dose", "", "1", by=9)]), BERLIN)
    assert next(story.steps()).who == "Ben"


def test_linked_records_are_named() -> None:
    planner = added(added(Planner(), Specialist, specialty="neurology"), Question, text="Why?")
    change = touch(1, "specialist_id", 77, 1, table="questions")
    (line,) = lines(change, planner=planner)
    assert line == "question 2 “Why?”, for the specialist: from “77” to “neurology”"


def test_long_texts_are_cut_in_a_line_and_whole_beside_it() -> None:
    note = "word " * 700 + "end"
    change = step(touch(1, "note", "", note))
    assert change.after == note
    assert len(change.line) < 180
    assert change.line.endswith("…”")
    made = step(touch(1, "", None, {"name": "prednisone", "note": note}))
    assert made.after.endswith(f"Note: {note}")
    assert len(made.line) < 260
    assert made.line.endswith("…")


def test_a_line_is_one_line_without_any_control_character() -> None:
    bad = "a\nb\x1b[2J\x9b\u202e\ud800c"
    odd = {"name": bad, bad: bad}
    planner = added(Planner(), Medication, name="x")
    for change in (
        touch(1, "note", bad, bad),
        touch(1, bad, bad, bad),
        touch(1, "", None, odd),
        touch(1, bad, bad, bad, table=bad),
        touch(1, "", odd, None, table=bad),
        touch(1, "", odd, {**odd, "name": "y"}),
    ):
        for told_step in HistoryView(planner, History([change]), BERLIN).steps():
            assert told_step.line.isprintable()
            texts = f"{told_step.before}{told_step.after}{told_step.label}{document(told_step)}"
            assert not {"\x1b", "\x9b", "\u202e", "\ud800"} & set(texts)


def test_one_kind_and_one_record() -> None:
    story = HistoryView(
        PLANNER,
        History(
            [
                touch(1, "dose", "", "1"),
                touch(2, "dose", "", "3", id=3),
                touch(3, "text", "", "x", table="notes", id=5),
                touch(4, "revision", 1, 2, table="meta", id=1),
            ]
        ),
    )
    assert [s.touch.revision for s in story.steps()] == [3, 2, 1]
    assert [s.touch.revision for s in story.steps("medications")] == [2, 1]
    assert [s.touch.revision for s in story.steps("medications", 2)] == [1]
    assert list(story.steps("medications", 5)) == []
    assert story.knows("medications", 2)
    assert story.knows("medications", 3)
    assert story.knows("people", 1), "without a known change"
    assert not story.knows("medications", 5)


def test_the_earlier_text_can_be_typed_back() -> None:
    assert earlier(step(touch(1, "dose", "1 tablet", "2"))) == "1 tablet"
    assert earlier(step(touch(1, "dose", None, "2"))) == ""
    assert earlier(step(touch(1, "stopped", "2026-03", ""))) == "Mar 2026"
    assert earlier(step(touch(1, "stop_reason", "side-effect", ""))) == "side-effect"
    assert earlier(step(touch(1, "specialist_id", 77, 1, table="questions"))) == "77"
    assert earlier(step(touch(1, "note", "a\nb\x1b", ""))) == "a\nb"
    assert earlier(step(touch(1, "", None, {"name": "x"}))) is None
    assert earlier(step(touch(1, "colour", "red", "blue"))) is None


@pytest.mark.parametrize("odd", [5, 1.5, True, None, [], ["x"], {"a": 1}, "", "2026-99", 10**30])
def test_any_value_in_any_field_can_be_described(odd: Any) -> None:
    for kind in TABLES:
        changes = [
            touch(1, name, odd, odd, table=kind.TABLE, id=1)
            for name in (*field_specs(kind), "unknown")
        ]
        changes.append(touch(1, "", dict.fromkeys(field_specs(kind), odd), None, table=kind.TABLE))
        story = HistoryView(told(PLANNER, name="Marta"), History(changes))
        for told_step in story.steps():
            assert told_step.line.isprintable()
            earlier(told_step)


def test_for_scripts_values_are_as_stored() -> None:
    change = step(touch(3, "stop_reason", "side-effect", None, by=1, undoes=2))
    assert document(change) == {
        "revision": 3,
        "when": "2026-03-12T23:03:00Z",
        "by": 1,
        "who": "Ana Example",
        "kind": "medication",
        "id": 2,
        "what": "changed",
        "field": "stop_reason",
        "before": "side-effect",
        "after": None,
        "way": "undo",
        "source": None,
    }
    made = document(step(touch(1, "", None, {"name": "x", "dose": "1"})))
    assert (made["what"], made["field"], made["who"]) == ("created", None, None)
    assert made["after"] == {"name": "x", "dose": "1"}
