"""A process that has loaded the program and forks once for each run: much faster than a start.

`python -m tests.faults.prepared` reads a run as a line of JSON and answers with what came of it;
`... screen FILE` shows the planner on its terminal, again and again.
"""

import io
import json
import os
import select
import signal
import sys
import tempfile
import termios
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from pathlib import Path
from typing import Any

import filelock  # noqa: F401  (loaded late by a save; here before the fork)

from tests.faults.layer import Fault, Layer
from tuiplanner.cli import files, main, records  # noqa: F401
from tuiplanner.errors import PlannerError
from tuiplanner.model.planner import Planner, add
from tuiplanner.model.records import Note
from tuiplanner.store.store import Store

TODAY = date(2026, 3, 12)


def command(layer: Layer | None, words: list[str]) -> int:
    """A command as the command line runs it."""
    if layer:
        layer.is_on = True
    code = main.main(words)
    if layer:
        layer.is_on = False
    return code


def twice(layer: Layer | None, words: list[str]) -> int:
    """Save in a window that is open; when that fails, look at what is shown, and save again."""
    path, text = words

    def change(planner: Planner) -> Planner:
        return add(planner, Note, {"text": text}, TODAY)

    def shown() -> int:
        return [note.text for note in store.load().notes.values()].count(text)

    store = Store(Path(path))
    before = store.load()
    if layer:
        layer.is_on = True
    refusal = ""
    try:
        store.update(change)
    except PlannerError as error:
        refusal = str(error)
    if layer:
        layer.is_on = False
    told = {"refusal": refusal, "shown": shown(), "kept": store.path.read_text().count(text)}
    if refusal and not told["shown"]:
        told["as before"] = store.load() == before
        store.update(change)
    print(json.dumps({**told, "in the end": shown()}))
    return 0


DEEDS: dict[str, Callable[[Layer | None, list[str]], int]] = {"command": command, "twice": twice}


def serve() -> None:
    """Run after run, until standard input ends."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
    for line in sys.stdin:
        run = json.loads(line)
        fault = run.get("fault")
        out, err, met = (os.memfd_create(name) for name in ("out", "err", "met"))
        pid = os.fork()
        if not pid:
            _run(run, Fault(*fault) if fault else None, (out, err, met))
        if run.get("hold"):
            _say({"pid": pid})
            sys.stdin.readline()
            os.kill(pid, signal.SIGUSR1)
        code = _ended(pid, run.get("kill_after"))
        told = [os.pread(handle, 100_000, 0).decode() for handle in (out, err, met)]
        for handle in (out, err, met):
            os.close(handle)
        _say({"code": code, "out": told[0], "err": told[1], "met": bool(told[2])})


def _run(run: dict[str, Any], fault: Fault | None, handles: tuple[int, int, int]) -> None:
    """The child: its output goes into memory, so that no disk has a part in it."""
    out, err, met = handles
    os.dup2(out, 1)
    os.dup2(err, 2)
    layer, code = Layer(fault) if fault else None, 70
    try:
        if layer:
            layer.install()
        if run.get("user"):
            _warm_up()
            os.setgroups([])
            os.setgid(run["user"])
            os.setuid(run["user"])
        if run.get("hold"):
            signal.sigwait({signal.SIGUSR1})
        code = DEEDS[run["deed"]](layer, run["words"])
        sys.stdout.flush()
        os.write(met, b"1" if layer and layer.met else b"")
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else 1
    finally:
        if code == 70:
            sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]
        sys.stderr.flush()
        os._exit(code)


def _warm_up() -> None:
    """Load all that commands load: another user may not be able to read it where it lies."""
    nowhere = io.TextIOWrapper(io.BytesIO())
    told = redirect_stdout(nowhere), redirect_stderr(nowhere)
    with tempfile.TemporaryDirectory() as folder, told[0], told[1]:
        for words in (["add", "note", "x"], ["list", "note"], ["brief"], ["export"], ["undo"]):
            main.main(["--file", f"{folder}/planner.json", *words])


def _ended(pid: int, kill_after: float | None) -> int:
    """The exit code of a child, below nought for a signal; it is killed after so many seconds."""
    if kill_after is not None:
        handle = os.pidfd_open(pid)
        if not select.select([handle], [], [], kill_after)[0]:
            os.kill(pid, signal.SIGKILL)
        os.close(handle)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _say(told: dict[str, Any]) -> None:
    print(json.dumps(told), flush=True)


def screens(path: str) -> None:
    """Show the planner; when it has ended, show it again for each line that is typed."""
    import tuiplanner.app  # noqa: F401  (before the fork)
    from tuiplanner.cli import screen  # noqa: F401

    modes = termios.tcgetattr(0)
    while True:
        pid = os.fork()
        if not pid:
            os.write(1, f"<pid {os.getpid()}>".encode())
            os._exit(main.main(["--file", path]))
        os.waitpid(pid, 0)
        termios.tcsetattr(0, termios.TCSAFLUSH, modes)
        os.write(1, b"\x1b[?1049l\x1b[?25h<ended>")
        if not sys.stdin.readline().strip():
            return


if __name__ == "__main__":
    screens(sys.argv[2]) if sys.argv[1:2] == ["screen"] else serve()
