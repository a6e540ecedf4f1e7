"""The user's screen preferences, kept beside the planner: its look, and where it opens.

Preferences are not the person's data: no history, backup or export holds them. If they are missing
or cannot be read, the screen looks and opens as it does by default.
"""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from tuiplanner.errors import PlannerError
from tuiplanner.store.files import private_folder, read_beside, write_beside


@dataclass(frozen=True, repr=False)
class Preferences:
    """The name of the theme, the choice of borders, and the tab and row that were left last."""

    theme: str = ""
    borderless: bool = False
    tab: int = 1
    record: int | str | None = None


DEFAULT = Preferences()


def beside(path: Path) -> Path:
    return path.with_name(path.name + ".screen")


def read(path: Path) -> Preferences:
    """Return the saved preferences; values that make no sense count as not set."""
    try:
        found = json.loads(read_beside(beside(path)))
    except (OSError, ValueError, RecursionError, PlannerError):
        return DEFAULT
    if not isinstance(found, dict):
        return DEFAULT
    known = {name: found[name] for name in _KINDS if type(found.get(name)) in _KINDS[name]}
    return Preferences(**known)


def keep(path: Path, preferences: Preferences) -> None:
    """Save the preferences if they changed.

    Ignore a disk that refuses them: no data is lost.
    """
    if preferences == read(path):
        return
    with suppress(OSError, PlannerError):
        private_folder(path.parent)
        write_beside(beside(path), json.dumps(asdict(preferences)).encode() + b"\n")


def mark_used(path: Path) -> None:
    """Write the preferences again, so that their time is that of the planner's last use."""
    with suppress(OSError, PlannerError):
        write_beside(beside(path), json.dumps(asdict(read(path))).encode() + b"\n")


_KINDS: dict[str, tuple[type, ...]] = {
    "theme": (str,),
    "borderless": (bool,),
    "tab": (int,),
    "record": (int, str),
}
