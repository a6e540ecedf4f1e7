"""The command that prints the page, writes it to a file, and keeps what was handed over."""

import json
import os
import re
import shlex
import subprocess
import sys
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from wcwidth import wcswidth

from tests.cli.talk import Run, fine, listed, misused, new_id, refused
from tuiplanner.outputs.ascii import NOTE

MANY = 45  # medicines: more than one page takes


@pytest.fixture
def visit(cli: Run) -> str:
    """A small planner with a visit of which day and specialty are known."""
    fine(cli("me", "--name", "Marta Example", "--born", "2 Apr 1958"))
    new_id(cli("add", "medication", "prednisone", "--dose", "2 tablets"))
    return new_id(cli("add", "visit", "14 Mar 2099 10:30", "--specialty", "Neurology / Brain"))


def names() -> list[str]:
    """What lies in the current folder."""
    return sorted(path.name for path in Path().iterdir())


def pages(text: str) -> list[list[str]]:
    return [page.removesuffix("\n").split("\n") for page in text.split("\f")]


def assert_fits(text: str, columns: int, lines: int) -> None:
    for page in pages(text):
        assert len(page) <= lines
        assert all(0 <= wcswidth(line) <= columns for line in page)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\t" not in text
    assert "\r" not in text


def written(done: subprocess.CompletedProcess[str]) -> Path:
    """The file that the command says it wrote; it offers to keep what was not kept."""
    assert fine(done) == ""
    told = re.fullmatch(
        r"Written: (/.+)\n(?:Gave it to the doctor\? Add --keep, .+\n)?", done.stderr
    )
    assert told, done.stderr
    return Path(told[1])


def test_brief_is_repeatable_and_changes_nothing(process: Run, made_up: Path) -> None:
    beside = {f: f.read_bytes() for f in made_up.parent.iterdir() if f.is_file()}
    first, second = process("brief"), process("brief")
    assert fine(first) == fine(second)
    assert first.stderr == ""
    assert_fits(first.stdout, 72, 60)
    assert "Marta Example" in first.stdout
    assert {f: f.read_bytes() for f in made_up.parent.iterdir() if f.is_file()} == beside


def test_an_empty_planner_has_a_page_and_no_file(process: Run, file: Path) -> None:
    assert "NOT RECORDED - please ask" in fine(process("brief"))
    assert not file.exists()


def test_the_visit_is_the_next_one_or_the_named_one(cli: Run, visit: str) -> None:
    later = new_id(cli("add", "visit", "20 Apr 2099", "--with-whom", "Dr Later"))
    assert "14 Mar 2099" in fine(cli("brief"))
    assert fine(cli("brief", "--visit", visit)) == fine(cli("brief"))
    assert "Dr Later" in fine(cli("brief", "--visit", later))
    assert "14 Mar 2099" not in fine(cli("brief", "--visit", later))


def test_an_unknown_visit_writes_nothing(cli: Run, visit: str) -> None:
    medication = str(int(visit) - 1)
    for id in ("99", medication, "-1", "0"):
        refused(cli("brief", "--visit", id, "-o", "page.txt", "--keep"), f"visit {id}")
    assert list(Path().iterdir()) == []
    assert listed(cli, "brief") == []


def test_written_to_a_file_it_is_private_and_the_same(cli: Run, visit: str) -> None:
    file = written(cli("brief", "-o", "page.txt"))
    assert file == Path("page.txt").absolute()
    assert file.read_text() == fine(cli("brief"))
    assert file.stat().st_mode & 0o777 == 0o600
    assert names() == ["page.txt"]


def test_the_very_first_command_may_write_a_page(process: Run, home: Path) -> None:
    done = process("brief", "-o", "page.txt", env={"TUIPLANNER_FILE": ""})
    assert "NOT RECORDED" in written(done).read_text()


def test_our_own_unchanged_file_is_replaced(cli: Run, visit: str) -> None:
    file = written(cli("brief", "-o", "page.txt"))
    new_id(cli("add", "medication", "zopiclone"))
    assert written(cli("brief", "-o", "page.txt")) == file
    assert "zopiclone" in file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_page_file_edited_by_hand_is_not_overwritten(cli: Run, visit: str) -> None:
    file = written(cli("brief", "-o", "page.txt"))
    noted = file.read_text() + "my own line\n"
    file.write_text(noted)
    refused(cli("brief", "-o", "page.txt"), str(file), "--force")
    assert file.read_text() == noted
    assert written(cli("brief", "-o", "page.txt", "--force")) == file
    assert file.read_text() == fine(cli("brief"))


