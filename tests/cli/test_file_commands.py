"""undo, redo, check, backups, restore, path, import, export: the file and its way back."""

import json
import os
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine

from tests.cli.talk import Done, Run, fine, listed, new_id, refused, shown
from tuiplanner.model.fields import Numbers, Ref
from tuiplanner.model.planner import KINDS
from tuiplanner.model.records import field_specs


def noon(day: int) -> time_machine.travel:
    """A day of March 2026."""
    return time_machine.travel(datetime(2026, 3, day, 12, tzinfo=UTC), tick=False)


def export(run: Run, *more: str) -> dict[str, Any]:
    """The export as strict JSON: no NaN in it."""

    def refuse(word: str) -> None:
        raise AssertionError(f"{word} is not JSON")

    document: dict[str, Any] = json.loads(fine(run("export", *more)), parse_constant=refuse)
    return document


def everything(run: Run, *more: str) -> dict[str, Any]:
    """All that a person can read, without when it was saved."""
    found: dict[str, Any] = {"me": json.loads(fine(run("me", "--json", *more)))}
    for kind in KINDS:
        found[kind] = sorted(listed(run, kind, "--all", *more), key=lambda record: record["id"])
        for record in found[kind]:
            record.pop("updated")
    return found


def test_undo_and_redo_walk_back_and_forth(cli: Run) -> None:
    steps = [
        ("add", "medication", "prednisone", "--dose", "1 tablet"),
        ("edit", "medication", "1", "--dose", "2 tablets"),
        ("me", "--name", "Marta"),
        ("add", "question", "why"),
        ("remove", "medication", "1"),
    ]
    with noon(1):
        states = [everything(cli)]
        for step in steps:
            fine(cli(*step))
            states.append(everything(cli))
    with noon(2):
        for state in reversed(states[:-1]):
            assert fine(cli("undo")) == ""
            assert everything(cli) == state
        refused(cli("undo"), "nothing to undo")
    with noon(3):
        for state in states[1:]:
            assert fine(cli("redo")) == ""
            assert everything(cli) == state
        refused(cli("redo"), "nothing to redo")


def test_a_new_change_clears_the_redo_steps(cli: Run) -> None:
    new_id(cli("add", "note", "one"))
    fine(cli("undo"))
    new_id(cli("add", "note", "two"))
    refused(cli("redo"), "nothing to redo")
    fine(cli("undo"))
    assert listed(cli, "note") == []


def test_undo_and_redo_report_what_they_did(cli: Run) -> None:
    new_id(cli("add", "medication", "prednisone"))
    assert re.search("“prednisone” is gone", cli("undo").stderr)
    assert re.search("“prednisone” is back", cli("redo").stderr)
    fine(cli("edit", "medication", "1", "--dose", "2 tablets"))
    assert re.search("dose.*prednisone", cli("undo").stderr)
    assert re.search("dose.*prednisone", cli("redo").stderr)
    fine(cli("remove", "medication", "1"))
    assert re.search("“prednisone” is back", cli("undo").stderr)
    assert re.search("“prednisone” is gone", cli("redo").stderr)


def test_undo_restores_only_the_changed_fields(cli: Run) -> None:
    id = new_id(cli("add", "medication", "prednisone", "--dose", "1", "--reason", "a"))
    fine(cli("edit", "medication", id, "--dose", "2", "--reason", "b"))
    fine(cli("edit", "medication", id, "--dose", "3"))
    fine(cli("undo"))
    assert shown(cli, "medication", id)["dose"] == "2"
    fine(cli("undo"))
    record = shown(cli, "medication", id)
    assert (record["dose"], record["reason"]) == ("1", "a")


def test_path_and_check_write_nothing(cli: Run, file: Path, tmp_path: Path) -> None:
    assert fine(cli("path")) == f"{file}\n"
    for words in (["check"], ["backups"], ["export"], ["list", "note"], ["brief"], ["me"]):
        fine(cli(*words))
    assert not file.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "work"]


