"""What a person chose about the screen, beside the planner: how it looks, and where it opens.

None of it is the person's data: it is in no history, backup or export, and where it is missing
or cannot be read the screen looks and opens as it does for everyone.
"""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from tuiplanner.errors import PlannerError
from tuiplanner.store.files import private_folder, read_beside, write_beside


@dataclass(frozen=True)
class Preferences:
    """The name of the theme, boxes or none, and the tab and the row that were left last."""

    theme: str = ""
    borderless: bool = False
    tab: int = 1
    record: int | str | None = None


DEFAULT = Preferences()


def beside(path: Path) -> Path:
    return path.with_name(path.name + ".screen")


def read(path: Path) -> Preferences:
    """What was kept; what makes no sense counts as not chosen."""
    try:
        found = json.loads(read_beside(beside(path)))
    except (OSError, ValueError, RecursionError, PlannerError):
        return DEFAULT
    if not isinstance(found, dict):
        return DEFAULT
    known = {name: found[name] for name in _KINDS if type(found.get(name)) in _KINDS[name]}
    return Preferences(**known)


def keep(path: Path, preferences: Preferences) -> None:
    """Keep them, if they are others; where the disk does not take them, nothing is lost."""
    if preferences == read(path):
        return
    with suppress(OSError, PlannerError):
        private_folder(path.parent)
        write_beside(beside(path), json.dumps(asdict(preferences)).encode() + b"\n")


_KINDS: dict[str, tuple[type, ...]] = {
    "theme": (str,),
    "borderless": (bool,),
    "tab": (int,),
    "record": (int, str),
}
