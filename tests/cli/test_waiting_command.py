"""The command that says what you are waiting for: lines for people, an array for scripts."""

import json
from datetime import date, timedelta

from tests.cli.talk import Run, fine, new_id


def day(days: int) -> str:
    """So many days from today, as a person may type it."""
    return (date.today() + timedelta(days=days)).isoformat()


def test_an_empty_waiting_list_prints_a_message(cli: Run) -> None:
    assert fine(cli("waiting")) == "You are not waiting for anything.\n"
    assert json.loads(fine(cli("waiting", "--json"))) == []


def test_waiting_lines_show_age_and_phone_overdue_first(cli: Run) -> None:
    onco = new_id(cli("add", "specialist", "oncology", "--phone", "555-0120"))
    fine(cli("edit", "specialist", onco, "--status", "sent", "--sent-on", day(-30)))
    done = ("--status", "done", "--done-on", day(-22), "--result-due", day(-2))
    fine(cli("add", "test", "MRI brain", *done, "--specialist-id", onco))
    late, sent = fine(cli("waiting")).splitlines()
    assert late.startswith("overdue; MRI brain, done ")
    assert "; waiting 22 days; phone 555-0120; to ask: " in late
    question = "What was the result of MRI brain?"
    assert late.endswith(question)
    fine(cli("add", "question", question))
    assert question not in fine(cli("waiting")), "offered once"
    assert sent.startswith("oncology referral, sent ")
    assert sent.endswith(": no answer yet, 30 days; phone 555-0120")  # its age once


def test_waiting_as_json_is_an_array(cli: Run) -> None:
    typed = ("--status", "done", "--done-on", day(-22), "--result-due", day(-2))
    id = new_id(cli("add", "test", "MRI brain", *typed, "--phone", "555-0120"))
    vague = new_id(cli("add", "test", "EEG", "--status", "done", "--done-on", "2025"))
    late, unclear = json.loads(fine(cli("waiting", "--json")))
    text = late.pop("text")
    assert text.startswith("MRI brain, done ")
    assert late == {
        "kind": "test",
        "id": int(id),
        "name": "MRI brain",
        "overdue": True,
        "since": day(-22),
        "due": day(-2),
        "days": 22,
        "phone": "555-0120",
        "question": "What was the result of MRI brain?",
    }
    assert unclear == {
        "kind": "test",
        "id": int(vague),
        "name": "EEG",
        "text": "EEG, done 2025: no result yet",
        "overdue": False,
        "since": None,
        "due": None,
        "days": None,
        "phone": "",
        "question": None,
    }


def test_the_kind_and_id_lead_to_the_record(cli: Run) -> None:
    fine(cli("add", "specialist", "eyes", "--status", "sent"))
    (found,) = json.loads(fine(cli("waiting", "--json")))
    assert "eyes" in fine(cli("show", found["kind"], str(found["id"])))
