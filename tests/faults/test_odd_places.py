"""A planner's place that holds something else, or that belongs to somebody else."""

import os
import shutil
import socket
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.runs import Prepared, litter, sentence
from tests.store.making import saved
from tuiplanner.model.records import Note
from tuiplanner.store.store import Store

LONGEST = 2.0  # seconds until there is a sentence
ROOT, SOMEBODY, ANOTHER = os.geteuid() == 0, 12_345, 12_346
COMMANDS = (["list", "note"], ["add", "note", "x"], ["brief"], ["check"], ["undo"], ["export"])


def a_socket(path: Path) -> None:
    """Bound by its short name: the whole one may be too long for a socket."""
    os.chdir(path.parent)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)


def a_huge_file(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(50_000_001)


def a_link_to_a_pipe(path: Path) -> None:
    os.mkfifo(path.parent / "pipe")
    path.symlink_to("pipe")


def a_link_in_a_circle(path: Path) -> None:
    path.symlink_to(path.parent / "there")
    (path.parent / "there").symlink_to(path)


PLACES: dict[str, Callable[[Path], object]] = {
    "a folder": Path.mkdir,
    "a pipe": lambda path: os.mkfifo(path),
    "a socket": a_socket,
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "no device": lambda path: path.symlink_to("/dev/null"),
    "a huge file": a_huge_file,
    "a link to a pipe": a_link_to_a_pipe,
    "a link to a folder": lambda path: path.symlink_to(path.parent),
    "a link that leads nowhere": lambda path: path.symlink_to(path.parent / "gone" / "x.json"),
    "a link in a circle": a_link_in_a_circle,
}


@pytest.mark.parametrize("place", PLACES)
def test_a_path_that_is_not_a_file_fails_within_two_seconds(
    place: str, tmp_path: Path, prepared: Prepared
) -> None:
    path = tmp_path / "place" / "planner.json"
    path.parent.mkdir()
    PLACES[place](path)
    before = path.lstat(), sorted(path.parent.iterdir())
    for words in COMMANDS:
        run = prepared.run("command", "--file", path, *words, kill_after=LONGEST)
        assert run.code == 1, (words, run)
        said = sentence(run.out or run.err)
        assert str(path) in said or os.path.realpath(path) in said
    assert path.lstat().st_ino == before[0].st_ino
    kept = [each for each in path.parent.iterdir() if not each.name.endswith(".lock")]
    assert sorted(kept) == before[1]


def test_a_folder_behind_a_dangling_link_is_not_created(tmp_path: Path, prepared: Prepared) -> None:
    """As that of a disk which is not mounted."""
    (tmp_path / "disk").symlink_to(tmp_path / "mounted" / "later")
    run = prepared.run("command", "--file", tmp_path / "disk" / "planner.json", "add", "note", "x")
    assert run.code == 1
    assert "leads nowhere" in sentence(run.err)
    assert not (tmp_path / "mounted").exists()


@pytest.fixture
def common() -> Iterator[Path]:
    """A folder that every user of the machine reaches, and may write in."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_an_unreadable_file_prints_an_error(
    words: list[str], common: Path, prepared: Prepared
) -> None:
    path = common / "planner.json"
    saved(Store(path), Note, text="mine")
    path.chmod(0o000)
    before = path.stat()
    user = SOMEBODY if ROOT else None
    run = prepared.run("command", "--file", path, *words, user=user, kill_after=LONGEST)
    assert run.code == 1, run
    assert "Permission denied" in sentence(run.out or run.err)
    assert path.stat() == before


def test_an_inaccessible_folder_prints_an_error(common: Path, prepared: Prepared) -> None:
    user = SOMEBODY if ROOT else None
    path = common / "mine" / "planner.json"
    saved(Store(path), Note, text="mine")
    for mode, words in ((0o000, ["list", "note"]), (0o555, ["add", "note", "x"])):
        path.parent.chmod(mode)
        path.with_name(path.name + ".lock").unlink(missing_ok=True) if ROOT else None
        run = prepared.run("command", "--file", path, *words, user=user)
        assert run.code == 1, run
        assert "Permission denied" in sentence(run.err)
    path.parent.chmod(0o755)
    assert [note.text for note in Store(path).load().notes.values()] == ["mine"]


def owner(path: Path) -> tuple[int, int, int]:
    found = path.lstat()
    return found.st_uid, found.st_gid, stat.S_IMODE(found.st_mode)


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o660, 0o644])
def test_a_save_keeps_owner_group_and_mode(mode: int, common: Path, prepared: Prepared) -> None:
    path = common / "planner.json"
    saved(Store(path), Note, text="first")
    group = (set(os.getgroups()) - {os.getegid()} or {os.getegid()}).pop()
    ids = (SOMEBODY, ANOTHER) if ROOT else (os.geteuid(), group)
    for each in common.iterdir():
        os.chown(each, *ids)
    path.chmod(mode)
    saved(Store(path), Note, text="second")
    assert owner(path) == (*ids, mode)
    user = SOMEBODY if ROOT else None
    run = prepared.run("command", "--file", path, "add", "note", "third", user=user)
    assert run.code == 0, run
    assert owner(path)[0] == ids[0]
    assert [note.text for note in Store(path).load().notes.values()] == ["first", "second", "third"]


def test_files_root_creates_by_a_planner_belong_to_its_owner(
    common: Path, prepared: Prepared
) -> None:
    path, user = common / "planner.json", SOMEBODY if ROOT else os.geteuid()
    saved(Store(path), Note, text="first")
    kept = path.read_bytes()
    shutil.rmtree(common / "planner.json.backups", ignore_errors=True)
    for each in common.iterdir():
        each.unlink()
    path.write_bytes(kept)
    os.chown(path, user, -1)
    saved(Store(path), Note, text="by root")
    beside = [each for each in common.rglob("*") if each != path]
    assert len(beside) > 2
    assert {owner(each)[0] for each in beside} == {user}
    run = prepared.run("command", "--file", path, "undo", user=user if ROOT else None)
    assert run.code == 0, run


def test_files_left_by_root_are_named_to_the_owner(common: Path, prepared: Prepared) -> None:
    """Root may write there, the owner of the planner may not."""
    path, user = common / "planner.json", SOMEBODY if ROOT else None
    saved(Store(path), Note, text="first")
    history = common / "planner.json.history"
    for each in common.iterdir():
        os.chown(each, user or os.geteuid(), -1)
    assert "\n" not in prepared.run("command", "--file", path, "check", user=user).out[:-1]
    if ROOT:
        os.chown(history, 0, 0)
        run = prepared.run("command", "--file", path, "check", user=user)
        assert run.code == 0
        assert f"{history} belongs to another user" in run.out
        assert "1 problem was found beside" in sentence(run.err)


def test_root_does_not_change_the_owner_of_a_linked_file(common: Path) -> None:
    path, secret = common / "planner.json", common / "secret"
    saved(Store(path), Note, text="first")
    secret.write_text("root's")
    os.chown(path, SOMEBODY if ROOT else os.geteuid(), -1)
    (common / "planner.json.a").symlink_to(secret)
    os.link(secret, common / "planner.json.b")
    saved(Store(path), Note, text="second")
    assert owner(secret)[0] == os.geteuid()


def test_a_save_that_would_lock_the_owner_out_is_refused(common: Path, prepared: Prepared) -> None:
    path = common / "planner.json"
    saved(Store(path), Note, text="theirs")
    if ROOT:
        os.chown(path, SOMEBODY, SOMEBODY)
        path.chmod(0o644)
        for name in ("history", "lock"):
            (common / f"planner.json.{name}").chmod(0o666)
        before = owner(path), path.read_bytes()
        run = prepared.run("command", "--file", path, "add", "note", "x", user=ANOTHER)
        assert run.code == 1, run
        assert "belongs to another user" in sentence(run.err)
        assert (owner(path), path.read_bytes()) == before
        assert litter(path) == []
        path.chmod(0o666)
    run = prepared.run(
        "command", "--file", path, "add", "note", "x", user=ANOTHER if ROOT else None
    )
    assert run.code == 0, run
    assert len(Store(path).load().notes) == 2


def test_a_link_stays_a_link_whoever_it_belongs_to(common: Path) -> None:
    real, link = common / "real" / "planner.json", common / "planner.json"
    saved(Store(real), Note, text="first")
    link.symlink_to("real/planner.json")
    saved(Store(link), Note, text="second")
    assert link.is_symlink()
    assert link.readlink() == Path("real/planner.json")
    assert len(Store(real).load().notes) == 2
    assert sorted(each.name for each in common.iterdir()) == ["planner.json", "real"]
