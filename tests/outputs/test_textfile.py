"""The page as a file: private, whole or not at all, never over somebody else's work."""

from datetime import date
from pathlib import Path

import pytest

from tuiplanner.brief.source import Source
from tuiplanner.errors import FileTrouble
from tuiplanner.model.planner import Planner, add
from tuiplanner.model.records import Specialist, Visit
from tuiplanner.outputs.remembered import MOST
from tuiplanner.outputs.textfile import (
    Output,
    Written,
    page_output,
    write_file,
    write_in_folder,
    write_to,
)

TODAY = date(2026, 3, 12)


@pytest.fixture
def planner(tmp_path: Path) -> Path:
    """Where the planner's file lies; a folder apart from the pages."""
    folder = tmp_path / "planner"
    folder.mkdir()
    return folder / "planner.json"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def source(when: str = "", specialty: str = "", specialist: str = "") -> Source:
    """What a page is made from: at most one visit, perhaps with somebody of the list."""
    planner = Planner()
    values = {"when": when, "specialty": specialty}
    if specialist:
        fields = {"specialty": specialist, "name": "Dr Marta Secret"}
        planner = add(planner, Specialist, fields, TODAY)
        values["specialist_id"] = "1"
    if not when:
        return Source(planner, TODAY)
    link = {"specialist_id": 1} if specialist else {}
    planner = add(planner, Visit, {"when": when, "specialty": specialty, **link}, TODAY)
    return Source(planner, TODAY, planner.visits[planner.next_id - 1])


def write_page(text: str, file: Path, planner: Path, *, force: bool = False) -> Path:
    """Write the page of one visit to a file that the person named."""
    return write_file(file, page(text), planner, force=force)


def page(text: str, visit: int = 1, day: str = "2026-04-02") -> Output:
    """A page as it goes to a file."""
    return Output(text, f"visit-{visit}.txt", f"brief-{day}.txt")


@pytest.mark.parametrize(
    ("made_from", "kind", "name"),
    [
        (source(), "day-2026-03-12.txt", "brief-2026-03-12.txt"),
        (source("2026-04-02"), "visit-1.txt", "brief-2026-04-02.txt"),
        (source("2026-04-02T10:30", "Neurology"), "visit-1.txt", "brief-2026-04-02.txt"),
        (source("2026-04"), "visit-1.txt", "brief-2026-04-01.txt"),
        (source("XXXX", "x"), "visit-1.txt", "brief-2026-03-12.txt"),
        (source("2026-04-02", "", "oncology"), "visit-2.txt", "brief-2026-04-02.txt"),
    ],
)
def test_the_name_has_the_visits_day_alone(made_from: Source, kind: str, name: str) -> None:
    assert page_output("x", made_from) == Output("x", kind, name)


def test_another_form_of_the_page_is_another_kind() -> None:
    visit = source("2026-04-02")
    assert page_output("x", visit, "html") == Output("x", "visit-1.html", "brief-2026-04-02.html")
    assert page_output("x", visit, kept=7) == Output("x", "kept-7.txt", "brief-2026-04-02.txt")


def test_a_page_is_private_and_whole(tmp_path: Path, planner: Path) -> None:
    file = write_page("café\n", tmp_path / "page.txt", planner)
    assert file == tmp_path / "page.txt"
    assert file.read_bytes() == "café\n".encode()
    assert file.stat().st_mode & 0o777 == 0o600
    assert names(tmp_path) == ["page.txt", "planner"]


def test_the_stored_record_of_the_file_is_private(tmp_path: Path, planner: Path) -> None:
    write_page("Marta Example\n", tmp_path / "page.txt", planner)
    (beside,) = planner.parent.iterdir()
    assert beside.stat().st_mode & 0o777 == 0o600
    assert "Marta" not in beside.read_text()


def test_a_planner_without_a_folder_yet_has_a_page(tmp_path: Path) -> None:
    planner = tmp_path / "not" / "yet" / "planner.json"
    for text in ("one\n", "two\n"):
        assert write_page(text, tmp_path / "page.txt", planner).read_text() == text


def test_our_own_unchanged_file_is_replaced(tmp_path: Path, planner: Path) -> None:
    file = tmp_path / "page.txt"
    for text in ("one\n", "two\n", "one\n"):
        write_page(text, file, planner)
        assert file.read_text() == text


