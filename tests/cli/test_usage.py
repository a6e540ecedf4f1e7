"""How commands are typed: options before and behind, dashes, wrong words, exit codes."""

from pathlib import Path

import pytest

from tests.cli.talk import BUSY, DONE, Run, fine, listed, misused, new_id, refused, shown
from tuiplanner import __version__

COMMANDS = [
    *("brief", "demo", "add", "list", "show", "edit", "remove", "undo", "redo", "me", "check"),
    *("backups", "restore", "path", "import", "export"),
]
KINDS = "medication symptom observation question specialist contact visit test allergy"


def test_help_names_every_command(cli: Run) -> None:
    help = fine(cli("--help"))
    for command in COMMANDS:
        assert f"  {command} " in help


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_its_help(cli: Run, command: str) -> None:
    help = fine(cli(command, "--help"))
    assert f"tuiplanner {command}" in help
    assert "--file" in help
    assert "--as" in help


@pytest.mark.parametrize("command", ["add", "list", "show", "edit", "remove"])
def test_help_of_the_record_commands_names_the_kinds(cli: Run, command: str) -> None:
    help = " ".join(fine(cli(command, "--help")).split())
    assert f"{KINDS} condition answer reading event dose step plan note person" in help


def test_version(process: Run) -> None:
    assert fine(process("--version")) == f"tuiplanner {__version__}\n"


@pytest.mark.parametrize(
    "words",
    [
        ["ad", "medication", "x"],
        ["help"],
        ["--nonsense"],
        ["list"],
        ["list", "medicaments"],
        ["list", "medication", "extra"],
        ["add", "medication"],
        ["add", "medication", "x", "y"],
        ["add", "medication", "x", "--dosage", "2"],
        ["add", "medication", "x", "--dose"],
        ["add", "allergy", "x", "--dose", "2"],
        ["add", "brief", "x"],
        ["add", "profile", "x"],
        ["edit", "brief", "1", "--text", "x"],
        ["edit", "medication"],
        ["remove", "medication"],
        ["brief", "--visit", "tomorrow"],
        ["brief", "--kept", "x"],
        ["export", "--format", "pdf"],
        ["import"],
        ["me", "Marta"],
        ["undo", "3"],
        ["--file"],
        ["list", "note", "--as"],
        ["--", "list", "note"],
    ],
)
def test_wrong_usage_exits_with_2(cli: Run, file: Path, words: list[str]) -> None:
    misused(cli(*words))
    assert not file.exists()


@pytest.mark.parametrize(
    "words",
    [
        ["add", "medication", "x", "--freq", "daily"],
        ["add", "medication", "x", "--stren=20 mg"],
        ["edit", "medication", "1", "--dos", "2"],
        ["list", "medication", "--js"],
        ["list", "medication", "--al"],
        ["brief", "--asc"],
        ["brief", "--vis", "1"],
        ["--fil", "x", "list", "note"],
        ["list", "note", "--fil=x"],
        ["export", "--form", "json"],
    ],
)
def test_options_are_not_abbreviated(cli: Run, words: list[str]) -> None:
    new_id(cli("add", "medication", "prednisone", "--frequency", "every morning"))
    misused(cli(*words))
    assert shown(cli, "medication", "1")["frequency"] == "every morning"


@pytest.mark.parametrize(
    "words",
    [
        ["--file", "other.json", "add", "note", "here"],
        ["--file=other.json", "add", "note", "here"],
        ["add", "--file", "other.json", "note", "here"],
        ["add", "note", "--file", "other.json", "here"],
        ["add", "note", "here", "--file", "other.json"],
        ["add", "note", "here", "--file=other.json"],
    ],
)
def test_file_option_works_before_or_after_the_command(
    cli: Run, file: Path, words: list[str]
) -> None:
    assert new_id(cli(*words)) == "1"
    assert Path("other.json").stat().st_mode & 0o777 == 0o600
    assert not file.exists()
    assert [n["text"] for n in listed(cli, "note", "--file", "other.json")] == ["here"]


@pytest.mark.parametrize(
    "words",
    [
        ["--as", "Ana", "add", "note", "here"],
        ["--as=Ana", "add", "note", "here"],
        ["add", "--as", "ana", "note", "here"],
        ["add", "note", "here", "--as", "ANA"],
        ["add", "note", "--as=Ana", "--", "here"],
    ],
)
def test_as_option_works_before_or_after_the_command(cli: Run, words: list[str]) -> None:
    ana = new_id(cli("add", "person", "Ana"))
    assert shown(cli, "person", ana)["by"] is None
    assert shown(cli, "note", new_id(cli(*words)))["by"] == int(ana)


