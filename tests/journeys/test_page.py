"""The page by keys alone: the same bytes as the command line, and every way out."""

from pathlib import Path

import pytest
from textual.containers import VerticalScroll
from textual.widgets import Static

from tests.journeys.helpers import NOW, Hands, at_keyboard, command
from tuiplanner.data.demo import write_demo
from tuiplanner.model.planner import Planner, add, edit
from tuiplanner.model.records import Medication, Visit
from tuiplanner.store.store import Store
from tuiplanner.ui.screens.preview import Preview

TODAY = NOW.date()


def shown_page(hands: Hands) -> str:
    """All of the page that the preview holds, scrolled out of sight or not."""
    return str(hands.app.screen.query_one("#page", Static).content)


def page_text(hands: Hands) -> str:
    """What the preview sends out."""
    assert isinstance(hands.app.screen, Preview)
    return hands.app.screen.page.text


async def scrolled(hands: Hands) -> set[str]:
    """The page's lines as one sees them, going down to its end; each line is seen several times."""
    view = hands.app.screen.query_one(VerticalScroll)
    seen = {line[:77].rstrip() for line in hands.lines}
    while view.scroll_y < view.max_scroll_y:
        await hands.press(*["down"] * 6)
        await hands.pilot.pause()
        seen.update(line[:77].rstrip() for line in hands.lines)
    return seen


async def test_the_preview_shows_exactly_the_bytes_of_the_command_line(path: Path) -> None:
    write_demo(path, TODAY)
    async with at_keyboard(path) as hands:
        await hands.press("b")
        printed = command(path, "brief")
        assert page_text(hands).encode() == printed
        assert shown_page(hands) == printed.decode()
        assert "The page for the doctor: 60 of 60 lines" in hands.place
        assert b"Marta Example" in printed
        seen = await scrolled(hands)
        for line in printed.decode().splitlines():
            assert f"  {line}".rstrip() in seen
        assert "  Left out of the page:" in seen, "what is left out is named below it"


async def test_a_page_of_two_sheets_is_the_same_bytes_too(path: Path) -> None:
    store = Store(path)
    for n in range(80):
        values = {"name": f"medicine {n}", "dose": "2 drops", "frequency": "every morning"}
        store.update(lambda p, values=values: add(p, Medication, values, TODAY))
    async with at_keyboard(path) as hands:
        assert "on 2 pages" in hands.place
        await hands.press("b")
        assert "2 pages" in hands.place
        printed = command(path, "brief")
        assert printed.count(b"\f") == 1
        assert page_text(hands).encode() == printed
        assert shown_page(hands) == printed.decode().replace("\f", "")
        await hands.press("s")
        (file,) = path.parent.glob("brief-*.txt")
        assert file.read_bytes() == printed


async def test_s_writes_a_private_file_and_overwrites_no_other(path: Path) -> None:
    write_demo(path, TODAY)
    name = path.parent / "brief-2026-03-15.txt"
    async with at_keyboard(path) as hands:
        await hands.press("b", "s")
        printed = command(path, "brief")
        assert f"Written:{name}" in hands.flat.replace(" ", "")
        assert name.read_bytes() == printed
        assert name.stat().st_mode & 0o777 == 0o600
        await hands.press("s")
        assert sorted(path.parent.glob("brief-*")) == [name], "our own is replaced"
        name.write_text("somebody else wrote this")
        await hands.press("s", "s")
        second = name.with_name("brief-2026-03-15-2.txt")
        assert sorted(path.parent.glob("brief-*")) == [second, name]
        assert name.read_text() == "somebody else wrote this"
        assert second.read_bytes() == printed
        assert "15-2.txt" in hands.flat.replace(" ", "")


async def test_over_ssh_s_shows_how_to_fetch_the_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 50022 192.0.2.2 22")
    write_demo(path, TODAY)
    async with at_keyboard(path) as hands:
        await hands.press("b", "s")
        assert "To fetch it, run this on your own computer: scp" in hands.flat
        assert "@192.0.2.2:" in hands.flat
        assert "brief-2026-03-15.txt ." in hands.flat
        await hands.press("q", "x")
        assert "appointments.ics ." in hands.flat


async def test_s_after_the_visit_moved_removes_the_older_file(path: Path) -> None:
    store = Store(path)
    store.update(lambda p: add(p, Visit, {"when": "2026-04-01"}, TODAY))
    async with at_keyboard(path) as hands:
        await hands.press("b", "s")
        assert (path.parent / "brief-2026-04-01.txt").exists()
    store.update(lambda p: edit(p, Visit, 1, {"when": "2026-05-01"}, TODAY))
    async with at_keyboard(path) as hands:
        await hands.press("b", "s")
        assert "Removed the older brief-2026-04-01.txt." in hands.flat
        assert [f.name for f in path.parent.glob("brief-*")] == ["brief-2026-05-01.txt"]


