"""Flows that take several screens; each step is saved at once.

A flow can be left at any step, and resumes at that step.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from tuiplanner.errors import PlannerError
from tuiplanner.model import dates, symptom_check
from tuiplanner.model.after import last_done, record_outcome
from tuiplanner.model.checking import NOW_AND_THEN, finish_check, stop_day, stop_values, to_check
from tuiplanner.model.planner import Change, Planner, add, edit, read_values
from tuiplanner.model.records import (
    Answer,
    MedicalTest,
    Medication,
    Note,
    Person,
    Question,
    Record,
    Specialist,
    Symptom,
    Visit,
)
from tuiplanner.model.rehearsal import record_answer
from tuiplanner.model.text import quoted
from tuiplanner.model.visits import can_be_gone_through, is_done
from tuiplanner.session import NO_VISIT
from tuiplanner.ui import messages
from tuiplanner.ui.panes.base import Pane
from tuiplanner.ui.presenter import Presenter
from tuiplanner.ui.tones import DONE, REFUSED, WARNING

ANYTHING_ELSE = f"{NOW_AND_THEN} Its name, then Enter. Enter alone: nothing else."
_WHEN_STOPPED = "As you would say it: last week, 3 Nov, in October, unsure."
WAITS = "The check stopped here: c continues it."


async def check_medications(presenter: Presenter) -> None:
    """Check each medicine, then ask for others; record the date only at the end."""
    from tuiplanner.ui.dialogs.check_walk import CheckWalk

    session = presenter.session
    today, planner = session.today, session.planner
    walk = CheckWalk(planner, partial(session.ask_doubles, Medication))
    if to_check(planner, today) and not await presenter.app.push_screen_wait(walk):
        presenter.say(WAITS)
        return
    hint, typed = ANYTHING_ELSE, None
    change = partial(_with_medication, presenter)
    while typed := await presenter.ask("One more question", hint, "", change):
        hint = f"{quoted(typed)} is on the list. Anything else? Enter alone ends the check."
    if typed is None:
        presenter.say(WAITS)
    elif presenter.change(partial(finish_check, today=today)):
        presenter.say(f"The medicines are checked, {dates.show(today.isoformat())}.", DONE)


async def check_symptoms(presenter: Presenter) -> None:
    """Check each symptom that was not checked lately."""
    from tuiplanner.ui.dialogs.symptom_check import SymptomCheck

    session = presenter.session
    if not session.planner.symptoms:
        presenter.say("No symptoms yet. n writes one down.")
    elif not symptom_check.to_check(session.planner, session.today):
        presenter.say("No symptom to check: each is gone, or was checked today or yesterday.")
    elif await presenter.app.push_screen_wait(SymptomCheck(session.planner)):
        day = dates.show(session.today.isoformat())
        presenter.say(f"The symptoms are checked, {day}.", DONE)
    else:
        presenter.say("The check-up stopped here: c continues it.")


def _with_medication(presenter: Presenter, name: str) -> Change:
    """Return the change that adds the medicine named at the open question, if any."""
    today = presenter.session.today
    if not name:
        return lambda planner: planner
    values = read_values(Medication, {"name": name, "checked": today.isoformat()}, today)
    return lambda planner: add(planner, Medication, values, today)


async def stop_medication(presenter: Presenter, medication: Medication) -> None:
    """Stop a medicine as of today and save that at once, then ask why, and for another day."""
    from tuiplanner.ui.dialogs.why_stopped import WhyStopped

    id, today = medication.id, presenter.session.today
    if not presenter.change(
        lambda planner: edit(planner, Medication, id, stop_values(today), today)
    ):
        return
    # Do not use push_screen_wait: it would let a dialog below finish first.
    dialog = WhyStopped(
        medication, presenter.session.planner, partial(_ask_stop_day, presenter, id)
    )
    reason = await presenter.app.push_screen(dialog, wait_for_dismiss=True)
    if reason is not None:
        because = {"stop_reason": reason}
        presenter.change(lambda planner: edit(planner, Medication, id, because, today))
    presenter.say(f"Stopped: {medication.quoted}.", DONE)


def _ask_stop_day(presenter: Presenter, id: int) -> None:
    """Ask for the day on which a medicine was stopped, over the question why."""
    today = presenter.session.today

    def change(words: str) -> Change:
        if not words:
            return lambda planner: planner
        day = {"stopped": stop_day(words, today)}
        return lambda planner: edit(planner, Medication, id, day, today)

    asked = presenter.ask("On which day was it stopped?", _WHEN_STOPPED, "", change)
    presenter.app.run_worker(asked)


async def ask_answer(presenter: Presenter, event: messages.AskAnswer) -> None:
    """Ask for the doctor's answer to a question, in one line."""
    question, today = event.question, presenter.session.today

    def change(words: str) -> Change:
        answer = str(read_values(Question, {"answer": words}, today)["answer"])
        return lambda planner: record_outcome(
            planner, event.visit_id, question.id, event.status, answer, today
        )

    heading = question.shown_heading
    if await presenter.ask("What was the answer?", heading, question.answer, change) is not None:
        presenter.say("Saved. u takes it back.", DONE)


