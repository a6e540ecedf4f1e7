"""No resize, cancellation, fault or signal ends the program in silence."""

import asyncio
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.command import CommandList
from textual.events import Click, Key, Resize, Unmount
from textual.geometry import Size
from textual.message import Message
from textual.screen import Screen
from textual.style import Style
from textual.widgets import Tabs
from textual.worker import Worker

from tests.every import every
from tests.faults.session import session
from tests.journeys.helpers import NOW, Hands, at_keyboard
from tuiplanner.app import PlannerApp
from tuiplanner.data.demo import write_demo
from tuiplanner.model.planner import add
from tuiplanner.model.records import Note
from tuiplanner.store import drafts
from tuiplanner.store.store import Store
from tuiplanner.ui.details import Detail, Details
from tuiplanner.ui.dialogs.ask import AskWords
from tuiplanner.ui.dialogs.dialog import Dialog
from tuiplanner.ui.dialogs.keys import Keys
from tuiplanner.ui.dialogs.too_small import TooSmall
from tuiplanner.ui.forms.medication import MedicationForm
from tuiplanner.ui.hints import Hints
from tuiplanner.ui.palette import Palette
from tuiplanner.ui.panes.base import Pane
from tuiplanner.ui.screens.main import MainScreen
from tuiplanner.ui.screens.quiet import is_in_front
from tuiplanner.ui.terminal import guard

SIZES = ((24, 8), (80, 24), (20, 5), (100, 30), (29, 10), (30, 9), (80, 24))
RUN = "import sys; from tuiplanner.cli.main import main; sys.exit(main())"


@pytest.mark.parametrize("keys", every([("n",), ("b",), ("f7",), ()]), ids=str)
def test_quick_resizes_do_not_end_the_program(home: Path, keys: tuple[str, ...]) -> None:
    with session(home) as planner:
        planner.press("2")
        planner.sees("No medicines yet.")
        planner.press(*(key.replace("f7", "\x1b[18~") for key in keys))
        for _ in range(8):
            for size in SIZES:
                planner.resize(*size)
        planner.resize()
        planner.comes_back_to("2", "No medicines yet.")
        planner.quits()


async def test_a_dialog_under_another_screen_closes_itself_only(path: Path) -> None:
    async with at_keyboard(path) as hands:
        below, above = AskWords("below", "one"), AskWords("above", "two")
        ended: list[str | None] = []
        hands.app.push_screen(below, ended.append)
        hands.app.push_screen(above)
        await hands.settle()
        below.dismiss("typed")
        await hands.settle()
        assert is_in_front(above)
        assert ended == []
        above.dismiss(None)
        await hands.settle()
        assert ended == ["typed"]
        assert hands.in_tabs
        below.dismiss("again")
        await hands.settle()
        assert hands.in_tabs
        await hands.quit()


