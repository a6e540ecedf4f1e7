"""A command says what it changed, and what its words say that its record does not."""

from pathlib import Path

import pytest

from tests.cli.talk import Run, fine, new_id, shown


def said(run: Run, *words: str, typed: str = "") -> str:
    """What a command says on standard error."""
    done = run(*words, stdin=typed)
    fine(done)
    return done.stderr


def test_edit_names_the_record_and_each_change(cli: Run) -> None:
    id = new_id(cli("add", "medication", "warfarin", "--dose", "5 mg"))
    changed = f"Changed: medication {id}, “warfarin”: "
    assert f"{changed}dose each time from “5 mg” to “6 mg”." in said(
        cli, "edit", "medication", id, "--dose", "6 mg"
    )
    assert f"{changed}dose each time “6 mg” is gone." in said(
        cli, "edit", "medication", "warfarin", "--dose", ""
    )
    assert f"{changed}dose each time “7 mg”." in said(
        cli, "edit", "medication", id, "--dose", "7 mg"
    )
    assert "Changed" not in said(cli, "edit", "medication", id, "--dose", "7 mg")
    assert "Changed: name “Marta Example”." in said(cli, "me", "--name", "Marta Example")


def test_a_note_of_another_day_or_of_a_fall_is_asked_about(cli: Run) -> None:
    done = cli("add", "observation", "fell on 3 March", "--when", "5 March 2026")
    id = new_id(done)
    assert "The words say 3 Mar" in done.stderr
    assert "not counted as a fall" in done.stderr
    assert f"tuiplanner edit observation {id} --when DAY --kind KIND" in done.stderr
    again = said(cli, "edit", "observation", id, "--kind", "fall")
    assert "not counted" not in again
    quiet = cli("add", "observation", "dizzy", "--when", "5 March 2026")
    assert "words say" not in quiet.stderr
    assert "counted" not in quiet.stderr


@pytest.mark.parametrize(("letter", "why"), [("s 1", "open the dated note"), ("v", "as a change")])
def test_a_quick_note_of_a_fall_says_that_it_is_not_counted(
    cli: Run, letter: str, why: str
) -> None:
    fine(cli("add", "symptom", "falls"))
    visit = new_id(cli("add", "visit", "next tuesday", "--with-whom", "Dr A"))
    fine(cli("note", "fell again"))
    filed = said(cli, "sort", typed=f"{letter}\n")
    assert "not counted as a fall" in filed
    assert why in filed
    if letter == "v":
        changes = shown(cli, "visit", visit)["life_changes"]
        assert changes.startswith("fell again (")
        assert changes.endswith(")"), "with its day"


def test_a_value_is_typed_without_quotation_marks(cli: Run) -> None:
    id = new_id(cli("reading", "bp", "128/82"))
    assert shown(cli, "reading", id)["value"] == "128/82"
    id = new_id(cli("reading", "weight", "61.5", "kg", "--when", "yesterday"))
    assert shown(cli, "reading", id)["unit"] == "kg"


@pytest.mark.parametrize(
    ("value", "is_asked"),
    [("82/128", True), ("1280/82", True), ("120/120", True), ("128/82", False), ("high", False)],
)
def test_a_blood_pressure_that_cannot_be_is_asked_about(
    cli: Run, value: str, is_asked: bool
) -> None:
    done = cli("reading", "bp", value)
    id = new_id(done)
    how = f"tuiplanner edit reading {id} --value VALUE"
    assert (how in done.stderr) == is_asked
    assert ("is that so?" in done.stderr) == is_asked
    assert shown(cli, "reading", id)["value"] == value, "kept as typed"


def test_a_list_is_exported_under_its_plural_too(cli: Run) -> None:
    fine(cli("add", "medication", "zinc"))
    one = fine(cli("export", "--format", "csv", "medication"))
    assert fine(cli("export", "--format", "csv", "medications")) == one


def test_history_says_that_there_is_more(cli: Run) -> None:
    for name in ("zinc", "iron", "iodine"):
        fine(cli("add", "medication", name))
    done = cli("history", "--last", "2")
    assert fine(done).count("\n") == 2
    assert "Only the last 2 changes are printed" in done.stderr
    assert "change is printed" in said(cli, "history", "-n", "1")
    assert "Only" not in said(cli, "history", "--last", "4")


def test_a_new_planner_keeps_a_first_and_last_name(
    cli: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TUIPLANNER_FILE")
    fine(cli("new", "Karl Sample"))
    fine(cli("new", "mother"))
    for word in ("Karl Sample", "karl", "karl-sample"):
        assert "Name: Karl Sample" in fine(cli("--for", word, "me"))
    assert "Name:" not in fine(cli("--for", "mother", "me"))