def test_a_foreign_file_is_left_alone(tmp_path: Path, planner: Path) -> None:
    file = tmp_path / "page.txt"
    write_page("one\n", file, planner)
    for theirs in ("one\nand a line\n", "", "two\n"):
        file.write_text(theirs)
        with pytest.raises(FileTrouble, match="--force"):
            write_page("three\n", file, planner)
        assert file.read_text() == theirs
    assert write_page("three\n", file, planner, force=True).read_text() == "three\n"


def test_a_file_replaced_by_force_is_private(tmp_path: Path, planner: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text("theirs")
    file.chmod(0o666)
    write_page("ours\n", file, planner, force=True)
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", ["nowhere/page.txt", "plain/page.txt", "folder", "x" * 300])
@pytest.mark.parametrize("force", [True, False])
def test_an_unwritable_place_gives_an_error(
    tmp_path: Path, planner: Path, name: str, force: bool
) -> None:
    (tmp_path / "plain").touch()
    (tmp_path / "folder").mkdir()
    with pytest.raises(FileTrouble, match=name[:20]):
        write_page("x\n", tmp_path / name, planner, force=force)
    assert names(tmp_path) == ["folder", "plain", "planner"]


@pytest.mark.parametrize("name", ["loop", "~nobody-of-this-name/page.txt"])
def test_a_path_to_nowhere_gives_an_error(
    tmp_path: Path, planner: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("loop").symlink_to("loop")
    with pytest.raises(FileTrouble):
        write_page("x\n", Path(name), planner, force=True)


def test_the_home_folder_may_be_named(
    tmp_path: Path, planner: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert write_page("x\n", Path("~/page.txt"), planner) == tmp_path / "page.txt"


def test_in_a_folder_a_taken_name_gets_a_number(tmp_path: Path, planner: Path) -> None:
    first, second = tmp_path / "brief-2026-04-02.txt", tmp_path / "brief-2026-04-02-2.txt"
    for text in ("ours\n", "ours too\n"):
        assert write_in_folder(tmp_path, page(text), planner) == Written(first)
    first.write_text("theirs")
    second.write_text("theirs too")
    third = tmp_path / "brief-2026-04-02-3.txt"
    for text in ("one\n", "two\n"):
        assert write_in_folder(tmp_path, page(text), planner) == Written(third)
    assert (first.read_text(), second.read_text()) == ("theirs", "theirs too")
    assert third.read_text() == "two\n"


def test_two_visits_on_a_day_have_two_files(tmp_path: Path, planner: Path) -> None:
    first, second = tmp_path / "brief-2026-04-02.txt", tmp_path / "brief-2026-04-02-2.txt"
    for force in (False, True):
        assert write_in_folder(tmp_path, page("a", 1), planner, force=force) == Written(first)
        assert write_in_folder(tmp_path, page("b", 2), planner, force=force) == Written(second)
        assert (first.read_text(), second.read_text()) == ("a", "b")
    first.write_text("a, by hand")
    assert write_in_folder(tmp_path, page("c", 1), planner, force=True) == Written(first)
    first.unlink()
    assert write_in_folder(tmp_path, page("d", 2), planner) == Written(first, (second,))


def test_a_visit_that_moves_has_one_file(tmp_path: Path, planner: Path) -> None:
    old = write_in_folder(tmp_path, page("one"), planner).file
    new = write_in_folder(tmp_path, page("two", day="2026-05-09"), planner)
    assert new == Written(tmp_path / "brief-2026-05-09.txt", (old,))
    assert new.sentences == [f"Written: {new.file}", "Removed the older brief-2026-04-02.txt"]
    assert names(tmp_path) == ["brief-2026-05-09.txt", "planner"]


def test_only_an_unchanged_file_is_removed(tmp_path: Path, planner: Path) -> None:
    changed = write_in_folder(tmp_path, page("mine", day="2026-04-04"), planner).file
    changed.write_text("mine, by hand")
    linked = write_in_folder(tmp_path, page("linked", day="2026-04-05"), planner).file
    linked.rename(tmp_path / "real.txt")
    linked.symlink_to("real.txt")
    assert write_in_folder(tmp_path, page("new", day="2026-05-09"), planner).replaced == ()
    assert changed.read_text() == "mine, by hand"
    assert linked.is_symlink()
    assert linked.read_text() == "linked"


def test_only_a_file_of_the_visit_is_removed(tmp_path: Path, planner: Path) -> None:
    """Even if the page of another visit has the same text."""
    other = write_in_folder(tmp_path, page("same", 2, "2026-04-03"), planner).file
    old = write_in_folder(tmp_path, page("same", 1, "2026-04-04"), planner).file
    new = write_in_folder(tmp_path, page("same", 1, "2026-05-09"), planner)
    assert new.replaced == (old,)
    assert other.read_text() == "same"


def test_a_file_elsewhere_or_of_a_chosen_name_stays(tmp_path: Path, planner: Path) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    elsewhere = write_in_folder(folder, page("elsewhere"), planner).file
    chosen = write_file(tmp_path / "chosen.txt", page("chosen"), planner)
    assert write_in_folder(tmp_path, page("new", day="2026-05-09"), planner).replaced == ()
    assert (elsewhere.read_text(), chosen.read_text()) == ("elsewhere", "chosen")


def test_a_named_file_removes_no_other(tmp_path: Path, planner: Path) -> None:
    old = write_in_folder(tmp_path, page("one"), planner).file
    assert write_to(str(tmp_path / "copy.txt"), page("two"), planner).replaced == ()
    assert old.exists()


def test_a_named_file_never_replaces_another_visits(tmp_path: Path, planner: Path) -> None:
    file = tmp_path / "page.txt"
    write_file(file, page("one", 1), planner)
    with pytest.raises(FileTrouble, match="--force"):
        write_file(file, page("two", 2), planner)
    assert file.read_text() == "one"
    write_file(file, page("two", 2), planner, force=True)
    assert file.read_text() == "two"


def memory(planner: Path) -> Path:
    return planner.with_name(f"{planner.name}.written")


def test_the_memory_of_an_older_version_is_understood(tmp_path: Path, planner: Path) -> None:
    file = write_page("one\n", tmp_path / "page.txt", planner)
    digest = memory(planner).read_text().split()[0]
    memory(planner).write_text(f"{digest}\n")
    assert write_page("two\n", file, planner).read_text() == "two\n"
    assert memory(planner).read_text().startswith(f"{digest}\n")


def test_an_older_version_finds_its_digest_in_each_line(tmp_path: Path, planner: Path) -> None:
    """It splits the memory at blanks; a path with blanks is still one word."""
    folder = tmp_path / "a b\u2028c"
    folder.mkdir()
    file = write_in_folder(folder, page("one"), planner).file
    assert len(memory(planner).read_bytes().decode("ascii").split()) == 3
    assert write_in_folder(folder, page("two", day="2026-05-09"), planner).replaced == (file,)


@pytest.mark.parametrize(
    "trash", [b"\xff\xfe\x00", b"a b c d\n", b"\n\n", b"x visit-1.txt %00%zz\n"]
)
def test_an_unreadable_memory_is_no_fault(tmp_path: Path, planner: Path, trash: bytes) -> None:
    memory(planner).write_bytes(trash + b"\n")
    memory(planner).chmod(0o600)
    for text in ("one\n", "two\n"):
        assert write_in_folder(tmp_path, page(text), planner).file.read_text() == text
    with pytest.raises(FileTrouble, match="--force"):
        write_page("x", tmp_path / "planner" / memory(planner).name, planner)


def test_the_memory_stays_private_and_bounded(tmp_path: Path, planner: Path) -> None:
    memory(planner).write_text("".join(f"{number}\n" for number in range(MOST)))
    memory(planner).chmod(0o600)
    for text in ("one\n", "two\n", "two\n"):
        write_page(text, tmp_path / "page.txt", planner)
        assert len(memory(planner).read_text().splitlines()) == MOST
    assert memory(planner).stat().st_mode & 0o777 == 0o600


def test_the_same_page_again_is_remembered_once(tmp_path: Path, planner: Path) -> None:
    for _ in range(3):
        write_in_folder(tmp_path, page("one"), planner)
    assert len(memory(planner).read_text().splitlines()) == 1
