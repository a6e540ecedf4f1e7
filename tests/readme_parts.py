"""The parts of the README that are taken from the program: `python -m tests.readme_parts` puts
them in, and a test holds them true."""

import asyncio
import re
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import time_machine
from textual.binding import Binding

from tuiplanner.app import PlannerApp
from tuiplanner.brief.page import make_page
from tuiplanner.data.demo import write_demo
from tuiplanner.data.library import rehearsal
from tuiplanner.outputs.briefs import source_of
from tuiplanner.ui.dialogs.after_visit import AfterVisit
from tuiplanner.ui.dialogs.ask import AskFilter, AskWords
from tuiplanner.ui.dialogs.call import CallSheet
from tuiplanner.ui.dialogs.check_walk import CheckWalk
from tuiplanner.ui.dialogs.dialog import Dialog
from tuiplanner.ui.dialogs.find import Find
from tuiplanner.ui.dialogs.gaps import Gaps
from tuiplanner.ui.dialogs.history import History
from tuiplanner.ui.dialogs.inbox import Inbox
from tuiplanner.ui.dialogs.listing import Listing
from tuiplanner.ui.dialogs.look import Look
from tuiplanner.ui.dialogs.prompts import Prompts
from tuiplanner.ui.dialogs.rehearsal import Rehearsal
from tuiplanner.ui.dialogs.several import Several
from tuiplanner.ui.dialogs.symptom_check import SymptomCheck
from tuiplanner.ui.dialogs.timeline import TimelineList
from tuiplanner.ui.dialogs.waiting_list import WaitingList
from tuiplanner.ui.dialogs.welcome import Welcome
from tuiplanner.ui.dialogs.who_types import WhoTypes
from tuiplanner.ui.dialogs.why_stopped import WhyStopped
from tuiplanner.ui.forms.form import Form
from tuiplanner.ui.forms.inputs import FieldInput
from tuiplanner.ui.hints import key_name, written
from tuiplanner.ui.panes.about import AboutPane
from tuiplanner.ui.panes.allergies import AllergyPane
from tuiplanner.ui.panes.base import Pane
from tuiplanner.ui.panes.contacts import WithContacts
from tuiplanner.ui.panes.medications import MedicationPane
from tuiplanner.ui.panes.own_lists import ConditionPane
from tuiplanner.ui.panes.questions import QuestionPane
from tuiplanner.ui.panes.symptoms import SymptomPane
from tuiplanner.ui.panes.tests import MedicalTestPane
from tuiplanner.ui.panes.treatment import PlanPane, StepPane
from tuiplanner.ui.panes.visits import VisitPane
from tuiplanner.ui.ready_list import ReadyList
from tuiplanner.ui.screens.main import MainScreen
from tuiplanner.ui.screens.planners import PlannersScreen
from tuiplanner.ui.screens.preview import Preview

README = Path(__file__).parent.parent / "README.md"
TODAY = date(2026, 3, 12)
PLACES: tuple[tuple[str, type], ...] = (
    ("everywhere", PlannerApp),
    ("anywhere outside forms", MainScreen),
    ("every list", Pane),
    ("Visits", VisitPane),
    ("getting ready", ReadyList),
    ("Medications", MedicationPane),
    ("Symptoms", SymptomPane),
    ("Questions", QuestionPane),
    ("Specialists, Tests", WithContacts),
    ("Tests", MedicalTestPane),
    ("About me", AboutPane),
    ("allergies", AllergyPane),
    ("known conditions", ConditionPane),
    ("planned steps", StepPane),
    ("what to do if", PlanPane),
    ("every dialog", Dialog),
    ("lists in dialogs", Listing),
    ("the check of the medicines", CheckWalk),
    ("a medicine that was stopped", WhyStopped),
    ("the check-up of the symptoms", SymptomCheck),
    ("questions to pick from", Prompts),
    ("after the visit", AfterVisit),
    ("waiting for", WaitingList),
    ("the timeline", TimelineList),
    ("the telephone sheet", CallSheet),
    ("the rehearsal", Rehearsal),
    ("lines to sort", Inbox),
    ("the page", Preview),
    ("what the page lacks", Gaps),
    ("where you type", AskWords),
    ("a filter", AskFilter),
    ("find", Find),
    ("how it looks", Look),
    ("forms", Form),
    ("a field of a form", FieldInput),
    ("a list that was pasted", Several),
    ("a new planner", Welcome),
    ("the list of names", PlannersScreen),
    ("who is typing", WhoTypes),
    ("the history of a record", History),
)


def parts() -> dict[str, str]:
    """Each generated part by its name."""
    with tempfile.TemporaryDirectory() as folder, time_machine.travel(TODAY, tick=False):
        store = write_demo(Path(folder) / "planner.json", TODAY)
        page = make_page(source_of(store, TODAY, rehearsal()[0])).text
        screen = asyncio.run(_screen(PlannerApp(store)))
    return {"screen": _fenced(screen), "page": _fenced(page), "keys": _keys()}


async def _screen(app: PlannerApp) -> str:
    """The Medications tab at 80x24, as text."""
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        await app.workers.wait_for_complete()
        await pilot.pause()
        width = app.size.width
        lines = app.screen._compositor.render_strips()
        return "\n".join(strip.text[:width].rstrip() for strip in lines) + "\n"


def _fenced(text: str) -> str:
    return f"```text\n{text}```\n"


def _keys() -> str:
    rows = ["| where | key | what it does |", "|---|---|---|"]
    for place, kind in PLACES:
        for binding in _bindings(kind):
            rows.append(f"| {place} | `{_all_keys(binding)}` | {binding.tooltip} |")
    return "\n".join(rows) + "\n"


def _bindings(kind: type) -> Iterator[Binding]:
    """The bindings that a class itself brings, the moving about in lists left aside."""
    for binding in vars(kind).get("BINDINGS", ()):
        if isinstance(binding, Binding) and binding.tooltip:
            yield binding


def _all_keys(binding: Binding) -> str:
    others = [written(key) for key in binding.key.split(",")]
    return "` `".join(dict.fromkeys([key_name(binding), *others]))


def with_parts(text: str) -> str:
    """The README with every generated part as it is now."""
    for name, part in parts().items():
        marked = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        text = marked.sub(lambda found, part=part: found[1] + part + found[2], text)
    return text


if __name__ == "__main__":
    README.write_text(with_parts(README.read_text("utf-8")), "utf-8")
