"""The walks that the command line has for the screen's: medicines, caught lines, prompts, find."""

import json
import sys
from pathlib import Path

import pexpect

from tests.cli.talk import Run, fine, listed, new_id, refused, shown
from tuiplanner.data.library import prompts


def facts(cli: Run) -> dict[str, str]:
    told: dict[str, str] = json.loads(fine(cli("me", "--json")))
    return told


def test_medicines_are_asked_one_by_one_then_the_open_question(cli: Run) -> None:
    ids = [new_id(cli("add", "medication", name)) for name in ("a-drug", "b-drug", "c-drug")]
    typed = "s\nc\n2 tablets\nevery morning\nx\ncost\n\ndrops\n\n"
    done = cli("medicines", stdin=typed)
    out = fine(done)
    assert done.stderr == ""
    assert "1 of 3: a-drug" in out
    assert "drops, creams, patches, teas?" in out
    same, changed, stopped = (shown(cli, "medication", id) for id in ids)
    day = facts(cli)["medications_checked"]
    assert same["checked"] == changed["checked"] == stopped["checked"] == day != ""
    assert (changed["dose"], changed["frequency"]) == ("2 tablets", "every morning")
    assert (stopped["status"], stopped["stopped"]) == ("stopped", day)
    assert stopped["stop_reason"] == "cost"
    assert [m["name"] for m in listed(cli, "medication")] == ["a-drug", "b-drug", "drops"]


def test_enter_alone_is_not_an_answer_and_the_check_waits(cli: Run) -> None:
    for name in ("a-drug", "b-drug"):
        new_id(cli("add", "medication", name))
    done = cli("medicines", stdin="\ns\n")
    assert "1 left for later" in done.stderr
    assert "To continue" in done.stderr
    assert facts(cli).get("medications_checked", "") == ""
    out = fine(cli("medicines", stdin="perhaps\n"))
    assert "1 of 1: a-drug" in out
    fine(cli("medicines", stdin="same\n\n"))
    assert facts(cli)["medications_checked"]


def test_end_of_input_keeps_the_answers_so_far(cli: Run) -> None:
    new_id(cli("add", "medication", "a-drug"))
    done = cli("medicines", stdin="x")
    assert fine(done)
    assert "stopped here" in done.stderr
    assert shown(cli, "medication", "1")["status"] == "stopped"
    assert facts(cli).get("medications_checked", "") == ""


def test_answering_no_medicines_records_none_known(cli: Run) -> None:
    fine(cli("medicines", stdin="\n"))
    assert facts(cli)["medications_status"] == "none-known"


def test_an_invalid_reason_is_reported_and_the_stop_is_saved(cli: Run) -> None:
    new_id(cli("add", "medication", "a-drug"))
    done = cli("medicines", stdin="x\nbored\n\n")
    assert "bored" in done.stderr
    assert shown(cli, "medication", "1")["status"] == "stopped"


def test_at_a_terminal_each_question_comes_before_its_answer(cli: Run, file: Path) -> None:
    new_id(cli("add", "medication", "a-drug"))
    words = ["-m", "tuiplanner", "--file", str(file), "medicines"]
    child = pexpect.spawn(sys.executable, words, encoding="utf-8", timeout=30)
    child.expect_exact("Is this still so? ")
    child.sendline("s")
    child.expect_exact("(Enter: nothing else) ")
    child.sendline("")
    child.expect_exact("The medicines are checked")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


def test_inbox_lines_are_sorted_where_they_belong(cli: Run) -> None:
    symptom = new_id(cli("add", "symptom", "falls"))
    new_id(cli("add", "visit", "2 Feb 2099"))
    for text in ("fell", "why?", "moved house", "rubbish", "later"):
        fine(cli("note", text))
    done = cli("sort", stdin=f"s {symptom}\na\nv\nd\n\n")
    assert "Symptoms: 1 falls." in fine(done)
    assert done.stderr.endswith("\n1 left to file.\n")
    assert [row["note"] for row in listed(cli, "observation")] == ["fell"]
    assert [row["text"] for row in listed(cli, "question")] == ["why?"]
    assert listed(cli, "visit")[0]["life_changes"].startswith("moved house (")
    assert [row["text"] for row in listed(cli, "note") if row.get("sorted") != "yes"] == ["later"]
    assert len(listed(cli, "note")) == 4


def test_an_unsortable_line_stays_with_a_message(cli: Run) -> None:
    fine(cli("note", "fell"))
    for typed, told in (("s 99", "symptom 99"), ("v", "no visit"), ("s", "not s"), ("z", "not s")):
        done = cli("sort", stdin=f"{typed}\n")
        fine(done)
        assert told in done.stderr
        assert "1 left to file" in done.stderr
    fine(cli("sort", stdin=""))
    assert "left" in cli("sort", stdin="\n").stderr
    assert listed(cli, "observation") == listed(cli, "question") == []


def test_an_empty_inbox_prints_a_message(cli: Run) -> None:
    done = cli("sort")
    assert (fine(done), "nothing to file" in done.stderr) == ("", True)


def test_all_prompts_are_listed_and_each_is_taken_once(cli: Run) -> None:
    offers = json.loads(fine(cli("prompts", "--all", "--json")))
    assert len(offers) >= len(prompts()[0]) - 2
    some = fine(cli("prompts")).splitlines()
    assert 40 < len(some) < len(offers), "only those that fit"
    lines = fine(cli("prompts", "--all")).splitlines()
    assert [line.split()[0] for line in lines] == [offer["key"] for offer in offers]
    first = offers[0]
    id = new_id(cli("prompts", first["key"]))
    question = shown(cli, "question", id)
    assert (question["text"], question["prompt"]) == (first["text"], first["key"])
    assert "(it is among your questions)" in fine(cli("prompts")).splitlines()[0]
    refused(cli("prompts", first["key"]), "already")
    refused(cli("prompts", "no-such"), "no-such", "tuiplanner prompts")
    assert len(listed(cli, "question")) == 1


def test_find_looks_through_all_tabs_and_old_ones(cli: Run) -> None:
    new_id(cli("add", "medication", "zinc", "--status", "stopped", "--stop-note", "nausea"))
    new_id(cli("add", "symptom", "nausea at night"))
    new_id(cli("add", "note", "no hit"))
    fine(cli("me", "--needs", "Night nurse"))
    in_heading, elsewhere = fine(cli("find", "NAUSEA")).splitlines()
    assert in_heading.startswith("symptom 2  nausea at night")
    assert elsewhere.startswith("medication 1  STOPPED zinc")
    assert fine(cli("find", "night", "nausea")).startswith("symptom 2  nausea at night")
    assert fine(cli("find", "night")).count("\n") == 2
    assert "me 1" in fine(cli("find", "nurse"))
    done = cli("find", "aardvark")
    assert (fine(done), "“aardvark”" in done.stderr) == ("", True)
    refused(cli("find", " "))
    hits = json.loads(fine(cli("find", "nausea", "--json")))
    assert [(hit["kind"], hit["id"]) for hit in hits] == [("symptom", 2), ("medication", 1)]
