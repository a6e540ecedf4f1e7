"""Several people on the command line: each command says whose planner, and never guesses."""

import json
import shlex
from pathlib import Path

import pytest

from tests.cli.talk import Run, fine, listed, misused, new_id, refused
from tuiplanner.session import Session
from tuiplanner.store.store import Store


@pytest.fixture(autouse=True)
def folder(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder, where a planner is looked for when no file is named."""
    monkeypatch.delenv("TUIPLANNER_FILE")
    return home / "data" / "tuiplanner"


@pytest.fixture
def two(cli: Run, folder: Path) -> Path:
    """A planner of Robert, the first one, and a planner of Marta called mother."""
    fine(cli("me", "--name", "Robert Example"))
    fine(cli("new", "mother"))
    fine(cli("me", "--for", "mother", "--name", "Marta Example"))
    return folder


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, except for locks, with its bytes."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        str(path.relative_to(folder)): path.read_bytes() for path in found if path.suffix != ".lock"
    }


READING = ["brief", "me", "ready", "path", "check", "export", "list note", "show note 1", "backups"]
READING += ["history", "waiting", "timeline", "find x", "prompts", "doubles", "call 1"]
WRITING = ["add note x", "note x", "undo", "redo", "reading 'bp 1/2'", "edit note 1 --text x"]
WRITING += ["remove note 1", "restore", "me --name X", "import list.csv --yes", "rehearse", "sort"]
WRITING += ["after", "medicines", "symptoms", "split-conditions"]


@pytest.mark.parametrize("command", READING + WRITING)
def test_with_two_planners_no_command_guesses(cli: Run, two: Path, command: str) -> None:
    Path("list.csv").write_text("Drug\naspirin\n")
    before = files(two)
    said = refused(cli(*shlex.split(command)), "2 planners", "--for mother", code=2)
    assert "Marta Example (mother)" in said
    assert "Robert Example (planner)" in said
    assert files(two) == before


def test_each_command_reaches_only_the_named_planner(cli: Run, two: Path) -> None:
    new_id(cli("--for", "mother", "add", "note", "hers"))
    new_id(cli("add", "note", "his", "--for", "Robert"))
    assert [row["text"] for row in listed(cli, "note", "--for", "MARTA")] == ["hers"]
    assert [row["text"] for row in listed(cli, "note", "--for", "planner")] == ["his"]
    assert fine(cli("path", "--for", "marta example")) == f"{two / 'mother.json'}\n"


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["demo", "--brief"], ["--print-man"]])
def test_what_needs_no_planner_still_works(cli: Run, two: Path, words: list[str]) -> None:
    assert fine(cli(*words))


@pytest.mark.parametrize("command", ["add note x", "me", "me --name X", "list note", "brief"])
def test_an_unknown_person_is_refused(cli: Run, two: Path, command: str) -> None:
    before = files(two)
    said = refused(cli("--for", "father", *command.split()), "“father”", code=2)
    assert "tuiplanner new father" in said
    assert "Marta Example (mother), Robert Example (planner)" in said
    assert files(two) == before


HOSTILE = ["", " ", "../mother", "a/b", "x" * 5_000, "👵", "\u202emother", "planner.json.history"]
HOSTILE += ["mother.json", "[/b]", "\x1b[31m", "'; ls", "-", "$(ls)", "Example"]


@pytest.mark.parametrize("name", HOSTILE, ids=lambda name: ascii(name)[:20])
def test_a_hostile_name_is_refused_in_one_sentence(cli: Run, two: Path, name: str) -> None:
    before = files(two)
    if name == "\u202emother":  # An invisible mark does not change the name.
        assert fine(cli("path", f"--for={name}")).endswith("mother.json\n")
        return
    refused(cli("add", "note", "x", f"--for={name}"), code=2)
    assert files(two) == before


@pytest.mark.parametrize("name", HOSTILE, ids=lambda name: ascii(name)[:20])
def test_a_hostile_new_name_stays_in_the_folder(cli: Run, two: Path, name: str) -> None:
    before = files(two)
    done = cli("new", "--", name)
    if done.returncode:
        refused(done)
        assert files(two) == before
    else:
        (path,) = (Path(line) for line in done.stdout.splitlines())
        assert path.parent == two
        assert files(two).keys() - before.keys() <= {path.name, f"{path.name}.history"}
        assert before.items() <= files(two).items()


def test_an_ambiguous_name_is_refused(cli: Run, two: Path) -> None:
    fine(cli("new", "aunt"))
    fine(cli("me", "--for", "aunt", "--name", "Marta Other"))
    refused(cli("note", "x", "--for", "marta"), "2 planners", "Marta Other (aunt)", code=2)
    fine(cli("note", "x", "--for", "marta other"))


def test_a_file_named_otherwise_wins_over_the_list(
    cli: Run, two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.json"
    fine(cli("note", "x", "--file", str(other)))
    monkeypatch.setenv("TUIPLANNER_FILE", str(other))
    assert fine(cli("path")) == f"{other}\n"
    assert fine(cli("path", "--for", "mother")) == f"{two / 'mother.json'}\n"
    misused(cli("path", "--for", "mother", "--file", str(other)), "--for")


def test_one_planner_opens_whatever_its_name(cli: Run, folder: Path) -> None:
    assert fine(cli("path")) == f"{folder / 'planner.json'}\n"
    fine(cli("new", "お母さん"))
    fine(cli("note", "x"))
    assert not (folder / "planner.json").exists()
    assert Store(folder / "お母さん.json").load().notes
    (folder / "export.json").write_text(fine(cli("export")))
    assert fine(cli("path")) == f"{folder / 'お母さん.json'}\n"


def test_the_list_names_people_files_and_last_use(cli: Run, two: Path) -> None:
    lines = fine(cli("planners")).splitlines()
    assert lines == [
        f"Marta Example (mother): last used today, {two / 'mother.json'}",
        f"Robert Example (planner): last used today, {two / 'planner.json'}",
    ]
    found = json.loads(fine(cli("planners", "--json")))
    assert [(one["name"], one["for"], one["trouble"]) for one in found] == [
        ("Marta Example", "mother", ""),
        ("Robert Example", "planner", ""),
    ]
    assert "For: mother\n" in fine(cli("planners", "--linear"))


def test_a_damaged_planner_is_listed_and_named(cli: Run, two: Path) -> None:
    (two / "mother.json").write_text("{")
    assert "mother: damaged" in fine(cli("planners"))
    refused(cli("list", "note"), "2 planners", "mother", code=2)
    refused(cli("list", "note", "--for", "mother"), "damaged")
    fine(cli("restore", "--for", "mother"))
    fine(cli("list", "note", "--for", "mother"))


def test_no_planner_at_all_is_said(cli: Run, folder: Path) -> None:
    done = cli("planners")
    assert fine(done) == ""
    assert "There is no planner here yet" in done.stderr
    assert json.loads(fine(cli("planners", "--json"))) == []
    refused(cli("me", "--for", "mother"), "no planner", "tuiplanner new mother", code=2)
    assert not folder.exists()


def test_another_persons_export_is_not_mixed_in(cli: Run, two: Path) -> None:
    fine(cli("add", "medication", "prednisone", "--for", "robert"))
    export = fine(cli("export", "--for", "robert"))
    before = files(two)
    said = refused(cli("import", "-", "--for", "mother", "--yes", stdin=export))
    assert said.startswith(
        "This file is about “Robert Example”; this planner is “Marta Example”'s."
        " Nothing was brought in."
    )
    done = cli("import", "-", "--for", "mother", stdin=export)
    assert done.returncode == 1
    assert "Careful: This file is about “Robert Example”" in done.stdout
    assert "Nothing was brought in yet." in done.stderr
    assert files(two) == before
    words = ("--yes", "--about", "Robert Example")
    fine(cli("import", "-", "--for", "mother", *words, stdin=export))
    assert listed(cli, "medication", "--for", "mother")


def test_two_planners_in_turn_change_only_their_own_files(cli: Run, two: Path) -> None:
    """Every way to change a planner, in turn: the other one's files keep every byte."""
    stems = {"robert": "planner.json", "mother": "mother.json"}
    for who in stems:
        fine(cli("--for", who, "add", "question", "Why?"))
    copy = '{"tuiplanner": 1, "next_id": 2, "notes": [{"id": 1, "text": "from the phone"}]}'
    steps = ["add medication aspirin", "note 'fell twice'", "undo", "redo", "import list.csv --yes"]
    steps += [
        "merge - --yes",
        "me --conditions gout",
        "brief -o page.txt --force",
        "restore",
        "undo",
    ]
    Path("list.csv").write_text("Drug\nzinc\n")
    for step in steps:
        for who, stem in stems.items():
            before = files(two)
            stdin = copy if step == "merge - --yes" else ""
            fine(cli("--for", who, *shlex.split(step), stdin=stdin))
            after = files(two)
            changed = {n for n in before.keys() | after.keys() if before.get(n) != after.get(n)}
            assert changed, (step, who)
            assert {name for name in changed if not name.startswith(stem)} == set(), (step, who)
    for who, name in (("robert", "Robert Example"), ("mother", "Marta Example")):
        assert fine(cli("me", "--for", who)).startswith(f"Name: {name}")
        assert fine(cli("check", "--for", who)).count(" is sound.") == 1


def test_drafts_stay_with_their_planner(two: Path) -> None:
    drafts = [Session(Store(two / name)).drafts for name in ("planner.json", "mother.json")]
    for number, kept in enumerate(drafts):
        kept.keep("medication new", {"name": f"draft {number}"})
    for number, kept in enumerate(drafts):
        assert kept.read("medication new") == {"name": f"draft {number}"}
    drafts[0].keep("medication new", {})
    assert drafts[1].waiting() == {"medication new"}


def test_copies_are_mentioned_and_reached_only_by_their_file(cli: Run, two: Path) -> None:
    copy = two / "mother (conflicted copy).json"
    copy.write_bytes((two / "mother.json").read_bytes())
    done = cli("planners")
    assert len(fine(done).splitlines()) == 2
    assert "1 copy of a planner is not listed" in done.stderr
    assert copy.name in done.stderr
    fine(cli("add", "note", "hers", "--for", "Marta"))
    refused(cli("list", "note", "--for", "mother (conflicted copy)"), "2 planners", code=2)
    assert listed(cli, "note", "--file", str(copy)) == []


def test_an_unreadable_folder_is_not_an_empty_one(cli: Run, folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.symlink_to(folder)  # unreadable even for root
    for words in (["list", "note"], ["planners"], ["add", "note", "x"], ["new", "mother"]):
        refused(cli(*words), "cannot be read", "--file")
    refused(cli("list", "note", "--for", "mother"), "cannot be read", "--file")


def test_namesakes_are_told_apart_by_their_files(cli: Run, two: Path) -> None:
    fine(cli("me", "--for", "planner", "--name", "Marta Example"))
    said = refused(cli("add", "note", "x", "--for", "Marta Example"), "names 2 planners", code=2)
    word = said.rstrip().rpartition("--for ")[2]
    new_id(cli("add", "note", "x", "--for", word))
    held = [listed(cli, "note", "--for", each) for each in ("planner", "mother")]
    assert sorted(map(len, held)) == [0, 1]


def test_a_damaged_planner_is_among_the_names(cli: Run, two: Path) -> None:
    (two / "mother.json").write_text("{")
    refused(cli("list", "note", "--for", "mother"), "is damaged")
    assert "mother: damaged" in refused(cli("list", "note"), code=2)
