"""The same fault at each system call of a save, by `strace`: where the machine lets one trace."""

import contextlib
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.faults.runs import Prepared, Run

# What a save asks of the system. `close` lets go even where it reports an error, and a read of
# a module is none of ours.
CALLS = (
    *("openat", "read", "pread64", "write", "fsync", "rename", "newfstatat", "flock", "getdents64"),
    *(
        "renameat",
        "unlinkat",
        "mkdirat",
        "unlink",
        "mkdir",
        "fchmod",
        "fchown",
        "ftruncate",
        "fadvise64",
        "readlink",
    ),
)
_CALL = re.compile(r"(?:\d+ +)?(\w+)\(")


def works() -> bool:
    """Whether `strace` is here, and may look into another process and break what it asks for."""
    if not shutil.which("strace"):
        return False
    probe = "import os\ntry: os.fsync(0)\nexcept OSError as error: print(error.errno)"
    words = ["strace", "-qq", "-e", "inject=fsync:error=ENOSPC", sys.executable, "-c", probe]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)
    return done.stdout == "28\n"


def made(prepared: Prepared, folder: Path, deed: str, *words: object) -> list[tuple[str, int]]:
    """Every call of a run on a file in the folder, and how often it was made up to then."""
    log = folder / "calls.txt"
    options = ["-y", "-s", "1000", "-o", str(log), "-e", f"trace={','.join(CALLS)}"]
    run = traced(prepared, options, deed, *words)
    assert run.code == 0, run
    counts: Counter[str] = Counter()
    calls = []
    for line in log.read_text().splitlines():
        found = _CALL.match(line)
        if found:
            counts[found[1]] += 1
            if str(folder) in line:
                calls.append((found[1], counts[found[1]]))
    log.unlink()
    return calls


def broken(prepared: Prepared, call: tuple[str, int], how: str, deed: str, *words: object) -> Run:
    """A run of which one call fails, or is the last thing that the process does."""
    name, turn = call
    way = "signal=KILL" if how == "KILL" else f"error={how}"
    inject = f"inject={name}:{way}:when={turn}"
    return traced(prepared, ["-qq", "-e", f"trace={name}", "-e", inject], deed, *words)


def traced(prepared: Prepared, options: list[str], deed: str, *words: object) -> Run:
    pid = prepared.hold(deed, *words)
    with _attached(pid, options):
        return prepared.let_go()


@contextlib.contextmanager
def _attached(pid: int, options: list[str]) -> Iterator[None]:
    tracer = subprocess.Popen(
        ["strace", "-p", str(pid), *options], stderr=subprocess.PIPE, text=True
    )
    assert tracer.stderr is not None
    try:
        status = Path(f"/proc/{pid}/status")
        while f"TracerPid:\t{tracer.pid}" not in status.read_text():
            assert tracer.poll() is None, tracer.stderr.read()
        yield
    finally:
        tracer.communicate(timeout=60)
