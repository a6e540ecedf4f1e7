"""The `import` command: reads an export of ours, or a list copied into a CSV file."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

from tuiplanner.brief.layout import counted
from tuiplanner.cli.command import Command, ask_line, is_yes, open_store, tell, today, writer
from tuiplanner.cli.nearest import kind_among
from tuiplanner.cli.plain import block
from tuiplanner.data.vocabulary import ingredients_in
from tuiplanner.errors import FileTrouble, Refused
from tuiplanner.imports.copied_list import (
    CopiedList,
    Row,
    add_copied_rows,
    aside_field,
    copied_list,
)
from tuiplanner.imports.csv_reader import NAMED, csv_table, decode
from tuiplanner.imports.list_titles import TITLES
from tuiplanner.model.planner import KINDS, Planner
from tuiplanner.model.records import Record, field_specs
from tuiplanner.model.sameness import doubles
from tuiplanner.model.text import folded, one_line, path_named, quoted
from tuiplanner.store.files import read_whole

_SHOWN = 3  # records to show in full before asking
_KINDS = (
    *("medication", "allergy", "symptom", "question", "specialist", "visit", "test", "person"),
    *("condition", "reading", "event", "note"),
)


class Import(Command):
    """The command that imports an export or a copied list.

    If there is no planner yet, an export is restored as it was; otherwise it is added to the
    planner.
    """

    examples = (
        "example: tuiplanner export > planner.json && tuiplanner import planner.json\n"
        "example: printf 'Drug;Dosage\\naspirin;1 tablet\\n' > list.csv &&"
        " tuiplanner import list.csv --yes"
    )

    def options(self, parser: ArgumentParser, kind: type[Record] | None) -> None:
        help_text = "an export, or a copied list (CSV); - reads standard input"
        parser.add_argument("from_file", metavar="FILE", help=help_text)
        what = "the kind of record in a copied list; else its titles decide"
        listed = f"{what}: {', '.join(_KINDS)}"
        parser.add_argument("--kind", type=kind_among(_KINDS), choices=_KINDS, help=listed)
        yes = "bring in a list, or another person's export, without asking"
        parser.add_argument("--yes", action="store_true", help=yes)

    def run(self, args: Namespace) -> int:
        data = _read(args.from_file)
        if not _is_export(args.from_file, data):
            return _bring_in_list(args, data)
        if args.kind:
            raise Refused("--kind is for a copied list; an export knows its kinds.")
        return _bring_in_export(args, data)


COMMANDS: dict[str, Command] = {"import": Import()}


def _read(name: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if name == "-" else read_whole(Path(name))
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", "") or "the path leads nowhere"
        raise FileTrouble(f"{path_named(name)} cannot be read: {why}.") from None


def _is_export(name: str, data: bytes) -> bool:
    """Return True for an export, judged by its first character or its name.

    The name counts too, since a damaged export is not a list.
    """
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return start in (b"{", b"[", b"") or name.lower().endswith(".json")


def _bring_in_export(args: Namespace, data: bytes) -> int:
    from tuiplanner.outputs.exchange import past_of, read_document

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileTrouble(
            f"{path_named(args.from_file)} is not UTF-8 text, so nothing was imported."
        ) from None
    store = open_store(args)
    planner = store.load()
    tables, count = read_document(text, planner)
    if not args.yes and not _is_same_person(args, planner, text):
        return 1
    records, past = counted(count, "record"), past_of(text)
    if past and not store.path.exists():
        store.begin(tables, past)
        tell(f"Brought in {records} with their history.")
    else:
        store.merge(tables, writer(args, planner))
        tell(f"Brought in {records}. To take them out again: tuiplanner undo")
        _tell_doubles(store.load())
    return 0


def _bring_in_list(args: Namespace, data: bytes) -> int:
    """Show a preview, ask, and then import the list as one change."""
    store = open_store(args)
    planner = store.load()
    by, day = writer(args, planner), today()
    text, is_windows = decode(data)
    sheet = csv_table(text)
    copied = copied_list(sheet, TITLES, day, KINDS.get(args.kind))
    if is_windows:
        print("This was read as Windows text (cp1252): please check the letters with accents.")
    print(f"{path_named(args.from_file)}, separated by {NAMED.get(sheet.delimiter, 'signs')}.")
    for line in _preview(planner, copied):
        print(line)
    many = counted(len(copied.rows), copied.kind.KIND)
    if not copied.rows:
        raise Refused("Nothing in this list can be brought in.")
    if not args.yes and not _is_agreed(args, many):
        return 1
    store.update(lambda now: add_copied_rows(now, copied, day), by)
    tell(f"Brought in {many}. To take all of it out again: tuiplanner undo")
    _tell_doubles(store.load())
    return 0


def _is_same_person(args: Namespace, planner: Planner, text: str) -> bool:
    """Return True if an export has the planner's person, or if the user says so at a terminal."""
    from tuiplanner.outputs.exchange import person_of

    theirs, ours = person_of(text), planner.profile.name
    if not theirs or not ours or folded(one_line(theirs)) == folded(one_line(ours)):
        return True
    tell(f"Careful: this export is about {quoted(theirs)}, the planner about {quoted(ours)}.")
    return _is_agreed(args, f"the records of {quoted(theirs)}")


def _is_agreed(args: Namespace, many: str) -> bool:
    """Return True if the user agrees at a terminal; elsewhere, ask for `--yes` on the next run."""
    if args.from_file == "-" or not sys.stdin.isatty():
        tell(f"Nothing was brought in yet. To bring in {many}: run it again with --yes")
        return False
    if is_yes(ask_line(f"Bring in {many}? (y/n) ")):
        return True
    tell("Nothing was brought in.")
    return False


def _preview(planner: Planner, copied: CopiedList) -> Iterator[str]:
    """Yield where each column ends up, the first records in full, and what stays out."""
    known, kind = field_specs(copied.kind), copied.kind
    if copied.is_guess:
        yield f"The titles are unclear: read as {kind.KIND}. To choose another kind: --kind KIND"
    aside = "the note" if aside_field(kind) else "a quick note to file later"
    for column in copied.columns:
        where = known[column.field].label if column.field else ""
        yield f"“{column.title}” goes to: {where or f'{aside}, as “{column.title}: ...”'}"
    for number, row in enumerate(copied.rows[:_SHOWN], 1):
        yield ""
        yield block(
            f"{number} of {len(copied.rows)}, from line {row.line}:", _row_fields(copied, row)
        )
    yield ""
    for skipped in copied.moved:
        yield f"Line {skipped.line}, {skipped.reason} It is added to {aside} as it is."
    for skipped in copied.refused:
        yield f"Line {skipped.line} stays out. {skipped.reason}"
    there = {record.shown_heading.casefold() for record in planner.rows(kind).values()}
    headings = (str(row.values[kind.TITLE]) for row in copied.rows)
    again = [heading for heading in headings if heading.casefold() in there]
    if again:
        yield f"Already in the planner, so they will be there twice: {', '.join(again)}."


def _row_fields(copied: CopiedList, row: Row) -> Iterator[tuple[str, str]]:
    known = field_specs(copied.kind)
    for name, value in row.values.items():
        yield known[name].label, known[name].show(value)
    if row.to_sort:
        yield "A quick note to file later", one_line(row.to_sort)


def _tell_doubles(planner: Planner) -> None:
    """Name the rows that are probably there twice now."""
    for double in doubles(planner, ingredients_in(planner)):
        one, other = double.ids
        tell(f"{double.sentence} If so: tuiplanner doubles --meant {one} {other}")
