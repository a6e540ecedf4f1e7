"""The `waiting` command: everything the patient waits for and whom to call, overdue first."""

import json
from argparse import ArgumentParser, Namespace
from datetime import date
from typing import Any

from tuiplanner.cli.command import Command, add_output_options, open_store, today
from tuiplanner.cli.plain import block, blocks
from tuiplanner.model.planner import KINDS_BY_TABLE, Planner
from tuiplanner.model.preparing import coming
from tuiplanner.model.prompts import result_question
from tuiplanner.model.reasons import Waiting
from tuiplanner.model.records import MedicalTest, Record
from tuiplanner.model.referral_alerts import in_days
from tuiplanner.model.text import cleaned, one_line
from tuiplanner.model.waiting import waiting_for


class WaitingCommand(Command):
    """The command that prints awaited items, each on a line with its age and phone number."""

    examples = "example: tuiplanner waiting --json"

    def options(self, parser: ArgumentParser, kind: type[Record] | None) -> None:
        add_output_options(parser)

    def run(self, args: Namespace) -> int:
        day = today()
        planner = open_store(args).load()
        found = waiting_for(planner, day)
        if args.json:
            objects = [_document(planner, waited, day) for waited in found]
            print(json.dumps(objects, ensure_ascii=False, indent=1))
            return 0
        soon = [one_line(cleaned(each.sentence(day))) for each in coming(planner, day)]
        if args.linear and (soon or found):
            rows = (_in_block(planner, waited, day) for waited in found)
            print(blocks([*(block(sentence, ()) for sentence in soon), *rows]))
        for sentence in () if args.linear else soon:
            print(sentence)
        for waited in () if args.linear else found:
            print(_line(planner, waited, day))
        if not found:
            print("You are not waiting for anything.")
        return 0


COMMANDS: dict[str, Command] = {"waiting": WaitingCommand()}


def _line(planner: Planner, waited: Waiting, day: date) -> str:
    """Return an awaited item on one line.

    For example: `overdue; MRI brain, done 18 Feb 2026: no result yet; waiting 22 days; phone
    555-0120`. The line has words and no columns: a screen reader reads it from left to right.
    """
    parts = ["overdue"] if waited.is_overdue else []
    parts += [waited.text, _age(waited, day)]
    parts += [f"phone {waited.phone}"] if waited.phone else []
    question = _question(planner, waited, day)
    parts += [f"to ask: {question}"] if question else []
    return one_line(cleaned("; ".join(filter(None, parts))))


def _in_block(planner: Planner, waited: Waiting, day: date) -> str:
    """Return an awaited item in the linear form."""
    said = (
        ("Overdue", "yes" if waited.is_overdue else ""),
        ("Waiting", _age(waited, day).removeprefix("waiting ")),
        ("Phone", cleaned(waited.phone)),
        ("To ask", _question(planner, waited, day) or ""),
        ("Record", f"{KINDS_BY_TABLE[waited.table].KIND} {waited.id}"),
    )
    return block(cleaned(waited.text), said)


def _age(waited: Waiting, day: date) -> str:
    """Return an age such as `waiting 22 days`, or an empty string if the text already has it."""
    days = waited.days(day)
    if not days or f", {in_days(days)}" in waited.text:
        return ""
    return f"waiting {in_days(days)}"


def _question(planner: Planner, waited: Waiting, day: date) -> str | None:
    """Return the question for a late result, unless it is already among the questions."""
    test = planner.tests.get(waited.id) if waited.table == MedicalTest.TABLE else None
    values = result_question(planner, test, day) if test else None
    return values["text"] if values else None


def _document(planner: Planner, waited: Waiting, day: date) -> dict[str, Any]:
    """Return an awaited item for scripts.

    `since` and `days` are null if the day is not known exactly.
    """
    since = waited.since if not waited.is_about else None
    return {
        "kind": KINDS_BY_TABLE[waited.table].KIND,
        "id": waited.id,
        "name": waited.name,
        "text": waited.text,
        "overdue": waited.is_overdue,
        "since": since.isoformat() if since else None,
        "due": waited.due.isoformat() if waited.due else None,
        "days": waited.days(day),
        "phone": waited.phone,
        "question": _question(planner, waited, day),
    }
