"""A copied list of any other kind than medicines: symptoms, questions, visits and so on (CSV)."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from datetime import date

from tuiplanner.brief.layout import counted
from tuiplanner.cli.command import ask_line, is_yes, open_store, tell, today, writer
from tuiplanner.cli.plain import block
from tuiplanner.errors import PlannerError, Refused
from tuiplanner.imports.copied_list import (
    CopiedList,
    Row,
    add_copied_rows,
    aside_field,
    copied_list,
)
from tuiplanner.imports.csv_reader import NAMED, csv_table, decode
from tuiplanner.imports.list_titles import TITLES
from tuiplanner.imports.table import kinds_of
from tuiplanner.model.planner import KINDS, Planner
from tuiplanner.model.records import field_specs
from tuiplanner.model.text import one_line, path_named

_SHOWN = 3  # records to show in full before asking
_REVIEWED = frozenset(("", "medication", "allergy", "condition"))  # what the review reads


def is_other_list(data: bytes, day: date) -> bool:
    """Return True for a copied list whose titles name a kind that the review does not read."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"<", b"{", b"["):
        return False
    try:
        sheet = csv_table(decode(data)[0])
        kinds = set(kinds_of(sheet)) or {""}
        copied = copied_list(sheet, TITLES, day)
    except PlannerError:
        return False
    if kinds == {""}:  # Few of its titles are known.
        return not copied.is_guess and copied.kind.KIND not in _REVIEWED
    return kinds.isdisjoint(_REVIEWED)


def bring_in_list(args: Namespace, data: bytes) -> int:
    """Show a preview, ask, and then import the list as one change."""
    store = open_store(args)
    planner = store.load()
    by, day = writer(args, planner), today()
    text, is_windows = decode(data, args.encoding)
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
    return 0


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
