"""What is told beside the data: what was understood, which option was not, what to do next; and
that no command ever sends a terminal anything but letters and line ends."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from tests.cli.talk import Run, advice, fine, listed, new_id, refused, shown
from tuiplanner.cli.catalog import COMMANDS, SCREEN

NOT_PLAIN = re.compile(r"[\x00-\x09\x0b\x0d-\x1f\x7f-\x9f]")  # all but line feed and page end
BOXES = re.compile(r"[\u2500-\u257f|]")

# Every command without the screen, as it is asked on the made-up patient's planner; what is typed.
ASKED: dict[str, tuple[list[str], str]] = {
    "demo": (["--brief"], ""),
    "brief": ([], ""),
    "ready": ([], ""),
    "waiting": ([], ""),
    "timeline": ([], ""),
    "doubles": ([], ""),
    "after": (["29"], "a a nerve\nn\n\n\nx\n\n\n"),
    "call": (["26"], ""),
    "note": (["a line"], ""),
    "sort": ([], "a\n"),
    "medicines": ([], "s\nc\n1\n\nx\ncost\n?\n"),
    "reading": (["weight 61"], ""),
    "symptoms": ([], "s\nw\n?\n"),
    "split-conditions": ([], ""),
    "rehearse": ([], "y\nn\nwhat\n"),
    "prompts": ([], ""),
    "find": (["walking"], ""),
    "add": (["visit", "next friday"], ""),
    "list": (["medication", "--all"], ""),
    "show": (["symptom", "13"], ""),
    "edit": (["medication", "22", "--dose", "1.0 mg"], ""),
    "remove": (["medication", "22"], ""),
    "me": ([], ""),
    "undo": ([], ""),
    "redo": ([], ""),
    "check": ([], ""),
    "history": ([], ""),
    "backups": ([], ""),
    "restore": (["--dry-run"], ""),
    "path": ([], ""),
    "planners": ([], ""),
    "new": (["Robert Hale"], ""),
    "import": (["-"], "Drug\naspirin\n"),
    "merge": (["-"], '{"tuiplanner": 1, "next_id": 2, "notes": [{"id": 1, "text": "x\x1b[31m"}]}'),
    "export": ([], ""),
}
LINEAR = [
    *(["list", kind, "--all"] for kind in ("medication", "visit", "person", "brief", "answer")),
    *(["waiting"], ["timeline"], ["history"], ["backups"], ["prompts"], ["find", "walking"]),
]


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != SCREEN])
def test_no_command_sends_a_terminal_anything_but_text(
    cli: Run, made_up: Path, command: str
) -> None:
    words, typed = ASKED[command]
    fine(cli("add", "note", "esc \x1b[31m and \r return"))
    done = cli(command, *words, stdin=typed)
    assert done.returncode in (0, 1, 4), done
    assert done.stdout + done.stderr
    assert not NOT_PLAIN.search(done.stdout + done.stderr)


@pytest.mark.parametrize("words", LINEAR, ids=" ".join)
def test_the_linear_form_has_a_line_for_each_fact_and_no_columns(
    cli: Run, made_up: Path, words: list[str]
) -> None:
    fine(cli("brief", "--keep"))
    told = fine(cli(*words, "--linear"))
    assert not BOXES.search(told)
    assert not re.search(r" {2}| $|^ ", told, re.MULTILINE), "padding"
    blocks = told.removesuffix("\n").split("\n\n")
    assert len(blocks) == fine(cli(*words)).count("\n") > 0
    for block in blocks:
        heading, *facts = block.split("\n")
        assert heading
        assert all(re.match(r"\S[^:]*: \S", fact) for fact in facts), block


def test_the_linear_list_shows_what_the_records_hold(cli: Run, made_up: Path) -> None:
    told = fine(cli("list", "medication", "--linear"))
    records = listed(cli, "medication")
    assert re.findall(r"^Medication (\d+): ", told, re.MULTILINE) == [str(r["id"]) for r in records]
    assert "Medication 22: prednisone\nStrength: 20 mg\nDose each time: 2 tablets\n" in told


def test_a_linear_list_stays_linear_with_notes_of_several_lines(cli: Run) -> None:
    new_id(cli("add", "allergy", "nuts", "--note", "a\n\nb: c"))
    assert "Note: a b: c\n" in fine(cli("list", "allergy", "--linear"))


@time_machine.travel(datetime(2026, 11, 22, 12, tzinfo=UTC), tick=False)
def test_dates_are_echoed_as_understood(cli: Run) -> None:
    done = cli("add", "visit", "next friday 10:30", "--prepared-on", "unsure")
    new_id(done)
    assert done.stderr.splitlines() == [
        "prepared on: unsure",
        "when: Fri 27 Nov 2026, 10:30, in 5 days",
    ]
    done = cli("edit", "visit", "1", "--when", "4 Dec 2026")
    assert advice(done) == "when: Fri 4 Dec 2026, in 12 days\n"
    assert advice(cli("edit", "visit", "1", "--prepared-on", "")) == ""
    assert advice(cli("me", "--born", "April 1958")) == "born: Apr 1958, 68 years ago\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["add", "medication", "x", "--started", "12/4"], "--started: “12/4” can be 12 Apr or"),
        (["add", "medication", "x", "--as-needed-for", "x" * 201], "--as-needed-for: This is 201"),
        (["edit", "medication", "1", "--kind", "pill"], "--kind: “pill” is not one of"),
        (["me", "--allergies-status", "listed"], "--allergies-status: The list of"),
        (["add", "question", "why", "--visit-id", "99"], "--visit-id: There is no visit 99"),
        (["add", "visit", "12/4"], "When: “12/4” can be"),
        (["edit", "visit", "2", "--restrictions-status", "listed"], "--restrictions: Please write"),
    ],
)
def test_a_refusal_names_its_option(cli: Run, words: list[str], told: str) -> None:
    new_id(cli("add", "medication", "prednisone"))
    new_id(cli("add", "visit", "2 Feb 2099"))
    assert refused(cli(*words)).startswith(told)


def test_easily_misread_wording_is_reported_and_kept(cli: Run) -> None:
    done = cli("add", "medication", "insulin", "--dose", "5 U", "--strength", "1.0 mg")
    assert new_id(done) == "1"
    lines = done.stderr.splitlines()
    assert [line.split(":")[0] for line in lines] == ["--dose", "--strength"]
    assert "units" in lines[0]
    assert "“1 mg”" in lines[1]
    record = shown(cli, "medication", "1")
    assert (record["dose"], record["strength"]) == ("5 U", "1.0 mg")
    assert "--kept-wording '1.0 mg'" in lines[1]
    assert advice(cli("edit", "medication", "1", "--kept-wording", "1.0 mg")) == ""
    assert advice(cli("edit", "medication", "1", "--strength", "1.0 mg")) == ""
    assert "--dose" in cli("edit", "medication", "1", "--dose", "QD").stderr
    assert advice(cli("edit", "medication", "1", "--dose", "2 tablets")) == ""


def test_visits_are_ordered_as_in_the_tab_next_first(cli: Run) -> None:
    now = datetime.now(UTC)
    days = {name: f"{now + timedelta(days=far):%Y-%m-%d}" for name, far in FAR.items()}
    ids = {name: int(new_id(cli("add", "visit", day))) for name, day in days.items()}
    new_id(cli("add", "visit", "unsure"))
    wanted = [ids[name] for name in ("next", "later", "last of all")]
    wanted += [6, ids["last week"], ids["last year"]]
    assert [visit["id"] for visit in listed(cli, "visit")] == wanted
    numbers = [int(line.split()[0]) for line in fine(cli("list", "visit")).splitlines()]
    assert numbers == wanted


FAR = {"later": 9, "last year": -400, "next": 3, "last of all": 80, "last week": -7}


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("medication", "No medications yet. To add one: tuiplanner add medication NAME"),
        ("allergy", "No allergies yet. To add one: tuiplanner add allergy MEDICINE-OR-SUBSTANCE"),
        ("person", "No people yet. To add one: tuiplanner add person NAME"),
        ("visit", "No visits yet. To add one: tuiplanner add visit WHEN"),
        ("note", "No notes yet. To add one: tuiplanner note TEXT"),
        ("brief", "No kept pages yet. To keep one: tuiplanner brief --keep"),
    ],
)
@pytest.mark.parametrize("form", [(), ("--linear",)])
def test_an_empty_list_says_what_to_do(
    cli: Run, kind: str, told: str, form: tuple[str, ...]
) -> None:
    done = cli("list", kind, *form)
    assert (fine(done), done.stderr) == ("", f"{told}\n")
    assert cli("list", kind, "--json").stderr == ""


def test_a_list_says_how_to_see_what_is_hidden(cli: Run) -> None:
    for name in ("one", "two"):
        new_id(cli("add", "medication", name, "--status", "stopped"))
    assert (
        cli("list", "medication").stderr
        == "No medications now. --all shows 2 stopped or finished.\n"
    )
    new_id(cli("add", "medication", "three"))
    assert cli("list", "medication").stderr == "--all shows 2 stopped or finished.\n"
    assert cli("list", "medication", "--all").stderr == ""


@pytest.mark.parametrize(
    "word", ["none", "No", "None known", "nka", "NKDA.", "no known drug allergies", "N/A", "nil"]
)
def test_none_is_not_a_substance(cli: Run, word: str) -> None:
    told = refused(cli("add", "allergy", word), "tuiplanner me --allergies-status none-known")
    assert told.startswith("Medicine or substance: ")
    refused(cli("add", "allergy", word, "--kind", "avoid"), "me --avoid-status none-known")
    new_id(cli("add", "allergy", "nuts"))
    refused(cli("edit", "allergy", "1", "--substance", word), "--substance: ")
    assert [row["substance"] for row in listed(cli, "allergy")] == ["nuts"]


@pytest.mark.parametrize(
    "word", ["nonoxynol", "no-name antibiotic", "unknown", "Nothofagus pollen", "not sure", "nylon"]
)
def test_a_substance_may_start_with_a_word_for_none(cli: Run, word: str) -> None:
    assert shown(cli, "allergy", new_id(cli("add", "allergy", word)))["substance"] == word


def test_json_and_linear_cannot_be_combined(cli: Run, made_up: Path) -> None:
    for words in (["list", "note"], ["waiting"], ["history"], ["prompts"], ["find", "x"]):
        assert cli(*words, "--json", "--linear").returncode == 2
        json.loads(fine(cli(*words, "--json")))