def test_check_reports_a_sound_file(cli: Run, made_up: Path) -> None:
    before = made_up.read_bytes()
    assert str(made_up) in fine(cli("check"))
    assert made_up.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "empty"),
        ("{", "damaged"),
        ('{"meta": {"1": {"schema": 1, "next_id": 1, "revision": 1}}, "notes": {"x": 1}}', "x"),
        ('{"meta": {"1": {"schema": 1, "next_id": 1, "revision": 1}}, "notes": {"7": {}}}', "7"),
    ],
)
def test_check_names_what_is_wrong(cli: Run, file: Path, content: str, told: str) -> None:
    file.touch(0o600)
    file.write_text(content)
    done = cli("check")
    assert done.returncode == 1
    assert told in done.stdout
    assert "sound" not in done.stdout + done.stderr
    count = done.stdout.count("\n")
    were = "1 problem was" if count == 1 else f"{count} problems were"
    assert_summary(done, f"{were} found in {file}", "tuiplanner backups")
    assert file.read_text() == content


def assert_summary(done: Done, *words: str) -> None:
    """One sentence on standard error: how much was found, and what to do."""
    assert done.stderr.count("\n") == 1
    for word in (*words, "Nothing was changed."):
        assert word in done.stderr


def test_check_counts_what_it_finds(cli: Run, file: Path) -> None:
    new_id(cli("add", "note", "x"))
    assert cli("check").stderr == ""
    history = file.with_name(f"{file.name}.history")
    history.chmod(0o644)
    done = cli("check")
    assert done.returncode == 0
    assert f"chmod 600 {history}" in done.stdout
    assert_summary(done, f"1 problem was found beside {file}")
    history.chmod(0o646)
    file.chmod(0o644)
    done = cli("check")
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 2
    assert_summary(done, f"2 problems were found in {file}")


def test_check_warns_about_a_file_others_can_read(cli: Run, file: Path) -> None:
    new_id(cli("add", "note", "x"))
    file.chmod(0o644)
    done = cli("check")
    assert done.returncode == 1
    assert "chmod 600" in done.stdout + done.stderr


def test_daily_backups_are_kept_for_the_last_ten_days(cli: Run, file: Path) -> None:
    for day in range(1, 14):
        with noon(day):
            new_id(cli("add", "note", f"day {day}, first"))
            new_id(cli("add", "note", f"day {day}, second"))
    days = [line.split()[0] for line in fine(cli("backups")).splitlines()]
    assert days == [f"2026-03-{day:02}" for day in range(13, 3, -1)]
    folder = file.with_name(file.name + ".backups")
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in folder.iterdir())


def test_restore_brings_a_day_back_and_undo_takes_it_back(cli: Run) -> None:
    with noon(1):
        new_id(cli("add", "note", "one"))
        fine(cli("me", "--name", "Marta"))
    with noon(2):
        new_id(cli("add", "note", "two"))
        fine(cli("remove", "note", "1"))
    with noon(3):
        new_id(cli("add", "note", "three"))
        before = everything(cli)
        done = cli("restore", "2026-03-02")
        assert fine(done) == ""
        assert "2026-03-02" in done.stderr
        assert [note["text"] for note in listed(cli, "note")] == ["one"]
        assert json.loads(fine(cli("me", "--json")))["name"] == "Marta"
        fine(cli("undo"))
        assert everything(cli) == before
        fine(cli("restore"))
        assert [note["text"] for note in listed(cli, "note")] == ["two"]
        assert new_id(cli("add", "note", "four")) == "4"
        refused(cli("restore", "2020-01-01"), "2020-01-01", "tuiplanner backups")


@pytest.mark.parametrize("harm", ["damaged", "empty", "gone"])
def test_a_lost_file_is_brought_back(cli: Run, file: Path, harm: str) -> None:
    with noon(1):
        new_id(cli("add", "note", "one"))
        new_id(cli("add", "note", "two"))
    file.unlink()
    if harm != "gone":
        file.write_bytes(b"{torn" if harm == "damaged" else b"")
    with noon(2):
        for words in (["list", "note"], ["add", "note", "x"], ["brief"], ["undo"]):
            refused(cli(*words), str(file), "tuiplanner restore")
        assert fine(cli("backups")).startswith("2026-03-01")
        assert fine(cli("restore")) == ""
        assert [note["text"] for note in listed(cli, "note")] == ["one"]
        assert new_id(cli("add", "note", "three"))
        assert str(file) in fine(cli("check"))
    aside = list(file.parent.glob("planner.json.damaged*"))
    assert [path.read_bytes() for path in aside] == {
        "damaged": [b"{torn"],
        "empty": [b""],
        "gone": [],
    }[harm]


