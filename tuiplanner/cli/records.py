"""The commands for records: add, list, show, edit, remove, me; the same for every kind."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Mapping
from typing import Any

from tuiplanner.cli.as_typed import add_as_typed, is_as_typed, keep_as_typed, tell_near_name
from tuiplanner.cli.command import (
    Command,
    add_json_option,
    add_output_options,
    open_store,
    rehearsal_of,
    tell,
    today,
    typed_text,
    writer,
)
from tuiplanner.cli.messages import (
    option,
    options_named,
    tell_changed,
    tell_contradiction,
    tell_hidden,
    tell_misread,
    tell_understood,
)
from tuiplanner.cli.nearest import id_of, with_ids
from tuiplanner.cli.plain import blocks, in_block, line, sheet
from tuiplanner.errors import Refused
from tuiplanner.model import dates
from tuiplanner.model.conditions import split_conditions
from tuiplanner.model.descriptions import facts, is_closed
from tuiplanner.model.fields import Choice, Spec, Text, Value, When
from tuiplanner.model.planner import KINDS, Planner, add, edit, read_values, remove
from tuiplanner.model.records import (
    Answer,
    Brief,
    Dose,
    Observation,
    Person,
    Profile,
    Question,
    Reading,
    Record,
    Visit,
    field_specs,
    typed_specs,
)
from tuiplanner.model.series import expanded
from tuiplanner.model.text import quoted, uncapitalized
from tuiplanner.model.visits import in_order
from tuiplanner.store.documents import document_of
from tuiplanner.store.store import Store

ALL_KINDS = tuple(KINDS)
TYPED_KINDS = tuple(kind for kind in KINDS if kind != Brief.KIND)


class Add(Command):
    """The command that saves a new record and prints its id, alone on a line."""

    of_kinds = TYPED_KINDS
    examples = (
        'example: tuiplanner add medication prednisone --strength "20 mg" --dose "2 tablets"'
        ' --frequency "every morning"'
    )

    def options(self, parser: ArgumentParser, kind: type[Record] | None) -> None:
        title = uncapitalized(field_specs(kind)[kind.TITLE].label) if kind else "what to write down"
        parser.add_argument("text", metavar="TEXT", help=f"{title}; - reads standard input")
        if kind:
            _add_fields(parser, kind, without=kind.TITLE)
            parser.epilog = _example(kind)
        if kind is Answer:
            from tuiplanner.data.library import rehearsal

            keys = ", ".join(asked.key for asked in rehearsal()[0])
            parser.epilog = f"{_example(kind)}\nTEXT is one of: {keys}"

    def run(self, args: Namespace) -> int:
        kind, store = KINDS[args.kind], open_store(args)
        typed = _typed(args, kind) | {kind.TITLE: typed_text(args.text)}
        with options_named(kind, positional=kind.TITLE):
            typed = with_ids(store.load(), kind, typed)
            each = expanded(typed, today()) if kind is Visit else [typed]
            several = [read_values(kind, one, today()) for one in each]
            values = several[-1]
            if kind is Answer:
                _refuse_unknown_key(store, str(values[kind.TITLE]))
            by = writer(args, store.load())
            keeps = is_as_typed(args)
            planner = store.update(lambda planner: _added(planner, kind, several, keeps), by)
        id = planner.next_id - 1
        for number in range(len(several) - 1, -1, -1):
            print(id - number)
        for one in several:
            tell_understood(kind, one)
        _tell_day(planner.find(kind, id), values)
        tell_contradiction(planner.find(kind, id), values)
        _tell_as_last_time(planner, planner.find(kind, id), values)
        tell_misread(planner.find(kind, id), values)
        tell_near_name(planner, planner.find(kind, id), values)
        _tell_doubles(planner, kind, id)
        return 0


def _tell_day(record: Record, values: Mapping[str, Any]) -> None:
    """Say which day an event got because none was given: another one may be meant."""
    stamp = type(record).STAMP
    if isinstance(record, Observation | Reading | Dose) and not values.get(stamp):
        day = dates.echo(str(getattr(record, stamp))[:10], today())
        tell(f"{stamp}: {day}, since no day was given. Another day: {option(stamp)} DAY")


def _tell_doubles(planner: Planner, kind: type[Record], id: int) -> None:
    """Ask whether a new row is meant, if it is probably there already."""
    from tuiplanner.data.vocabulary import ingredients_in
    from tuiplanner.model.sameness import doubles_of

    for double in doubles_of(planner, ingredients_in(planner), kind, id):
        one, other = double.ids
        tell(f"{double.sentence} If so: tuiplanner doubles --meant {one} {other}")


def _added(
    planner: Planner, kind: type[Record], several: list[dict[str, Value]], keeps: bool
) -> Planner:
    for values in several:
        planner = add(planner, kind, values, today())
        if keeps:
            planner = keep_as_typed(planner, planner.next_id - 1, values)
    return planner


class List(Command):
    """The command that prints the records of a kind, a line each."""

    of_kinds = ALL_KINDS
    examples = "example: tuiplanner list medication --all --json"

    def options(self, parser: ArgumentParser, kind: type[Record] | None) -> None:
        parser.add_argument("--all", action="store_true", help="stopped, dropped and done too")
        add_output_options(parser)

    def run(self, args: Namespace) -> int:
        kind, planner = KINDS[args.kind], open_store(args).load()
        records, hidden = chosen(planner, kind, is_all=args.all)
        if args.json:
            _print_json([_document(record) for record in records])
            return 0
        if args.linear and records:
            print(blocks(in_block(planner, record) for record in records))
        for record in () if args.linear else records:
            print(line(planner, record))
        tell_hidden(kind, len(records), hidden)
        return 0


class Show(Command):
    """The command that prints one record in full."""

    of_kinds = ALL_KINDS
    examples = "example: tuiplanner show medication 12"

    def options(self, parser: ArgumentParser, kind: type[Record] | None) -> None:
        _add_id(parser)
        add_json_option(parser)

    def run(self, args: Namespace) -> int:
        planner = open_store(args).load()
        kind = KINDS[args.kind]
        record = planner.find(kind, id_of(planner, kind, args.id))
        if args.json:
            _print_json(_document(record))
        else:
            print(sheet(planner, record))
        return 0


class Edit(Command):
    """The command that changes named fields of a record."""

    of_kinds = TYPED_KINDS
    examples = 'example: tuiplanner edit medication 12 --dose "3 tablets" --reason ""'

    def options(self, parser: ArgumentParser, kind: type[Record] | None) -> None:
        _add_id(parser)
        if kind:
            _add_fields(parser, kind)

    def run(self, args: Namespace) -> int:
        kind, planner = KINDS[args.kind], open_store(args).load()
        id = id_of(planner, kind, args.id)
        return _edit(args, kind, id)


class Remove(Command):
    """The command that deletes a record and the records attached to it."""

    of_kinds = ALL_KINDS
    examples = "example: tuiplanner remove medication 12"

    def options(self, parser: ArgumentParser, kind: type[Record] | None) -> None:
        _add_id(parser)

    def run(self, args: Namespace) -> int:
        kind, store = KINDS[args.kind], open_store(args)
        before = store.load()
        record = before.find(kind, id_of(before, kind, args.id, is_whole=True))
        store.update(
            lambda planner: remove(planner, kind, record.id, today()), writer(args, before)
        )
        tell(f"Deleted {record.quoted}. To bring it back: tuiplanner undo")
        return 0


class Me(Command):
    """The command that shows or changes the person whom the planner is about."""

    examples = 'example: tuiplanner me --name "Marta Example" --born "2 Apr 1958"'

    def options(self, parser: ArgumentParser, kind: type[Record] | None) -> None:
        add_json_option(parser)
        _add_fields(parser, Profile)

    def run(self, args: Namespace) -> int:
        if _given(args, Profile):
            return _edit(args, Profile, 1)
        planner = open_store(args).load()
        if args.json:
            _print_json(document_of(planner.profile))
        else:
            print(sheet(planner, planner.profile))
        return 0


class SplitConditions(Command):
    """The command that makes a row of each condition in the text from before they had rows."""

    examples = (
        "example: tuiplanner me --conditions 'gout (2015); asthma' && tuiplanner split-conditions"
    )

    def run(self, args: Namespace) -> int:
        store = open_store(args)
        before = store.load()
        if not before.profile.conditions:
            raise Refused("There is no text to split. See: tuiplanner list condition")
        planner = store.update(
            lambda planner: split_conditions(planner, today()), writer(args, before)
        )
        for id in sorted(planner.conditions.keys() - before.conditions.keys()):
            print(line(planner, planner.conditions[id]))
        tell("Each condition has its row now. To take it back: tuiplanner undo")
        return 0


COMMANDS: dict[str, Command] = {
    "add": Add(),
    "list": List(),
    "show": Show(),
    "edit": Edit(),
    "remove": Remove(),
    "me": Me(),
    "split-conditions": SplitConditions(),
}


def chosen(planner: Planner, kind: type[Record], *, is_all: bool) -> tuple[list[Record], int]:
    """Return the records that a list shows, in its order, and how many old ones it leaves out."""
    known = list(_in_order(planner, kind))
    records = [record for record in known if is_all or not is_closed(record)]
    return records, len(known) - len(records)


def _tell_as_last_time(planner: Planner, record: Record, values: Mapping[str, Any]) -> None:
    """Print the values that a new record took over: `comes along: Ana Example, as last time`."""
    rows = [row for row in planner.rows(type(record)).values() if row.id != record.id]
    taken = type(record).carried_over(rows, values)
    for name, label, words in facts(planner, record):
        if name in taken and name not in values:
            tell(f"{label.lower()}: {words}, as last time")


def _refuse_unknown_key(store: Store, key: str) -> None:
    """Raise Refused for a key that no question has: its answer would never reach the page."""
    keys = [asked.key for asked in rehearsal_of(store)]
    if key not in keys:
        raise Refused(f"{quoted(key)} is not one of the questions: {', '.join(keys)}.")


def _edit(args: Namespace, kind: type[Record], id: int) -> int:
    store = open_store(args)
    typed, keeps = _typed(args, kind), is_as_typed(args)
    if not typed and not keeps:
        raise Refused("No field to change was given. See: tuiplanner edit KIND --help")
    with options_named(kind):
        now = store.load()
        typed = with_ids(now, kind, typed)
        values = read_values(kind, typed, today(), now.find(kind, id))
        if kind is Answer and kind.TITLE in values:
            _refuse_unknown_key(store, str(values[kind.TITLE]))
        by = writer(args, store.load())
        planner = store.update(lambda planner: _edited(planner, kind, id, values, keeps), by)
    tell_changed(now.find(kind, id), planner.find(kind, id), values)
    tell_understood(kind, values)
    tell_misread(planner.find(kind, id), values)
    tell_near_name(planner, planner.find(kind, id), values)
    tell_contradiction(planner.find(kind, id), values)
    return 0


def _edited(
    planner: Planner, kind: type[Record], id: int, values: Mapping[str, Value], keeps: bool
) -> Planner:
    after = edit(planner, kind, id, values, today()) if values else planner
    return keep_as_typed(after, id, values) if keeps else after


def _add_id(parser: ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="its number, as list prints it, or its name")


def _add_fields(parser: ArgumentParser, kind: type[Record], without: str = "") -> None:
    """Add every field of the record as an option, under its own name."""
    for name, spec in typed_specs(kind).items():
        if name != without:
            parser.add_argument(
                option(name), dest=f"field_{name}", metavar="VALUE", help=_help(spec)
            )
    add_as_typed(parser, kind)


def _example(kind: type[Record]) -> str:
    """Return an example that uses the hints of the kind's fields."""
    known = field_specs(kind)
    typed = (n for n, s in known.items() if n != kind.TITLE and _is_plain(s))
    more = "" if kind is Question else next(typed, "")  # its first such field is of a later day
    given = f' {option(more)} "{known[more].hint}"' if more else ""
    text = known[kind.TITLE].hint or ("Ana Example" if kind is Person else "fell twice")
    return f'example: tuiplanner add {kind.KIND} "{text}"{given}'