async def test_a_form_saves_while_the_window_is_too_small(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("2", "n")
        await hands.type("prednisone")
        form = hands.app.screen
        hands.app.push_screen(TooSmall())
        await hands.settle()
        form.action_save()  # type: ignore[attr-defined]
        await hands.settle()
        assert isinstance(hands.app.screen, TooSmall)
        hands.app.pop_screen()
        await hands.settle()
        assert hands.in_tabs
        assert [m.name for m in hands.stored.medications.values()] == ["prednisone"]


async def test_typed_text_is_kept_while_a_form_is_removed(path: Path) -> None:
    """The form loses its fields one by one: from then on, nothing it holds is what was typed."""
    app = PlannerApp(Store(path))
    moments = 0

    def keep(message: Message) -> None:
        nonlocal moments
        if isinstance(message, Unmount):
            moments += 1
            app.forms.keep_typed()

    async with app.run_test(message_hook=keep) as pilot:
        hands = Hands(app, pilot)
        await hands.first_page_made()
        await hands.press("2", "n")
        await hands.type("prednisone")
        app.forms.keep_typed()
        moments = 0
    assert moments > 10
    assert [dict(fields) for fields in drafts.read(path).values()] == [{"name": "prednisone"}]


async def test_a_signal_while_a_draft_is_being_kept_is_harmless(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The thread of the signal keeps the same draft before the form has noted that it is kept."""
    keep = drafts.keep
    async with at_keyboard(path) as hands:

        def interrupted(*given: Any) -> None:
            monkeypatch.undo()
            keep(*given)
            hands.app.forms.keep_typed()

        await hands.press("2", "n")
        await hands.type("prednisone")
        monkeypatch.setattr(drafts, "keep", interrupted)
        await hands.press("escape")
        assert hands.in_tabs
        assert [dict(fields) for fields in drafts.read(path).values()] == [{"name": "prednisone"}]


async def test_no_palette_opens_while_the_window_is_too_small(path: Path) -> None:
    async with at_keyboard(path) as hands:
        hands.app.push_screen(TooSmall())
        await hands.settle()
        await hands.press("f7", "f7")
        assert isinstance(hands.app.screen, TooSmall)


async def test_a_second_palette_does_not_open(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press_at_once("f7", "f7", "f7")
        await hands.settle()
        assert sum(isinstance(screen, Palette) for screen in hands.app.screen_stack) == 1
        await hands.press("pagedown", "pageup", "pagedown")
        hands.app.push_screen(Keys("above the palette", "", ()))
        await hands.press("f7")
        assert isinstance(hands.app.screen, Keys)
        await hands.press("escape", "escape")
        assert hands.in_tabs


async def test_a_click_on_a_hit_that_is_gone_is_harmless(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("f7")
        hits = hands.app.screen.query_one(CommandList)
        gone, (x, y) = Style.from_meta({"option": hits.option_count}), hits.region.offset
        hits.post_message(Click(hits, 0, 0, 0, 0, 1, False, False, False, x, y, style=gone))
        await hands.settle()
        assert isinstance(hands.app.screen, Palette)
        await hands.press("escape")
        await hands.quit()


async def test_a_signal_between_two_tabs_is_harmless(path: Path) -> None:
    """Its thread asks for the place when the pane before is hidden, and the next not yet shown."""
    Store(path).update(lambda planner: add(planner, Note, {"text": "a"}, NOW.date()))
    async with at_keyboard(path) as hands:
        await hands.press("2")
        for pane in hands.app.screen.query(Pane):
            pane.display = False
        hands.app.exit(return_code=0)
    assert hands.app.return_code == 0
    async with at_keyboard(path) as hands:
        assert isinstance(hands.app.screen, MainScreen)
        assert hands.app.screen.place[0] == 2


class OursError(Exception):
    """A fault of the planner's own code."""


def ours() -> None:
    raise OursError


def textuals() -> None:
    Tabs().validate_active("gone")


async def leave_with(path: Path, broken: Callable[[], None]) -> int | None:
    """Leave, with a fault while the screens are taken down; return the exit code."""
    async with at_keyboard(path) as hands:
        hands.app.exit()
        try:
            broken()
        except Exception as error:
            guard.report(hands.app, error)
    return hands.app.return_code


async def test_a_fault_of_a_widget_that_is_taken_down_is_none(path: Path) -> None:
    """Widgets of Textual miss others that are gone, each with another exception."""
    assert await leave_with(path, textuals) == 0


async def test_a_fault_of_ours_counts_after_leaving_too(path: Path) -> None:
    with pytest.raises(OursError):
        await leave_with(path, ours)


@pytest.mark.parametrize(
    "keys", [("pagedown",), ("pageup",), ("x", "pagedown"), ("z", "z", "pageup")]
)
async def test_a_page_key_in_an_opening_palette_is_harmless(
    path: Path, keys: tuple[str, ...]
) -> None:
    """Textual's list of hits has no lines before its layout, and none while it is hidden."""
    async with at_keyboard(path) as hands:
        await hands.press_at_once("f7", *keys)
        await hands.settle()
        assert isinstance(hands.app.screen, Palette)
        await hands.press("escape")
        assert hands.in_tabs


async def test_a_form_over_the_size_message_does_not_keep_it(path: Path) -> None:
    """The window shrank just before the form opened, and grew while the form was open."""
    async with at_keyboard(path) as hands:
        await hands.press("2")
        pane = hands.app.screen.pane  # type: ignore[attr-defined]
        await hands.pilot.resize_terminal(20, 5)
        await hands.settle()
        assert isinstance(hands.app.screen, TooSmall)
        pane.action_new()
        await hands.settle()
        assert isinstance(hands.app.screen, MedicationForm)
        await hands.pilot.resize_terminal(80, 24)
        await hands.settle()
        await hands.press("escape")
        assert hands.in_tabs


async def _turn() -> None:
    """One turn of the event loop."""
    turn = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_soon(turn.set_result, None)
    await turn


async def test_a_click_after_the_window_shrank_is_harmless(path: Path) -> None:
    async with at_keyboard(path) as hands:
        hands.app.press_hint(Click(None, 200, 90, 0, 0, 1, False, False, False, 200, 90))
        await hands.quit()


@pytest.mark.parametrize("turns", every(range(1, 12), 3))
async def test_a_cancelled_worker_does_not_end_the_program(path: Path, turns: int) -> None:
    """Cancelled while it awaits a dismissal, which waits in the app's own queue as well."""
    async with at_keyboard(path) as hands:

        async def close() -> None:
            await Screen.dismiss(hands.app.screen)

        for _ in range(3):
            hands.app.push_screen(TooSmall())
            await hands.settle()
            worker: Worker[None] = hands.app.run_worker(close, exclusive=True)
            for _ in range(turns):
                await _turn()
            worker.cancel()
            for _ in range(20):
                await _turn()
            assert hands.app.is_running
            if not hands.in_tabs:
                hands.app.pop_screen()
            await hands.settle()
        await hands.quit()


FAULT_OF_A_KEY = """
from tuiplanner.ui.panes.base import Pane
def broken(self):
    raise ValueError("a secret")
Pane.action_filter = broken
"""
FAULT_OF_A_TASK = """
import asyncio
from tuiplanner.ui.panes.base import Pane
def broken(self):
    async def fail():
        raise ValueError("a secret")
    asyncio.get_running_loop().call_soon(lambda: 1 / 0)
Pane.action_filter = broken
"""
FAULT_OF_THE_LOOP = """
from tuiplanner.ui.panes.base import Pane
def broken(self):
    self.app._close_messages_no_wait()
Pane.action_filter = broken
"""


@pytest.mark.parametrize("fault", [FAULT_OF_A_KEY, FAULT_OF_A_TASK, FAULT_OF_THE_LOOP])
def test_a_crash_keeps_typed_text_and_is_explained(home: Path, fault: str) -> None:
    with session(home, code=fault + RUN) as planner:
        planner.press("2", "/")
        assert planner.ends() == 1
    assert b"a secret" not in planner.raw
    text = planner.raw.decode(errors="replace")
    assert "met a fault" in text or "ended by itself" in text


@pytest.mark.long
def test_suspending_while_painting_is_harmless(home: Path) -> None:
    """Without a shell that could wake it, the program goes on; nothing waits for a lock."""
    with session(home) as planner:
        planner.press("2")
        for _ in range(20):
            planner.press("1", "2")
            os.kill(planner.child.pid, signal.SIGTSTP)
            os.kill(planner.child.pid, signal.SIGCONT)
        planner.comes_back_to("2", "No medicines yet.")
        planner.quits()


def test_ctrl_s_at_a_suspended_terminal_stops_nothing_for_good(home: Path) -> None:
    """A terminal in its own modes takes Ctrl+S as "stop all output"; the program waited forever."""
    with session(home) as planner:
        for _ in range(20):
            os.kill(planner.child.pid, signal.SIGTSTP)
            os.kill(planner.child.pid, signal.SIGCONT)
            for _ in range(20):
                planner.send(b"\x13")
                planner.answers()
        planner.comes_back_to("2", "No medicines yet.")
        planner.quits()


SIGNALS_AT_THE_END = """
import asyncio, os, signal
from textual.app import App
shut_down = App._shutdown
async def interrupted(self):
    for number in (signal.SIGCONT, signal.SIGTSTP, signal.SIGCONT):
        os.kill(os.getpid(), number)
        for _ in range(10):
            await asyncio.sleep(0)
    await shut_down(self)
App._shutdown = interrupted
"""


def test_a_program_that_ends_does_not_take_the_terminal_back(home: Path) -> None:
    """Otherwise it would leave the terminal without an echo, and wait for keys after its end."""
    with session(home, code=SIGNALS_AT_THE_END + RUN) as planner:
        planner.quits()
        assert planner.echoed_at_the_end
        assert planner.raw.count(b"\x1b[?1049h") == 1


async def test_a_resize_after_a_screen_was_closed_is_harmless(path: Path) -> None:
    """Its widgets still have messages then, and no screen."""
    async with at_keyboard(path) as hands:
        await hands.press("2")
        hints = hands.app.screen.query(Hints).first()
        details = hands.app.screen.query(Details).first()
        details.show([Detail("Name", "zinc")])
        await hints.remove()
        await details.remove()
        hints.on_resize(Resize(Size(40, 1), Size(40, 1)))
        assert details.laid_out(80)
        await hands.quit()


@pytest.mark.parametrize("keys", every(["n", "2n", "b", "?", "f7"]))
async def test_leaving_while_a_screen_opens_is_no_fault(path: Path, keys: str) -> None:
    """In some turns of the loop, the screen is taken down as it opens."""
    for turns in range(2, 20):
        async with at_keyboard(path) as hands:
            for key in [keys] if keys == "f7" else keys:
                hands.app.post_message(Key(key, key if len(key) == 1 else None))
            for _ in range(turns):
                await asyncio.sleep(0)
            hands.app.exit()
        assert hands.app.return_code == 0, turns


@pytest.mark.parametrize("keys", every(["r", "w", "i", "s", "v", "2 a", "2 c"]))
async def test_a_change_from_another_window_while_a_dialog_opens_is_no_fault(
    path: Path, keys: str
) -> None:
    write_demo(path, NOW.date())
    *first, last = keys.split()
    async with at_keyboard(path) as hands:
        for turns in range(10):
            await hands.press(*first)
            await hands.press_at_once(last)
            await hands.becomes_idle(turns)
            Store(path).update(lambda p, n=turns: add(p, Note, {"text": f"{n}"}, NOW.date()))
            hands.app._show_other_changes()
            await hands.settle()
            assert hands.app.is_running, turns
            assert isinstance(hands.app.screen, Dialog)
            assert hands.app.screen.planner == hands.stored, "it is shown once it is built"
            await hands.press("escape")
