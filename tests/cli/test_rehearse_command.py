"""The rehearsal in plain lines, piped: a line each, and the end of the input keeps all."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pexpect

from tests.cli.talk import Run, listed, new_id
from tuiplanner.data.library import rehearsal

KEYS = [asked.key for asked in rehearsal()[0]]
FIRST = [asked.key for asked in rehearsal()[0] if not asked.second]


def piped(file: Path, text: bytes) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "tuiplanner", "--file", str(file), "rehearse"]
    return subprocess.run(command, input=text, capture_output=True, timeout=60)


def answers(cli: Run) -> dict[str, Any]:
    return {row["key"]: row["answer"] for row in listed(cli, "answer")}


def test_each_answer_is_a_line_and_medicines_take_only_theirs(cli: Run, file: Path) -> None:
    new_id(cli("add", "medication", "prednisone"))
    done = piped(file, b"y\n" * len(KEYS))
    assert (done.returncode, done.stderr) == (0, b"")
    assert answers(cli) == dict.fromkeys([key for key in KEYS if key != "medicines"], "yes")
    assert b"From the list: prednisone." in done.stdout
    assert done.stdout.count(b"?") >= len(KEYS)
    assert b"symptom called" not in done.stdout, "symptoms are offered on a terminal only"


def test_an_invalid_answer_is_reported_and_left_unanswered(cli: Run, file: Path) -> None:
    done = piped(file, b"n\nperhaps\n\nNot Sure\n\xff\xfe\ny\n")
    assert done.returncode == 0
    assert done.stderr.decode().splitlines() == [
        "“perhaps” is not y, n or s: left as it was.",
        "That is not UTF-8 text: left as it was.",
    ]
    assert answers(cli) == {KEYS[0]: "no", KEYS[3]: "not-sure", KEYS[5]: "yes"}


def test_end_of_input_keeps_the_answers(cli: Run, file: Path) -> None:
    assert piped(file, b"y\ns").returncode == 0
    assert answers(cli) == {KEYS[0]: "yes", KEYS[1]: "not-sure"}
    assert piped(file, b"").returncode == 0
    assert piped(file, b"\n" * 30).returncode == 0
    assert answers(cli) == {KEYS[0]: "yes", KEYS[1]: "not-sure"}


def test_on_a_terminal_symptoms_are_offered_at_the_end(cli: Run, file: Path) -> None:
    command = ["-m", "tuiplanner", "--file", str(file), "rehearse"]
    child = pexpect.spawn(sys.executable, command, encoding="utf-8", timeout=30)
    for number in range(1, len(FIRST) + 1):
        child.expect_exact(f"{number}. ")
        child.sendline("y" if number == 3 else "")
    child.expect_exact("Yes to vision. What is the symptom called?")
    child.sendline("double vision")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    (symptom,) = listed(cli, "symptom")
    assert (symptom["name"], symptom["area"]) == ("double vision", "vision")


OWN = """[[question]]
key = "fatigue"
ask = "Are you tired in a way that sleep does not mend?"
page = "fatigue"
"""


def test_a_custom_question_is_asked_and_printed(cli: Run, file: Path) -> None:
    file.with_name("rehearsal.toml").write_text(OWN, encoding="utf-8")
    done = piped(file, b"\n" * len(FIRST) + b"y\n")
    assert (done.returncode, done.stderr) == (0, b"")
    assert answers(cli) == {"fatigue": "yes"}
    assert "Y  fatigue" in cli("brief").stdout
    assert cli("edit", "answer", "1", "--answer", "no").returncode == 0


def test_a_broken_custom_file_is_reported_and_skipped(cli: Run, file: Path) -> None:
    own = file.with_name("rehearsal.toml")
    own.write_text(OWN + "[[question]]\n", encoding="utf-8")
    done = piped(file, b"y\n")
    assert (done.returncode, answers(cli)) == (0, {KEYS[0]: "yes"})
    said = f"{own}, line 5: question 2, key: This is missing. The file is skipped.\n"
    assert (done.stderr.decode(), cli("brief").stderr) == (said, said)
