"""A copied list through the command line: the preview, the question, one change, one undo."""

import sys
from pathlib import Path

import pexpect
import pytest

from tests.cli.talk import Done, Run, fine, listed, misused, new_id, refused

LIST = """\
Medication Name;Dosage;How often;Color;Date started
prednisone;2 tablets;every morning;white;Feb 2026
IVIg;30 g;;;
;1 tablet;daily;;
vitamin D;1 capsule;daily;;12/4
zinc;1 tablet;daily;;
"""


@pytest.fixture
def file_of_list() -> str:
    Path("list.csv").write_text(LIST)
    return "list.csv"


def not_yet(done: Done, *words: str) -> str:
    """The preview, and nothing brought in: exit code 1 and how to go on."""
    assert done.returncode == 1, done
    assert "--yes" in done.stderr
    for word in words:
        assert word in done.stdout
    return done.stdout


def test_the_preview_maps_fields_and_imports_nothing(
    cli: Run, file: Path, file_of_list: str
) -> None:
    told = not_yet(cli("import", file_of_list))
    assert told.splitlines()[:6] == [
        "list.csv, separated by semicolons.",
        "“Medication Name” goes to: Name",
        "“Dosage” goes to: Dose each time",
        "“How often” goes to: How often",
        "“Color” goes to: the note, as “Color: ...”",
        "“Date started” goes to: Started",
    ]
    assert (
        "1 of 4, from line 2:\nName: prednisone\nDose each time: 2 tablets\n"
        "How often: every morning\nStarted: Feb 2026\nNote: Color: white\n" in told
    )
    assert "3 of 4, from line 5:" in told
    assert "4 of 4" not in told
    assert "Line 4 stays out. “1 tablet”: Please fill in the name" in told
    assert "Line 5, Date started: “12/4” can be" in told
    assert not file.exists()


def test_yes_imports_everything_as_one_change(cli: Run, file_of_list: str) -> None:
    new_id(cli("add", "medication", "aspirin"))
    done = cli("import", file_of_list, "--yes")
    assert "Line 4 stays out." in fine(done)
    assert done.stderr == "Brought in 4 medications. To take all of it out again: tuiplanner undo\n"
    names = [row["name"] for row in listed(cli, "medication")]
    assert names == ["aspirin", "prednisone", "IVIg", "vitamin D", "zinc"]
    row = listed(cli, "medication")[1]
    assert (row["dose"], row["started"], row["note"]) == ("2 tablets", "2026-02", "Color: white")
    fine(cli("undo"))
    assert [row["name"] for row in listed(cli, "medication")] == ["aspirin"]
    fine(cli("redo"))
    assert [row["name"] for row in listed(cli, "medication")] == names


def test_an_import_records_who_did_it(cli: Run, file_of_list: str) -> None:
    ana = int(new_id(cli("add", "person", "Ana")))
    fine(cli("import", file_of_list, "--yes", "--as", "Ana"))
    assert {row["by"] for row in listed(cli, "medication")} == {ana}


@pytest.mark.parametrize(("answer", "count"), [("y", 4), ("yes", 4), ("n", 0), ("", 0), ("s", 0)])
def test_import_asks_for_confirmation_at_a_terminal(
    cli: Run, file: Path, file_of_list: str, answer: str, count: int
) -> None:
    words = ["-m", "tuiplanner", "--file", str(file), "import", file_of_list]
    child = pexpect.spawn(sys.executable, words, encoding="utf-8", timeout=30)
    child.expect_exact("Bring in 4 medications? (y/n) ")
    child.sendline(answer)
    child.expect_exact("Brought in 4" if count else "Nothing was brought in.")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == (0 if count else 1)
    assert len(listed(cli, "medication")) == count


def test_import_from_standard_input_requires_yes(cli: Run) -> None:
    not_yet(cli("import", "-", stdin="Drug\naspirin\n"), "Name: aspirin")
    fine(cli("import", "-", "--yes", stdin="Drug\naspirin\n"))
    assert [row["name"] for row in listed(cli, "medication")] == ["aspirin"]


def test_the_kind_comes_from_the_titles_or_the_option(cli: Run) -> None:
    told = not_yet(cli("import", "-", stdin="Remedy\nx\n"))
    assert "The titles are unclear: read as medication. To choose another kind: --kind KIND" in told
    fine(cli("import", "-", "--yes", stdin="Allergen,Reaction\nnuts,hives\nnone,\n"))
    assert [row["substance"] for row in listed(cli, "allergy")] == ["nuts"]
    fine(cli("import", "-", "--yes", "--kind", "question", stdin="Why?\nWhich tests?\n"))
    assert [row["text"] for row in listed(cli, "question")] == ["Why?", "Which tests?"]
    misused(cli("import", "-", "--kind", "brief", stdin="x\n"))
    misused(cli("import", "-", "--kind", "contact", stdin="x\n"))


def test_values_without_a_field_or_note_wait_to_be_sorted(cli: Run) -> None:
    told = fine(cli("import", "-", "--yes", stdin="Question,Color\nWhy?,red\n"))
    assert "“Color” goes to: a quick note to file later, as “Color: ...”" in told
    assert "A quick note to file later: question: Why? Color: red" in told
    assert [row["text"] for row in listed(cli, "note")] == ["question: Why?\nColor: red"]


def test_a_name_that_already_exists_is_reported(cli: Run) -> None:
    new_id(cli("add", "medication", "Aspirin"))
    told = not_yet(cli("import", "-", stdin="Drug\naspirin\nzinc\n"))
    assert "Already in the planner, so they will be there twice: aspirin." in told


def test_windows_encoding_is_read_and_reported(cli: Run) -> None:
    done = cli("import", "-", "--yes", stdin="Drug;Notes\ncafé;5 µg\n".encode("cp1252"))
    assert fine(done).startswith("This was read as Windows text (cp1252)")
    assert [row["name"] for row in listed(cli, "medication")] == ["café"]


def test_an_empty_list_file_prints_a_message(cli: Run, file: Path) -> None:
    for text in ("Drug,Dosage\n", "Drug,Dosage\n,1\n", " \n"):
        done = cli("import", "-", "--yes", stdin=text)
        assert done.returncode == 1
        assert "nothing" in done.stderr.lower()
    assert not file.exists()


def test_exports_and_lists_have_separate_options_and_errors(cli: Run, file_of_list: str) -> None:
    refused(cli("import", "-", "--kind", "medication", stdin='{"tuiplanner": 1}'), "--kind")
    Path("torn.json").write_text("Drug\naspirin\n")
    refused(cli("import", "torn.json"), "JSON")


def test_control_characters_of_a_list_never_reach_the_terminal(cli: Run) -> None:
    text = "Dr\x1bug,No\x07te\x1b[31m\na\x1b]0;t\x07b,\x9b2J\nc\0,d\n"
    done = cli("import", "-", "--yes", stdin=text)
    assert not set(done.stdout + done.stderr) & {"\x1b", "\x07", "\x9b", "\0", "\r"}
    assert len(listed(cli, "medication")) == 1
