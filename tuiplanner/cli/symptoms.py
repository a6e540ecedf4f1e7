"""The `symptoms` command: the check-up of the symptoms, one at a time, in plain lines."""

from argparse import Namespace
from functools import partial

from tuiplanner.cli.command import Command, open_store, tell, today, writer
from tuiplanner.cli.outcome import ask, save
from tuiplanner.model import dates
from tuiplanner.model.symptom_check import (
    WORDS,
    compared_with,
    described,
    record_check,
    to_check,
)

_WAITS = "The check-up stopped here. To continue: tuiplanner symptoms"


class Symptoms(Command):
    """The command that asks how each symptom is; it saves each answer at once.

    If the input ends early, the answers given so far are kept.
    """

    examples = "example: tuiplanner symptoms"

    def run(self, args: Namespace) -> int:
        store = open_store(args)
        by, day = writer(args, store.load()), today()
        since = compared_with(store.load(), day)
        waiting = to_check(store.load(), day)
        if not waiting:
            print("No symptom to check: none is there, or each was checked lately.")
            return 0
        print("s same, w worse, b better, g gone, c comes and goes; Enter leaves it for later.")
        try:
            for number, symptom in enumerate(waiting, 1):
                place = f"{number} of {len(waiting)}: {described(symptom)}"
                typed = ask(f"{place}. How is it, compared with {since}? ").casefold()
                outcome = WORDS.get(typed.replace("-", " "), "")
                if outcome:
                    change = partial(
                        record_check, symptom_id=symptom.id, outcome=outcome, today=day
                    )
                    save(store, change, by)
                elif typed:
                    tell("That is not s, w, b, g or c: left for later.")
        except EOFError:
            tell(_WAITS)
            return 0
        left = len(to_check(store.load(), day))
        done = f"The symptoms are checked, {dates.show(day.isoformat())}."
        tell(f"{left} left for later. {_WAITS}") if left else print(done)
        return 0


COMMANDS: dict[str, Command] = {"symptoms": Symptoms()}
