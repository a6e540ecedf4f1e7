"""The first minutes of a new planner: three questions, then what to do next."""

from __future__ import annotations

from textual import work

from tuiplanner.looks import Looks
from tuiplanner.model import dates
from tuiplanner.model.choices import Role
from tuiplanner.model.planner import Change, Planner, add, edit, read_values
from tuiplanner.model.records import Person, Profile, Visit
from tuiplanner.store.store import Store

SKIP = "Enter goes on, also with nothing typed."
WHOSE = f"Whose planner is this? The name of the person who goes to the doctor. {SKIP}"
WHO = f"Who is typing? Your own name, if you help. {SKIP}"
NEXT = (
    "When is the next appointment? As you would say it: next tuesday 10:30, 14 March, unsure."
    f" {SKIP}"
)


class Beginning(Looks):
    """Asks a new planner's questions; only a new one's, and each can be skipped."""

    def __init__(
        self,
        store: Store,
        by: int | None = None,
        *,
        borderless: bool | None = None,
        asks_from: int | None = None,
    ) -> None:
        """`asks_from` is the place of the first question that is asked; None asks nothing."""
        super().__init__(store, by, borderless=borderless)
        self.asks_from = asks_from
        self.wants_demo = False

    def on_mount(self) -> None:
        if self.asks_from is not None:
            self.call_after_refresh(self.begin_planner)

    @work
    async def begin_planner(self) -> None:
        """Each answer is saved at once; Escape leaves the rest."""
        from tuiplanner.ui.dialogs.welcome import Welcome

        await self.room.wait()
        steps = ((WHOSE, self._whose), (WHO, self._who_types), (NEXT, self._next_visit))
        for number, (question, change) in enumerate(steps):
            if number < (self.asks_from or 0):
                continue
            self.asks_from = number
            title = f"A new planner: question {number + 1} of {len(steps)}"
            if await self._ask(title, question, "", change, Welcome) is None:
                break
            self._is_typing()
        visits = self.planner.visits.values()
        booked = "".join(f"The visit: {dates.echo(v.when, self.today)}. " for v in visits)
        self.say(f"{booked}All of it can be changed at any time. The line above says what is next.")

    def _is_typing(self) -> None:
        """The one who was named types from here on."""
        self.by = next(iter(self.planner.people), self.by)

    def _whose(self, name: str) -> Change:
        values = read_values(Profile, {"name": name}, self.today)
        return lambda planner: edit(planner, Profile, 1, values, self.today) if name else planner

    def _who_types(self, name: str) -> Change:
        """A helper, or the patient; from here on what is typed is theirs."""
        values = read_values(Person, {"name": name}, self.today) if name else {}

        def change(planner: Planner) -> Planner:
            if not name:
                return planner
            is_patient = name.casefold() == planner.profile.name.casefold()
            role = Role.PATIENT if is_patient else Role.CAREGIVER
            return add(planner, Person, {**values, "role": role}, self.today)

        return change

    def _next_visit(self, when: str) -> Change:
        values = read_values(Visit, {"when": when}, self.today) if when else {}
        return lambda planner: add(planner, Visit, values, self.today) if when else planner

    def action_demo(self) -> None:
        """Leave for the made-up patient; who opened the screen comes back here afterwards."""
        self.wants_demo = True
        self.exit()
