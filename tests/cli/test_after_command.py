"""After the visit in plain lines, piped, and the family's page."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.talk import Run, fine, listed, new_id, refused, shown
from tuiplanner.model.measure import cells


@pytest.fixture
def visit(cli: Run) -> str:
    """A visit that is over, with three questions."""
    fine(cli("me", "--name", "Marta Example"))
    new_id(cli("add", "medication", "prednisone", "--dose", "2 tablets", "--strength", "20 mg"))
    made = new_id(cli("add", "visit", "11 Mar 2020 10:30", "--with-whom", "Dr A. Neuro"))
    for text in ("Why?", "Which tests?", "Who calls?"):
        new_id(cli("add", "question", text))
    return made


def piped(file: Path, visit: str, text: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tuiplanner", "--file", str(file), "after", visit]
    return subprocess.run(command, input=text, capture_output=True, text=True, timeout=60)


def test_each_question_takes_a_line_and_leads_to_the_next(cli: Run, file: Path, visit: str) -> None:
    lines = "a most likely nerves\nn\np the nurse\n" + "\n" * 7 + "ring 555-0199\nwe wait\n"
    done = piped(file, visit, lines)
    assert done.returncode == 0
    assert done.stderr.splitlines() == [
        "Saved: “most likely nerves”.",
        "Not asked: it is kept for the next visit.",
        "Saved: “the nurse”.",
    ]
    rows = listed(cli, "question", "--all")
    assert {row["text"]: (row["status"], row.get("answer", "")) for row in rows} == {
        "Why?": ("answered", "most likely nerves"),
        "Which tests?": ("not-asked", ""),
        "Who calls?": ("partly", "the nurse"),
    }
    (row,) = listed(cli, "visit", "--all")
    assert (row["status"], row["instructions"], row["in_my_words"]) == (
        "done",
        "ring 555-0199",
        "we wait",
    )
    page = fine(cli("after", visit, "--print"))
    for words in (
        "AFTER THE VISIT",
        "Marta Example",
        "1. Why?: most likely nerves",
        "2. Which tests?: NOT ASKED; IT GOES TO THE NEXT VISIT",
        "3. Who calls?: the nurse (partly)",
        "ring 555-0199",
        "we wait",
        "prednisone 20 mg",
        "no visit is booked",
        "Page 1 of 1",
    ):
        assert words in page
    assert all(cells(line) <= 72 for line in page.splitlines())
    assert len(page.splitlines()) <= 60


def test_outcomes_are_saved_directly_to_the_records(cli: Run, file: Path, visit: str) -> None:
    new_id(cli("add", "medication", "amitriptyline"))
    lines = """n
n
n
rituximab
1 g
every 6 months


Prednisone
1 tablet


nonsense
amitriptyline
side-effect
9 Mar 2020

MRI brain
lumbar puncture

oncology

some day
2 Apr 2030 9:00

fever
go to hospital
at once
555-0142

ring 555-0199

