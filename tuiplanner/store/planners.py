"""The planners in one folder: a file for each person, with its companions beside it.

The first planner is `planner.json`; a further one is named for its person, such as `mother.json`.
"""

import json
import re
import unicodedata
from collections.abc import Container, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from tuiplanner.errors import Damaged, FileTrouble, PlannerError, Refused
from tuiplanner.model.records import Profile
from tuiplanner.model.text import cleaned, folded, one_line, path_named, quoted
from tuiplanner.store import backups, files, folders, preferences
from tuiplanner.store.storage import Tables, parse

FIRST = "planner"  # stem of the first planner's file
UNREADABLE, DAMAGED, GONE = "cannot be read", "damaged", "gone, but there are backups"
_SUFFIX, _BACKUPS = ".json", ".json.backups"
_LEFT = (".history", ".drafts", ".written")  # companions that hold a person's data
_LONGEST = 60  # bytes of a stem: its companions' names are longer
_NAMELESS = "no name yet"
_SHOWN = 60  # characters of a name
_COPY_WORDS = "copy|conflict|conflicted|sync-conflict|case conflict|backup|bak|old|orig"
_COPY_END = (  # what sync programs, file managers and editors append to a file's name
    rf"(?is) ?\(.*\)| \d+|[.~]\d*| - .*|[ ._-]({_COPY_WORDS})(?![^\W\d_]).*"
)
_COPY_OF = "copy of "  # what some put before it


class Found(NamedTuple):
    """A planner in the folder; `used` is the time of its last use, `trouble` a few words."""

    path: Path
    stem: str
    name: str = ""
    used: float = 0.0
    trouble: str = ""

    @property
    def label(self) -> str:
        """The person's name; without one, the name of the file if it says more than "planner"."""
        return self.name or called(self.stem) or _NAMELESS

    @property
    def shown_stem(self) -> str:
        return shown(self.stem)

    @property
    def described(self) -> str:
        """The label and the word for `--for`: `Marta Example (mother)`."""
        stem = self.shown_stem
        has_word = stem and folded(self.label) != folded(stem)
        return f"{self.label} ({stem})" if has_word else self.label

    def answers_to(self, word: str) -> bool:
        """Return True if the word is the person's name, its first word, or what the file is named.

        The file of `Karl Sample` is `karl-sample.json`.
        """
        wanted = folded(shown(word))
        names = {folded(shown(name)) for name in (self.stem, self.name, self.name.split(" ")[0])}
        return bool(wanted) and (wanted in names or "-".join(wanted.split()) == folded(self.stem))


def shown(text: str) -> str:
    """Return a name or a stem that is safe to print, and not too long."""
    return one_line(cleaned(text))[:_SHOWN]


def called(stem: str) -> str:
    """Return whose planner a file is by its name alone, or "" for the first planner's file."""
    return "" if stem == FIRST else shown(stem)


def only(folder: Path) -> Path | None:
    """Return the path of the only planner, also if it does not exist yet; None for several.

    No file is opened if the folder holds no name but the first planner's.
    """
    if _stems(folder) <= {FIRST}:
        return folder / f"{FIRST}{_SUFFIX}"
    known = found(folder)
    if len(known) > 1:
        return None
    return known[0].path if known else folder / f"{FIRST}{_SUFFIX}"


def found(folder: Path) -> list[Found]:
    """Return the planners in a folder, last used first; each file once, also if links lead there.

    An unreadable planner is listed, and so is one that is gone but has backups.
    """
    known: dict[Path, Found] = {}
    for stem in sorted(_stems(folder), key=lambda s: ((folder / f"{s}{_SUFFIX}").is_symlink(), s)):
        one = _look(folder / f"{stem}{_SUFFIX}", stem)
        if one:
            known.setdefault(one.path, one)
    return sorted(known.values(), key=lambda one: (-one.used, one.stem))


def matching(known: Iterable[Found], word: str) -> list[Found]:
    return [one for one in known if one.answers_to(word)]


def word_for(known: Sequence[Found], one: Found) -> str:
    """Return a word that names this planner and no other: its stem or the name; "" for none."""
    words = (shown(one.stem), one.name)
    return next((word for word in words if matching(known, word) == [one]), "")


def new_path(folder: Path, typed: str, known: Sequence[Found]) -> Path:
    """Return the path for a new person's planner.

    Raise Refused if the name has no letters, or if a planner or what is left of one has that name.
    """
    stem = stem_of(typed)
    same = [one for one in known if one.answers_to(typed) or folded(one.stem) == folded(stem)]
    if same:
        raise Refused(
            f"{quoted(typed)} is taken: there is a planner of {same[0].described} already."
            " Choose another name."
        )
    path = folder / f"{stem}{_SUFFIX}"
    if _is_copy(stem, _names(folder)):
        raise Refused(f"{quoted(typed)} is the name of a copy of a planner. Choose another name.")
    for suffix in ("", *_LEFT, ".backups"):
        left = path.with_name(path.name + suffix)
        if folders.find(left):
            raise Refused(f"{path_named(left)} is there already. Choose another name.")
    return path


