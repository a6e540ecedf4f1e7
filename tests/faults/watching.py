"""What programs did while they were watched: whom they called, what they wrote to."""

import os
import sys
from pathlib import Path

import pytest

WATCH = Path(__file__).parent / "watch"


class Watched:
    """All programs that are started from here on."""

    def __init__(self, notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._notes = notes
        before = os.environ.get("PYTHONPATH", "")
        monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, (str(WATCH), before))))
        monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
        monkeypatch.setenv("TUIPLANNER_WATCHED", str(notes))

    @property
    def calls(self) -> list[str]:
        """Every attempt to reach another machine."""
        return self._of("call")

    @property
    def written(self) -> set[Path]:
        """Every file and folder that was made or opened for writing; devices aside."""
        paths = map(Path, self._of("write"))
        return {path for path in paths if Path("/dev") not in path.parents}

    def _of(self, what: str) -> list[str]:
        lines = self._notes.read_text().splitlines()
        return [line.removeprefix(f"{what} ") for line in lines if line.startswith(f"{what} ")]


def python_of(code: str) -> list[str]:
    return [sys.executable, "-c", code]
