"""`import` and `merge` without a screen: the review, what `--yes` takes, one change, one undo."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pexpect
import pytest
import time_machine

from tests.cli.talk import Done, Run, fine, listed, misused, new_id, refused
from tuiplanner.imports.limits import LARGEST

LIST = """\
Medication Name;Dosage;How often;Color;Date started;Active
prednisone;2 tablets;every morning;white;Feb 2026;Yes
IVIg;30 g;;;;Yes
;1 tablet;daily;;;
vitamin D;1 capsule;daily;;12/4;Yes
warfarin;1 tablet;daily;;;No
"""
REVIEW = """\
From list.csv.

New (4)
* prednisone: 2 tablets every morning
* IVIg: 30 g
* vitamin D: 1 capsule daily
* warfarin: stopped there; 1 tablet daily

Left out, and why (1)
- line 4: 1 tablet; daily: This row has no name.
"""
QUESTIONS = "Question;Color\nWhy?;red\nWhich tests?;\n"
COPY: dict[str, Any] = {
    "tuiplanner": 1,
    "next_id": 4,
    "profile": {"name": "Marta Example"},
    "notes": [{"id": 1, "text": "from the phone"}],
    "medications": [{"id": 3, "name": "zinc"}],
}


@pytest.fixture
def file_of_list() -> str:
    Path("list.csv").write_text(LIST)
    return "list.csv"


@pytest.fixture
def plan() -> str:
    """A file about Mia Muster with one medicine."""
    name = "plan.xml"
    Path(name).write_text(
        "<MP v='025' l='de-DE'><P g='Mia' f='Muster' b='19500203'/>"
        "<A n='Praxis Dr. Beispiel' t='2026-11-03T10:00:00'/>"
        "<S><M a='Metoprolol' f='TAB' m='1' n='0' v='0' h='0' du='1'><W w='Metoprolol' s='50 mg'/>"
        "</M></S></MP>"
    )
    return name


def not_yet(done: Done, *words: str) -> str:
    """The review, and nothing brought in: exit code 1 and how to go on."""
    assert done.returncode == 1, done
    assert "Nothing was brought in yet." in done.stderr
    assert "--yes" in done.stderr
    for word in words:
        assert word in done.stdout
    return done.stdout


def names(cli: Run, kind: str = "medication") -> list[str]:
    return [row.get("name") or row["text"] for row in listed(cli, kind, "--all")]


def test_the_review_is_printed_and_imports_nothing(cli: Run, file: Path, file_of_list: str) -> None:
    assert not_yet(cli("import", file_of_list)) == REVIEW
    assert fine(cli("import", file_of_list, "--dry-run")) == REVIEW
    assert not file.exists()


def test_yes_imports_what_is_sure_as_one_change(cli: Run, file_of_list: str) -> None:
    new_id(cli("add", "medication", "aspirin"))
    done = cli("import", file_of_list, "--yes")
    assert fine(done).startswith(REVIEW.partition("\n\nLeft out")[0])
    assert "aspirin: It stays as it is here." in done.stdout
    assert done.stderr == "Brought in 4. To take all of it out again: tuiplanner undo.\n"
    rows = {row["name"]: row for row in listed(cli, "medication", "--all")}
    row = rows["prednisone"]
    assert (row["dose"], row["started"], row["note"]) == ("2 tablets", "2026-02", "Color: white")
    assert {name: row["status"] for name, row in rows.items()} == {
        "aspirin": "taking",
        "prednisone": "taking",
        "IVIg": "taking",
        "vitamin D": "taking",
        "warfarin": "stopped",
    }
    assert rows["vitamin D"]["note"] == "Started: 12/4", "no day is guessed, no cell is lost"
    fine(cli("undo"))
    assert names(cli) == ["aspirin"]
    fine(cli("redo"))
    assert set(names(cli)) == set(rows)


def test_a_second_import_of_the_same_file_is_all_the_same(cli: Run, file_of_list: str) -> None:
    fine(cli("import", file_of_list, "--yes"))
    before = fine(cli("export"))
    done = cli("import", file_of_list, "--yes")
    assert "The same here (4)" in fine(done)
    assert "nothing was brought in" in done.stderr
    assert fine(cli("export")) == before


def test_an_import_records_who_did_it_and_the_file(cli: Run, file_of_list: str) -> None:
    ana = int(new_id(cli("add", "person", "Ana")))
    fine(cli("import", file_of_list, "--yes", "--as", "Ana"))
    assert {row["by"] for row in listed(cli, "medication", "--all")} == {ana}
    (first,) = [row["id"] for row in listed(cli, "medication") if row["name"] == "prednisone"]
    assert "Ana, from list.csv" in fine(cli("history", "medication", str(first)))


def test_what_a_file_leaves_open_is_never_taken_by_yes(cli: Run) -> None:
    text = "Medication;Status\nzopiclone;maybe\nmetformin;active\naspirin;on hold\nzinc;\n"
    done = cli("import", "-", "--yes", stdin=text)
    for name in ("zopiclone", "aspirin", "zinc"):
        assert f"- {name}: " in fine(done)
    assert names(cli) == ["metformin"]
    assert "3 more to decide: open the file in the planner, tab 2, m." in done.stderr


def test_import_from_standard_input_requires_yes(cli: Run) -> None:
    not_yet(cli("import", "-", stdin="Drug\naspirin\n"), "From a list.", "* aspirin")
    fine(cli("import", "-", "--yes", stdin="Drug\naspirin\n"))
    assert names(cli) == ["aspirin"]


def test_standard_input_is_bounded(cli: Run, file: Path) -> None:
    for words in (["import", "-", "--yes"], ["import", "-", "--dry-run"], ["merge", "-"]):
        refused(cli(*words, stdin=b"\n" * (LARGEST + 1)), "larger than 20 MB")
    assert not file.exists()


def test_another_name_must_be_written_out(cli: Run, file: Path, plan: str) -> None:
    fine(cli("me", "--name", "Marta Example"))
    before = file.read_bytes()
    told = not_yet(cli("import", plan), "Careful: This file is about “Mia Muster”", "* Metoprolol")
    assert "this planner is “Marta Example”'s." in told
    assert "--yes --about “Mia Muster”" in cli("import", plan).stderr
    refused(cli("import", plan, "--yes"), "--about “Mia Muster”", "Nothing was brought in")
    refused(cli("import", plan, "--yes", "--about", "Mia Other"), "--about “Mia Muster”")
    assert file.read_bytes() == before
    fine(cli("import", plan, "--yes", "--about", "mia muster"))
    assert names(cli) == ["Metoprolol"]


def test_a_dry_run_for_scripts_prints_the_record(cli: Run, file: Path, plan: str) -> None:
    fine(cli("me", "--name", "Marta Example"))
    done = cli("import", plan, "--dry-run", "--format", "json")
    record = json.loads(fine(done))
    assert done.stderr == ""
    assert record["patient"] == {"name": "Mia Muster", "born": "1950-02-03"}
    assert record["source"]["from"] == "Praxis Dr. Beispiel"
    assert [(m["name"], m["strength"]) for m in record["medicines"]] == [("Metoprolol", "50 mg")]
    assert {"allergies", "problems", "left_out", "warnings"} <= record.keys()
    assert names(cli) == []


def test_the_person_says_which_column_is_which(cli: Run) -> None:
    told = fine(cli("import", "-", "--dry-run", stdin="Foo;Bar\nx 5;aspirin\n"))
    assert "Please say which column has the name" in told
    assert "* " not in told
    words = ("--column", "Bar=name", "--column", "Foo=dose")
    fine(cli("import", "-", "--yes", *words, stdin="Foo;Bar\nx 5;aspirin\n"))
    (row,) = listed(cli, "medication")
    assert (row["name"], row["dose"]) == ("aspirin", "x 5")
    fine(cli("import", "-", "--yes", "--column", "1=substance", stdin="nuts\npollen\n"))
    assert [row["substance"] for row in listed(cli, "allergy")] == ["nuts", "pollen"]
    two = "Drug;Dose\niron;1 tablet\n# Reactions\nXyz;Abc\nlatex;rash in 1990\n"
    fine(cli("import", "-", "--yes", "--column", "2/1=substance", stdin=two))
    assert [row["substance"] for row in listed(cli, "allergy")] == ["nuts", "pollen", "latex"]
    refused(cli("import", "-", "--column", "Bar", stdin="Bar\nx\n"), "Dosis=dose")
    refused(cli("import", "-", "--column", "Baz=name", stdin="Bar;Foo\nx;5\n"), "“Baz”", "“Bar”")
    refused(cli("import", "-", "--column", "Bar=smell", stdin="Bar\nx\n"), "“smell” is not a field")


def test_the_encoding_can_be_chosen(cli: Run) -> None:
    data = "Drug\nbłękit\n".encode("cp1250")
    fine(cli("import", "-", "--yes", "--encoding", "cp1250", stdin=data))
    assert names(cli) == ["błękit"]
    refused(cli("import", "-", "--encoding", "klingon", stdin=data), "cp1250")
    data = "Question\nDlaczego błękit?\n".encode("cp1250")
    fine(cli("import", "-", "--yes", "--encoding", "cp1250", stdin=data))
    assert names(cli, "question") == ["Dlaczego błękit?"]


def test_windows_encoding_is_read_and_reported(cli: Run) -> None:
    done = cli("import", "-", "--yes", stdin="Drug;Notes\ncafé;5 µg\n".encode("cp1252"))
    assert "Careful: This was read as Windows text (cp1252)" in fine(done)
    assert names(cli) == ["café"]


def test_an_empty_list_file_prints_a_message(cli: Run, file: Path) -> None:
    for text in ("Drug,Dosage\n", "Drug,Dosage\n,1\n", " \n"):
        done = cli("import", "-", "--yes", stdin=text)
        assert done.returncode == 1
        assert "nothing" in done.stderr.lower()
    assert not file.exists()


def test_control_characters_of_a_list_never_reach_the_terminal(cli: Run) -> None:
    text = "Dr\x1bug,No\x07te\x1b[31m\na\x1b]0;t\x07b,\x9b2J\nc\0,d\n"
    for words in (["--yes"], ["--dry-run", "--format", "json"]):
        done = cli("import", "-", *words, stdin=text)
        assert not set(done.stdout + done.stderr) & {"\x1b", "\x07", "\x9b", "\0", "\r"}


# lists of other kinds keep their preview


def test_another_list_shows_where_each_column_goes(cli: Run, file: Path) -> None:
    Path("list.csv").write_text(QUESTIONS)
    told = not_yet(cli("import", "list.csv"))
    assert told.splitlines()[:3] == [
        "list.csv, separated by semicolons.",
        "“Question” goes to: Question",
        "“Color” goes to: a quick note to file later, as “Color: ...”",
    ]
    assert "1 of 2, from line 2:\nQuestion: Why?\n" in told
    assert not file.exists()


@pytest.mark.parametrize(("answer", "count"), [("y", 2), ("yes", 2), ("n", 0), ("", 0), ("s", 0)])
def test_another_list_asks_for_confirmation_at_a_terminal(
    cli: Run, file: Path, answer: str, count: int
) -> None:
    Path("list.csv").write_text(QUESTIONS)
    words = ["-m", "tuiplanner", "--file", str(file), "import", "list.csv"]
    child = pexpect.spawn(sys.executable, words, encoding="utf-8", timeout=30)
    child.expect_exact("Bring in 2 questions? (y/n) ")
    child.sendline(answer)
    child.expect_exact("Brought in 2" if count else "Nothing was brought in.")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == (0 if count else 1)
    assert len(listed(cli, "question")) == count


def test_the_kind_comes_from_the_titles_or_the_option(cli: Run) -> None:
    fine(cli("import", "-", "--yes", stdin="Allergen,Reaction\nnuts,hives\nnone,\n"))
    assert [row["substance"] for row in listed(cli, "allergy")] == ["nuts"]
    fine(cli("import", "-", "--yes", "--kind", "question", stdin="Why?\nWhich tests?\n"))
    assert names(cli, "question") == ["Why?", "Which tests?"]
    for kind in ("brief", "contact", "medication"):
        misused(cli("import", "-", "--kind", kind, stdin="x\n"))


def test_values_without_a_field_or_note_wait_to_be_sorted(cli: Run) -> None:
    told = fine(cli("import", "-", "--yes", stdin="Question,Color\nWhy?,red\n"))
    assert "“Color” goes to: a quick note to file later, as “Color: ...”" in told
    assert "A quick note to file later: question: Why? Color: red" in told
    assert names(cli, "note") == ["question: Why?\nColor: red"]


def test_a_name_that_already_exists_is_reported(cli: Run) -> None:
    new_id(cli("add", "question", "why?"))
    told = not_yet(cli("import", "-", stdin="Question\nWhy?\nWho?\n"))
    assert "Already in the planner, so they will be there twice: Why?." in told


def test_exports_and_lists_have_separate_options_and_errors(cli: Run) -> None:
    refused(cli("import", "-", "--kind", "question", stdin='{"tuiplanner": 1}'), "--kind")
    Path("torn.json").write_text('{"tuiplanner": 1, "next_')
    refused(cli("import", "torn.json"), "This JSON is broken at line 1")


# another copy of the planner


def test_a_copy_is_merged_field_by_field_and_nothing_doubles(cli: Run) -> None:
    """One planner on two machines: each has a change that the other has not."""
    new_id(cli("add", "medication", "prednisone", "--dose", "1 tablet"))
    new_id(cli("add", "question", "Why?"))
    copy = ("--file", "phone.json")
    fine(cli("import", "-", *copy, stdin=fine(cli("export"))))
    fine(cli("edit", "medication", "1", "--reason", "nerves"))
    fine(cli("edit", "medication", "1", "--dose", "2 tablets", *copy))
    new_id(cli("add", "note", "from the phone", *copy))
    Path("copy.json").write_text(fine(cli("export", *copy)))
    told = not_yet(cli("merge", "copy.json"))
    assert "- prednisone: Dose each time: 1 tablet → 2 tablets" in told
    assert "* from the phone" in told
    assert "- Why?: question" in told.partition("The same here")[2]
    fine(cli("merge", "copy.json", "--yes"))
    (row,) = listed(cli, "medication")
    assert (row["dose"], row["reason"]) == ("1 tablet", "nerves"), "only what is new comes by --yes"
    assert names(cli, "note") == ["from the phone"]
    done = cli("merge", "copy.json", "--yes")
    assert "nothing was brought in" in done.stderr
    assert names(cli, "note") == ["from the phone"]
    fine(cli("undo"))
    assert names(cli, "note") == []


def test_a_planner_file_itself_is_a_copy(cli: Run, file: Path) -> None:
    new_id(cli("add", "note", "mine"))
    with time_machine.travel(datetime(2026, 3, 1, tzinfo=UTC)):
        new_id(cli("add", "note", "theirs", "--file", "phone.json"))
    fine(cli("merge", "phone.json", "--yes"))
    assert names(cli, "note") == ["mine", "theirs"]


def test_a_copy_of_another_person_must_be_named(cli: Run) -> None:
    fine(cli("me", "--name", "Robert Example"))
    refused(cli("merge", "-", "--yes", stdin=json.dumps(COPY)), "--about “Marta Example”")
    fine(cli("merge", "-", "--yes", "--about", "Marta Example", stdin=json.dumps(COPY)))
    assert names(cli) == ["zinc"]
    assert json.loads(fine(cli("me", "--json")))["name"] == "Robert Example"


def test_merge_takes_only_copies_of_a_planner(cli: Run, file_of_list: str) -> None:
    refused(cli("merge", file_of_list), "not a copy of a planner", "tuiplanner import FILE")
    refused(cli("merge", "-", stdin='{"tuiplanner": 99, "next_id": 1}'))