@pytest.mark.parametrize("word", ["list", "brief", "undo", "note", "add"])
def test_a_value_that_reads_like_a_command_is_a_value(cli: Run, word: str) -> None:
    new_id(cli(f"--file={word}.json", "add", "person", word))
    assert new_id(cli("--file", f"{word}.json", f"--as={word}", "add", "note", "x"))
    assert new_id(cli("add", "--file", f"{word}.json", "note", "--", word)) == "3"


@pytest.mark.parametrize("change", ["add", "edit", "remove", "me", "undo", "import"])
def test_who_is_typing_is_recorded_with_every_change(cli: Run, change: str) -> None:
    ana = int(new_id(cli("add", "person", "Ana")))
    note = new_id(cli("add", "note", "here"))
    Path("more.json").write_text('{"tuiplanner": 1, "next_id": 2, "notes": [{"id":1,"text":"a"}]}')
    words = {
        "add": ["note", "there"],
        "edit": ["note", note, "--text", "there"],
        "remove": ["note", note],
        "me": ["--name", "Marta"],
        "undo": [],
        "import": ["more.json", "--yes"],
    }[change]
    fine(cli(change, *words, "--as", "Ana"))
    last = Path(fine(cli("path")).strip() + ".history").read_text().splitlines()[-1]
    assert f'"by": {ana},' in last


@pytest.mark.parametrize(
    "words", [["add", "note", "x"], ["edit", "note", "1", "--text", "y"], ["me", "--name", "M"]]
)
def test_an_unknown_person_is_refused_with_how_to_add_them(cli: Run, words: list[str]) -> None:
    new_id(cli("add", "note", "first"))
    refused(cli(*words, "--as", "Ana"), "Ana", "tuiplanner add person")
    assert [n["text"] for n in listed(cli, "note")] == ["first"]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["--", "-5 degrees"], "-5 degrees"),
        (["--", "--help"], "--help"),
        (["--when", "2024", "--", "-x"], "-x"),
        (["--", "list"], "list"),
        (["- with a blank"], "- with a blank"),
    ],
)
def test_a_text_that_begins_with_a_dash(cli: Run, words: list[str], text: str) -> None:
    assert shown(cli, "note", new_id(cli("add", "note", *words)))["text"] == text


def test_a_dash_reads_the_text_from_standard_input(cli: Run) -> None:
    id = new_id(cli("add", "note", "-", stdin="a secret\nof two lines\n"))
    assert shown(cli, "note", id)["text"] == "a secret\nof two lines"
    fine(cli("edit", "note", id, "--text", "-", stdin="another, 日本語\n"))
    assert shown(cli, "note", id)["text"] == "another, 日本語"
    assert new_id(cli("add", "visit", "-", stdin="14 Mar 2026 10:30\n"))
    assert listed(cli, "visit")[0]["when"] == "2026-03-14T10:30"


def test_empty_or_non_text_standard_input_is_refused(cli: Run) -> None:
    refused(cli("add", "note", "-", stdin=""))
    refused(cli("add", "note", "-", stdin=b"caf\xe9"), "UTF-8")
    refused(cli("add", "note", "-", stdin="a\0b"))
    assert listed(cli, "note") == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["show", "medication", "7"], ["medication 7", "tuiplanner list medication"]),
        (["edit", "medication", "7", "--dose", "2"], ["medication 7"]),
        (["remove", "medication", "7"], ["medication 7"]),
        (["show", "symptom", "1"], ["symptom 1"]),
        (["remove", "symptom", "1"], ["symptom 1"]),
        (["edit", "symptom", "1", "--name", "x"], ["symptom 1"]),
        (["show", "note", "-1"], ["“-1”"]),
        (["show", "note", "99999999999999999999999"], ["99999999999999999999999"]),
        (["edit", "medication", "one", "--dose", "2"], ["“one”", "tuiplanner list medication"]),
        (["show", "medication", "1.5"], ["“1.5”"]),
        (["brief", "--visit", "1"], ["visit 1"]),
        (["brief", "--visit", "99"], ["visit 99", "tuiplanner list visit"]),
        (["brief", "--kept", "99"], ["99"]),
        (["edit", "medication", "1"], ["--help"]),
        (["add", "visit", "10"], ["10"]),
        (["add", "visit", "-5"], ["-5"]),
        (["add", "visit", "3/4/2026"], ["3 Apr", "4 Mar"]),
        (["add", "visit", "31 Feb 2026"], []),
        (["add", "medication", "x" * 81], ["80", "81"]),
        (["add", "note", "x" * 4001], ["4,000", "4,001"]),
        (["import", "nowhere.json"], ["nowhere.json"]),
        (["undo", "--file", "new.json"], ["nothing to undo"]),
        (["redo"], ["nothing to redo"]),
        (["restore", "2020-01-01"], ["backup"]),
        (["restore", "--file", "new.json"], ["backup"]),
    ],
)
def test_a_failed_command_prints_one_sentence(cli: Run, words: list[str], told: list[str]) -> None:
    new_id(cli("add", "medication", "prednisone"))
    before = Path(fine(cli("path")).strip()).read_bytes()
    refused(cli(*words), *told)
    assert Path(fine(cli("path")).strip()).read_bytes() == before


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (b"{", "damaged"),
        (b"\xff\xfe\x00", "damaged"),
        (b"[" * 100_000, "damaged"),
        (b"[]", "not a planner"),
        (b'{"_default": {"1": {"a": 1}}}', "not a planner"),
    ],
)
@pytest.mark.parametrize("words", [["list", "note"], ["brief"], ["add", "note", "x"], ["export"]])
def test_a_file_that_is_not_a_planner_is_named_and_untouched(
    cli: Run, file: Path, words: list[str], content: bytes, told: str
) -> None:
    file.write_bytes(content)
    refused(cli(*words), str(file), told)
    assert file.read_bytes() == content


