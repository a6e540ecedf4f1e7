"""Questions about the outcome of a visit, in plain lines.

Each answer is saved at once; an empty answer continues with the next question.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from tuiplanner.cli.command import ask_line, tell, today
from tuiplanner.cli.messages import tell_contradiction
from tuiplanner.data.vocabulary import words_for
from tuiplanner.errors import PlannerError
from tuiplanner.model import dates
from tuiplanner.model.checking import stop_day
from tuiplanner.model.choices import MedicationStatus, ReferralStatus, StopReason
from tuiplanner.model.planner import Change, Planner, add, edit, read_values
from tuiplanner.model.records import MedicalTest, Medication, Plan, Record, Specialist, Visit
from tuiplanner.model.splitting import one_line_split
from tuiplanner.model.text import quoted
from tuiplanner.model.visits import clinician
from tuiplanner.store.store import Store

_ORDERED = {"status": ReferralStatus.ORDERED}
_NO: Mapping[str, Any] = {}
_REASONS = ", ".join(StopReason)


class Outcome:
    """The steps that follow the questions, in the same order as on the screen."""

    def __init__(self, store: Store, visit_id: int, by: int | None) -> None:
        self._store, self._by = store, by
        self._visit = store.load().find(Visit, visit_id)

    def ask_all(self) -> None:
        """Ask all steps; raise EOFError at the end of the input."""
        self._ask_started()
        self._ask_changed()
        self._ask_stopped()
        there = {"specialist_id": self._visit.specialist_id}
        ordered = {**there, "ordered_on": self._day}
        self._ask_new("A test that was ordered? Its name", MedicalTest, ordered)
        referred = {**_ORDERED, "status_since": self._day}
        self._ask_new("A referral that was ordered? The specialty", Specialist, referred)
        self._ask_new("The next visit there? When", Visit, there)
        self._ask_plans()

    @property
    def _day(self) -> str:
        """The day of the visit, as exact as it is known (EDTF)."""
        when = self._visit.when
        return when.partition("T")[0] if dates.first_day(when) else ""

    def _ask_started(self) -> None:
        doctor = clinician(self._store.load(), self._visit)
        while name := ask("A medicine that was started? Its name (Enter: none) "):
            typed = {**_split(name), "started": self._day, **_dosage()}
            by = ask(f"  Prescribed by? (Enter: {doctor}) ") if doctor else ""
            self._save(_with_new, Medication, {**typed, "prescriber": by or doctor})

    def _ask_plans(self) -> None:
        """Ask what to do if something happens: each is kept until it is struck off."""
        while text := ask("What to do if something happens: if what? (Enter: none) "):
            typed = {
                "if_this": text,
                "do_this": ask("  Do what? "),
                "by_when": ask("  By when? "),
                "call_whom": ask("  Call whom? "),
            }
            self._save(_with_new, Plan, typed, {"visit_id": self._visit.id})

    def _ask_changed(self) -> None:
        while medication := self._which("A medicine that was changed? Its name"):
            changed = {field: text for field, text in _dosage().items() if text}
            self._save(_with_changed, medication.id, changed)
            tell_contradiction(self._store.load().find(Medication, medication.id), changed)

    def _ask_stopped(self) -> None:
        day = self._day or today().isoformat()
        stopped = {"status": str(MedicationStatus.STOPPED), "stopped": day}
        while medication := self._which("A medicine that was stopped? Its name"):
            self._save(_with_changed, medication.id, stopped)
            ask_about_stop(self._store, medication.id, day, self._by)

    def _ask_new(self, what: str, kind: type[Record], more: Mapping[str, Any]) -> None:
        while text := ask(f"{what} (Enter: none) "):
            self._save(_with_new, kind, {kind.TITLE: text}, more)

    def _which(self, what: str) -> Medication | None:
        """Ask for a current medicine by name or id; return None if there are no more to name."""
        while words := ask(f"{what} or number (Enter: none) "):
            used = [m for m in self._store.load().medications.values() if not m.is_stopped]
            named = [m for m in used if words.casefold() in (str(m.id), m.name.casefold())]
            if len(named) == 1:
                return named[0]
            known = ", ".join(f"{m.id} {m.shown_heading}" for m in used) or "none"
            tell(f"{quoted(words)} does not match one medicine. Taken: {known}.")
        return None

    def _save(self, change: Callable[..., Planner], *given: Any) -> None:
        save(self._store, lambda planner: change(planner, *given), self._by)


def _with_new(
    planner: Planner, kind: type[Record], typed: Mapping[str, str], more: Mapping[str, Any] = _NO
) -> Planner:
    return add(planner, kind, {**read_values(kind, typed, today()), **more}, today())


def _with_changed(planner: Planner, id: int, typed: Mapping[str, str]) -> Planner:
    values = read_values(Medication, typed, today())
    return edit(planner, Medication, id, values, today())


def ask_about_stop(store: Store, id: int, day: str, by: int | None) -> None:
    """Ask why a medicine was stopped, and whether on another day than the saved one (EDTF)."""
    if why := ask(f"  Why? {_REASONS} (Enter leaves it open) "):
        save(store, lambda planner: _with_changed(planner, id, {"stop_reason": why}), by)
    while typed := ask(f"  On which day? (Enter: {dates.show(day)}) "):
        if save(store, partial(_with_stop, id=id, typed=typed), by):
            return


def _with_stop(planner: Planner, id: int, typed: str) -> Planner:
    return edit(planner, Medication, id, {"stopped": stop_day(typed, today())}, today())


def _split(text: str) -> dict[str, str]:
    """Return a name with its strength and form, as the form on the screen offers them."""
    split = one_line_split(text, words_for(Medication.TABLE, "form"))
    if split is None:
        return {"name": text}
    parts = {name: part for name, part in split._asdict().items() if part}
    tell(f"  Read as: {', '.join(f'{name} {part}' for name, part in parts.items())}")
    return parts


def _dosage() -> dict[str, str]:
    return {"dose": ask("  How much each time? "), "frequency": ask("  How often? ")}


def ask(prompt: str) -> str:
    """Prompt for a line and return it; raise EOFError at the end of the input."""
    line = ask_line(prompt)
    if line is None:
        raise EOFError
    return line


def save(store: Store, change: Change, by: int | None) -> bool:
    """Save a change; if it is refused, print the reason and return False."""
    try:
        store.update(change, by)
    except PlannerError as error:
        tell(str(error))
        return False
    return True
