"""A year with infusions, a taper, a stuck approval, a stay in hospital and two new doctors.

Played by commands and by keys on the days on which things happen; nothing is typed twice.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from tests.journeys.helpers import command
from tests.journeys.test_course_of_care import go_to, noon, sitting


def on(path: Path, day: str, *words: str) -> str:
    return command(path, *words, now=noon(day)).decode()


def made(path: Path, day: str, *words: str) -> str:
    """The id of what was written down."""
    return on(path, day, "add", *words).split()[-1]


def waited_for(path: Path, day: str) -> dict[str, dict[str, Any]]:
    found = json.loads(on(path, day, "waiting", "--json"))
    return {item["name"]: item for item in found}


@pytest.mark.long
async def test_a_year_of_treatment(path: Path) -> None:
    neuro = made(path, "2026-01-05", "specialist", "neurology", "--name", "Dr A. Neuro")
    on(path, "2026-01-05", "edit", "specialist", neuro, "--status", "sent")
    pet = made(
        path, "2026-01-05", "test", "PET-CT", "--ordered-on", "today", "--specialist-id", neuro
    )
    an_approval_is_stuck(path, pet)
    infusion = made(
        path,
        "2026-03-20",
        *("medication", "rituximab", "--kind", "infusion", "--frequency", "days 1 and 15 of 180"),
        *("--approval-number", "A-77", "--approval-expires", "30 Sep 2026"),
    )
    the_infusions(path, infusion)
    await a_taper(path)
    a_stay_in_hospital(path)
    two_new_doctors(path, neuro)
    the_timeline_of_the_year(path)
    assert "is sound" in on(path, "2026-12-20", "check")


def an_approval_is_stuck(path: Path, pet: str) -> None:
    """Ordered and not booked for ten weeks: on the list all the time, overdue after two."""
    assert not waited_for(path, "2026-01-18")["PET-CT"]["overdue"]
    for day, days in (("2026-01-19", 14), ("2026-03-16", 70)):
        item = waited_for(path, day)["PET-CT"]
        assert (item["overdue"], item["days"]) == (True, days)
    on(path, "2026-03-16", "edit", "test", pet, "--approval-expires", "30 Mar 2026")
    assert "approval expires 30 Mar 2026" in waited_for(path, "2026-03-16")["PET-CT"]["text"]
    booked = ("--status", "booked", "--booked-for", "27 Mar 2026 8:00")
    on(path, "2026-03-16", "edit", "test", pet, *booked, "--preparation", "nothing to eat")
    assert "not booked" not in waited_for(path, "2026-03-16")["PET-CT"]["text"]
    assert "Tomorrow, 08:00: PET-CT, nothing to eat." in on(path, "2026-03-26", "waiting")
    assert "not marked done" in waited_for(path, "2026-03-28")["PET-CT"]["text"]
    on(path, "2026-03-28", "edit", "test", pet, "--status", "done", "--done-on", "27 Mar 2026")
    on(path, "2026-04-02", "edit", "test", pet, "--result", "no tumor seen")
    assert "PET-CT" not in waited_for(path, "2026-04-02")


def the_infusions(path: Path, infusion: str) -> None:
    """Each given day is a row; the plan proposes the next one and never sets it."""
    link = ("--medication-id", infusion)
    made(path, "2026-04-01", "dose", "1 Apr 2026", "--amount", "1 g", *link)
    assert "rituximab" not in waited_for(path, "2026-04-15")
    assert "by the plan due 15 Apr 2026" in waited_for(path, "2026-04-16")["rituximab"]["text"]
    made(path, "2026-04-16", "dose", "15 Apr 2026", "--amount", "1 g", "--note", "rash", *link)
    assert "rituximab" not in waited_for(path, "2026-09-15")
    assert "approval expires 30 Sep 2026" in waited_for(path, "2026-09-16")["rituximab"]["text"]
    page = " ".join(on(path, "2026-09-16", "brief").split())
    assert "last 15 Apr 2026, next not recorded" in page
    on(path, "2026-09-16", "edit", "medication", infusion, "--next-due", "28 Sep 2026")
    assert (
        "was due 28 Sep 2026: was it given?" in waited_for(path, "2026-09-29")["rituximab"]["text"]
    )
    made(path, "2026-09-29", "dose", "28 Sep 2026", "--amount", "1 g", *link)
    assert "was it given" not in str(waited_for(path, "2026-09-29").get("rituximab"))


async def a_taper(path: Path) -> None:
    """Two steps by keys; each counts once it is confirmed."""
    async with sitting(path, "2026-05-01") as hands:
        await hands.press("2", "n")
        await hands.fill("prednisone", "5 mg", "4 tablets", "every morning", "inflammation")
        await go_to(hands, "prednisone")
        await hands.press("p")
        for day, dose in (("1 june 2026", "2 tablets"), ("1 july 2026", "1 tablet")):
            await hands.press("n")
            await hands.fill(day, dose, "", ())
            await hands.press("ctrl+s")
        await hands.press("escape")
        assert "planned from 1 Jun 2026: 2 tablets" in hands.flat
    page = " ".join(on(path, "2026-06-03", "brief").split())
    assert "4 tablets; every morning;" in page
    assert "planned from 1 Jun 2026: 2 tablets, not confirmed; planned from 1 Jul 2026" in page
    async with sitting(path, "2026-06-03") as hands:
        await hands.press("2")
        await go_to(hands, "prednisone")
        await hands.press("p", "c")
        assert "It is taken like this now: 2 tablets. u takes it back." in hands.flat
    page = " ".join(on(path, "2026-06-03", "brief").split())
    assert "2 tablets; every morning;" in page
    assert "not confirmed" not in page


def a_stay_in_hospital(path: Path) -> None:
    made(
        path,
        "2026-08-20",
        *("visit", "10 Aug 2026 to 14 Aug 2026", "--mode", "hospital", "--place", "City hospital"),
        *("--reason", "a seizure", "--findings", "the scan was normal"),
    )
    symptom = made(path, "2026-08-20", "symptom", "seizures", "--began", "Aug 2026")
    link = ("--kind", "seizure", "--symptom-id", symptom)
    made(path, "2026-08-20", "observation", "at home, two minutes", "--when", "10 Aug 2026", *link)


def two_new_doctors(path: Path, neuro: str) -> None:
    """A visit moves its referral, and what to do is kept from one visit to the next."""
    visit = made(path, "2026-09-01", "visit", "7 Sep 2026 10:00", "--specialist-id", neuro)
    referral = json.loads(on(path, "2026-09-01", "show", "specialist", neuro, "--json"))
    assert referral["status"] == "booked"
    on(path, "2026-09-07", "edit", "visit", visit, "--status", "done")
    on(
        path,
        "2026-09-07",
        *("add", "plan", "two seizures in a day", "--do-this", "call an ambulance"),
        *("--visit-id", visit),
    )
    referral = json.loads(on(path, "2026-09-07", "show", "specialist", neuro, "--json"))
    assert (referral["status"], referral["seen_on"]) == ("seen", "2026-09-07")
    late = waited_for(path, "2026-09-21")["neurology referral"]
    assert "seen 7 Sep 2026, no report back" in late["text"]
    other = made(path, "2026-10-01", "specialist", "oncology", "--name", "Dr B. Onco")
    rhythm = "every 2 weeks from 5 Oct 2026 14:00 for 3 times"
    ids = on(path, "2026-10-01", "add", "visit", rhythm, "--specialist-id", other).split()
    assert len(ids) == 3
    page = " ".join(on(path, "2026-10-05", "brief").split())
    assert "City hospital" in page, "the new doctor reads about the stay"
    assert "PET-CT" in page
    on(path, "2026-10-05", "edit", "visit", ids[0], "--status", "done")
    family = on(path, "2026-10-05", "after", ids[0], "--print")
    assert "If two seizures in a day: call an ambulance." in family
    on(path, "2026-10-06", "remove", "visit", ids[2])
    calendar = Calendar.from_ical(on(path, "2026-10-06", "export", "--format", "ics"))
    states = [str(event["status"]) for event in calendar.walk("VEVENT")]
    assert states.count("CANCELLED") == 1


def the_timeline_of_the_year(path: Path) -> None:
    lines = on(path, "2026-12-20", "timeline", "--oldest-first").splitlines()
    places = [
        next(n for n, line in enumerate(lines) if words in line)
        for words in (
            "PET-CT: no tumor seen",
            "rituximab given: 1 g",
            "rituximab given: 1 g: rash",
            "prednisone: 2 tablets (was 4 tablets, every morning)",
            "seizure: at home, two minutes",
            "hospital, City hospital, 10-14 Aug 2026: a seizure: the scan was normal",
            "Dr A. Neuro, neurology",
            "rituximab given",
        )
    ]
    assert places[:6] == sorted(places[:6])
    printed = on(path, "2026-12-20", "timeline", "--print", "--since", "Aug 2026")
    assert "PET-CT" not in printed
    assert "City hospital" in printed