"""
    done = piped(file, visit, lines)
    assert done.returncode == 0
    assert [line.split(":")[0] for line in done.stderr.splitlines()] == [
        *["Not asked"] * 3,
        "“nonsense” does not match one medicine. Taken",
        "“some day” could not be read as a date. Try next tuesday 10",
    ]
    stopped = ("stopped", "side-effect")
    rows = {row["name"]: row for row in listed(cli, "medication", "--all")}
    assert {n: rows[n]["dose"] for n in ("prednisone", "rituximab")} == {
        "prednisone": "1 tablet",
        "rituximab": "1 g",
    }
    assert rows["rituximab"]["started"] == "2020-03-11"
    assert (rows["amitriptyline"]["status"], rows["amitriptyline"]["stop_reason"]) == stopped
    assert rows["amitriptyline"]["stopped"] == "2020-03-09"
    assert [row["name"] for row in listed(cli, "test")] == ["MRI brain", "lumbar puncture"]
    (referral,) = listed(cli, "specialist")
    assert (referral["specialty"], referral["status"]) == ("oncology", "ordered")
    assert [row["when"] for row in listed(cli, "visit")] == ["2030-04-02T09:00"]
    (plan,) = listed(cli, "plan")
    assert (plan["if_this"], plan["do_this"], plan["call_whom"]) == (
        "fever",
        "go to hospital",
        "555-0142",
    )


def test_without_an_id_the_only_candidate_is_taken(cli: Run) -> None:
    refused(cli("after"), "No visit has taken place yet")
    first = new_id(cli("add", "visit", "yesterday"))
    assert "After the visit of" in fine(cli("after"))
    second = new_id(cli("add", "visit", "2 days ago"))
    refused(cli("after"), f"Which visit? Name one of: {first} (")
    fine(cli("edit", "visit", second, "--status", "done"))
    assert "After the visit of" in fine(cli("after"))


def test_a_visit_that_is_still_to_come_is_refused(cli: Run) -> None:
    id = new_id(cli("add", "visit", "tomorrow"))
    refused(cli("after", id), "is still to come")


def test_a_medicine_is_read_as_on_the_form_and_gets_the_doctor(cli: Run, file: Path) -> None:
    id = new_id(cli("add", "visit", "yesterday", "--with-whom", "Dr Smith"))
    done = piped(file, id, "vitamin B12 1000 mcg\n1 tablet\ndaily\n\n\n")
    assert "Read as: name vitamin B12, strength 1000 mcg" in done.stderr
    (row,) = listed(cli, "medication")
    assert (row["name"], row["strength"], row["prescriber"]) == (
        "vitamin B12",
        "1000 mcg",
        "Dr Smith",
    )


def test_end_of_input_keeps_answers_and_the_walk_resumes(cli: Run, file: Path, visit: str) -> None:
    done = piped(file, visit, "a because\nwhat?\n")
    assert done.returncode == 0
    assert "left open" in done.stderr
    assert "To continue" in done.stderr
    assert piped(file, visit, "").stdout.count("Which tests?") == 1
    again = piped(file, visit, "n\n" + "x" * 300 + "\n")
    assert "Why?" not in again.stdout
    statuses = {row["text"]: row["status"] for row in listed(cli, "question", "--all")}
    assert statuses == {"Why?": "answered", "Which tests?": "not-asked", "Who calls?": "open"}


def test_a_too_long_answer_is_reported_and_left_open(cli: Run, file: Path, visit: str) -> None:
    done = piped(file, visit, f"a {'x' * 300}\n")
    assert "200 fit here" in done.stderr
    assert {row["status"] for row in listed(cli, "question")} == {"open"}


def test_a_page_printed_before_the_walk_is_marked(cli: Run, visit: str) -> None:
    assert "not gone through yet" in fine(cli("after", visit, "--print"))


def test_many_answers_continue_on_a_second_page(cli: Run, visit: str) -> None:
    fine(cli("edit", "visit", visit, "--instructions", "ring them " * 350))
    fine(cli("edit", "visit", visit, "--in-my-words", "we wait " * 350))
    pages = fine(cli("after", visit, "--print")).split("\f")
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
        assert len(page.splitlines()) <= 60
        assert "Marta Example" in page


def test_a_record_that_is_not_a_visit_is_refused(cli: Run) -> None:
    refused(cli("after", "99"), "99")


def test_a_result_is_asked_about_once(cli: Run) -> None:
    visit = new_id(cli("add", "visit", "1 Mar 2020", "--with-whom", "Dr A", "--status", "done"))
    scan = new_id(cli("add", "test", "PET-CT", "--result", "clear", "--status", "result-in"))
    asked = "Did the doctor talk about this result: PET-CT? y/n"
    assert asked in cli("after", visit, stdin="n\n").stdout
    assert asked in cli("after", visit, stdin="y\n").stdout
    assert shown(cli, "test", scan)["discussed_at"] == [int(visit)]
    assert asked not in cli("after", visit, stdin="\n").stdout
    assert "RESULTS OF TESTS PET-CT" in " ".join(cli("brief", "--visit", visit).stdout.split())


def test_a_sentence_without_its_letter_is_kept_as_the_answer(
    cli: Run, file: Path, visit: str
) -> None:
    done = piped(file, visit, "most likely nerves\nwhat?\n" + "\n" * 20)
    assert done.returncode == 0
    assert "Saved as the answer." in done.stderr
    assert "The visit is done. 2 questions left open: tuiplanner after" in done.stdout
    rows = {row["text"]: row for row in listed(cli, "question", "--all")}
    assert (rows["Why?"]["status"], rows["Why?"]["answer"]) == ("answered", "most likely nerves")
    assert rows["Which tests?"]["status"] == "open"


def test_an_answer_typed_into_the_question_is_on_the_familys_page(cli: Run, visit: str) -> None:
    first, *_ = (row["id"] for row in listed(cli, "question"))
    done = cli("edit", "question", str(first), "--answer", "no driving for now")
    fine(done)
    assert "still open" in done.stderr
    fine(cli("edit", "question", str(first), "--status", "answered"))
    page = fine(cli("after", visit, "--print"))
    assert "no driving for now" in page
    assert "not gone through yet" not in page
    cancelled = new_id(cli("add", "visit", "12 Mar 2020", "--with-whom", "Dr B"))
    fine(cli("edit", "visit", cancelled, "--status", "cancelled"))
    assert "no driving for now" in fine(cli("after", visit, "--print"))
    new_id(cli("add", "visit", "13 Mar 2020", "--with-whom", "Dr B"))
    page = fine(cli("after", visit, "--print"))
    assert "no driving for now" not in page, "the answer came after a later visit"


def test_an_article_is_no_letter_and_each_outcome_is_said(cli: Run) -> None:
    visit = new_id(cli("add", "visit", "1 Mar 2026", "--with-whom", "Dr A"))
    for text in ("What could help?", "Which test?", "Is it safe?"):
        fine(cli("add", "question", text))
    said = cli("after", visit, stdin="A second opinion would help\nn\na an MRI\n").stderr
    assert "Saved as the answer." in said
    assert "Not asked: it is kept for the next visit." in said
    assert "Saved: “an MRI”." in said
    rows = json.loads(fine(cli("list", "question", "--all", "--json")))
    assert [row.get("answer", "") for row in rows] == [
        "A second opinion would help",
        "",
        "an MRI",
    ]