async def test_an_unwritable_folder_shows_an_error(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_demo(path, TODAY)
    gone = path.parent / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    async with at_keyboard(path) as hands:
        await hands.press("b")
        gone.rmdir()
        await hands.press("s")
        assert isinstance(hands.app.screen, Preview)
        assert "folder" in hands.flat, "a sentence, not a fault"


async def test_c_sends_the_page_to_the_terminals_clipboard(path: Path) -> None:
    write_demo(path, TODAY)
    async with at_keyboard(path) as hands:
        await hands.press("b", "c")
        assert hands.app.clipboard.encode() == command(path, "brief")
        assert "Sent to your terminal's clipboard. If nothing arrives there: s" in hands.flat


async def test_p_without_a_printer_program_shows_an_error(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(path.parent))
    async with at_keyboard(path) as hands:
        await hands.press("b", "p")
        assert "This computer has no printer program. s saves the page to a file." in hands.flat


async def test_p_hands_the_bytes_to_lp(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs = path.parent / "bin"
    programs.mkdir()
    lp = programs / "lp"
    lp.write_text(f'#!/bin/sh\necho "$@" > {path.parent}/asked\nexec cat > {path.parent}/printed\n')
    lp.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    write_demo(path, TODAY)
    async with at_keyboard(path) as hands:
        await hands.press("b", "p")
        assert "Sent to the printer." in hands.flat
        assert (path.parent / "printed").read_bytes() == command(path, "brief")
        assert (path.parent / "asked").read_text() == "-o cpi=10 -o lpi=6\n"
        lp.write_text("#!/bin/sh\nexit 1\n")
        await hands.press("p")
        assert "The printer refused the page." in hands.flat


async def test_h_keeps_the_page_under_its_visit_byte_for_byte(path: Path) -> None:
    write_demo(path, TODAY)
    async with at_keyboard(path) as hands:
        await hands.press("b")
        printed = command(path, "brief")
        await hands.press("h")
        assert "A copy of the page is kept under the visit of 15 Mar 2026, 10:30." in hands.flat
        (kept,) = hands.stored.briefs.values()
        assert kept.text.encode() == printed
        assert kept.kept_at == "2026-03-12"
        assert len(kept.question_ids) == 3
        await hands.press("q")
        assert "Given to the doctor: 12 Mar 2026" in hands.flat
        await hands.press("4", "J", "1")
        assert hands.stored.briefs[kept.id].text.encode() == printed
        assert command(path, "brief", "--kept", str(kept.id)) == printed
        await hands.press("u", "u")
        assert not hands.stored.briefs


async def test_k_makes_the_page_for_another_visit(path: Path) -> None:
    write_demo(path, TODAY)
    async with at_keyboard(path) as hands:
        visits = sorted(hands.stored.visits.values(), key=lambda visit: visit.when)
        await hands.press("b")
        for visit in visits:
            await hands.press("k")
            assert page_text(hands).encode() == command(path, "brief", "--visit", str(visit.id))
            assert f"For {visit.shown_heading}" in hands.flat
        await hands.press("k", "q", "b")
        first = str(visits[0].id)
        assert page_text(hands).encode() == command(path, "brief", "--visit", first)
        await hands.press("q", "o")
        while hands.list.key != visits[1].id:
            await hands.press("down")
        await hands.press("k")
        assert f"The page is now for the visit of {visits[1].shown_heading}." in hands.flat
        await hands.press("b")
        assert page_text(hands).encode() == command(path, "brief", "--visit", str(visits[1].id))


async def test_k_without_a_visit_shows_a_message(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("b", "k")
        assert "There is no visit yet: tab 1, n writes one down." in hands.flat
        await hands.press("h")
        assert "A copy of the page is kept." in hands.flat
        (kept,) = hands.stored.briefs.values()
        assert kept.visit_id is None
        await hands.press("s")
        assert (path.parent / "brief-2026-03-12.txt").exists()


async def test_a_deleted_visit_is_no_longer_the_chosen_one(path: Path) -> None:
    store = Store(path)
    for when in ("2026-04-01", "2026-05-01"):
        store.update(lambda p, when=when: add(p, Visit, {"when": when}, TODAY))
    async with at_keyboard(path) as hands:
        await hands.press("down", "k", "d", "b")
        assert "Visit:   1 Apr 2026" in hands.screen
        await hands.press("q", "u", "b")
        assert "Visit:   1 May 2026" in hands.screen, "and is the chosen one again after undo"


async def test_the_meter_appears_after_first_paint_and_stays_current(
    path: Path,
) -> None:
    async with at_keyboard(path) as hands:
        assert hands.place.endswith("Page ▓▓▓▓░░░░░░ 26 of 60 · allergies not asked")
        await hands.press("2", "n")
        await hands.type("prednisone")
        await hands.press("ctrl+s")
        await hands.page_made()
        assert "28 of 60" in hands.place
        await hands.press("a", "0", "q")
        await hands.page_made()
        assert "allergies not asked" not in hands.place
        await hands.press("u", "u")
        await hands.page_made()
        assert hands.place.endswith("Page ▓▓▓▓░░░░░░ 26 of 60 · allergies not asked")
        lines = len(command(path, "brief").decode().splitlines())
        assert f"{lines} of 60" in hands.place


async def test_the_meter_never_goes_back_to_an_older_planner(path: Path) -> None:
    store = Store(path)
    empty = store.load()

    def many(planner: Planner) -> Planner:
        for n in range(80):
            planner = add(planner, Medication, {"name": f"medicine {n}", "dose": "1"}, TODAY)
        return planner

    store.update(many)
    async with at_keyboard(path) as hands:
        assert "on 2 pages" in hands.place
        await hands.press("u", "y", "u")
        for _ in range(30):
            await hands.pilot.pause()
        assert hands.stored.medications == empty.medications
        assert hands.place.endswith("Page ▓▓▓▓░░░░░░ 26 of 60 · allergies not asked")


@pytest.mark.long
async def test_quitting_while_the_page_is_made_does_not_crash(path: Path) -> None:
    write_demo(path, TODAY)
    for keys in ("q", "dq", "1q") * 8:
        async with at_keyboard(path, at_once=True) as hands:
            await hands.press_at_once(*keys)
            await hands.has_quit()
