"""Actions that send the page out of the screen; each returns a sentence about the result."""

import shutil
import signal
import subprocess
from datetime import date
from pathlib import Path

from tuiplanner.brief.source import Source
from tuiplanner.errors import FileTrouble
from tuiplanner.model.history import History
from tuiplanner.model.planner import Planner
from tuiplanner.outputs.textfile import default_name, free_name, write_page

# Signals that the screen blocks for itself.
_HEEDED = {signal.SIGHUP, signal.SIGTERM, signal.SIGINT}
_WAIT = 10  # seconds to wait for the printer's queue


def to_file(text: str, source: Source, planner: Path, folder: Path | None = None) -> str:
    """Write the page under the default name, or with `-2` if it is taken.

    Without a `folder`, write into the current folder.
    """
    try:
        file = free_name((folder or Path.cwd()) / default_name(source), planner)
    except OSError:
        raise FileTrouble("The current folder is gone: start the planner in another.") from None
    return f"Written: {write_page(text, file, planner)}"


def to_calendar(planner: Planner, history: History, today: date, file: Path) -> str:
    """Write all appointments; replace our own earlier file, so that calendars update."""
    from tuiplanner.outputs.calendar import calendar_of, left_out

    try:
        place = free_name(Path.cwd() / "appointments.ics", file)
    except OSError:
        raise FileTrouble("The current folder is gone: start the planner in another.") from None
    text = calendar_of(planner, history, today).decode()
    gone = left_out(planner, today)
    without = f" Left out, without an exact day: {'; '.join(gone)}." if gone else ""
    return f"Written: {write_page(text, place, file)}. Open it with your calendar.{without}"


def to_printer(text: str) -> str:
    """Send the page to `lp`, at ten characters and six lines per inch."""
    if shutil.which("lp") is None:
        raise FileTrouble("There is no printer program here (lp). s saves the page to a file.")
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
