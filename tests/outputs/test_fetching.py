"""How a file is fetched over SSH: a line that both shells, the near and the far, read rightly."""

import shlex
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuiplanner.outputs.fetching import fetch_command

NEAR = "192.0.2.1 50022 192.0.2.2 22"


@pytest.mark.parametrize(
    ("path", "connection", "user", "line"),
    [
        ("/folk/ana/page.txt", NEAR, "ana", "scp ana@192.0.2.2:/folk/ana/page.txt ."),
        ("/p.txt", "192.0.2.1 5 192.0.2.2 2222", "ana", "scp -P 2222 ana@192.0.2.2:/p.txt ."),
        ("/p.txt", "2001:db8::1 5 2001:db8::2 22", "ana", "scp 'ana@[2001:db8::2]:/p.txt' ."),
        ("/p.txt", "::1 5 ::1 2200", "ana", "scp -P 2200 'ana@[::1]:/p.txt' ."),
        ("/p.txt", NEAR, "", "scp 192.0.2.2:/p.txt ."),
        ("/p.txt", NEAR, "ana@example.org", "scp ana@example.org@192.0.2.2:/p.txt ."),
        ("/my page.txt", NEAR, "ana", "scp 'ana@192.0.2.2:/my\\ page.txt' ."),
        ("/café/日.txt", NEAR, "ana", "scp 'ana@192.0.2.2:/café/日.txt' ."),
        ("/it's.txt", NEAR, "ana", "scp 'ana@192.0.2.2:/it\\'\"'\"'s.txt' ."),
        ('/a"b$c`d*e[f]\\g', NEAR, "x", "scp 'x@192.0.2.2:/a\\\"b\\$c\\`d\\*e\\[f\\]\\\\g' ."),
    ],
)
def test_the_line_fetches_the_file(path: str, connection: str, user: str, line: str) -> None:
    assert fetch_command(Path(path), connection, user) == line


@pytest.mark.parametrize(
    ("file", "place"),
    [
        ("/folk/ana/my page.txt", "'ana@192.0.2.2:my\\ page.txt'"),
        ("/folk/ana/a/p.txt", "ana@192.0.2.2:a/p.txt"),
        ("/folk/ana/~b.txt", "'ana@192.0.2.2:\\~b.txt'"),
        ("/folk/anabel/p.txt", "ana@192.0.2.2:/folk/anabel/p.txt"),
    ],
)
def test_a_path_below_the_home_folder_is_short(file: str, place: str) -> None:
    assert fetch_command(Path(file), NEAR, "ana", Path("/folk/ana")) == f"scp {place} ."


@pytest.mark.parametrize(
    "connection",
    ["", "192.0.2.1", "a b c d", "1 2 UNKNOWN 65535", "1 2 192.0.2.2 x", "1 2 192.0.2.2 22 23"],
)
def test_without_a_known_server_there_is_no_line(connection: str) -> None:
    assert fetch_command(Path("/p.txt"), connection, "ana") == ""


@pytest.mark.parametrize("name", ["a\nb", "a\x1b[31m", "a\udc80", "a\u202eb"])
def test_a_name_that_cannot_be_shown_has_no_line(name: str) -> None:
    assert fetch_command(Path("/", name), NEAR, "ana") == ""
    assert fetch_command(Path("/p.txt"), NEAR, name) == ""


@given(st.text(st.characters(codec="utf-8"), min_size=1).filter(str.isprintable))
def test_near_and_far_shell_read_the_same_path(name: str) -> None:
    file = Path("/folder", name)
    near = shlex.split(fetch_command(file, NEAR, "ana"))
    assert near[0::2] == ["scp", "."]
    far = near[1].removeprefix("ana@192.0.2.2:")
    assert shlex.split(far) == [str(file)]


def test_real_shells_read_the_same_path(tmp_path: Path) -> None:
    file = tmp_path / """it's "my" $HOME `page` *[a] & (b); #c ~ \\ é.txt"""
    line = fetch_command(file, NEAR, "ana")
    near = _shown(line.replace("scp ", "printf %s ", 1).removesuffix(" ."))
    assert _shown(f"printf %s {near.removeprefix('ana@192.0.2.2:')}") == str(file)


def _shown(command: str) -> str:
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True)
    return done.stdout
