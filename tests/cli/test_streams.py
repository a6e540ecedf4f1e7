"""Pipes that close, full disks, odd locales, closed streams: never a traceback."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.talk import DONE, SENTENCE, USAGE, Run, fine, new_id
from tests.every import every

PROGRAM = [sys.executable, "-m", "tuiplanner"]
MANY = 3_000  # notes: more than a pipe holds


@pytest.fixture
def diary(file: Path) -> Path:
    """A planner whose lists do not fit into a pipe."""

    notes = {
        str(id): {"text": f"note {id} " + "x" * 40, "when": "2026-03-12"}
        for id in range(1, MANY + 1)
    }
    meta = {"1": {"schema": 1, "next_id": MANY + 1, "revision": 1}}
    file.write_text(json.dumps({"meta": meta, "notes": notes}))
    return file


@contextmanager
def closed_pipe() -> Iterator[int]:
    """A pipe that nobody reads any more."""
    read, write = os.pipe()
    os.close(read)
    try:
        yield write
    finally:
        os.close(write)


def run_into(stdout: int, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PROGRAM, *words],
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("words", [["list", "note"], ["list", "note", "--json"], ["export"]])
def test_head_closes_the_pipe_after_the_first_line(diary: Path, words: list[str]) -> None:
    with subprocess.Popen(
        [*PROGRAM, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as program:
        assert program.stdout
        assert program.stderr
        assert program.stdout.readline()
        program.stdout.close()
        assert program.stderr.read() == b""
        assert program.wait(60) == DONE


@pytest.mark.parametrize(
    "words",
    [
        ["brief"],
        ["list", "note"],
        ["list", "note", "--json"],
        ["show", "note", "1"],
        ["me"],
        ["path"],
        ["check"],
        ["backups"],
        ["export"],
        ["demo", "--brief"],
        ["--help"],
        ["--version"],
        ["add", "medication", "--help"],
        ["add", "note", "second"],
    ],
)
def test_a_closed_pipe_is_not_an_error(cli: Run, words: list[str]) -> None:
    new_id(cli("add", "note", "first"))
    new_id(cli("add", "note", "and for the backup"))
    with closed_pipe() as stdout:
        done = run_into(stdout, *words)
    assert (done.returncode, done.stderr) == (DONE, "")


@pytest.mark.parametrize("words", ["brief", "list note", "list note --json", "export"])
def test_a_full_disk_prints_an_error(cli: Run, words: str) -> None:
    new_id(cli("add", "note", "first"))
    done = subprocess.run(
        ["sh", "-c", f'ulimit -f 0; exec "$0" -m tuiplanner {words} > out.txt', sys.executable],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr
    assert done.returncode == SENTENCE
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
@pytest.mark.parametrize("words", ["brief", "list note", "show note 9", "add note -", "", "demo"])
def test_a_closed_stream_prints_no_traceback(cli: Run, closed: str, words: str) -> None:
    new_id(cli("add", "note", "first"))
    done = subprocess.run(
        ["sh", "-c", f'"$0" -m tuiplanner {words} {closed}', sys.executable],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr
    assert (
        done.returncode
        in {
            "brief": (DONE,),
            "list note": (DONE,),
            "show note 9": (SENTENCE,),
            "add note -": (SENTENCE,),
            "": (USAGE,),
            "demo": (USAGE,),
        }[words]
    )


LOCALES: list[Mapping[str, str]] = [
    {"LC_ALL": "C"},
    {"LC_ALL": "POSIX", "LANG": "", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    {"LC_ALL": "C.UTF-8"},
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "latin-1"},
]


@pytest.mark.parametrize("env", every(LOCALES, 2), ids=str)
def test_any_locale_prints_every_record(cli: Run, env: Mapping[str, str]) -> None:
    name = "日本語 café"
    new_id(cli("add", "medication", name, "--reason", "ألم"))
    new_id(cli("add", "person", "日本語"))

    def printed(*words: str) -> bytes:
        done = subprocess.run(
            [*PROGRAM, *words], env=os.environ | env, capture_output=True, timeout=60, check=False
        )
        assert (done.returncode, done.stderr) == (DONE, b"")
        return done.stdout

    assert name.encode() in printed("brief")  # the page's bytes are the same for everybody
    assert json.loads(printed("export"))["medications"][0]["name"] == name
    assert printed("list", "medication").startswith(b"1  ")
    assert printed("list", "medication", "--json").startswith(b"[\n {")
    assert printed("show", "medication", "1").startswith(b"Name: ")


@pytest.mark.parametrize("env", every(LOCALES, 2), ids=str)
def test_any_locale_takes_and_refuses_words(process: Run, env: Mapping[str, str]) -> None:
    new_id(process("add", "note", "-", stdin="日本語", env=env))
    assert "日本語" in fine(process("list", "note"))
    done = process("add", "medication", "x", "--kind", "pill", env=env)
    assert done.returncode == SENTENCE
    assert "prescription" in done.stderr
    assert "Traceback" not in done.stderr
    done = process("remove", "note", "1", env=env)
    assert fine(done) == ""
    assert done.stderr.count("\n") == 1