def test_a_newer_file_is_read_and_not_changed(cli: Run, file: Path) -> None:
    meta = b'{"schema": 2, "next_id": 2, "revision": 1}'
    newer = b'{"meta": {"1": %b}, "notes": {"1": {"text": "hi"}}}' % meta
    file.write_bytes(newer)
    assert "hi" in fine(cli("list", "note"))
    assert "NOT RECORDED" in fine(cli("brief"))
    for words in (["add", "note", "x"], ["remove", "note", "1"], ["undo"], ["me", "--name", "M"]):
        refused(cli(*words))
    assert file.read_bytes() == newer


def test_a_folder_is_not_a_file(cli: Run, tmp_path: Path) -> None:
    refused(cli("--file", str(tmp_path), "list", "note"), str(tmp_path))
    refused(cli("--file", str(tmp_path), "add", "note", "x"), str(tmp_path))


@pytest.mark.parametrize("words", [["list", "note"], ["add", "note", "x"], ["path"], ["brief"]])
@pytest.mark.parametrize("name", ["loop", "~nobody-of-this-name/p.json", "x" * 300, "file/p.json"])
def test_an_impossible_path_prints_an_error(cli: Run, name: str, words: list[str]) -> None:
    Path("loop").symlink_to("loop")
    Path("file").touch()
    done = cli("--file", name, *words)
    if words == ["path"] and done.returncode == DONE:
        assert done.stdout.strip().endswith(name)
    else:
        refused(done, name[:40].removeprefix("~"))


def test_a_busy_file_exits_with_3_and_can_be_read(process: Run, file: Path) -> None:
    from filelock import FileLock

    assert new_id(process("add", "note", "first")) == "1"
    with FileLock(f"{file}.lock"):
        assert "first" in fine(process("list", "note"))
        refused(process("add", "note", "second"), "try again", code=BUSY)
    assert new_id(process("add", "note", "third")) == "2"
    assert "second" not in fine(process("list", "note"))


def test_exit_codes_and_streams_of_a_real_process(process: Run) -> None:
    assert new_id(process("add", "medication", "prednisone")) == "1"
    refused(process("show", "medication", "9"), "medication 9")
    refused(process("add", "medication", "x", "--kind", "pill"), "pill", "prescription")
    misused(process("list", "medicaments"))
    done = process("remove", "medication", "1")
    assert fine(done) == ""
    assert "prednisone" in done.stderr
    done = process("undo")
    assert fine(done) == ""
    assert "prednisone" in done.stderr


def test_the_file_path_comes_from_option_environment_or_default(
    process: Run, tmp_path: Path, home: Path
) -> None:
    named, from_env = tmp_path / "a" / "named.json", tmp_path / "env.json"
    env = {"TUIPLANNER_FILE": str(from_env)}
    assert fine(process("path", "--file", str(named), env=env)) == f"{named}\n"
    assert fine(process("path", env=env)) == f"{from_env}\n"
    default = home / "data" / "tuiplanner" / "planner.json"
    assert fine(process("path", env={"TUIPLANNER_FILE": ""})) == f"{default}\n"
    assert not named.parent.exists()
    assert not default.parent.exists()
    new_id(process("add", "note", "x", env={"TUIPLANNER_FILE": ""}))
    assert default.stat().st_mode & 0o777 == 0o600
    assert default.parent.stat().st_mode & 0o777 == 0o700
