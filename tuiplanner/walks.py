"""The walks: things gone through step by step, each step saved at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual import on, work

from tuiplanner.desk import Desk
from tuiplanner.errors import PlannerError
from tuiplanner.model import dates
from tuiplanner.model.after import last_done, settled
from tuiplanner.model.checking import NOW_AND_THEN, ended, stopped, to_check
from tuiplanner.model.planner import Change, add, edit, read_values
from tuiplanner.model.records import Answer, Medication, Question, Visit
from tuiplanner.model.rehearsal import answered
from tuiplanner.model.text import quoted
from tuiplanner.model.visits import is_done
from tuiplanner.ui import asks
from tuiplanner.ui.dialogs.ask import AskWords
from tuiplanner.ui.panes.contacts import WithContacts
from tuiplanner.ui.panes.medications import MedicationPane
from tuiplanner.ui.panes.questions import QuestionPane
from tuiplanner.ui.planner_screen import PlannerScreen

ANYTHING_ELSE = f"{NOW_AND_THEN} Its name, then Enter. Enter alone: nothing else."


class Walks(Desk):
    """Each can be left at any step, and goes on where it was left."""

    @on(MedicationPane.Check)
    @work
    async def check_medicines(self) -> None:
        """One by one, then the open question; only the end of it stamps the day."""
        from tuiplanner.ui.dialogs.check_walk import CheckWalk

        today = self.today
        if to_check(self.planner, today) and not await self.push_screen_wait(
            CheckWalk(self.planner)
        ):
            self.say("The check waits here: c goes on where it stopped.")
            return
        hint, typed = ANYTHING_ELSE, None
        while typed := await self._ask("One more question", hint, "", self._with_medicine):
            hint = f"{quoted(typed)} is on the list. Anything else? Enter alone ends the check."
        if typed is None:
            self.say("The check waits here: c goes on where it stopped.")
            return
        if self.change(partial(ended, today=today)):
            self.say(f"The medicines are checked, {dates.show(today.isoformat())}.")

    @on(MedicationPane.Changes)
    def open_medicines(self) -> None:
        from tuiplanner.ui.dialogs.listing import Listing

        title = "Medicines: Enter opens what was changed, x says what was stopped"
        self.push_screen(Listing(title, MedicationPane(), self.planner))

    @on(MedicationPane.Stop)
    @work
    async def stop_medicine(self, event: MedicationPane.Stop) -> None:
        """Stopped as of today, at once; the reason follows, if one is known."""
        from tuiplanner.ui.dialogs.why_stopped import WhyStopped

        id, today = event.medication.id, self.today
        if not self.change(lambda planner: edit(planner, Medication, id, stopped(today), today)):
            return
        # not push_screen_wait, which lets a walk below come to its end first
        reason = await self.push_screen(WhyStopped(event.medication), wait_for_dismiss=True)
        if reason is not None:
            because = {"stop_reason": reason}
            self.change(lambda planner: edit(planner, Medication, id, because, today))
        self.say(f"Stopped: {event.medication.quoted}.")

    def _with_medicine(self, name: str) -> Change:
        """With what came to mind at the open question, if anything did."""
        today = self.today
        if not name:
            return lambda planner: planner
        values = read_values(Medication, {"name": name, "checked": today.isoformat()}, today)
        return lambda planner: add(planner, Medication, values, today)

    async def _ask(
        self,
        title: str,
        hint: str,
        words: str,
        change: Callable[[str], Change],
        dialog: type[AskWords] = AskWords,
    ) -> str | None:
        """A line, asked for until it could be saved; None where that was left.

        What is refused stays in it, with the sentence.
        """
        while True:
            typed = await self.push_screen_wait(dialog(title, hint, words))
            if typed is None:
                return None
            try:
                self.show_planner(self.store.update(change(typed), self.by))
                return typed
            except PlannerError as error:
                hint, words = str(error), typed

    @on(QuestionPane.Prompts)
    def open_prompts(self) -> None:
        """Ours, and the person's own in a file beside the planner."""
        from tuiplanner.data.library import prompts
        from tuiplanner.ui.dialogs.prompts import Prompts

        library, trouble = prompts(self.store.path)
        self.push_screen(Prompts(self.planner, library, trouble))

    def action_after(self) -> None:
        """The walk of the highlighted visit that is over, else of the last one."""
        from tuiplanner.ui.dialogs.after_visit import AfterVisit

        screen, visit = self.screen, last_done(self.planner, self.today)
        chosen = screen.pane.highlighted if isinstance(screen, PlannerScreen) else None
        if isinstance(chosen, Visit) and (is_done(chosen, self.today) or visit is None):
            visit = chosen
        if visit is None:
            self.say("There is no visit yet: tab 1, n writes one down.")
        else:
            self.push_screen(AfterVisit(self.planner, visit))

    @on(asks.Answer)
    @work
    async def ask_answer(self, event: asks.Answer) -> None:
        """The answer to a question, in a line."""
        question, today = event.question, self.today

        def change(words: str) -> Change:
            answer = str(read_values(Question, {"answer": words}, today)["answer"])
            return lambda planner: settled(
                planner, event.visit_id, question.id, event.status, answer, today
            )

        await self._ask("What was the answer?", question.shown_heading, question.answer, change)

    @on(WithContacts.Call)
    def open_call_sheet(self, event: WithContacts.Call) -> None:
        from tuiplanner.ui.dialogs.call import CallSheet

        self.push_screen(CallSheet(self.planner, event.record))

    @work
    async def action_waiting(self) -> None:
        from tuiplanner.ui.dialogs.waiting_list import WaitingList

        place = await self.push_screen_wait(WaitingList(self.planner))
        if place is not None and isinstance(self.screen, PlannerScreen):
            await self.screen.go_to(*place)

    def action_inbox(self) -> None:
        from tuiplanner.ui.dialogs.inbox import Inbox

        self.push_screen(Inbox(self.planner))

    def action_rehearse(self) -> None:
        from tuiplanner.ui.dialogs.rehearsal import Rehearsal

        self.push_screen(Rehearsal(self.planner, *self.rehearsal))

    @on(asks.Detail)
    @work
    async def ask_detail(self, event: asks.Detail) -> None:
        """A line about an answer."""
        key, today = event.asked.key, self.today

        def change(words: str) -> Change:
            values = read_values(Answer, {"detail": words}, today)
            return lambda planner: answered(planner, key, values, today)

        await self._ask("In a line", event.asked.ask, event.words, change)
