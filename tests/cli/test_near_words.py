"""Words that are almost right: a plural is understood, anything else gets the nearest word."""

from pathlib import Path

import pytest

from tests.cli.talk import USAGE, Run, fine, listed, new_id, refused, shown
from tuiplanner.cli.catalog import COMMANDS, SCREEN
from tuiplanner.model.planner import KINDS, RECORDS

PLURALS = [(kind.KIND, kind.TABLE) for kind in RECORDS] + [("person", "persons")]


@pytest.mark.parametrize(("kind", "plural"), PLURALS)
@pytest.mark.parametrize("written", [str, str.upper, str.capitalize])
def test_every_kind_takes_its_plural_in_any_case(
    cli: Run, made_up: Path, kind: str, plural: str, written: type[str]
) -> None:
    wanted = fine(cli("list", kind, "--all", "--json"))
    assert fine(cli("list", written(plural), "--all", "--json")) == wanted
    assert fine(cli("history", written(plural))) == fine(cli("history", kind))


def test_a_plural_works_in_every_command_of_records(cli: Run) -> None:
    id = new_id(cli("add", "medications", "iron", "--dose", "1 tablet"))
    fine(cli("edit", "Medications", id, "--dose", "2 tablets"))
    assert "2 tablets" in fine(cli("show", "medications", id))
    fine(cli("remove", "--as", "", "medications", id))
    assert listed(cli, "medication") == []
    Path("list.csv").write_text("Why?\n")
    fine(cli("import", "list.csv", "--kind", "questions", "--yes"))
    assert [row["text"] for row in listed(cli, "question")] == ["Why?"]


@pytest.mark.parametrize(
    "words",
    [["--help"], ["add", "--help"], ["history", "--help"], ["--print-completion", "bash"]],
    ids=" ".join,
)
def test_plurals_are_not_listed_beside_the_kinds(cli: Run, words: list[str]) -> None:
    told = fine(cli(*words))
    assert "observations" not in told
    assert "allergies " not in told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["brif"], "no command “brif”. Did you mean brief?"),
        (["BRIEF"], "no command “BRIEF”. Did you mean brief?"),
        (["brif", "--help"], "Did you mean brief?"),
        (["ad", "medication", "x"], "no command “ad”. Did you mean add?"),
        (["remov", "note", "1"], "Did you mean remove?"),
        (["--borderless", "brif"], "no command “brif”. Did you mean brief?"),
        (["--file", "x.json", "lsit", "note"], "no command “lsit”. Did you mean list?"),
        (["medications"], "no command “medications”. Did you mean list medications?"),
        (["visit"], "Did you mean list visit?"),
        (["xyzzy"], "no command “xyzzy”. All commands: tuiplanner --help"),
        ([""], "no command “”. All commands"),
        (["--visit", "3", "brief"], "The command comes first: tuiplanner brief --visit 3."),
        (["Symptoms", "list"], "The command comes first: tuiplanner list Symptoms."),
        (["--", "list", "note"], "The command comes first: tuiplanner list note."),
        (["--visit", "x" * 99, "brief"], "The command comes first: tuiplanner brief …."),
        (["--nonsense"], "no option “--nonsense”. All commands"),
        (["--borderles"], "no option “--borderles”. Did you mean --borderless?"),
        (["--fil=x", "list", "note"], "no option “--fil”. Did you mean --file?"),
        (["list", "medicin"], "“medicin” is not a kind of record here. Did you mean medic"),
        (["add", "falls", "x"], "tuiplanner add observation TEXT --kind fall"),
        (["edit", "visit", "1", "--referred-by", "x"], "It belongs to: specialist."),
        (["list", "medication", "--dose", "1"], "It is an option of add and edit."),
        (["stop", "zinc"], "edit medication NAME --status stopped --stopped today"),
        (["search", "x"], "Did you mean find?"),
        (["print"], "Did you mean brief?"),
        (["add", "question"], "The text is missing. For help: tuiplanner add --help"),
        (["edit", "medication", "1", "--dose"], "--dose needs a value after it. For help"),
        (["brief", "--visit", "tomorrow"], "--visit takes a number, not “tomorrow”. For help"),
        (["list", "peple"], "Did you mean person?"),
        (
            ["list", "xyzzy"],
            "a kind of record here. The kind comes before a name. All kinds: medi",
        ),
        (
            ["add", "brief", "x"],
            "“brief” is not a kind of record here. The kind comes before a name.",
        ),
        (["add", "medicaton", "x", "--dose", "2"], "Did you mean medication?"),
        (["history", "medicaton"], "Did you mean medication?"),
        (["import", "x.csv", "--kind", "symtom"], "Did you mean symptom?"),
        (
            ["add", "medication", "x", "--freq", "daily"],
            "tuiplanner add medication has no option “--freq”. Did you mean --frequency?"
            " All options: tuiplanner add medication --help",
        ),
        (["add", "allergies", "x", "--raction", "rash"], "Did you mean --reaction?"),
        (["brief", "--asci"], "tuiplanner brief has no option “--asci”. Did you mean --ascii?"),
        (["brief", "--borderless"], "no option “--borderless”. All options: tuiplanner brief"),
        (["add", "note", "two", "words"], "“words” is one word too many. Put a text of several"),
        (["me", "Marta"], "“Marta” is one word too many. For help: tuiplanner me --help"),
        (["brif\x1b[31m"], "no command “brif[31m”"),
    ],
)
def test_an_unknown_word_gets_the_nearest_one(
    cli: Run, file: Path, words: list[str], told: str
) -> None:
    refused(cli(*words), told, code=USAGE)
    assert not file.exists()


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != SCREEN])
def test_a_command_without_its_last_letter_is_found(cli: Run, command: str) -> None:
    typed = command[:-1]
    if typed not in COMMANDS and typed not in KINDS:
        refused(cli(typed), f"Did you mean {command}?", code=USAGE)


@pytest.mark.parametrize("word", ["medicine", "Medicines", "med", "drugs"])
def test_an_everyday_word_for_a_kind_is_understood(cli: Run, word: str) -> None:
    new_id(cli("add", word, "zinc"))
    assert [row["name"] for row in listed(cli, word)] == ["zinc"]


def test_a_record_can_be_named_instead_of_numbered(cli: Run) -> None:
    zinc = new_id(cli("add", "medication", "Zinc", "--strength", "5 mg"))
    first = new_id(cli("add", "medication", "iron drops"))
    fine(cli("edit", "medication", "zinc", "--dose", "1 tablet"))
    fine(cli("edit", "medication", "IRON", "--dose", "3 drops"))
    assert shown(cli, "medication", zinc)["dose"] == "1 tablet"
    refused(cli("remove", "medication", "warfarin"), "tuiplanner list medication --all")
    second = new_id(cli("add", "medication", "iron drops"))
    refused(cli("show", "medication", "iron"), f"{first}, {second}. Please give the number.")
    refused(cli("remove", "medication", "iron"), "No medication has the number or the name")
    fine(cli("remove", "medication", "zinc"))
    assert len(listed(cli, "medication")) == 2


def test_a_name_never_means_what_is_over_beside_what_is_taken(cli: Run) -> None:
    over = new_id(cli("add", "medication", "iron", "--status", "stopped"))
    taken = new_id(cli("add", "medication", "iron drops"))
    refused(cli("edit", "medication", "iron", "--dose", "3 drops"), f"{over}, {taken}. Please")
    changed = cli("edit", "medication", "iron drops", "--dose", "3 drops")
    fine(changed)
    assert f"Changed: medication {taken}, “iron drops”: " in changed.stderr