async def ask_detail(presenter: Presenter, event: messages.AskDetail) -> None:
    """Ask for a line of detail about a rehearsal answer."""
    key, today = event.asked.key, presenter.session.today

    def change(words: str) -> Change:
        values = read_values(Answer, {"detail": words}, today)
        return lambda planner: record_answer(planner, key, values, today)

    await presenter.ask(event.asked.words or "In a line", event.asked.ask, event.words, change)


async def ask_filter(presenter: Presenter, pane: messages.Filtered) -> None:
    """Ask for the words to filter a list by."""
    from tuiplanner.ui.dialogs.ask import AskFilter

    words = await presenter.app.push_screen_wait(AskFilter(pane.filtered_by))
    if words is not None:
        pane.filtered_by = words


async def find(presenter: Presenter) -> None:
    """Search all tabs for words, and go to the chosen record."""
    from tuiplanner.ui.dialogs.find import Find
    from tuiplanner.ui.screens.main import tab_titles

    dialog = Find(presenter.session.planner, tab_titles())
    record = await presenter.app.push_screen_wait(dialog)
    if record is not None:
        await presenter.go_to(type(record), record.id)


async def show_timeline(presenter: Presenter) -> None:
    """Show everything that has a day, and go to the chosen record."""
    from tuiplanner.ui.dialogs.timeline import TimelineList

    session = presenter.session
    history = session.store.history(session.planner.revision)
    place = await presenter.app.push_screen_wait(TimelineList(session.planner, history))
    if place is not None:
        await presenter.go_to(*place)


async def show_waiting(presenter: Presenter) -> None:
    """Show the waiting list, and go to the chosen record."""
    from tuiplanner.ui.dialogs.waiting_list import WaitingList

    place = await presenter.app.push_screen_wait(WaitingList(presenter.session.planner))
    if place is not None:
        await presenter.go_to(*place)


async def ask_missing(presenter: Presenter) -> tuple[Any, ...] | None:
    """Show what the page lacks, and return the chosen field."""
    from tuiplanner.model.ready import lines
    from tuiplanner.ui.dialogs.gaps import Gaps

    session = presenter.session
    gaps = Gaps(lines(session.missing()), session.page().left_out)
    return await presenter.app.push_screen_wait(gaps)


async def go_through_missing(presenter: Presenter) -> None:
    """Show what the page lacks, and go to the chosen field."""
    place = await ask_missing(presenter)
    if place is not None:
        await presenter.go_to(*place)


def open_after_visit(presenter: Presenter) -> None:
    """Open the dialog after a visit: the highlighted past visit, or else the latest."""
    from tuiplanner.ui.dialogs.after_visit import AfterVisit

    session = presenter.session
    visit = last_done(session.planner, session.today)
    chosen = presenter.main.pane.highlighted if presenter.main else None
    if isinstance(chosen, Visit) and can_be_gone_through(chosen, session.today):
        visit = chosen
    if visit is not None:
        presenter.app.push_screen(AfterVisit(session.planner, visit))
    elif ahead := session.source().visit:
        when = dates.show(ahead.when) or "a day that is not recorded"
        presenter.say(f"The visit is on {when}. After it, v asks what came of it.", REFUSED)
    else:
        presenter.say(NO_VISIT, REFUSED)


def show_kept_pages(presenter: Presenter, visit: Visit) -> None:
    """Show the pages that the doctor was given at a visit."""
    from tuiplanner.ui.dialogs.kept import Kept

    briefs = presenter.session.planner.briefs.values()
    kept = [brief for brief in briefs if brief.visit_id == visit.id]
    if kept:
        presenter.app.push_screen(Kept(f"Given to the doctor: {visit.shown_heading}", kept))
    else:
        is_ahead = not is_done(visit, presenter.session.today)
        which = "yet: this visit is still to come" if is_ahead else "at this visit"
        presenter.say(
            f"No page was given to the doctor {which}. b shows the page, h there keeps a copy."
        )


