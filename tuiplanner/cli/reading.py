"""The `reading` command: a value measured at home, in one line."""

from argparse import ArgumentParser, Namespace

from tuiplanner.cli.command import Command, open_store, tell, today, typed_text, writer
from tuiplanner.cli.messages import option, options_named, tell_contradiction, tell_understood
from tuiplanner.model.planner import add, read_values
from tuiplanner.model.quick_reading import split_reading
from tuiplanner.model.readings import series
from tuiplanner.model.records import Reading, Record, field_specs
from tuiplanner.model.text import uncapitalized

_OPTIONS = ("when", "seen_by", "note")


class CatchReading(Command):
    """The command that saves a reading and prints its id."""

    examples = (
        "example: tuiplanner reading bp 128/82\n"
        "example: tuiplanner reading weight 61.5 kg --when yesterday"
    )

    def options(self, parser: ArgumentParser, kind: type[Record] | None) -> None:
        parser.add_argument(
            "text", metavar="TEXT", nargs="+", help="what, value and unit; - reads standard input"
        )
        for name in _OPTIONS:
            label = uncapitalized(field_specs(Reading)[name].label)
            parser.add_argument(option(name), dest=f"field_{name}", metavar="VALUE", help=label)

    def run(self, args: Namespace) -> int:
        store = open_store(args)
        given = {name: getattr(args, f"field_{name}") for name in _OPTIONS}
        typed = split_reading(typed_text(" ".join(args.text)))._asdict()
        typed |= {name: text for name, text in given.items() if text is not None}
        with options_named(Reading, positional="value"):
            values = read_values(Reading, typed, today())
            by = writer(args, store.load())
            planner = store.update(lambda planner: add(planner, Reading, values, today()), by)
        id = planner.next_id - 1
        print(id)
        tell_understood(Reading, values)
        reading = planner.find(Reading, id)
        tell(f"{reading.shown_heading}.")
        tell_contradiction(reading, values)
        if any(each.lacks_unit for each in series(planner) if each.latest.id == id):
            how = f"tuiplanner edit reading {id} --unit UNIT"
            tell(f"Without a unit it can be misread. To add it: {how}")
        return 0


COMMANDS: dict[str, Command] = {"reading": CatchReading()}