def test_an_id_is_not_used_again_after_restore(cli: Run) -> None:
    with noon(1):
        new_id(cli("add", "note", "one"))
    with noon(2):
        assert new_id(cli("add", "note", "two")) == "2"
        fine(cli("restore"))
        assert new_id(cli("add", "note", "three")) == "3"


def test_export_into_an_empty_planner_is_the_same_planner(process: Run, made_up: Path) -> None:
    process("brief", "--keep")
    out = fine(process("export"))
    assert fine(process("export", "--format", "json")) == out
    done = process("import", "-", "--file", "two.json", stdin=out)
    assert fine(done) == ""
    assert done.stderr.count("\n") == 1
    assert Path("two.json").stat().st_mode & 0o777 == 0o600
    assert fine(process("export", "--file", "two.json")) == out
    assert fine(process("list", "medication", "--file", "two.json")) == fine(
        process("list", "medication")
    )


def test_the_imported_planner_has_the_same_page(process: Run, made_up: Path) -> None:
    fine(process("import", "-", "--file", "two.json", stdin=fine(process("export"))))
    assert fine(process("brief", "--file", "two.json")) == fine(process("brief"))


def test_export_to_a_file_and_back(cli: Run, made_up: Path) -> None:
    Path("out.json").write_text(fine(cli("export")), encoding="utf-8")
    fine(cli("import", "out.json", "--file", "two.json"))
    assert everything(cli, "--file", "two.json") == everything(cli)
    assert cli("undo", "--file", "two.json").stderr == cli("undo").stderr, "its history came too"
    assert everything(cli, "--file", "two.json")["me"] == everything(cli)["me"]


def test_export_uses_the_model_names(cli: Run, made_up: Path) -> None:
    document = export(cli)
    assert document["profile"]["name"] == "Marta Example"
    for kind in ("medication", "symptom", "question", "visit"):
        rows = document[KINDS[kind].TABLE]
        assert {row["id"] for row in rows} == {r["id"] for r in listed(cli, kind, "--all")}
        assert all(
            set(row) <= {*field_specs(KINDS[kind]), "id", "created", "updated", "by"}
            for row in rows
        )


def test_a_planner_brought_into_another_keeps_its_references(cli: Run, made_up: Path) -> None:
    """All that is new comes in, with ids of its own; what the planner says already stays."""
    fine(cli("brief", "--keep"))
    fine(cli("add", "note", "typed by Ana", "--as", "Ana Example"))
    out, theirs = fine(cli("export")), everything(cli)
    mine = ("--file", "mine.json")
    for text in ("one", "two", "three"):
        new_id(cli("add", "question", text, *mine))
    fine(cli("me", "--name", "Petra", *mine))
    before = everything(cli, *mine)
    refused(cli("merge", "-", "--yes", *mine, stdin=out), "Marta Example", "--about")
    fine(cli("merge", "-", "--yes", "--about", "Marta Example", *mine, stdin=out))
    after = everything(cli, *mine)
    new = {kind: [row for row in after[kind] if row["id"] > 3] for kind in KINDS}
    ids: dict[int, int] = {}
    for kind in KINDS:
        assert len(new[kind]) == len(theirs[kind]), kind
        ids |= {old["id"]: row["id"] for old, row in zip(theirs[kind], new[kind], strict=True)}
    assert len(set(ids.values())) == len(ids)
    for kind, record in KINDS.items():
        links = {n for n, s in field_specs(record).items() if isinstance(s, Ref)}
        lists = {n for n, s in field_specs(record).items() if isinstance(s, Numbers)}
        for old, row in zip(theirs[kind], new[kind], strict=True):
            for name in old.keys() - {"id", "created", "by", "rank"}:
                value = old[name]
                if name in links:
                    value = ids[value] if value else value
                elif name in lists:
                    value = [ids[id] for id in value]
                assert row[name] == value, (kind, name)
    assert after["me"]["name"] == "Petra"
    assert after["me"]["born"] == theirs["me"]["born"]
    ranks = [question["rank"] for question in after["question"]]
    assert sorted(ranks) == list(range(1, len(ranks) + 1))
    assert [q["rank"] for q in after["question"] if q["id"] <= 3] == [1, 2, 3]
    fine(cli("undo", *mine))
    assert everything(cli, *mine) == before


