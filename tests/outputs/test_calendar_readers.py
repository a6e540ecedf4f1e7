"""Programs that people have read every calendar file: vobject and khal, beside icalendar."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import vobject
from hypothesis import given, settings

from tests.every import examples
from tests.model.making import added
from tests.strategies import HOSTILE, TODAY, planners
from tuiplanner.data.demo import write_demo
from tuiplanner.model.history import History
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import MedicalTest, Visit
from tuiplanner.outputs.calendar import calendar_of

CONFIG = """[calendars]
[[health]]
path = {folder}
type = calendar
[locale]
local_timezone = Europe/Berlin
default_timezone = Europe/Berlin
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[default]
default_calendar = health
[sqlite]
path = {cache}
"""


def khal(home: Path, *words: str) -> str:
    """What khal prints, with a configuration and a calendar of its own."""
    folder, config = home / "health", home / "khal.conf"
    folder.mkdir(exist_ok=True)
    config.write_text(CONFIG.format(folder=folder, cache=home / "khal.db"))
    program = [sys.executable, "-c", "from khal.cli import main_khal; main_khal()"]
    env = {**os.environ, "HOME": str(home), "XDG_CONFIG_HOME": str(home), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [*program, "-c", str(config), *words], capture_output=True, text=True, timeout=60, env=env
    )
    assert done.returncode == 0, done
    return done.stdout


@settings(max_examples=examples(60))
@given(planners())
def test_vobject_reads_every_calendar(planner: Planner) -> None:
    data = calendar_of(planner, History(), TODAY).decode()
    (calendar,) = vobject.readComponents(data)
    assert len(calendar.contents.get("vevent", [])) == data.count("BEGIN:VEVENT")
    for event in calendar.contents.get("vevent", []):
        assert event.uid.value.endswith("@tuiplanner")
        assert event.dtstart.value


@pytest.mark.parametrize("text", HOSTILE)
def test_vobject_reads_hostile_words(text: str) -> None:
    record = MedicalTest(id=1, name=text, booked_for="2026-03-15", preparation=text, place=text)
    data = calendar_of(Planner(tests={1: record}), History(), TODAY).decode()
    (calendar,) = vobject.readComponents(data)
    assert len(calendar.vevent_list) == 1


def test_khal_shows_the_visits_and_their_alarms(tmp_path: Path) -> None:
    planner = added(Planner(), Visit, when="20 Mar 2026 9:30", specialty="eyes", minutes="30")
    planner = added(
        planner, MedicalTest, name="blood test", booked_for="21 Mar 2026", preparation="fasting"
    )
    planner = added(
        planner, Visit, when="23 Mar 2026", until="25 Mar 2026", mode="hospital", specialty="eyes"
    )
    file = tmp_path / "appointments.ics"
    file.write_bytes(calendar_of(planner, History(), TODAY))
    khal(tmp_path, "import", "--batch", "-a", "health", str(file))
    shown = khal(tmp_path, "list", "2026-03-19", "30d")
    assert "09:30-10:00 Appointment: eyes" in shown
    assert "Test: blood test" in shown
    assert shown.count("Appointment: eyes") == 4, "one visit, and the three days of the stay"
    assert "⏰" in shown, "it rings"


def test_khal_takes_a_later_export_of_the_same_planner(tmp_path: Path) -> None:
    store = write_demo(tmp_path / "planner.json", date.today())
    file = tmp_path / "appointments.ics"
    for _ in range(2):
        planner = store.load()
        file.write_bytes(calendar_of(planner, store.history(), date.today()))
        khal(tmp_path, "import", "--batch", "-a", "health", str(file))
    count = file.read_text().count("BEGIN:VEVENT")
    assert len(list((tmp_path / "health").glob("*.ics"))) == count
