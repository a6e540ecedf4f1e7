"""A page or a calendar as a file: private, in whole or not at all, never over others' work."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import count
from pathlib import Path
from typing import NamedTuple

from tuiplanner.brief.source import Source
from tuiplanner.errors import FileTrouble
from tuiplanner.model import dates
from tuiplanner.model.text import path_named
from tuiplanner.outputs import remembered
from tuiplanner.store.files import private_folder, write_whole


class Output(NamedTuple):
    """The text of a file, its kind such as `visit-12.txt`, and the name that we give it.

    Without `--force`, it only ever replaces an earlier, unchanged file of the same kind.
    """

    text: str
    kind: str
    name: str


class Written(NamedTuple):
    """A file that was written, and the earlier files beside it that it replaced."""

    file: Path
    replaced: tuple[Path, ...] = ()

    @property
    def sentences(self) -> list[str]:
        """The result in words, without periods at the ends."""
        return [f"Written: {path_named(self.file)}", *self.removals]

    @property
    def removals(self) -> list[str]:
        """A sentence for each earlier file, without a period at the end."""
        return [f"Removed the older {path_named(file.name)}" for file in self.replaced]


def page_output(text: str, source: Source, ending: str = "txt", kept: int | None = None) -> Output:
    """Return a page as it is written; `kept` is the id of a page that was handed over.

    The name has the day of the visit, and never the specialty or a person's name.
    """
    visit = source.visit
    day: date = (dates.first_day(visit.when) if visit else None) or source.today
    of = f"visit-{visit.id}" if visit else f"day-{day.isoformat()}"
    return Output(
        text,
        f"{of if kept is None else f'kept-{kept}'}.{ending}",
        f"brief-{day.isoformat()}.{ending}",
    )


def write_to(place: str, output: Output, planner: Path, *, force: bool = False) -> Written:
    """Write to the file that was named, or into a folder under our own name."""
    with _explained(Path(place)):
        named = Path(place).expanduser().absolute()
        if named.is_dir():
            return write_in_folder(named, output, planner, force=force)
    return Written(write_file(named, output, planner, force=force))


def write_file(file: Path, output: Output, planner: Path, *, force: bool = False) -> Path:
    """Write to a file and return its path.

    Without `force`, an existing file is replaced only if it is our own and nobody changed it.
    """
    with _explained(file):
        target = file.expanduser().absolute()
        if target.exists() and not target.is_file():
            raise FileTrouble(f"{path_named(target)} is not a file. Name another.")
        if not force and not _is_free(target, output, planner):
            raise FileTrouble(
                f"{path_named(target)} exists already. Add --force to replace it, or name another."
            )
        _write(target, output, planner, is_our_name=False)
    return target


def write_in_folder(folder: Path, output: Output, planner: Path, *, force: bool = False) -> Written:
    """Write into a folder under our own name, with `-2`, `-3`, ... if it is taken.

    Our earlier, unchanged files of the same kind there are removed afterwards. With `force`, a
    file that somebody changed is replaced, but never the page of another visit.
    """
    with _explained(folder):
        target = _free_name(folder.absolute() / output.name, output, planner, force=force)
        _write(target, output, planner, is_our_name=True)
        return Written(target, tuple(_without_earlier(target, output, planner)))


def _write(target: Path, output: Output, planner: Path, *, is_our_name: bool) -> None:
    data = output.text.encode()
    private_folder(planner.parent)
    remembered.refuse_unsafe(planner)
    write_whole(target, data, keep_mode=False)
    remembered.remember(planner, data, output.kind, target if is_our_name else None)


def _without_earlier(target: Path, output: Output, planner: Path) -> Iterator[Path]:
    """Remove the earlier files of the same kind, and yield those that are gone."""
    for file in remembered.earlier(target, planner, output.kind):
        try:
            file.unlink()
        except OSError:  # The new file is there, so this is no reason to fail.
            continue
        yield file


def _free_name(file: Path, output: Output, planner: Path, *, force: bool) -> Path:
    """Return the first of `x.txt`, `x-2.txt`, ... that may be written."""
    for number in count(1):
        name = file if number == 1 else file.with_stem(f"{file.stem}-{number}")
        if _is_free(name, output, planner) or (force and _is_foreign(name, output, planner)):
            return name
    raise AssertionError("The numbers never end.")


def _is_free(file: Path, output: Output, planner: Path) -> bool:
    return not file.exists() or remembered.is_ours(file, planner, output.kind)


def _is_foreign(file: Path, output: Output, planner: Path) -> bool:
    return file.is_file() and not remembered.is_of_another(file, planner, output.kind)


@contextmanager
def _explained(file: Path) -> Iterator[None]:
    """Raise FileTrouble, which names the file, in place of an error of the system."""
    try:
        yield
    except (OSError, RuntimeError, ValueError) as error:
        why = getattr(error, "strerror", "") or "the path leads nowhere"
        raise FileTrouble(f"{path_named(file)} could not be written: {why}.") from None
