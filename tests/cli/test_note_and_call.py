"""A line caught on a bad day, and the telephone sheet, on the command line."""

import json
import sys
from pathlib import Path

import pexpect

from tests.cli.talk import Run, fine, listed, new_id, refused


def test_a_note_is_saved_with_its_date(cli: Run) -> None:
    done = cli("note", "fell twice, left leg gave way")
    (note,) = listed(cli, "note")
    assert done.stdout == f"{note['id']}\n"
    assert note["text"] == "fell twice, left leg gave way"
    assert note["when"]
    assert "1 to file" in done.stderr


def test_an_empty_note_is_refused(cli: Run) -> None:
    refused(cli("note", "  "))


def test_the_call_sheet_names_whom_to_call_and_what_to_ask(cli: Run) -> None:
    fine(cli("me", "--name", "Marta Example", "--born", "2 Apr 1958", "--insurance", "EM 77"))
    words = ("--name", "Dr B. Onco", "--phone", "555-0133", "--status", "sent")
    referral = new_id(cli("add", "specialist", "oncology", *words, "--referral-number", "R-1"))
    told = fine(cli("call", referral)).splitlines()
    for line in (
        "Ring: Dr B. Onco, oncology",
        "Phone: 555-0133",
        "Referral number: R-1",
        "Ask: Did the referral arrive? When will it be decided?",
        "Patient: Marta Example",
        "Born: 2 Apr 1958",
        "Insurance: EM 77",
    ):
        assert line in told


def test_a_test_call_sheet_has_the_specialists_number(cli: Run) -> None:
    specialist = new_id(cli("add", "specialist", "neurology", "--phone", "555-0120"))
    test = new_id(
        cli("add", "test", "MRI brain", "--status", "done", "--specialist-id", specialist)
    )
    told = fine(cli("call", test))
    assert "Phone: 555-0120" in told
    assert "About: MRI brain" in told


def test_a_record_that_is_neither_kind_is_refused(cli: Run) -> None:
    question = new_id(cli("add", "question", "Why?"))
    refused(cli("call", question), "no specialist and no test")


def test_the_caller_with_a_result_is_not_the_one_to_call(cli: Run) -> None:
    test = new_id(cli("add", "test", "MRI", "--ordered-by", "Dr A.", "--who-calls", "they ring us"))
    told = fine(cli("call", test)).splitlines()
    assert "Ring: Dr A." in told
    assert "Who calls: they ring us" in told


def test_note_call_sheet_and_waiting_work_through_pipes(process: Run) -> None:
    assert process("note", "-", stdin="fell twice\n").stdout == "1\n"
    typed = ("--status", "sent", "--sent-on", "2020-01-10", "--phone", "555-0133")
    assert process("add", "specialist", "oncology", *typed).stdout == "2\n"
    assert "Phone: 555-0133" in process("call", "2").stdout, "piped: nothing is asked"
    (waited,) = json.loads(process("waiting", "--json").stdout)
    assert (waited["id"], waited["phone"]) == (2, "555-0133")


def test_on_a_terminal_the_call_outcome_is_asked_and_saved(cli: Run, file: Path) -> None:
    referral = new_id(cli("add", "specialist", "oncology", "--status", "sent"))
    command = ["-m", "tuiplanner", "--file", str(file), "call", referral]
    child = pexpect.spawn(sys.executable, command, encoding="utf-8", timeout=30)
    child.expect_exact("What came of it? (Enter: no call made)")
    child.sendline("approved; they send a letter")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    (contact,) = listed(cli, "contact")
    assert (contact["outcome"], contact["specialist_id"]) == (
        "approved; they send a letter",
        int(referral),
    )
