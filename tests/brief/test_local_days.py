"""Days are those of the clock on the wall: what was typed on the morning after a visit is told."""

import json
import os
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.brief.reading import blocks
from tuiplanner.brief.page import make_page
from tuiplanner.data.library import rehearsal
from tuiplanner.model.planner import add, edit
from tuiplanner.model.records import Medication, Symptom, Visit
from tuiplanner.outputs.briefs import source_of
from tuiplanner.store.store import Store

VISIT = date(2026, 1, 31)
TODAY = date(2026, 2, 20)


@pytest.fixture(params=["Australia/Sydney", "America/Los_Angeles", "Pacific/Kiritimati", "UTC"])
def zone(request: pytest.FixtureRequest) -> Iterator[ZoneInfo]:
    """The zone of the machine."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    yield ZoneInfo(request.param)
    del os.environ["TZ"]
    if before is not None:
        os.environ["TZ"] = before
    time.tzset()


def _typed(path: Path, zone: ZoneInfo, day: date, hour: int, dose: str) -> None:
    """A dose typed at an hour of the wall's clock."""
    moment = datetime(day.year, day.month, day.day, hour, 30, tzinfo=zone)
    Store(path, clock=lambda: moment.astimezone(UTC)).update(
        lambda planner: edit(planner, Medication, 1, {"dose": dose}, day)
    )


def _planner(path: Path, zone: ZoneInfo) -> None:
    start = datetime(2026, 1, 10, 12, tzinfo=zone)
    store = Store(path, clock=lambda: start.astimezone(UTC))
    pill = {"name": "prednisone", "dose": "1 tablet", "frequency": "daily"}
    store.update(lambda planner: add(planner, Medication, pill, start.date()))
    seen = {"when": VISIT.isoformat(), "status": "done", "with_whom": "Dr A"}
    store.update(lambda planner: add(planner, Visit, seen, start.date()))
    ahead = {"when": "2026-12-30", "with_whom": "Dr A"}
    store.update(lambda planner: add(planner, Visit, ahead, start.date()))


def _medicines(path: Path) -> str:
    page = make_page(source_of(Store(path), TODAY, rehearsal()[0]))
    return " ".join(" ".join(blocks(page)["medicines"]).split())


@pytest.mark.parametrize(("day", "is_told"), [(31, False), (1, True)])
@pytest.mark.parametrize("hour", [0, 9, 13, 23])
def test_a_dose_counts_from_the_local_day(
    tmp_path: Path, zone: ZoneInfo, day: int, hour: int, is_told: bool
) -> None:
    path = tmp_path / "planner.json"
    _planner(path, zone)
    typed = date(2026, 2, 1) if day == 1 else VISIT
    _typed(path, zone, typed, hour, "2 tablets")
    text = _medicines(path)
    assert ("dose now 2 tablets (was 1 tablet), 1 Feb 2026" in text) is is_told
    assert ("CHANGED" in text) is is_told


def test_the_page_is_the_same_in_another_zone(tmp_path: Path, zone: ZoneInfo) -> None:
    """Each line of the history keeps the offset of the place where it was typed."""
    path = tmp_path / "planner.json"
    _planner(path, zone)
    _typed(path, zone, date(2026, 2, 1), 0, "2 tablets")
    here = _medicines(path)
    os.environ["TZ"] = "America/New_York"
    time.tzset()
    assert _medicines(path) == here


def test_lines_without_an_offset_are_read_in_the_local_zone(tmp_path: Path, zone: ZoneInfo) -> None:
    path = tmp_path / "planner.json"
    _planner(path, zone)
    _typed(path, zone, date(2026, 2, 1), 9, "2 tablets")
    history = path.with_name("planner.json.history")
    lines = [json.loads(line) for line in history.read_bytes().splitlines()]
    old = [{name: value for name, value in line.items() if name != "offset"} for line in lines]
    history.write_text("".join(json.dumps(line) + "\n" for line in old))
    assert "dose now 2 tablets (was 1 tablet), 1 Feb 2026" in _medicines(path)


def test_first_noted_is_a_local_day(tmp_path: Path, zone: ZoneInfo) -> None:
    path = tmp_path / "planner.json"
    _planner(path, zone)
    moment = datetime(2026, 2, 1, 0, 30, tzinfo=zone)
    store = Store(path, clock=lambda: moment.astimezone(UTC))
    store.update(lambda planner: add(planner, Symptom, {"name": "dizzy"}, moment.date()))
    page = make_page(source_of(Store(path), TODAY, rehearsal()[0]))
    assert "first noted 1 Feb 2026" in page.text
