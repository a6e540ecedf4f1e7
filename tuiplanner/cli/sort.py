"""The `sort` command: moves the caught lines, one at a time, to where they belong."""

from argparse import Namespace
from functools import partial

from tuiplanner.cli.command import Command, ask_line, open_store, tell, today, writer
from tuiplanner.errors import PlannerError, Refused
from tuiplanner.model import dates
from tuiplanner.model.inbox import doubt_about, to_question, to_symptom, to_visit, unsorted
from tuiplanner.model.planner import Change, remove
from tuiplanner.model.records import Note
from tuiplanner.model.text import quoted
from tuiplanner.store.store import Store

_HOW = (
    "s and the number of a symptom: a note about it; a: a question to ask; v: to mention at"
    " the next visit; d: delete it. Enter alone leaves it."
)


class Sort(Command):
    """The command that sorts the caught lines; each answer is saved at once."""

    examples = "example: printf 'a\\n' | tuiplanner sort"

    def run(self, args: Namespace) -> int:
        store = open_store(args)
        by, lines = writer(args, store.load()), unsorted(store.load())
        if not lines:
            tell("There is nothing to file. To keep a quick note: tuiplanner note TEXT")
            return 0
        print(_HOW)
        symptoms = store.load().symptoms.values()
        known = "; ".join(f"{symptom.id} {symptom.shown_heading}" for symptom in symptoms)
        print(f"Symptoms: {known or 'none yet'}.")
        for number, note in enumerate(lines, 1):
            day = dates.show(note.when)
            typed = ask_line(f"{number} of {len(lines)}, {day}: {note.shown_heading} ")
            if typed is None:
                break
            _sort(store, note, typed, by)
        left = len(unsorted(store.load()))
        tell(f"{left} left to file." if left else "All filed. To take it back: tuiplanner undo")
        return 0


COMMANDS: dict[str, Command] = {"sort": Sort()}


def _sort(store: Store, note: Note, typed: str, by: int | None) -> None:
    """Sort one line; print the error and leave the line if the change is refused."""
    try:
        if typed:
            store.update(_change(note, typed), by)
            letter = typed.casefold()[:1]
            doubt = doubt_about(note, is_of_symptom=letter == "s") if letter in "sv" else ""
            if doubt:
                tell(doubt)
    except PlannerError as error:
        tell(f"{error} The line was left.")


def _change(note: Note, typed: str) -> Change:
    letter, _, number = typed.casefold().partition(" ")
    match letter:
        case "a":
            return partial(to_question, id=note.id, today=today())
        case "v":
            return partial(to_visit, id=note.id, today=today())
        case "d":
            return partial(remove, kind=Note, id=note.id, today=today())
        case "s" if number.strip().isascii() and number.strip().isdigit() and len(number) < 9:
            return partial(to_symptom, id=note.id, symptom_id=int(number), today=today())
    raise Refused(f"{quoted(typed)} is not s and a number, a, v or d.")
