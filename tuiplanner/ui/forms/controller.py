"""The form controller: opens and saves forms, and keeps drafts of text that was not saved.

No typed text is lost: it is saved, or it waits in its form, even after this window is gone.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from tuiplanner.errors import PlannerError
from tuiplanner.model.fields import Value
from tuiplanner.model.records import Record
from tuiplanner.session import Saved
from tuiplanner.ui.messages import OpenForm, draft_key, form_name
from tuiplanner.ui.presenter import Presenter
from tuiplanner.ui.screens.main import MainScreen
from tuiplanner.ui.tones import DONE, REFUSED, WARNING

if TYPE_CHECKING:
    from tuiplanner.ui.forms.advisor import Draft
    from tuiplanner.ui.forms.form import Form


class FormController:
    """The forms of one window, and their drafts."""

    def __init__(self, presenter: Presenter) -> None:
        self._presenter = presenter
        self._app, self._session = presenter.app, presenter.session
        self._drafts = self._session.drafts
        self._forms: dict[str, Form] = {}  # every form that was opened, by name
        self._unkept: dict[str, Draft] = {}  # drafts that could not be written yet
        self._is_leaving = False

    # opening and saving

    async def open(self, wanted: OpenForm) -> None:
        """Show a form over the screen in front; when it closes, keep its draft, if there is one."""
        screen, record, preset = self._app.screen, wanted.record, wanted.preset
        name = wanted.form or form_name(type(record))
        key = draft_key(record, preset, name)
        saved: list[Saved] = []
        seen = self._session.planner

        def save(*each: dict[str, Value]) -> None:
            values = ({**preset, **one} for one in each)
            saved.append(self._session.save_record(seen, record, *values))
            self._presenter.show_planner()

        form = self._form(name)
        if form in self._app.screen_stack:  # Its key was pressed twice.
            return
        draft = self._unkept.get(key) or self._drafts.read(key)
        form.begin(record, seen, save, self._session.today, key, draft, wanted.at, preset)
        with self._app.batch_update():  # Paint once, after the final layout.
            ended = self._app.push_screen(form, wait_for_dismiss=True)
            await form.final_layout.wait()
        if wanted.pasted:
            form.paste(wanted.pasted)
        left = await ended
        self._keep(key, left or {})
        if left:
            self._presenter.say("Not saved yet: what you typed waits in the form.", WARNING)
        elif saved:
            self._show_saved(screen, type(record), saved[0], form.doubt_summary)

    def _form(self, name: str) -> Form:
        """Return the form of this name. Reuse form screens: discarded ones leak memory."""
        from tuiplanner.ui.forms.kinds import form_of  # The first paint does not need it.

        if name not in self._forms:
            self._forms[name] = form_of(name)(classes="-middle")
            self._app.install_screen(self._forms[name], name)
        return self._forms[name]

    def _show_saved(
        self, screen: Screen[Any], kind: type[Record], saved: Saved, doubts: str
    ) -> None:
        """Report that the record is saved, and highlight its row."""
        pane = getattr(screen, "pane", None)
        if pane is not None and pane.KIND is kind:
            pane.go_to(saved.id)
        twice = self._session.ask_doubles(kind, saved.id) if saved.id else ""
        asked = " ".join(filter(None, (doubts, twice, saved.doubt)))
        sentence = " ".join(filter(None, ("Saved.", saved.summary, asked)))
        self._presenter.say(sentence, WARNING if asked else DONE)

    async def show_history(self) -> None:
        """Show the history of the form in front, and put a chosen earlier text into the form."""
        from tuiplanner.model.history_view import HistoryView, earlier
        from tuiplanner.ui.dialogs.history import History
        from tuiplanner.ui.forms.revert import NEW, take_back

        session = self._session
        form = next((form for form in self._open_forms if form is self._app.screen), None)
        if form is None or not form.record.id:
            self._presenter.say(NEW)
            return
        view = HistoryView(session.planner, session.store.history(session.planner.revision))
        steps = tuple(view.steps(form.record.TABLE, form.record.id))
        step = await self._app.push_screen_wait(History(f"History of {form.heading}", steps))
        if step is not None:
            self._presenter.say(await take_back(form, step.field, earlier(step) or ""))

    # drafts

    def take_over_drafts(self, *, is_start: bool) -> None:
        """Take over the drafts that the last window left; a line on each draft's tab shows it."""
        try:
            aside = self._drafts.take_over(is_start=is_start)
        except (OSError, PlannerError):
            aside = ""
        self._show_drafts()
        if aside:
            self._presenter.say(
                f"The text from last time could not be read. It is kept in: {aside}", WARNING
            )

    def _show_drafts(self) -> None:
        """Show on the tabs which forms have a draft."""
        waiting = self._drafts.waiting() - self._unkept.keys()
        waiting |= {key for key, typed in self._unkept.items() if typed}
        for screen in self._app.screen_stack:
            if isinstance(screen, MainScreen):
                screen.drafts = waiting

    def _keep(self, key: str, typed: Draft) -> None:
        """Keep the draft of a closed form; if that fails, a later attempt follows."""
        self._unkept[key] = typed
        try:
            self._drafts.keep(key, typed)
            self._unkept.pop(key, None)  # The thread of a signal may have kept it meanwhile.
        except (OSError, PlannerError) as error:
            self._presenter.say(f"What you typed is not in a file yet: {error}", REFUSED)
        self._show_drafts()

    @property
    def _open_forms(self) -> list[Form]:
        return [form for form in self._forms.values() if form in self._app.screen_stack]

    def keep_typed(self, patience: float = 0) -> None:
        """Keep drafts of the open forms in case this window ends; safe to call from any thread.

        Wait for other windows no longer than `patience` seconds, then raise Busy. Once the window
        is being taken down, keep nothing: the forms lose their fields one by one.
        """
        if not self._app.is_running:
            return
        for form in self._open_forms:
            if form.is_settled:
                self._drafts.keep_open(form.key, form.typed(), patience)
        for key, typed in tuple(self._unkept.items()):
            self._drafts.keep(key, typed, patience)
            self._unkept.pop(key, None)

    def keep_typed_if_possible(self) -> None:
        """Keep drafts of the open forms; if the file is busy or the disk full, try again later."""
        with suppress(OSError, PlannerError):
            self.keep_typed()

    def may_leave(self) -> bool:
        """Keep the drafts of open forms; return False the first time that this fails."""
        for form in self._open_forms:
            self._keep(form.key, form.typed())
        if self._unkept and not self._is_leaving:
            self._is_leaving = True
            self._presenter.say(
                "What you typed could not be kept. Save it first, or leave again to lose it.",
                REFUSED,
            )
            return False
        return True