def test_undoing_an_import_names_the_import(cli: Run, made_up: Path) -> None:
    out = fine(cli("export"))
    new_id(cli("add", "note", "mine", "--file", "two.json"))
    fine(cli("import", "-", "--yes", "--file", "two.json", stdin=out))
    said = cli("undo", "--file", "two.json").stderr
    assert "import" in said or "records" in said
    said = cli("redo", "--file", "two.json").stderr
    assert "gone" not in said


def test_what_was_deleted_here_is_not_brought_back_unasked(cli: Run) -> None:
    new_id(cli("add", "note", "one"))
    new_id(cli("add", "note", "two"))
    out = fine(cli("export"))
    fine(cli("remove", "note", "1"))
    done = cli("import", "-", "--yes", stdin=out)
    assert "- one: It is no longer here: it was probably deleted." in fine(done)
    assert [note["id"] for note in listed(cli, "note")] == [2]


STAMPS = {"created": "2026-03-12T12:00:00Z", "updated": "2026-03-12T12:00:00Z", "by": None}
ODD = {"name": "prednisone", "batch": {"lot": [1, "x"]}, "status": "nibbling"}
UNKNOWN = {
    "meta": {"1": {"schema": 1, "next_id": 9, "revision": 3, "app": "another"}},
    "profile": {"1": {"name": "Marta", "shoe_size": 38} | STAMPS},
    "medications": {"2": ODD | STAMPS},
    "pets": {"8": {"name": "Rex"} | STAMPS},
}


def test_unknown_fields_are_kept_and_exported(cli: Run, file: Path) -> None:
    file.write_text(json.dumps(UNKNOWN))
    fine(cli("edit", "medication", "2", "--dose", "1 tablet"))
    fine(cli("me", "--born", "1958"))
    document = export(cli)
    assert document["profile"]["shoe_size"] == 38
    assert document["medications"][0]["batch"] == {"lot": [1, "x"]}
    assert document["medications"][0]["status"] == "nibbling"
    assert document["pets"] == [{"id": 8, "name": "Rex"} | STAMPS]
    fine(cli("import", "-", "--file", "two.json", stdin=fine(cli("export"))))
    assert fine(cli("export", "--file", "two.json")) == fine(cli("export"))


def test_an_import_keeps_unknown_tables(cli: Run, file: Path) -> None:
    file.write_text(json.dumps({name: UNKNOWN[name] for name in ("meta", "pets")}))
    more = {"tuiplanner": 1, "next_id": 2, "notes": [{"id": 1, "text": "x"}]}
    fine(cli("import", "-", "--yes", stdin=json.dumps(more)))
    assert export(cli)["pets"] == [{"id": 8, "name": "Rex"} | STAMPS]
    assert len(listed(cli, "note")) == 1


def test_invalid_rows_do_not_stop_an_export(cli: Run, file: Path) -> None:
    tables = UNKNOWN | {"notes": {"abc": {"text": "x"}, "5": 7, "6": {"text": "good"}}}
    file.write_text(json.dumps(tables))
    assert {"id": 6, "text": "good"} in export(cli)["notes"]


@pytest.mark.parametrize("text", ["a\\ud800b", "\\u0000", "\\u001b[31m", "\\u202e"])
def test_loaded_text_is_shown_clean_and_exported_as_it_is(
    cli: Run, process: Run, file: Path, text: str
) -> None:
    tables = UNKNOWN | {"notes": {"6": {"text": "T"}}, "medications": {"7": {"name": "T"}}}
    file.write_text(json.dumps(tables).replace('"T"', f'"x{text}y"'))
    for words in (["list", "note"], ["show", "note", "6"], ["brief"], ["list", "note", "--json"]):
        out = fine(process(*words))
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\ud800-\udfff]", out)
    document = json.loads(fine(process("export")))
    assert document["notes"][0]["text"] == json.loads(f'"x{text}y"')


JUNK = {
    "nothing": "",
    "torn": '{"tuiplanner": 1, "next_id"',
    "a list": "[]",
    "nothing in it": "{}",
    "a newer form": '{"tuiplanner": 99, "next_id": 1}',
    "no counter": '{"tuiplanner": 1}',
    "deep": "[" * 100_000,
    "a long number": '{"tuiplanner": 1, "next_id": ' + "9" * 5_000 + "}",
}


