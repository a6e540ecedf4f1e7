"""The commands `import` and `merge`: review what a file holds, and bring in what is picked."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from pathlib import Path

from tuiplanner.cli.command import Command, open_store, tell, today, writer
from tuiplanner.cli.copied import bring_in_list, is_other_list
from tuiplanner.cli.nearest import kind_among
from tuiplanner.cli.terminal import has_screen
from tuiplanner.data.vocabulary import ingredients_in
from tuiplanner.errors import Refused
from tuiplanner.imports import limits
from tuiplanner.imports.identity import is_same_name
from tuiplanner.imports.opening import open_review
from tuiplanner.imports.reading import own_document
from tuiplanner.imports.review import TITLES, Group, Review, ReviewItem, bring_in
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Record
from tuiplanner.model.sameness import doubles
from tuiplanner.model.text import quoted
from tuiplanner.store.downloads import read_download
from tuiplanner.store.store import Store

# The kinds of copied lists that need no review: no status is at stake.
_KINDS = (
    *("symptom", "question", "specialist", "visit", "test", "person", "reading", "event", "note"),
)


class Import(Command):
    """The command that brings in a portal file, a copied list or another copy of a planner."""

    examples = (
        "example: printf 'Drug;Dosage\\naspirin;1 tablet\\n' > list.csv &&"
        " tuiplanner import list.csv --yes"
    )

    def options(self, parser: ArgumentParser, kind: type[Record] | None) -> None:
        help_text = "the file; - reads standard input"
        parser.add_argument("from_file", metavar="FILE", help=help_text)
        what = "the kind of record in a list of something else than medicines, allergies and"
        what += " conditions; else its titles decide"
        listed = f"{what}: {', '.join(_KINDS)}"
        parser.add_argument("--kind", type=kind_among(_KINDS), choices=_KINDS, help=listed)
        encoding = "the encoding of a copied list whose accents are wrong, such as cp1250"
        parser.add_argument("--encoding", default="", help=encoding)
        column = "which column is which, by title or number, such as --column Dosis=dose or"
        column += " --column 1=substance, of a further list --column 2/1=substance; repeatable"
        parser.add_argument("--column", action="append", metavar="A=B", help=column)
        _review_options(parser)

    def run(self, args: Namespace) -> int:
        data = _read(args.from_file)
        is_other = not args.column and not args.dry_run and is_other_list(data, today())
        if not args.kind and not is_other:
            return _import(args, data)
        if own_document(data) is not None:
            raise Refused("--kind is for a copied list; an export knows its kinds.")
        return bring_in_list(args, data)


class Merge(Command):
    """The command that merges another copy of this planner: a restored phone, a sync conflict."""

    examples = (
        "example: tuiplanner export --format json > copy.json && tuiplanner merge copy.json --yes"
    )

    def options(self, parser: ArgumentParser, kind: type[Record] | None) -> None:
        help_text = "the other copy: an export, or a planner file"
        parser.add_argument("from_file", metavar="FILE", help=help_text)
        _review_options(parser)

    def run(self, args: Namespace) -> int:
        data = _read(args.from_file)
        if own_document(data) is None:
            raise Refused(
                "This is not a copy of a planner. To bring in another file: tuiplanner import FILE"
            )
        args.encoding, args.column = "", []
        return _import(args, data)


COMMANDS: dict[str, Command] = {"import": Import(), "merge": Merge()}


def _review_options(parser: ArgumentParser) -> None:
    yes = "bring in what is new and stated plainly, without asking"
    parser.add_argument("--yes", action="store_true", help=yes)
    dry = "change nothing; print what the file holds and what would be asked"
    parser.add_argument("--dry-run", action="store_true", help=dry)
    form = "for --dry-run: text, or json for scripts"
    parser.add_argument("--format", choices=("text", "json"), default="text", help=form)
    about = "with --yes: the name in the file, if it differs from that in About me"
    parser.add_argument("--about", metavar="NAME", default="", help=about)


def _read(name: str) -> bytes:
    if name != "-":
        return read_download(Path(name))
    data = sys.stdin.buffer.read(limits.LARGEST + 1)
    limits.refuse_large(len(data))
    return data


def _import(args: Namespace, data: bytes) -> int:
    store = open_store(args)
    planner = store.load()
    document = own_document(data)
    if document and "tuiplanner" in document and not store.path.exists() and not args.dry_run:
        return _restore(store, data)
    if _opens_screen(args):
        from tuiplanner.cli.screen import show_import

        return show_import(store, args, Path(args.from_file))
    name = "" if args.from_file == "-" else Path(args.from_file).name
    columns = _columns(args.column or [])
    review = open_review(data, planner, today(), args.encoding, columns, name)
    if args.dry_run and args.format == "json":
        print(json.dumps(review.record.as_json(), ensure_ascii=False, indent=1))
        return 0
    if args.yes and not args.dry_run:
        _refuse_other_person(args, review)
    print("\n".join(_lines(review)))
    if args.dry_run:
        return 0
    return _bring_in_sure(args, store, review)


def _columns(given: list[str]) -> Mapping[str, str]:
    """Return the columns that the person named: `--column Dosis=dose`."""
    pairs = [each.partition("=") for each in given]
    wrong = next((each for each, (_, sign, _) in zip(given, pairs, strict=True) if not sign), "")
    if wrong:
        raise Refused(f"--column {quoted(wrong)} has no =. Example: --column Dosis=dose")
    return {title.strip(): field.strip().replace("-", "_") for title, _, field in pairs}


def _opens_screen(args: Namespace) -> bool:
    """Return True if the review is shown on the screen: at a terminal, unless it was decided."""
    decided = args.yes or args.dry_run or args.from_file == "-"
    return not decided and has_screen()


def _restore(store: Store, data: bytes) -> int:
    """Begin a planner that does not exist yet with an export of it, history included."""
    from tuiplanner.brief.layout import counted
    from tuiplanner.outputs.exchange import past_of, read_document

    text = data.decode("utf-8-sig", "replace")
    tables, count = read_document(text)
    store.begin(tables, past_of(text))
    tell(f"Brought in {counted(count, 'record')} with their history.")
    return 0


def _bring_in_sure(args: Namespace, store: Store, review: Review) -> int:
    """Bring in what `--yes` may bring in; without it, say how to go on."""
    picked = [(review.items[at], way) for at, way in review.sure_picks.items()]
    if not picked:
        tell("Nothing in this file is both new and stated plainly, so nothing was brought in.")
        return 0 if review.of(Group.SAME) else 1
    if not args.yes:
        name = f" --about {quoted(review.record.patient.name or 'NAME')}" if review.doubts else ""
        how = f"To bring in the lines marked *: run it again with --yes{name}"
        tell(f"Nothing was brought in yet. {how}")
        return 1
    day = today()
    store.update(
        lambda now: bring_in(now, picked, day, review.ids),
        writer(args, store.load()),
        review.source,
    )
    rest = len([item for item in review.items if item.ways]) - len(picked)
    more = f" {rest} more to decide: open the file in the planner, tab 2, m." if rest else ""
    tell(f"Brought in {len(picked)}. To take all of it out again: tuiplanner undo.{more}")
    _tell_doubles(store.load())
    return 0


def _refuse_other_person(args: Namespace, review: Review) -> None:
    """Raise Refused if the file may be about somebody else and the name was not typed."""
    theirs = review.record.patient.name
    if not review.doubts or (args.about and is_same_name(args.about, theirs)):
        return
    raise Refused(
        f"{' '.join(review.doubts)} Nothing was brought in. If it is the right person, add the"
        f" name in the file: --about {quoted(theirs or 'NAME')}"
    )


def _lines(review: Review) -> Iterator[str]:
    """Yield the review as text, group by group; `*` marks what `--yes` brings in."""
    yield f"From {review.source}."
    yield from (f"Careful: {doubt}" for doubt in review.doubts)
    yield from (f"Careful: {warning}" for warning in review.record.warnings)
    for group in Group:
        items = review.of(group)
        if items:
            yield ""
            yield f"{TITLES[group]} ({len(items)})"
            yield from map(_line, items)


def _line(item: ReviewItem) -> str:
    mark = "*" if item.is_sure else "-"
    return f"{mark} {item.name}: {item.detail}" if item.detail else f"{mark} {item.name}"


def _tell_doubles(planner: Planner) -> None:
    """Name the rows that are probably there twice now."""
    for double in doubles(planner, ingredients_in(planner)):
        one, other = double.ids
        tell(f"{double.sentence} If so: tuiplanner doubles --meant {one} {other}")
