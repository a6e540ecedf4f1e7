"""What the README and the man page take from the program: `python -m tests.readme_parts` writes it.

These are the page in the README, the picture of the screen, and the table of all keys. A test
holds them true.
"""

import asyncio
import json
import re
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import time_machine
from textual.binding import Binding

from tests.picture import picture
from tuiplanner.app import PlannerApp
from tuiplanner.brief.page import make_page
from tuiplanner.data.demo import write_demo
from tuiplanner.data.library import rehearsal
from tuiplanner.outputs.briefs import source_of
from tuiplanner.ui.dialogs.after_visit import AfterVisit
from tuiplanner.ui.dialogs.ask import AskFilter, AskOnce, AskWords
from tuiplanner.ui.dialogs.call import CallSheet
from tuiplanner.ui.dialogs.check_walk import CheckWalk
from tuiplanner.ui.dialogs.choose_file import ChooseFile
from tuiplanner.ui.dialogs.choose_line import ChooseLine
from tuiplanner.ui.dialogs.dialog import Dialog
from tuiplanner.ui.dialogs.find import Find
from tuiplanner.ui.dialogs.gaps import Gaps
from tuiplanner.ui.dialogs.history import History
from tuiplanner.ui.dialogs.inbox import Inbox
from tuiplanner.ui.dialogs.listing import Listing
from tuiplanner.ui.dialogs.look import Look
from tuiplanner.ui.dialogs.prompts import Prompts
from tuiplanner.ui.dialogs.rehearsal import Rehearsal
from tuiplanner.ui.dialogs.review import ReviewFile
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
from tuiplanner.ui.rows import RowList
from tuiplanner.ui.screens.main import MainScreen
from tuiplanner.ui.screens.planners import PlannersScreen
from tuiplanner.ui.screens.preview import Preview

PROJECT = Path(__file__).parent.parent
README = PROJECT / "README.md"
PICTURE = PROJECT / ".github" / "screen.svg"
KEYS = PROJECT / "tuiplanner" / "data" / "keys.toml"
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
    ("a question that is carried", RowList),
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
    ("quick notes to file", Inbox),
    ("the page", Preview),
    ("what is missing", Gaps),
    ("a file to bring in", ChooseFile),
    ("what a file holds", ReviewFile),
    ("a line to choose", ChooseLine),
    ("where you type", AskWords),
    ("a path to type", AskOnce),
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


def generated() -> dict[Path, str]:
    """Return the text of each generated file as it is now; the README with its page."""
    with tempfile.TemporaryDirectory() as folder, time_machine.travel(TODAY, tick=False):
        store = write_demo(Path(folder) / "planner.json", TODAY)
        page = make_page(source_of(store, TODAY, rehearsal()[0])).text
        screen = asyncio.run(picture(store.path))
    readme = with_page(README.read_text("utf-8"), page)
    return {README: readme, PICTURE: screen, KEYS: _keys()}


def with_page(readme: str, page: str) -> str:
    """Return the README with another page."""
    marked = re.compile(r"(<!-- page -->\n).*?(<!-- end -->)", re.DOTALL)
    return marked.sub(lambda found: f"{found[1]}```text\n{page}```\n{found[2]}", readme)


def _keys() -> str:
    lines = ["# All keys, by place; made from the bindings by `python -m tests.readme_parts`."]
    for place, kind in PLACES:
        lines += ["", f"[{json.dumps(place)}]"]
        for binding in _bindings(kind):
            named = json.dumps(_all_keys(binding), ensure_ascii=False)
            lines.append(f"{named} = {json.dumps(binding.tooltip, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"


def _bindings(kind: type) -> Iterator[Binding]:
    """The bindings that a class itself brings, the moving about in lists left aside."""
    for binding in vars(kind).get("BINDINGS", ()):
        if isinstance(binding, Binding) and binding.tooltip:
            yield binding


def _all_keys(binding: Binding) -> str:
    name = key_name(binding)
    others = dict.fromkeys(map(written, binding.key.split(",")))
    return ", ".join([name, *(other for other in others if other.lower() != name.lower())])


if __name__ == "__main__":
    for path, text in generated().items():
        path.write_text(text, "utf-8")