def _open_list(presenter: Presenter, title: str, pane: Pane[Any]) -> None:
    from tuiplanner.ui.dialogs.listing import Listing

    presenter.app.push_screen(Listing(title, pane, presenter.session.planner))


def open_list(presenter: Presenter, event: messages.OpenList) -> None:
    """Open the list of a kind that has no tab, at a row if one is given."""
    from tuiplanner.ui.panes.own_lists import OWN_LISTS

    pane = OWN_LISTS[event.kind]()
    _open_list(presenter, pane.TITLE, pane)
    _go_in(pane, event.id, event.field)


def _go_in(pane: Pane[Any], id: int, field: str) -> None:
    """Highlight a row of a list that was just opened, and open it at a field, if given."""
    if id:
        pane.call_after_refresh(pane.go_to, id)
    if id and field:
        pane.call_after_refresh(pane.open_at, id, field)


def open_treatment(presenter: Presenter, event: messages.OpenTreatment) -> None:
    """Open the doses or the planned steps of a medicine."""
    from tuiplanner.ui.panes.treatment import TREATMENT

    pane = TREATMENT[event.kind](event.medication.id)
    _open_list(presenter, f"{pane.TITLE}: {event.medication.shown_heading}", pane)
    _go_in(pane, event.id, event.field)


def open_notes(presenter: Presenter, symptom: Symptom | None) -> None:
    from tuiplanner.ui.panes.symptoms import ObservationPane

    about = symptom.shown_heading if symptom else "without a symptom"
    _open_list(presenter, f"Dated notes: {about}", ObservationPane(symptom.id if symptom else 0))


def open_contacts(presenter: Presenter, record: Record) -> None:
    from tuiplanner.ui.panes.contacts import ContactPane

    title = f"Calls and letters: {record.shown_heading}"
    _open_list(presenter, title, ContactPane(type(record), record.id))


def list_medications(presenter: Presenter) -> None:
    from tuiplanner.ui.panes.medications import MedicationPane

    title = "Medicines: Enter opens what was changed, x says what was stopped"
    _open_list(presenter, title, MedicationPane())


def open_call_sheet(presenter: Presenter, record: Specialist | MedicalTest) -> None:
    from tuiplanner.ui.dialogs.call import CallSheet

    presenter.app.push_screen(CallSheet(presenter.session.planner, record))


def open_quick_notes(presenter: Presenter) -> None:
    from tuiplanner.ui.dialogs.inbox import Inbox

    presenter.app.push_screen(Inbox(presenter.session.planner))


def open_rehearsal(presenter: Presenter) -> None:
    from tuiplanner.ui.dialogs.rehearsal import Rehearsal

    session = presenter.session
    presenter.app.push_screen(Rehearsal(session.planner, *session.rehearsal))


def open_prompts(presenter: Presenter) -> None:
    """Show the question library, including the person's own file beside the planner."""
    from tuiplanner.data.library import prompts
    from tuiplanner.ui.dialogs.prompts import Prompts

    library, trouble = prompts(presenter.session.store.path)
    presenter.app.push_screen(Prompts(presenter.session.planner, library, trouble))


def write_calendar(presenter: Presenter) -> None:
    """Write all appointments to a calendar file, and show where it is."""
    from tuiplanner.outputs import exports

    session = presenter.session
    history = session.store.history(session.planner.revision)
    path = session.store.path
    try:
        where = exports.to_calendar(session.planner, history, session.today, path)
        presenter.say(where, DONE)
    except PlannerError as error:
        presenter.refuse(error)


def type_as(presenter: Presenter, person: Person) -> None:
    """Put the person's name beside what is written from now on."""
    presenter.session.by = person.id
    presenter.say(f"You are typing as {person.name}.", DONE)


def file_later(presenter: Presenter, event: messages.FileLater) -> None:
    """Keep pasted lines that no record accepted as notes, to be sorted later."""
    today = presenter.session.today

    def change(planner: Planner) -> Planner:
        for line in event.lines:
            planner = add(planner, Note, {"text": line}, today)
        return planner

    if presenter.change(change):
        many = len(event.lines)
        count = "One line waits" if many == 1 else f"{many} lines wait"
        presenter.say(f"{count} to be filed (i): {event.why}", WARNING)
