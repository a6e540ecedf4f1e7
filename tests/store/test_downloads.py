"""The files that a portal's download may have left, and reading one of them."""

import os
from datetime import date
from pathlib import Path

import pytest

from tuiplanner.errors import FileTrouble
from tuiplanner.store.downloads import LARGEST, MOST, found, read_download, whole_path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with files in several folders, one saved a day after the other."""
    files = ("Downloads/old.xml", "Desktop/list.csv", "here.json", "Documents/new.txt")
    for days, name in enumerate(files):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("x")
        os.utime(file, (days * 86_400 + 40_000,) * 2)
    return tmp_path


def test_the_newest_file_comes_first_with_its_folder_and_day(home: Path) -> None:
    shown = [(each.name, each.folder, each.day) for each in found(home, home)]
    assert shown == [
        ("new.txt", "~/Documents", date(1970, 1, 4)),
        ("here.json", "~", date(1970, 1, 3)),
        ("list.csv", "~/Desktop", date(1970, 1, 2)),
        ("old.xml", "~/Downloads", date(1970, 1, 1)),
    ]


def test_what_cannot_be_a_download_is_not_offered(home: Path) -> None:
    folder = home / "Downloads"
    for name in ("photo.jpg", ".hidden.xml", "empty.xml"):
        (folder / name).write_text("x" if name != "empty.xml" else "")
    (folder / "folder.xml").mkdir()
    os.mkfifo(folder / "pipe.xml")
    (folder / "large.xml").touch()
    os.truncate(folder / "large.xml", LARGEST + 1)
    assert [each.name for each in found(home, folder) if each.folder == "~/Downloads"] == [
        "old.xml"
    ]


def test_only_the_newest_files_are_offered(tmp_path: Path) -> None:
    for number in range(MOST + 5):
        (tmp_path / f"{number}.xml").write_text("x")
        os.utime(tmp_path / f"{number}.xml", (number, number))
    names = [each.name for each in found(tmp_path / "nowhere", tmp_path)]
    assert names == [f"{number}.xml" for number in range(MOST + 4, 4, -1)]


def test_a_hostile_file_name_is_shown_clean_and_still_opens(tmp_path: Path) -> None:
    file = tmp_path / "a\x1b[31m\u202e\n[b].xml"
    file.write_text("x")
    (shown,) = found(tmp_path / "nowhere", tmp_path)
    assert shown.name.isprintable()
    assert read_download(Path(shown.path)) == b"x"


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "large.xml").touch()
    os.truncate(tmp_path / "large.xml", LARGEST + 1)
    for name, why in (("nowhere.xml", "No such file"), ("large.xml", "larger than 20 MB")):
        with pytest.raises(FileTrouble, match=f"{name} .*{why}"):
            read_download(tmp_path / name)


def test_a_tilde_is_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert whole_path("~/a.xml") == tmp_path / "a.xml"
    with pytest.raises(FileTrouble, match="no such user"):
        whole_path("~nobody-here/a.xml")
