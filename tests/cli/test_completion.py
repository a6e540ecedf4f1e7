"""What a shell completes: bash is asked for real, with the words as it would hand them over."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest

from tests.cli.talk import Run, fine, misused
from tuiplanner.cli.actions import actions_of, all_parsers
from tuiplanner.cli.catalog import COMMANDS
from tuiplanner.cli.full_parser import full_parser
from tuiplanner.cli.records import ALL_KINDS, TYPED_KINDS

ASK = """
source "$1"; shift
how=$(complete -p tuiplanner); how=${how#*-F }
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
${how%% *} tuiplanner "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture
def script(cli: Run, tmp_path: Path) -> Path:
    path = tmp_path / "completion.bash"
    path.write_text(fine(cli("--print-completion", "bash")))
    return path


def completed(script: Path, *words: str) -> set[str]:
    """What bash offers for the last of the words."""
    command = ["bash", "--norc", "-c", ASK, "bash", str(script), "tuiplanner", *words]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return set(done.stdout.split())


def test_the_commands(script: Path) -> None:
    assert completed(script, "") >= set(COMMANDS) - {""}
    assert completed(script, "wai") == {"waiting"}
    assert completed(script, "--file", "mother.json", "li") == {"list"}
    assert completed(script, "--pri") == {"--print-completion", "--print-man"}


@pytest.mark.parametrize("command", ["list", "show", "remove"])
def test_all_kinds_are_offered_where_a_command_takes_all(script: Path, command: str) -> None:
    assert completed(script, command, "") == set(ALL_KINDS)


@pytest.mark.parametrize("command", ["add", "edit"])
def test_kinds_that_can_be_added_are_completed(script: Path, command: str) -> None:
    assert completed(script, command, "") == set(TYPED_KINDS)
    assert completed(script, "--as", "Ana", command, "med") == {"medication"}


def test_only_the_options_of_the_kind_are_completed(script: Path) -> None:
    assert completed(script, "add", "allergy", "nuts", "--re") == {"--reaction"}
    assert completed(script, "edit", "medication", "12", "--fr") == {"--frequency"}
    assert completed(script, "add", "note", "x", "--fr") == set()
    assert completed(script, "me", "--allergies") == {"--allergies-status", "--allergies-checked"}
    assert {"--json", "--all", "--linear"} <= completed(script, "list", "visit", "--")


def test_choice_values_are_completed(script: Path) -> None:
    taken = completed(script, "add", "medication", "x", "--status", "")
    assert taken == {"taking", "paused", "stopped"}
    assert completed(script, "edit", "visit", "3", "--restrictions-status", "n") == {
        "not-asked",
        "none",
    }
    assert completed(script, "export", "--format", "i") == {"ics"}
    assert completed(script, "export", "--format", "csv", "al") == {"allergy"}
    assert completed(script, "history", "me") == {"me", "medication"}
    assert completed(script, "--print-completion", "") == {"bash", "zsh", "tcsh", "fish"}


@pytest.mark.parametrize("words", [["import"], ["brief", "-o"], ["--file"], ["list", "--file"]])
def test_file_names_are_completed_for_file_options(script: Path, words: list[str]) -> None:
    Path("march-list.csv").touch()
    Path("march.json").touch()
    assert completed(script, *words, "march") == {"march-list.csv", "march.json"}


@pytest.mark.parametrize("shell", ["zsh", "tcsh"])
def test_other_shells_get_their_own_scripts(cli: Run, shell: str) -> None:
    told = fine(cli("--print-completion", shell))
    assert "tuiplanner" in told
    for words in ("medication", "over-the-counter", "print-man", "waiting"):
        assert words in told


@pytest.fixture
def fish(cli: Run) -> str:
    """The script for fish."""
    return fine(cli("--print-completion", "fish"))


def offered(script: str, path: str, flag: str = "-a") -> dict[str, list[str]]:
    """What fish offers below a command: the values of a flag, each with the words of its line."""
    found = {}
    for line in script.splitlines():
        if line.startswith("complete -c tuiplanner -n "):
            words = shlex.split(line)
            place = words[4].partition(";")[0].removeprefix("_shtab_tuiplanner_using").strip()
            if place == path and flag in words:
                found[words[words.index(flag) + 1]] = words
    return found


def choices(script: str, path: str, option: str) -> set[str]:
    """The words that fish offers behind an option, and nothing else."""
    words = offered(script, path, "-l")[option]
    return set(words[words.index("-xka") + 1].split())


def test_fish_offers_commands_and_kinds(fish: str) -> None:
    assert set(offered(fish, "")) == set(COMMANDS) - {""}
    assert set(offered(fish, "list")) == set(ALL_KINDS)
    assert set(offered(fish, "edit")) == set(TYPED_KINDS)
    assert offered(fish, "add")["allergy"][-1] == "an allergy"


def test_fish_offers_the_options_of_a_kind(fish: str) -> None:
    for path in ("add medication", "edit medication"):
        assert {"frequency", "dose", "file"} <= set(offered(fish, path, "-l"))
    assert "frequency" not in offered(fish, "add note", "-l")
    assert {"print-completion", "print-man"} <= set(offered(fish, "", "-l"))


def test_fish_offers_choices_and_files(fish: str) -> None:
    assert choices(fish, "add medication", "status") == {"taking", "paused", "stopped"}
    assert choices(fish, "export", "format") == {"json", "ics", "csv", "md"}
    assert choices(fish, "", "print-completion") == {"bash", "zsh", "tcsh", "fish"}
    for path, option in (("", "file"), ("list visit", "file")):
        assert "(__fish_complete_path (commandline -ct))" in offered(fish, path, "-l")[option]
    assert "(__fish_complete_path (commandline -ct))" in offered(fish, "brief", "-s")["o"]
    assert "(__fish_complete_path (commandline -ct))" in offered(fish, "import", "-ka")


def test_fish_knows_which_options_take_a_value(fish: str) -> None:
    """The script has one list of them for all commands, so no two commands may differ."""
    takes: dict[str, set[bool]] = {}
    for parser in all_parsers(full_parser()):
        for action in actions_of(parser):
            for option in action.option_strings:
                takes.setdefault(option, set()).add(action.nargs != 0)
    assert not [option for option, answers in takes.items() if len(answers) > 1]
    listed = re.search(r"^set -g \w+_opts_with_value (.+)$", fish, re.MULTILINE)
    assert listed
    assert set(listed[1].split()) == {
        option for option, answers in takes.items() if True in answers
    }


def test_an_unknown_shell_is_refused(cli: Run) -> None:
    misused(cli("--print-completion", "sh"), "bash")
    misused(cli("--print-completion"))
