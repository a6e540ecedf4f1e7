"""The man page: made from the parsers, the same bytes each time, and nothing that roff minds."""

import re
import subprocess
from shutil import which

import pytest

from tests.cli.talk import Run, fine
from tuiplanner.cli.catalog import COMMANDS
from tuiplanner.cli.records import TYPED_KINDS
from tuiplanner.model.planner import KINDS
from tuiplanner.model.records import typed_specs

SECTIONS = ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "ON SCREEN", "SEVERAL PEOPLE"]
SECTIONS += ["COMMANDS", "FIELDS", "KEYS", "FILES", "FILE FORMAT", "COMPLETION"]
SECTIONS += ["EXIT STATUS", "EXAMPLES", "ENVIRONMENT"]
REQUESTS = {".TH", ".SH", ".SS", ".B", ".PP", ".TP", ".br", ".nf", ".fi"}
RENDERERS = [["groff", "-ww", "-man", "-Tutf8"], ["mandoc", "-T", "utf8", "-W", "error"]]
PRESENT = [command for command in RENDERERS if which(command[0])]


@pytest.fixture
def page(cli: Run) -> str:
    return fine(cli("--print-man"))


def test_it_is_the_same_however_wide_the_terminal(page: str, process: Run) -> None:
    for env in ({"COLUMNS": "30"}, {"COLUMNS": "300", "LC_ALL": "C"}):
        assert fine(process("--print-man", env=env)) == page


def test_it_has_the_sections_of_a_man_page(page: str) -> None:
    assert re.findall(r"^\.SH (.+)$", page, re.MULTILINE) == SECTIONS
    assert page.startswith(".TH TUIPLANNER 1 ")
    assert re.search(r"^\.SH NAME\ntuiplanner \\- \w", page, re.MULTILINE)


def test_every_line_is_text_or_an_intended_request(page: str) -> None:
    assert page.isascii()
    for line in page.splitlines():
        assert line
        assert line[0] not in ".'" or line.split()[0] in REQUESTS, line
        assert not re.search(r"\\(?![-e&(\[])", line), line
        assert not re.search(r"(?<!\\)-", line.removeprefix(".TH")), line


def test_every_command_option_and_field_is_in_it(page: str) -> None:
    plain = page.replace("\\-", "-")
    for name in COMMANDS:
        assert not name or f'.SS "{name}"' in plain
    for kind in TYPED_KINDS:
        assert f'.SS "{kind}"' in plain
        for field in typed_specs(KINDS[kind]):
            assert f"--{field.replace('_', '-')}" in plain
    for option in ("--linear", "--print-completion SHELL", "--keep", "--dry-run", "--yes"):
        assert f".B {option}\n" in plain or f".B -n, {option}\n" in plain, option


def test_characters_special_to_roff_are_escaped() -> None:
    from tuiplanner.cli.manual import _safe

    assert _safe(".so /etc/passwd") == "\\&.so /etc/passwd"
    assert _safe("'br") == "\\&'br"
    assert _safe("a\\b --c") == "a\\eb \\-\\-c"
    assert _safe("“é”") == "\\[u201C]\\[u00E9]\\[u201D]"


def test_an_installed_renderer_reports_no_warnings(page: str) -> None:
    for command in PRESENT:
        done = subprocess.run(command, input=page, capture_output=True, text=True, timeout=60)
        assert (done.returncode, done.stderr) == (0, ""), command
        told = re.sub("\x1b\\[[0-9;]*m|.\b", "", done.stdout)
        assert "--print-completion SHELL" in " ".join(told.replace("‐", "-").split())
