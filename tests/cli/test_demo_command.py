"""The made-up patient: their page on request, and nothing left behind."""

from pathlib import Path

from wcwidth import wcswidth

from tests.cli.talk import Run, fine, refused


def tree(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_demo_prints_a_full_page_that_fits(process: Run) -> None:
    page = fine(process("demo", "--brief"))
    lines = page.removesuffix("\n").split("\n")
    assert 50 <= len(lines) <= 60
    assert max(map(wcswidth, lines)) <= 72
    assert "\f" not in page
    assert "NOT RECORDED" not in page
    for word in (
        "first visit",
        "RESULTS OF TESTS",
        "STOPPED",
        "ALLERGIES",
        "WAITING FOR",
        "infusion",
    ):
        assert word in page


def test_demo_prints_the_same_page_each_time(process: Run) -> None:
    assert fine(process("demo", "--brief")) == fine(process("demo", "--brief"))


def test_demo_leaves_nothing_behind(process: Run, home: Path, tmp_path: Path) -> None:
    before = tree(tmp_path)
    done = process("demo", "--brief", env={"TMPDIR": str(tmp_path)})
    assert fine(done)
    assert done.stderr == ""
    assert tree(tmp_path) == before


def test_demo_does_not_touch_the_planner(process: Run, file: Path) -> None:
    fine(process("add", "note", "mine"))
    before = file.read_bytes()
    fine(process("demo", "--brief"))
    fine(process("demo", "--brief", "--file", str(file)))
    assert file.read_bytes() == before
    assert "Marta" not in fine(process("brief"))


def test_an_unwritable_demo_prints_no_traceback(process: Run, tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    done = process("demo", "--brief", env={"XDG_DATA_HOME": str(tmp_path / "plain")})
    if done.returncode:
        refused(done, "plain")
    else:
        assert "Marta Example" in fine(done)
