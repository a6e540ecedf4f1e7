"""`backups` and `restore`: which there are, what would change, and yes or no."""

import json
import re
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

import pexpect
import pytest
import time_machine

from tests.cli.talk import Run, fine, listed, new_id, refused

PATIENCE = 20  # seconds until a question has to be asked


def at(hour: int, minute: int = 0, day: int = 12) -> time_machine.travel:
    return time_machine.travel(datetime(2026, 3, day, hour, minute, tzinfo=UTC), tick=False)


@pytest.fixture
def morning(cli: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Three hours of 12 March: a medicine, then a symptom, then another dose."""
    monkeypatch.setenv("TZ", "UTC")
    with at(9, 10):
        new_id(cli("add", "medication", "prednisone", "--dose", "1"))
    with at(10, 20):
        new_id(cli("add", "symptom", "falls"))
    with at(11, 30):
        fine(cli("edit", "medication", "1", "--dose", "2"))
        fine(cli("me", "--name", "Marta"))
    return cli


def texts(run: Run) -> tuple[list[str], list[str]]:
    doses = [record["dose"] for record in listed(run, "medication")]
    return doses, [record["name"] for record in listed(run, "symptom")]


def test_backups_are_listed_with_age_and_contents(morning: Run) -> None:
    with at(12, 0):
        assert fine(morning("backups")).splitlines() == [
            "2026-03-12 11:30  30 minutes ago  2 records: 1 medication, 1 symptom",
            "2026-03-12 10:20  100 minutes ago  1 record: 1 medication",
        ]
    with at(15, 45):
        out = fine(morning("backups"))
        assert "11:30  4 hours ago" in out
    with at(12, 0, day=20):
        assert "10:20  8 days ago" in fine(morning("backups"))
    with at(8, 0):
        assert "10:20  ahead of the clock" in fine(morning("backups"))


@pytest.mark.parametrize(("minute", "age"), [(29, "119 minutes ago"), (30, "2 hours ago")])
def test_an_age_from_two_hours_on_is_in_hours(morning: Run, minute: int, age: str) -> None:
    with at(13, minute):
        assert f"11:30  {age}" in fine(morning("backups"))


def test_a_damaged_backup_and_an_old_one_are_listed(morning: Run, file: Path) -> None:
    folder = file.with_name(f"{file.name}.backups")
    (folder / "2026-03-12T1130.json").write_bytes(b"torn")
    (folder / "2026-03-12T1020.json").rename(folder / "2026-03-11.json")
    with at(12, 0):
        assert fine(morning("backups")).splitlines() == [
            "2026-03-12 11:30  30 minutes ago  cannot be read",
            "2026-03-11  36 hours ago  1 record: 1 medication",
        ]
        refused(morning("restore"), "2026-03-12T1130.json")
        fine(morning("restore", "2026-03-11"))
    assert texts(morning) == (["1"], [])


def test_without_backups_a_message_is_printed(cli: Run, file: Path) -> None:
    done = cli("backups")
    assert fine(done) == ""
    assert "no backup yet" in done.stderr
    refused(cli("restore"), "no backup")
    refused(cli("restore", "--dry-run"), "no backup")
    assert not file.exists()


def test_a_dry_run_only_reports_what_would_change(morning: Run, file: Path) -> None:
    new_id(morning("add", "note", "later"))
    before = {p: p.read_bytes() for p in file.parent.rglob("*") if p.is_file()}
    out = fine(morning("restore", "--dry-run", "2026-03-12", "10:20"))
    assert out.splitlines()[0] == "1 medication differs: “prednisone”."
    assert out.splitlines()[1] == "1 symptom goes: “falls”."
    assert out.splitlines()[2] == "1 note goes: “later”."
    assert out.splitlines()[3].startswith("About me differs: name")
    assert {p: p.read_bytes() for p in file.parent.rglob("*") if p.is_file()} == before


def test_fields_from_newer_versions_are_reported_too(morning: Run, file: Path) -> None:
    tables = json.loads(file.read_bytes())
    tables["medications"]["1"]["batch"] = "x"
    tables["pets\x1b[2J"] = {"8": {"name": "Rex"}}
    file.write_text(json.dumps(tables))
    with at(11, 40):
        fine(morning("me", "--name", "Maria"))
        lines = fine(morning("restore", "--dry-run")).splitlines()
        assert (
            lines[-1]
            == "Data that this version does not know differs too: medications 1, pets[2J 8."
        )
        fine(morning("restore"))
        again = fine(morning("restore", "--dry-run", "2026-03-12", "11:30"))
        assert again.startswith("Nothing differs from the planner as it was before 2026-03-12")
        assert again.count("\n") == 1


def test_restore_accepts_every_name_in_the_list(morning: Run) -> None:
    for line in fine(morning("backups")).splitlines():
        label = line.split("  ")[0]
        assert fine(morning("restore", "--dry-run", *label.split())).strip()
        done = morning("restore", label)
        assert f"before {label}." in done.stderr
    assert texts(morning) == (["1"], [])
    assert fine(morning("restore", "--dry-run", "2026-03-12")).startswith("Nothing differs")
    for when in ("2026-03-12 10:21", "10:20", "2026-03-11", "yesterday", "\x1b[31m"):
        refused(morning("restore", when), "no backup of", "tuiplanner backups")


def test_restore_from_a_pipe_reports_and_can_be_undone(morning: Run) -> None:
    done = morning("restore", "2026-03-12 10:20")
    assert fine(done) == ""
    assert done.stderr.splitlines()[:2] == [
        "1 medication differs: “prednisone”.",
        "1 symptom goes: “falls”.",
    ]
    assert done.stderr.splitlines()[-1] == (
        "Brought back the planner as it was before 2026-03-12 10:20."
        " To take that back: tuiplanner undo"
    )
    assert texts(morning) == (["1"], [])
    fine(morning("undo"))
    assert texts(morning) == (["2"], ["falls"])
    assert "Name: Marta" in fine(morning("me"))
    fine(morning("redo"))
    assert texts(morning) == (["1"], [])


@pytest.mark.parametrize("harm", ["damaged", "gone"])
def test_restoring_a_lost_planner_reports_what_comes_back(
    morning: Run, file: Path, harm: str
) -> None:
    file.write_bytes(b"torn") if harm == "damaged" else file.unlink()
    whole = "as it was before 2026-03-12 11:30 comes back: 2 records: 1 medication, 1 symptom."
    out = fine(morning("restore", "--dry-run"))
    assert whole in out
    assert ("kept in the same folder" in out) == (harm == "damaged")
    assert list(file.parent.glob("*.damaged*")) == []
    done = morning("restore")
    assert fine(done) == ""
    assert whole in done.stderr
    assert "undo" not in done.stderr, "there is nothing before it"
    assert texts(morning) == (["1"], ["falls"])
    assert len(list(file.parent.glob("*.damaged*"))) == (harm == "damaged")


def heed_interrupts() -> None:
    """As at a person's shell: a shell's background job ignores Ctrl+C, and so do its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Asked:
    """`restore` in a terminal, up to its question."""

    def __init__(self, file: Path) -> None:
        words = ["-m", "tuiplanner", "--file", str(file), "restore", "2026-03-12 10:20"]
        self.child = pexpect.spawn(
            sys.executable, words, timeout=PATIENCE, encoding="utf-8", preexec_fn=heed_interrupts
        )
        self.child.expect_exact("Bring that back? y/n: ")
        self.told = str(self.child.before)

    def answer(self, words: str) -> str:
        self.child.send(words)
        self.child.expect(pexpect.EOF)
        self.child.close()
        assert self.child.exitstatus == 0
        return str(self.child.before)


@pytest.mark.parametrize("answer", ["y\r", "Y\r", "yes\r", " y \r"])
def test_in_a_terminal_yes_restores_the_backup(morning: Run, file: Path, answer: str) -> None:
    asked = Asked(file)
    assert "1 symptom goes: “falls”." in asked.told
    assert texts(morning) == (["2"], ["falls"])
    assert re.search("Brought back", asked.answer(answer))
    assert texts(morning) == (["1"], [])


@pytest.mark.parametrize("answer", ["n\r", "\r", "x\r", "\x04", "\x03", "yn\r"])
def test_in_a_terminal_any_other_answer_changes_nothing(
    morning: Run, file: Path, answer: str
) -> None:
    before = file.read_bytes()
    assert "Nothing was changed." in Asked(file).answer(answer)
    assert file.read_bytes() == before


def test_check_notes_an_unreadable_backup_but_passes(morning: Run, file: Path) -> None:
    assert fine(morning("check")).count("\n") == 1
    damaged = file.with_name(f"{file.name}.backups") / "2026-03-12T1130.json"
    damaged.write_bytes(b"torn")
    out = fine(morning("check"))
    assert "is sound" in out
    assert str(damaged) in out
    file.write_bytes(b"torn")
    done = morning("check")
    assert done.returncode == 1
    assert str(damaged) in done.stdout
    assert "sound" not in done.stdout
