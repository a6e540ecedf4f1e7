"""Through a real terminal: started as a person starts it, keys as bytes, the screen as painted."""

import signal
from pathlib import Path

from tests.journeys.terminal import Terminal


def listed(home: Path, kind: str) -> str:
    """What `tuiplanner list KIND` prints."""
    terminal = Terminal(home, "list", kind)
    assert terminal.ends() == 0
    return terminal.raw.decode()


def test_a_medicine_is_written_down_seen_and_listed(home: Path, terminals: list[Terminal]) -> None:
    planner = Terminal(home)
    terminals.append(planner)
    planner.begins()
    planner.press("2")
    planner.sees("No medicines yet.")
    planner.press("n")
    planner.sees("New medication")
    planner.press(*"prednisone", "enter")
    planner.sees("prednisone")
    planner.press(*"20 mg", "enter", *"2 tablets", "ctrl+s")
    planner.sees("Saved.")
    planner.sees("▸ prednisone 20 mg")
    planner.sees("28 of 60")
    planner.press("q")
    assert planner.ends() == 0
    assert b"\x1b[?1049l" in planner.raw, "the terminal is given back as it was"
    assert b"Traceback" not in planner.raw
    assert "prednisone 20 mg: 2 tablets;" in listed(home, "medication")
    assert (home / "data" / "tuiplanner" / "planner.json").stat().st_mode & 0o777 == 0o600


def test_a_draft_survives_quitting_from_inside_a_form(
    home: Path, terminals: list[Terminal]
) -> None:
    for end in ("ctrl+q", "escape"):
        planner = Terminal(home)
        terminals.append(planner)
        planner.begins() if end == "ctrl+q" else planner.sees("No visits yet.")
        planner.press("4")
        planner.sees("No questions yet.")
        planner.press("n")
        planner.sees("New question")
        if end == "ctrl+q":
            planner.press(*"Why me?")
        planner.sees("Why me?")
        planner.press(end)
        if end == "escape":
            planner.sees("Not saved yet")
            planner.press("q")
        assert planner.ends() == 0
    assert listed(home, "question").startswith("No questions yet.")


def test_q_during_startup_does_not_crash(home: Path, terminals: list[Terminal]) -> None:
    assert Terminal(home, "note", "milk").ends() == 0
    for when in (b"\x1b[?1049h", b"Visits", b"page"):
        planner = Terminal(home)
        terminals.append(planner)
        planner.gets(when)
        assert planner.ends(pressing="q") == 0
        assert b"Traceback" not in planner.raw
        assert b"met a fault" not in planner.raw


def test_the_demo_leaves_nothing_behind(home: Path, terminals: list[Terminal]) -> None:
    demo = Terminal(home, "demo")
    terminals.append(demo)
    demo.sees("Planner of Marta Example")
    demo.sees("60 of 60 lines")
    demo.press("b")
    demo.sees("The page for the doctor")
    demo.press("q", "q")
    assert demo.ends() == 0
    assert [file for file in home.rglob("*") if file.is_file()] == []


def test_pasted_escape_codes_do_nothing_to_the_terminal(
    home: Path, terminals: list[Terminal]
) -> None:
    planner = Terminal(home)
    terminals.append(planner)
    planner.begins()
    planner.press("2")
    planner.sees("No medicines yet.")
    planner.press("n")
    planner.sees("New medication")
    del planner.raw[:]
    planner.paste("lata\x9b2J\u202enoprost")
    planner.gets(b"noprost")
    assert "\x9b".encode() not in planner.raw
    assert "\u202e".encode() not in planner.raw
    planner.sees("Strength")  # the rest of the form is still there
    planner.press("ctrl+s")
    planner.sees("Saved.")
    planner.press("q")
    assert planner.ends() == 0


def test_a_closed_terminal_loses_nothing_that_was_saved(
    home: Path, terminals: list[Terminal]
) -> None:
    planner = Terminal(home)
    terminals.append(planner)
    planner.begins()
    planner.press("5")
    planner.sees("No referrals yet.")
    planner.press("n")
    planner.sees("New specialist")
    planner.press(*"neurology", "ctrl+s")
    planner.sees("Saved.")
    planner.child.kill(signal.SIGKILL)
    planner.ends()
    assert "neurology" in listed(home, "specialist")
