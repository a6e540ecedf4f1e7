"""The `rehearse` command: the doctor's likely questions, one at a time, in plain lines."""

import sys
from argparse import Namespace
from functools import partial

from tuiplanner.cli.command import Command, ask_line, open_store, rehearsal_of, tell, today, writer
from tuiplanner.errors import PlannerError
from tuiplanner.model import dates
from tuiplanner.model.choices import YesNoUnsure
from tuiplanner.model.planner import Planner, add, read_values
from tuiplanner.model.records import Symptom
from tuiplanner.model.rehearsal import (
    Asked,
    answers_by_key,
    is_old,
    record_answer,
    without_symptom,
)
from tuiplanner.model.text import quoted
from tuiplanner.store.store import Store

_SAID = {
    **dict.fromkeys(("y", "yes"), YesNoUnsure.YES),
    **dict.fromkeys(("n", "no"), YesNoUnsure.NO),
    **dict.fromkeys(("s", "not sure"), YesNoUnsure.NOT_SURE),
}


class Rehearse(Command):
    """The command that asks the questions; it saves each answer at once.

    If the input ends early, the answers given so far are kept.
    """

    examples = "example: printf 'y\\nn\\ns\\n' | tuiplanner rehearse"

    def run(self, args: Namespace) -> int:
        store = open_store(args)
        by, asked_all = writer(args, store.load()), rehearsal_of(store)
        print("y yes, n no, s not sure; Enter alone leaves it as it is.")
        for number, asked in enumerate(asked_all, 1):
            line = ask_line(f"{number}. {_question(store.load(), asked)} ")
            if line is None:
                return 0
            _note(store, asked, line, by)
        if sys.stdin.isatty():
            _offer_symptoms(store, asked_all, by)
        return 0


COMMANDS: dict[str, Command] = {"rehearse": Rehearse()}


def _question(planner: Planner, asked: Asked) -> str:
    """Return the question, with the answer or the medicines that are already known."""
    if asked.linked:
        used = (m.shown_heading for m in planner.medications.values() if not m.is_stopped)
        names = ", ".join(used) or "none is written down"
        return f"{asked.ask} From the list: {names}. (Enter goes on)"
    answer = answers_by_key(planner).get(asked.key)
    if answer is None:
        return asked.ask
    said = answer.answer.replace("-", " ")
    if is_old(answer, today()):
        return f"{asked.ask} ({said} on {dates.show(answer.answered_on)}: still true?)"
    return f"{asked.ask} ({said})"


def _note(store: Store, asked: Asked, line: str, by: int | None) -> None:
    said = _SAID.get(line.casefold())
    if not line or asked.linked:
        return
    if said is None:
        tell(f"{quoted(line)} is not y, n or s: left as it was.")
        return
    change = partial(record_answer, key=asked.key, values={"answer": said}, today=today())
    store.update(change, by)


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
