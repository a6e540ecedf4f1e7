"""Drafts: what was typed and not saved yet is there at the next opening of its form."""

import json
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.every import examples
from tests.store.making import another_process, saved
from tuiplanner.model.records import Medication
from tuiplanner.store import drafts
from tuiplanner.store.locking import Lock
from tuiplanner.store.store import Store


def file_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.drafts")


def test_a_draft_is_kept_until_it_is_dropped(path: Path) -> None:
    assert drafts.read(path) == {}
    drafts.keep(path, "medication", {"name": "pred", "dose": ""})
    drafts.keep(path, "symptom 7", {"name": "double"})
    assert drafts.read(path) == {
        "medication": {"name": "pred", "dose": ""},
        "symptom 7": {"name": "double"},
    }
    drafts.keep(path, "medication", {"name": "prednisone"})
    assert drafts.read(path)["medication"] == {"name": "prednisone"}
    drafts.keep(path, "medication", {})
    assert drafts.read(path) == {"symptom 7": {"name": "double"}}
    drafts.keep(path, "symptom 7", {})
    assert not file_of(path).exists()


def test_drafts_are_private_and_need_no_planner(path: Path) -> None:
    drafts.keep(path, "medication", {"name": "pred"})
    assert stat.S_IMODE(file_of(path).stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert not path.exists()


def test_dropping_a_draft_that_was_never_kept_writes_nothing(path: Path) -> None:
    drafts.keep(path, "medication", {})
    assert not path.parent.exists()


def test_a_save_keeps_the_drafts(path: Path) -> None:
    drafts.keep(path, "medication", {"name": "pred"})
    saved(Store(path), Medication, name="aspirin")
    assert drafts.read(path) == {"medication": {"name": "pred"}}


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b"7", b"null", b"\xff\xfe", b"[" * 100_000, b'{"a": 7}']
)
def test_damaged_drafts_read_as_none_and_are_set_aside_once(path: Path, damage: bytes) -> None:
    path.parent.mkdir()
    file_of(path).write_bytes(damage)
    assert drafts.read(path) == {}
    aside = drafts.take_over(path)
    if damage and damage != b'{"a": 7}':
        assert path.with_name(aside).read_bytes() == damage
        assert not file_of(path).exists()
    assert drafts.take_over(path) == ""
    drafts.keep(path, "medication", {"name": "pred"})
    assert drafts.read(path) == {"medication": {"name": "pred"}}


def test_one_damaged_draft_costs_no_other(path: Path) -> None:
    path.parent.mkdir()
    kept = {"medication": {"name": "pred"}, "symptom": "x", "visit": None, "note": {"text": 7}}
    file_of(path).write_text(json.dumps(kept))
    assert drafts.read(path)["medication"] == {"name": "pred"}


def test_half_typed_text_is_the_draft_at_the_next_start(path: Path) -> None:
    other = another_process("type_on", path, "medication", "pred")
    assert other.stdout is not None
    assert other.stdout.readline() == "typed\n"
    drafts.take_over(path)
    assert "medication" not in drafts.read(path), "the other window has it open still"
    other.kill()
    other.communicate()
    drafts.take_over(path)
    assert drafts.read(path) == {"medication": {"name": "pred"}}


def test_two_crashed_windows_with_one_form_lose_no_text(path: Path) -> None:
    for word in ("left", "right"):
        other = another_process("type_on", path, "medication", word)
        assert other.stdout is not None
        other.stdout.readline()
        other.kill()
        other.communicate()
    drafts.take_over(path)
    first = drafts.read(path)["medication"]["name"]
    drafts.keep(path, "medication", {})
    drafts.take_over(path)
    assert {first, drafts.read(path)["medication"]["name"]} == {"left", "right"}


def test_a_crashed_window_does_not_replace_a_kept_draft(path: Path) -> None:
    drafts.keep(path, "medication", {"name": "kept"})
    other = another_process("type_on", path, "medication", "typed")
    assert other.stdout is not None
    other.stdout.readline()
    other.kill()
    other.communicate()
    for name in ("kept", "typed"):
        drafts.take_over(path)
        assert drafts.read(path)["medication"]["name"] == name
        drafts.keep(path, "medication", {})


def test_a_window_that_waited_for_the_lock_keeps_new_drafts(path: Path) -> None:
    drafts.keep(path, "visit", {"reason": "scan"})
    lock = path.with_name(f"{path.name}.lock")

    def handles() -> int:
        held = (os.path.realpath(file) for file in Path("/proc/self/fd").iterdir())
        return list(held).count(str(lock))

    with ThreadPoolExecutor() as threads:
        with Lock(path).held():
            kept = threads.submit(drafts.keep, path, "symptom 7", {"name": "double"})
            while handles() < 2 and not kept.done():
                pass
            file_of(path).write_text(json.dumps({"medication": {"name": "pred"}}))
        kept.result()
    assert set(drafts.read(path)) == {"medication", "symptom 7"}


def test_text_in_an_open_form_is_not_a_draft_until_it_closes(path: Path) -> None:
    drafts.keep_open(path, "medication", {"name": "pr"})
    drafts.keep_open(path, "medication", {"name": "pred"})
    assert "medication" not in drafts.read(path)
    drafts.keep(path, "medication", {"name": "pred"})
    assert drafts.read(path) == {"medication": {"name": "pred"}}
    drafts.keep_open(path, "medication", {"name": "x"})
    drafts.keep(path, "medication", {})
    assert not file_of(path).exists()


@settings(max_examples=examples(60))
@given(
    st.dictionaries(st.text(max_size=9), st.text(st.characters(), max_size=40), min_size=1),
    st.text(max_size=9),
)
def test_any_text_survives_as_a_draft(
    tmp_path_factory: pytest.TempPathFactory, fields: dict[str, str], key: str
) -> None:
    path = tmp_path_factory.mktemp("drafts") / "planner.json"
    drafts.keep(path, key, fields)
    assert drafts.read(path) == {key: fields}


def test_a_later_look_leaves_our_own_open_form_alone(path: Path) -> None:
    drafts.keep_open(path, "MedicationForm 0", {"name": "pred"})
    assert drafts.take_over(path, is_start=False) == ""
    assert drafts.of_closed_forms(path) == frozenset()
    drafts.take_over(path)
    assert drafts.of_closed_forms(path) == {"MedicationForm 0"}