def test_a_foreign_file_needs_force_and_becomes_private(cli: Run, visit: str) -> None:
    file = Path("page.txt")
    file.write_text("somebody's recipe\n")
    file.chmod(0o644)
    refused(cli("brief", "-o", "page.txt"), "page.txt", "--force")
    assert file.read_text() == "somebody's recipe\n"
    assert written(cli("brief", "-o", "page.txt", "--force")) == file.absolute()
    assert file.read_text() == fine(cli("brief"))
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_page_from_another_planner_is_not_overwritten(cli: Run, visit: str) -> None:
    written(cli("brief", "-o", "page.txt", "--file", "other/planner.json"))
    refused(cli("brief", "-o", "page.txt"), "--force")


def test_a_refused_file_keeps_no_copy(cli: Run, visit: str) -> None:
    Path("page.txt").write_text("theirs")
    refused(cli("brief", "-o", "page.txt", "--keep"))
    assert listed(cli, "brief") == []


def test_the_name_in_a_folder_is_the_visits_day(cli: Run, visit: str) -> None:
    Path("out").mkdir()
    file = written(cli("brief", "-o", "out"))
    assert file == Path("out/brief-2099-03-14.txt").absolute()
    assert written(cli("brief", "-o", "out/")) == file
    assert written(cli("brief", "-o", ".")).parent == Path().absolute()


def test_a_doctor_added_later_gives_no_second_file(cli: Run) -> None:
    visit = new_id(cli("add", "visit", "14 Mar 2099"))
    file = written(cli("brief", "-o", "."))
    fine(cli("edit", "visit", visit, "--with-whom", "Dr Later", "--specialty", "Oncology"))
    assert written(cli("brief", "-o", ".")) == file
    assert "Dr Later" in file.read_text()
    assert names() == ["brief-2099-03-14.txt"]


def test_a_visit_that_moves_takes_its_file_along(cli: Run, visit: str) -> None:
    written(cli("brief", "-o", "."))
    fine(cli("edit", "visit", visit, "--when", "9 Apr 2099"))
    done = cli("brief", "-o", ".")
    assert fine(done) == ""
    assert "\nRemoved the older brief-2099-03-14.txt\n" in done.stderr
    assert names() == ["brief-2099-04-09.txt"]


def test_two_visits_on_a_day_have_two_files(cli: Run, visit: str) -> None:
    other = new_id(cli("add", "visit", "14 Mar 2099 15:00", "--with-whom", "Dr Later"))
    for _ in range(2):
        first = written(cli("brief", "-o", "."))
        second = written(cli("brief", "-o", ".", "--visit", other))
    assert (first.name, second.name) == ("brief-2099-03-14.txt", "brief-2099-03-14-2.txt")
    assert "Dr Later" in second.read_text()
    assert "Dr Later" not in first.read_text()
    refused(cli("brief", "-o", first.name, "--visit", other), "--force")


def test_a_kept_page_has_the_day_of_its_visit(cli: Run, visit: str) -> None:
    fine(cli("brief", "--keep", "--visit", visit))
    (kept,) = listed(cli, "brief")
    new_id(cli("add", "visit", "1 Mar 2099"))
    new_id(cli("add", "medication", "zopiclone"))
    current = written(cli("brief", "-o", ".", "--visit", visit))
    again = written(cli("brief", "-o", ".", "--kept", str(kept["id"])))
    assert (current.name, again.name) == ("brief-2099-03-14.txt", "brief-2099-03-14-2.txt")
    assert again.read_text() == kept["text"] != current.read_text()


def pre(html: str) -> str:
    """The text of a web page's blocks, as a browser shows it."""
    blocks = re.findall(r"<pre>(.*?)</pre>", html, re.DOTALL)
    return unescape("\f".join(re.sub("</?bdi>", "", block) for block in blocks))


@pytest.mark.parametrize("more", [(), ("--large",), ("--ascii",), ("--visit", "2")])
def test_the_web_page_is_the_same_page(cli: Run, visit: str, more: tuple[str, ...]) -> None:
    new_id(cli("add", "medication", "<b>Müller & Co</b> دواء"))
    file = written(cli("brief", "--html", "page.html", *more))
    assert pre(file.read_text()) == fine(cli("brief", *more))
    assert file.stat().st_mode & 0o777 == 0o600
    assert names() == ["page.html"]


def test_a_kept_page_as_a_web_page(cli: Run, visit: str) -> None:
    page = fine(cli("brief", "--keep"))
    (kept,) = listed(cli, "brief")
    new_id(cli("add", "medication", "zopiclone"))
    file = written(cli("brief", "--html", "page.html", "--kept", str(kept["id"])))
    assert pre(file.read_text()) == page


