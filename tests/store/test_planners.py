"""Several planners in one folder: which files count, whose they are, and names for new ones."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from tuiplanner.errors import FileTrouble, Refused
from tuiplanner.model.planner import add, edit
from tuiplanner.model.records import Medication, Profile
from tuiplanner.outputs.exchange import export_document
from tuiplanner.store import planners, preferences
from tuiplanner.store.store import Store

DAY = date(2026, 3, 12)


def write(path: Path, name: str = "", used: float | None = None) -> Store:
    """A planner with a name, last used at a moment."""
    store = Store(path)
    store.update(lambda now: add(now, Medication, {"name": "aspirin"}, DAY))
    if name:
        store.update(lambda now: edit(now, Profile, 1, {"name": name}, DAY))
    if used is not None:
        os.utime(store.path, (used, used))
    return store


def labels(folder: Path) -> list[str]:
    return [one.described for one in planners.found(folder)]


def test_each_planner_is_named_and_the_last_used_is_first(tmp_path: Path) -> None:
    write(tmp_path / "planner.json", "Robert Example", 1_000)
    write(tmp_path / "mother.json", "Marta Example", 3_000)
    write(tmp_path / "ana.json", used=2_000)
    assert labels(tmp_path) == ["Marta Example (mother)", "ana", "Robert Example (planner)"]
    preferences.keep(tmp_path / "planner.json", preferences.Preferences(tab=2))
    assert labels(tmp_path)[0] == "Robert Example (planner)"


def test_companions_and_other_files_are_not_planners(tmp_path: Path) -> None:
    path = tmp_path / "planner.json"
    write(path, "Robert")
    for suffix in (".history", ".drafts", ".written", ".lock", ".drafts.unreadable-1"):
        path.with_name(path.name + suffix).write_text("{}")
    (tmp_path / ".planner.json.0123456789abcdef.tmp").write_bytes(path.read_bytes())
    (tmp_path / ".mother.json").write_bytes(path.read_bytes())
    (tmp_path / "demo-x").mkdir()
    (tmp_path / "folder.json").mkdir()
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "other.json").write_text('{"a": 1}')
    (tmp_path / "export.json").write_text(export_document(Store(path).tables()))
    (tmp_path / "empty.json.backups").mkdir()
    assert (path.with_name("planner.json.backups")).is_dir()
    assert labels(tmp_path) == ["Robert (planner)"]
    assert planners.only(tmp_path) == path


COPIES = ["planner (conflicted copy).json", "planner (conflicted copy 2026-03-01 101010).json"]
COPIES += ["planner (1).json", "planner 2.json", "planner - Copy (2).json", "planner - Kopie.json"]
COPIES += ["planner.sync-conflict-20260301-101010-ABCDEFG.json", "planner_conflict-20260301.json"]
COPIES += ["planner~.json", "planner.1.json", "planner.bak.json", "planner-backup.json"]
COPIES += ["planner_old.json", "planner copy.json", "Copy of planner.json", "planner (1) (2).json"]
COPIES += ["planner (\n\x1b[31m).json", "planner ().json"]


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_of_a_planner_is_not_a_person(tmp_path: Path, name: str) -> None:
    path = tmp_path / "planner.json"
    write(path, "Robert")
    (tmp_path / name).write_bytes(path.read_bytes())
    (tmp_path / f"{name}.backups").mkdir()
    assert labels(tmp_path) == ["Robert (planner)"]
    assert planners.only(tmp_path) == path
    assert planners.copies(tmp_path) == [name]
    path.write_text("{")  # The copy is still not the person of a damaged planner.
    assert [one.trouble for one in planners.found(tmp_path)] == [planners.DAMAGED]
    path.unlink()
    assert name.removesuffix(".json") in {one.stem for one in planners.found(tmp_path)}
    assert planners.copies(tmp_path) == []


@pytest.mark.parametrize(
    "stem",
    ["planner-2", "planners", "planner-in-law", "planner-oldman", "old-planner", "planner copper"],
)
def test_a_similar_file_name_is_not_a_copy(tmp_path: Path, stem: str) -> None:
    write(tmp_path / "planner.json", "Robert", 2_000)
    write(tmp_path / f"{stem}.json", "Eva", 1_000)
    assert labels(tmp_path) == ["Robert (planner)", f"Eva ({stem})"]
    assert planners.copies(tmp_path) == []


def test_copies_of_other_files_are_not_mentioned(tmp_path: Path) -> None:
    write(tmp_path / "planner.json", "Robert")
    for name in ("planner (1).json", "other.json", "other (1).json"):
        (tmp_path / name).write_text('{"a": 1}')
    assert planners.copies(tmp_path) == []


def test_a_new_planner_does_not_have_the_name_of_a_copy(tmp_path: Path) -> None:
    write(tmp_path / "mother.json", "Marta")
    with pytest.raises(Refused, match="is the name of a copy"):
        planners.new_path(tmp_path, "mother old", planners.found(tmp_path))


def test_a_planner_that_cannot_be_read_is_listed(tmp_path: Path) -> None:
    write(tmp_path / "planner.json", "Robert")
    write(tmp_path / "mother.json", "Marta")
    (tmp_path / "mother.json").write_bytes(b'{"meta": {"1"')
    (tmp_path / "empty.json").touch()
    (tmp_path / "link.json").symlink_to(tmp_path / "unmounted" / "x.json")
    write(tmp_path / "father.json", "Paul")
    (tmp_path / "father.json").unlink()
    troubles = {one.stem: one.trouble for one in planners.found(tmp_path)}
    assert troubles == {
        "planner": "",
        "mother": planners.DAMAGED,
        "empty": planners.DAMAGED,
        "link": planners.UNREADABLE,
        "father": planners.GONE,
    }
    assert planners.only(tmp_path) is None


def test_a_lost_first_planner_is_not_replaced_by_another(tmp_path: Path) -> None:
    write(tmp_path / "planner.json", "Robert")
    (tmp_path / "planner.json").unlink()
    write(tmp_path / "mother.json", "Marta")
    assert planners.only(tmp_path) is None


def test_two_names_of_one_file_are_one_planner(tmp_path: Path) -> None:
    write(tmp_path / "mother.json", "Marta")
    (tmp_path / "planner.json").symlink_to("mother.json")
    assert labels(tmp_path) == ["Marta (mother)"]


def test_the_only_planner_need_not_be_the_first(tmp_path: Path) -> None:
    assert planners.only(tmp_path) == tmp_path / "planner.json"
    assert planners.only(tmp_path / "none") == tmp_path / "none" / "planner.json"
    (tmp_path / "other.json").write_text("[]")
    assert planners.only(tmp_path) == tmp_path / "planner.json"
    write(tmp_path / "mother.json", "Marta")
    assert planners.only(tmp_path) == tmp_path / "mother.json"
    write(tmp_path / "planner.json", "Robert")
    assert planners.only(tmp_path) is None


def test_a_folder_that_cannot_be_read_is_not_guessed_about(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.symlink_to(folder)  # unreadable even for root
    for ask in (planners.only, planners.found, planners.copies):
        with pytest.raises(FileTrouble, match="cannot be read"):
            ask(folder)
    (tmp_path / "file").touch()
    assert planners.found(tmp_path / "file") == []


def test_a_file_without_a_printable_name_has_no_empty_word(tmp_path: Path) -> None:
    write(tmp_path / "planner.json", "Robert")
    (tmp_path / " .json").touch()
    assert sorted(labels(tmp_path)) == ["Robert (planner)", "no name yet"]


def test_the_word_for_a_planner_names_no_other(tmp_path: Path) -> None:
    write(tmp_path / "planner.json", "Marta Example", 3_000)
    write(tmp_path / "mother.json", "Marta Example", 2_000)
    write(tmp_path / "marta.json", "Eva", 1_000)
    (tmp_path / " .json").touch()
    known = planners.found(tmp_path)
    words = {one.stem: planners.word_for(known, one) for one in known}
    assert words == {"planner": "planner", "mother": "mother", "marta": "Eva", " ": ""}


@pytest.mark.parametrize("row", [5, {"name": 5}, {"name": ["x"]}, {"name": None}, {}, "x"], ids=str)
def test_an_odd_name_is_no_name(tmp_path: Path, row: object) -> None:
    store = write(tmp_path / "mother.json")
    store.path.write_text(json.dumps({**store.tables(), "profile": {"1": row}}))
    assert labels(tmp_path) == ["mother"]


def test_a_name_is_safe_to_print(tmp_path: Path) -> None:
    store = write(tmp_path / "mother.json")
    name = "\x1b[31mEva\u202e\n" + "x" * 500
    store.path.write_text(json.dumps({**store.tables(), "profile": {"1": {"name": name}}}))
    (said,) = labels(tmp_path)
    assert said.isprintable()
    assert len(said) < 80


@pytest.mark.parametrize(
    "word", ["mother", "MOTHER", "Marta", "marta example", "  marta  Example "]
)
def test_a_word_matches_file_name_and_first_name(tmp_path: Path, word: str) -> None:
    write(tmp_path / "mother.json", "Marta Example")
    write(tmp_path / "planner.json", "Robert Example")
    known = planners.found(tmp_path)
    assert [one.stem for one in planners.matching(known, word)] == ["mother"]


@pytest.mark.parametrize("word", ["", " ", "Example", "mar", "mother.json", "../mother", "\u202e"])
def test_other_words_match_nobody(tmp_path: Path, word: str) -> None:
    write(tmp_path / "mother.json", "Marta Example")
    write(tmp_path / "nameless.json")
    assert planners.matching(planners.found(tmp_path), word) == []


@pytest.mark.parametrize(
    ("typed", "stem"),
    [
        ("mother", "mother"),
        ("Marta Example", "marta-example"),
        ("../x", "x"),
        ("a/b", "a-b"),
        ("planner.json.history", "planner-json-history"),
        ("..", ""),
        ("", ""),
        (" \t", ""),
        ("👵🏽", ""),
        ("❤️ mom", "mom"),
        ("a\0b\x1b[31m", "ab-31m"),
        ("お母さん", "お母さん"),
        ("أمي", "أمي"),
        ("\u202eevil\u202c", "evil"),
        ("मां", "मां"),
        ("Bjo\u0308rn", "björn"),
        ("-rf", "rf"),
        ("x" * 500, "x" * 60),
        ("語" * 500, "語" * 20),
    ],
    ids=ascii,
)
def test_a_new_name_makes_a_safe_file_name(tmp_path: Path, typed: str, stem: str) -> None:
    if not stem:
        with pytest.raises(Refused, match="needs a letter"):
            planners.new_path(tmp_path, typed, [])
        return
    path = planners.new_path(tmp_path, typed, [])
    assert path == tmp_path / f"{stem}.json"
    write(path)
    assert [one.path for one in planners.found(tmp_path)] == [path]


def test_a_new_name_takes_nothing_over(tmp_path: Path) -> None:
    write(tmp_path / "mother.json", "Marta Example")
    known = planners.found(tmp_path)
    for typed in ("mother", "Mother!", "marta", "MARTA EXAMPLE"):
        with pytest.raises(Refused, match="there is a planner of Marta"):
            planners.new_path(tmp_path, typed, known)
    for left in ("a.json", "b.json.history", "c.json.drafts", "d.json.backups"):
        (tmp_path / left).touch()
        with pytest.raises(Refused, match="is there already"):
            planners.new_path(tmp_path, left[0], [])