@pytest.mark.parametrize("why", JUNK)
def test_junk_is_not_imported(cli: Run, why: str) -> None:
    new_id(cli("add", "note", "one"))
    before = fine(cli("export"))
    refused(cli("import", "-", stdin=JUNK[why]))
    assert fine(cli("export")) == before


def test_an_unreadable_file_is_not_imported(cli: Run, tmp_path: Path) -> None:
    refused(cli("import", "-", stdin=b"{\xff}"), "characters of this file are damaged")
    Path("export.json").write_text("{hello")
    refused(cli("import", "export.json"), "JSON")
    refused(cli("import", str(tmp_path)), str(tmp_path))
    refused(cli("import", "nowhere.json"), "nowhere.json")
    refused(cli("import", "x" * 300))


ODD_ROWS: dict[str, list[Any]] = {
    "not rows": [1, None, "x", [], {}],
    "no ids": [{"name": "a"}, {"id": None, "name": "b"}, {"id": "1", "name": "c"}],
    "bad ids": [{"id": 0, "name": "a"}, {"id": -4, "name": "b"}, {"id": 1.5, "name": "c"}],
    "true as id": [{"id": True, "name": "a"}],
    "huge ids": [{"id": 2**60, "name": "a"}],
    "an id at the edge": [{"id": 2**53 - 1, "name": "a"}],
    "the same id twice": [{"id": 1, "name": "a"}, {"id": 1, "name": "b"}],
    "odd values": [
        {"id": 1, "name": 5, "dose": ["x"], "status": {}, "started": 7, "kind": None, "by": "Ana"}
    ],
    "no name": [{"id": 1, "dose": "2"}],
    "references to nothing": [{"id": 1, "name": "a", "by": 77}],
    "long": [{"id": 1, "name": "x" * 10_000, "dose": "y" * 10_000}],
    "hostile": [{"id": 1, "name": "[/b]\x1b[31m\0\n\ud800"}],
    "not a number": [{"id": 1, "name": "a", "severity": float("nan"), "when": float("inf")}],
}


@pytest.mark.parametrize("empty", [True, False])
@pytest.mark.parametrize("why", ODD_ROWS)
def test_odd_rows_leave_a_working_planner(cli: Run, why: str, empty: bool) -> None:
    if not empty:
        new_id(cli("add", "note", "one"))
    rows = dict.fromkeys(("medications", "symptoms", "tests"), ODD_ROWS[why])
    document = {"tuiplanner": 1, "next_id": 2, "profile": ["x"], "meta": {"1": 5}, **rows}
    done = cli("import", "-", "--yes", stdin=json.dumps(document))
    if done.stdout and done.returncode:  # the review of a copy that has nothing new
        assert "nothing was brought in" in done.stderr
    elif done.returncode:
        refused(done)
    fine(cli("check"))
    fine(cli("brief"))
    for kind in ("medication", "symptom", "test"):
        for record in listed(cli, kind, "--all"):
            assert fine(cli("show", kind, str(record["id"])))
    id = new_id(cli("add", "note", "after"))
    assert shown(cli, "note", id)["text"] == "after"
    assert len(listed(cli, "note")) == (1 if empty else 2)
    export(cli)


def test_two_rows_with_one_id_are_both_kept_or_refused(cli: Run) -> None:
    rows = ODD_ROWS["the same id twice"]
    document = {"tuiplanner": 1, "next_id": 2, "medications": rows}
    done = cli("import", "-", stdin=json.dumps(document))
    names = {record["name"] for record in listed(cli, "medication")}
    assert names == ({"a", "b"} if done.returncode == 0 else set())


@pytest.mark.parametrize("counter", ["true", "-5", "0", '"9"', "1e400", "null", "3.5"])
def test_an_odd_counter_never_lets_an_id_be_used_twice(cli: Run, counter: str) -> None:
    row = '{"id": 4, "text": "imported"}'
    document = f'{{"tuiplanner": 1, "next_id": {counter}, "notes": [{row}]}}'
    done = cli("import", "-", stdin=document)
    if done.returncode:
        refused(done)
    new_id(cli("add", "note", "after"))
    ids = [note["id"] for note in listed(cli, "note")]
    assert len(set(ids)) == (1 if done.returncode else 2)
    fine(cli("check"))


def test_a_device_pipe_or_folder_is_not_an_export(cli: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for place in ("/dev/zero", tmp_path / "pipe", tmp_path):
        refused(cli("import", str(place)), "is not a file")
