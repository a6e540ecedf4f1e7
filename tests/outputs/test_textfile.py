"""The page as a file: private, whole or not at all, never over somebody else's work."""

from datetime import date
from pathlib import Path

import pytest

from tuiplanner.brief.source import Source
from tuiplanner.errors import FileTrouble
from tuiplanner.model.planner import Planner, add
from tuiplanner.model.records import Specialist, Visit
from tuiplanner.outputs.textfile import default_name, free_name, write_page

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


@pytest.mark.parametrize(
    ("made_from", "name"),
    [
        (source(), "brief-2026-03-12.txt"),
        (source("2026-04-02"), "brief-2026-04-02.txt"),
        (source("2026-04-02T10:30", "Neurology"), "brief-2026-04-02-neurology.txt"),
        (source("2026-04", "ear, nose & throat"), "brief-2026-04-01-ear-nose-throat.txt"),
        (source("XXXX", "x"), "brief-2026-03-12-x.txt"),
        (source("2026-04-02", "", "oncology"), "brief-2026-04-02-oncology.txt"),
        (source("2026-04-02", "../..//.."), "brief-2026-04-02.txt"),
        (source("2026-04-02", "-rf *"), "brief-2026-04-02-rf.txt"),
    ],
)
def test_the_default_name(made_from: Source, name: str) -> None:
    assert default_name(made_from) == name


@pytest.mark.parametrize("specialty", ["x" * 80, "神経内科" * 20, "\n\t", "a\0b", "ä ö ü"])
def test_the_default_name_is_one_that_any_folder_takes(
    tmp_path: Path, planner: Path, specialty: str
) -> None:
    name = default_name(source("2026-04-02", specialty))
    assert name.startswith("brief-2026-04-02")
    assert name.isascii()
    assert write_page("x\n", tmp_path / name, planner).parent == tmp_path


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


def test_on_the_screen_a_taken_name_gets_a_number(tmp_path: Path, planner: Path) -> None:
    file = tmp_path / "page.txt"
    assert free_name(file, planner) == file
    write_page("ours\n", file, planner)
    assert free_name(file, planner) == file
    file.write_text("theirs")
    assert free_name(file, planner) == tmp_path / "page-2.txt"
    (tmp_path / "page-2.txt").write_text("theirs too")
    assert free_name(file, planner) == tmp_path / "page-3.txt"
    write_page("ours\n", tmp_path / "page-3.txt", planner)
    assert free_name(file, planner) == tmp_path / "page-3.txt"
