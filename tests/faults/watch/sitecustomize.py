"""Python loads this at its start where it is found: it notes, in the file that the environment
names, what a program writes to and whom it calls. Calls are refused."""

import os
import sys
import threading
from pathlib import Path
from typing import Any

_CALLS = {
    *("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo"),
    *("socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo", "urllib.Request"),
}
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_notes = os.open(os.environ["TUIPLANNER_WATCHED"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)


def _note(event: str, given: tuple[Any, ...]) -> None:
    if event in _CALLS:
        os.write(_notes, f"call {event} {given[-1]!r}\n".encode())
        raise PermissionError(f"{event} in a program that calls nobody")
    written = event == "os.mkdir" or (event == "open" and given[2] & _WRITES)
    if written and not isinstance(given[0], int):
        folder = given[2] if event == "os.mkdir" else getattr(_opening, "folder", None)
        os.write(_notes, f"write {_folder(folder) / os.fsdecode(given[0])}\n".encode())


def _folder(handle: int | None) -> Path:
    """The folder that a name is meant in: one that is held open, or the process's own."""
    return Path(f"/proc/self/fd/{handle}").readlink() if (handle or -1) >= 0 else Path.cwd()


# The event of an opened file does not tell in which folder its name is meant.
_opening = threading.local()
_open = os.open


def _opened(path: Any, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
    _opening.folder = dir_fd
    try:
        return _open(path, flags, mode, dir_fd=dir_fd)
    finally:
        _opening.folder = None


os.open = _opened
sys.addaudithook(_note)
