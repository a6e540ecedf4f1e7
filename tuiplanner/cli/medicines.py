"""The `medicines` command: the check of the medicines, one at a time, in plain lines."""

from argparse import Namespace
from datetime import date
from functools import partial
from typing import Any

from tuiplanner.brief.medication_row import medication_line, medication_order
from tuiplanner.cli.command import Command, open_store, tell, today, writer
from tuiplanner.cli.messages import tell_contradiction
from tuiplanner.cli.outcome import ask, ask_about_stop, save
from tuiplanner.data.vocabulary import ingredients_in
from tuiplanner.model import dates
from tuiplanner.model.checking import NOW_AND_THEN, finish_check, stop_values, to_check
from tuiplanner.model.doses import planned, with_doses
from tuiplanner.model.planner import Planner, add, edit, read_values
from tuiplanner.model.records import Medication
from tuiplanner.model.sameness import doubles_of
from tuiplanner.store.store import Store

_WAITS = "The check stopped here. To continue: tuiplanner medicines"


class Medicines(Command):
    """The command that asks about the medicines; it saves each answer at once.

    If the input ends early, the answers given so far are kept.
    """

    examples = "example: tuiplanner medicines"

    def run(self, args: Namespace) -> int:
        store = open_store(args)
        try:
            _Check(store, writer(args, store.load())).walk()
        except EOFError:
            tell(_WAITS)
        return 0


COMMANDS: dict[str, Command] = {"medicines": Medicines()}


class _Check:
    """A check of every current medicine, followed by the open question."""

    def __init__(self, store: Store, by: int | None) -> None:
        self._store, self._by, self._today = store, by, today()

    def walk(self) -> None:
        """Ask about each medicine in turn; raise EOFError at the end of the input."""
        print("s still the same, c changed, x stopped; Enter alone leaves it for later.")
        waiting = sorted(to_check(self._store.load(), self._today), key=medication_order)
        for number, medication in enumerate(waiting, 1):
            place = f"{number} of {len(waiting)}"
            self._tell_about(medication)
            given = with_doses(self._store.load(), medication)
            self._settle(medication, ask(_question(given, place, self._today)))
        left = len(to_check(self._store.load(), self._today))
        if left:
            tell(f"{left} left for later. {_WAITS}")
            return
        while name := ask(f"{NOW_AND_THEN} Its name (Enter: nothing else) "):
            if name.casefold() in ("s", "c", "x"):
                tell("That is a key of the check, not the name of a medicine.")
                continue
            self._change(Medication, None, {"name": name})
        save(self._store, partial(finish_check, today=self._today), self._by)
        print(f"The medicines are checked, {dates.show(self._today.isoformat())}.")

    def _tell_about(self, medication: Medication) -> None:
        """Name the planned steps, and the rows that are probably the same medicine."""
        planner = self._store.load()
        for step in planned(planner, medication, self._today):
            print(f"{medication.shown_heading}: {step}")
        for double in doubles_of(planner, ingredients_in(planner), Medication, medication.id):
            print(double.sentence)

    def _settle(self, medication: Medication, typed: str) -> None:
        """Save the answer about one medicine, with the date of the check."""
        match typed.casefold():
            case "s" | "same":
                self._change(Medication, medication.id, {})
            case "c" | "changed":
                dose = ask(f"  How much each time? ({medication.dose or 'not recorded'}) ")
                often = ask(f"  How often? ({medication.frequency or 'not recorded'}) ")
                changed = {"dose": dose, "frequency": often}
                given = {name: text for name, text in changed.items() if text}
                self._change(Medication, medication.id, given)
                tell_contradiction(self._store.load().find(Medication, medication.id), given)
            case "x" | "stopped":
                save(self._store, partial(_stop, id=medication.id, day=self._today), self._by)
                ask_about_stop(self._store, medication.id, self._today.isoformat(), self._by)
            case "":
                return
            case _:
                tell("That is not s, c or x: left for later.")

    def _change(self, kind: type[Medication], id: int | None, typed: dict[str, str]) -> None:
        day = {"checked": self._today.isoformat()}

        def change(planner: Planner) -> Planner:
            values: dict[str, Any] = read_values(kind, {**typed, **day}, self._today)
            if id is None:
                return add(planner, kind, values, self._today)
            return edit(planner, kind, id, values, self._today)

        save(self._store, change, self._by)


def _stop(planner: Planner, id: int, day: date) -> Planner:
    return edit(planner, Medication, id, stop_values(day), day)


def _question(medication: Medication, place: str, day: date) -> str:
    """Return `1 of 8: prednisone 20 mg: 2 tablets; by mouth; every morning. Is this still so? `"""
    reason = f"; for {medication.reason}" if medication.reason else ""
    return f"{place}: {medication_line(medication, day)}{reason}. Is this still so? "
