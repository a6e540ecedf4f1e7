"""Actions that send the page out of the screen; each returns a sentence about the result."""

import shutil
import signal
import subprocess
from datetime import date
from pathlib import Path

from tuiplanner.brief.layout import PageFormat, paragraph
from tuiplanner.brief.source import Source
from tuiplanner.errors import FileTrouble
from tuiplanner.model.history import History
from tuiplanner.model.planner import Planner
from tuiplanner.model.text import path_named
from tuiplanner.outputs.fetching import LEAD, command_from_here
from tuiplanner.outputs.textfile import Output, Written, page_output, write_in_folder

# Signals that the screen blocks for itself.
_HEEDED = {signal.SIGHUP, signal.SIGTERM, signal.SIGINT}
_WAIT = 10  # seconds to wait for the printer's queue
_OPEN = "Open it with your calendar."
_MESSAGE = PageFormat(columns=77, lines=3)  # the message line of a terminal with 80 columns


def to_file(
    text: str, source: Source, planner: Path, folder: Path | None = None, offer: str = ""
) -> str:
    """Write the page under our own name, or with `-2` if it is taken.

    Without a `folder`, write into the current folder. `offer` says what can be done next.
    """
    written = _in_folder(page_output(text, source), planner, folder)
    rest = " ".join([*(f"{sentence}." for sentence in written.removals), offer])
    end = "." if written.replaced else ""
    full = f"{'. '.join(written.sentences)}{end} {offer}".rstrip()
    return _with_fetching(written.file, rest) or full


def to_calendar(planner: Planner, history: History, today: date, file: Path) -> str:
    """Write all appointments; replace our own earlier file, so that calendars update."""
    from tuiplanner.outputs.calendar import calendar_of, left_out

    text = calendar_of(planner, history, today).decode()
    written = _in_folder(Output(text, "calendar", "appointments.ics"), file)
    gone = left_out(planner, today)
    without, how_many = (
        f"{_OPEN} Left out, without an exact day: {those}." if gone else _OPEN
        for those in ("; ".join(gone), len(gone))
    )
    full = f"{'. '.join(written.sentences)}. {without}"
    return _with_fetching(written.file, how_many) or full


def _in_folder(output: Output, planner: Path, folder: Path | None = None) -> Written:
    try:
        place = folder or Path.cwd()
    except OSError:
        raise FileTrouble("The current folder is gone: start the planner in another.") from None
    return write_in_folder(place, output, planner)


def _with_fetching(file: Path, rest: str) -> str:
    """Return at most three lines of the screen, with the command that fetches the file over SSH.

    The rest is left out if it does not fit. Return "" without a connection, or without room.
    """
    command = command_from_here(file)
    if not command:
        return ""
    lines = [f"Written: {path_named(file.name)}. {LEAD}", command, rest.strip()]
    for shown in (lines, lines[:-1], [f"Written. {LEAD} {command}"]):
        if sum(len(paragraph(line, _MESSAGE)) for line in shown) <= _MESSAGE.lines:
            return "\n".join(shown)
    return ""


def to_printer(text: str) -> str:
    """Send the page to `lp`, at ten characters and six lines per inch."""
    if shutil.which("lp") is None:
        raise FileTrouble("This computer has no printer program. s saves the page to a file.")
    command = ["lp", "-o", "cpi=10", "-o", "lpi=6"]
    try:
        done = subprocess.run(
            command,
            input=text.encode(),
            capture_output=True,
            timeout=_WAIT,
            preexec_fn=_heed_signals,
        )
    except (OSError, subprocess.TimeoutExpired):
        raise FileTrouble("The printer did not answer. s saves the page to a file.") from None
    if done.returncode:
        raise FileTrouble("The printer refused the page. s saves the page to a file.")
    return "Sent to the printer."


def _heed_signals() -> None:
    """Unblock signals in the printer's process, so that it ends on request."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _HEEDED)
