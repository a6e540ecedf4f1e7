"""The `prompts` command: questions to pick from; each is added only by its key."""

import json
from argparse import ArgumentParser, Namespace
from typing import Any

from tuiplanner.cli.command import Command, add_output_options, open_store, tell, today, writer
from tuiplanner.cli.plain import block, blocks
from tuiplanner.errors import NotFound, Refused
from tuiplanner.model.planner import Planner, add
from tuiplanner.model.prompts import Offered, fitting, offered, result_question, values
from tuiplanner.model.records import Question, Record
from tuiplanner.model.text import quoted
from tuiplanner.store.store import Store


class Prompts(Command):
    """The command that lists questions to pick from, or adds one by its key and prints its id."""

    examples = "example: tuiplanner prompts\nexample: tuiplanner prompts support-therapy"

    def options(self, parser: ArgumentParser, kind: type[Record] | None) -> None:
        parser.add_argument("key", metavar="KEY", nargs="?", help="add this one")
        parser.add_argument("--all", action="store_true", help="those that do not fit, too")
        add_output_options(parser)

    def run(self, args: Namespace) -> int:
        store = open_store(args)
        by = writer(args, store.load())
        offers = _offers(store, is_all=bool(args.all or args.key))
        if args.key:
            print(_add(store, _found(offers, args.key), by))
        elif args.json:
            documents = [_document(offer) for offer, _ in offers]
            print(json.dumps(documents, ensure_ascii=False, indent=1))
        elif args.linear:
            print(blocks(map(_in_block, (offer for offer, _ in offers))))
        else:
            for offer, _ in offers:
                print(_line(offer))
        return 0


COMMANDS: dict[str, Command] = {"prompts": Prompts()}

_Pick = tuple[Offered, dict[str, Any]]  # the entry to show, and the fields of its question


def _offers(store: Store, *, is_all: bool) -> list[_Pick]:
    """Return the library for this planner, or all of it, and a question for each late result."""
    from tuiplanner.data.library import prompts

    planner = store.load()
    library, trouble = prompts(store.path)
    if trouble:
        tell(trouble)
    chosen = library if is_all else fitting(library, planner)
    found = [(offer, values(offer)) for offer in offered(chosen, planner)]
    return [*found, *_late_results(planner)]


def _late_results(planner: Planner) -> list[_Pick]:
    asked = (result_question(planner, test, today()) for test in planner.tests.values())
    return [(Offered(v["prompt"], v["topic"], v["text"], False), v) for v in asked if v]


def _found(offers: list[_Pick], key: str) -> _Pick:
    for offer, fields in offers:
        if offer.key == key:
            if offer.is_there:
                raise Refused(f"{quoted(offer.text)} is among your questions already.")
            return offer, fields
    raise NotFound(f"There is no question {quoted(key)} to pick. See: tuiplanner prompts")


def _add(store: Store, pick: _Pick, by: int | None) -> int:
    planner = store.update(lambda p: add(p, Question, pick[1], today()), by)
    tell(f"Added: {pick[0].text}")
    return planner.next_id - 1


def _line(offer: Offered) -> str:
    there = " (it is among your questions)" if offer.is_there else ""
    return f"{offer.key}  {offer.topic}: {offer.text}{there}"


def _in_block(offer: Offered) -> str:
    there = "yes" if offer.is_there else ""
    said = (("About", offer.topic), ("Key", offer.key), ("Among your questions", there))
    return block(f"Question: {offer.text}", said)


def _document(offer: Offered) -> dict[str, Any]:
    return {"key": offer.key, "topic": offer.topic, "text": offer.text, "there": offer.is_there}