def _is_plain(spec: Spec) -> bool:
    return bool(spec.hint) and isinstance(spec, Text | When)


def _help(spec: Spec) -> str:
    text = uncapitalized(spec.label)
    if isinstance(spec, Choice):
        text += ": " + ", ".join(spec.words)
    elif spec.hint:
        text += f", as in: {spec.hint}"
    return text.replace("%", "%%")


def _given(args: Namespace, kind: type[Record]) -> dict[str, str]:
    """Return the values given on the command line, by field."""
    given = {name: getattr(args, f"field_{name}", None) for name in field_specs(kind)}
    return {name: value for name, value in given.items() if value is not None}


def _typed(args: Namespace, kind: type[Record]) -> dict[str, str]:
    """Return the given values by field, with the text from standard input in place of `-`.

    Raise Refused if more than one value is `-`.
    """
    given = _given(args, kind)
    if [*given.values(), getattr(args, "text", "")].count("-") > 1:
        raise Refused("Only one text can come from standard input. Please give one - only.")
    return {name: typed_text(value) for name, value in given.items()}


def _in_order(planner: Planner, kind: type[Record]) -> Iterable[Record]:
    """Return the records of a kind, ordered as in its tab: by rank, or the next visit first."""
    if kind is Question:
        return planner.ranked
    return in_order(planner, today()) if kind is Visit else planner.rows(kind).values()


def _document(record: Record) -> dict[str, Any]:
    stamps = {"created": record.created, "updated": record.updated, "by": record.by}
    return {"id": record.id, **document_of(record), **stamps}


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))