def test_a_web_page_overwrites_no_other_file(cli: Run, visit: str) -> None:
    written(cli("brief", "-o", "page"))
    refused(cli("brief", "--html", "page"), "--force")
    Path("page.html").write_text("theirs")
    refused(cli("brief", "--html", "page.html"), "page.html", "--force")
    assert Path("page.html").read_text() == "theirs"
    written(cli("brief", "--html", "page.html", "--force"))
    fine(cli("edit", "visit", visit, "--when", "9 Apr 2099"))
    written(cli("brief", "--html", "page.html"))
    assert "9 Apr 2099" in Path("page.html").read_text()


def test_text_and_web_page_lie_side_by_side(cli: Run, visit: str) -> None:
    done = cli("brief", "-o", ".", "--html", ".")
    assert fine(done) == ""
    assert done.stderr.count("Written: ") == 2
    assert names() == ["brief-2099-03-14.html", "brief-2099-03-14.txt"]


def test_over_ssh_it_says_how_to_fetch_the_file(
    cli: Run, visit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 50022 2001:db8::2 2222")
    done = cli("brief", "-o", "my page.txt", "--html", ".")
    assert fine(done) == ""
    commands = re.findall(r"^To fetch it, run this on your own computer: (.+)$", done.stderr, re.M)
    text, html = map(shlex.split, commands)
    assert (text[:3], text[-1]) == (["scp", "-P", "2222"], ".")
    assert re.fullmatch(r".+@\[2001:db8::2\]:/.*/my\\ page\.txt", text[3])
    assert html[3].endswith("/brief-2099-03-14.html")
    assert "To fetch" not in cli("brief").stderr


def test_without_a_booked_visit_the_name_has_todays_date(cli: Run) -> None:
    day = date.today()
    assert written(cli("brief", "-o", ".")).name in {
        f"brief-{day.isoformat()}.txt",
        f"brief-{date.today().isoformat()}.txt",
    }


@pytest.mark.parametrize(
    "out",
    ["nowhere/page.txt", "file/page.txt", "loop", "~nobody-of-this-name/page.txt", "x" * 300],
)
def test_an_unwritable_place_prints_an_error(cli: Run, visit: str, out: str) -> None:
    Path("file").touch()
    Path("loop").symlink_to("loop")
    refused(cli("brief", "-o", out))
    assert names() == ["file", "loop"]


def test_a_full_disk_keeps_the_earlier_page(cli: Run, visit: str) -> None:
    before = written(cli("brief", "-o", "page.txt")).read_bytes()
    new_id(cli("add", "medication", "zopiclone"))
    program = f'ulimit -f 0; "{sys.executable}" -m tuiplanner brief -o page.txt'
    done = subprocess.run(["sh", "-c", program], capture_output=True, text=True, check=False)
    refused(done, "page.txt")
    assert names() == ["page.txt"]
    assert Path("page.txt").read_bytes() == before


def test_a_link_stays_a_link(cli: Run, visit: str) -> None:
    Path("real.txt").write_text("")
    Path("page.txt").symlink_to("real.txt")
    written(cli("brief", "-o", "page.txt", "--force"))
    assert Path("page.txt").is_symlink()
    assert Path("real.txt").read_text() == fine(cli("brief"))


def test_a_kept_page_prints_again_byte_for_byte(process: Run, made_up: Path) -> None:
    program = [sys.executable, "-m", "tuiplanner", "brief"]
    handed = subprocess.run([*program, "--keep"], capture_output=True, check=True)
    told = re.fullmatch(rb"Kept as page (\d+)\.\n", handed.stderr)
    assert told
    id = told[1].decode()
    assert fine(process("list", "brief")).startswith(f"{id}  ")
    new_id(process("add", "medication", "zopiclone two"))
    again = subprocess.run([*program, "--kept", id], capture_output=True, check=True)
    assert again.stdout == handed.stdout
    assert again.stdout != subprocess.run(program, capture_output=True, check=True).stdout
    assert fine(process("show", "brief", id)).encode() == handed.stdout


def test_a_page_is_kept_under_its_visit_with_its_questions(cli: Run, visit: str) -> None:
    ids = [new_id(cli("add", "question", text)) for text in ("one", "two", "three")]
    fine(cli("edit", "question", ids[2], "--rank", "1"))
    page = fine(cli("brief", "--keep"))
    (kept,) = listed(cli, "brief")
    assert kept["visit_id"] == int(visit)
    assert kept["text"] == page
    assert kept["question_ids"] == [int(ids[2]), int(ids[0]), int(ids[1])]
    assert kept["kept_at"].startswith(str(date.today().year))
    fine(cli("remove", "visit", visit))
    assert listed(cli, "brief") == [kept]


def test_a_page_of_several_pages_is_kept_byte_for_byte(cli: Run) -> None:
    for number in range(MANY):
        dose = f"{number} drops of the bottle 日本語 cafe\u0301, and not more"
        new_id(cli("add", "medication", f"a long name of a medicine {number}", "--dose", dose))
    for more in ((), ("--large",), ("--ascii",), ("--large", "--ascii")):
        page = fine(cli("brief", "--keep", *more))
        assert "\f" in page
        assert_fits(page, *((60, 51) if "--large" in more else (72, 60)))
        latest = max(listed(cli, "brief"), key=lambda kept: kept["id"])
        assert fine(cli("brief", "--kept", str(latest["id"]))) == page
        count = len(pages(page))
        for number, lines in enumerate(pages(page), 1):
            assert f"Page {number} of {count}" in "\n".join(lines[:5])


def test_a_kept_page_can_be_written_to_a_file(cli: Run, visit: str) -> None:
    page = fine(cli("brief", "--keep"))
    (kept,) = listed(cli, "brief")
    new_id(cli("add", "medication", "zopiclone"))
    assert written(cli("brief", "--kept", str(kept["id"]), "-o", "page.txt")).read_text() == page


def test_keeping_and_writing_at_once(cli: Run, visit: str) -> None:
    done = cli("brief", "--keep", "-o", "page.txt")
    assert fine(done) == ""
    assert done.stderr.startswith("Written: ")
    assert "Kept as page" in done.stderr
    assert listed(cli, "brief")[0]["text"] == Path("page.txt").read_text()


def test_a_deleted_kept_page_comes_back(cli: Run, visit: str) -> None:
    fine(cli("brief", "--keep"))
    kept = listed(cli, "brief")
    fine(cli("remove", "brief", str(kept[0]["id"])))
    refused(cli("brief", "--kept", str(kept[0]["id"])))
    fine(cli("undo"))
    assert [brief["text"] for brief in listed(cli, "brief")] == [kept[0]["text"]]


def test_large_option_prints_large_type(cli: Run, made_up: Path) -> None:
    page = fine(cli("brief", "--large"))
    assert_fits(page, 60, 51)
    assert max(map(len, page.splitlines())) > 50
    for medicine in listed(cli, "medication"):
        assert medicine["name"] in page


def test_ascii_spells_out_characters_the_printer_lacks(cli: Run, visit: str) -> None:
    fine(cli("me", "--name", "Zoë Müller", "--needs", "“large letters” – please…"))
    for name in ("prednisoloneß 20 µg", "薬" * 30, "دواء", "👨‍👩‍👧 tablets ½", "ﬃ ™ № ℞"):
        new_id(cli("add", "medication", name, "--dose", "½ Tüte", "--reason", name))
        new_id(cli("add", "symptom", name, "--note", name, "--course", "worse"))
        new_id(cli("add", "question", name))
    page = fine(cli("brief", "--ascii"))
    assert page.isascii()
    assert_fits(page, 72, 60)
    assert_fits(fine(cli("brief", "--ascii", "--large")), 60, 51)
    assert "Zoe Muller" in page
    assert "prednisoloness 20 " in page
    assert "Zoë Müller" in fine(cli("brief"))
    assert written(cli("brief", "--ascii", "-o", "page.txt")).read_bytes().isascii()


def test_ascii_notes_that_a_quantity_was_spelled(cli: Run, visit: str) -> None:
    fine(cli("add", "medication", "heparin", "--dose", "5 μl", "--strength", "5×10⁶ units"))
    page = fine(cli("brief", "--ascii"))
    assert "5 microliters" in page
    assert "5 x 10^6 units" in page
    assert NOTE in " ".join(page.split())
    assert NOTE not in " ".join(fine(cli("brief")).split())


def test_ascii_leaves_an_ascii_page_as_it_is(cli: Run, visit: str) -> None:
    assert fine(cli("brief", "--ascii")) == fine(cli("brief"))


def test_invalid_option_values_are_refused(cli: Run, visit: str) -> None:
    misused(cli("brief", "-o"))
    misused(cli("brief", "page.txt"))
    misused(cli("brief", "--large=yes"))
    assert json.loads(fine(cli("list", "brief", "--json"))) == []


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_a_page_is_not_written_to_a_device_or_pipe(
    cli: Run, visit: str, force: tuple[str, ...]
) -> None:
    os.mkfifo("pipe")
    for place in ("/dev/null", "/dev/zero", "pipe"):
        refused(cli("brief", "-o", place, *force), "is not a file")
        assert not Path(place).is_file()


def test_a_medicine_that_was_stopped_before_it_was_written_down_has_no_day(cli: Run) -> None:
    """The day of typing is not the day of the stop."""
    new_id(cli("add", "medication", "metformin", "--status", "stopped"))
    assert "  STOPPED  metformin; day not recorded\n" in fine(cli("brief"))
