"""Writing things down: forms, what is typed in them, and what another window did meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import Any, NamedTuple

from textual import on, work
from textual.screen import Screen

from tuiplanner.errors import PlannerError
from tuiplanner.model.fields import Value
from tuiplanner.model.merging import Merged, edited_since
from tuiplanner.model.planner import Planner, add
from tuiplanner.model.records import Note, Record
from tuiplanner.store import drafts
from tuiplanner.store.store import Store
from tuiplanner.ui import asks
from tuiplanner.ui.forms.advised import Draft
from tuiplanner.ui.forms.form import Form
from tuiplanner.ui.panes.base import Pane
from tuiplanner.ui.planner_screen import PlannerScreen
from tuiplanner.walks import Walks

LATER = 4.0  # seconds; by then a window whose line dropped has ended, too
TYPED = 1.0  # seconds between two copies of what is being typed


class Saved(NamedTuple):
    """The record that a form saved, and what is told of another window's changes."""

    id: int
    told: str = ""


class Writing(Walks):
    """Nothing typed is lost: it is saved, or it waits in its form, also after this window."""

    def __init__(self, store: Store, by: int | None = None) -> None:
        super().__init__(store, by)
        self._unkept: dict[str, Draft] = {}  # drafts that could not be written yet
        self._is_leaving = False

    def on_mount(self) -> None:
        self.call_after_refresh(self._take_over_drafts)
        self.set_timer(LATER, partial(self._take_over_drafts, is_start=False))
        self.set_interval(TYPED, self.keep_typed_if_possible)

    def _take_over_drafts(self, *, is_start: bool = True) -> None:
        """What the last window left half typed waits in its form; a line on its tab says so."""
        try:
            aside = drafts.take_over(self.store.path, is_start=is_start)
        except (OSError, PlannerError):
            aside = ""
        self._show_drafts()
        if aside:
            self.say(f"What was typed last time could not be read. It was put aside: {aside}")

    def _show_drafts(self) -> None:
        """Which forms wait half typed, for the tabs."""
        waiting = drafts.of_closed_forms(self.store.path) - self._unkept.keys()
        waiting |= {key for key, typed in self._unkept.items() if typed}
        for screen in self.screen_stack:
            if isinstance(screen, PlannerScreen):
                screen.drafts = waiting

    @on(Pane.Open)
    @work
    async def open_form(self, event: Pane.Open) -> None:
        """A form over the screen in front; what it ends with is its draft, or nothing."""
        screen, record, preset = self.screen, event.record, event.preset
        key = event.form.key_of(record, preset)
        saved: list[Saved] = []
        seen = self.planner

        def save(*each: dict[str, Value]) -> None:
            saved.append(self._save(seen, record, *({**preset, **values} for values in each)))

        form = self._form(event.form)
        if form in self.screen_stack:  # its key came twice
            return
        draft = self._unkept.get(key) or drafts.read(self.store.path).get(key)
        form.begin(record, self.planner, save, self.today, key, draft, event.at)
        with self.batch_update():  # one painting, when the form has its last layout
            ended = self.push_screen(form, wait_for_dismiss=True)
            await form.settled.wait()
        if event.pasted:
            form.paste(event.pasted)
        left = await ended
        self._keep_draft(key, left or {})
        if left:
            self.say("Not saved yet: what you typed waits in the form.")
        elif saved:
            self._show_saved(screen, type(record), saved[0], form.told)

    def _form(self, kind: type[Form]) -> Form:
        """The form of a kind, which is kept: the next opening is quicker, and a screen that is
        thrown away is not all given back."""
        name = kind.__name__
        if not self.is_screen_installed(name):
            self.install_screen(kind(classes="-middle"), name)
        return self.get_screen(name, kind)

    @on(asks.Past)
    @work
    async def show_past(self) -> None:
        """The history of the form in front; an earlier text that is wanted goes into the form."""
        from tuiplanner.model.story import Story, earlier
        from tuiplanner.ui.dialogs.history import History
        from tuiplanner.ui.forms.past import NEW, take_back

        form = self.screen
        if not isinstance(form, Form) or not form.record.id:
            self.say(NEW)
            return
        story = Story(self.planner, self.store.trail(self.planner.revision))
        steps = tuple(story.steps(form.record.TABLE, form.record.id))
        step = await self.push_screen_wait(History(f"History of {form.heading}", steps))
        if step is not None:
            self.say(await take_back(form, step.field, earlier(step) or ""))

    def _keep_draft(self, key: str, typed: Draft) -> None:
        """The draft of a form that was closed; what cannot be kept now is tried again."""
        self._unkept[key] = typed
        try:
            drafts.keep(self.store.path, key, typed)
            del self._unkept[key]
        except (OSError, PlannerError) as error:
            self.say(f"What was typed is not in a file yet: {error}")
        self._show_drafts()

    def keep_typed(self, patience: float = 0) -> None:
        """What stands in open forms now, in case that this window ends; from any thread.

        Waits for other windows no longer than `patience` seconds, then raises Busy.
        """
        if not self.is_running:
            return
        for screen in self.screen_stack:
            if isinstance(screen, Form) and screen.settled.is_set():
                drafts.keep_open(self.store.path, screen.key, screen.typed(), patience)
        for key, typed in tuple(self._unkept.items()):
            drafts.keep(self.store.path, key, typed, patience)
            del self._unkept[key]

    def keep_typed_if_possible(self) -> None:
        """As `keep_typed`; where the file is busy or the disk full, the next time."""
        with suppress(OSError, PlannerError):
            self.keep_typed()

    async def action_quit(self) -> None:
        """Leave; a form that is open leaves its draft."""
        for screen in self.screen_stack:
            if isinstance(screen, Form):
                self._keep_draft(screen.key, screen.typed())
        if self._unkept and not self._is_leaving:
            self._is_leaving = True
            self.say("What you typed could not be kept. Save it first, or leave once more to go.")
            return
        self.exit()

    def _save(self, seen: Planner, record: Record, *each: dict[str, Any]) -> Saved:
        """Save a form's values, typed on the planner as it was seen. Refusals go to the form."""
        if record.id == 0 and record.KIND != "profile":
            return self._save_new(type(record), each)
        (values,) = each
        kind, today = type(record), self.today
        merged = Merged(self.planner)

        def change(now: Planner) -> Planner:
            nonlocal merged
            merged = edited_since(now, seen, kind, record.id, values, today)
            return merged.planner

        if values:
            self.show_planner(self.store.update(change, self.by))
        return Saved(record.id, merged.told)

    def _save_new(self, kind: type[Record], each: Sequence[dict[str, Any]]) -> Saved:
        """One record of each, in one change; the highlight goes to the first."""

        def change(now: Planner) -> Planner:
            for values in each:
                now = add(now, kind, values, self.today)
            return now

        planner = self.store.update(change, self.by)
        self.show_planner(planner)
        told = f"{len(each)} {kind.TABLE} are written down. u takes them back."
        return Saved(planner.next_id - len(each), told if len(each) > 1 else "")

    @on(asks.Aside)
    def put_aside(self, event: asks.Aside) -> None:
        """Nothing that was pasted is lost: what no record took is sorted later."""

        def change(planner: Planner) -> Planner:
            for line in event.lines:
                planner = add(planner, Note, {"text": line}, self.today)
            return planner

        if self.change(change):
            count = "One line waits" if len(event.lines) == 1 else f"{len(event.lines)} lines wait"
            self.say(f"{count} to be sorted (i): {event.why}")

    def _show_saved(
        self, screen: Screen[Any], kind: type[Record], saved: Saved, asked: str = ""
    ) -> None:
        """Say so, with the highlight on the saved row."""
        pane = getattr(screen, "pane", None)
        if isinstance(pane, Pane) and pane.KIND is kind:
            pane.go_to(saved.id)
        self.say(" ".join(filter(None, ("Saved.", saved.told, asked))))