def stem_of(typed: str) -> str:
    """Return a short, safe file name for what was typed: lower case, with hyphens.

    Raise Refused if there is no letter or digit in it.
    """
    kept = ""
    for char in cleaned(typed).casefold():
        is_mark = unicodedata.category(char).startswith("M") and kept[-1:] not in ("", "-")
        kept += char if char.isalnum() or is_mark else "-"
    short = unicodedata.normalize("NFC", kept).encode()[:_LONGEST].decode(errors="ignore")
    stem = "-".join(filter(None, short.split("-")))
    if not stem:
        raise Refused("A name needs a letter or a digit, such as: mother.")
    return stem


def copies(folder: Path) -> list[str]:
    """Return the names of the copies of planners, such as `planner (conflicted copy).json`.

    A copy holds the data of a person who has a planner here already: it is not in a list of people.
    """
    names = _names(folder)
    ours = (name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX))
    stems = sorted(stem for stem in ours if _is_copy(stem, names))
    return [f"{stem}{_SUFFIX}" for stem in stems if _look(folder / f"{stem}{_SUFFIX}", stem)]


def _stems(folder: Path) -> set[str]:
    """Return the stems that may belong to planners."""
    names = _names(folder)
    ends = ((name, end) for name in names for end in (_SUFFIX, _BACKUPS) if name.endswith(end))
    stems = {name.removesuffix(end) for name, end in ends}
    return {stem for stem in stems if not _is_copy(stem, names)}


def _names(folder: Path) -> set[str]:
    """Return the names in a folder, without hidden ones; none if there is no such folder.

    Raise FileTrouble if it cannot be read: to go on with the first planner would be a guess.
    """
    try:
        return {path.name for path in folder.iterdir() if not path.name.startswith(".")}
    except (FileNotFoundError, NotADirectoryError):
        return set()
    except OSError as error:
        raise FileTrouble(
            f"{path_named(folder)} cannot be read: {error.strerror}. To use a planner in it, name"
            " its file with --file."
        ) from None


def _is_copy(stem: str, names: Container[str]) -> bool:
    """Return True if a stem is that of a copy, and the file of which it is a copy is there too."""
    cuts = [n for n in range(1, len(stem)) if f"{stem[:n]}{_SUFFIX}" in names]
    copy_end = re.compile(_COPY_END)
    if any(copy_end.fullmatch(stem, n) for n in cuts):
        return True
    return stem.casefold().startswith(_COPY_OF) and f"{stem[len(_COPY_OF) :]}{_SUFFIX}" in names


def _look(path: Path, stem: str) -> Found | None:
    """Return the planner in a file, or None if the file is something else."""
    try:
        real = files.real(path)
    except FileTrouble:  # a link that leads nowhere
        return Found(path, stem, trouble=UNREADABLE)
    name, trouble = _name_or_trouble(real, stem)
    if name is None and not trouble:
        return None
    return Found(real, stem, name or "", _last_use(real), trouble)


def _name_or_trouble(path: Path, stem: str) -> tuple[str | None, str]:
    """Return the person's name, or None and the trouble; None and "" for no planner."""
    is_known = stem == FIRST or any(folders.find(path.with_name(path.name + s)) for s in _LEFT)
    try:
        data = files.read_whole(path)
    except FileNotFoundError:
        return None, GONE if backups.found(path) else ""
    except OSError:
        return None, UNREADABLE
    except PlannerError:  # a folder, a pipe, a huge file
        return None, UNREADABLE if is_known else ""
    try:
        return _person(parse(data, path)), ""
    except Damaged:
        return None, "" if _is_json(data) and not is_known else DAMAGED


def _person(tables: Tables) -> str:
    row = tables.get(Profile.TABLE, {}).get("1")
    name = row.get("name") if isinstance(row, dict) else ""
    return shown(name) if isinstance(name, str) else ""


def _is_json(data: bytes) -> bool:
    """Return True for a sound file of another program, or an export."""
    with suppress(ValueError, RecursionError):
        json.loads(data)
        return True
    return False


def _last_use(path: Path) -> float:
    times = [0.0]
    for file in (path, preferences.beside(path)):
        with suppress(OSError):
            times.append(file.stat().st_mtime)
    return max(times)
