"""The `doubles` command: rows that are probably the same, and the answer that it is meant."""

import json
from argparse import ArgumentParser, Namespace

from tuiplanner.cli.command import Command, add_json_option, open_store, tell, today, writer
from tuiplanner.data.vocabulary import ingredients_in
from tuiplanner.errors import NotFound
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Record
from tuiplanner.model.sameness import Double, doubles, say_meant


class Doubles(Command):
    """The command that lists the pairs, a line each, or notes that a pair is meant."""

    examples = "example: tuiplanner doubles\nexample: tuiplanner doubles --json"

    def options(self, parser: ArgumentParser, kind: type[Record] | None) -> None:
        parser.add_argument(
            "--meant", metavar="ID", nargs=2, type=int, help="both rows are meant to be there"
        )
        add_json_option(parser, "an array of objects")

    def run(self, args: Namespace) -> int:
        store = open_store(args)
        planner = store.load()
        found = doubles(planner, ingredients_in(planner))
        if args.meant:
            pair = _named(found, args.meant)
            store.update(lambda now: _said(now, pair), writer(args, planner))
            tell("Noted. It is asked again if one of them changes.")
            return 0
        if args.json:
            print(json.dumps([_document(pair) for pair in found], ensure_ascii=False, indent=1))
            return 0
        for pair in found:
            one, other = pair.ids
            print(f"{one} {other} {pair.kind.KIND}; {pair.sentence}")
        if found:
            one, other = found[0].ids
            tell(f"If it is meant: tuiplanner doubles --meant {one} {other}")
        else:
            tell("Nothing seems to be there twice.")
        return 0


COMMANDS: dict[str, Command] = {"doubles": Doubles()}


def _named(found: tuple[Double, ...], ids: list[int]) -> Double:
    pair = next((each for each in found if set(each.ids) == set(ids)), None)
    if pair is None:
        raise NotFound(f"{ids[0]} and {ids[1]} are no such pair. See: tuiplanner doubles")
    return pair


def _said(planner: Planner, pair: Double) -> Planner:
    return say_meant(planner, pair, today())


def _document(pair: Double) -> dict[str, object]:
    return {
        "kind": pair.kind.KIND,
        "ids": list(pair.ids),
        "names": list(pair.names),
        "shared": list(pair.shared),
        "sentence": pair.sentence,
    }
