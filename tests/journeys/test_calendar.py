"""The calendar file by key: written once, and updated by the next writing."""

from pathlib import Path

import pytest
from icalendar import Calendar

from tests.journeys.helpers import NOW, at_keyboard
from tuiplanner.data.demo import write_demo


def summaries(file: Path) -> list[str]:
    calendar = Calendar.from_ical(file.read_bytes())
    return sorted(str(event["SUMMARY"]) for event in calendar.walk("VEVENT"))


async def test_x_writes_and_then_updates_the_same_file(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_demo(path, NOW.date())
    file = tmp_path / "appointments.ics"
    async with at_keyboard(path) as hands:
        await hands.press("x")
        assert "Open it with your calendar" in hands.flat
        first = summaries(file)
        assert any("neurology" in summary for summary in first)
        assert file.stat().st_mode & 0o777 == 0o600
        await hands.press("d", "6", "x")
        assert len(summaries(file)) == len(first)
        assert file.read_text().count("STATUS:CANCELLED") == 1
        assert sorted(p.name for p in tmp_path.glob("*.ics")) == ["appointments.ics"]
