"""`export --format csv` and `md`: a list for people, and back through `import`."""

import csv
import io
from pathlib import Path

import pytest

from tests.cli.talk import Run, fine, listed, new_id, refused
from tuiplanner.model.planner import KINDS


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def unstamped(run: Run, kind: str, *more: str) -> list[dict[str, object]]:
    """The records without their numbers and times."""
    records = listed(run, kind, "--all", *more)
    return [{n: v for n, v in r.items() if n not in ("id", "created", "updated")} for r in records]


@pytest.mark.parametrize("kind", ["medication", "allergy"])
def test_a_csv_list_comes_back_whole(process: Run, made_up: Path, kind: str) -> None:
    done = process("export", "--format", "csv", kind, "--all")
    assert done.stderr == ""
    Path("list.csv").write_bytes(fine(done).encode())
    fine(process("import", "list.csv", "--yes", "--file", "two.json"))
    assert unstamped(process, kind, "--file", "two.json") == unstamped(process, kind)


def test_old_records_are_counted_or_exported(cli: Run) -> None:
    for name, status in (("a", "taking"), ("b", "stopped"), ("c", "stopped")):
        new_id(cli("add", "medication", name, "--status", status))
    for form in ("csv", "md"):
        done = cli("export", "medication", "--format", form)
        assert done.stderr == "Left out, as stopped, dropped or done: 2. --all exports them too.\n"
    assert [row["name"] for row in rows(fine(cli("export", "--format", "csv", "medication")))] == [
        "a"
    ]
    done = cli("export", "--format=csv", "medication", "--all")
    assert done.stderr == ""
    assert [row["name"] for row in rows(fine(done))] == ["a", "b", "c"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_exported(cli: Run, made_up: Path, kind: str) -> None:
    fine(cli("brief", "--keep"))
    count = len(listed(cli, kind, "--all"))
    table = fine(cli("export", "--format", "csv", kind, "--all"))
    assert len(rows(table)) == count
    table = fine(cli("export", "--format", "md", kind, "--all"))
    assert len(table.splitlines()) == (count + 2 if count else 0)


def test_an_empty_list_has_titles_and_a_message(cli: Run) -> None:
    done = cli("export", "--format", "csv", "allergy")
    assert fine(done).splitlines() == ["substance,kind,reaction,severity,year,told by,note"]
    assert (
        done.stderr
        == "No allergies yet. To add one: tuiplanner add allergy MEDICINE-OR-SUBSTANCE\n"
    )


@pytest.mark.parametrize("form", ["csv", "md"])
def test_a_list_without_its_kind_is_refused(cli: Run, form: str) -> None:
    said = refused(cli("export", "--format", form), form, code=2)
    assert all(kind in said for kind in KINDS)
    refused(cli("export", "--format", form, "pills\x1b"), "“pills” is not a kind", code=2)


@pytest.mark.parametrize("words", [["allergy"], ["--all"], ["--format", "ics", "visit"]])
def test_the_whole_planner_takes_no_kind(cli: Run, words: list[str]) -> None:
    refused(cli("export", *words), "csv", code=2)


def test_letters_of_any_script_leave_in_any_locale(process: Run) -> None:
    new_id(process("add", "allergy", "苺 – Nüsse"))
    done = process("export", "--format", "csv", "allergy", env={"LC_ALL": "C", "PYTHONUTF8": "0"})
    assert rows(fine(done))[0]["substance"] == "苺 – Nüsse"
