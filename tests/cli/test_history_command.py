"""`history`: who changed what, newest first, in plain lines; whatever became of its file."""

import json
import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine

from tests.cli.talk import Run, fine, misused, new_id, refused
from tests.every import every
from tests.store.broken import EVERY, LOST, NO_FILE
from tests.ui.hostile import STORABLE


def at(minute: int) -> time_machine.travel:
    """A minute after noon, 12 Mar 2026."""
    return time_machine.travel(datetime(2026, 3, 12, 12, minute, tzinfo=UTC), tick=False)


def objects(run: Run, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(fine(run("history", *words, "--json")))
    return found


@pytest.fixture
def changed(cli: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A planner in which two people changed one medicine, and deleted it."""
    monkeypatch.setenv("TZ", "UTC")
    steps: list[tuple[str, ...]] = [
        ("add", "person", "Ana Example"),
        ("add", "medication", "prednisone", "--dose", "1 tablet", "--as", "Ana Example"),
        ("edit", "medication", "2", "--dose", "2 tablets", "--reason", "muscles"),
        ("undo",),
        ("redo", "--as", "Ana Example"),
        ("remove", "medication", "2"),
        ("me", "--name", "Marta"),
    ]
    for minute, words in enumerate(steps):
        with at(minute):
            fine(cli(*words))
    return cli


def test_every_change_is_a_line_newest_first(changed: Run) -> None:
    found = [line for line in fine(changed("history")).splitlines() if "asked" not in line]
    assert len(found) == 10
    assert found[0] == "12 Mar 2026, 12:06: About me, name: from nothing to “Marta”"
    assert found[1].startswith("12 Mar 2026, 12:05: medication 2 “prednisone” deleted: ")
    assert all("12:04, Ana Example: " in line and " by redo" in line for line in found[2:4])
    assert all("12:03: " in line and " by undo" in line for line in found[4:6])
    assert {line.partition(": ")[2] for line in found[6:8]} == {
        "medication 2 “prednisone”, dose each time: from “1 tablet” to “2 tablets”",
        "medication 2 “prednisone”, what it is for: from nothing to “muscles”",
    }
    assert found[8].startswith(
        "12 Mar 2026, 12:01, Ana Example: medication 2 “prednisone” created: Name: prednisone"
    )
    assert found[9].endswith(": person 1 “Ana Example” created: Name: Ana Example")


def test_history_of_one_record_even_when_deleted(changed: Run) -> None:
    found = fine(changed("history", "medication", "2")).splitlines()
    assert len(found) == 8
    assert all("medication 2 “prednisone”" in line for line in found)
    assert len(fine(changed("history", "person", "1")).splitlines()) == 1
    assert "Marta" in fine(changed("history", "me"))
    assert fine(changed("history", "medication")) == fine(changed("history", "medication", "2"))


def test_history_is_limited_to_the_requested_count(changed: Run, cli: Run) -> None:
    everything = fine(changed("history", "--last", "1000")).splitlines()
    assert fine(changed("history", "-n", "3")).splitlines() == everything[:3]
    assert fine(changed("history", "medication", "2", "--last", "1")).count("\n") == 1
    for number in range(60):
        fine(cli("edit", "person", "1", "--phone", str(number)))
    assert fine(cli("history")).count("\n") == 50
    assert fine(cli("history", "person")).count("\n") == 50
    assert fine(cli("history", "person", "1")).count("\n") == 61
    assert fine(cli("history", "-n", "55")).count("\n") == 55


def test_history_as_json(changed: Run) -> None:
    found = objects(changed, "medication", "2")
    assert [entry["revision"] for entry in found] == [6, 5, 5, 4, 4, 3, 3, 2]
    assert [entry["what"] for entry in found] == ["deleted", *["changed"] * 6, "created"]
    assert [entry["way"] for entry in found[1:7]] == ["redo"] * 2 + ["undo"] * 2 + [None] * 2
    dose = next(entry for entry in found if entry["revision"] == 3 and entry["field"] == "dose")
    assert dose == {
        "revision": 3,
        "when": "2026-03-12T12:02:00Z",
        "by": None,
        "who": None,
        "kind": "medication",
        "id": 2,
        "what": "changed",
        "field": "dose",
        "before": "1 tablet",
        "after": "2 tablets",
        "way": None,
        "source": None,
    }
    assert (found[-1]["by"], found[-1]["who"]) == (1, "Ana Example")
    assert objects(changed, "-n", "2")[0]["kind"] == "profile"


def test_history_of_an_unknown_record_prints_an_error(changed: Run, cli: Run) -> None:
    refused(changed("history", "medication", "9"), "There is no medication 9")
    refused(changed("history", "note", "2"), "There is no note 2")
    misused(cli("history", "nonsense"))
    misused(cli("history", "medication", "x"))
    for count in ("0", "-1", "x", "1.5", "9" * 20):
        misused(cli("history", "--last", count))


def test_an_empty_history_prints_a_message(cli: Run, file: Path) -> None:
    done = cli("history")
    assert fine(done) == ""
    assert "No changes are known" in done.stderr
    assert objects(cli) == []
    assert not file.exists()


def test_a_restore_lists_the_fields_that_differ(cli: Run) -> None:
    with at(0):
        new_id(cli("add", "medication", "prednisone", "--dose", "1"))
        new_id(cli("add", "note", "kept"))
    with at(1):
        fine(cli("edit", "medication", "1", "--dose", "2"))
        fine(cli("restore"))
    (restored, edited) = objects(cli, "medication", "1")[:2]
    assert (restored["field"], restored["before"], restored["after"]) == ("dose", "2", "1")
    assert (edited["field"], edited["before"], edited["after"]) == ("dose", "1", "2")


@pytest.mark.parametrize("text", STORABLE, ids=ascii)
def test_hostile_text_is_printed_clean_on_one_line(cli: Run, text: str) -> None:
    new_id(cli("add", "note", "--", text))
    new_id(cli("add", "person", "--", f"x {text}"))
    fine(cli("edit", "note", "1", f"--text=again {text}"))
    out = fine(cli("history"))
    assert out.count("\n") == 3
    assert not [c for c in out if unicodedata.category(c) in ("Cc", "Cs") and c != "\n"]
    assert not {"\x1b", "\x9b", "\u202e", "\u2066"} & set(fine(cli("history", "--json")))


@pytest.mark.parametrize("harm", every(EVERY, 2))
def test_a_damaged_history_stops_no_command(cli: Run, file: Path, harm: str) -> None:
    new_id(cli("add", "medication", "prednisone"))
    fine(cli("edit", "medication", "1", "--dose", "2 tablets"))
    EVERY[harm](file.with_name(f"{file.name}.history"))
    assert "2 tablets" in fine(cli("show", "medication", "1"))
    assert "prednisone" in fine(cli("brief"))
    for words in (["history"], ["history", "medication", "1"], ["history", "--json"], ["export"]):
        fine(cli(*words))
    out = fine(cli("check"))
    assert "is sound" in out
    noted = harm not in ("empty", "unreadable")
    assert out.count("\n") == 1 + noted
    assert (f"{file.name}.history" in out) == noted
    if harm in LOST:
        refused(cli("undo"), "nothing to undo")
    saving = cli("edit", "medication", "1", "--dose", "3 tablets")
    if harm in NO_FILE:
        refused(saving, "could not be saved", str(file))
    else:
        fine(saving)
        fine(cli("undo"))
    assert "2 tablets" in fine(cli("show", "medication", "1"))
