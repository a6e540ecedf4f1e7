"""The `rehearse` command: the doctor's likely questions, one at a time, in plain lines."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from functools import partial

from tuiplanner.cli.command import Command, ask_line, open_store, rehearsal_of, tell, today, writer
from tuiplanner.errors import PlannerError
from tuiplanner.model import dates
from tuiplanner.model.choices import YesNoUnsure
from tuiplanner.model.planner import Planner, add, read_values
from tuiplanner.model.records import Answer, Symptom
from tuiplanner.model.rehearsal import (
    Asked,
    answers_by_key,
    is_old,
    lacks_words,
    record_answer,
    to_go_through,
    without_symptom,
)
from tuiplanner.model.text import quoted
from tuiplanner.store.store import Store

_SAID = {
    **dict.fromkeys(("y", "yes"), YesNoUnsure.YES),
    **dict.fromkeys(("n", "no"), YesNoUnsure.NO),
    **dict.fromkeys(("s", "not sure", "unsure", "no idea"), YesNoUnsure.NOT_SURE),
}


class Rehearse(Command):
    """The command that asks the questions; it saves each answer at once.

    If the input ends early, the answers given so far are kept.
    """

    examples = "example: printf 'y\\nn\\ns\\n' | tuiplanner rehearse"

    def run(self, args: Namespace) -> int:
        store = open_store(args)
        by, asked_all = writer(args, store.load()), rehearsal_of(store)
        print("y yes, n no, s not sure, and more after it; Enter alone leaves it as it is.")
        gone_through: list[Asked] = []
        while asked := _next(store, asked_all, gone_through):
            gone_through.append(asked)
            number = len(gone_through)
            line = ask_line(f"{number}. {_question(store.load(), asked)} ")
            if line is None:
                return 0
            _note(store, asked, line, by)
        if sys.stdin.isatty():
            _offer_symptoms(store, asked_all, by)
        return 0


COMMANDS: dict[str, Command] = {"rehearse": Rehearse()}


def _next(store: Store, asked_all: Sequence[Asked], gone_through: list[Asked]) -> Asked | None:
    left = (a for a in to_go_through(store.load(), asked_all) if a not in gone_through)
    return next(left, None)


def _question(planner: Planner, asked: Asked) -> str:
    """Return the question, with the answer or the medicines that are already known."""
    if asked.linked:
        used = (m.shown_heading for m in planner.medications.values() if not m.is_stopped)
        names = ", ".join(used) or "none is written down"
        return f"{asked.ask} From the list: {names}. (Press Enter to leave it empty.)"
    answer = answers_by_key(planner).get(asked.key)
    if answer is None:
        return asked.ask
    said = answer.answer.replace("-", " ")
    if is_old(answer, today()):
        return f"{asked.ask} ({said} on {dates.show(answer.answered_on)}: still true?)"
    return f"{asked.ask} ({said})"


def _note(store: Store, asked: Asked, line: str, by: int | None) -> None:
    if not line or asked.linked:
        return
    said, words = _read(line)
    if said is None:
        tell(f"{quoted(line)} is not y, n or s: left as it was.")
        return
    typed = {"answer": str(said), **({"detail": words} if words else {})}
    try:
        values = read_values(Answer, typed, today())
        store.update(partial(record_answer, key=asked.key, values=values, today=today()), by)
    except PlannerError as error:
        tell(str(error))
        return
    if sys.stdin.isatty() and lacks_words(store.load(), asked):
        more = ask_line(f"   {asked.words} (Enter skips) ")
        if more:
            _note(store, asked, f"y {more}", by)


def _read(line: str) -> tuple[YesNoUnsure | None, str]:
    """Return the answer at the beginning of a line, and the words after it."""
    for said in sorted(_SAID, key=len, reverse=True):
        first, rest = line[: len(said)], line[len(said) :]
        if first.casefold() == said and (not rest or rest[0] in " ,:;."):
            return _SAID[said], rest.strip(" ,:;.")
    return None, ""


def _offer_symptoms(store: Store, asked_all: tuple[Asked, ...], by: int | None) -> None:
    """Ask for the name of a symptom for each yes that has none; Enter skips it."""
    for asked in without_symptom(store.load(), asked_all):
        name = ask_line(f"Yes to {asked.page}. What is the symptom called? (Enter skips) ")
        if name is None:
            return
        try:
            if name:
                store.update(partial(_with_symptom, name=name, area=asked.area), by)
        except PlannerError as error:
            tell(f"{error} It was not written down: tuiplanner add symptom")


def _with_symptom(planner: Planner, name: str, area: str) -> Planner:
    return add(
        planner, Symptom, read_values(Symptom, {"name": name, "area": area}, today()), today()
    )
