"""The questions at the opening: three for a new planner, then the next step; or who is typing."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from tuiplanner.errors import Refused
from tuiplanner.model import dates
from tuiplanner.model.choices import Role
from tuiplanner.model.planner import Change, Planner, add, edit, read_values
from tuiplanner.model.reading import edtf_of
from tuiplanner.model.records import Person, Profile, Visit
from tuiplanner.model.text import quoted
from tuiplanner.ui.flows import type_as
from tuiplanner.ui.numbered import Ready
from tuiplanner.ui.presenter import Presenter
from tuiplanner.ui.tones import DONE, Tone

SKIP = "Press Enter to continue. You can leave it empty."
WHOSE = f"Whose planner is this? The name of the person who goes to the doctor.\n{SKIP}"
WHO = f"Who is typing? Your own name, if you help the patient.\n{SKIP}"
NEXT = (
    "When is the next appointment? As you would say it: next tuesday 10:30, 14 March, unsure."
    f"\n{SKIP}"
)
NAME_FIRST = "Type a name, or leave it empty. The next appointment is asked for after it."
NEXT_STEP = "All of it can be changed at any time. In Visits, g shows what is missing."


async def ask_first_questions(
    presenter: Presenter, first: int, reached: Callable[[int], None]
) -> None:
    """Ask the questions for a new planner, starting at `first`; save each answer at once.

    `reached` receives the number of each question before it is asked. Escape skips the rest.
    """
    from tuiplanner.ui.dialogs.welcome import Welcome

    session = presenter.session
    asked: list[Welcome] = []

    def question_dialog(title: str, hint: str, words: str, tone: Tone) -> Welcome:
        asked.append(Welcome(title, hint, words, tone))
        return asked[-1]

    steps = ((WHOSE, _set_name), (WHO, _add_typist), (NEXT, _add_visit))
    for number, (question, change) in enumerate(steps):
        if number < first:
            continue
        reached(number)
        title = f"A new planner: question {number + 1} of {len(steps)}"
        saves = _with_presenter(change, presenter)
        answer = await presenter.ask(title, question, "", saves, question_dialog)
        if answer is not None:
            session.type_as_first_person()
        if asked[-1].is_last:
            break
    visits = session.planner.visits.values()
    booked = "".join(f"The visit: {dates.echo(v.when, session.today)}. " for v in visits)
    presenter.say(f"{booked}{NEXT_STEP}", DONE)


async def ask_who_types(presenter: Presenter, ready: Ready) -> None:
    """Ask which of the planner's people is typing; later changes bear the name.

    `ready` is called with the time at which the question came on the screen.
    """
    from tuiplanner.ui.dialogs.who_types import WhoTypes

    session = presenter.session
    people = tuple(session.planner.people.values())
    whose = session.planner.profile.name or session.called
    title = f"Planner of {whose}" if whose else "Who is typing?"
    id = await presenter.app.push_screen_wait(WhoTypes(title, people, ready))
    person = session.planner.people.get(id or 0)
    if person:  # Another window may have deleted the person meanwhile.
        type_as(presenter, person)


_Change = Callable[[Presenter, str], Change]
_DIGIT = re.compile(r"\d")


def _with_presenter(change: _Change, presenter: Presenter) -> Callable[[str], Change]:
    return lambda typed: change(presenter, typed) if typed else _nothing


def _nothing(planner: Planner) -> Planner:
    return planner


def _refuse_no_name(name: str, today: date) -> None:
    """Raise Refused for digits alone and for a day: both answer the question about the visit."""
    if any(map(str.isalpha, name)) and not (_DIGIT.search(name) and _is_day(name, today)):
        return
    raise Refused(f"{quoted(name)} does not look like a name. {NAME_FIRST}")


def _is_day(text: str, today: date) -> bool:
    try:
        return bool(edtf_of(text, today, ahead=True))
    except Refused:
        return False


def _set_name(presenter: Presenter, name: str) -> Change:
    today = presenter.session.today
    _refuse_no_name(name, today)
    values = read_values(Profile, {"name": name}, today)
    return lambda planner: edit(planner, Profile, 1, values, today)


def _add_typist(presenter: Presenter, name: str) -> Change:
    """Return the change that adds the person who types, as a helper or as the patient."""
    today = presenter.session.today
    _refuse_no_name(name, today)
    values = read_values(Person, {"name": name}, today)

    def change(planner: Planner) -> Planner:
        is_patient = name.casefold() == planner.profile.name.casefold()
        role = Role.PATIENT if is_patient else Role.CAREGIVER
        return add(planner, Person, {**values, "role": role}, today)

    return change


def _add_visit(presenter: Presenter, when: str) -> Change:
    today = presenter.session.today
    values = read_values(Visit, {"when": when}, today)
    return lambda planner: add(planner, Visit, values, today)
